"""Terms of office: the days of a unit's nhiệm kỳ under its name, which the units under it share."""

from datetime import date

from sqlmodel import Session, col, select

from partytrack.core.dates import last_day
from partytrack.core.errors import DaysOutOfOrder, TermOutside, UnitGone, UnitNotYet
from partytrack.core.path import units_on
from partytrack.core.period import Period
from partytrack.core.span import Span
from partytrack.core.words import Word
from partytrack.counting.terms import term_period
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import unit_by_code
from partytrack.store.engine import runner
from partytrack.store.tables import PathVersion, Unit, UnitTerm


def set_term(desk: Desk, code: str, term: Span, period: Period, *, document: str | None = None) -> str:
    """Say from which day to which a unit's term lasts; a term that was recorded before gets the new days."""
    with act(desk, "unit.term", code) as it:
        unit = unit_by_code(it.session, code)
        _check(unit, term, period)
        known = it.session.exec(
            select(UnitTerm).where(UnitTerm.unit_id == unit.id, UnitTerm.term == term.term)
        ).first()  # fmt: skip
        if known is None:
            it.add(
                UnitTerm(
                    unit_id=unit.id or 0, term=term.term, from_on=period.first, to_on=period.end, document=document
                )
            )  # fmt: skip
        else:
            it.change(known, from_on=period.first, to_on=period.end, document=document or known.document)
    return unit.code


def _check(unit: Unit, term: Span, period: Period) -> None:
    """A term runs forward, touches the years that it is named after, and the unit's own life."""
    if period.last < period.first:
        raise DaysOutOfOrder(Word("words", "term_begins"), Word("words", "term_ends"))
    if period.last < date(term.first, 1, 1) or period.first > date(term.last, 12, 31):
        raise TermOutside(term.term, period.first, period.last)
    check_lives(unit, period)


def check_lives(unit: Unit, period: Period) -> None:
    """Refuse a period of which no day belongs to the unit's life."""
    if unit.from_on > period.last:
        raise UnitNotYet(unit.code, period.last, unit.from_on)
    last = last_day(unit.to_on)
    if last is not None and last < period.first:
        raise UnitGone(unit.code, period.first, last)


def term_days(it: Act, unit: Unit, term: str) -> Period:
    """The days of a term for a unit; ``TermUnknown`` where neither it nor a unit above it has recorded the term."""
    return term_period(runner(it.session), unit.id or 0, term, max(it.today, unit.from_on))


def has_term(session: Session, unit_id: int, term: str) -> bool:
    """Whether a unit, or one that ever stood above it, has recorded the term."""
    paths = session.exec(select(PathVersion.path).where(PathVersion.unit_id == unit_id))
    line = {above for path in paths for above in units_on(path)}
    found = session.exec(select(UnitTerm.id).where(UnitTerm.term == term, col(UnitTerm.unit_id).in_(line)))
    return found.first() is not None
