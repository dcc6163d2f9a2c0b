"""The cover of a report pack: the office's head, the main figures, what lies where, and the signatures for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.report import Cell, Column, Letterhead, Report
from partytrack.core.texts import Texts
from partytrack.render.office.letterhead import write_head, write_notes, write_signatures
from partytrack.render.office.paper import Grid, Ink, place_on, put_line, put_link, set_page, set_widths
from partytrack.render.office.table import frame, put_cell

_GRID = Grid((6.0, 32.0, 11.0, 11.0, 17.0))  # number, text over two columns, figure, its sheet; a page upright
_HEADS = ((1, 1), (2, 3), (4, 4), (5, 5))


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents: its number, what it is called, where it lies (nowhere, when it has no rows).

    The first entry of a part stands for the part itself.
    """

    number: str
    text: str
    sheet: str | None
    row: int = 1

    @property
    def place(self) -> str | None:
        """The place as links name it."""
        return None if self.sheet is None else place_on(self.sheet, self.row)


def write_cover(
    sheet: Worksheet, pack: Report, contents: Mapping[str, Sequence[Entry]], say: Texts, letterhead: Letterhead
) -> int:
    """Write the cover on one page; ``contents`` by the names of the parts. Hand back the row of the contents."""
    set_widths(sheet, _GRID)
    about = say("layout.pack_about", unit=say("layout.unit", name=pack.unit.name, code=pack.unit.code))
    row = write_head(sheet, _GRID, pack, say, letterhead, (say("layout.pack"), about))
    row = _write_figures(sheet, row, pack, {name: entries[0] for name, entries in contents.items()}, say)
    at = write_notes(sheet, _GRID, row, pack, say) + 1
    row = _write_contents(sheet, at, [entry for entries in contents.values() for entry in entries], say)
    set_page(sheet, _GRID.last, write_signatures(sheet, _GRID, row + 1, pack, say), upright=True)
    sheet.page_setup.fitToHeight = 1
    return at


def _write_figures(sheet: Worksheet, row: int, pack: Report, whence: Mapping[str, Entry], say: Texts) -> int:
    _heading(sheet, row, say("layout.main_figures"))
    labels = (say("layout.running_number"), *(say(f"layout.figure_{part}") for part in ("name", "value", "sheet")))
    for (first, last), label in zip(_HEADS, labels, strict=True):
        put_line(sheet, _GRID, row + 1, label, Ink(12, bold=True), (first, last))
    _frame(sheet, row + 1, bold=True)
    row += 2
    figures = [
        (table.name, column, line[column.key])
        for table in pack.tables for line in table.rows for column in table.columns
    ]  # fmt: skip
    for number, (part, column, cell) in enumerate(figures, start=1):
        sheet.cell(row, 1, number)
        _write_figure(sheet, row, column, cell, whence[part], say)
        row += 1
    return row + 1


def _write_figure(sheet: Worksheet, row: int, column: Column, cell: Cell, entry: Entry, say: Texts) -> None:
    put_line(sheet, _GRID, row, column.label, Ink(12, side="left"), (2, 3))
    put_cell(sheet, row, 4, cell, column.type, say)
    put_line(sheet, _GRID, row, entry.sheet or "", Ink(12, underlined=True), (5, 5))
    _frame(sheet, row)
    if entry.place is not None:
        put_link(sheet, row, 5, entry.place)


def _frame(sheet: Worksheet, row: int, *, bold: bool = False) -> None:
    """Border a line of the figures: the number, what it counts, the figure in bold, the link."""
    inks = (
        Ink(12, bold=bold),
        *[Ink(12, bold=bold, side="center" if bold else "left")] * 2,
        Ink(12, bold=True),
        Ink(12, bold=bold, underlined=not bold, side="center" if bold else "left"),
    )
    for column, ink in enumerate(inks, start=1):
        frame(sheet, row, column, ink)


def _write_contents(sheet: Worksheet, row: int, entries: Sequence[Entry], say: Texts) -> int:
    """Write what lies where, each line with a link; hand back the next free row."""
    _heading(sheet, row, say("layout.contents"))
    for at, entry in enumerate(entries, start=row + 1):
        is_part = "." not in entry.number
        put_line(sheet, _GRID, at, entry.number, Ink(12, bold=is_part), (1, 1))
        ink = Ink(12, bold=is_part, underlined=entry.place is not None, side="left")
        put_line(sheet, _GRID, at, entry.text, ink, (2, _GRID.last))
        if entry.place is not None:
            put_link(sheet, at, 2, entry.place)
    return row + len(entries) + 1


def _heading(sheet: Worksheet, row: int, text: str) -> None:
    put_line(sheet, _GRID, row, text, Ink(bold=True, side="left"), (1, _GRID.last))
