"""Paths through the organisation, derived from the dated edges: one row for each stretch of days.

Two maps are kept: ``path_version``
tells where a unit stood on a day, ``today_version`` where its history is shown as of a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeAlias

from sqlmodel import Session, col, delete, select

from partytrack.core.errors import TooDeep
from partytrack.core.path import WIDTH, encoded
from partytrack.store.tables import DerivedPath, PathVersion, Successor, TodayVersion, Unit, UnitEdge

DEEPEST = 12  # twice the levels that the Party has; the statements of the counting look no deeper
MAPS: tuple[type[DerivedPath], ...] = (PathVersion, TodayVersion)


class Stretch(NamedTuple):
    """A path and the days, half-open, on which it held."""

    path: str
    from_on: date
    to_on: date


class Link(NamedTuple):
    """The unit that a unit stood under, or was carried on by, and the days on which this held."""

    unit_id: int
    from_on: date
    to_on: date

    def cut(self, from_on: date, to_on: date) -> "Link":
        """The link as far as it held on these days."""
        return self._replace(from_on=max(self.from_on, from_on), to_on=min(self.to_on, to_on))


Stretches: TypeAlias = tuple[Stretch, ...]


@dataclass(frozen=True)
class Organisation:
    """Units with their lives, parents and heirs, as far as they were read."""

    lives: dict[int, tuple[date, date]]
    parents: dict[int, list[Link]]
    heirs: dict[int, int]

    @cached_property
    def _then(self) -> dict[tuple[int, date, date], Stretches]:
        return {}

    @cached_property
    def _today(self) -> dict[int, Stretches]:
        return {}

    def then(self, unit_id: int) -> Stretches:
        """Every path of a unit: its parents' days cut by the paths of each; the root stands for itself."""
        return self._between(unit_id, date.min, date.max)

    def _between(self, unit_id: int, from_on: date, to_on: date) -> Stretches:
        """The paths of a unit on some days only: of two units each may at different times have stood under the other."""
        key = (unit_id, from_on, to_on)
        if key not in self._then:
            links = self.parents.get(unit_id)
            life = Link(unit_id, *self.lives[unit_id]).cut(from_on, to_on)
            whole = (Stretch(encoded(unit_id), life.from_on, life.to_on),)
            cut = (link.cut(from_on, to_on) for link in links or ())
            self._then[key] = self._under(unit_id, cut) if links else _in_order(whole)
        return self._then[key]

    def _under(self, unit_id: int, links: Iterable[Link]) -> Stretches:
        found = [
            Stretch(above.path + encoded(unit_id), above.from_on, above.to_on)
            for link in links
            if link.from_on < link.to_on
            for above in self._between(link.unit_id, link.from_on, link.to_on)
        ]
        return _in_order(found)

    def stands_within_itself(self, unit_id: int) -> bool:
        """Whether on some day the way up from a unit leads back to it."""

        def leads_back(link: Link, line: frozenset[int]) -> bool:
            if link.from_on >= link.to_on:
                return False
            above = (each.cut(link.from_on, link.to_on) for each in self.parents.get(link.unit_id, ()))
            return link.unit_id in line or any(leads_back(each, line | {link.unit_id}) for each in above)

        return leads_back(Link(unit_id, date.min, date.max), frozenset())

    def today(self, unit_id: int) -> Stretches:
        """Where a unit is shown, by as-of day: on its own path while it stands, then with its heir (F4)."""
        if unit_id not in self._today:
            end = self.lives[unit_id][1]
            own = [Stretch(path, from_on, min(to_on, end)) for path, from_on, to_on in self.then(unit_id)]
            after = [Stretch(path, max(from_on, end), to_on) for path, from_on, to_on in self._afterwards(unit_id)]
            self._today[unit_id] = _in_order([*own, *after])
        return self._today[unit_id]

    def _afterwards(self, unit_id: int) -> Stretches:
        """Where a unit that has ended is shown: its heir's place, else its own under whoever carries on its parent."""
        if unit_id in self.heirs:
            return self.today(self.heirs[unit_id])
        links = self.parents.get(unit_id)
        if not links:
            return (Stretch(encoded(unit_id), date.min, date.max),)
        last = max(links, key=lambda link: link.to_on)
        return tuple(
            Stretch(path + encoded(unit_id), from_on, to_on) for path, from_on, to_on in self.today(last.unit_id)
        )


def _in_order(found: Iterable[Stretch]) -> Stretches:
    """Stretches by day, empty ones left out, neighbours on one path joined."""
    joined: list[Stretch] = []
    for stretch in sorted((each for each in found if each.from_on < each.to_on), key=lambda each: each.from_on):
        if joined and joined[-1].path == stretch.path and joined[-1].to_on == stretch.from_on:
            joined[-1] = joined[-1]._replace(to_on=stretch.to_on)
        else:
            joined.append(stretch)
    return tuple(joined)


def whole_organisation(session: Session) -> Organisation:
    """Every unit with all its links."""
    found = Organisation({unit.id or 0: (unit.from_on, unit.to_on) for unit in session.exec(select(Unit))}, {}, {})
    for edge in session.exec(select(UnitEdge)):
        found.parents.setdefault(edge.unit_id, []).append(Link(edge.parent_id, edge.from_on, edge.to_on))
    for successor in session.exec(select(Successor).where(col(Successor.main).is_(True))):
        found.heirs[successor.unit_id] = successor.successor_id
    return found


def _line_above(session: Session, unit_ids: Iterable[int]) -> Organisation:
    """The units with all that ever stood above them: enough for the paths of units that are new."""
    found, waiting = Organisation({}, {}, {}), set(unit_ids)
    while waiting:
        unit = session.get_one(Unit, waiting.pop())
        unit_id = unit.id or 0
        found.lives[unit_id] = (unit.from_on, unit.to_on)
        edges = session.exec(select(UnitEdge).where(UnitEdge.unit_id == unit_id)).all()
        found.parents[unit_id] = [Link(edge.parent_id, edge.from_on, edge.to_on) for edge in edges]
        waiting |= {edge.parent_id for edge in edges} - found.lives.keys()
    return found


def derive_new(session: Session, unit_ids: Iterable[int]) -> None:
    """Write the derived rows of units that were just entered; nothing else depends on them yet."""
    session.flush()
    unit_ids = list(unit_ids)
    organisation = _line_above(session, unit_ids)
    for unit_id in unit_ids:
        _write(session, unit_id, organisation)
    session.flush()


def derive_all(session: Session) -> None:
    """Write the derived rows anew where the organisation has changed; rows that stay the same are not touched."""
    session.flush()
    organisation, stored = whole_organisation(session), stored_stretches(session)
    for unit_id in organisation.lives.keys() | stored.keys():
        if unit_id not in organisation.lives or stored.get(unit_id) != computed(organisation, unit_id):
            _write(session, unit_id, organisation)
    session.flush()


def computed(organisation: Organisation, unit_id: int) -> tuple[Stretches, Stretches]:
    """The rows of a unit in both maps, as they follow from the links."""
    return organisation.then(unit_id), organisation.today(unit_id)


def stored_stretches(session: Session) -> dict[int, tuple[Stretches, Stretches]]:
    """The rows of every unit in both maps, as they lie in the store."""
    found: dict[int, tuple[list[Stretch], list[Stretch]]] = {}
    for place, table in enumerate(MAPS):
        for row in session.exec(select(table).order_by(col(table.unit_id), col(table.from_on))):
            found.setdefault(row.unit_id, ([], []))[place].append(Stretch(row.path, row.from_on, row.to_on))
    return {unit_id: (tuple(then), tuple(today)) for unit_id, (then, today) in found.items()}


def _write(session: Session, unit_id: int, organisation: Organisation) -> None:
    rows = computed(organisation, unit_id) if unit_id in organisation.lives else ((), ())
    for table, stretches in zip(MAPS, rows, strict=True):
        session.exec(delete(table).where(col(table.unit_id) == unit_id))
        for path, from_on, to_on in stretches:
            if len(path) > DEEPEST * WIDTH:
                raise TooDeep(session.get_one(Unit, unit_id).code, DEEPEST)
            session.add(table(unit_id=unit_id, from_on=from_on, to_on=to_on, path=path))
