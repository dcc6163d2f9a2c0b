"""Periods of a report as typed: ``2019..2021``, ``2026H1``, ``2026Q3``, two days; inclusive at both ends."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from partytrack.core.dates import add_months, day_before, full_months, parse_day
from partytrack.core.errors import BackwardPeriod, BadDay, BadPeriod, BadYear, TermUnknown

_YEARS = r"([0-9]{4})(?:\.\.([0-9]{4}))?"
_PART = r"([0-9]{4})([HQhq])([0-9])"
TERM_MARK = "term:"
FIRST_YEAR, LAST_YEAR = 1930, 2999  # the Party was founded in 1930


@dataclass(frozen=True)
class Period:
    """A span of days, ``first`` and ``last`` both included; ``term`` names the term whose days they are."""

    first: date
    last: date
    term: str = field(default="", compare=False)

    @property
    def years(self) -> range:
        """Every calendar year that the period touches."""
        return range(self.first.year, self.last.year + 1)

    @property
    def whole_years(self) -> range:
        """The calendar years that lie wholly inside the period."""
        start = self.first.year + (self.first > date(self.first.year, 1, 1))
        stop = self.last.year + (self.last == date(self.last.year, 12, 31))
        return range(start, max(start, stop))

    @property
    def end(self) -> date:
        """The first day after the period, as the store counts."""
        return self.last + timedelta(days=1)

    def is_cut(self, as_of: date) -> bool:
        """Whether the period or the as-of day shows less than whole years (a part-year result)."""
        return len(self.whole_years) < len(self.years) or as_of < self.last

    @property
    def years_long(self) -> int:
        """After how many years the same days come again without meeting the period itself: 1 for a year or less."""
        return full_months(self.first, self.last) // 12 + 1

    def years_before(self, years: int) -> "Period":
        """The same days so many years before; a period that ends with its month does so there, in February too."""
        first, last, end = (add_months(day, -12 * years) for day in (self.first, self.last, self.end))
        return Period(first, day_before(end) if self.end.day == 1 else last)

    def within(self, as_of: date) -> "Period":
        """What of the period lies up to the as-of day; the as-of day itself when all lies ahead."""
        return Period(min(self.first, as_of), min(self.last, as_of))


def whole_years(first: int, last: int) -> Period:
    """The period from 1 January of ``first`` to 31 December of ``last``."""
    return Period(date(first, 1, 1), date(last, 12, 31))


def parse_year(text: str) -> int:
    """Read a calendar year; ``BadYear`` for anything else."""
    text = text.strip()
    if not re.fullmatch(r"[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise BadYear(text)
    return int(text)


def term_named(text: str) -> str | None:
    """The name of the term in ``term:2020-2025``, written with a plain hyphen; ``None`` where no term is meant."""
    text = text.strip()
    return text.removeprefix(TERM_MARK).strip().replace("–", "-") if text.startswith(TERM_MARK) else None


def parse_period(text: str, today: date) -> Period:
    """Read a period; ``BadPeriod`` or ``BackwardPeriod`` when it is none.

    The days of a term lie in the store: whoever can ask for them does so before (``term_named``).
    """
    text = text.strip()
    if (term := term_named(text)) is not None:
        raise TermUnknown(term)
    if match := re.fullmatch(_YEARS, text):
        period = _checked_years(text, int(match[1]), int(match[2] or match[1]))
    elif match := re.fullmatch(_PART, text):
        period = _part_of_year(text, int(match[1]), match[2].upper(), int(match[3]))
    elif ".." in text:
        period = _between_days(text, today)
    else:
        raise BadPeriod(text)
    if period.last < period.first:
        raise BackwardPeriod(text)
    return period


def _checked_years(text: str, first: int, last: int) -> Period:
    if min(first, last) < FIRST_YEAR or max(first, last) > LAST_YEAR:
        raise BadPeriod(text)
    return Period(date(first, 1, 1), date(last, 12, 31))


def _part_of_year(text: str, year: int, unit: str, number: int) -> Period:
    months = {"H": 6, "Q": 3}[unit]
    if not 1 <= number <= 12 // months or not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadPeriod(text)
    first_month = (number - 1) * months + 1
    next_month = first_month + months
    end = date(year + next_month // 13, next_month % 12 or 12, 1)
    return Period(date(year, first_month, 1), day_before(end))


def _between_days(text: str, today: date) -> Period:
    first, _, last = text.partition("..")
    try:
        period = Period(parse_day(first, today), parse_day(last, today))
    except BadDay:
        raise BadPeriod(text) from None
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in (period.first, period.last)):
        raise BadPeriod(text)
    return period
