"""The facts behind the figures, each by one statement: admissions by unit and year, tallies, quotas."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from partytrack.core.lifecycle import ANNULMENT
from partytrack.core.report import Run
from partytrack.counting.subject import Question
from partytrack.counting.tree import Node, tree, units_above


@dataclass(frozen=True)
class Plan:
    """The version of a quota in force for one unit and year (F5)."""

    amount: int
    assumed: bool


@dataclass(frozen=True)
class Facts:
    """Everything the figures of one question rest on.

    ``admitted``: admissions by (path below, year). ``tallies`` and ``plans``: by (unit, year).
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
    binds = question.binds() | {"annulment": ANNULMENT}
    admitted: dict[tuple[str, int], int] = defaultdict(int)
    for below, year, count in run(_ADMITTED, binds):
        admitted[below, int(year)] += count
    return Facts(
        question=question,
        root=tree(run, question),
        admitted=admitted,
        tallies={(unit_id, year): count for unit_id, year, count in run(_TALLIES, binds)},
        plans={(unit_id, year): Plan(low, bool(assumed)) for unit_id, year, low, assumed in run(_PLANS, binds)},
        tallied_above=_tallied_above(run, question),
    )


def _tallied_above(run: Run, question: Question) -> frozenset[int]:
    above = set(units_above(run, question))
    if not above:
        return frozenset()
    return frozenset(year for unit_id, year in run(_TALLIES_ABOVE, question.binds()) if unit_id in above)


def reference_day(year: int, unit_to: date, as_of: date) -> date:
    """The day that says under whom a year's quota or tally stands (F5): the last of the year, of the unit, or as of."""
    last_of_unit = date.fromordinal(max(unit_to.toordinal() - 1, 1))
    return min(date(year, 12, 31), last_of_unit, as_of)


# An admission counts where its cell stood on its own day (F3), unless annulled by the as-of day (F2).
COUNTED = """
FROM path_version x
JOIN path_version v
  ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on < x.to_on AND v.to_on > x.from_on
JOIN step_event e
  ON e.unit_id = v.unit_id AND e.step = :step AND e.happened_on BETWEEN :first AND :last
 AND e.happened_on >= v.from_on AND e.happened_on < v.to_on
 AND e.happened_on >= x.from_on AND e.happened_on < x.to_on
"""
NOT_ANNULLED = """
NOT EXISTS (SELECT 1 FROM step_event a
            WHERE a.candidacy_id = e.candidacy_id AND a.step = :annulment AND a.happened_on <= :as_of)
"""

_ADMITTED = f"""
SELECT substr(v.path, length(x.path) + 1) AS below, substr(CAST(e.happened_on AS TEXT), 1, 4) AS year, count(*)
{COUNTED}
WHERE x.unit_id = :unit AND {NOT_ANNULLED}
GROUP BY below, year
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

_TALLIES_ABOVE = """
SELECT t.unit_id, t.year FROM tally t
WHERE t.measure = :measure AND t.year BETWEEN :first_year AND :last_year
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
