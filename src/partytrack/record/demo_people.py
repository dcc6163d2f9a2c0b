"""Members, cases and courses of the demo's files as records: each row through the act that the commands use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from partytrack.core.case import Votes
from partytrack.core.codes import code_list
from partytrack.core.courses import Result, parse_attendance, parse_mark
from partytrack.core.dates import parse_partial
from partytrack.core.life_events import TRANSFER, TRANSFER_IN
from partytrack.core.lifecycle import DROPPING, MENTORING, MOVE
from partytrack.record.act import Act
from partytrack.record.arrivals import arrive_within
from partytrack.record.candidates import add_candidate_within
from partytrack.record.course_results import (
    NewCertificate,
    issue_certificate_within,
    recognise_results_within,
    record_result_within,
)
from partytrack.record.courses import NewCourse, add_course_within, enrol_within
from partytrack.record.demo_rows import Row, day
from partytrack.record.departures import leave_within, transfer_within
from partytrack.record.life import Happening
from partytrack.record.lookup import case_by_code
from partytrack.record.mentors import assign_mentor_within
from partytrack.record.moves import move_case_within, return_case_within
from partytrack.record.people import NewPerson, add_member_within
from partytrack.record.steps import NewStep, record_step_within
from partytrack.record.waivers import NewWaiver, grant_within


@dataclass(frozen=True)
class Known:
    """The codes of the members and cases entered so far, by the ``ref`` that the files call them."""

    members: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)


def enter_members(it: Act, known: Known, members: Iterable[Row], *, came: Mapping[str, Row]) -> None:
    """Full members: those of the roll, and those who came from elsewhere on a day."""
    for row in members:
        new, days = _person(it, row), {name: date.fromisoformat(row[name]) for name in ("admitted_on", "confirmed_on")}
        told = came.get(row["ref"])
        if told is None:
            code = add_member_within(it, new, row["unit"], **days).code
        else:
            on = date.fromisoformat(told["on"])
            code, _ = arrive_within(
                it, new, row["unit"], on=on, place=told["place"], document=told["document"], **days
            )  # fmt: skip
        known.members[row["ref"]] = code


def live(it: Act, known: Known, row: Row) -> None:
    """What happened to a member of the roll; who came from elsewhere was entered so."""
    code, on = known.members[row["ref"]], date.fromisoformat(row["on"])
    if row["kind"] == TRANSFER:
        transfer_within(it, code, to=row["unit"], on=on, document=row["document"])
    elif row["kind"] != TRANSFER_IN:
        told = Happening(row["kind"], on, row["document"] or None, row["reason"] or None, row["place"] or None)
        leave_within(it, code, told)


def open_case(it: Act, known: Known, row: Row) -> None:
    """A candidate listed in a cell, with the mentor; ``former`` is the case of one who came back."""
    listed_on = date.fromisoformat(row["listed_on"])
    if row.get("former"):
        former = known.cases[row["former"]]
        case = return_case_within(it, former, on=listed_on, cell=row["cell"], source=row["source"]).case
    else:
        new = _person(it, row)
        case = add_candidate_within(it, new, cell=row["cell"], source=row["source"], listed_on=listed_on).case
    if row["mentor"]:
        assign_mentor_within(it, case, known.members[row["mentor"]], on=date.fromisoformat(row["mentor_on"]))
    known.cases[row["ref"]] = case


def carry_on(it: Act, known: Known, ref: str, steps: Iterable[Row]) -> None:
    """The steps of a case in the order of their days."""
    for row in steps:
        case, on = known.cases[ref], date.fromisoformat(row["on"])
        if row["step"] == MENTORING:
            assign_mentor_within(it, case, known.members[row["member"]], on=on)
        elif row["step"] == MOVE:
            move_case_within(it, case, to=row["cell"], on=on, document=row["document"])
        else:
            record_step_within(it, case, _step(known, row, on))


def end_case(it: Act, known: Known, row: Row) -> None:
    """The loss of a candidate, with its reason and the day of an expected return."""
    on = date.fromisoformat(row["dropped_on"])
    told = NewStep(DROPPING, on, reason=row["reason"], return_on=day(row["return_on"]))
    record_step_within(it, known.cases[row["ref"]], told)


def waive(it: Act, known: Known, row: Row) -> None:
    """A rule that does not hold for a case."""
    new = NewWaiver(row["rule"], row["authority"], row["document"], row["reason"], day(row["until"]))
    grant_within(it, case_by_code(it.session, known.cases[row["ref"]]), new, date.fromisoformat(row["on"]))


def teach(it: Act, known: Known, row: Row, learners: Iterable[Row]) -> None:
    """A course with those who joined it: what they achieved, the decision on it, the certificates, which are steps."""
    first, last = (date.fromisoformat(row[name]) for name in ("first", "last"))
    course = add_course_within(
        it, NewCourse(row["name"], row["kind"], first, last, row["provider"], row["document"])
    ).code  # fmt: skip
    joined = {known.cases[learner["ref"]]: learner for learner in learners}
    enrol_within(it, course, tuple(joined), on=None)
    for case, learner in joined.items():
        if learner["attendance"]:
            mark = parse_mark(learner["mark"]) if learner["mark"] else None
            record_result_within(it, course, case, Result(parse_attendance(learner["attendance"]), mark))
    if row["result_on"]:
        on, document = date.fromisoformat(row["result_on"]), row["result_document"]
        recognise_results_within(it, course, on=on, document=document)
    for case, learner in joined.items():
        if learner["certificate"]:
            issued_on = date.fromisoformat(learner["certificate_on"])
            issue_certificate_within(it, course, case, NewCertificate(issued_on, learner["certificate"]))


def _person(it: Act, row: Row) -> NewPerson:
    born = parse_partial(row["born"], it.today) if row["born"] else None
    facts = tuple((fact, row[fact]) for fact in code_list("facts") if row.get(fact))
    return NewPerson(row["name"], row["sex"] or None, born, facts)


def _step(known: Known, row: Row, on: date) -> NewStep:
    votes = Votes(int(row["entitled"]), int(row["present"]), int(row["for"])) if row.get("entitled") else None
    return NewStep(
        row["step"], on, document=row["document"] or None, votes=votes, reason=row.get("reason") or None,
        return_on=day(row.get("return_on")), member=known.members[row["member"]] if row["member"] else None,
        together_since=day(row.get("together_since")),
    )  # fmt: skip
