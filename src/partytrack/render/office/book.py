"""The workbook of a report: the paper with its first table, an annex for each further table, a page for each chart."""

from collections.abc import Mapping
from typing import IO

from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.report import Letterhead, Report, Table
from partytrack.core.texts import Texts
from partytrack.render.office.chart import write_chart
from partytrack.render.office.letterhead import write_head, write_notes, write_signatures
from partytrack.render.office.paper import (
    Grid,
    Ink,
    new_book,
    place_on,
    put_line,
    put_link,
    save,
    set_page,
    set_widths,
    sheet_name,
)
from partytrack.render.office.table import Placed, last_row, make_grid, write_empty, write_table

NO_TABLE = Table("", "", (), ())


def write_book(report: Report, say: Texts, letterhead: Letterhead, target: IO[bytes]) -> None:
    """Build the workbook fresh and write it; an opened workbook is never saved again, that would lose its charts."""
    book = new_book(report.title, letterhead.made_on)
    first, *annexes = report.tables or (NO_TABLE,)
    names = _sheet_names(report, annexes, say)
    paper = book.worksheets[0]
    paper.title = names[0]
    placed = {first.name: _write_paper(paper, report, say, letterhead, dict(zip(names[1:], annexes, strict=True)))}
    for name, table in zip(names[1:], annexes, strict=True):
        placed[table.name] = _write_annex(book.create_sheet(name), table, say)
    tables = {table.name: table for table in report.tables}
    for chart in report.charts:
        if chart.table in tables:
            write_chart(book, chart, tables[chart.table], placed[chart.table], say)
    save(book, target)


def _sheet_names(report: Report, annexes: list[Table], say: Texts) -> list[str]:
    names: list[str] = []
    for title in (report.title, *(table.title or table.name for table in annexes)):
        names.append(sheet_name(title, say("layout.sheet"), names))
    return names


def _write_paper(
    sheet: Worksheet, report: Report, say: Texts, letterhead: Letterhead, annexes: Mapping[str, Table]
) -> Placed:
    table = report.tables[0] if report.tables else NO_TABLE
    grid = make_grid(table, say)
    set_widths(sheet, grid)
    row = write_head(sheet, grid, report, say, letterhead)
    if table.title not in {"", report.title}:
        put_line(sheet, grid, row, table.title, Ink(bold=True, side="left"), (1, grid.last))
        sheet.row_dimensions[row].height = 22
        row += 1
    placed, row = write_rows(sheet, grid, row, table, say)
    row = write_notes(sheet, grid, row + 1, report, say)
    lines = {
        f"{number}. {table.title or table.name}": place_on(name)
        for number, (name, table) in enumerate(annexes.items(), start=1)
    }
    row = write_links(sheet, grid, row, lines, say)
    set_page(sheet, grid.last, write_signatures(sheet, grid, row + 1, report, say))
    return placed


def _write_annex(sheet: Worksheet, table: Table, say: Texts) -> Placed:
    grid = make_grid(table, say)
    set_widths(sheet, grid)
    put_line(sheet, grid, 1, table.title or table.name, Ink(14, bold=True), (1, grid.last))
    placed, row = write_rows(sheet, grid, 3, table, say)
    set_page(sheet, grid.last, row - 1)
    return placed


def write_rows(sheet: Worksheet, grid: Grid, row: int, table: Table, say: Texts) -> tuple[Placed, int]:
    """Write a table whose header stays in sight and is repeated on every printed page; hand back the next free row."""
    placed = write_table(sheet, grid, row, table, say)
    row = last_row(placed, table) + 1
    if not table.rows:
        write_empty(sheet, grid, row, say)
        row += 1
    sheet.print_title_rows = f"{placed.header}:{placed.header}"
    sheet.freeze_panes = f"A{placed.first}"
    return placed, row


def write_links(sheet: Worksheet, grid: Grid, row: int, annexes: Mapping[str, str | None], say: Texts) -> int:
    """Name the annexes, each with a link to its place, if it has one; hand back the next free row."""
    if not annexes:
        return row
    put_line(sheet, grid, row, say("layout.annexes"), Ink(12, bold=True, italic=True, side="left"), (1, grid.last))
    for at, (text, place) in enumerate(annexes.items(), start=row + 1):
        put_line(sheet, grid, at, text, Ink(12, underlined=place is not None, side="left"), (1, grid.last))
        if place is not None:
            put_link(sheet, at, 1, place)
    return row + len(annexes) + 1
