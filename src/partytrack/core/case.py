"""A candidate's case as the rules see it: plain facts, each with its day; nothing here knows a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from partytrack.core.dates import OPEN, PartialDate

NO_MEMBER = "none"
"""The role of one who was no member on the day."""
UNCONFIRMED = "unconfirmed"
"""The role of one whose probation is over while the roll lacks the day of full membership."""
CASE_ENDED = "case_ended"
"""Why a mentor's task ended that ended with its case (``data/codes/mentor_ends.toml``)."""


class Votes(NamedTuple):
    """One ballot: who was entitled to vote, who was present, who voted in favour."""

    entitled: int
    present: int
    favour: int


class Event(NamedTuple):
    """A step that was recorded, and its day; the rest is what some steps tell beside.

    ``introducer`` and ``introducer_role``: the member who introduces, or who is assigned to help, and as what they stood
    on that day; ``together_since``: since when they have worked, studied or lived together with the applicant.
    ``full_members``: of a ballot, the full members of the cell on that day as its roll has them.
    """

    step: str
    on: date
    votes: Votes | None = None
    introducer: str | None = None
    introducer_role: str | None = None
    together_since: date | None = None
    full_members: int | None = None


class Mentor(NamedTuple):
    """The days (half-open) for which a member was assigned to help, and why that ended."""

    from_on: date
    to_on: date
    end_reason: str | None = None


class Waiver(NamedTuple):
    """A rule waived for the case from a day on; of a time limit perhaps only put off to ``until_on``."""

    rule: str
    granted_on: date
    until_on: date | None = None
    document: str = ""

    def holds(self, on: date, granted_by: date) -> bool:
        """Whether it covers what was done on a day, when it was granted in time."""
        return self.granted_on <= granted_by and (self.until_on is None or on <= self.until_on)


class Departure(NamedTuple):
    """How and when a person left the Party before: removal, expulsion, withdrawal."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Subject:
    """The person of a case: birth date, the history of each fact (from each day on), and earlier membership.

    ``readmissions``: how often they had been admitted again before this case.
    """

    born: PartialDate | None = None
    facts: Mapping[str, tuple[tuple[date, str], ...]] = field(default_factory=dict)
    departures: tuple[Departure, ...] = ()
    readmissions: int = 0

    def fact(self, fact: str, on: date) -> str | None:
        """What was known of a fact on a day; ``None`` where nobody recorded it."""
        known = None
        for since, value in self.facts.get(fact, ()):
            if since <= on:
                known = value
        return known

    def has(self, fact: str, on: date) -> bool:
        """Whether a fact that is either so or not was known to be so on a day (``data/codes/yes_no.toml``)."""
        return self.fact(fact, on) == "yes"

    def since(self, fact: str, value: str, on: date) -> date | None:
        """The day since which a fact has the value that it has on a day."""
        days = [since for since, known in self.facts.get(fact, ()) if since <= on and known == value]
        return days[-1] if days else None


NOBODY = Subject()
"""The person of a case of whom nothing is asked."""


@dataclass(frozen=True)
class Case:
    """One candidacy: when it was opened, what happened, who helped, what was waived.

    ``events`` come in the order of their days. ``certificates``: days of certificates from earlier cases of the
    same person, which are still valid for this one. ``above``: the kinds of the units that stand above the cell.
    """

    opened_on: date
    events: tuple[Event, ...] = ()
    mentors: tuple[Mentor, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    certificates: tuple[date, ...] = ()
    above: frozenset[str] = frozenset()
    subject: Subject = NOBODY

    @cached_property
    def first_days(self) -> Mapping[str, date]:
        """The first day of each step that is recorded."""
        return {event.step: event.on for event in reversed(self.events)}

    def first(self, step: str) -> date | None:
        """The first day of a step, where it is recorded."""
        return self.first_days.get(step)

    def days_of(self, step: str) -> list[date]:
        """Every day of a step, in their order."""
        if step not in self.first_days:
            return []
        if len(self.first_days) == len(self.events):
            return [self.first_days[step]]
        return [event.on for event in self.events if event.step == step]

    def first_of(self, steps: frozenset[str]) -> date:
        """The first day of any of some steps; never is a day after all others."""
        if steps.isdisjoint(self.first_days):
            return OPEN
        return min([day for step, day in self.first_days.items() if step in steps])

    def last(self, step: str, until: date = OPEN) -> Event | None:
        """The newest record of a step up to a day."""
        return next((event for event in reversed(self.events) if event.step == step and event.on <= until), None)

    def until(self, day: date) -> "Case":
        """The case as it was on a day: what happened later has not happened yet."""
        return Case(
            self.opened_on,
            tuple(event for event in self.events if event.on <= day),
            tuple(_mentor_as_of(mentor, day) for mentor in self.mentors if mentor.from_on <= day),
            tuple(waiver for waiver in self.waivers if waiver.granted_on <= day),
            tuple(issued_on for issued_on in self.certificates if issued_on <= day),
            self.above,
            self.subject,
        )


def _mentor_as_of(mentor: Mentor, day: date) -> Mentor:
    """An assignment that ends later than a day has no end yet on that day."""
    return mentor if mentor.to_on <= day else Mentor(mentor.from_on, OPEN)
