"""The organisation under a unit as a map shows it: one node for each row that a report can have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from partytrack.core.codes import code_list
from partytrack.core.errors import UnitGone, UnitNotYet
from partytrack.core.path import WIDTH, unit_of
from partytrack.counting.places import Life, Place, Shown
from partytrack.counting.subject import Question


@dataclass(eq=False)
class Node:
    """One place in the tree: the unit whose place it is, the units it carries on, their stretches in the window, what stands under it.

    Under ``then`` a node has one unit; under ``today`` also those that it carried on by the as-of day (F4).
    """

    below: str
    unit: Life
    units: list[Life]
    places: list[Place]
    children: list["Node"] = field(default_factory=list)

    @property
    def is_leaf(self) -> bool:
        """Whether nothing stood under it: people sit here, so its own records matter."""
        return not self.children

    @property
    def is_cell(self) -> bool:
        """Whether candidates are tracked here."""
        return self.unit.kind in _cell_kinds()

    def walk(self) -> "Iterable[Node]":
        """The node and everything under it, each before what stands under it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def last_day_here(self, window_last: date) -> date | None:
        """The last day on which the unit stood here, where it is gone by the end of the window; ``None`` while it stands."""
        end = max((place.to_on for place in self.places if place.life is self.unit), default=self.unit.to_on)
        return date.fromordinal(end.toordinal() - 1) if end <= window_last else None


def _cell_kinds() -> frozenset[str]:
    return frozenset(kind for kind, row in code_list("unit_kinds").items() if row["candidates"])


def tree(question: Question, found: list[Shown]) -> Node:
    """The unit asked about with everything under it that stood on any day of the window, itself or by those it carries on.

    Raises ``UnitNotYet`` or ``UnitGone`` where the unit asked about stood on no day of it.
    """
    nodes: dict[str, Node] = {}
    for each in found:
        node = nodes.get(each.below)
        if node is None:
            node = nodes[each.below] = Node(each.below, each.life, [], [])
        node.units.append(each.life)
        node.places.extend(each.places)
        if each.life.unit_id == (unit_of(each.below) if each.below else question.unit_id):
            node.unit = each.life
    for below in sorted(nodes, key=len, reverse=True):
        node = nodes[below]
        node.children.sort(key=lambda child: child.unit.code)
        if below and (node.places or node.children):
            nodes[below[:-WIDTH]].children.append(node)
    root = nodes.get("")
    if root is None or not (root.places or root.children):
        raise _not_there(question)
    return root


def _not_there(question: Question) -> Exception:
    window, code = question.window, question.unit.code
    if question.unit_to <= window.first:
        return UnitGone(code, window.first, date.fromordinal(question.unit_to.toordinal() - 1))
    return UnitNotYet(code, window.last, question.unit_from)


def joined(nodes: list[Node]) -> Node:
    """One node for a unit that stood at several places: it moved within what the question is about."""
    last = max(nodes, key=lambda node: max(place.to_on for place in node.places))
    return Node(
        last.below, last.unit, last.units, [place for node in nodes for place in node.places],
        [child for node in nodes for child in node.children],
    )  # fmt: skip


def lines(root: Node, depth: str) -> Iterator[tuple[Node, bool]]:
    """The rows under a unit: each child or each cell with all under it, then what committees have themselves (``own``, F8).

    A unit with nothing under it shows itself.
    """
    if root.is_leaf:
        yield root, True
    elif depth == "cells":
        units = sorted(by_unit(root.walk()).values(), key=lambda node: node.unit.code)
        yield from ((node, False) for node in units if node.is_leaf)
        yield from ((node, True) for node in units if not node.is_leaf)
    else:
        yield from ((child, False) for child in root.children)
        yield root, True


def by_unit(nodes: Iterable[Node]) -> dict[int, Node]:
    """The nodes by the unit whose place they are; several places of one unit as one."""
    found: dict[int, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.unit.unit_id, []).append(node)
    return {unit_id: same[0] if len(same) == 1 else joined(same) for unit_id, same in found.items()}
