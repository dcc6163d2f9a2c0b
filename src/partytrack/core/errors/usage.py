"""Options that do not fit together."""

from partytrack.core.errors.base import Misused
from partytrack.core.words import Told, Word


class DocumentNeeded(Misused):
    """A quota names its decision by --on and --document, or is --assumed."""


class FactForLife(Misused):
    """A fact that never changes takes no day."""

    fact: Word


class ReportUnknown(Misused):
    """No report has this name."""

    name: str
    known: tuple[str, ...]


class BaseNeeded(Misused):
    """A rate needs the members it is a rate of, and the day on which they were counted."""

    amount: str


class BaseWithoutRate(Misused):
    """Only a rate has a base."""

    amount: str


class RevealUnseen(Misused):
    """A list on the screen has no column of national numbers that could be shown in full."""


class RoundNeedsYear(Misused):
    """An admission round is a part of one year's plan."""

    round: Word
    span: Told


class SaidTwice(Misused):
    """Two different things said of one row or one column: neither is known to be the one that was meant."""

    name: str
    first: str
    second: str


class NoCalendar(Misused):
    """Only the report on what is due has days for a calendar."""

    report: str


class NoCeremony(Misused):
    """Only admissions can be counted by the day of the ceremony."""

    measure: Word


class PackCountsAll(Misused):
    """The report pack is about every admission; an option that counts others belongs to a single report."""

    option: str


class PackIsWorkbook(Misused):
    """The report pack exists as a workbook only; the other formats are those of the single reports."""

    format: str
    reports: tuple[str, ...]


class ResultOrDecision(Misused):
    """A result names its case, a decision on the whole course its day and number."""


class RetakeIncomplete(Misused):
    """A second attempt has a mark and a day."""


class WaiverIncomplete(Misused):
    """A waiver names the rule, the authority, the document and the reason; some of them are missing."""

    missing: tuple[str, ...]


class WhereTo(Misused):
    """A move leads to a unit of this store or away from it: one of the two options is given."""
