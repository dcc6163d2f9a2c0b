"""What is on record of the units that a question is about: admissions, tallies, what stood under whom; each by one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from partytrack.core.report import Run
from partytrack.counting.places import Above, Place, Shown, above, in_the_years, shown, units_above
from partytrack.counting.scope import ELSEWHERE, Scope
from partytrack.counting.subject import Question, as_day


class Line(NamedTuple):
    """The units above a unit, nearest first, and the days (half-open) on which they were."""

    above: Sequence[int]
    from_on: date
    to_on: date


@dataclass(frozen=True)
class Facts:
    """Everything that the admissions of some units rest on.

    ``places``: each unit's stretches of days in the window, by unit. ``admitted``: admissions since the records
    begin, by stretch and year (before that day only tallies count, F9). ``tallies``: by (unit, year), also of the
    units above; ``lines``: where there are any, all stretches of each unit in those years, each as the keys of the
    units above and its days. ``children``: the days on which others stood under a unit. Of a segment: ``fitting``, the events
    whose person belongs to it, and ``unknown``, by unit, the people of whom nobody knows.
    """

    question: Question
    places: Mapping[int, Sequence[Place]]
    admitted: Mapping[tuple[Place, int], int]
    tallies: Mapping[tuple[int, int], int]
    lines: Mapping[int, Sequence[Line]]
    children: Mapping[int, Sequence[tuple[date, date]]]
    fitting: frozenset[int]
    unknown: Mapping[int, int]

    def takes_in(self, event_id: int) -> bool:
        """Whether the segment asked about takes in the person of an event; without a segment everybody is."""
        return not self.question.segment or event_id in self.fitting


def find(run: Run, question: Question) -> tuple[list[Shown], Facts]:
    """The units that the question is about, where its map shows them, and what is on record of them."""
    return _find(run, question, question.scope)


def elsewhere(run: Run, question: Question) -> Facts | None:
    """What units that stood under the unit asked about for a part of the window did in the rest of it; ``None``: nothing."""
    if question.is_root or question.map == "today":
        return None
    found, facts = _find(run, question, ELSEWHERE)
    return facts if found else None


def _find(run: Run, question: Question, scope: Scope) -> tuple[list[Shown], Facts]:
    over = above(run, question, scope)
    found = shown(run, question, scope, over)
    places: dict[int, list[Place]] = defaultdict(list)
    for each in found:
        places[each.life.unit_id].extend(each.places)
    days, fitting, unknown = _days(run, question, scope)
    tallies = _tallies(run, question, scope, over)
    lines = _lines(run, question, scope) if tallies else {}
    children = _children(run, question, scope)
    return found, Facts(question, places, _admitted(places, days), tallies, lines, children, fitting, unknown)


def _days(
    run: Run, question: Question, scope: Scope
) -> tuple[Iterable[tuple[int, date, int]], frozenset[int], Mapping[int, int]]:
    """How many admissions each unit had on which day; of a segment, whom it takes in and how many are not known."""
    if not question.segment:
        rows = run(_admissions(scope), question.binds())
        return ((unit_id, as_day(day), count) for unit_id, day, count in rows), frozenset(), {}
    from partytrack.core.segments import fits  # noqa: PLC0415  # only a segment needs to know what makes one
    from partytrack.counting.segments import Event, events  # noqa: PLC0415  # as above

    unknown: dict[int, int] = defaultdict(int)
    taken: list[Event] = []
    for event in events(run, question, scope):
        belongs = fits(question.segment, event.subject, event.on)
        taken += [event] if belongs else []
        unknown[event.unit_id] += belongs is None
    return ((event.unit_id, event.on, 1) for event in taken), frozenset(event.event_id for event in taken), unknown


def _admitted(
    places: Mapping[int, Sequence[Place]], days: Iterable[tuple[int, date, int]]
) -> Mapping[tuple[Place, int], int]:
    """Admissions by the stretch and year of their day, since the records begin (F9)."""
    admitted: dict[tuple[Place, int], int] = defaultdict(int)
    for unit_id, day, count in days:
        place = place_on(places.get(unit_id, ()), day)
        if place is not None and day >= place.records_from:
            admitted[place, day.year] += count
    return admitted


def place_on(places: Sequence[Place], day: date) -> Place | None:
    """Which of a unit's stretches a day lies in."""
    return next((place for place in places if place.from_on <= day < place.to_on), None)


def _tallies(run: Run, question: Question, scope: Scope, over: Above) -> Mapping[tuple[int, int], int]:
    rows = run(_tallied(scope), question.binds())
    return {**over.tallies, **{(unit_id, year): count for unit_id, year, count in rows}}


def _lines(run: Run, question: Question, scope: Scope) -> Mapping[int, Sequence[Line]]:
    """Whom each unit stood under in the years, also where that lies outside of the question: a tally there takes it in."""
    found: dict[int, list[Line]] = defaultdict(list)
    statement = f"SELECT DISTINCT w.unit_id, w.path, w.from_on, w.to_on {in_the_years(scope)}"
    for unit_id, path, start, end in run(statement, question.binds()):
        found[unit_id].append(Line(units_above(path), as_day(start), as_day(end)))
    return found


def _children(run: Run, question: Question, scope: Scope) -> Mapping[int, Sequence[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for unit_id, start, end in run(_parents(scope), question.binds()):
        found[unit_id].append((as_day(start), as_day(end)))
    return found


def _admissions(scope: Scope) -> str:
    return f"""
SELECT v.unit_id, e.happened_on, count(DISTINCT e.id) FROM {scope.events} WHERE {scope.counted}
GROUP BY v.unit_id, e.happened_on
"""


def _tallied(scope: Scope) -> str:
    return f"""
SELECT DISTINCT t.unit_id, t.year, t.count FROM {scope.units} CROSS JOIN tally t
WHERE {scope.inside} AND t.unit_id = v.unit_id AND t.measure = :measure AND t.year BETWEEN :first_year AND :last_year
"""


def _parents(scope: Scope) -> str:
    return f"""
SELECT DISTINCT c.parent_id, c.from_on, c.to_on FROM {scope.units} CROSS JOIN unit_edge c
WHERE {scope.inside} AND c.parent_id = v.unit_id AND c.from_on < c.to_on AND c.from_on < :end AND c.to_on > :first
"""
