"""The organisation under a unit within a window of days: who stood where, and what is on record for whom."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from partytrack.core.codes import code_list
from partytrack.core.dates import OPEN
from partytrack.core.report import Run
from partytrack.counting.subject import NAME, Question

SEGMENT = 5  # the width of one unit in a path, as the store writes it


@dataclass(frozen=True)
class Place:
    """A unit on the days on which it stood at one path; days are half-open.

    ``below`` is the path under the unit asked about, empty for that unit itself; ``unit_from`` and
    ``unit_to`` bound the unit's own life; from ``records_from`` on its records are complete (F9).
    """

    unit_id: int
    below: str
    code: str
    name: str
    kind: str
    from_on: date
    to_on: date
    unit_from: date
    unit_to: date
    records_from: date

    def holds(self, on: date) -> bool:
        """Whether the unit stood here on the day."""
        return self.from_on <= on < self.to_on


@dataclass
class Node:
    """One place in the tree: the stretches for which a unit stood there, and what stood under it."""

    below: str
    places: list[Place] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def unit(self) -> Place:
        """The unit that stands here, as of its last stretch."""
        return self.places[-1]

    @property
    def is_leaf(self) -> bool:
        """Whether nothing stood under it: people sit here, so its own records matter."""
        return not self.children

    @property
    def is_cell(self) -> bool:
        """Whether candidates are tracked here."""
        return bool(code_list("unit_kinds")[self.unit.kind]["candidates"])

    def walk(self) -> "list[Node]":
        """The node and everything under it."""
        return [self, *(below for child in self.children for below in child.walk())]

    def departed(self, window_end: date) -> date | None:
        """The unit's last day where it ended within the window; ``None`` while it stands."""
        last = self.unit.unit_to - timedelta(days=1)
        return last if self.unit.unit_to != OPEN and last < window_end else None


def tree(run: Run, question: Question) -> Node:
    """The unit asked about with everything that stood under it on any day of the window."""
    inherited = _records_above(run, question)
    nodes: dict[str, Node] = {}
    begun: dict[str, date | None] = {}
    for row in run(_PLACES, question.binds()):
        unit_id, below, code, name, kind, *days, entered_on, own_records = row
        node = nodes.get(below)
        if node is None:
            node = nodes[below] = Node(below)
            if below:
                nodes[below[:-SEGMENT]].children.append(node)
        from_on, to_on, unit_from, unit_to = (as_day(day) for day in days)
        above = begun.get(below[:-SEGMENT]) if below else inherited
        begun[below] = as_day(own_records) if own_records else above
        node.places.append(
            Place(
                unit_id, below, code, name, kind, from_on, to_on, unit_from, unit_to,
                begun[below] or as_day(entered_on),
            )
        )  # fmt: skip
    for node in nodes.values():
        node.children.sort(key=lambda child: child.unit.code)
    return nodes[""]


def _records_above(run: Run, question: Question) -> date | None:
    """The nearest day from which records above the unit are complete, which it inherits (F9)."""
    rows = run(_ABOVE, question.binds())
    return next((as_day(day) for _, day in rows if day), None)


def units_above(run: Run, question: Question) -> tuple[int, ...]:
    """The units above the one asked about, nearest first."""
    return tuple(unit_id for unit_id, _ in run(_ABOVE, question.binds()))


def as_day(value: Any) -> date:
    """A day as either database hands it over."""
    return value if isinstance(value, date) else date.fromisoformat(value)


_PLACES = f"""
SELECT v.unit_id, substr(v.path, length(x.path) + 1) AS below, u.code, {NAME}, u.kind,
       CASE WHEN v.from_on < x.from_on THEN x.from_on ELSE v.from_on END AS start,
       CASE WHEN v.to_on > x.to_on THEN x.to_on ELSE v.to_on END,
       u.from_on, u.to_on, u.entered_on, u.records_from
FROM path_version x
JOIN path_version v
  ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on < x.to_on AND v.to_on > x.from_on
JOIN unit u ON u.id = v.unit_id
WHERE x.unit_id = :unit AND x.from_on < :end AND x.to_on > :first AND v.from_on < :end AND v.to_on > :first
ORDER BY below, start
"""

# The way up is read off the path itself, level by level; twelve levels are twice what the Party has.
_ABOVE = """
WITH level(width) AS (VALUES (5), (10), (15), (20), (25), (30), (35), (40), (45), (50), (55), (60))
SELECT u.id, u.records_from
FROM path_version x
JOIN level ON level.width < length(x.path)
JOIN path_version v ON v.path = substr(x.path, 1, level.width) AND v.from_on <= :last AND v.to_on > :last
JOIN unit u ON u.id = v.unit_id
WHERE x.unit_id = :unit AND x.from_on <= :last AND x.to_on > :last
ORDER BY level.width DESC
"""
