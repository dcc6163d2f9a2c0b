"""The journey beside its steps: courses, waivers, what happens to members, and where each case stood on which days."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from partytrack.store.tables.checks import CODE_LENGTH, NAME_LENGTH, filled, holds, interval


class Waiver(SQLModel, table=True):
    """A rule was waived for a case from a day on, by whom and on which paper; it stays visible.

    ``until_on``: of a time limit, the day to which it was put off; unset, the limit is lifted.
    """

    __tablename__ = "waiver"
    __table_args__ = (
        UniqueConstraint("candidacy_id", "rule", "granted_on", name="uq_waiver"),
        filled("waiver", "rule"),
        filled("waiver", "document"),
        filled("waiver", "reason"),
        holds("waiver", "until", "until_on IS NULL OR granted_on <= until_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    candidacy_id: int = Field(foreign_key="candidacy.id")
    rule: str = Field(max_length=CODE_LENGTH)
    granted_on: date
    authority_id: int = Field(foreign_key="unit.id")
    document: str
    reason: str
    until_on: date | None = None


class Course(SQLModel, table=True):
    """A class of awareness for candidates, or one for new members (``data/codes/course_kinds.toml``).

    ``document`` is the decision that opened it, ``result_document`` the one of ``result_on`` that recognises its results.
    """

    __tablename__ = "course"
    __table_args__ = (
        filled("course", "code"),
        filled("course", "name"),
        filled("course", "kind"),
        interval("course"),
        holds("course", "result", "result_on IS NULL OR from_on <= result_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=CODE_LENGTH, unique=True)
    name: str = Field(max_length=NAME_LENGTH)
    kind: str = Field(max_length=CODE_LENGTH)
    provider: str | None = Field(default=None, max_length=NAME_LENGTH)
    from_on: date
    to_on: date
    document: str | None = None
    result_on: date | None = None
    result_document: str | None = None


class Enrolment(SQLModel, table=True):
    """A candidate in a course: attendance in per cent, marks out of 10 as text, the certificate."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("course_id", "candidacy_id", name="uq_enrolment"),
        holds("enrolment", "attendance", "attendance IS NULL OR attendance BETWEEN 0 AND 100"),
    )
    id: int | None = Field(default=None, primary_key=True)
    course_id: int = Field(foreign_key="course.id")
    candidacy_id: int = Field(foreign_key="candidacy.id", index=True)
    enrolled_on: date
    attendance: int | None = None
    mark: str | None = None
    retake_mark: str | None = None
    retake_on: date | None = None
    certificate_no: str | None = None
    certificate_on: date | None = None


class LifeEvent(SQLModel, table=True):
    """What happened to a member on a day (``data/codes/life_events.toml``): transfer, removal, death, restoration and so on.

    ``unit_id`` is where they were, or, of one who comes in, where they came; ``to_unit_id`` where a transfer
    between units of this store led; ``place`` an organisation outside of it.
    """

    __tablename__ = "life_event"
    __table_args__ = (
        filled("life_event", "kind"),
        Index("ix_life_event_person", "person_id", "happened_on", "kind"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str = Field(max_length=CODE_LENGTH)
    happened_on: date
    unit_id: int = Field(foreign_key="unit.id")
    to_unit_id: int | None = Field(default=None, foreign_key="unit.id")
    place: str | None = Field(default=None, max_length=NAME_LENGTH)
    document: str | None = None
    reason: str | None = None


class CaseStage(SQLModel, table=True):
    """Where a case stood, in which unit, on which days (half-open); derived from its events by ``core/journey.py``.

    Standing on a day is one range of the index; a case that is over has no open stage.
    """

    __tablename__ = "case_stage"
    __table_args__ = (
        interval("case_stage"),
        Index("ix_case_stage_unit", "unit_id", "from_on", "to_on", "step", "candidacy_id"),
    )
    candidacy_id: int = Field(foreign_key="candidacy.id", primary_key=True)
    from_on: date = Field(primary_key=True)
    to_on: date
    step: str = Field(max_length=CODE_LENGTH)
    since_on: date
    unit_id: int = Field(foreign_key="unit.id")


class CaseDue(SQLModel, table=True):
    """What a rule asks of a case by a day: it stands from the day it arose until it is done or waived; derived.

    As of a day D it is on the list where ``from_on`` <= D < ``to_on``, overdue where ``due_on`` < D.
    """

    __tablename__ = "case_due"
    __table_args__ = (
        interval("case_due"),
        Index("ix_case_due_unit", "unit_id", "due_on", "from_on", "to_on", "rule", "step", "candidacy_id"),
    )
    candidacy_id: int = Field(foreign_key="candidacy.id", primary_key=True)
    rule: str = Field(max_length=CODE_LENGTH, primary_key=True)
    from_on: date = Field(primary_key=True)
    to_on: date
    step: str = Field(max_length=CODE_LENGTH)
    since_on: date
    due_on: date
    unit_id: int = Field(foreign_key="unit.id")


class Judged(SQLModel, table=True):
    """By which rules, law and days off the stages and due days were derived; one row. Others mean: derive anew."""

    __tablename__ = "judged"
    __table_args__ = (holds("judged", "single", "id = 1"),)
    id: int | None = Field(default=None, primary_key=True)
    digest: str
