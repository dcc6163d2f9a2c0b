"""Refusals: the request was understood, and a rule or the records speak against it."""

from datetime import date

from partytrack.core.errors.base import Refused
from partytrack.core.finding import Finding
from partytrack.core.words import Told, Word


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


class UnitCarriedOn(Refused):
    """On today's map a unit that another has carried on is shown with that one."""

    code: str
    since: date
    heir: str


class CellHasNoChildren(Refused):
    """A cell cannot stand above another unit."""

    code: str


class NotACell(Refused):
    """Candidates are tracked in cells."""

    code: str


class AreaOfCells(Refused):
    """Only a cell has an area: where its people live or work."""

    code: str


class AreaAlready(Refused):
    """The cell has that area already."""

    code: str
    area: Word


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


class FactAlready(Refused):
    """The same value is recorded of the person on that day, or another one from that very day on."""

    of: str
    fact: Word
    value: Word
    since: date | Word


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


class StepNotRecorded(Refused):
    """There is no such step of the case to correct, or none of that day."""

    case: str
    step: Word
    days: tuple[date, ...]


class StepSeveral(Refused):
    """The step is on record more than once, so its day must be named."""

    case: str
    step: Word
    days: tuple[date, ...]


class NothingToCorrect(Refused):
    """Nothing else was told than what is on record."""

    case: str
    step: Word


class CorrectionCrosses(Refused):
    """The other day lies beyond another turn of the case, which stays where it is."""

    case: str
    what: Word
    on: date
    other: date


class StepDerived(Refused):
    """The step follows from the law and the other steps."""

    step: Word


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
    span: Told
    on: date
    amount: Told


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


class UndoWithoutChange(Refused):
    """The entry tells of something that changed no record: there is nothing to take back."""

    entry: int
    act: Word


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
    """Rows that would vanish are referred to by what a later entry added."""

    entry: int
    later: int
    act: Word


class UndoImageErased(Refused):
    """The images of the entry were erased, so there is nothing to restore."""

    entry: int


class ChainBroken(Refused):
    """The journal does not verify."""

    faults: tuple[str, ...]


class StoreUnsound(Refused):
    """Doctor found faults."""

    faults: tuple[str, ...]


class AlreadyUnder(Refused):
    """The unit stands under that unit already."""

    code: str
    under: str


class MoveIntoItself(Refused):
    """A unit cannot stand under itself or under what stands under it; the root stands under nothing."""

    code: str
    under: str


class TalliesLater(Refused):
    """A unit has a tally for a year after the day on which it would end; it would count nowhere."""

    code: str
    on: date
    year: int
    count: int


class TallyInTheWay(Refused):
    """After the change a tally would stand beside what was recorded apart from it, and one of the two be lost."""

    unit: str
    year: int
    count: int


class TooDeep(Refused):
    """More levels stand above each other than the Party has, twice over."""

    code: str
    most: int


class RootStays(Refused):
    """The root has no unit above it: it neither moves nor ends."""

    code: str


class NothingToSplit(Refused):
    """A split needs two parts at least."""

    code: str


class NameForNoPart(Refused):
    """A name was given for a code that is no part of the split."""

    code: str
    parts: tuple[str, ...]


class StepsLater(Refused):
    """A unit cannot be closed before the last step recorded in it; nobody would carry that on."""

    code: str
    on: date
    last: date


class ChangesLater(Refused):
    """A later change of the unit is recorded already, so an earlier one would contradict it."""

    code: str
    on: date
    later: date


class StillHasUnits(Refused):
    """A unit under which others stand is not closed without them."""

    code: str
    units: tuple[str, ...]


class NothingToMerge(Refused):
    """A merger names at least one unit besides the one that goes on."""

    into: str


class KindsDiffer(Refused):
    """Only units of one kind carry each other on: cells cells, committees committees."""

    into: str
    units: tuple[str, ...]


class ParentsDiffer(Refused):
    """A new unit made of units under different parents needs to be told its own."""

    into: str


class MainNotAmong(Refused):
    """The main successor of a split is one of its parts."""

    main: str
    parts: tuple[str, ...]
