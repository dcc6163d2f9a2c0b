"""Candidates: a case opened in a cell, and its end without admission."""

from datetime import date

from partytrack.core.codes import check_code, code_list
from partytrack.core.errors import BirthAhead, DaysOutOfOrder, NotACell
from partytrack.core.lifecycle import DROPPING, LISTING
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import check_exists, unit_by_code
from partytrack.record.people import NewPerson, add_person, namesakes, next_code, stay_on
from partytrack.record.steps import NewStep, Recorded, record_step_within
from partytrack.store.tables import Candidacy, Person, StepEvent, Unit


def add_candidate(desk: Desk, new: NewPerson, *, cell: str, source: str, listed_on: date | None) -> Recorded:
    """Open a case in a cell.

    Without a day of listing the case is open from today, and an earlier step, recorded later, moves
    its opening back: the day of listing is then unknown, and unknown is not a contradiction.
    """
    with act(desk, "candidate.add", cell) as it:
        return add_candidate_within(it, new, cell=cell, source=source, listed_on=listed_on)


def add_candidate_within(it: Act, new: NewPerson, *, cell: str, source: str, listed_on: date | None) -> Recorded:
    """Open a case as part of an open act."""
    unit, source, opened_on = unit_by_code(it.session, cell), check_code("sources", source), listed_on or it.today
    check_opening(unit, new, opened_on)
    twins = namesakes(it.session, new)
    person = add_person(it, new)
    case = open_case(it, person, unit, source=source, opened_on=opened_on, listed=listed_on is not None)
    return Recorded(case.code, namesakes=twins)


def check_opening(unit: Unit, new: NewPerson, opened_on: date) -> None:
    """Refuse a case in a unit that is no cell, outside of the unit's days, or before the person's birth."""
    check_cell(unit)
    check_exists(unit, opened_on)
    if new.born is not None and new.born.first > opened_on:
        raise BirthAhead(new.born, opened_on)


def check_cell(unit: Unit) -> None:
    """Refuse a unit that is no cell: candidates are tracked in cells, and members in probation with their case."""
    if not code_list("unit_kinds")[unit.kind]["candidates"]:
        raise NotACell(unit.code)


def open_case(it: Act, person: Person, unit: Unit, *, source: str, opened_on: date, listed: bool) -> Candidacy:
    """Open a case of a person, who is a candidate in the unit from then on; ``listed``: that is the day of the listing."""
    last = stay_on(it, person.id or 0, unit, "candidate", opened_on)
    case = it.add(
        Candidacy(
            code=next_code(it.session, Candidacy, "C"), person_id=person.id or 0, unit_id=last.id or 0,
            source=source, opened_on=opened_on,
        )
    )  # fmt: skip
    if listed:
        it.add(StepEvent(candidacy_id=case.id or 0, step=LISTING, happened_on=opened_on, unit_id=unit.id or 0))
    return case


def drop_candidate(
    desk: Desk, case_code: str, *, reason: str, on: date, return_on: date | None, rehearse: bool = False
) -> Recorded:
    """End a case without admission, with its reason and, where one is expected, the day of return."""
    with act(desk, "candidate.drop", case_code, rehearse=rehearse) as it:
        if return_on is not None and return_on < on:
            raise DaysOutOfOrder(Word("words", "dropped"), Word("words", "returned"))
        new = NewStep(DROPPING, on, reason=check_code("loss_reasons", reason), return_on=return_on)
        return record_step_within(it, case_code, new)
