"""Rules about time: limits that were passed, extensions and consents, and the end of probation."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from partytrack.core.dues import clocks, last_day, probation_until
from partytrack.core.finding import Finding
from partytrack.core.regulation import Value
from partytrack.core.rules.matter import Matter


class _Deadline(NamedTuple):
    """The last day of a limit, the day from which it ran, its value of the law; whether the step that starts it is recorded."""

    due: date
    since: date
    law: Value
    is_stated: bool


def _passed(matter: Matter) -> _Deadline | None:
    """The limit on a step, where the step was done after its last day.

    The clock is the newest one that had started by then; of a step that was repeated, or done in another way, the first
    record counts.
    """
    limits = matter.judge.book.limits
    limited = matter.rule if matter.rule in limits else next(rule for rule in limits if rule.step == matter.event.step)
    if matter.case.first_of(limited.done_by | {limited.step or ""}) != matter.event.on:
        return None
    running = [clock for clock in clocks(limited, matter.case, matter.judge) if clock.since_on <= matter.event.on]
    if not running:
        return None
    since, _, law, is_stated = running[-1]
    due = last_day(since, law, matter.judge.workdays)
    return _Deadline(due, since, law, is_stated) if due < matter.event.on else None


def limit(matter: Matter) -> Iterator[Finding]:
    """What was done after its last day (TL-01 to TL-09), or after the day to which that was put off.

    Where the step from which the law counts is not recorded, nobody knows whether it was too late: that is a note.
    """
    passed = _passed(matter)
    if passed is None:
        return
    due, since, law, is_stated = passed
    if is_stated:
        due = max([due, *(until for until in _put_off(matter, law) if until < matter.event.on)])
        yield matter.finding("too_late", on=due, value=law, since=since)
    else:
        yield matter.finding("perhaps_late", weight="note", on=due, value=law, since=since)


def extension(matter: Matter) -> Iterator[Finding]:
    """A limit is put off by so many working days at most (TL-08)."""
    passed = _passed(matter)
    if passed is None:
        return
    most = last_day(passed.due, matter.law, matter.judge.workdays)
    if any(most < matter.event.on <= until for until in _put_off(matter, passed.law)):
        yield matter.finding("extended_too_far", on=most, days=matter.law.value)


def late_consent(matter: Matter) -> Iterator[Finding]:
    """After the limit the level directly above consents first (TL-03), unless the limit itself was waived."""
    passed = _passed(matter)
    if passed is not None and passed.is_stated and matter.waiver(passed.law.rule) is None:
        yield matter.finding("late_consent_needed", on=passed.due)


def _put_off(matter: Matter, law: Value) -> list[date]:
    """The days to which a limit was put off by the day of the step."""
    return [
        waiver.until_on
        for waiver in matter.case.waivers
        if waiver.rule == law.rule and waiver.until_on is not None and waiver.granted_on <= matter.event.on
    ]


def after_probation(matter: Matter) -> Iterator[Finding]:
    """The cell considers full membership, and it is decided, when the months of probation are over (PR-01, PR-03)."""
    official = probation_until(matter.case, matter.judge)
    if official is not None and matter.event.on < official:
        yield matter.finding("probation_not_over", on=official)


def official_date(matter: Matter) -> Iterator[Finding]:
    """Full membership dates from the end of probation, however late it is decided (TL-05)."""
    official = probation_until(matter.case, matter.judge)
    if official is not None and official != matter.event.on:
        yield matter.finding("official_from", on=official)
