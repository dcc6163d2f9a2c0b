"""Workbooks (xlsx, xls, ods) as sheets, by python-calamine, with the cells that it passes over put in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from partytrack.core.errors import BookEmpty, BookLocked, BookUnreadable, SheetTooLarge
from partytrack.imports.sheets import Area, Cell, CellError, Grid, Percent, Row, Sheet, address, cell_of
from partytrack.imports.unseen import MOST_CELLS, Hidden, Locked, Unseen, Unsound, look_through


def read_workbook(path: Path, data: bytes) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, of whatever kind its content is; raises as ``read_book`` says."""
    try:
        unseen = look_through(data)
        book = load_workbook(BytesIO(data))
    except (PasswordError, Locked):
        raise BookLocked(str(path)) from None
    except (CalamineError, Unsound):
        raise BookUnreadable(str(path)) from None
    sheets = tuple(
        _sheet(path, book, unseen, index)
        for index, about in enumerate(book.sheets_metadata)
        if about.typ == SheetTypeEnum.WorkSheet
    )
    if not any(sheet.grid.first for sheet in sheets):
        raise BookEmpty(str(path))
    return sheets


def _sheet(path: Path, book: CalamineWorkbook, unseen: Unseen, index: int) -> Sheet:
    about = book.sheets_metadata[index]

    def load() -> Grid:
        try:
            hidden = unseen(index)
            rows, columns = hidden.last
            if rows * columns > MOST_CELLS:
                raise SheetTooLarge(address(about.name, rows, columns))
            return _grid(book.get_sheet_by_index(index), hidden)
        except (CalamineError, Unsound):
            raise BookUnreadable(str(path)) from None

    return Sheet(about.name, about.visible == SheetVisibleEnum.Visible, load)


def _grid(sheet: CalamineSheet, hidden: Hidden) -> Grid:
    """The cells as calamine gives them, those that it passes over put in, from column A on."""
    places = list(hidden.faults)
    if sheet.start is not None and sheet.end is not None:
        places += [(row + 1, column + 1) for row, column in (sheet.start, sheet.end)]
    areas = hidden.merged or tuple(_area(*corners) for corners in sheet.merged_cell_ranges or ())
    if not places:
        return Grid(None, None, areas, lambda: iter(()))
    rows, columns = zip(*places, strict=True)
    left = sheet.start[1] if sheet.start is not None else 0
    return Grid(
        (min(rows), min(columns)), (max(rows), max(columns)), areas, lambda: _rows(sheet.iter_rows(), left, hidden)
    )  # fmt: skip


def _area(first: tuple[int, int], last: tuple[int, int]) -> Area:
    return (first[0] + 1, first[1] + 1), (last[0] + 1, last[1] + 1)


def _rows(given: Iterator[list[Any]], left: int, hidden: Hidden) -> Iterator[Row]:
    """The rows that calamine gives, which begin with row 1 and with the first filled column, and those it does not give."""
    missed: dict[int, dict[int, CellError | None]] = defaultdict(dict)
    for row, column in hidden.percents:
        missed[row][column] = None
    for (row, column), fault in hidden.faults.items():
        missed[row][column] = fault
    number = 0
    for number, values in enumerate(given, start=1):
        cells: list[Cell] = [None] * left
        cells += [value if value.__class__ is float else cell_of(value) for value in values]
        yield Row(number, _with(cells, missed.pop(number)) if number in missed else cells)
    for number, others in sorted(missed.items()):
        yield Row(number, _with([], others))


def _with(cells: list[Cell], marks: Mapping[int, CellError | None]) -> list[Cell]:
    """The cells of a row with what its file tells of some of them: an error, or that the number is a percentage."""
    cells += [None] * (max(marks) - len(cells))
    for column, fault in marks.items():
        told = cells[column - 1]
        cells[column - 1] = Percent(told) if fault is None and isinstance(told, int | float) else fault or told
    return cells
