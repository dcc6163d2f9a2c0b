"""Units: the founding of the root, new units under it, new names, and the day the records begin."""

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

from sqlmodel import Session, col, select

from partytrack.core.codes import check_code, code_list
from partytrack.core.dates import BEGINNING, OPEN, day_before
from partytrack.core.errors import (
    AlreadyBegun,
    AreaAlready,
    AreaOfCells,
    BadCode,
    CellHasNoChildren,
    NameAlready,
    UnitExists,
    UnitGone,
)
from partytrack.core.vietnamese import normalise
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import check_exists, find_unit, name_on, unit_by_code
from partytrack.store.paths import derive_new
from partytrack.store.tables import CODE_LENGTH, Setting, Unit, UnitEdge, UnitName

_CODE = re.compile(rf"[^\W_][\w./-]{{0,{CODE_LENGTH - 1}}}")


def begin(
    desk: Desk, code: str, name: str, *, kind: str, since: date | None, records_from: date | None,
    settings: Mapping[str, str],
) -> str:  # fmt: skip
    """Found the root committee of an empty store, together with the store's settings."""
    with act(desk, "init", code) as it:
        root = it.session.exec(select(Unit)).first()
        if root is not None:
            raise AlreadyBegun(root.code)
        unit = new_unit(it, code, name, kind=kind, since=since, records_from=records_from)
        for key, value in settings.items():
            it.add(Setting(key=key, value=value))
        derive_new(it.session, [_id(unit)])
    return unit.code


def add_unit(
    desk: Desk, code: str, name: str, *, kind: str, under: str, since: date | None = None,
    records_from: date | None = None, area: str | None = None,
) -> str:  # fmt: skip
    """Enter a unit under another; without ``since`` its start is unknown and it is valid for all past days."""
    with act(desk, "unit.add", code) as it:
        add_unit_within(it, code, name, kind=kind, under=under, since=since, records_from=records_from, area=area)
    return code


def add_unit_within(
    it: Act, code: str, name: str, *, kind: str, under: str, since: date | None, records_from: date | None,
    area: str | None = None,
) -> Unit:  # fmt: skip
    """Enter a unit as part of an open act."""
    parent = unit_by_code(it.session, under)
    if not code_list("unit_kinds")[parent.kind]["has_children"]:
        raise CellHasNoChildren(parent.code)
    if parent.to_on != OPEN:
        raise UnitGone(parent.code, since or it.today, day_before(parent.to_on))
    if since is not None:
        check_exists(parent, since)
    elif parent.from_on != BEGINNING:
        since = parent.from_on  # before its parent's first day it would stand nowhere, and its events be lost
    unit = new_unit(it, code, name, kind=kind, since=since, records_from=records_from)
    if area is not None:
        set_area_within(it, unit, area)
    it.add(UnitEdge(unit_id=_id(unit), parent_id=_id(parent), from_on=unit.from_on, to_on=unit.to_on))
    derive_new(it.session, [_id(unit)])
    return unit


def new_unit(it: Act, code: str, name: str, *, kind: str, since: date | None, records_from: date | None) -> Unit:
    """Enter a unit with its first name; its place is entered by the caller."""
    code, name, kind = check_unit_code(code), normalise(name), check_code("unit_kinds", kind)
    taken = find_unit(it.session, code)
    if taken is not None:
        raise UnitExists(taken.code, name_on(it.session, taken, it.today))
    from_on = since or BEGINNING
    unit = it.add(
        Unit(
            code=code, kind=kind, from_on=from_on, to_on=OPEN, records_from=records_from, entered_on=it.today
        )
    )  # fmt: skip
    it.add(UnitName(unit_id=_id(unit), name=name, from_on=from_on, to_on=OPEN))
    return unit


def check_unit_code(code: str) -> str:
    """A code is letters, digits and ``- . / _``, at most 40, and never changes afterwards."""
    code = normalize("NFC", code.strip())
    if not _CODE.fullmatch(code) or normalize("NFKC", code) != code:  # full-width letters look like others
        raise BadCode(code)
    return code


def rename_unit(desk: Desk, code: str, name: str, *, on: date, document: str | None) -> str:
    """Give a unit a new name from a day on; before that day it keeps the old one."""
    with act(desk, "unit.rename", code) as it:
        unit = unit_by_code(it.session, code)
        check_exists(unit, on)
        name = normalise(name)
        current = _newest_name(it.session, unit)
        if current.name == name or current.from_on >= on:
            raise NameAlready(unit.code, current.name, current.from_on)
        it.change(current, to_on=on)
        it.add(UnitName(unit_id=_id(unit), name=name, from_on=on, to_on=unit.to_on, document=document))
    return unit.code


def _newest_name(session: Session, unit: Unit) -> UnitName:
    return session.exec(
        select(UnitName).where(UnitName.unit_id == unit.id).order_by(col(UnitName.from_on).desc())
    ).all()[0]


def set_records_from(desk: Desk, code: str, day: date) -> str:
    """Say from which day a unit's records are complete; before it only tallies count."""
    with act(desk, "unit.records", code) as it:
        unit = unit_by_code(it.session, code)
        it.change(unit, records_from=day)
    return unit.code


def set_area(desk: Desk, code: str, area: str) -> tuple[str, str]:
    """Say where the people of a cell live or work; hand back the codes of both."""
    with act(desk, "unit.area", code) as it:
        unit = unit_by_code(it.session, code)
        return unit.code, set_area_within(it, unit, area)


def set_area_within(it: Act, unit: Unit, area: str) -> str:
    """Say where the people of a cell live or work, as part of an open act."""
    if not code_list("unit_kinds")[unit.kind]["candidates"]:
        raise AreaOfCells(unit.code)
    area = check_code("areas", area)
    if unit.area == area:
        raise AreaAlready(unit.code, Word("areas", area))
    it.change(unit, area=area)
    return area


def _id(unit: Unit) -> int:
    """The key of a stored unit."""
    return unit.id or 0
