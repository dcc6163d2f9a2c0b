"""Rows of a list that cannot be told apart from each other or from what is on record, and changes that a list cannot make."""

from datetime import date
from typing import Any

from partytrack.core.errors.base import BadData, Refused
from partytrack.core.finding import Finding
from partytrack.core.words import Told, Word


class ValueMissing(BadData):
    """A row without a value that it needs."""

    column: Word
    field: str


class OwnMissing(ValueMissing):
    """A row without what is each record's own: a name, a code; no value for the whole list can stand in for it."""

    column: Word
    field: str


class NameAlone(BadData):
    """A row that tells a name and nothing else, and has no running number as the others have: perhaps a signature."""

    row: int


class NameOfUnit(BadData):
    """The name of an organisation where that of a person belongs."""

    name: str


class NearMatch(Refused):
    """A row that may be about somebody who is on record; a person decides."""

    row: int
    people: tuple[Told, ...]


class NearRows(Refused):
    """A row that may be about the person of other rows; a person decides."""

    row: int
    rows: tuple[int, ...]


class DuplicateRow(Refused):
    """A row about the person of other rows."""

    row: int
    rows: tuple[int, ...]


class RowTwice(Refused):
    """Several rows about one record."""

    code: str
    rows: tuple[int, ...]


class Conflict(Refused):
    """A cell that came back with another value than was sent, while the store has gone on to a third."""

    sent: Any
    returned: Any
    held: Any
    row: int


class CaseNotMember(Refused):
    """The person is on record, and is no member today."""

    person: str


class UnitByTransfer(Refused):
    """A member is in another unit than the list says."""

    person: str
    unit: str


class CellByMove(Refused):
    """A case is in another cell than the list says."""

    case: str
    cell: str


class UnitByMove(Refused):
    """A unit stands under another than the list says."""

    unit: str
    under: str


class UnitByRename(Refused):
    """A unit has another name than the list says."""

    unit: str
    name: str
    new: str


class KindForGood(Refused):
    """The kind and the first day of a unit are set when it is entered."""

    unit: str


class ParentUnnamed(BadData):
    """A new unit without the one that it stands under."""

    unit: str


class StepDayMissing(BadData):
    """A document or a mentor of a step whose day is not told."""

    step: Word


class RowBlocked(Refused):
    """A step of a new case that a rule does not allow."""

    step: Word
    findings: tuple[Finding, ...]


class RowBeforeListing(Refused):
    """A step of a new case before the day of its listing."""

    on: date
    listed: date


class MentorUnnamed(BadData):
    """The day of an assignment without the mentor."""

    on: date


class RollByCase(Refused):
    """The days of a membership that a case on record led to are those of its steps."""

    person: str


class RollDaysCross(Refused):
    """A day on the roll after the member had already moved or gone."""

    person: str
    on: date
    left: date


class RollDaysActed(Refused):
    """A day on the roll after the member had already acted as mentor or introducer."""

    person: str
    step: Word
    case: str
    acted: date
    on: date


class BadDecision(BadData):
    """A text that is no decision on a row."""

    text: str


class DecisionAstray(BadData):
    """A decision on a row or a cell that the list does not have, or for which there is nothing to decide."""

    row: str


class DecidedOtherwise(BadData):
    """A row with the code of a record, while another record was decided for it, or a new one."""

    row: int
    code: str
    decided: str


class BadGiven(BadData):
    """A text that gives no column a value."""

    text: str


class GivenUnknown(BadData):
    """A value for a column that the layout does not have, or in which each row has its own."""

    field: str
    known: tuple[str, ...]


class LegacyEncoding(BadData):
    """A text that was typed in a font of before Unicode."""

    text: str
    decoded: str
    encoding: str


class MemberSeveral(Refused):
    """A name that several members of the cell bear."""

    name: str
    codes: tuple[str, ...]


class MemberUnnamed(BadData):
    """A name that no member bears today."""

    name: str


class UnitSeveral(Refused):
    """A name that several units bear."""

    name: str
    codes: tuple[str, ...]


class CodeOfAnother(Refused):
    """The code of a row is that of somebody of another name and birth date."""

    code: str
    held: str
    told: str
    row: int
