"""The workbook of a report pack: a cover, then each report with its annexes and its chart, all linked both ways."""

from collections.abc import Iterator, Sequence
from typing import IO

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.report import Chart, Letterhead, Report, Table
from partytrack.core.texts import Texts
from partytrack.render.cells import scope
from partytrack.render.office.book import NO_TABLE, write_links, write_rows
from partytrack.render.office.chart import draw, drawn
from partytrack.render.office.cover import Entry, write_cover
from partytrack.render.office.letterhead import write_notes
from partytrack.render.office.paper import (
    Grid,
    Ink,
    new_book,
    place_on,
    put_line,
    put_link,
    put_text,
    save,
    set_page,
    set_widths,
    sheet_name,
)
from partytrack.render.office.table import Placed, last_row, make_grid, row_heights, write_table

_TOP = 2  # the first row of each sheet leads back to the contents and is not printed
_PAGE = 481  # points between the margins of an A4 page in landscape
_SMALLEST = 0.77  # what is a little too long for a page is printed so much smaller, rather than two rows on another
_ROW = 15.75  # points of a row whose height nobody set
_SMALL_GAP = 6
_AROUND = 14 * 1.3 + _SMALL_GAP + _ROW  # points that the title of an annex and the space about it take
_MOST_PAGES = 3  # a longer list may end where it ends
_MOST_ROWS = 40  # a longer table takes more than a page in any case
_MOST_NUMBERS = 60  # more columns stand too narrow for their figures


def write_pack(pack: Report, say: Texts, letterhead: Letterhead, target: IO[bytes]) -> None:
    """Build the workbook fresh and write it; it opens on its cover."""
    book = new_book(pack.title, letterhead.made_on)
    cover = book.worksheets[0]
    cover.title = sheet_name(say("layout.cover"), "Cover", ())
    drawn_in = {chart: part.name for part in reversed(pack.parts) for chart in part.charts}  # each once, the first time
    contents = {
        part.name: _Part(book, part, number, say).write(
            [chart for chart in part.charts if drawn_in[chart] == part.name]
        )
        for number, part in enumerate(pack.parts, start=1)
    }
    place = place_on(cover.title, write_cover(cover, pack, contents, say, letterhead))
    for sheet in book.worksheets[1:]:
        put_text(sheet, 1, 1, say("layout.to_contents"))
        sheet.cell(1, 1).font = Ink(11, underlined=True).font
        put_link(sheet, 1, 1, place)
    book.active = 0
    save(book, target)


class _Part:
    """One report of the pack, being written."""

    def __init__(self, book: Workbook, report: Report, number: int, say: Texts) -> None:
        self.book, self.report, self.number, self.say = book, report, str(number), say
        self.first, *self.annexes = report.tables or (NO_TABLE,)
        self.placed: dict[str, Placed] = {}

    def write(self, charts: Sequence[Chart]) -> list[Entry]:
        """Write the report's sheets in their order; hand back its lines of the contents, that of the report first."""
        sheet = self._sheet(self.number, self.say(f"layout.sheet_{self.report.name}"))
        annexes = self._write_annexes()
        self._write_paper(sheet, annexes)
        drawings = [drawing for chart in charts for drawing in self._write_chart(chart, charts.index(chart))]
        return [Entry(self.number, self.report.title, sheet.title), *annexes, *drawings]

    def _sheet(self, number: str, title: str) -> Worksheet:
        sheet: Worksheet = self.book.create_sheet(sheet_name(f"{number} {title}", number, self.book.sheetnames))
        return sheet

    def _write_annexes(self) -> list[Entry]:
        """Write the annexes; one without rows has no place, and the contents say so."""
        numbered = [(f"{self.number}.{at}", table) for at, table in enumerate(self.annexes, start=1)]
        nowhere = self.say("layout.empty")
        entries = {number: Entry(number, f"{_title(table)} {nowhere}", None) for number, table in numbered}
        for tables in _pages([(number, table) for number, table in numbered if table.rows], self.say):
            entries |= {entry.number: entry for entry in self._write_annex_sheet(tables)}
        return list(entries.values())

    def _write_annex_sheet(self, tables: Sequence[tuple[str, Table]]) -> list[Entry]:
        (first, table), (last, _) = tables[0], tables[-1]
        sheet = (
            self._sheet(first, _title(table))
            if first == last
            else self._sheet(f"{first}–{last}", self.say("layout.annex_sheet"))
        )
        grid = make_grid(table, self.say, *(other for _, other in tables[1:]))
        set_widths(sheet, grid)
        entries, row = list[Entry](), _TOP
        for number, each in tables:
            entries.append(Entry(number, _title(each), sheet.title, row))
            row = self._write_annex(sheet, grid, row, number, each, alone=first == last)
        _set_page(sheet, grid, row - 2, self.placed[table.name] if first == last else None)
        return entries

    def _write_annex(self, sheet: Worksheet, grid: Grid, row: int, number: str, table: Table, *, alone: bool) -> int:
        """Write one annex; only where it has the sheet to itself can its header be repeated. Hand back the next row."""
        put_line(sheet, grid, row, f"{number}. {_title(table)}", Ink(14, bold=True, side="left"), (1, grid.last))
        sheet.row_dimensions[row + 1].height = _SMALL_GAP
        if alone:
            self.placed[table.name], row = write_rows(sheet, grid, row + 2, table, self.say)
            return row + 1
        placed = self.placed[table.name] = write_table(sheet, grid, row + 2, table, self.say)
        return last_row(placed, table) + 2

    def _write_paper(self, sheet: Worksheet, annexes: Sequence[Entry]) -> None:
        grid, report, say = make_grid(self.first, self.say), self.report, self.say
        set_widths(sheet, grid)
        row = self._write_head(sheet, grid)
        self.placed[self.first.name], row = write_rows(sheet, grid, row, self.first, say)
        row = write_notes(sheet, grid, row + 1, report, say) if report.notes else row
        if annexes:
            row = write_links(
                sheet, grid, row + 1, {f"{entry.number}. {entry.text}": entry.place for entry in annexes}, say
            )
        _set_page(sheet, grid, row - 1, self.placed[self.first.name])

    def _write_head(self, sheet: Worksheet, grid: Grid) -> int:
        """The number and title of the report, its unit, its scope and its lead; hand back the next free row."""
        report, say, whole = self.report, self.say, (1, grid.last)
        unit = say("layout.unit", name=report.unit.name, code=report.unit.code)
        put_line(sheet, grid, _TOP, f"{self.number}. {report.title}", Ink(14, bold=True), whole)
        put_line(sheet, grid, _TOP + 1, unit, Ink(bold=True), whole)
        put_line(sheet, grid, _TOP + 2, f"({scope(report, say)})", Ink(italic=True), whole)
        lines = [(text, False) for text in report.lead]
        if self.first.title not in {"", report.title}:
            lines.append((self.first.title, True))
        sheet.row_dimensions[_TOP + 3].height = _SMALL_GAP
        for at, (text, bold) in enumerate(lines, start=_TOP + 4):
            put_line(sheet, grid, at, text, Ink(bold=bold, side="left"), whole)
        row = _TOP + 4 + len(lines)
        if lines and not lines[-1][1]:
            sheet.row_dimensions[row].height = _SMALL_GAP
            row += 1
        return row

    def _write_chart(self, chart: Chart, before: int) -> Iterator[Entry]:
        """Draw a chart with its figures on a sheet of its own, where there is something to compare."""
        table = next((table for table in self.report.tables if table.name == chart.table and len(table.rows) > 1), None)
        series = drawn(chart, table, self.placed[table.name]) if table else []
        if table is None or not any(row.get(key) for row in table.rows for key in series):
            return
        number = f"{self.number}.{len(self.annexes) + before + 1}"
        sheet = self._sheet(number, self.say("layout.chart_sheet"))
        numbers = chart.kind == "bar" and len(table.rows) * len(series) <= _MOST_NUMBERS
        draw(sheet, chart, series, table, self.placed[table.name], self.say, _TOP, numbers=numbers)
        yield Entry(number, self.say("layout.chart_entry", title=chart.title), sheet.title)


def _pages(tables: Sequence[tuple[str, Table]], say: Texts) -> list[list[tuple[str, Table]]]:
    """The annexes in their order, short ones that follow each other together on a page."""
    pages: list[list[tuple[str, Table]]] = []
    for numbered in tables:
        if pages and _fit([table for _, table in (*pages[-1], numbered)], say):
            pages[-1].append(numbered)
        else:
            pages.append([numbered])
    return pages


def _fit(tables: Sequence[Table], say: Texts) -> bool:
    """Whether tables under each other take one page at most."""
    if sum(len(table.rows) for table in tables) > _MOST_ROWS:
        return False
    grid = make_grid(tables[0], say, *tables[1:])
    points = sum(_AROUND + sum(row_heights(table, grid, say)) for table in tables) - _ROW
    return points <= _PAGE / _SMALLEST


def _set_page(sheet: Worksheet, grid: Grid, last: int, placed: Placed | None = None) -> None:
    """Set the page; what is a little too long for its pages is made to fit. The header of ``placed`` is on each of them."""
    set_page(sheet, grid.last, last, first_row=_TOP)
    points = sum(sheet.row_dimensions[row].height or _ROW for row in range(_TOP, last + 1))
    header = sheet.row_dimensions[placed.header].height or _ROW if placed else 0
    pages = max(1, int((points - header) / (_PAGE - header)))
    if pages <= _MOST_PAGES and points - header <= pages * (_PAGE / _SMALLEST - header):
        sheet.page_setup.fitToHeight = pages


def _title(table: Table) -> str:
    return table.title or table.name
