"""Where units stood within a window of days, stretch by stretch, and from which day their records are complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partytrack.core.path import WIDTH, unit_of, units_on
from partytrack.core.report import Run
from partytrack.counting.scope import Scope
from partytrack.counting.subject import NAME, Question, as_day


@dataclass(frozen=True, eq=False, slots=True)
class Life:
    """A unit and the days of its life (half-open); ``records_from`` is its own, where it has one (F9)."""

    unit_id: int
    code: str
    name: str
    kind: str
    from_on: date
    to_on: date
    entered_on: date
    records_from: date | None
    ended_by: str | None

    @property
    def last(self) -> date:
        """The unit's last day; the last of all days while its end is open."""
        return date.fromordinal(max(self.to_on.toordinal() - 1, 1))

    def lived_in(self, year: int, until: date) -> bool:
        """Whether the unit saw a day of a year, as far as is known by a day (``until``)."""
        return self.from_on <= min(date(year, 12, 31), until) and self.last.year >= year


@dataclass(frozen=True, eq=False, slots=True)
class Place:
    """A unit on the days (half-open) on which it stood at one path; from ``records_from`` its records are complete."""

    life: Life
    path: str
    from_on: date
    to_on: date
    records_from: date

    def stands_on(self, last: date, until: date) -> bool:
        """Whether a quota or tally that ends on a day stands here (F5).

        That day says so, or the unit's last or the last day of the window where that comes first: a period that is
        over before the unit moves shows it where it still was.
        """
        return self.from_on <= min(last, self.life.last, until) < self.to_on

    def stands_for(self, year: int, until: date) -> bool:
        """Whether the year's quota or tally of the unit stands here; a year after a unit's end has neither."""
        is_past = self.life.to_on <= until and self.life.last.year < year
        return not is_past and self.stands_on(date(year, 12, 31), until)

    def above(self) -> list[int]:
        """The keys of the units above, nearest first."""
        return units_above(self.path)


def units_above(path: str) -> list[int]:
    """The keys of the units above a path's own, nearest first."""
    return units_on(path[:-WIDTH])[::-1]


@dataclass(frozen=True)
class Above:
    """What is known of all units that stood above: the first day of their records, their tallies by unit and year."""

    records_from: Mapping[int, date]
    tallies: Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Shown:
    """A unit where a map shows it: the path below the unit asked about, and its stretches in the window."""

    below: str
    life: Life
    places: tuple[Place, ...]


def shown(run: Run, question: Question, scope: Scope, above: Above) -> list[Shown]:
    """Every unit of the scope where it is shown, those above first."""
    lives: dict[int, Life] = {}
    stretches: dict[tuple[str, int], list[tuple[str, date, date]]] = {}
    for unit_id, below, path, start, end, code, name, kind, *days, ended_by in run(_places(scope), question.binds()):
        if unit_id not in lives:
            from_on, to_on, entered_on = (as_day(day) for day in days[:3])
            own = as_day(days[3]) if days[3] else None
            lives[unit_id] = Life(unit_id, code, name, kind, from_on, to_on, entered_on, own, ended_by)
        here = stretches.setdefault((below, unit_id), [])
        if path is not None:
            here.append((path, as_day(start), as_day(end)))
    stated = {life.unit_id: life.records_from for life in lives.values() if life.records_from}
    inherited = Inherited({**stated, **above.records_from})
    return [
        Shown(
            below, lives[unit_id],
            tuple(
                Place(lives[unit_id], path, start, end, inherited.records_from(lives[unit_id], path))
                for path, start, end in here
            ),
        )
        for (below, unit_id), here in stretches.items()
    ]  # fmt: skip


class Inherited:
    """The first day of complete records, handed down the tree: a unit's own, else that of the nearest above (F9)."""

    def __init__(self, stated: Mapping[int, date]) -> None:
        self.stated = stated
        self.known: dict[str, date | None] = {"": None}

    def records_from(self, life: Life, path: str) -> date:
        """From which day the records of a unit at a path are complete; else the day it was entered."""
        return self._along(path) or life.entered_on

    def _along(self, path: str) -> date | None:
        if path not in self.known:
            own = self.stated.get(unit_of(path))
            self.known[path] = own or self._along(path[:-WIDTH])
        return self.known[path]


def above(run: Run, question: Question, scope: Scope) -> Above:
    """What is known of the units above those of a scope at any time of the years, inside or outside of the question."""
    records_from: dict[int, date] = {}
    tallies: dict[tuple[int, int], int] = {}
    for unit_id, own, year, count in run(_above(scope), question.binds()):
        if own:
            records_from[unit_id] = as_day(own)
        if year is not None:
            tallies[unit_id, year] = count
    return Above(records_from, tallies)


def _places(scope: Scope) -> str:
    return f"""
SELECT v.unit_id, {scope.below} AS below, {scope.path}, {scope.from_on} AS start, {scope.to_on}, u.code, {NAME}, u.kind,
       u.from_on, u.to_on, u.entered_on, u.records_from, u.end_document
FROM {scope.stretches} JOIN unit u ON u.id = v.unit_id
WHERE {scope.within}
ORDER BY below, start
"""


# The way up is read off the path itself, level by level; twelve levels are twice what the Party has.
LEVELS = "WITH level(width) AS (VALUES (5), (10), (15), (20), (25), (30), (35), (40), (45), (50), (55), (60))"


def in_the_years(scope: Scope) -> str:
    """Every stretch ``w`` of the units of a scope in the calendar years that the period touches."""
    return f"""
FROM {scope.units} CROSS JOIN path_version w
WHERE {scope.inside} AND w.unit_id = v.unit_id
  AND w.from_on <= :years_last AND w.from_on <= :as_of AND w.to_on > :years_first
"""


def _above(scope: Scope) -> str:
    return f"""
{LEVELS}
SELECT DISTINCT a.unit_id, u.records_from, t.year, t.count
FROM (SELECT DISTINCT substr(w.path, 1, length(w.path) - {WIDTH}) AS path {in_the_years(scope)}) way
JOIN level ON level.width <= length(way.path)
JOIN path_version a ON a.path = substr(way.path, 1, level.width)
JOIN unit u ON u.id = a.unit_id
LEFT JOIN tally t
  ON t.unit_id = a.unit_id AND t.measure = :measure AND t.year BETWEEN :first_year AND :last_year
WHERE u.records_from IS NOT NULL OR t.year IS NOT NULL
"""
