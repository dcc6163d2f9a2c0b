"""Days as people type and read them, and partial dates that claim no more than was known.

Intervals in the store are half-open, ``from_on`` to ``to_on``; an unknown start is ``BEGINNING`` and
an open end is ``OPEN``. What a person reads or types is inclusive at both ends.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from partytrack.core.errors import BadDay, DayAhead, DayWithoutYearAhead

Lang: TypeAlias = Literal["vi", "en"]
Precision: TypeAlias = Literal["day", "month", "year"]

BEGINNING = date.min
OPEN = date.max

# [0-9], not \d, which takes the digits of every script; one separator throughout, or it may be a range.
# Patterns stay plain texts: most commands use one or two of them, and compiling all costs every start.
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_DAY_FIRST = r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})"
_DAY_MONTH = r"([0-9]{1,2})/([0-9]{1,2})"
_MONTH_FIRST = r"([0-9]{1,2})[/.-]([0-9]{4})"
_ISO_MONTH = r"([0-9]{4})-([0-9]{1,2})"
_YEAR = r"[0-9]{4}"
_EARLIEST_YEAR = 1900  # an older day in a committee's records is a slip of the key


def parse_day(text: str, today: date) -> date:
    """Read ``2022-05-27``, ``27/5/2022`` (day first, always) or ``27/5`` for the year of ``today``.

    Raises ``BadDay`` for what is no day of the calendar and ``DayWithoutYearAhead`` for a day
    without a year that lies after ``today``: nothing is guessed.
    """
    text = text.strip()
    if match := re.fullmatch(_ISO, text):
        return _calendar_day(text, match[1], match[2], match[3])
    if match := re.fullmatch(_DAY_FIRST, text):
        return _calendar_day(text, match[4], match[3], match[1])
    if match := re.fullmatch(_DAY_MONTH, text):
        day = _calendar_day(text, str(today.year), match[2], match[1])
        if day > today:
            raise DayWithoutYearAhead(text, today)
        return day
    raise BadDay(text)


def parse_past_day(text: str, today: date) -> date:
    """Read the day of something that has happened; a day after ``today`` is refused."""
    day = parse_day(text, today)
    if day > today:
        raise DayAhead(day, today)
    return day


def _calendar_day(text: str, year: str, month: str, day: str) -> date:
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        raise BadDay(text) from None
    if value.year < _EARLIEST_YEAR or value.year > OPEN.year - 1:
        raise BadDay(text)
    return value


@dataclass(frozen=True)
class PartialDate:
    """A day known to the day, to the month or only to the year; ``first`` is its earliest reading."""

    first: date
    precision: Precision

    @property
    def last(self) -> date:
        """The latest day that the partial date can mean."""
        if self.precision == "day":
            return self.first
        if self.precision == "year":
            return date(self.first.year, 12, 31)
        return (self.first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    @property
    def iso(self) -> str:
        """``2001-05-03``, ``2001-05`` or ``2001``."""
        return self.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def parse_partial(text: str, today: date) -> PartialDate:
    """Read a birth date: a full day, ``5/2001`` or ``2001-05``, or a year alone.

    Raises ``BadDay`` for anything else, ``27/5`` among it: nobody on the rolls was born this year.
    """
    text = text.strip()
    if re.fullmatch(_DAY_MONTH, text):
        raise BadDay(text)
    if re.fullmatch(_YEAR, text):
        return PartialDate(_calendar_day(text, text, "1", "1"), "year")
    if match := re.fullmatch(_MONTH_FIRST, text):
        return PartialDate(_calendar_day(text, match[2], match[1], "1"), "month")
    if match := re.fullmatch(_ISO_MONTH, text):
        return PartialDate(_calendar_day(text, match[1], match[2], "1"), "month")
    return PartialDate(parse_day(text, today), "day")


def day_before(day: date) -> date:
    """The eve of a day: the last day of what ends on it."""
    return day - timedelta(days=1)


def first_day(from_on: date) -> date | None:
    """The first day of an interval as a person reads it; ``None`` where its start is unknown."""
    return None if from_on == BEGINNING else from_on


def last_day(to_on: date) -> date | None:
    """The last day of a half-open interval as a person reads it; ``None`` while it is open."""
    return None if to_on == OPEN else day_before(to_on)


def say_day(day: date | PartialDate, lang: Lang) -> str:
    """Write a day in the form of the language: ``26/4/2022`` in Vietnamese, ``26 Apr 2022`` in English."""
    partial = day if isinstance(day, PartialDate) else PartialDate(day, "day")
    first = partial.first
    if partial.precision == "year":
        return str(first.year)
    if lang == "vi":
        month = f"{first.month}/{first.year}"
        return month if partial.precision == "month" else f"{first.day}/{month}"
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    return month if partial.precision == "month" else f"{first.day} {month}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day (31/8 + 6 is 28/2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # there is no such day, so the month is not December
        return date(year, month + 2, 1) - timedelta(days=1)


def full_months(since: date, on: date) -> int:
    """The full months from one day to another; a month is full on the day of the same number, or the month's last day."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if add_months(since, months) <= on else months - 1
