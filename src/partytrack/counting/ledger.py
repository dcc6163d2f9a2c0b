"""What is known of every unit and year: a count from its records or a tally, or a gap with its reason.

Before a unit's records begin only tallies count, and a year without one is unknown, never 0 (F9).
A tally stands for a whole year that has ended, otherwise the year is unknown (F10); the tally of a
committee covers the units under it, whose own share in that year is unknown. A committee enters itself
for the years in which nothing stood under it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal, TypeAlias

from partytrack.core.period import whole_years
from partytrack.core.report import Run
from partytrack.counting.facts import UNITS_BELOW, Facts, load
from partytrack.counting.tree import Node

Reason: TypeAlias = Literal["not_recorded", "tally_not_divided"]


@dataclass(frozen=True)
class Entry:
    """One unit's year: how many were admitted, or the reason why that is not wholly known.

    ``count`` beside a reason is the part that is known, of a year in which the records begin;
    ``None`` where nothing is. ``covered_by``: the path of the unit above whose tally includes this year, seen from which
    nothing is missing.
    """

    below: str
    year: int
    count: int | None
    reason: Reason | None = None
    covered_by: str | None = None
    tally: bool = False

    def is_gap_for(self, node: Node) -> bool:
        """Whether something is unknown here as seen from the node, at or above this unit."""
        return self.reason is not None and (self.covered_by is None or len(self.covered_by) < len(node.below))


@dataclass(frozen=True)
class Ledger:
    """The entries of every unit under the one asked about, by path."""

    facts: Facts
    entries: Mapping[str, tuple[Entry, ...]]

    def at(self, node: Node) -> tuple[Entry, ...]:
        """What is known of the unit itself, without those under it."""
        return self.entries.get(node.below, ())

    def under(self, node: Node, years: range) -> list[Entry]:
        """What is known of the unit and all under it in the years."""
        return [entry for below in node.walk() for entry in self.at(below) if entry.year in years]

    def gaps(self, node: Node, years: range) -> list[Entry]:
        """What is unknown as seen from the node."""
        return [entry for entry in self.under(node, years) if entry.is_gap_for(node)]

    def admitted(self, node: Node, years: range) -> int | None:
        """How many were admitted at or under the node; of a partly unknown branch, the known sum (F9)."""
        entries = self.under(node, years)
        known = [entry.count for entry in entries if entry.count is not None]
        if any(entry.is_gap_for(node) for entry in entries) and (node.is_leaf or not known):
            return None
        return sum(known)

    def admitted_nobody(self, node: Node, year: int) -> bool:
        """Whether it is known that nobody was admitted in the year; a year before the unit existed says nothing."""
        entries = self.under(node, range(year, year + 1))
        return bool(entries) and self.admitted(node, range(year, year + 1)) == 0

    def years_running(self, holds: Callable[[int], bool]) -> int:
        """For how many years in a row, back from the last, something holds."""
        return len(list(takewhile(holds, reversed(self.facts.question.period.years))))


def past_years(run: Run, facts: Facts) -> Ledger | None:
    """The ledger of all complete years up to the as-of day since anything is known of the units asked about.

    ``None`` where no year of the unit had ended by that day.
    """
    question = facts.question
    found = [int(year) for (year,) in run(_FIRST_YEARS, question.binds()) if year is not None]
    begun = [node.unit.records_from.year for node in facts.root.walk()]
    first = max(min(*found, *begun, question.window.first.year), question.unit_from.year)
    last = question.last_complete_year
    return ledger(load(run, question.over(whole_years(first, last)))) if first <= last else None


def ledger(facts: Facts) -> Ledger:
    """Enter every unit's years."""
    outside: dict[int, str | None] = dict.fromkeys(facts.tallied_above)
    entries: dict[str, tuple[Entry, ...]] = {}
    _enter(facts, facts.root, outside, entries)
    return Ledger(facts, entries)


def _enter(
    facts: Facts, node: Node, cover: Mapping[int, str | None], entries: dict[str, tuple[Entry, ...]]
) -> None:  # fmt: skip
    """Enter a node and those under it; ``cover`` says which years a unit above holds a tally for, and its path."""
    entries[node.below] = tuple(_years(facts, node, cover))
    own = {entry.year: node.below if entry.count is not None else None for entry in entries[node.below] if entry.tally}
    for child in node.children:
        _enter(facts, child, {**cover, **own}, entries)


def _years(facts: Facts, node: Node, cover: Mapping[int, str | None]) -> Iterator[Entry]:
    period, as_of = facts.question.period, facts.question.as_of
    for year in period.years:
        tally = facts.tallies.get((node.unit.unit_id, year))
        admitted = facts.admitted.get((node.below, year), 0)
        begun = year <= as_of.year  # a tally of a year that lies ahead has not been told yet
        if tally is not None and begun and any(place.stands_for(year, as_of) for place in node.places):
            divided = year not in period.whole_years or date(year, 12, 31) > as_of
            yield Entry(
                node.below, year, None if divided else tally, "tally_not_divided" if divided else None, tally=True
            )
        elif any(_first_day(facts, child, year) for child in node.children):
            if admitted:
                yield Entry(node.below, year, admitted)
        elif (first := _first_day(facts, node, year)) is not None:
            if year in cover:
                yield Entry(node.below, year, None, "not_recorded", cover[year])
            elif first < node.unit.records_from:
                begins = node.unit.records_from <= min(date(year, 12, 31), facts.question.window.last)
                yield Entry(node.below, year, admitted if begins else None, "not_recorded")
            else:
                yield Entry(node.below, year, admitted)


def _first_day(facts: Facts, node: Node, year: int) -> date | None:
    """The first day of the year within the period, the as-of day and the unit's stay here; ``None`` when none is."""
    window, question = facts.question.window, facts.question
    if not question.has_begun:
        return None
    found = []
    for place in node.places:
        start = max(date(year, 1, 1), window.first, place.from_on)
        end = min(date(year, 12, 31), window.last)
        if start <= end and start < place.to_on:
            found.append(start)
    return min(found, default=None)


_FIRST_YEARS = f"""
SELECT min(q.first_year) FROM quota q WHERE q.unit_id IN ({UNITS_BELOW}) AND q.measure = :measure AND q.segment = ''
UNION ALL SELECT min(t.year) FROM tally t WHERE t.unit_id IN ({UNITS_BELOW}) AND t.measure = :measure
"""
