"""Rules about time: limits that were passed, and the end of probation."""

from collections.abc import Iterator

from partytrack.core.dues import clocks, last_day, official_on
from partytrack.core.finding import Finding
from partytrack.core.rules.matter import Matter


def limit(matter: Matter) -> Iterator[Finding]:
    """What was done after its last day (TL-01 to TL-09); the clock is the newest one that had started by then."""
    running = [clock for clock in clocks(matter.rule, matter.case, matter.judge) if clock.since_on <= matter.event.on]
    if not running or matter.case.first(matter.event.step) != matter.event.on:
        return
    since, _, value = running[-1]
    due = last_day(since, value, matter.judge.workdays)
    due = max([due, *(waiver.until_on for waiver in matter.case.waivers if waiver.rule == value.rule and waiver.until_on)])
    if due < matter.event.on:
        yield matter.finding("too_late", on=due, value=value, since=since)


def after_probation(matter: Matter) -> Iterator[Finding]:
    """The cell considers full membership when the months of probation are over, not before (PR-03)."""
    official = official_on(matter.case, matter.judge)
    if official is not None and matter.event.on < official:
        yield matter.finding("probation_not_over", on=official)


def official_date(matter: Matter) -> Iterator[Finding]:
    """Full membership dates from the end of probation, however late it is decided (TL-05)."""
    official = official_on(matter.case, matter.judge)
    if official is not None and official != matter.event.on:
        yield matter.finding("official_from", on=official)
