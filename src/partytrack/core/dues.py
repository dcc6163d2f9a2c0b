"""What is to be done by when: each obligation stands from the day it arose until it is done, waived, or the case is over.

An obligation is never dropped because time has passed: overdue, it stays on the list. On a day D it is on the list
where ``from_on`` <= D < ``to_on``, and overdue where ``due_on`` < D.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from partytrack.core.case import CASE_ENDED, Case
from partytrack.core.dates import OPEN, add_months
from partytrack.core.entry import end_of_probation
from partytrack.core.journey import Judge, Spell, spells
from partytrack.core.lifecycle import CEREMONY, CONFIRMATION, END_OF_PROBATION
from partytrack.core.regulation import Value
from partytrack.core.rulebook import Rule
from partytrack.core.workdays import Workdays


class Due(NamedTuple):
    """One obligation: the number of its rule, what is to be done, since when its time runs, by when, and when it stood."""

    rule: str
    step: str
    since_on: date
    due_on: date
    from_on: date
    to_on: date


def dues(case: Case, judge: Judge, held: Sequence[Spell] | None = None) -> tuple[Due, ...]:
    """Every obligation of a case, past ones too, in the order in which they arose; ``held`` as for the stages."""
    end = case.first_of(judge.book.ends)
    found = [*_limits(case, judge), *_gaps(case, judge)]
    if case.waivers:
        found = [part for due in found for part in _waived(due, case)]
    found += _validities(spells(case, judge) if held is None else held)
    cut = [due if due.to_on <= end else due._replace(to_on=end) for due in found]
    standing = [due for due in cut if due.from_on < due.to_on]
    return tuple(sorted(standing, key=attrgetter("from_on", "rule")))


def probation_until(case: Case, judge: Judge) -> date | None:
    """The end of probation: so many months after the ceremony (Charter, art. 5.1); ``None`` before the ceremony."""
    ceremony = case.first(CEREMONY)
    over = None if ceremony is None else end_of_probation(ceremony, judge.law)
    return over.on if over else None


def last_day(since: date, value: Value, workdays: Workdays) -> date:
    """The last day of a limit; of working days the day after the start is the first."""
    if value.unit == "working_days":
        return workdays.after(since, value.value)
    return add_months(since, value.value) if value.unit == "months" else since + timedelta(days=value.value)


class Clock(NamedTuple):
    """From which day a limit runs, from which day it is known, and the value of the law that it takes.

    ``is_stated``: false where the step from which the law counts is not recorded and another one stands in for it.
    """

    since_on: date
    known_on: date
    value: Value
    is_stated: bool = True


def clocks(rule: Rule, case: Case, judge: Judge) -> list[Clock]:
    """Every start of a limit, in the order of their days: a step that is repeated starts it anew."""
    if rule.law_of is not None:
        return _clocks_by_another_step(rule.law_of, rule, case, judge)
    if rule.start == END_OF_PROBATION:
        ceremony, official = case.first(CEREMONY), probation_until(case, judge)
        starts = [] if ceremony is None or official is None else [(official, ceremony)]
    else:
        starts = [(on, on) for on in dict.fromkeys(case.days_of(rule.start or ""))]
    return [
        Clock(since, known, value)
        for since, known in starts
        if (value := judge.law.find(rule.value, since)) is not None
    ]


def _clocks_by_another_step(law_of: str, rule: Rule, case: Case, judge: Judge) -> list[Clock]:
    """The law of one step's day says from which step the limit runs.

    Until that one is recorded the limit runs from the former: it cannot have begun earlier, so nobody is told too late.
    """
    decided = case.first(law_of)
    value = None if decided is None else judge.law.find(rule.value, decided)
    if decided is None or value is None:
        return []
    started = case.first(value.start) if value.start else None
    found = [Clock(decided, decided, value, is_stated=value.start == law_of)]
    if started is not None and started >= decided and value.start != law_of:
        found.append(Clock(started, started, value))
    return found


def done_on(rule: Rule, case: Case, judge: Judge) -> date:
    """The day on which what a limit asks was done, or a later step shows that it was; never is a day after all others."""
    done = case.first_of(judge.book.later[rule.step or ""])
    return min(done, case.first_of(rule.done_by)) if rule.done_by else done


def _limits(case: Case, judge: Judge) -> Iterator[Due]:
    for rule in judge.book.limits:
        if rule.begun_by not in case.first_days:
            continue
        running, done = clocks(rule, case, judge), done_on(rule, case, judge)
        ends = [*[min(clock.known_on, done) for clock in running[1:]], done]
        for (since, known, value, _), end in zip(running, ends, strict=False):
            if known < end:
                due = last_day(since, value, judge.workdays)
                yield Due(value.rule, rule.step or "", since, due, known, end)


def _validities(held: Sequence[Spell]) -> Iterator[Due]:
    """A certificate asks for the cell's vote while it is valid, then for the course again; the next one takes its place."""
    for (number, issued_on, last_on), step, from_on, to_on, _ in held:
        if last_on < OPEN:  # else a waiver lets it count for good
            yield Due(number, step, issued_on, last_on, from_on, to_on)


def _gaps(case: Case, judge: Judge) -> Iterator[Due]:
    """A case that had a mentor asks for the next one from the day on which the last one left."""
    if not case.mentors:
        return
    over = case.first_of(judge.book.later[CONFIRMATION])
    ordered = sorted(case.mentors, key=lambda mentor: mentor.from_on)
    latest = ordered[0]
    for mentor, following in zip(ordered, [*(mentor.from_on for mentor in ordered[1:]), OPEN], strict=True):
        latest = max(latest, mentor, key=lambda mentor: mentor.to_on)
        left, until = latest.to_on, min(following, over)
        if left < until and latest.end_reason != CASE_ENDED:
            for rule in judge.book.gaps:
                value = judge.law.find(rule.value, left)
                if value is not None:
                    yield Due(value.rule, rule.step or "", left, left, left, until)


def _waived(due: Due, case: Case) -> Iterator[Due]:
    """An obligation under the waivers of its rule: put off to another day, or lifted from the day of the waiver on."""
    for waiver in case.waivers:
        is_later = waiver.until_on is None or waiver.until_on > due.due_on
        if waiver.rule != due.rule or waiver.granted_on >= due.to_on or not is_later:
            continue
        granted = max(waiver.granted_on, due.from_on)
        if due.from_on < granted:
            yield due._replace(to_on=granted)
        if waiver.until_on is None:
            return
        due = due._replace(from_on=granted, due_on=waiver.until_on)
    yield due
