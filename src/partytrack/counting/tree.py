"""The organisation under a unit within a window of days: who stood where, and what is on record for whom."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from partytrack.core.codes import code_list
from partytrack.core.errors import UnitGone, UnitNotYet
from partytrack.core.period import Period
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

    def stands_for(self, year: int, as_of: date) -> bool:
        """Whether the year's quota or tally of the unit stands here (F5).

        The last day of the year says so, of the unit or the as-of day where that comes first; a year
        wholly after the last day of a unit that is gone has neither.
        """
        last_of_unit = date.fromordinal(max(self.unit_to.toordinal() - 1, 1))
        on = min(date(year, 12, 31), last_of_unit, as_of)
        is_past = self.unit_to <= as_of and last_of_unit.year < year
        return self.from_on <= on < self.to_on and not is_past


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

    def departed(self, window: Period) -> date | None:
        """The unit's last day where it was gone by the end of the window; ``None`` while it stands."""
        return self.unit.unit_to - timedelta(days=1) if self.unit.unit_to <= window.last else None


def tree(run: Run, question: Question) -> Node:
    """The unit asked about with everything that stood under it on any day of the window.

    Raises ``UnitNotYet`` or ``UnitGone`` where the unit itself stood on no day of it.
    """
    window = question.window
    if question.unit_from > window.last:
        raise UnitNotYet(question.unit.code, window.last, question.unit_from)
    if question.unit_to <= window.first:
        raise UnitGone(question.unit.code, window.first, question.unit_to - timedelta(days=1))
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
    return next((as_day(day) for (day,) in run(_RECORDS_ABOVE, question.binds()) if day), None)


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
# It is the unit's last way in the window: a unit that closed in it still inherits.
LEVELS = "WITH level(width) AS (VALUES (5), (10), (15), (20), (25), (30), (35), (40), (45), (50), (55), (60))"
ABOVE = """
FROM path_version x
JOIN level ON level.width < length(x.path)
JOIN path_version v ON v.path = substr(x.path, 1, level.width) AND v.from_on <= x.from_on AND v.to_on >= x.to_on
"""
LAST_WAY = """
x.unit_id = :unit AND x.from_on = (SELECT max(y.from_on) FROM path_version y
                                   WHERE y.unit_id = :unit AND y.from_on < :end AND y.to_on > :first)
"""
_RECORDS_ABOVE = f"""
{LEVELS}
SELECT u.records_from
{ABOVE}
JOIN unit u ON u.id = v.unit_id
WHERE {LAST_WAY}
ORDER BY level.width DESC
"""
