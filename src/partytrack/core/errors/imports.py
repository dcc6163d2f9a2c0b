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
    """The names stand in two columns, so that neither holds a whole name."""

    at: str


class HeaderSpans(BadData):
    """A header stands over several filled columns, of which one is meant."""

    column: Word
    at: str
    columns: tuple[str, ...]


class SheetUnknown(NotFound):
    """The workbook has no sheet of this name."""

    sheet: str
    known: tuple[str, ...]
