"""Values that do not parse or are out of range."""

from datetime import date
from typing import TYPE_CHECKING

from partytrack.core.errors.base import BadData
from partytrack.core.words import Word

if TYPE_CHECKING:
    from partytrack.core.dates import PartialDate


class BadDay(BadData):
    """A text that is no day of the calendar."""

    text: str


class DayWithoutYearAhead(BadData):
    """``27/5`` means this year and must not lie ahead."""

    text: str
    today: date


class DayAhead(BadData):
    """A day after today where only what has happened can be recorded."""

    on: date
    today: date


class BadPeriod(BadData):
    """A text that is no period."""

    text: str


class BackwardPeriod(BadData):
    """A period that ends before it begins."""

    text: str


class BadCount(BadData):
    """A text that is no whole number from 0 up."""

    what: Word
    text: str


class BadYear(BadData):
    """A text that is no calendar year."""

    text: str


class BadSpan(BadData):
    """A text that is neither a year nor years nor a term that a quota could be for."""

    text: str


class BadTerm(BadData):
    """A text that is no term of office: its first and its last year."""

    text: str


class TermOutside(BadData):
    """The days given for a term lie wholly before or after its years."""

    term: str
    first: date
    last: date


class BadAmount(BadData):
    """A text that is no amount of a quota."""

    text: str


class BadCode(BadData):
    """A text that cannot serve as the code of a unit."""

    text: str


class BadName(BadData):
    """A name that is empty or holds characters that no name has."""

    text: str


class BadSex(BadData):
    """A sex other than f or m."""

    text: str


class BadNationalId(BadData):
    """A text that is no national number of 12 digits."""

    text: str


class BadFact(BadData):
    """A text that is not FACT=VALUE."""

    text: str


class BadVotes(BadData):
    """Votes that are not ENTITLED/PRESENT/FOR, each no larger than the one before."""

    text: str


class BadShare(BadData):
    """A text that is no share in per cent."""

    text: str


class SharesIncomplete(BadData):
    """The shares of a split must name every part and add up to 100 per cent."""

    parts: tuple[str, ...]


class BirthAhead(BadData):
    """A birth date that lies after the day of the act."""

    born: "PartialDate"
    on: date


class YearNotOver(BadData):
    """A tally stands for a whole year, which has not ended yet."""

    year: int
    today: date


class DaysOutOfOrder(BadData):
    """Two days of one life in the wrong order: born, admitted, confirmed."""

    earlier: Word
    later: Word


class TooManyDecimals(BadData):
    """More decimals than a percentage can sensibly show."""

    text: str
    most: int


class BadMark(BadData):
    """A text that is no mark from 0 to 10."""

    text: str


class BadAttendance(BadData):
    """A text that is no attendance in per cent."""

    text: str
