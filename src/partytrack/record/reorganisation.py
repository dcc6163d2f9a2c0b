"""The organisation changes: a unit moves or is closed; a dated act with its document.

``on`` is the first day of the new state. Past events keep their unit; nothing is deleted. Mergers and
splits, where one unit carries on another, are in ``succession.py``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, func, or_, select

from partytrack.core.codes import code_list
from partytrack.core.dates import OPEN, day_before
from partytrack.core.errors import (
    AlreadyUnder,
    CellHasNoChildren,
    ChangesLater,
    MoveIntoItself,
    RootStays,
    StepsLater,
    StillHasUnits,
)
from partytrack.core.life_events import RESTORED, TRANSFER_IN
from partytrack.core.path import units_on
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import check_exists, unit_by_code
from partytrack.record.tallies import check_tallies_near
from partytrack.store.paths import derive_all
from partytrack.store.tables import LifeEvent, PathVersion, Quota, Stay, StepEvent, Successor, Unit, UnitEdge, UnitName


@dataclass(frozen=True)
class Touched:
    """What a change of the organisation touches: cells, people by role, and quotas of later years.

    ``stranded``: quotas of units that end, for years after their end: they will count nowhere. ``unnamed``: new
    parts of a split that nobody gave a name; they bear their codes.
    """

    cells: tuple[str, ...]
    members: int
    candidates: int
    quotas: int
    stranded: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()


def move_unit(desk: Desk, code: str, *, under: str, on: date, document: str) -> Touched:
    """Let a unit, with all that stands under it, stand under another from a day on."""
    with act(desk, "unit.move", code) as it:
        unit, parent = unit_by_code(it.session, code), unit_by_code(it.session, under)
        check_exists(unit, on)
        touched = touches(it.session, [unit], on)
        rehang(it, unit, parent, on, document)
        settle(it, [unit], on)
    return touched


def close_unit(desk: Desk, code: str, *, on: date, document: str) -> Touched:
    """Close a unit that nobody carries on; it keeps its row, labelled with its last day."""
    with act(desk, "unit.close", code) as it:
        unit = unit_by_code(it.session, code)
        check_exists(unit, on)
        children = children_on(it.session, unit, on)
        if children:
            raise StillHasUnits(unit.code, tuple(child.code for child in children))
        touched = replace(touches(it.session, [unit], on), stranded=stranded(it.session, [unit], on))
        last = max(_days_after(it.session, unit, on), default=None)
        if last is not None:
            raise StepsLater(unit.code, on, last)
        end_unit(it, unit, on, document)
        for stay in open_stays(it.session, unit, on):
            it.change(stay, to_on=max(on, stay.from_on))
        settle(it, [unit], on)
    return touched


def rehang(it: Act, unit: Unit, parent: Unit, on: date, document: str) -> None:
    """End a unit's place under its parent and begin one under another."""
    check_stays(parent, on)
    if not code_list("unit_kinds")[parent.kind]["has_children"]:
        raise CellHasNoChildren(parent.code)
    if stands_within(it.session, parent, unit, on):
        raise MoveIntoItself(unit.code, parent.code)
    edge = last_edge(it.session, unit, on)
    if edge.parent_id == parent.id:
        raise AlreadyUnder(unit.code, parent.code)
    end = edge.to_on
    it.change(edge, to_on=on)
    it.add(UnitEdge(unit_id=unit.id or 0, parent_id=parent.id or 0, from_on=on, to_on=end, document=document))


def end_unit(it: Act, unit: Unit, on: date, document: str) -> None:
    """End a unit's life, its name and its place on the day before ``on``; nothing of it may begin later."""
    edge = last_edge(it.session, unit, on)
    check_stays(unit, on)
    joining = select(Successor).where(Successor.successor_id == unit.id, Successor.from_on > on)
    later = it.session.exec(joining.order_by(col(Successor.from_on))).first()
    if later is not None:
        raise ChangesLater(unit.code, on, later.from_on)
    it.change(edge, to_on=on)
    names = it.session.exec(select(UnitName).where(UnitName.unit_id == unit.id, UnitName.to_on > on)).all()
    for name in names:
        if name.from_on > on:
            raise ChangesLater(unit.code, on, name.from_on)
        it.change(name, to_on=on)
    it.change(unit, to_on=on, end_document=document)


def settle(it: Act, units: Iterable[Unit], on: date) -> None:
    """Derive the paths anew, and refuse a change after which a tally would stand beside what was recorded apart from it."""
    derive_all(it.session)
    check_tallies_near(it.session, (unit.id or 0 for unit in units), on.year)


def stranded(session: Session, units: Iterable[Unit], on: date) -> tuple[str, ...]:
    """The quotas of units that end before a day, for years after that: by unit and year."""
    codes = {unit.id: unit.code for unit in units}
    later = select(Quota).where(col(Quota.unit_id).in_(codes), Quota.first_year > day_before(on).year)
    found = {(codes[quota.unit_id], quota.first_year) for quota in session.exec(later)}
    return tuple(f"{code} {year}" for code, year in sorted(found))


def check_stays(unit: Unit, on: date) -> None:
    """Refuse a day on which a unit did not exist, and one after which it is already known to end: who came would be lost."""
    check_exists(unit, on)
    if unit.to_on != OPEN:
        raise ChangesLater(unit.code, on, unit.to_on)


def events_from(session: Session, unit: Unit, on: date) -> list[StepEvent]:
    """The steps recorded in a unit on a day or later."""
    return list(session.exec(select(StepEvent).where(StepEvent.unit_id == unit.id, StepEvent.happened_on >= on)))


def lives_from(session: Session, unit: Unit, on: date) -> Iterator[tuple[LifeEvent, str]]:
    """What happened to members in a unit after the eve of a day, with the column that names the unit.

    Who comes is in the unit on that very day; who leaves was there on the eve of theirs.
    """
    came = (TRANSFER_IN, RESTORED)
    named = or_(col(LifeEvent.unit_id) == unit.id, col(LifeEvent.to_unit_id) == unit.id)
    for event in session.exec(select(LifeEvent).where(named, LifeEvent.happened_on >= on)).all():
        if event.to_unit_id == unit.id:
            yield event, "to_unit_id"
        if event.unit_id == unit.id and (event.kind in came or event.happened_on > on):
            yield event, "unit_id"


def _days_after(session: Session, unit: Unit, on: date) -> list[date]:
    """The days of what is recorded in a unit from a day on."""
    lived = [event.happened_on for event, _ in lives_from(session, unit, on)]
    return [event.happened_on for event in events_from(session, unit, on)] + lived


def last_edge(session: Session, unit: Unit, on: date) -> UnitEdge:
    """The unit's newest place, which must not begin after the day; the root has none and stays where it is."""
    edges = session.exec(select(UnitEdge).where(UnitEdge.unit_id == unit.id).order_by(col(UnitEdge.from_on))).all()
    if not edges:
        raise RootStays(unit.code)
    if edges[-1].from_on > on:
        raise ChangesLater(unit.code, on, edges[-1].from_on)
    return edges[-1]


def children_on(session: Session, unit: Unit, on: date) -> list[Unit]:
    """The units directly under a unit on a day or later."""
    edges = select(UnitEdge.unit_id).where(UnitEdge.parent_id == unit.id, UnitEdge.to_on > on)
    return list(session.exec(select(Unit).where(col(Unit.id).in_(edges)).order_by(col(Unit.code))))


def open_stays(session: Session, unit: Unit, on: date) -> list[Stay]:
    """The stays in a unit that last beyond a day."""
    return list(session.exec(select(Stay).where(Stay.unit_id == unit.id, Stay.to_on > on)))


def stands_within(session: Session, inner: Unit, outer: Unit, on: date) -> bool:
    """Whether a unit is another or stands under it on a day or later."""
    paths = session.exec(select(PathVersion.path).where(PathVersion.unit_id == inner.id, PathVersion.to_on > on))
    return any(outer.id in units_on(path) for path in paths)


def touches(session: Session, units: Iterable[Unit], on: date) -> Touched:
    """What stands at or under the units on the day: what a change of theirs touches."""
    own = [unit.id for unit in units]
    paths = session.exec(
        select(PathVersion.path).where(
            col(PathVersion.unit_id).in_(own), PathVersion.from_on <= on, PathVersion.to_on > on
        )
    ).all()
    under = or_(*((col(PathVersion.path) >= path) & (col(PathVersion.path) < path + "~") for path in paths))
    ids = select(PathVersion.unit_id).where(under, PathVersion.from_on <= on, PathVersion.to_on > on)
    kinds = [kind for kind, row in code_list("unit_kinds").items() if row["candidates"]]
    found = select(Unit.code).where(col(Unit.id).in_(ids), col(Unit.kind).in_(kinds)).order_by(col(Unit.code))
    cells = session.exec(found)
    roles = session.exec(
        select(Stay.role, func.count(func.distinct(col(Stay.person_id))))
        .where(col(Stay.unit_id).in_(ids), Stay.to_on > on, Stay.from_on < Stay.to_on)
        .group_by(Stay.role)
    ).all()
    count = dict(roles)
    quotas = session.exec(
        select(func.count()).select_from(Quota).where(col(Quota.unit_id).in_(ids), Quota.last_year >= on.year)
    ).one()
    candidates = count.pop("candidate", 0)
    return Touched(tuple(cells), sum(count.values()), candidates, quotas)
