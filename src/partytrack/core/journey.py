"""Where a case stood on which days: the furthest step it had reached, back at the course while its certificate has lapsed.

Stages are intervals, so that one row answers for every day in it; what happens later only ends the last one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
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
    """The days (half-open) on which a certificate counts as valid for a case, or as lapsed; its last day is that of these days.

    ``step``: what is to be done in them, the vote of the cell or the course again.
    """

    certificate: Certificate
    step: str
    from_on: date
    to_on: date
    is_valid: bool


def stages(case: Case, judge: Judge, held: Sequence[Spell] | None = None) -> tuple[Stage, ...]:
    """Every stage of a case in the order of its days; a case that has ended stands nowhere from that day on.

    ``held``: the spells of its certificates, where they are known already.
    """
    steps, end = judge.book.steps, case.first_of(judge.book.ends)
    turns: list[tuple[date, str]] = [(case.opened_on, LISTING)]
    best, is_lapsed = steps[LISTING], False
    for on, kind, step in _happenings(case, judge, spells(case, judge) if held is None else held):
        if on >= end:
            break
        if kind != _REACHED:
            is_lapsed = kind == _LAPSED
            _turn(turns, on, LAPSED if is_lapsed else best.key)
        elif step.rank > best.rank:
            best = step
            if not is_lapsed:
                _turn(turns, on, best.key)
    stretches = pairwise([*turns, (end, "")])
    return tuple([Stage(key, on, to_on) for (on, key), (to_on, _) in stretches if on < to_on])


def _turn(turns: list[tuple[date, str]], on: date, key: str) -> None:
    """Let the case stand elsewhere from a day on; of several steps of one day the furthest counts."""
    if turns[-1][0] >= on:
        turns.pop()
    turns.append((on, key))


_REACHED, _VALID, _LAPSED = range(3)
"""A step was reached, a certificate counts again, it has lapsed. Of one day the steps come first: then it is known how far the case came."""


def _happenings(case: Case, judge: Judge, held: Sequence[Spell]) -> list[tuple[date, int, Step]]:
    """The steps that have a stage, and where a lapse of the certificate begins and ends, in the order of their days."""
    steps = judge.book.steps
    found = [(event.on, _REACHED, step) for event in case.events if (step := steps[event.step]).stage is not None]
    if lapses := [spell for spell in held if not spell.is_valid]:
        found += [(spell.from_on, _LAPSED, steps[LAPSED]) for spell in lapses]
        found += [(spell.to_on, _VALID, steps[LAPSED]) for spell in lapses]
        found.sort(key=itemgetter(0, 1))
    return found


def spells(case: Case, judge: Judge) -> list[Spell]:
    """The days on which certificates count as valid or as lapsed for a case, by each rule on their validity."""
    return [spell for rule in judge.book.validity for spell in _spells_by(rule, case, judge)]


def _spells_by(rule: Rule, case: Case, judge: Judge) -> Iterator[Spell]:
    """Certificates count until the case is voted on or the next one is issued.

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
        yield from _spells_of(certificate, rule, start, end, longer)


def _spells_of(
    certificate: Certificate, rule: Rule, start: date, end: date, longer: list[tuple[date, date]]
) -> Iterator[Spell]:
    for granted_on, until_on in [*longer, (OPEN, OPEN)]:
        last = certificate.last_on
        if until_on <= last < OPEN:
            continue
        stop = max(start, min(granted_on, end))
        lapsed = stop if last == OPEN else max(start, min(last + timedelta(days=1), stop))
        if start < lapsed:
            yield Spell(certificate, rule.at[0], start, lapsed, is_valid=True)
        if lapsed < stop:
            yield Spell(certificate, rule.more["of"], lapsed, stop, is_valid=False)
        if stop == end:
            return
        start, certificate = stop, certificate._replace(last_on=max(last, until_on))


def certificates(case: Case, rule: Rule, law: Regulation) -> list[Certificate]:
    """The certificates of a person in the order of their days, each with its last valid day (CL-01)."""
    found = []
    for issued_on in sorted({*case.certificates, *case.days_of(rule.more["of"])}):
        value = law.next(rule.value, issued_on)
        if value is not None:
            found.append(Certificate(value.rule, issued_on, add_months(issued_on, value.value)))
    return found
