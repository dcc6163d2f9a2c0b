"""People and their way into the Party: person, stay, candidacy (the case), step event, mentorship."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from partytrack.store.tables.checks import CODE_LENGTH, NAME_LENGTH, filled, holds, interval, one_of


class Person(SQLModel, table=True):
    """One human being, candidate or member; a birth date carries its precision.

    ``name_folded`` serves the search, ``name_key`` the Vietnamese order; both derive from ``name``.
    ``admitted_on`` (the ceremony) and ``confirmed_on`` are days on the roll of members whose case is not
    tracked here; they never count as an admission. ``merged_into_id``: the same human being was recorded twice, and
    the other record goes on; nothing refers to this one any more but what the other one says as well.
    """

    __tablename__ = "person"
    __table_args__ = (
        filled("person", "code"),
        filled("person", "name"),
        one_of("person", "sex", "f", "m"),
        one_of("person", "born_precision", "day", "month", "year"),
        holds("person", "confirmed", "admitted_on <= confirmed_on"),
        holds("person", "born", "(born_on IS NULL) = (born_precision IS NULL)"),
        holds("person", "national_id", "length(national_id) = 12 AND trim(national_id, '0123456789') = ''"),
        holds("person", "merged", "merged_into_id <> id"),
        Index("uq_person_national_id", "national_id", unique=True),
        Index("ix_person_name_born", "name_folded", "born_on"),
        Index("ix_person_born", "born_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=CODE_LENGTH, unique=True)
    name: str = Field(max_length=NAME_LENGTH)
    name_folded: str
    name_key: str
    born_on: date | None = None
    born_precision: str | None = None
    sex: str | None = None
    admitted_on: date | None = None
    confirmed_on: date | None = None
    national_id: str | None = Field(default=None, max_length=12)
    merged_into_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class PersonFact(SQLModel, table=True):
    """What a person was on which days: ethnicity, religion, occupation … (``data/facts.toml``); what is not here is unknown."""

    __tablename__ = "person_fact"
    __table_args__ = (
        filled("person_fact", "fact"),
        filled("person_fact", "value"),
        interval("person_fact"),
        Index("ix_person_fact", "person_id", "fact", "from_on", "to_on", "value"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    fact: str = Field(max_length=CODE_LENGTH)
    value: str = Field(max_length=CODE_LENGTH)
    from_on: date
    to_on: date


class Stay(SQLModel, table=True):
    """In which unit a person was, as what, from when to when."""

    __tablename__ = "stay"
    __table_args__ = (
        one_of("stay", "role", "candidate", "probationary", "full"),
        interval("stay"),
        Index("ix_stay_unit", "unit_id", "role", "from_on", "to_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    role: str
    from_on: date
    to_on: date


class Candidacy(SQLModel, table=True):
    """The case: one candidacy of a person in a cell, with its source; a person may have several.

    ``opened_on`` is the day of listing where it was stated, else the earliest day known of the case.
    """

    __tablename__ = "candidacy"
    __table_args__ = (
        filled("candidacy", "code"),
        filled("candidacy", "source"),
        Index("ix_candidacy_unit", "unit_id", "opened_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=CODE_LENGTH, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    unit_id: int = Field(foreign_key="unit.id")
    source: str = Field(max_length=CODE_LENGTH)
    opened_on: date


class StepEvent(SQLModel, table=True):
    """What happened to a case on a day; standing on any day is the events up to that day.

    Of an introduction, ``member_id`` is the full member who introduces and ``together_since`` the day since which
    they have worked, studied or lived together. Of a move, ``place`` is an organisation outside of this store.
    """

    __tablename__ = "step_event"
    __table_args__ = (
        filled("step_event", "step"),
        holds(
            "step_event",
            "votes",
            # all three or none: a comparison with NULL is neither true nor false and would let the row pass
            "(votes_entitled IS NULL) = (votes_for IS NULL) AND (votes_present IS NULL) = (votes_for IS NULL)"
            " AND (votes_for IS NULL"
            " OR (0 <= votes_for AND votes_for <= votes_present AND votes_present <= votes_entitled))",
        ),
        Index("ix_step_event_case", "candidacy_id", "step", "happened_on"),
        Index("ix_step_event_unit", "unit_id", "step", "happened_on", "candidacy_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    candidacy_id: int = Field(foreign_key="candidacy.id")
    step: str = Field(max_length=CODE_LENGTH)
    happened_on: date
    unit_id: int = Field(foreign_key="unit.id")
    decided_by_id: int | None = Field(default=None, foreign_key="unit.id")
    document: str | None = None
    votes_entitled: int | None = None
    votes_present: int | None = None
    votes_for: int | None = None
    reason: str | None = None
    return_on: date | None = None
    member_id: int | None = Field(default=None, foreign_key="person.id")
    together_since: date | None = None
    place: str | None = Field(default=None, max_length=NAME_LENGTH)


class Mentorship(SQLModel, table=True):
    """A full member helps a candidate, by assignment of the cell (Charter, article 5); dated."""

    __tablename__ = "mentorship"
    __table_args__ = (interval("mentorship"),)
    id: int | None = Field(default=None, primary_key=True)
    candidacy_id: int = Field(foreign_key="candidacy.id", index=True)
    mentor_id: int = Field(foreign_key="person.id", index=True)
    from_on: date
    to_on: date
    end_reason: str | None = None
