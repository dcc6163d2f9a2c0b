"""What is known of every unit and year: a count from its records or a tally, or a gap with its reason.

Before a unit's records begin only tallies count, and a year without one is unknown, never 0 (F9).
A tally stands for a whole year that has ended, otherwise the year is unknown (F10); the tally of a
committee covers the units under it, whose own share in that year is unknown. A committee enters itself
for the years in which nothing stood under it. All this is so whatever the map: a map says only in which
row an entry stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Literal, NamedTuple, TypeAlias

from partytrack.core.period import FIRST_YEAR, whole_years
from partytrack.core.report import Run
from partytrack.counting.facts import Facts, elsewhere, find, place_on
from partytrack.counting.places import Place, above
from partytrack.counting.subject import Question, as_day
from partytrack.counting.tree import Node, by_unit, tree

Reason: TypeAlias = Literal["not_recorded", "tally_not_divided"]
Tally: TypeAlias = tuple[int, int]
"""A tally by its unit and year."""


class Entry(NamedTuple):
    """One unit's year: how many were admitted, or the reason why that is not wholly known.

    ``admitted`` beside a reason is the part that is known, of a year in which the records begin; ``None``
    where nothing is. ``covers``: the tallies that include this year; seen from a row that has one, nothing is missing.
    """

    unit_id: int
    year: int
    admitted: int | None
    reason: Reason | None = None
    covers: tuple[Tally, ...] = ()
    is_tally: bool = False


Entries: TypeAlias = Mapping[Place, Sequence[Entry]]


def gaps(entries: Sequence[Entry]) -> list[Entry]:
    """What is unknown of a row with these entries; what a tally among them includes is not."""
    if not any(entry.reason for entry in entries):
        return []
    held = {(entry.unit_id, entry.year) for entry in entries if entry.is_tally and entry.admitted is not None}
    return [entry for entry in entries if entry.reason and held.isdisjoint(entry.covers)]


@dataclass(frozen=True)
class Ledger:
    """The entries of every unit that a question is about, by the stretch of days; ``others``: outside of it (F11)."""

    question: Question
    root: Node
    facts: Facts
    entries: Entries
    others: Mapping[int, Sequence[Entry]]

    def at(self, node: Node) -> list[Entry]:
        """What is known of the node itself, without those under it."""
        return [entry for place in node.places for entry in self.entries.get(place, ())]

    def under(self, node: Node, years: range) -> list[Entry]:
        """What is known of the node and all under it in the years."""
        return [
            entry
            for below in node.walk()
            for place in below.places
            for entry in self.entries.get(place, ())
            if entry.year in years
        ]

    def gaps(self, node: Node, years: range) -> list[Entry]:
        """What is unknown as seen from the node."""
        return gaps(self.under(node, years))

    def admitted(self, node: Node, years: range) -> int | None:
        """How many were admitted at or under the node; of a partly unknown branch, the known sum (F9)."""
        entries = self.under(node, years)
        known = [entry.admitted for entry in entries if entry.admitted is not None]
        return None if (node.is_leaf or not known) and gaps(entries) else sum(known)

    def admitted_nobody(self, node: Node, year: int) -> bool:
        """Whether it is known that nobody was admitted in the year; a year before the unit existed says nothing."""
        entries = self.under(node, range(year, year + 1))
        return bool(entries) and self.admitted(node, range(year, year + 1)) == 0

    def counts(self, unit_id: int, on: date) -> bool:
        """Whether an event of a unit's day is counted: before the records begin only a tally is (F9)."""
        place = place_on(self.facts.places.get(unit_id, ()), on)
        if place is None or on < place.records_from:
            return False
        return any(
            entry.year == on.year and entry.admitted is not None and not entry.is_tally for entry in self.entries[place]
        )

    def tallied(self) -> dict[Tally, Place]:
        """The tallies that are counted, with the stretch of days at which each stands."""
        return {
            (entry.unit_id, entry.year): place
            for place, entries in self.entries.items()
            for entry in entries
            if entry.is_tally and entry.admitted is not None
        }

    def by_unit(self) -> dict[int, Node]:
        """The nodes by the unit whose place they are."""
        return by_unit(self.root.walk())


def keep(run: Run, question: Question) -> Ledger:
    """The ledger of a question; the number of statements does not depend on the number of units."""
    found, facts = find(run, question)
    root = tree(question, found)
    outside = elsewhere(run, question)
    return Ledger(question, root, facts, enter(facts), _by_unit(question, outside) if outside else {})


def _by_unit(question: Question, outside: Facts) -> Mapping[int, Sequence[Entry]]:
    """The entries of stretches that did not lie under the unit asked about."""
    under = question.unit_id
    found: dict[int, list[Entry]] = {}
    for place, entries in enter(outside).items():
        if under not in {*place.above(), place.life.unit_id}:
            found.setdefault(place.life.unit_id, []).extend(entries)
    return found


def enter(facts: Facts) -> Entries:
    """Enter every unit's years, stretch by stretch."""
    return {
        place: [
            entry
            for year in facts.question.period.years
            if (entry := _year(facts, place, year)) is not None
        ]
        for places in facts.places.values()
        for place in places
    }  # fmt: skip


def _year(facts: Facts, place: Place, year: int) -> Entry | None:
    """What is known of a year of a unit on a stretch of days; ``None`` where it has no say in it."""
    question, unit_id = facts.question, place.life.unit_id
    tally = facts.tallies.get((unit_id, year)) if year <= question.as_of.year else None
    if tally is not None and place.stands_for(year, question.window.last):
        return _tallied(facts, unit_id, year, tally)
    days = _days(question, place.from_on, place.to_on, year)
    admitted = facts.admitted.get((place, year), 0)
    if days is None:
        return None
    if any(_meet(days, child) for child in facts.children.get(unit_id, ())):
        return Entry(unit_id, year, admitted) if admitted else None
    covers = ((unit_id, year),) if tally is not None else _covers(facts, unit_id, year)
    if covers:
        whole = _is_whole(question, year)
        reason: Reason = "not_recorded" if whole or tally is None else "tally_not_divided"
        return Entry(unit_id, year, None, reason, covers if whole else ())
    first, last = days
    if first < place.records_from:
        return Entry(unit_id, year, admitted if place.records_from <= last else None, "not_recorded")
    return Entry(unit_id, year, admitted)


def _tallied(facts: Facts, unit_id: int, year: int, tally: int) -> Entry:
    """A tally of everybody says nothing of a segment, and one of a whole year nothing of a part."""
    if facts.question.segment:
        return Entry(unit_id, year, None, "not_recorded")
    if not _is_whole(facts.question, year):
        return Entry(unit_id, year, None, "tally_not_divided", is_tally=True)
    return Entry(unit_id, year, tally, is_tally=True)


def _is_whole(question: Question, year: int) -> bool:
    """Whether the period has the whole year and it had ended by the as-of day."""
    return year in question.period.whole_years and date(year, 12, 31) <= question.as_of


def _covers(facts: Facts, unit_id: int, year: int) -> tuple[Tally, ...]:
    """The tallies of units that the unit stood under at any time of the year: its share of that year is unknown."""
    if not facts.tallies or year > facts.question.as_of.year:
        return ()
    lines = [
        line
        for line in facts.lines.get(unit_id, ())
        if line.from_on <= date(year, 12, 31) and line.to_on > date(year, 1, 1)
    ]
    return tuple((above, year) for line in lines for above in line.above if (above, year) in facts.tallies)


def _days(question: Question, from_on: date, to_on: date, year: int) -> tuple[date, date] | None:
    """The first and last day of a stretch within the year, the period and the as-of day; ``None`` when there is none."""
    window = question.window
    first = max(date(year, 1, 1), window.first, from_on)
    last = min(date(year, 12, 31), window.last, date.fromordinal(to_on.toordinal() - 1))
    return (first, last) if question.has_begun and first <= last else None


def _meet(days: tuple[date, date], child: tuple[date, date]) -> bool:
    """Whether a child stood there on one of the days."""
    return child[0] <= days[1] and child[1] > days[0]


_EVER = {"first": date.min, "end": date.max}


def past_years(run: Run, ledger: Ledger) -> Ledger | None:
    """The ledger of all complete years up to the as-of day since anything is known of the units asked about.

    ``None`` where no year of theirs had ended by that day.
    """
    question = ledger.question
    found = [int(year) for (year,) in run(_first_years(question), question.binds() | _EVER) if year is not None]
    begun = [place.records_from.year for places in ledger.facts.places.values() for place in places]
    oldest = min(life.from_on.year for life in ledger.root.units)
    first = max(min([*found, *begun, question.window.first.year]), oldest)
    last = question.last_complete_year
    return keep(run, question.over(whole_years(first, last))) if first <= last else None


def first_known_year(run: Run, question: Question) -> int:
    """The first year of which anything can be known: of a quota, a tally, or records; the as-of day's when there is none."""
    ever = question.over(whole_years(FIRST_YEAR, question.as_of.year))
    binds = ever.binds() | _EVER
    days = [day for (day,) in run(_first_records(question), binds) if day]
    found = [int(year) for (year,) in run(_first_years(question), binds) if year is not None]
    found += [as_day(day).year for day in days]
    found += [day.year for day in above(run, ever, question.scope).records_from.values() if day <= question.as_of]
    return min([*found, question.as_of.year])


def years_running(years: range, holds: Callable[[int], bool]) -> int:
    """For how many years in a row, back from the last, something holds."""
    return len(list(takewhile(holds, reversed(years))))


def _first_years(question: Question) -> str:
    scope = question.scope
    return f"""
SELECT min(q.first_year) FROM {scope.units} CROSS JOIN quota q
WHERE {scope.inside} AND q.unit_id = v.unit_id AND q.measure = :measure AND q.segment = :segment AND q.round = ''
UNION ALL
SELECT min(t.year) FROM {scope.units} CROSS JOIN tally t
WHERE {scope.inside} AND t.unit_id = v.unit_id AND t.measure = :measure
"""


def _first_records(question: Question) -> str:
    scope = question.scope
    return f"""
SELECT min(coalesce(u.records_from, u.entered_on)) FROM {scope.units} CROSS JOIN unit u
WHERE {scope.inside} AND u.id = v.unit_id
"""


def known_by_unit(ledger: Ledger) -> dict[int, int]:
    """How many admissions of each unit are counted, where any are."""
    found: dict[int, int] = {}
    for entries in ledger.entries.values():
        for entry in entries:
            if entry.admitted:
                found[entry.unit_id] = found.get(entry.unit_id, 0) + entry.admitted
    return found
