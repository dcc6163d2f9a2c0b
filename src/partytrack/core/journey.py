"""Where a case stood on which days: the furthest step it had reached, back at the course while its certificate has lapsed.

Stages are intervals, so that one row answers for every day in it; what happens later only ends the last one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from partytrack.core.case import Case
from partytrack.core.dates import OPEN, add_months
from partytrack.core.lifecycle import LAPSED, LISTING, Step
from partytrack.core.regulation import Regulation
from partytrack.core.rulebook import Rule, Rulebook
from partytrack.core.workdays import Workdays


@dataclass(frozen=True)
class Judge:
    """What a case is judged by: the law, the rules, and the days on which offices work."""

    law: Regulation
    book: Rulebook
    workdays: Workdays


class Stage(NamedTuple):
    """The step at which a case stood, from one day to another (half-open)."""

    step: str
    from_on: date
    to_on: date


class Certificate(NamedTuple):
    """A certificate: the number of the rule on its validity, its day of issue, the last day on which it is valid."""

    rule: str
    issued_on: date
    last_on: date


def ended_on(case: Case, book: Rulebook) -> date | None:
    """The day on which a case ended otherwise than by full membership."""
    return next((event.on for event in case.events if book.steps[event.step].ends), None)


def stages(case: Case, judge: Judge) -> tuple[Stage, ...]:
    """Every stage of a case in the order of its days; a case that has ended stands nowhere from that day on."""
    steps = judge.book.steps
    end = ended_on(case, judge.book) or OPEN
    turns: list[tuple[date, str]] = [(case.opened_on, LISTING)]
    best, is_lapsed = steps[LISTING], False
    for on, step in _happenings(case, judge):
        if on >= end:
            break
        if step.key == LAPSED:
            is_lapsed = True
            _turn(turns, on, LAPSED)
            continue
        further = step if step.rank > best.rank else best
        if is_lapsed and not _lifts(step, judge.book):
            best = further
            continue
        if is_lapsed or further is not best:
            _turn(turns, on, further.key)
        best, is_lapsed = further, False
    ends = [*(on for on, _ in turns[1:]), end]
    found = (Stage(key, on, to_on) for (on, key), to_on in zip(turns, ends, strict=True))
    return tuple(stage for stage in found if stage.from_on < stage.to_on)


def _turn(turns: list[tuple[date, str]], on: date, key: str) -> None:
    """Let the case stand elsewhere from a day on; of several steps of one day the furthest counts."""
    if turns[-1][0] >= on:
        turns.pop()
    turns.append((on, key))


def _happenings(case: Case, judge: Judge) -> Iterator[tuple[date, Step]]:
    """The steps that have a stage, and the lapses of certificates, in the order of their days."""
    steps = judge.book.steps
    found = [(event.on, steps[event.step]) for event in case.events if steps[event.step].stage is not None]
    lapses = list(lapses_of(case, judge))
    if lapses:
        found += [(on, steps[LAPSED]) for on in lapses]
        found.sort(key=lambda happening: happening[0])
    yield from found


def _lifts(step: Step, book: Rulebook) -> bool:
    """Whether a step shows that a lapsed certificate does not hold the case back any more: a new one, or a vote."""
    return any(step.key == rule.more["of"] or step.key in book.later[rule.at[0]] for rule in book.validity)


def lapses_of(case: Case, judge: Judge) -> Iterator[date]:
    """The days on which a certificate had lapsed before the case was voted on or the course taken again."""
    for rule in judge.book.validity:
        held = certificates(case, rule, judge.law)
        voted = _first_of(case, judge.book.later[rule.at[0]])
        for place, certificate in enumerate(held):
            lapsed = certificate.last_on + timedelta(days=1)
            renewed = held[place + 1].issued_on if place + 1 < len(held) else OPEN
            if lapsed > case.opened_on and lapsed < min(renewed, voted):
                yield lapsed


def certificates(case: Case, rule: Rule, law: Regulation) -> list[Certificate]:
    """The certificates of a person in the order of their days, each with its last valid day (CL-01)."""
    days = [*case.certificates, *(event.on for event in case.events if event.step == rule.more["of"])]
    found = []
    for issued_on in sorted(set(days)):
        value = law.next(rule.value, issued_on)
        if value is not None:
            found.append(Certificate(value.rule, issued_on, add_months(issued_on, value.value)))
    return found


def _first_of(case: Case, keys: frozenset[str]) -> date:
    """The first day of any of some steps; never is a day after all others."""
    return next((event.on for event in case.events if event.step in keys), OPEN)
