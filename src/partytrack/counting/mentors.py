"""Who helps whom on a day: open cases with the full member assigned to each, what mentors did before, who could be one.

A mentor is a full member (Charter, art. 5.1). A roll often lacks the day of confirmation: whoever has the months of
probation behind them counts, as at the assignment. One who is full member nowhere any more helps nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from partytrack.core.case import CASE_ENDED
from partytrack.core.dates import PartialDate
from partytrack.core.report import Run
from partytrack.counting.mentoring import CASES, MEMBERS, RECORDS, bound
from partytrack.counting.subject import Question, as_day, known_day

GONE = "gone"


@dataclass(frozen=True)
class Assignment:
    """A member who was assigned to a case, from one day to another (half-open), and why that ended.

    ``unit``: where they are a full member on the as-of day; ``left_on``: where nowhere, since which day.
    """

    mentor_id: int
    code: str
    name: str
    unit: str | None
    from_on: date
    to_on: date
    end_reason: str | None
    left_on: date | None


@dataclass(frozen=True)
class OpenCase:
    """A case on its way to full membership, and the newest assignment by the as-of day, where there is one."""

    case: str
    name: str
    unit: str
    step: str
    opened_on: date
    occupation: str | None
    assigned: Assignment | None

    def mentor(self, on: date) -> Assignment | None:
        """Who helps: the assignment lasts and the mentor still is a full member."""
        at = self.assigned
        return at if at is not None and at.to_on > on and at.unit is not None else None

    def alone_since(self, on: date) -> date:
        """Since when nobody has helped: the case was opened, the assignment ended, or the mentor left."""
        if self.assigned is None:
            return self.opened_on
        return self.assigned.to_on if self.assigned.to_on <= on else self.assigned.left_on or self.assigned.from_on

    def why_alone(self, on: date) -> str | None:
        """Why the last assignment ended (``data/codes/mentor_ends.toml``), ``gone``, or ``None``: nobody has said."""
        if self.assigned is None:
            return None
        return GONE if self.assigned.to_on > on else self.assigned.end_reason


@dataclass(frozen=True)
class Record:
    """What a member did as mentor by the as-of day: cases open now, led to admission, lost before it."""

    load: int = 0
    led: int = 0
    lost: int = 0


@dataclass(frozen=True)
class Member:
    """A full member who could be asked to help."""

    person_id: int
    code: str
    name: str
    unit: str
    role: str
    born: PartialDate | None
    occupation: str | None


def open_cases(run: Run, question: Question) -> list[OpenCase]:
    """Every case under the unit asked about that is on its way to full membership, with its newest assignment."""
    found: dict[str, OpenCase] = {}
    for case, name, unit, step, opened, occupation, *assigned in run(*bound(CASES, question)):
        found[case] = OpenCase(case, name, unit, step, as_day(opened), occupation, _assignment(*assigned))
    return list(found.values())


def _assignment(mentor_id: int | None, *rest: Any) -> Assignment | None:
    if mentor_id is None:
        return None
    code, name, unit, start, end, reason, left = rest
    return Assignment(
        mentor_id, code, name, unit, as_day(start), as_day(end), reason, known_day(left)
    )  # fmt: skip


def records(run: Run, question: Question) -> Mapping[int, Record]:
    """What each member under the unit asked about, and each mentor of a case there, did as mentor anywhere."""
    found: dict[int, Record] = {}
    for mentor_id, start, end, reason, is_open, admitted, undone, ended in run(*bound(RECORDS, question)):
        held, so_far = (as_day(start), as_day(end), reason), found.get(mentor_id, Record())
        if admitted and not undone:
            so_far = replace(so_far, led=so_far.led + _helped_on(as_day(admitted), *held))
        elif ended:
            so_far = replace(so_far, lost=so_far.lost + _helped_on(as_day(ended), *held))
        found[mentor_id] = replace(so_far, load=so_far.load + (bool(is_open) and as_day(end) > question.as_of))
    return found


def _helped_on(day: date, first: date, stop: date, reason: str | None) -> bool:
    """Whether an assignment held on the day of an event; one that ended with the case held on its last day too."""
    return first <= day and (day < stop or (day == stop and reason == CASE_ENDED))


def possible_mentors(run: Run, question: Question, *, everyone: bool) -> list[Member]:
    """The full members of the cells in which a case lacks a mentor; ``everyone``: of the unit asked about in any case."""
    statement, binds = bound(MEMBERS, question)
    binds["alone"] = question.unit_id if everyone else 0
    found = run(statement, binds)
    return [
        Member(
            person_id, code, name, unit, role, PartialDate(as_day(born), precision) if born else None, occupation
        )
        for person_id, code, name, unit, role, born, precision, occupation in found
    ]  # fmt: skip
