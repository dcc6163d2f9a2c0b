"""What comes next for a case: what is due, and the steps that lead from its stage into the next one."""

from datetime import date
from typing import NamedTuple

from partytrack.core.case import Case
from partytrack.core.codes import code_list
from partytrack.core.dues import Due, dues
from partytrack.core.journey import Judge, stages
from partytrack.core.lifecycle import LAPSED, LISTING, Step


class Next(NamedTuple):
    """A step that comes next, with the obligation that sets its day, where there is one."""

    step: str
    due: Due | None


def next_steps(case: Case, judge: Judge, on: date) -> tuple[Next, ...]:
    """The steps ahead as of a day in the order of the journey, each with its day where it has one; none of a case that is over."""
    standing = next((stage for stage in stages(case, judge) if stage.from_on <= on < stage.to_on), None)
    if standing is None:
        return ()
    asked = sorted((due for due in dues(case, judge) if due.from_on <= on < due.to_on), key=lambda due: due.due_on)
    named = {due.step for due in asked}
    ahead = (Next(step.key, None) for step in _ahead(case, judge, standing.step, on) if step.key not in named)
    known = judge.book.steps
    return tuple(sorted((*(Next(due.step, due) for due in asked), *ahead), key=lambda each: known[each.step].rank))


def _ahead(case: Case, judge: Judge, standing: str, on: date) -> list[Step]:
    """The steps not yet recorded of the stage in which a case stands and of the next one.

    A step that follows another one of its own stage comes when that one is done.
    """
    known, order = judge.book.steps, list(code_list("stages"))
    if standing == LAPSED:
        return [known[rule.more["of"]] for rule in judge.book.validity]
    recorded = {event.step for event in case.events if event.on <= on}
    open_ahead = [
        step
        for step in known.values()
        if step.stage is not None
        and not step.derived
        and step.key not in {LISTING, *recorded}
        and order.index(step.stage) >= order.index(known[standing].stage or "")
        and _is_asked(step, case, on)
        and (step.rank > known[standing].rank or step.stage == known[standing].stage)
        and not any(known[key].stage == step.stage and key not in recorded for key in step.after)
    ]
    following = next((step.stage for step in open_ahead if step.stage != known[standing].stage), None)
    return [step for step in open_ahead if step.stage in {known[standing].stage, following}]


def _is_asked(step: Step, case: Case, on: date) -> bool:
    """Whether a step is asked for at all: some depend on who stands above the cell, some on who the person is."""
    of_whom = not step.only_of or any(case.subject.has(fact, on) for fact in step.only_of)
    return of_whom and (step.only_under is None or step.only_under in case.above)
