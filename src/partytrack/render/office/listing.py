"""A list as a workbook of one sheet, written row by row: a hundred thousand rows take no more memory than a hundred.

What is not known is an empty cell, not a dash: the list may come back, and there a blank says nothing.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain, islice
from math import ceil
from typing import IO, Any, cast

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.report import Column, Letterhead, Listing, Row, Subject, Table
from partytrack.core.texts import Texts
from partytrack.render.office.letterhead import issuing_organ
from partytrack.render.office.paper import (
    PAGE_UNITS,
    Grid,
    Ink,
    height,
    new_book,
    save,
    set_page,
    set_widths,
    sheet_name,
    units,
)
from partytrack.render.office.pens import Pen, line
from partytrack.render.office.table import AIR, BOLD, PADDING, make_grid, printed
from partytrack.render.widths import measure

SHORT = 500
"""The most rows of a list that is looked at as a whole before it is written."""
_NARROWEST, _WIDEST = 8.0, 45.0  # of the columns of a longer list, whose texts do not fold
_HIDDEN = 20.0  # of a column in which nothing is
_MOST_SHRUNK = 2.0  # as wide a table goes on one page, at half the size; a wider one takes more pages beside each other
_HEADER = 5  # the row of the table's header, below organ, title and scope
_FROZEN = 3  # columns that stay in sight at most: the running number, the code, the name


def write_listing(listing: Listing, say: Texts, subject: Subject, letterhead: Letterhead, target: IO[bytes]) -> None:
    """Write the workbook of a list; its rows are gone through as they are written."""
    book = new_book(listing.title, letterhead.made_on, streamed=True)
    name = sheet_name(say(f"layout.sheet_{listing.name}"), say("layout.sheet"), ())
    sheet = cast("Worksheet", book.create_sheet(name))
    try:
        rows = iter(listing.rows)
        begun = list(islice(rows, SHORT + 1))
        whole = len(begun) <= SHORT
        grid = _lay_out(sheet, listing.paper, begun, say, whole=whole)
        _write_head(sheet, listing, say, subject, grid, rows=bool(begun))
        last = _write_rows(sheet, listing.paper, chain(begun, rows), say, grid if whole else None)
        sheet.auto_filter.ref = f"A{_HEADER}:{_letter(listing.paper)}{last}"
        sheet.print_area = f"A1:{_letter(listing.paper)}{last}"
        save(book, target)
    except BaseException:
        _give_up(sheet)
        raise


def _letter(columns: Sequence[Column]) -> str:
    """The last column of the table, whose first is the running number."""
    return get_column_letter(len(columns) + 1)


def _lay_out(sheet: Worksheet, columns: Sequence[Column], begun: Sequence[Row], say: Texts, *, whole: bool) -> Grid:
    """Set widths, page and frozen header, which a streamed sheet must know before its rows.

    Of a short list the columns fill the page, and those that are empty in every row are hidden.
    """
    empty = {one.key for one in columns if whole and begun and all(row.get(one.key) is None for row in begun)}
    kept = tuple(one for one in columns if one.key not in empty)
    number, *widths = make_grid(Table("", "", kept, tuple(begun)), say).widths if whole else _fixed(kept, begun, say)
    room = iter(widths)
    grid = Grid((number, *(_HIDDEN if one.key in empty else next(room) for one in columns)))
    set_widths(sheet, grid)
    for at, one in enumerate(columns, start=2):
        if one.key in empty:
            sheet.column_dimensions[get_column_letter(at)].hidden = True
    set_page(sheet, grid.last, _HEADER)
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    named = max((at for at, one in enumerate(columns[: _FROZEN - 1], start=2) if one.key == "name"), default=0)
    sheet.freeze_panes = f"{get_column_letter(named + 1)}{_HEADER + 1}"
    _set_pages(sheet, sum((number, *widths)), sum(grid.widths[:named]), named)
    return grid


def _set_pages(sheet: Worksheet, wide: float, repeated: float, named: int) -> None:
    """One page wide as long as that can be read; else several, each with the first columns up to the name."""
    most = _MOST_SHRUNK * PAGE_UNITS
    if wide > most:
        sheet.page_setup.fitToWidth = ceil((wide - repeated) / (most - repeated))
        if named:
            sheet.print_title_cols = f"A:{get_column_letter(named)}"


def _fixed(columns: Sequence[Column], begun: Sequence[Row], say: Texts) -> Sequence[float]:
    """Widths by the first rows of a long list."""
    sizes = [measure(one.label, (printed(row, one, say) for row in begun), False, units) for one in columns]
    wanted = (max(size.folded, units(one.label) / 2) + PADDING for one, size in zip(columns, sizes, strict=True))
    return [_NARROWEST, *(min(max(width, _NARROWEST), _WIDEST) for width in wanted)]


def _write_head(
    sheet: Worksheet, listing: Listing, say: Texts, subject: Subject, grid: Grid, *, rows: bool
) -> None:  # fmt: skip
    """Write the organ, the title and the scope at left, where they stay in sight, then the header of the table.

    That there are no rows is told above them: under the header it would be a row.
    """
    unit = say("layout.unit", name=subject.unit.name, code=subject.unit.code)
    lines = (
        (issuing_organ(subject.unit, say), Ink(bold=True, side="left")),
        (listing.title, Ink(14, bold=True, side="left")),
        (f"({unit}; {say('layout.as_of', day=subject.as_of)})", Ink(italic=True, side="left")),
    )
    for at, (text, ink) in enumerate(lines, start=1):
        sheet.row_dimensions[at].height = height("", 1, ink.size) + AIR
        sheet.append([line(sheet, text, ink)])
    sheet.append([] if rows else [line(sheet, say("layout.empty"), Ink(12, italic=True, side="left"))])
    labels = [say("layout.running_number"), *(column.label for column in listing.paper)]
    _set_height(sheet, _HEADER, labels, grid, BOLD)
    sheet.append([line(sheet, label, Ink(12, bold=True), framed=True) for label in labels])


def _write_rows(sheet: Worksheet, columns: Sequence[Column], rows: Iterable[Row], say: Texts, grid: Grid | None) -> int:
    """Write the rows, each with its number; texts fold where the grid fits all of them. Hand back the last row."""
    number = Pen(sheet, Column("", "flag", ""), say, folds=False)
    pens = [(one.key, Pen(sheet, one, say, folds=grid is not None)) for one in columns]
    at = _HEADER
    for at, row in enumerate(rows, start=_HEADER + 1):
        if grid is not None:
            _set_height(sheet, at, ["", *(printed(row, one, say) for one in columns)], grid)
        sheet.append([number(at - _HEADER), *[pen(row.get(key)) for key, pen in pens]])
    return at


def _set_height(sheet: Worksheet, at: int, texts: Sequence[str], grid: Grid, broader: float = 1) -> None:
    heights = [height(text, (width - 1) / broader) for text, width in zip(texts, grid.widths, strict=False)]
    sheet.row_dimensions[at].height = max(heights) + AIR


def _give_up(sheet: Any) -> None:
    """Let go of rows that cannot be finished: what openpyxl has put down of them in a file of its own is removed."""
    writer = sheet._writer  # noqa: SLF001  # openpyxl has no public door to what it put down
    if writer is None:
        return
    for stream in (sheet._rows, writer.xf):  # noqa: SLF001  # as above
        with suppress(Exception):  # a full disk is full on closing, too
            stream.close()
    with suppress(OSError, ValueError):
        writer.cleanup()
