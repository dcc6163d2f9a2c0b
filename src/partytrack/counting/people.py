"""Counts of people beside the admissions: members, open candidates, the last admission ever; by path below."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from partytrack.core.dates import PartialDate
from partytrack.core.lifecycle import ANNULMENT, CEREMONY, DECISION, ends
from partytrack.core.report import Run
from partytrack.counting.facts import COUNTED, EVENTS
from partytrack.counting.subject import Question
from partytrack.counting.tree import Node, as_day


def members(run: Run, question: Question) -> Mapping[str, int]:
    """Probationary and full members by the unit they stood in on the as-of day."""
    return dict(_pairs(run(_MEMBERS, question.binds())))


def open_candidates(run: Run, question: Question) -> Mapping[str, int]:
    """Cases open on the as-of day: neither ended nor admitted by then."""
    closing = (*ends(), DECISION, CEREMONY)
    binds = {f"closing_{place}": step for place, step in enumerate(closing)}
    marks = ", ".join(f":{name}" for name in binds)
    return dict(_pairs(run(_OPEN.replace(":closing", marks), question.binds() | binds)))


def _pairs(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[str, int]]:
    return ((below, count) for below, count in rows)


def last_admissions(run: Run, question: Question) -> Mapping[str, PartialDate]:
    """The last admission ever by the as-of day: its day, or the year where only a later tally tells of one."""
    binds = question.binds() | {"annulment": ANNULMENT, "first": date.min, "last": question.as_of}
    found = {below: PartialDate(as_day(day), "day") for below, day in run(_LAST, binds)}
    for below, year in run(_LAST_TALLY, question.binds() | {"year": question.last_complete_year}):
        if below not in found or found[below].first.year < year:
            found[below] = PartialDate(date(year, 1, 1), "year")
    return found


def at_or_below(nodes: Iterable[Node], counts: Mapping[str, int]) -> int:
    """The sum over the nodes that a row covers."""
    return sum(counts.get(node.below, 0) for node in nodes)


def latest(nodes: Iterable[Node], days: Mapping[str, PartialDate]) -> PartialDate | None:
    """The latest day among the nodes that a row covers."""
    found = [days[node.below] for node in nodes if node.below in days]
    return max(found, key=lambda day: day.last, default=None)


_ON_THE_DAY = """
FROM path_version x
JOIN path_version v
  ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :last AND v.to_on > :last
"""
_MEMBERS = f"""
SELECT substr(v.path, length(x.path) + 1) AS below, count(*)
{_ON_THE_DAY}
JOIN stay s ON s.unit_id = v.unit_id AND s.role IN ('probationary', 'full') AND s.from_on <= :as_of AND s.to_on > :as_of
WHERE x.unit_id = :unit AND x.from_on <= :last AND x.to_on > :last
GROUP BY below
"""
_OPEN = f"""
SELECT substr(v.path, length(x.path) + 1) AS below, count(*)
{_ON_THE_DAY}
JOIN candidacy c ON c.unit_id = v.unit_id AND c.opened_on <= :as_of
WHERE x.unit_id = :unit AND x.from_on <= :last AND x.to_on > :last
  AND NOT EXISTS (SELECT 1 FROM step_event e
                  WHERE e.candidacy_id = c.id AND e.step IN (:closing) AND e.happened_on <= :as_of)
GROUP BY below
"""
_LAST = f"""
SELECT substr(v.path, length(x.path) + 1) AS below, max(e.happened_on)
{EVENTS}
WHERE {COUNTED}
GROUP BY below
"""
_LAST_TALLY = f"""
SELECT substr(v.path, length(x.path) + 1) AS below, max(t.year)
{_ON_THE_DAY}
JOIN tally t ON t.unit_id = v.unit_id AND t.measure = :measure AND t.count > 0 AND t.year <= :year
WHERE x.unit_id = :unit AND x.from_on <= :last AND x.to_on > :last
GROUP BY below
"""
