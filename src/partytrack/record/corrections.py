"""Corrections: a step on record gets another day, document, ballot or deciding unit; the journal keeps what stood there."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from partytrack.core.case import CASE_ENDED, Votes
from partytrack.core.errors import (
    BeforeListing,
    CorrectionCrosses,
    NothingToCorrect,
    StepByOtherCommand,
    StepNotRecorded,
    StepSeveral,
)
from partytrack.core.lifecycle import CEREMONY, CONFIRMATION, INTRODUCTION, LISTING, step, steps
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.following import end_of_probation, first_day
from partytrack.record.lookup import case_by_code, check_exists, unit_by_code
from partytrack.record.steps import Recorded, check_event, happened_to, unit_on
from partytrack.record.tallies import check_untallied
from partytrack.record.turns import shift_end, shift_opening, shift_role
from partytrack.store.tables import Candidacy, Mentorship, StepEvent

DATED_BY_COMMAND = (LISTING, INTRODUCTION)
"""Steps with a command of their own whose day can be corrected here all the same."""


@dataclass(frozen=True)
class Correction:
    """What is to stand there instead; what is not told stays as it is. ``was``: the day on record, where there are several."""

    step: str
    was: date | None = None
    on: date | None = None
    document: str | None = None
    votes: Votes | None = None
    by: str | None = None


def correct_step(desk: Desk, case_code: str, new: Correction, *, rehearse: bool = False) -> Recorded:
    """Correct a step on record; the rules are asked again, and a contradiction refuses the correction."""
    with act(desk, "candidate.correct", case_code, rehearse=rehearse) as it:
        return correct_step_within(it, case_code, new)


def correct_step_within(it: Act, case_code: str, new: Correction) -> Recorded:
    """Correct a step as part of an open act."""
    case = case_by_code(it.session, case_code)
    event = _event(it, case, new)
    values = _values(it, event, new)
    if not values:
        raise NothingToCorrect(case.code, Word("steps", event.step))
    if new.on is not None and "happened_on" in values:
        values |= _at(it, case, event, new.on)
        _let_follow(it, case, event, new.on)
    it.change(event, **values)
    return Recorded(case.code, check_event(it.session, case, event))


def _event(it: Act, case: Candidacy, new: Correction) -> StepEvent:
    """The step that is meant: the only one on record, or the one of the day named."""
    known = step(new.step)
    found = [event for event in happened_to(it.session, case) if event.step == known.key]
    meant = [event for event in found if new.was in {None, event.happened_on}]
    if not meant:
        raise StepNotRecorded(case.code, Word("steps", known.key), tuple(event.happened_on for event in found))
    if len(meant) > 1 and new.was is None:
        raise StepSeveral(case.code, Word("steps", known.key), tuple(event.happened_on for event in meant))
    return meant[0]


def _values(it: Act, event: StepEvent, new: Correction) -> dict[str, object]:
    """The columns that get another value."""
    on = new.on or event.happened_on
    told: dict[str, object] = {}
    if new.on is not None:
        told["happened_on"] = new.on
    if new.document is not None:
        told["document"] = new.document
    if new.votes is not None:
        told |= {
            "votes_entitled": new.votes.entitled, "votes_present": new.votes.present, "votes_for": new.votes.favour
        }  # fmt: skip
    if new.by is not None:
        unit = unit_by_code(it.session, new.by)
        check_exists(unit, on)
        told["decided_by_id"] = unit.id
    return {name: value for name, value in told.items() if getattr(event, name) != value}


def _at(it: Act, case: Candidacy, event: StepEvent, on: date) -> dict[str, object]:
    """The unit in which the step happened on its other day; refuse a day on which it cannot have."""
    known = step(event.step)
    if known.command is not None and not (known.key in DATED_BY_COMMAND or known.ends):
        raise StepByOtherCommand(Word("steps", known.key), known.command)
    unit = unit_on(it, case, on)
    if not known.ends:
        check_exists(unit, on)
    check_untallied(it.session, unit, known.key, on)
    others = [other for other in happened_to(it.session, case) if other.id != event.id]
    first = min((other.happened_on for other in others), default=on)
    if known.key == LISTING and first < on:
        raise BeforeListing(case.code, first, on)
    listed = any(other.step == LISTING for other in others)
    if known.key != LISTING and listed and on < case.opened_on:
        raise BeforeListing(case.code, on, case.opened_on)
    end = next((other for other in others if steps()[other.step].ends), None)
    if end is not None and on > end.happened_on:
        raise CorrectionCrosses(case.code, Word("steps", known.key), on, end.happened_on)
    return {"unit_id": unit.id}


def _let_follow(it: Act, case: Candidacy, event: StepEvent, on: date) -> None:
    """Let the opening, the stays and the mentor's task that began or ended with the step begin or end on its other day."""
    was, known = event.happened_on, step(event.step)
    if known.key == LISTING or on < case.opened_on:
        shift_opening(it, case, on)
    if known.key == CEREMONY:
        shift_role(it, case, was, on)
        former, latter = end_of_probation(was), end_of_probation(on)
        if former is not None and latter is not None:
            shift_role(it, case, former, latter)
    elif known.ends:
        shift_end(it, case, known, was, on)
    elif known.key == CONFIRMATION and first_day(it, case, CEREMONY) is None:
        shift_role(it, case, was, on)
    if known.ends or known.key == CONFIRMATION:
        for task in it.session.exec(select(Mentorship).where(Mentorship.candidacy_id == case.id)).all():
            if task.end_reason == CASE_ENDED and task.to_on == was:
                it.change(task, to_on=max(on, task.from_on))
