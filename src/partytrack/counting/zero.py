"""Cells that admitted nobody: judged as a whole, over everything they did in the period (F11)."""

from collections.abc import Sequence
from datetime import date

from partytrack.counting.ledger import Entry, Ledger, gaps
from partytrack.counting.tree import Node, by_unit


def cells(ledger: Ledger) -> list[Node]:
    """Every cell that stood under the unit on the last day of the window, or of the cell itself; by code.

    A cell that went elsewhere before belongs to where it then stood.
    """
    found = by_unit(node for node in ledger.root.walk() if node.is_cell and node.is_leaf)
    return sorted(
        (node for node in found.values() if stands_last(ledger, node)), key=lambda node: node.unit.code
    )  # fmt: skip


def stands_last(ledger: Ledger, node: Node) -> bool:
    """Whether a unit stood at the node last: on the last day of the window, or its own."""
    if ledger.question.map == "today":
        return True
    last = min(ledger.question.window.last, node.unit.last)
    return any(place.from_on <= last < place.to_on for place in node.places)


def zero_cells(ledger: Ledger) -> set[int]:
    """The keys of the cells that admitted nobody."""
    return {node.unit.unit_id for node in cells(ledger) if is_zero_cell(ledger, node)}


def is_zero_cell(ledger: Ledger, node: Node) -> bool:
    """A cell that existed on every day of the period up to the as-of day, is recorded for it, and admitted nobody.

    Of a segment: where nobody knows whether someone belonged to it, it is not said that nobody did.
    """
    unknown = any(ledger.facts.unknown.get(life.unit_id) for life in node.units)
    return apart(ledger, node) is None and not unknown and not has_admitted(ledger, node)


def has_admitted(ledger: Ledger, node: Node) -> bool:
    """Whether a cell is known to have admitted anybody in the period, wherever it then stood."""
    return any(entry.admitted for entry in _entries(ledger, node))


def apart(ledger: Ledger, node: Node) -> str | None:
    """Why a cell cannot be called a zero unit: younger than the period, closed in it, not recorded for it.

    On today's map a cell has the days of those that it carries on as well as its own.
    """
    question = ledger.question
    if not question.has_begun:
        return "not_begun"
    if began(node) > question.period.first:
        return "younger"
    if node.unit.to_on <= question.window.last:
        return "closed"
    return "not_recorded" if gaps(_entries(ledger, node)) else None


def began(node: Node) -> date:
    """The first day of a cell, or of the oldest that it carries on."""
    return min(life.from_on for life in node.units)


def _entries(ledger: Ledger, node: Node) -> Sequence[Entry]:
    """What is known of the cell, also from where it stood outside of the unit asked about."""
    return [*ledger.at(node), *ledger.others.get(node.unit.unit_id, ())]
