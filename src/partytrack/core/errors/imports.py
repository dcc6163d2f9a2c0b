"""Lists that come in from Excel: the file, and the table in it."""

from partytrack.core.errors.base import BadData, NotFound
from partytrack.core.words import Told, Word


class BookKindUnknown(BadData):
    """A file of a kind that no list is read from, by the end of its name."""

    file: str
    known: tuple[str, ...]


class BookUnreadable(BadData):
    """A file whose content is no workbook, or a broken one."""

    file: str


class QuotesAstray(BadData):
    """A text file with a quotation mark that is never closed, or closed within its cell."""

    file: str
    row: int


class BookLocked(BadData):
    """A workbook that opens with a password only."""

    file: str


class BookEmpty(BadData):
    """A file without a single filled cell."""

    file: str


class SheetTooLarge(BadData):
    """A sheet with a cell so far away that the whole between would not fit into memory."""

    at: str


class TextUnreadable(BadData):
    """A text file that is not written in the encoding that was assumed or named."""

    file: str
    encoding: str


class EncodingUnknown(BadData):
    """A name that is no encoding of texts."""

    text: str


class NoTable(BadData):
    """No visible sheet, or not the one that was named, has a row of headers of the layout."""

    file: str
    needed: tuple[Word, ...]
    layout: str


class RegisterFound(BadData):
    """The member register on form 7-HSĐV: several facts in one cell and four lines for one member."""

    at: str
    layout: str


class WhichSheet(BadData):
    """Several visible sheets have a table of the layout."""

    sheets: tuple[Told, ...]
    example: str


class TwoColumns(BadData):
    """Two columns of a table are headed as the same."""

    column: Word
    first: str
    second: str


class NameInParts(BadData):
    """The names stand in parts whose order the headers do not tell."""

    at: str


class NamePartMissing(BadData):
    """A row with one part of a name, in a list that has names in two columns."""

    at: str


class OneSexNeeded(BadData):
    """Of the two columns of a list that tells the birth date under the sex, a row fills both or none."""

    first: str
    second: str


class HeaderSpans(BadData):
    """A header stands over several filled columns, of which one is meant."""

    column: Word
    at: str
    columns: tuple[str, ...]


class SheetUnknown(NotFound):
    """The workbook has no sheet of this name."""

    sheet: str
    known: tuple[str, ...]


class CellIsError(BadData):
    """A cell that shows an error, or a formula that was never calculated."""

    text: str


class DateRange(BadData):
    """A cell with a first and a last day where one day belongs."""

    text: str


class TwoDays(BadData):
    """A cell with two days where one belongs."""

    text: str


class DayTooCoarse(BadData):
    """A month or a year alone where the full day is needed."""

    text: str


class DayWithTime(BadData):
    """A day with a time of the day."""

    text: str


class NumberNotDay(BadData):
    """A plain number in a column of days: the serial number of a day, or a slip."""

    text: str


class DayForText(BadData):
    """A day or a time in a column of texts, which Excel made of what was typed."""

    text: str


class NumberDamaged(BadData):
    """A long number that a number cell has changed: its zeros in front or its last digits are gone."""

    text: str


class TextTooLong(BadData):
    """A text that is longer than any number of a document, or name of a place, can be."""

    count: int
    most: int


class OldNumber(BadData):
    """A national number of nine digits, as they were before those of twelve."""

    text: str


class PercentNumber(BadData):
    """A number between 0 and 1 in a column of amounts: what Excel keeps of a percentage."""

    text: str
    percent: str


class BadFlag(BadData):
    """A cell that says neither yes nor no."""

    text: str
