"""Candidates who move: the case goes on in another cell, or ends here because another organisation goes on with it.

Who comes back to the list after a case has ended gets a new case; the one before is kept as it was.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from partytrack.core.codes import check_code
from partytrack.core.dates import BEGINNING
from partytrack.core.errors import AlreadyThere, BeforeListing, CaseClosed, CaseStillOpen, MovedAsMember, NotTracked
from partytrack.core.finding import Finding
from partytrack.core.lifecycle import MOVE, MOVE_AWAY, ends
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.arrivals import check_away
from partytrack.record.candidates import check_cell, open_case
from partytrack.record.life import case_on, check_nothing_later
from partytrack.record.lookup import case_by_code, check_exists, unit_by_code
from partytrack.record.stays import MEMBERS, Standing, carried_to, place, standing_on
from partytrack.record.steps import NewStep, Recorded, record_step_within
from partytrack.record.tasks import end_task_for
from partytrack.store.tables import Candidacy, Person, StepEvent, Unit


@dataclass(frozen=True)
class Moved:
    """What a move of a case says back: the cell it left, findings, and the case itself where it now lacks a mentor."""

    case: str
    unit: str
    findings: tuple[Finding, ...] = ()
    unmentored: tuple[str, ...] = ()


def move_case(desk: Desk, case_code: str, *, to: str, on: date, document: str | None) -> Moved:
    """Let a case go on in another cell from a day on; the mentor's task ends, and the new cell assigns one.

    On the first day of the stay the whole stay is placed there: so a candidate is put into another part of a split.
    """
    with act(desk, "candidate.move", case_code) as it:
        return move_case_within(it, case_code, to=to, on=on, document=document)


def move_case_within(it: Act, case_code: str, *, to: str, on: date, document: str | None) -> Moved:
    """Let a case go on in another cell as part of an open act."""
    case, cell = case_by_code(it.session, case_code), unit_by_code(it.session, to)
    person = it.session.get_one(Person, case.person_id)
    standing = _tracked_on(it, case, person, on)
    check_cell(cell)
    check_exists(cell, on)
    if cell.id == standing.unit.id:
        since = Word("words", "unknown_day") if standing.from_on == BEGINNING else standing.from_on
        raise AlreadyThere(case.code, cell.code, since)
    check_nothing_later(it.session, person, on)
    place(it, case.person_id, standing, cell, on)
    recorded = record_step_within(it, case.code, NewStep(MOVE, on, document))
    unmentored = end_task_for(it, case, on, cell)
    return Moved(case.code, standing.unit.code, tuple(recorded.findings), unmentored)


def move_case_away(desk: Desk, case_code: str, *, place: str, on: date, document: str | None) -> Moved:
    """End a case here because the person went to another organisation, which goes on with it."""
    with act(desk, "candidate.move", case_code) as it:
        case = case_by_code(it.session, case_code)
        standing = _tracked_on(it, case, it.session.get_one(Person, case.person_id), on)
        recorded = record_step_within(it, case.code, NewStep(MOVE_AWAY, on, document, place=place))
    return Moved(case.code, standing.unit.code, tuple(recorded.findings))


def return_case(
    desk: Desk, case_code: str, *, on: date, cell: str | None = None, source: str | None = None
) -> Recorded:
    """Open a new case for the person whose case has ended, in the same cell and from the same source unless told otherwise."""
    with act(desk, "candidate.return", case_code) as it:
        return return_case_within(it, case_code, on=on, cell=cell, source=source)


def return_case_within(
    it: Act, case_code: str, *, on: date, cell: str | None = None, source: str | None = None
) -> Recorded:
    """Open a new case for the person whose case has ended as part of an open act."""
    former = case_by_code(it.session, case_code)
    person = it.session.get_one(Person, former.person_id)
    unfinished = case_on(it.session, person, on)
    if unfinished is not None:
        raise CaseStillOpen(person.code, unfinished.code, on)
    check_away(it, person, on)
    unit = _cell_of(it, former, on) if cell is None else unit_by_code(it.session, cell)
    check_cell(unit)
    check_exists(unit, on)
    code = former.source if source is None else check_code("sources", source)
    case = open_case(it, person, unit, source=code, opened_on=on, listed=True)
    return Recorded(case.code)


def _cell_of(it: Act, case: Candidacy, on: date) -> Unit:
    """The cell in which a case was, or the one that carries it on."""
    return carried_to(it.session, it.session.get_one(Unit, case.unit_id), on)


def _tracked_on(it: Act, case: Candidacy, person: Person, on: date) -> Standing:
    """Where the person of a case is a candidate on a day; refused when the case is over, or they are a member by then."""
    if on < case.opened_on:
        raise BeforeListing(case.code, on, case.opened_on)
    ended = it.session.exec(
        select(StepEvent).where(
            StepEvent.candidacy_id == case.id, col(StepEvent.step).in_(ends()), StepEvent.happened_on <= on
        )
    ).first()  # fmt: skip
    if ended is not None:
        raise CaseClosed(case.code, Word("steps", ended.step), ended.happened_on)
    standing = standing_on(it.session, case.person_id, on)
    if standing is None:
        raise NotTracked(case.code, on)
    if standing.role in MEMBERS:
        raise MovedAsMember(case.code, person.code, on)
    return standing
