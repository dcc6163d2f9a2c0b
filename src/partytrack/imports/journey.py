"""The steps that a row of a list of candidates tells of: recorded in the order of their days, each judged by the rules."""

from collections.abc import Mapping
from datetime import date

from partytrack.core.errors import MentorUnnamed, StepDayMissing
from partytrack.core.layout import Field, layout
from partytrack.core.lifecycle import LISTING, MENTORING, steps
from partytrack.core.words import Word
from partytrack.imports.cells import Value
from partytrack.imports.lines import Line
from partytrack.record.act import Act
from partytrack.record.corrections import Correction, correct_step_within
from partytrack.record.lookup import case_by_code
from partytrack.record.mentors import assign_mentor_within
from partytrack.record.steps import NewStep, happened_to, record_step_within
from partytrack.record.turns import shift_opening

Values = Mapping[str, Value]


def step_told(fields: Mapping[str, Field], values: Values) -> dict[str, Value]:
    """What a row tells of steps beyond the listing, which opens the case."""
    return {name: value for name, value in values.items() if fields[name].step and name != LISTING}


def without_mentor(line: Line) -> None:
    """A day of assignment that was given for the whole list says nothing of a row that names no mentor."""
    if MENTORING in line.given and "mentor" not in line.values:
        line.values.pop(MENTORING, None)


def record_steps(it: Act, line: Line, told: Values, now: Values) -> None:
    """Record the steps that are new, correct those that are told otherwise; ``now``: what is on record of them.

    A document or a mentor without the day of the step is refused: no day is guessed.
    """
    fields = layout("candidates")
    asked = {fields[name].step for name in told}
    days = {key: told.get(key) or now.get(key) for key in asked}
    known = steps()
    for name in told:
        line.about, key = name, fields[name].step
        if days[key] is None:
            raise StepDayMissing(Word("steps", key))
    for key in sorted(asked, key=lambda key: (days[key], known[key].rank)):
        on, line.about = days[key], key
        if isinstance(on, date):
            _record(it, line, key, on, told, now)
    line.about = ""


def _record(it: Act, line: Line, key: str, on: date, told: Values, now: Values) -> None:
    if key == MENTORING:
        _assign(it, line, on, told, now)
        return
    told_document = told.get(f"{key}_document")
    document = None if told_document is None else str(told_document)
    if now.get(key) is not None:
        correct_step_within(it, line.key, Correction(key, on=on, document=document))
        return
    recorded = record_step_within(it, line.key, NewStep(key, on, document=document))
    if key == LISTING:
        _open_on(it, line.key, on)
    for finding in recorded.findings:
        line.found(finding, key)


def _assign(it: Act, line: Line, on: date, told: Values, now: Values) -> None:
    """Assign the mentor; another day of the one on record is a correction of the step."""
    mentor = told.get("mentor")
    if mentor is None and now.get("mentor") is None:
        raise MentorUnnamed(on)
    if mentor is None:
        correct_step_within(it, line.key, Correction(MENTORING, on=on))
        return
    for finding in assign_mentor_within(it, line.key, str(mentor), on=on).findings:
        line.found(finding, MENTORING)


def _open_on(it: Act, code: str, on: date) -> None:
    """Let a case whose day of listing was unknown be open from that day on, unless an earlier step opened it."""
    case = case_by_code(it.session, code)
    if case.opened_on < on and all(event.happened_on >= on for event in happened_to(it.session, case)):
        shift_opening(it, case, on)
