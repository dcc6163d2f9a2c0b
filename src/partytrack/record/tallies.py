"""Tallies: counts for whole years from before the records; they never add up silently with other figures."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import false
from sqlmodel import Session, col, or_, select

from partytrack.core.codes import check_code
from partytrack.core.dates import day_before, last_day
from partytrack.core.errors import (
    TalliesLater,
    TallyBesideRecords,
    TallyBesideTally,
    TallyInTheWay,
    TallyUnknown,
    UnitGone,
    UnitNotYet,
    YearNotOver,
    YearTallied,
)
from partytrack.core.measures import measure as measure_of
from partytrack.core.measures import measured_by
from partytrack.core.path import paths_on, units_on
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import unit_by_code
from partytrack.store.tables import PathVersion, StepEvent, Tally, Unit


def set_tally(desk: Desk, unit_code: str, year: int, count: int, *, measure: str, document: str) -> None:
    """Enter how many were admitted in a whole past year, from a document."""
    with act(desk, "tally.set", unit_code) as it:
        set_tally_within(it, unit_code, year, count, measure=measure, document=document)


def set_tally_within(it: Act, unit_code: str, year: int, count: int, *, measure: str, document: str) -> None:
    """Enter a tally as part of an open act; refused beside a tally or recorded admissions up or down the tree."""
    if year >= it.today.year:
        raise YearNotOver(year, it.today)
    unit, measure = unit_by_code(it.session, unit_code), check_code("measures", measure)
    if unit.from_on > date(year, 12, 31):
        raise UnitNotYet(unit.code, date(year, 12, 31), unit.from_on)
    if unit.to_on <= date(year, 1, 1):
        raise UnitGone(unit.code, date(year, 1, 1), day_before(unit.to_on))
    check_tally(it.session, unit, year, count, measure=measure)
    it.add(Tally(unit_id=unit.id or 0, year=year, measure=measure, count=count, document=document))


def check_tally(session: Session, unit: Unit, year: int, count: int, *, measure: str, own: int | None = None) -> None:
    """Refuse a tally beside another, ``own`` not counted, or beside admissions, of the unit or above or below it."""
    line = _line(session, unit, year)
    other = _tally_among(session, line, year, measure, but=own)
    if other is not None:
        holder = session.get_one(Unit, other.unit_id)
        raise TallyBesideTally(unit.code, year, count, holder.code, other.count)
    recorded = _recorded_among(session, line, year, measure)
    if recorded:
        raise TallyBesideRecords(unit.code, year, count, recorded)


def check_tallies_near(session: Session, units: Iterable[int], since: int) -> None:
    """Refuse when, after a change, a tally at, above or under the units would stand beside what was recorded apart from it.

    ``since``: the first year that the change can concern. A tally of a year after its unit's end would count nowhere.
    """
    paths = session.exec(select(PathVersion.path).where(col(PathVersion.unit_id).in_(set(units)))).all()
    above = {unit_id for path in paths for unit_id in units_on(path)}
    below = or_(false(), *((col(PathVersion.path) >= path) & (col(PathVersion.path) < path + "~") for path in paths))
    near = select(PathVersion.unit_id).where(below)
    beside = or_(col(Tally.unit_id).in_(near), col(Tally.unit_id).in_(above))
    tallies = select(Tally, Unit).join(Unit, col(Unit.id) == Tally.unit_id).where(beside, Tally.year >= since)
    for tally, unit in session.exec(tallies).all():
        last = last_day(unit.to_on)
        if last is not None and tally.year > last.year:
            raise TalliesLater(unit.code, unit.to_on, tally.year, tally.count)
        try:
            check_tally(session, unit, tally.year, tally.count, measure=tally.measure, own=tally.id)
        except (TallyBesideRecords, TallyBesideTally):
            raise TallyInTheWay(unit.code, tally.year, tally.count) from None


def remove_tally(desk: Desk, unit_code: str, year: int, *, measure: str, rehearse: bool = False) -> None:
    """Take a tally away; its image stays in the journal."""
    with act(desk, "tally.remove", unit_code, rehearse=rehearse) as it:
        unit = unit_by_code(it.session, unit_code)
        tally = _tally_among(it.session, {unit.id or 0}, year, check_code("measures", measure))
        if tally is None:
            raise TallyUnknown(unit.code, year)
        it.remove(tally)


def check_untallied(session: Session, unit: Unit, step: str, on: date) -> None:
    """Refuse a step that counts into a year that a tally of the unit, or of one above or below, stands for."""
    counts_for = measured_by(step)
    if counts_for is None:
        return
    tally = _tally_among(session, _line(session, unit, on.year), on.year, counts_for.code)
    if tally is not None:
        raise YearTallied(unit.code, on.year, session.get_one(Unit, tally.unit_id).code, tally.count)


def _line(session: Session, unit: Unit, year: int) -> set[int]:
    """The unit and all that stood above or below it at any time of the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    in_year = (col(PathVersion.from_on) <= last, col(PathVersion.to_on) > first)
    own = session.exec(select(PathVersion.path).where(PathVersion.unit_id == unit.id, *in_year)).all()
    above = {above for path in own for above in paths_on(path)}
    below = [(col(PathVersion.path) >= path) & (col(PathVersion.path) < path + "~") for path in own]
    return set(session.exec(select(PathVersion.unit_id).where(or_(col(PathVersion.path).in_(above), *below), *in_year)))


def _tally_among(session: Session, units: set[int], year: int, measure: str, but: int | None = None) -> Tally | None:
    found = session.exec(
        select(Tally).where(col(Tally.unit_id).in_(units), Tally.year == year, Tally.measure == measure)
    )
    return next((tally for tally in found if tally.id != but), None)


def _recorded_among(session: Session, units: set[int], year: int, counted: str) -> int:
    """How many cases have a step in the year that counts, of admissions the decision or the ceremony, not annulled."""
    what = measure_of(counted)
    annulled = select(StepEvent.candidacy_id).where(StepEvent.step == what.annulled_by)
    cases = session.exec(
        select(StepEvent.candidacy_id)
        .where(
            col(StepEvent.step).in_(what.steps.values()),
            col(StepEvent.happened_on).between(date(year, 1, 1), date(year, 12, 31)),
            col(StepEvent.unit_id).in_(units),
            col(StepEvent.candidacy_id).not_in(annulled),
        )
        .distinct()
    )
    return len(cases.all())
