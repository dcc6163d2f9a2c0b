"""Records by their codes; an unknown code is answered with the nearest ones."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from unicodedata import normalize

from sqlmodel import Session, col, func, select

from partytrack.core.dates import day_before, last_day
from partytrack.core.errors import CaseClosed, CaseUnknown, MemberUnknown, UnitGone, UnitNotYet, UnitUnknown
from partytrack.core.lifecycle import ends
from partytrack.core.path import units_on
from partytrack.core.vietnamese import fold
from partytrack.core.words import Word
from partytrack.store.tables import Candidacy, PathVersion, Person, StepEvent, Unit, UnitName


def nearest(code: str, codes: Iterable[str]) -> tuple[str, ...]:
    """At most three codes that look like the one typed, best first."""
    folded = {fold(known): known for known in codes}
    return tuple(folded[match] for match in get_close_matches(fold(code), list(folded), n=3, cutoff=0.5))


def unit_by_code(session: Session, code: str) -> Unit:
    """The unit of a code; small letters serve as well as capitals."""
    unit = find_unit(session, code)
    if unit is None:
        raise UnitUnknown(code.strip(), nearest(code, session.exec(select(Unit.code))))
    return unit


def find_unit(session: Session, code: str) -> Unit | None:
    """The unit of a code in small letters or capitals, or none."""
    code = normalize("NFC", code.strip())
    exact = session.exec(select(Unit).where(Unit.code == code)).first()
    unit = exact or session.exec(select(Unit).where(func.upper(Unit.code) == code.upper())).first()
    if unit is None and not code.isascii():  # SQLite knows the capitals of A to Z only, not that of đ
        unit = next((each for each in session.exec(select(Unit)) if each.code.upper() == code.upper()), None)
    return unit


def check_exists(unit: Unit, on: date) -> None:
    """Refuse a day before the unit's first or after its last."""
    if on < unit.from_on:
        raise UnitNotYet(unit.code, on, unit.from_on)
    last = last_day(unit.to_on)
    if last is not None and on > last:
        raise UnitGone(unit.code, on, last)


def complete_from(session: Session, unit: Unit, on: date) -> date:
    """From which day a unit's records are complete: as stated for it or the nearest above, else the day it was entered."""
    return stated_records(session, unit, max(day_before(on), unit.from_on)) or unit.entered_on


def stated_records(session: Session, unit: Unit, on: date) -> date | None:
    """The first day of complete records as stated for a unit or the nearest above it on a day."""
    paths = session.exec(
        select(PathVersion.path).where(
            PathVersion.unit_id == unit.id, PathVersion.from_on <= on, PathVersion.to_on > on
        )
    ).all()
    line = [unit_id for path in paths for unit_id in reversed(units_on(path))]
    units = session.exec(select(Unit).where(col(Unit.id).in_(line)))
    stated = {above.id: above.records_from for above in units}
    return next((day for unit_id in line if (day := stated[unit_id])), None)


def name_on(session: Session, unit: Unit, on: date) -> str:
    """The name that a unit bore on a day; before its first known day, its first name."""
    names = session.exec(select(UnitName).where(UnitName.unit_id == unit.id).order_by(col(UnitName.from_on))).all()
    return next((name.name for name in reversed(names) if name.from_on <= on), names[0].name)


def case_by_code(session: Session, code: str) -> Candidacy:
    """The candidate's case of a code."""
    case = session.exec(select(Candidacy).where(Candidacy.code == code.strip().upper())).first()
    if case is None:
        raise CaseUnknown(code, nearest(code, session.exec(select(Candidacy.code))))
    return case


def person_by_code(session: Session, code: str) -> Person:
    """The person of a code; that of a record which was merged into another one answers with the other."""
    return survivor(session, record_by_code(session, code))


def record_by_code(session: Session, code: str) -> Person:
    """The record of a code itself, also where it was merged into another one."""
    person = session.exec(select(Person).where(Person.code == code.strip().upper())).first()
    if person is None:
        raise MemberUnknown(code, nearest(code, session.exec(select(Person.code))))
    return person


def survivor(session: Session, person: Person) -> Person:
    """The record that goes on where the same human being was recorded twice; itself where it was not merged."""
    while person.merged_into_id is not None:
        person = session.get_one(Person, person.merged_into_id)
    return person


def check_not_ended(session: Session, case: Candidacy, on: date) -> None:
    """Refuse a day after the end of a case."""
    end = session.exec(
        select(StepEvent).where(
            StepEvent.candidacy_id == case.id, col(StepEvent.step).in_(ends()), StepEvent.happened_on < on
        )
    ).first()
    if end is not None:
        raise CaseClosed(case.code, Word("steps", end.step), end.happened_on)
