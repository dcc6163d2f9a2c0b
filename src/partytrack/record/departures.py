"""Members move to another unit or leave: transfer, removal, expulsion, withdrawal, death."""

from dataclasses import replace
from datetime import date

from sqlmodel import select

from partytrack.core.dates import BEGINNING
from partytrack.core.errors import AlreadyThere
from partytrack.core.life_events import DIED, TRANSFER, TRANSFER_OUT
from partytrack.core.lifecycle import MOVE, step
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.candidates import check_cell
from partytrack.record.life import (
    Happening,
    Lived,
    case_on,
    check_acted,
    check_nothing_later,
    enter,
    kind_of,
    member_on,
)
from partytrack.record.lookup import check_exists, person_by_code, unit_by_code
from partytrack.record.stays import end_stays, place, unit_on_eve
from partytrack.record.steps import NewStep, Recorded, record_step_within
from partytrack.record.tasks import MOVED, end_task_for, end_tasks_of
from partytrack.store.tables import Candidacy, Person, StepEvent, Unit

VERBS = {TRANSFER_OUT: "member.transfer", DIED: "member.die"}


def transfer(desk: Desk, person_code: str, *, to: str, on: date, document: str | None) -> Lived:
    """Let a member be in another unit of this store from a day on, in the role they have; a case in probation goes along.

    On the first day of a stay the whole stay is placed there: so a member is put into another part of a split.
    """
    with act(desk, "member.transfer", person_code) as it:
        return transfer_within(it, person_code, to=to, on=on, document=document)


def transfer_within(it: Act, person_code: str, *, to: str, on: date, document: str | None) -> Lived:
    """Let a member be in another unit as part of an open act."""
    person, unit = person_by_code(it.session, person_code), unit_by_code(it.session, to)
    standing = member_on(it.session, person, on)
    check_nothing_later(it.session, person, on)
    check_exists(unit, on)
    if unit.id == standing.unit.id:
        since = Word("words", "unknown_day") if standing.from_on == BEGINNING else standing.from_on
        raise AlreadyThere(person.code, unit.code, since)
    left, case = unit_on_eve(it.session, person.id or 0, standing, on), case_on(it.session, person, on)
    enter(it, person, Happening(TRANSFER, on, document), left, to=unit)
    unmentored = end_tasks_of(it, person, on, MOVED, now_in=unit)
    place(it, person.id or 0, standing, unit, on)
    if case is None:
        return Lived(person.code, left.code, unmentored)
    recorded = _go_along(it, case, unit, on, document)
    unmentored += end_task_for(it, case, on, unit)
    return Lived(person.code, left.code, unmentored, case.code, MOVE, tuple(recorded.findings))


def _go_along(it: Act, case: Candidacy, unit: Unit, on: date, document: str | None) -> Recorded:
    """Let the case of a probationary member go on in the cell to which they were transferred."""
    check_cell(unit)
    return record_step_within(it, case.code, NewStep(MOVE, on, document))


def leave(desk: Desk, person_code: str, told: Happening) -> Lived:
    """Take a member off the roll from a day on: moved away, removed, expelled, gone at their own wish, died."""
    with act(desk, VERBS.get(told.kind, "member.remove"), person_code) as it:
        return leave_within(it, person_code, told)


def leave_within(it: Act, person_code: str, told: Happening) -> Lived:
    """Take a member off the roll as part of an open act."""
    person, on = person_by_code(it.session, person_code), told.on
    standing = member_on(it.session, person, on)
    check_nothing_later(it.session, person, on)
    check_acted(it.session, person, on)
    enter(it, person, told, standing.unit)
    unmentored = end_tasks_of(it, person, on, kind_of(told.kind)["mentor_end"])
    ended = _end_case(it, person, told)
    end_stays(it, person.id or 0, on)
    lived = Lived(person.code, standing.unit.code, unmentored)
    if ended is None:
        return lived
    return replace(lived, case=ended.case, step=kind_of(told.kind)["case_step"], findings=tuple(ended.findings))


def _end_case(it: Act, person: Person, told: Happening) -> Recorded | None:
    """Let a case in probation end with its member, where the rules of the step leave room for that.

    Else the event of the member alone tells what became of them: who moves away in probation may come back before
    it is over, and then the case goes on.
    """
    case, ending = case_on(it.session, person, told.on), step(kind_of(told.kind)["case_step"])
    if case is None:
        return None
    recorded = set(it.session.exec(select(StepEvent.step).where(StepEvent.candidacy_id == case.id)))
    if recorded & set(ending.unless) or set(ending.needs) - recorded:
        return None
    new = NewStep(ending.key, told.on, told.document, reason=told.reason, place=told.place)
    return record_step_within(it, case.code, new)
