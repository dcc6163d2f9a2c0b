"""Mergers and splits: units end, others carry them on; people who are there follow, past events stay.

A merger passes everything on. A split names one main successor, which inherits the history and the
people; who belongs to another part is then moved by hand, never guessed.
"""

from datetime import date

from sqlmodel import col, select

from partytrack.core.codes import code_list
from partytrack.core.errors import KindsDiffer, MainNotAmong, NothingToMerge, ParentsDiffer, UnitUnknown
from partytrack.core.lifecycle import ends
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import check_exists, find_unit, nearest, unit_by_code
from partytrack.record.reorganisation import Touched, children_on, end_unit, last_edge, open_stays, rehang, touches
from partytrack.record.units import new_unit
from partytrack.store.paths import derive_all
from partytrack.store.tables import Candidacy, Stay, StepEvent, Successor, Unit, UnitEdge


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
        touched = touches(it.session, sources, on)
        target = _target(it, sources, into, on=on, document=document, name=name, under=under)
        for source in sources:
            _carry_on(it, source, target, on, document)
        derive_all(it.session)
    return touched


def split_unit(
    desk: Desk, code: str, *, into: tuple[str, ...], main: str, on: date, document: str, names: dict[str, str]
) -> Touched:
    """Split a unit into parts from a day on; the unit itself may be one of them and then goes on."""
    with act(desk, "unit.split", code) as it:
        unit = unit_by_code(it.session, code)
        check_exists(unit, on)
        into, main = tuple(_known(it, part) for part in into), _known(it, main)
        names = {_known(it, part): name for part, name in names.items()}
        if main not in into:
            raise MainNotAmong(main, into)
        touched = touches(it.session, [unit], on)
        parent = it.session.get_one(Unit, last_edge(it.session, unit, on).parent_id)
        parts = {part: _part(it, unit, parent, part, names, on, document) for part in into}
        for part, target in parts.items():
            if target.id != unit.id:
                _link(it, unit, target, "split", on, document, main=part == main and code not in into)
        if unit.code not in into:
            _hand_over(it, unit, parts[main], on, document)
        derive_all(it.session)
    return touched


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
        check_exists(existing, on)
    elif name is None:
        raise UnitUnknown(into, nearest(into, it.session.exec(select(Unit.code))))
    else:
        parents = {last_edge(it.session, source, on).parent_id for source in sources}
        if under is None and len(parents) > 1:
            raise ParentsDiffer(into)
        parent = unit_by_code(it.session, under) if under else it.session.get_one(Unit, parents.pop())
        existing = _new_part(it, into, name, sources[0].kind, parent, on, document)
    if kinds != {existing.kind}:
        raise KindsDiffer(existing.code, tuple(source.code for source in sources if source.kind != existing.kind))
    return existing


def _part(it: Act, unit: Unit, parent: Unit, code: str, names: dict[str, str], on: date, document: str) -> Unit:
    existing = it.session.exec(select(Unit).where(Unit.code == code)).first()
    if existing is None:
        return _new_part(it, code, names.get(code, code), unit.kind, parent, on, document)
    check_exists(existing, on)
    return existing


def _new_part(it: Act, code: str, name: str, kind: str, parent: Unit, on: date, document: str) -> Unit:
    check_exists(parent, on)
    unit = new_unit(it, code, name, kind=kind, since=on, records_from=None)
    it.add(
        UnitEdge(unit_id=unit.id or 0, parent_id=parent.id or 0, from_on=on, to_on=unit.to_on, document=document)
    )  # fmt: skip
    return unit


def _carry_on(it: Act, source: Unit, target: Unit, on: date, document: str) -> None:
    """One unit of a merger: it ends, and the target carries it on."""
    _hand_over(it, source, target, on, document)
    _link(it, source, target, "merge", on, document, main=True)


def _hand_over(it: Act, source: Unit, target: Unit, on: date, document: str) -> None:
    """End a unit; its units, its people and its open cases go on with the target."""
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
    ended = select(StepEvent.candidacy_id).where(col(StepEvent.step).in_(ends()))
    cases = select(Candidacy).where(Candidacy.unit_id == source.id, col(Candidacy.id).not_in(ended))
    for case in it.session.exec(cases).all():
        it.change(case, unit_id=target.id)


def _link(it: Act, source: Unit, target: Unit, kind: str, on: date, document: str, *, main: bool) -> None:
    it.add(
        Successor(
            unit_id=source.id or 0, successor_id=target.id or 0, from_on=on, kind=kind, main=main, document=document
        )
    )  # fmt: skip
