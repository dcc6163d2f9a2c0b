"""The cells of a sheet whose rows go out as they come.

openpyxl takes longer to give a cell its look than to write it: so there is one cell of each look, which is given one
value after another.
"""

from datetime import date

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.dates import PartialDate, say_day
from partytrack.core.report import Cell, Column, Ranged
from partytrack.core.texts import Texts
from partytrack.render.cells import looks_like_formula, shown, tidy
from partytrack.render.office.paper import LONGEST_FORMATTED, Ink, Side
from partytrack.render.office.table import BORDER, DAY_FORMAT, EARLIEST_DAY, SIDES

_DAY_0 = date(1899, 12, 30)  # of the count of days in a sheet, as it holds from March 1900 on
_FORMATS = {"date": DAY_FORMAT, "count": "0"}
_TEXT = "@"
_SUSPECT = frozenset("=+-@ ")


def line(sheet: Worksheet, text: str, ink: Ink, *, framed: bool = False) -> SheetCell:
    """A cell that is written once: a line of the head, or a framed header of a column."""
    cell = _cell(sheet, _TEXT, ink, framed=framed, folds=framed)
    return _filled(cell, tidy(text))


class Pen:
    """Writes the cells of one column, each as the kind of value it is; an empty one waits for a value of the column's kind."""

    def __init__(self, sheet: Worksheet, column: Column, say: Texts, *, folds: bool) -> None:
        natural = SIDES.get(column.type, "left")
        folds = folds and column.type == "text"

        def cell(form: str, side: Side = natural) -> SheetCell:
            return _cell(sheet, form, Ink(12, side=side), framed=True, folds=folds)

        self._kind, self._say = column.type, say
        self._text, self._long, self._formula = cell(_TEXT), cell("General"), cell(_TEXT)
        self._formula.quotePrefix = True  # it stays text when somebody edits it
        self._day, self._number = cell(DAY_FORMAT), cell("0", "right" if natural == "left" else natural)
        self._empty = cell(_FORMATS.get(column.type, _TEXT))

    def __call__(self, value: Cell) -> SheetCell:
        """The cell with the value; it is to be written before the next one is asked for."""
        if value is None:
            return self._empty
        if isinstance(value, str):
            return self._written(value)
        if isinstance(value, PartialDate) and value.precision == "day":
            value = value.first
        if isinstance(value, date) and value >= EARLIEST_DAY:
            self._day.value = (value - _DAY_0).days
            return self._day
        if isinstance(value, date | PartialDate):  # in the one form that every list is read in
            return self._written(say_day(value, "vi"))
        if isinstance(value, int) and not isinstance(value, bool | Ranged):
            self._number.value = value
            return self._number
        return self._written(shown(value, self._kind, self._say))

    def _written(self, text: str) -> SheetCell:
        if not text.isprintable():
            text = tidy(text)
        if not text:
            return self._empty
        if len(text) > LONGEST_FORMATTED:
            return _filled(self._long, text)
        guarded = text[0] in _SUSPECT and looks_like_formula(text)  # few texts are worth a second look
        return _filled(self._formula if guarded else self._text, text)


def _cell(sheet: Worksheet, form: str, ink: Ink, *, framed: bool, folds: bool) -> SheetCell:
    cell = WriteOnlyCell(sheet)
    cell.font, cell.number_format = ink.font, form
    indent = int(ink.side == "right")  # a figure keeps off the text that follows it
    cell.alignment = Alignment(horizontal=ink.side, vertical="center", wrap_text=folds, indent=indent)
    if framed:
        cell.border = BORDER
    return cell


def _filled(cell: SheetCell, text: str) -> SheetCell:
    cell.value = text
    cell.data_type = "s"  # no formula, no error value
    return cell
