"""Failures in use: one small class per failure, named after it, carrying the facts of its sentence.

The sentence itself lies under the class's name in ``data/texts/errors.toml``, in both languages;
it says where, what, and what to do next. A face turns the family into an exit code, once.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, dataclass_transform

from partytrack.core.finding import Finding
from partytrack.core.words import Word

if TYPE_CHECKING:
    from partytrack.core.dates import PartialDate


@dataclass_transform()
class PartytrackError(Exception):
    """Any failure that the program expects and can explain.

    A subclass declares its facts as annotations and takes them in that order. (Sixty real
    dataclasses would cost every command 8 ms at its start; nothing of a dataclass but this is used.)
    """

    def __init__(self, *facts: Any) -> None:
        super().__init__(*facts)
        for name, fact in zip(type(self).__annotations__, facts, strict=True):
            setattr(self, name, fact)

    def facts(self) -> dict[str, object]:
        """The values that the sentence of this failure names."""
        return {name: getattr(self, name) for name in type(self).__annotations__}


class Refused(PartytrackError):
    """A rule, a conflict or a duplicate: the request was understood and is not done."""


class NotFound(PartytrackError):
    """A code or a file that does not exist."""


class BadData(PartytrackError):
    """A value that does not parse or is out of range."""


class Misused(PartytrackError):
    """Options that do not fit together."""


class StoreFault(PartytrackError):
    """The store or the disk does not serve."""


# --- values that do not parse ------------------------------------------------------------------


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


class BadCode(BadData):
    """A text that cannot serve as the code of a unit."""

    text: str


class BadName(BadData):
    """A name that is empty or holds characters that no name has."""

    text: str


class BadSex(BadData):
    """A sex other than f or m."""

    text: str


class BadVotes(BadData):
    """Votes that are not ENTITLED/PRESENT/FOR, each no larger than the one before."""

    text: str


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


# --- codes and files that do not exist ---------------------------------------------------------


class UnitUnknown(NotFound):
    """No unit has this code."""

    code: str
    near: tuple[str, ...]


class CaseUnknown(NotFound):
    """No candidate's case has this code."""

    code: str
    near: tuple[str, ...]


class MemberUnknown(NotFound):
    """No person has this code."""

    code: str
    near: tuple[str, ...]


class CodeUnknown(NotFound):
    """A code list (sources, reasons, kinds, steps …) has no such code."""

    listing: Word
    code: str
    known: tuple[str, ...]


class EntryUnknown(NotFound):
    """The journal has no entry of this number."""

    entry: str


class TallyUnknown(NotFound):
    """The unit has no tally for the year."""

    unit: str
    year: int


class FileMissing(NotFound):
    """A file that was named does not exist."""

    file: str


class TermUnknown(NotFound):
    """No such term was recorded for the unit."""

    term: str


# --- refusals ----------------------------------------------------------------------------------


class AlreadyBegun(Refused):
    """The store already has its root committee."""

    code: str


class UnitExists(Refused):
    """The code serves another unit already."""

    code: str
    name: str


class UnitNotYet(Refused):
    """The day lies before the unit existed."""

    code: str
    on: date
    since: date


class UnitGone(Refused):
    """The day lies after the unit's last day."""

    code: str
    on: date
    last: date


class CellHasNoChildren(Refused):
    """A cell cannot stand above another unit."""

    code: str


class NotACell(Refused):
    """Candidates are tracked in cells."""

    code: str


class NameAlready(Refused):
    """The unit's newest name begins on that day or later, or is the same."""

    code: str
    name: str
    since: date


class BeforeListing(Refused):
    """The day lies before the day on which the case was opened."""

    case: str
    on: date
    listed: date


class StepAlready(Refused):
    """A step that happens once has been recorded for the case."""

    case: str
    step: Word
    on: date


class CaseClosed(Refused):
    """The case has ended; a new one is needed."""

    case: str
    outcome: Word
    on: date


class StepBlocked(Refused):
    """A rule speaks against the step; the findings say which."""

    case: str
    step: Word
    findings: tuple[Finding, ...]


class StepByOtherCommand(Refused):
    """The step is recorded by a command of its own."""

    step: Word
    command: str


class MentorNotFull(Refused):
    """A mentor must be a full member on the day of the assignment (Charter, article 5)."""

    member: str
    on: date
    role: Word


class MentorAlready(Refused):
    """The member already mentors the case, or a later mentor is recorded."""

    case: str
    member: str
    on: date


class TallyBesideTally(Refused):
    """Two tallies of one year, one above the other or of the same unit, never add up silently."""

    unit: str
    year: int
    count: int
    other: str
    found: int


class TallyBesideRecords(Refused):
    """A tally and admissions recorded for the same unit and year never add up silently."""

    unit: str
    year: int
    count: int
    recorded: int


class YearTallied(Refused):
    """An admission into a year that a tally already stands for."""

    unit: str
    year: int
    tally_unit: str
    count: int


class QuotaAlready(Refused):
    """The same day already brought another figure for the same quota."""

    unit: str
    year: int
    on: date
    amount: int


class FileExists(Refused):
    """The output file exists and was not to be replaced."""

    file: str


class FileOpen(Refused):
    """The output file cannot be written, mostly because a program holds it open."""

    file: str


class StoreExists(Refused):
    """A store lies where another one was to be written."""

    file: str


class NotADemo(Refused):
    """Something other than a demo lies where the demo was to be built."""

    file: str


class NothingToUndo(Refused):
    """No act is left that could be undone."""


class UndoneAlready(Refused):
    """The entry was undone before."""

    entry: int
    by: int


class UndoBlockedByLater(Refused):
    """A later act changed the same rows."""

    entry: int
    later: int
    act: Word


class UndoBlockedByReference(Refused):
    """Rows that would vanish are referred to by others."""

    entry: int
    row: str
    referrer: str


class UndoImageErased(Refused):
    """The images of the entry were erased, so there is nothing to restore."""

    entry: int


class ChainBroken(Refused):
    """The journal does not verify."""

    faults: tuple[str, ...]


class StoreUnsound(Refused):
    """Doctor found faults."""

    faults: tuple[str, ...]


# --- wrong usage -------------------------------------------------------------------------------


class DocumentNeeded(Misused):
    """A quota names its decision by --on and --document, or is --assumed."""


class ReportUnknown(Misused):
    """No report has this name."""

    name: str
    known: tuple[str, ...]


# --- the store and the disk --------------------------------------------------------------------


class StoreMissing(StoreFault):
    """No store lies at the path."""

    path: str


class StoreEmpty(StoreFault):
    """The store has no root committee yet."""


class StoreForeign(StoreFault):
    """The file is not a store of this program."""

    path: str


class StoreNewer(StoreFault):
    """A newer version of the program wrote the store."""

    path: str
    schema: str


class StoreLocked(StoreFault):
    """Another program holds the store."""

    path: str


class StoreFull(StoreFault):
    """No room is left on the disk."""

    path: str


class StoreUnreadable(StoreFault):
    """The store cannot be read or written for a reason of the system."""

    path: str
    reason: str


class StoreKindUnknown(StoreFault):
    """A database address that this version does not serve."""

    url: str
