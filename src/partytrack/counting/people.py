"""Counts of people beside the admissions, by unit: members, open candidates, the last admission ever."""

from collections.abc import Iterable, Mapping
from datetime import date

from partytrack.core.dates import PartialDate
from partytrack.core.lifecycle import CEREMONY, DECISION, ends
from partytrack.core.report import Run
from partytrack.counting.listed import listed
from partytrack.counting.scope import Scope
from partytrack.counting.subject import Question, as_day


def members(run: Run, question: Question) -> Mapping[int, int]:
    """Probationary and full members by the unit they stood in on the as-of day, under the unit asked about on that day."""
    return dict(run(_MEMBERS, question.binds()))


def open_candidates(run: Run, question: Question) -> Mapping[int, int]:
    """Cases open on the as-of day, neither ended nor admitted by then, by the unit they were in on that day."""
    statement, closing = binding_closing(_OPEN)
    return dict(run(statement, question.binds() | closing))


def binding_closing(statement: str) -> tuple[str, dict[str, object]]:
    """A statement that asks for the steps that close a case (``:closing``) with one place for each, and what goes there."""
    return listed(statement, closing=(*ends(), DECISION, CEREMONY))


def last_admissions(run: Run, question: Question) -> Mapping[int, PartialDate]:
    """The last admission ever by the as-of day: its day, or the year where only a later tally tells of one."""
    binds = question.binds() | {"first": date.min, "last": question.as_of, "end": date.max}
    found = {unit_id: PartialDate(as_day(day), "day") for unit_id, day in run(_last(question.scope), binds)}
    for unit_id, year in run(_last_tally(question.scope), question.binds() | {"year": question.last_complete_year}):
        if unit_id not in found or found[unit_id].first.year < year:
            found[unit_id] = PartialDate(date(year, 1, 1), "year")
    return found


def total_of(units: Iterable[int], counts: Mapping[int, int]) -> int:
    """The sum over the units of a row."""
    return sum(counts.get(unit_id, 0) for unit_id in units)


def latest(units: Iterable[int], days: Mapping[int, PartialDate]) -> PartialDate | None:
    """The latest day among the units of a row."""
    return max((days[unit_id] for unit_id in units if unit_id in days), key=lambda day: day.last, default=None)


_UNDER_ON_THE_DAY = """
FROM path_version x CROSS JOIN path_version v CROSS JOIN stay s
{more}
WHERE x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of
  AND v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :as_of AND v.to_on > :as_of
  AND s.unit_id = v.unit_id AND s.from_on <= :as_of AND s.to_on > :as_of
"""
_MEMBERS = f"""
SELECT v.unit_id, count(*) {_UNDER_ON_THE_DAY.format(more="")} AND s.role IN ('probationary', 'full')
GROUP BY v.unit_id
"""
_OPEN = f"""
SELECT v.unit_id, count(DISTINCT c.id) {_UNDER_ON_THE_DAY.format(more="CROSS JOIN candidacy c")}
  AND s.role = 'candidate' AND c.person_id = s.person_id AND c.opened_on <= :as_of
  AND NOT EXISTS (SELECT 1 FROM step_event e
                  WHERE e.candidacy_id = c.id AND e.step IN (:closing) AND e.happened_on <= :as_of)
GROUP BY v.unit_id
"""


def _last(scope: Scope) -> str:
    return f"SELECT v.unit_id, max(e.happened_on) FROM {scope.events} WHERE {scope.counted} GROUP BY v.unit_id"


def _last_tally(scope: Scope) -> str:
    return f"""
SELECT v.unit_id, max(t.year) FROM {scope.units} CROSS JOIN tally t
WHERE {scope.inside} AND t.unit_id = v.unit_id AND t.measure = :measure AND t.count > 0 AND t.year <= :year
GROUP BY v.unit_id
"""
