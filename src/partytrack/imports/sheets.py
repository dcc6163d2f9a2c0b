"""Workbooks and text files as sheets of cells: nothing is read into a value that the file does not hold, nothing is lost.

xlsx, xls and ods are read by python-calamine, csv by the standard library. Seen there (calamine 0.9), with files made
by openpyxl and LibreOffice: a serial becomes a day by the format of its cell alone, in the calendars of 1900 and of 1904,
alike in xlsx, xls and ods; a day with a time is a ``datetime``, a time a ``time``, ``[h]:mm`` a ``timedelta`` (in ods the
text ``PT30H00M00S``). Whole numbers come as floats from xlsx and ods, as ints from xls; yes and no come as 1.0 and 0.0 from
ods. Days before March 1900 come a day off. Cells that show an error, and formulas that were never calculated, come as
empty, and that 0.03 is shown as 3% is not told: ``imports/unseen.py`` finds them.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias

from partytrack.core.errors import BookEmpty, BookKindUnknown, FileMissing, StoreUnreadable

KINDS = ("xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt")
"""The files that lists are read from, by the ends of their names."""
_TEXTS = ("csv", "tsv", "txt")
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ERRORS = frozenset((
    "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
))  # fmt: skip


class Percent(float):
    """A number that its cell shows as a percentage: 0.03 as 3%."""

    __slots__ = ()


class CellError(NamedTuple):
    """What a cell shows in the place of a value: an error (``#N/A``), or a formula that was never calculated (``=B4``)."""

    text: str


Cell: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta | CellError | None"
Area: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged area, each by row and column, counted from 1."""


class Row(NamedTuple):
    """A row by its number in the sheet, counted from 1, with its cells from column A on; blank cells are ``None``."""

    number: int
    cells: Sequence[Cell]

    def at(self, column: int) -> Cell:
        """The cell in a column counted from 1; nothing beyond the last one."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else None

    @property
    def blank(self) -> bool:
        """Whether no cell is filled."""
        return self.cells.count(None) == len(self.cells)


@dataclass(frozen=True)
class Grid:
    """What a sheet holds: its filled area (``None``: nothing), its merged areas, and its rows anew at each call."""

    first: tuple[int, int] | None
    last: tuple[int, int] | None
    merged: tuple[Area, ...]
    rows: Callable[[], Iterator[Row]]


@dataclass(frozen=True)
class Sheet:
    """A sheet by its name; what it holds is read when it is first asked for, then kept."""

    name: str
    visible: bool
    load: Callable[[], Grid]

    @cached_property
    def grid(self) -> Grid:
        """The content, read once."""
        return self.load()

    @property
    def first_row(self) -> int:
        """The first row with a filled cell; 0 where there is none."""
        return self.grid.first[0] if self.grid.first else 0

    @property
    def first_column(self) -> int:
        """The first column with a filled cell; 0 where there is none."""
        return self.grid.first[1] if self.grid.first else 0

    @property
    def merged(self) -> tuple[Area, ...]:
        """The merged areas; only the first cell of each holds a value."""
        return self.grid.merged

    def rows(self, start: int = 1) -> Iterator[Row]:
        """The rows from one on, in order; blank rows among them may be left out."""
        return (row for row in self.grid.rows() if row.number >= start)


@dataclass(frozen=True)
class Book:
    """A file with its sheets in their order, hidden ones among them."""

    file: str
    sheets: tuple[Sheet, ...]


def read_book(path: Path, encoding: str | None = None) -> Book:
    """Open a list for reading.

    ``encoding`` names how the bytes of a text file are to be read (``cp1258``, ``utf-16``), or the old font encoding in
    which the texts of any file were typed (``tcvn3``, ``vni``), which is for the reader of the cells to turn round.
    Raises ``FileMissing``, and for what is no list one of ``BookKindUnknown``, ``BookUnreadable``, ``BookLocked``,
    ``BookEmpty``, ``TextUnreadable``, ``EncodingUnknown``.
    """
    kind = path.suffix.lower().removeprefix(".")
    if not os.path.isfile(path):  # noqa: PTH113  # a name too long for the system is one of no file, and no failure
        raise FileMissing(str(path))
    if kind not in KINDS:
        raise BookKindUnknown(str(path), KINDS)
    if encoding is not None:
        from partytrack.imports.delimited import check_encoding  # noqa: PLC0415  # few lists need one named

        check_encoding(encoding)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreUnreadable(str(path), str(error.strerror)) from error
    if not data.strip():
        raise BookEmpty(str(path))
    if kind in _TEXTS and not data.startswith(_WORKBOOK_MARKS):
        from partytrack.imports.delimited import read_text  # noqa: PLC0415  # a workbook needs no csv

        return Book(str(path), (read_text(path, data, encoding),))
    from partytrack.imports.workbooks import read_workbook  # noqa: PLC0415  # calamine is loaded for workbooks only

    return Book(str(path), read_workbook(path, data))


def sheet_of(
    name: str, rows: Iterable[Sequence[object]], *, merged: Iterable[Area] = (), visible: bool = True
) -> Sheet:
    """A sheet of rows at hand, the first of them row 1, its cells from column A on."""
    content = tuple(Row(number, tuple(map(cell_of, row))) for number, row in enumerate(rows, start=1))
    return Sheet(name, visible, lambda: grid_of(lambda: iter(content), tuple(merged)))


def grid_of(rows: Callable[[], Iterator[Row]], merged: tuple[Area, ...] = ()) -> Grid:
    """The content of rows that can be gone through again and again, and how far they reach."""
    top = left = bottom = right = 0
    for number, cells in rows():
        filled = [column for column, cell in enumerate(cells, start=1) if cell is not None]
        if filled:
            top, bottom = top or number, number
            left, right = min(left or filled[0], filled[0]), max(right, filled[-1])
    return Grid((top, left) if top else None, (bottom, right) if top else None, merged, rows)


def cell_of(value: object) -> Cell:
    """A value as a file gives it: a text of spaces alone is no content, the text of an error is an error."""
    if not isinstance(value, str):
        return value  # type: ignore[return-value]  # calamine and csv give nothing else
    if value.startswith("#") and value.strip() in _ERRORS:
        return CellError(value.strip())
    return value if value and not value.isspace() else None


# --- addresses ---


def address(sheet: str, row: int, column: int) -> str:
    """``Sheet1!D5`` as Excel writes it, with the sheet's name in quotes where it needs them: ``'Cột 1'!A5``."""
    return f"{_quoted(sheet)}!{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """``A`` for 1, ``Z`` for 26, ``AA`` for 27."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _quoted(name: str) -> str:
    """The name as it stands before the mark of an address; what could be taken for a cell or a number is quoted too."""
    is_plain = all(char.isalnum() or char in "_." for char in name) and not name[:1].isdecimal() and name[:1] != "."
    looks_like_cell = re.fullmatch(r"[A-Z]{1,3}[0-9]{1,7}|(R[0-9]*)?(C[0-9]*)?", name, re.IGNORECASE)
    return name if name and is_plain and not looks_like_cell else "'{}'".format(name.replace("'", "''"))
