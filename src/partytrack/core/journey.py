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


class Spell(NamedTuple):
    """The days (half-open) on which a certificate counts as valid for a case, or as lapsed; its last day is that of these days."""

    certificate: Certificate
    from_on: date
    to_on: date
    is_valid: bool


def ended_on(case: Case, book: Rulebook) -> date | None:
    """The day on which a case ended otherwise than by full membership."""
    return next((event.on for event in case.events if book.steps[event.step].ends), None)


def stages(case: Case, judge: Judge) -> tuple[Stage, ...]:
    """Every stage of a case in the order of its days; a case that has ended stands nowhere from that day on."""
    steps = judge.book.steps
    end = ended_on(case, judge.book) or OPEN
    turns: list[tuple[date, str]] = [(case.opened_on, LISTING)]
    best, is_lapsed = steps[LISTING], False
    for on, step, lapses in _happenings(case, judge):
        if on >= end:
            break
        if lapses is not None:
            is_lapsed = lapses
            _turn(turns, on, LAPSED if lapses else best.key)
        elif step.rank > best.rank:
            best = step
            if not is_lapsed:
                _turn(turns, on, best.key)
    ends = [*(on for on, _ in turns[1:]), end]
    found = (Stage(key, on, to_on) for (on, key), to_on in zip(turns, ends, strict=True))
    return tuple(stage for stage in found if stage.from_on < stage.to_on)


def _turn(turns: list[tuple[date, str]], on: date, key: str) -> None:
    """Let the case stand elsewhere from a day on; of several steps of one day the furthest counts."""
    if turns[-1][0] >= on:
        turns.pop()
    turns.append((on, key))


def _happenings(case: Case, judge: Judge) -> Iterator[tuple[date, Step, bool | None]]:
    """The steps that have a stage, and where a lapse of the certificate begins and ends, in the order of their days.

    On one day the steps come first: whether the case stands back is said when it is known how far it came.
    """
    steps = judge.book.steps
    found: list[tuple[date, Step, bool | None]] = [
        (event.on, steps[event.step], None) for event in case.events if steps[event.step].stage is not None
    ]
    lapses = [spell for rule in judge.book.validity for spell in spells(case, rule, judge) if not spell.is_valid]
    if lapses:
        found += [(spell.from_on, steps[LAPSED], True) for spell in lapses]
        found += [(spell.to_on, steps[LAPSED], False) for spell in lapses]
        found.sort(key=lambda happening: (happening[0], happening[2] is not None, happening[2] is True))
    yield from found


def spells(case: Case, rule: Rule, judge: Judge) -> Iterator[Spell]:
    """The days on which certificates count as valid or as lapsed for a case, until it is voted on or the next one is issued.

    A waiver of the rule lets one count for longer, to a day or for good. One that had lapsed before the case was opened
    does not count in it at all.
    """
    held = certificates(case, rule, judge.law)
    if not held:
        return
    voted = case.first_of(judge.book.later[rule.at[0]])
    for place, certificate in enumerate(held):
        end = min(held[place + 1].issued_on if place + 1 < len(held) else OPEN, voted)
        start = max(certificate.issued_on, case.opened_on)
        if certificate.last_on < case.opened_on:
            continue
        longer = [
            (waiver.granted_on, waiver.until_on or OPEN) for waiver in case.waivers if waiver.rule == certificate.rule
        ]
        yield from _spells_of(certificate, start, end, longer)


def _spells_of(certificate: Certificate, start: date, end: date, longer: list[tuple[date, date]]) -> Iterator[Spell]:
    last = certificate.last_on
    for granted_on, until_on in [*longer, (OPEN, OPEN)]:
        if until_on <= last < OPEN:
            continue
        stop = max(start, min(granted_on, end))
        lapsed = stop if last == OPEN else max(start, min(last + timedelta(days=1), stop))
        if start < lapsed:
            yield Spell(certificate._replace(last_on=last), start, lapsed, is_valid=True)
        if lapsed < stop:
            yield Spell(certificate._replace(last_on=last), lapsed, stop, is_valid=False)
        start, last = stop, max(last, until_on)


def certificates(case: Case, rule: Rule, law: Regulation) -> list[Certificate]:
    """The certificates of a person in the order of their days, each with its last valid day (CL-01)."""
    days = [*case.certificates, *(event.on for event in case.events if event.step == rule.more["of"])]
    found = []
    for issued_on in sorted(set(days)):
        value = law.next(rule.value, issued_on)
        if value is not None:
            found.append(Certificate(value.rule, issued_on, add_months(issued_on, value.value)))
    return found
