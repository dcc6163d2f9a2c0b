"""Courses for candidates and new members: opened, joined by cases; what they achieve is in ``course_results``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from partytrack.core.codes import check_code, code_list
from partytrack.core.courses import Taught
from partytrack.core.errors import (
    AdmittedAlready,
    CourseUnknown,
    DaysOutOfOrder,
    EnrolledAlready,
    NotAdmittedYet,
)
from partytrack.core.lifecycle import CEREMONY, DECISION
from partytrack.core.vietnamese import normalise
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import case_by_code, check_not_ended, nearest
from partytrack.record.people import next_code
from partytrack.store.tables import Candidacy, Course, Enrolment, StepEvent


@dataclass(frozen=True)
class NewCourse:
    """What is told of a course: its name and kind, its first and last day, who holds it, and the decision that opened it."""

    name: str
    kind: str
    first: date
    last: date
    provider: str | None = None
    document: str | None = None


@dataclass(frozen=True)
class Joined:
    """Which cases joined which course."""

    course: str
    cases: tuple[str, ...]


def add_course(desk: Desk, new: NewCourse) -> Course:
    """Enter a course, which may lie ahead; the program gives it its code."""
    with act(desk, "course.add", normalise(new.name)) as it:
        return add_course_within(it, new)


def add_course_within(it: Act, new: NewCourse) -> Course:
    """Enter a course as part of an open act."""
    kind = check_code("course_kinds", new.kind)
    if new.last < new.first:
        raise DaysOutOfOrder(Word("words", "course_begins"), Word("words", "course_ends"))
    return it.add(
        Course(
            code=next_code(it.session, Course, "L"), name=normalise(new.name), kind=kind, provider=new.provider,
            from_on=new.first, to_on=new.last, document=new.document,
        )
    )  # fmt: skip


def enrol(
    desk: Desk, course_code: str, case_codes: Sequence[str], *, on: date | None, rehearse: bool = False
) -> Joined:
    """Let cases join a course, all of them or none."""
    with act(desk, "course.enrol", course_code, rehearse=rehearse) as it:
        return enrol_within(it, course_code, case_codes, on=on)


def enrol_within(it: Act, course_code: str, case_codes: Sequence[str], *, on: date | None) -> Joined:
    """Let cases join a course as part of an open act; untold, on its first day, or today where that lies ahead."""
    course = course_by_code(it.session, course_code)
    if on is not None and on > course.to_on:
        raise DaysOutOfOrder(Word("words", "enrolled"), Word("words", "course_ends"))
    day = on or min(it.today, course.from_on)
    cases = [case_by_code(it.session, code) for code in case_codes]
    for case in cases:
        if find_enrolment(it.session, course, case) is not None:
            raise EnrolledAlready(case.code, course.code)
        check_place(it.session, course, case, day)
        it.add(Enrolment(course_id=course.id or 0, candidacy_id=case.id or 0, enrolled_on=day))
    return Joined(course.code, tuple(case.code for case in cases))


def check_place(session: Session, course: Course, case: Candidacy, on: date) -> None:
    """Refuse whose case ended before, and who is too far or not far enough for the course."""
    check_not_ended(session, case, max(on, course.from_on))
    of_case = select(StepEvent).where(
        StepEvent.candidacy_id == case.id, col(StepEvent.step).in_((DECISION, CEREMONY))
    )  # fmt: skip
    days = {event.step: event.happened_on for event in session.exec(of_case)}
    if code_list("course_kinds")[course.kind]["of_members"]:
        entered = days.get(CEREMONY, days.get(DECISION))  # an old record may lack the ceremony
        if entered is None or entered > course.from_on:
            raise NotAdmittedYet(case.code, course.code, course.from_on)
    elif days and min(days.values()) <= course.from_on:
        raise AdmittedAlready(case.code, course.code, min(days.values()))


def course_by_code(session: Session, code: str) -> Course:
    """The course of a code; small letters serve as well as capitals."""
    course = session.exec(select(Course).where(Course.code == code.strip().upper())).first()
    if course is None:
        raise CourseUnknown(code, nearest(code, session.exec(select(Course.code))))
    return course


def find_enrolment(session: Session, course: Course, case: Candidacy) -> Enrolment | None:
    """The enrolment of a case in a course, if any."""
    return session.exec(
        select(Enrolment).where(Enrolment.course_id == course.id, Enrolment.candidacy_id == case.id)
    ).first()  # fmt: skip


def taught(course: Course) -> Taught:
    """A course as its rules see it."""
    step = code_list("course_kinds")[course.kind]["step"]
    return Taught(course.from_on, course.to_on, course.result_on, step)
