"""The page as the offices prescribe it: A4, margins 20/20/30/15 mm, Times New Roman (36-HD/VPTW, 05-HD/VPTW)."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import ceil
from typing import IO, Literal, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from partytrack.render.cells import looks_like_formula, tidy

FACE = "Times New Roman"
PAGE_UNITS = 118  # column widths that fill an A4 page in landscape between the margins without scaling
_MM = 1 / 25.4
_LINE_HEIGHT = 1.3  # of the size of the letters; Vietnamese capitals carry two marks
LONGEST_FORMATTED = 255  # a longer text shows as #### under the text format
_FORBIDDEN = str.maketrans(dict.fromkeys("\\/?*[]:", " "))
_LONGEST_SHEET_NAME = 31

Side: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Ink:
    """How a line of text looks: its size in points, its weight, and where it stands."""

    size: int = 13
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    side: Side = "center"

    @property
    def font(self) -> Font:
        """The ink as openpyxl names it."""
        return Font(FACE, self.size, b=self.bold, i=self.italic, u="single" if self.underlined else None)


@dataclass(frozen=True)
class Grid:
    """The columns of a sheet, and the last one of its left half, where the two sides of the paper part."""

    widths: tuple[float, ...]

    @property
    def last(self) -> int:
        """The number of the last column."""
        return len(self.widths)

    @property
    def middle(self) -> int:
        """The column whose right edge lies nearest to the middle; each side keeps a column at least."""
        half = sum(self.widths) / 2
        return min(range(1, self.last), key=lambda column: abs(sum(self.widths[:column]) - half))


def units(text: str, size: int = 12) -> int:
    """How wide a text prints, in the width units of a sheet (a digit of 12 pt), with bold letters reckoned in."""
    return ceil(_units(text) * size / 12)


def _units(text: str) -> float:
    return sum(_letter_units(letter) for letter in text)


def _letter_units(letter: str) -> float:
    if letter.isspace():
        return 0.5
    if letter.isupper():
        return 1.45
    return 1.05 if letter.isdigit() else 0.97


def height(text: str, width: float, size: int = 12) -> float:
    """The height in points of a text that folds into a width, since neither merged cells nor every program grow rows."""
    lines, room = 1, width
    for word in text.split():
        taken = _units(word) * size / 12
        if taken > room and room < width:
            lines, room = lines + 1, width
        lines += max(0, ceil(taken / width) - 1)
        room -= taken % width + 0.5 * size / 12
    return lines * size * _LINE_HEIGHT


def new_book(title: str, made_on: date, *, streamed: bool = False) -> Workbook:
    """A workbook that says what it is and when it was made; the rows of a ``streamed`` one go out as they come.

    Its own letters are Times New Roman too: what somebody types into it, and the unit of its widths.
    """
    book = Workbook(write_only=streamed)
    book.properties.creator, book.properties.title = "partytrack", title
    book.properties.created = datetime.combine(made_on, time(), UTC).replace(tzinfo=None)
    font = Font(FACE, 12)
    book._fonts = IndexedList([font])  # type: ignore[attr-defined]  # noqa: SLF001  # openpyxl has no public door to the font of a new workbook
    book._named_styles["Normal"].font = font  # type: ignore[attr-defined]  # noqa: SLF001  # as above
    return book


def save(book: Workbook, target: IO[bytes]) -> None:
    """Write the workbook; where that fails, nothing of it is tried again when the program ends."""
    archive = ZipFile(target, "w", ZIP_DEFLATED)
    try:
        ExcelWriter(book, archive).save()
    except BaseException:
        with suppress(OSError, ValueError):
            archive.close()
        raise


def set_widths(sheet: Worksheet, grid: Grid) -> None:
    """Give the sheet's columns their widths."""
    for number, width in enumerate(grid.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_page(
    sheet: Worksheet, last_column: int, last_row: int, *, first_row: int = 1, upright: bool = False
) -> None:  # fmt: skip
    """A4, landscape unless ``upright``, one page wide and as many pages high as it takes, numbered n/N at the foot.

    What stands above ``first_row`` is for the screen only.
    """
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = 20 * _MM, 20 * _MM, 30 * _MM, 15 * _MM
    margins.header = margins.footer = 10 * _MM
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P/&N", FACE, 12))
    sheet.sheet_view.showGridLines = False
    sheet.print_area = f"A{first_row}:{get_column_letter(last_column)}{last_row}"


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write text that stays text: no formula, no error value, no date, and no control characters."""
    text = tidy(text)
    if not text:
        return
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    if looks_like_formula(text):
        cell.quotePrefix = True  # it stays text when somebody edits it
    if len(text) <= LONGEST_FORMATTED:
        cell.number_format = "@"


def put_link(sheet: Worksheet, row: int, column: int, place: str) -> None:
    """Make what stands in a cell lead to a place of the workbook."""
    sheet.cell(row, column).hyperlink = Hyperlink(ref="", location=place)


def place_on(name: str, row: int = 1) -> str:
    """The start of a row on a sheet, as links name it."""
    quoted = name.replace("'", "''")
    return f"'{quoted}'!A{row}"


def put_line(sheet: Worksheet, grid: Grid, row: int, text: str, ink: Ink, columns: tuple[int, int]) -> None:
    """Write a line across columns; the row grows with the text, since merged cells do not grow by themselves."""
    first, last = columns
    put_text(sheet, row, first, text)
    cell = sheet.cell(row, first)
    cell.font = ink.font
    cell.alignment = Alignment(horizontal=ink.side, vertical="top", wrap_text=True)
    if first < last:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    wanted = height(text, sum(grid.widths[first - 1 : last]) - 1, ink.size)
    sheet.row_dimensions[row].height = max(wanted, sheet.row_dimensions[row].height or 0)


def sheet_name(title: str, otherwise: str, taken: Iterable[str]) -> str:
    """A name that a sheet can bear: at most 31 characters, none forbidden, and not borne by another sheet."""
    base = " ".join(tidy(title).translate(_FORBIDDEN).split()).strip("'") or otherwise
    known = {name.casefold() for name in taken}
    for number in range(1, len(known) + 2):
        ending = "" if number == 1 else f" {number}"
        name = base[: _LONGEST_SHEET_NAME - len(ending)].rstrip(" '") + ending
        if name.casefold() not in known:
            return name
    raise AssertionError
