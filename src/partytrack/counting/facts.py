"""The facts behind the figures, each by one statement: admissions by unit and year, tallies, quotas."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from partytrack.core.lifecycle import ANNULMENT
from partytrack.core.report import Run
from partytrack.counting.subject import Question
from partytrack.counting.tree import ABOVE, LAST_WAY, LEVELS, Node, as_day, tree


@dataclass(frozen=True)
class Plan:
    """The version of a quota in force for one unit and year (F5)."""

    amount: int
    assumed: bool


@dataclass(frozen=True)
class Facts:
    """Everything the figures of one question rest on.

    ``admitted``: admissions since the records begin, by (path below, year): before that day only tallies
    count (F9). ``tallies`` and ``plans``: by (unit, year).
    ``tallied_above``: years for which a unit above the one asked about holds the tally.
    """

    question: Question
    root: Node
    admitted: Mapping[tuple[str, int], int]
    tallies: Mapping[tuple[int, int], int]
    plans: Mapping[tuple[int, int], Plan]
    tallied_above: frozenset[int]

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node by its path below the unit asked about."""
        return {node.below: node for node in self.root.walk()}


def load(run: Run, question: Question) -> Facts:
    """Read the facts of a question; the number of statements does not depend on the number of units."""
    binds = question.binds()
    root = tree(run, question)
    return Facts(
        question=question,
        root=root,
        admitted=_admitted(run, question, root),
        tallies={(unit_id, year): count for unit_id, year, count in run(_TALLIES, binds)},
        plans={(unit_id, year): Plan(low, bool(assumed)) for unit_id, year, low, assumed in run(_PLANS, binds)},
        tallied_above=frozenset(year for (year,) in run(_TALLIES_ABOVE, binds)),
    )


def _admitted(run: Run, question: Question, root: Node) -> Mapping[tuple[str, int], int]:
    records_from = {node.below: node.unit.records_from for node in root.walk()}
    admitted: dict[tuple[str, int], int] = defaultdict(int)
    for below, happened_on, count in run(_ADMITTED, question.binds() | {"annulment": ANNULMENT}):
        day = as_day(happened_on)
        if day >= records_from[below]:
            admitted[below, day.year] += count
    return admitted


# An admission counts where its cell stood on its own day (F3), unless annulled by the as-of day (F2).
# CROSS JOIN holds SQLite to this order: begun at the steps, one cell's report would read those of the whole country.
EVENTS = """
FROM path_version x
CROSS JOIN path_version v
CROSS JOIN step_event e
"""
HAPPENED = """
x.unit_id = :unit
AND v.path >= x.path AND v.path < x.path || '~' AND v.from_on < x.to_on AND v.to_on > x.from_on
AND e.unit_id = v.unit_id AND e.step = :step AND e.happened_on BETWEEN :first AND :last
AND e.happened_on >= v.from_on AND e.happened_on < v.to_on
AND e.happened_on >= x.from_on AND e.happened_on < x.to_on
"""
COUNTED = f"""
{HAPPENED}
AND NOT EXISTS (SELECT 1 FROM step_event a
                WHERE a.candidacy_id = e.candidacy_id AND a.step = :annulment AND a.happened_on <= :as_of)
"""

_ADMITTED = f"""
SELECT substr(v.path, length(x.path) + 1) AS below, e.happened_on, count(*)
{EVENTS}
WHERE {COUNTED}
GROUP BY below, e.happened_on
"""

UNITS_BELOW = """
SELECT v.unit_id FROM path_version x
JOIN path_version v
  ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on < x.to_on AND v.to_on > x.from_on
WHERE x.unit_id = :unit AND x.from_on < :end AND x.to_on > :first AND v.from_on < :end AND v.to_on > :first
"""

_TALLIES = f"""
SELECT t.unit_id, t.year, t.count FROM tally t
WHERE t.unit_id IN ({UNITS_BELOW}) AND t.measure = :measure AND t.year BETWEEN :first_year AND :last_year
"""

_TALLIES_ABOVE = f"""
{LEVELS}
SELECT t.year
{ABOVE}
JOIN tally t ON t.unit_id = v.unit_id AND t.measure = :measure AND t.year BETWEEN :first_year AND :last_year
WHERE {LAST_WAY}
"""

_PLANS = f"""
SELECT q.unit_id, q.first_year, q.low, q.assumed FROM quota q
WHERE q.unit_id IN ({UNITS_BELOW}) AND q.measure = :measure AND q.segment = '' AND q.term = ''
  AND q.first_year = q.last_year AND q.first_year BETWEEN :first_year AND :last_year AND q.decided_on <= :as_of
  AND NOT EXISTS (SELECT 1 FROM quota n
                  WHERE n.unit_id = q.unit_id AND n.measure = q.measure AND n.segment = q.segment
                    AND n.term = q.term AND n.first_year = q.first_year AND n.last_year = q.last_year
                    AND n.decided_on > q.decided_on AND n.decided_on <= :as_of)
"""
