"""Paths through the organisation, derived from the dated edges: one row for each stretch of days.

A path is the ids from the root down, each in a segment of fixed width, so that the units under X are
one bytewise range: from X's path up to X's path followed by ``~``.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, TypeAlias

from sqlmodel import Session, col, delete, select

from partytrack.store.tables import PathVersion, Unit, UnitEdge

SEGMENT = 5
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Stretch(NamedTuple):
    """A path and the days, half-open, on which it held."""

    path: str
    from_on: date
    to_on: date


class Edge(NamedTuple):
    """The parent that a unit stood under, and the days on which it did."""

    parent_id: int
    from_on: date
    to_on: date


def segment(unit_id: int) -> str:
    """The id in base 36, five places: room for 60 million units."""
    text = ""
    while unit_id:
        unit_id, digit = divmod(unit_id, 36)
        text = _DIGITS[digit] + text
    return text.rjust(SEGMENT, "0")


Life: TypeAlias = Callable[[int], tuple[date, date]]
Edges: TypeAlias = Callable[[int], Sequence[Edge]]


def stretches(unit_id: int, life: Life, edges: Edges) -> tuple[Stretch, ...]:
    """Every path of a unit: its edges' days cut by the paths of each parent; the root stands for itself."""
    if not edges(unit_id):
        return (Stretch(segment(unit_id), *life(unit_id)),)
    found = []
    for edge in edges(unit_id):
        for above in stretches(edge.parent_id, life, edges):
            start, end = max(edge.from_on, above.from_on), min(edge.to_on, above.to_on)
            if start < end:
                found.append(Stretch(above.path + segment(unit_id), start, end))
    return tuple(sorted(found, key=lambda stretch: stretch.from_on))


def all_stretches(session: Session) -> dict[int, tuple[Stretch, ...]]:
    """The paths of every unit, computed from the edges alone."""
    lives = {unit.id or 0: (unit.from_on, unit.to_on) for unit in session.exec(select(Unit))}
    edges: dict[int, list[Edge]] = {unit_id: [] for unit_id in lives}
    for edge in session.exec(select(UnitEdge)):
        edges[edge.unit_id].append(Edge(edge.parent_id, edge.from_on, edge.to_on))
    return {unit_id: stretches(unit_id, lives.__getitem__, edges.__getitem__) for unit_id in lives}


def rebuild(session: Session, units: Iterable[int]) -> None:
    """Write the path rows of the units anew from their edges and those above them."""
    session.flush()

    @cache
    def life(unit_id: int) -> tuple[date, date]:
        unit = session.get_one(Unit, unit_id)
        return unit.from_on, unit.to_on

    @cache
    def edges(unit_id: int) -> tuple[Edge, ...]:
        rows = session.exec(select(UnitEdge).where(UnitEdge.unit_id == unit_id))
        return tuple(Edge(row.parent_id, row.from_on, row.to_on) for row in rows)

    for unit_id in units:
        session.exec(delete(PathVersion).where(col(PathVersion.unit_id) == unit_id))
        for path, from_on, to_on in stretches(unit_id, life, edges):
            session.add(PathVersion(unit_id=unit_id, from_on=from_on, to_on=to_on, path=path))
    session.flush()
