"""Mergers and splits: units end, others carry them on; people who are there follow, past events stay.

A merger passes everything on. A split names one main successor, which inherits the history and the
people; who belongs to another part is then moved by hand, never guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from partytrack.core.codes import code_list
from partytrack.core.errors import (
    BadShare,
    CellHasNoChildren,
    KindsDiffer,
    MainNotAmong,
    MoveIntoItself,
    NameForNoPart,
    NothingToMerge,
    NothingToSplit,
    ParentsDiffer,
    SharesIncomplete,
    UnitExists,
    UnitUnknown,
)
from partytrack.core.lifecycle import ends
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import (
    check_exists,
    complete_from,
    find_unit,
    name_on,
    nearest,
    stated_records,
    unit_by_code,
)
from partytrack.record.reorganisation import (
    Touched,
    check_stays,
    children_on,
    end_unit,
    events_from,
    last_edge,
    lives_from,
    open_stays,
    rehang,
    settle,
    stands_within,
    stranded,
    touches,
)
from partytrack.record.units import new_unit
from partytrack.store.tables import Candidacy, Stay, StepEvent, Successor, Unit, UnitEdge

WHOLE = 100  # per cent
FEWEST_PARTS = 2


def merge_units(
    desk: Desk, codes: tuple[str, ...], *, into: str, on: date, document: str, name: str | None = None,
    under: str | None = None,
) -> Touched:  # fmt: skip
    """Merge units into an existing one, or into a new one of the name given, from a day on."""
    with act(desk, "unit.merge", into) as it:
        into = _known(it, into)
        sources = list({unit.code: unit for unit in (unit_by_code(it.session, code) for code in codes)}.values())
        sources = [source for source in sources if source.code != into]
        if not sources:
            raise NothingToMerge(into)
        for source in sources:
            check_exists(source, on)
        touched = replace(touches(it.session, sources, on), stranded=stranded(it.session, sources, on))
        target = _target(it, sources, into, on=on, document=document, name=name, under=under)
        for source in sources:
            _carry_on(it, source, target, on, document)
        settle(it, [*sources, target], on)
    return touched


def split_unit(
    desk: Desk, code: str, *, into: tuple[str, ...], main: str, on: date, document: str, names: dict[str, str],
    shares: Mapping[str, str] | None = None,
) -> Touched:  # fmt: skip
    """Split a unit into parts from a day on; the unit itself may be one of them and then goes on.

    ``shares`` are what the decision says of each part, in per cent; they are kept, and nothing is divided by them.
    """
    with act(desk, "unit.split", code) as it:
        unit = unit_by_code(it.session, code)
        check_exists(unit, on)
        into = tuple(dict.fromkeys(_known(it, part) for part in into))
        if len(into) < FEWEST_PARTS:
            raise NothingToSplit(unit.code)
        main = _part_of(it, main, into)
        names = {_part_of(it, typed, into): name for typed, name in names.items()}
        stray = [typed for typed in names if typed not in into]
        if stray:
            raise NameForNoPart(stray[0], into)
        shares = check_shares({_part_of(it, typed, into): share for typed, share in (shares or {}).items()}, into)
        heirs = (unit.code,) if unit.code in into else into  # a unit that goes on carries itself on
        if main not in heirs:
            raise MainNotAmong(main, heirs)
        unnamed = tuple(part for part in into if part not in names and find_unit(it.session, part) is None)
        touched = touches(it.session, [unit], on)
        gone = [] if unit.code in into else [unit]
        touched = replace(touched, unnamed=unnamed, stranded=stranded(it.session, gone, on))
        parent = it.session.get_one(Unit, last_edge(it.session, unit, on).parent_id)
        parts = {part: _part(it, unit, parent, part, names, on, document) for part in into}
        for part, target in parts.items():
            if target.id != unit.id:
                _link(it, unit, target, "split", on, document, main=part == main, share=shares.get(part))
        if unit.code not in into:
            _hand_over(it, unit, parts[main], on, document)
        settle(it, [unit, *parts.values()], on)
    return touched


def _part_of(it: Act, typed: str, parts: tuple[str, ...]) -> str:
    """The part that is meant, whatever capitals its code was typed in; what is none of them stays as it was typed."""
    folded = {part.casefold(): part for part in parts}
    return folded.get(_known(it, typed).casefold(), typed)


def _known(it: Act, code: str) -> str:
    """The code as the unit bears it, where there is one; small letters serve as well as capitals."""
    unit = find_unit(it.session, code)
    return code.strip() if unit is None else unit.code


def _target(
    it: Act, sources: list[Unit], into: str, *, on: date, document: str, name: str | None, under: str | None
) -> Unit:
    """The unit that carries the sources on: the one of the code, or a new one beside them."""
    kinds = {source.kind for source in sources}
    existing = it.session.exec(select(Unit).where(Unit.code == into)).first()
    if existing is not None:
        if name is not None or under is not None:
            raise UnitExists(existing.code, name_on(it.session, existing, on))
        _check_apart(it, sources, existing, on)
        check_stays(existing, on)
    elif name is None:
        raise UnitUnknown(into, nearest(into, it.session.exec(select(Unit.code))))
    else:
        parents = {last_edge(it.session, source, on).parent_id for source in sources}
        if under is None and len(parents) > 1:
            raise ParentsDiffer(into)
        parent = unit_by_code(it.session, under) if under else it.session.get_one(Unit, parents.pop())
        existing = _new_part(it, into, name, sources, parent, on, document)
    if kinds != {existing.kind}:
        raise KindsDiffer(existing.code, tuple(source.code for source in sources if source.kind != existing.kind))
    return existing


def _part(it: Act, unit: Unit, parent: Unit, code: str, names: dict[str, str], on: date, document: str) -> Unit:
    existing = it.session.exec(select(Unit).where(Unit.code == code)).first()
    if existing is None:
        return _new_part(it, code, names.get(code, code), [unit], parent, on, document)
    if code in names:
        raise UnitExists(existing.code, name_on(it.session, existing, on))
    if existing.kind != unit.kind:
        raise KindsDiffer(existing.code, (unit.code,))
    if existing.id != unit.id:
        _check_apart(it, [unit], existing, on)
    check_stays(existing, on)
    return existing


def _check_apart(it: Act, sources: list[Unit], other: Unit, on: date) -> None:
    """Refuse a unit that is one of those that end, or stands under one of them: it would carry on what it hangs on."""
    for source in sources:
        if stands_within(it.session, other, source, on):
            raise MoveIntoItself(source.code, other.code)


def _new_part(
    it: Act, code: str, name: str, sources: list[Unit], parent: Unit, on: date, document: str
) -> Unit:  # fmt: skip
    """A new unit that carries on others; its records are complete from the day on which all of theirs were."""
    if not code_list("unit_kinds")[parent.kind]["has_children"]:
        raise CellHasNoChildren(parent.code)
    _check_apart(it, sources, parent, on)
    check_stays(parent, on)
    complete = max(complete_from(it.session, source, on) for source in sources)
    inherited = stated_records(it.session, parent, on)
    records_from = None if complete == inherited else complete
    unit = new_unit(it, code, name, kind=sources[0].kind, since=on, records_from=records_from)
    it.change(unit, area=_common_area(sources))
    it.add(
        UnitEdge(unit_id=unit.id or 0, parent_id=parent.id or 0, from_on=on, to_on=unit.to_on, document=document)
    )  # fmt: skip
    return unit


def _common_area(sources: list[Unit]) -> str | None:
    """Where the people of all the units live or work, when that is the same."""
    areas = {source.area for source in sources}
    return areas.pop() if len(areas) == 1 else None


def check_shares(shares: Mapping[str, str], parts: tuple[str, ...]) -> dict[str, str]:
    """The shares of the parts of a split: each part has one, from 0 to 100 per cent, and they add up to 100."""
    if not shares:
        return {}
    found = {part: parse_share(text) for part, text in shares.items()}
    if set(found) != set(parts) or sum(found.values()) != WHOLE:
        raise SharesIncomplete(parts)
    return {part: str(share) for part, share in found.items()}


def parse_share(text: str) -> Decimal:
    """A share in per cent, ``60`` or ``62,5%``; ``BadShare`` for anything else."""
    plain = text.strip().removesuffix("%").replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}([.][0-9]{1,6})?", plain) or Decimal(plain) > WHOLE:
        raise BadShare(text)
    return Decimal(plain)


def _carry_on(it: Act, source: Unit, target: Unit, on: date, document: str) -> None:
    """One unit of a merger: it ends, and the target carries it on."""
    _hand_over(it, source, target, on, document)
    _link(it, source, target, "merge", on, document, main=True)


def _hand_over(it: Act, source: Unit, target: Unit, on: date, document: str) -> None:
    """End a unit; its units, its people and the cases that have not ended go on with the target, and what is recorded of later days."""
    if code_list("unit_kinds")[target.kind]["has_children"]:
        for child in children_on(it.session, source, on):
            if child.id != target.id:
                rehang(it, child, target, on, document)
    end_unit(it, source, on, document)
    for stay in open_stays(it.session, source, on):
        end = stay.to_on
        it.change(stay, to_on=max(on, stay.from_on))
        it.add(
            Stay(
                person_id=stay.person_id, unit_id=target.id or 0, role=stay.role,
                from_on=max(on, stay.from_on), to_on=end,
            )
        )  # fmt: skip
    for event in events_from(it.session, source, on):
        it.change(event, unit_id=target.id)
    for lived, column in list(lives_from(it.session, source, on)):
        it.change(lived, **{column: target.id})
    ended = select(StepEvent.candidacy_id).where(col(StepEvent.step).in_(ends()))
    cases = select(Candidacy).where(Candidacy.unit_id == source.id, col(Candidacy.id).not_in(ended))
    for case in it.session.exec(cases).all():
        it.change(case, unit_id=target.id)


def _link(
    it: Act, source: Unit, target: Unit, kind: str, on: date, document: str, *, main: bool, share: str | None = None
) -> None:  # fmt: skip
    it.add(
        Successor(
            unit_id=source.id or 0, successor_id=target.id or 0, from_on=on, kind=kind, main=main, share=share,
            document=document,
        )
    )  # fmt: skip
