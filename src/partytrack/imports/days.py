"""The day in a cell: a day, a month or a year as it was typed, day first; what could be meant in two ways is refused."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from partytrack.core.dates import PartialDate, parse_partial
from partytrack.core.errors import (
    BadDay,
    DateRange,
    DayAhead,
    DayTooCoarse,
    DayWithTime,
    NumberNotDay,
    TwoDays,
)
from partytrack.imports.said import said
from partytrack.imports.sheets import Cell

EARLIEST = date(1900, 3, 1)
"""Before it the calendar of Excel is a day off: a cell there holds no day that anybody typed."""
_WRITTEN_OUT = r"ngày ([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})"
_WITH_TIME = r"(.*[0-9])[ T]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)"
_A_DAY = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_DASH = r"\s*(?:[-–—→]|đến(?: ngày)?|tới|to)\s*"
_COARSE = r"(?:[0-9]{1,2}[/.])?[0-9]{4}"
_RANGE = re.compile(
    rf"(?:từ )?(?:ngày )?(?:(?:{_A_DAY}|[0-9]{{1,2}}(?:[/.][0-9]{{1,2}})?){_DASH}(?:{_A_DAY})|{_COARSE}{_DASH}{_COARSE})",
    re.IGNORECASE,
)
LATEST = date(9999, 1, 1)
_MIDNIGHT = time()
_YEAR_DIGITS, _SERIAL_DIGITS = 4, 5


def full_day(raw: Cell, today: date, *, ahead: bool) -> date:
    """The full day in a cell.

    Raises ``BadDay`` for what is none, ``27/5`` among it: a list may be of any year. What is something else than one day
    says so: ``DateRange``, ``TwoDays``, ``DayTooCoarse``, ``NumberNotDay``, ``DayWithTime``. ``DayAhead`` unless days may
    lie ``ahead``.
    """
    if isinstance(raw, str):
        partial = _parsed(raw, today)
        if partial.precision != "day":
            raise DayTooCoarse(raw)
        day = partial.first
    elif isinstance(raw, date):
        day = _of_calendar(raw)
    else:
        _of_number(raw, today)
        raise DayTooCoarse(said(raw))
    return day if ahead else _past(day, today)


def partial_day(raw: Cell, today: date) -> PartialDate:
    """The day of a birth, known to the day, the month or the year alone; refused as in ``full_day``."""
    if isinstance(raw, str):
        found = _parsed(raw, today)
    elif isinstance(raw, date):
        found = PartialDate(_of_calendar(raw), "day")
    else:
        found = _of_number(raw, today)
    _past(found.first, today)
    return found


def _past(day: date, today: date) -> date:
    if day > today:
        raise DayAhead(day, today)
    return day


def _of_calendar(day: date) -> date:
    """A cell with the format of a day; ``datetime`` is a ``date`` too."""
    if isinstance(day, datetime):
        if day.time() != _MIDNIGHT:
            raise DayWithTime(said(day))
        day = day.date()
    if not EARLIEST <= day < LATEST:
        raise BadDay(said(day))
    return day


def _of_number(raw: Cell, today: date) -> PartialDate:
    """A number is a year where it has four digits; any other could be the serial number of a day, or a slip."""
    text = said(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise BadDay(text)
    if len(text) == _YEAR_DIGITS and text.isdecimal():
        return _parsed(text, today)
    raise NumberNotDay(text)


@lru_cache(maxsize=1 << 16)
def _parsed(text: str, today: date) -> PartialDate:
    """A day as text; a time of midnight, which other programs write beside a day, says nothing."""
    day = text
    if match := re.fullmatch(_WITH_TIME, text):
        if match[2].strip("0:."):
            raise DayWithTime(text)
        day = match[1].strip()
    if match := re.fullmatch(_WRITTEN_OUT, day, re.IGNORECASE):
        day = "/".join(match.groups())
    try:
        return parse_partial(day, today)
    except BadDay:
        if _RANGE.fullmatch(text):
            raise DateRange(text) from None
        if len(re.findall(_A_DAY, text)) > 1:
            raise TwoDays(text) from None
        if len(text) == _SERIAL_DIGITS and text.isascii() and text.isdecimal():
            raise NumberNotDay(text) from None
        raise BadDay(text) from None
