"""A table as an office prints it: bordered, with a running number, real numbers and real dates, the total in bold.

Unknown is written as a dash, since an empty cell is read as 0; a fraction is text, since 11/12 would become a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.dates import PartialDate
from partytrack.core.report import Cell, CellType, Column, Ranged, Row, Table
from partytrack.core.texts import Texts
from partytrack.render.cells import labelled_total, shown, shown_in, visible
from partytrack.render.office.paper import PAGE_UNITS, Grid, Ink, height, put_line, put_text, units
from partytrack.render.office.paper import Side as Edge
from partytrack.render.widths import Size, fit, measure

_THIN = Side(style="thin")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FEWEST_COLUMNS = 4  # the two sides of the letterhead need room even over a table of one column
_WIDEST_STRETCH = 2.5
PADDING = 1.5
DAY_FORMAT = "dd/mm/yyyy"
BOLD = 1.1  # bold letters are broader; where a label folds, every tenth counts
AIR = 2  # points between the letters and the border
EARLIEST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
SIDES: Mapping[CellType, Edge] = {
    "count": "right",
    "percent": "right",
    "fraction": "center",
    "date": "center",
    "flag": "center",
}


@dataclass(frozen=True)
class Placed:
    """Where a table came to stand: its header row, its rows without the total, and the column of each key."""

    sheet: Worksheet
    header: int
    first: int
    last: int
    columns: Mapping[str, int]


def make_grid(table: Table, say: Texts, *others: Table) -> Grid:
    """Column widths by content that fill the page: a narrow table is stretched, labels and names fold in a wide one.

    ``others`` stand under the table on the same sheet; a column is as wide as the widest of them needs it.
    """
    each = zip_longest(*(_sizes(one, say) for one in (table, *others)), fillvalue=Size(0, 0, 0))
    sizes = [Size(*(max(widths) for widths in zip(*map(astuple, some), strict=True))) for some in each]
    number, *rest = [float(width + PADDING) for width in fit(sizes, int(PAGE_UNITS - PADDING * len(sizes)))]
    fillers = max(0, _FEWEST_COLUMNS - len(sizes))
    most = _WIDEST_STRETCH if fillers else PAGE_UNITS
    stretch = min(most, max(1.0, (PAGE_UNITS - number) / max(sum(rest), 1)))
    widths = [number, *(width * stretch for width in rest)]
    room = max(PAGE_UNITS - sum(widths), 0) / max(fillers, 1)
    return Grid(tuple(round(width, 2) for width in [*widths, *[max(room, PADDING)] * fillers]))


def _sizes(table: Table, say: Texts) -> list[Size]:
    """What each column needs, that of the running number first."""
    total = labelled_total(table, say)
    rows = table.rows if total is None else (*table.rows, total)
    return [measure(say("layout.running_number"), [str(len(table.rows))], folds=False, length=units)] + [
        measure(column.label, [printed(row, column, say) for row in rows], column.type == "text", units)
        for column in visible(table)
    ]


def printed(row: Row, column: Column, say: Texts) -> str:
    """What takes room on paper; every day is printed in the one form of the offices."""
    cell = row.get(column.key)
    whole = isinstance(cell, date) or (isinstance(cell, PartialDate) and cell.precision == "day")
    return DAY_FORMAT if whole else shown_in(row, column, say)


def write_table(sheet: Worksheet, grid: Grid, row: int, table: Table, say: Texts) -> Placed:
    """Write the header, the rows and the total from ``row`` on."""
    columns = visible(table)
    _write_header(sheet, row, columns, say)
    for number, line in enumerate(table.rows, start=1):
        sheet.cell(row + number, 1, number)
        _write_row(sheet, row + number, columns, line, say)
    last = row + len(table.rows)
    total = labelled_total(table, say)
    if total is not None:
        _write_row(sheet, last + 1, columns, total, say, bold=True)
    for at, points in enumerate(row_heights(table, grid, say), start=row):
        sheet.row_dimensions[at].height = points
    return Placed(sheet, row, row + 1, last, {column.key: at for at, column in enumerate(columns, start=2)})


def row_heights(table: Table, grid: Grid, say: Texts) -> list[float]:
    """How high, in points, the header, the rows and the total of a table stand in the columns of a grid."""
    columns, total = visible(table), labelled_total(table, say)
    lines = [[column.label for column in columns]]
    lines += [[printed(line, column, say) for column in columns] for line in (*table.rows, *filter(None, [total]))]
    return [_row_height(grid, texts, 1 if at else BOLD) for at, texts in enumerate(lines)]


def last_row(placed: Placed, table: Table) -> int:
    """The last row of a table with its total."""
    return placed.last + (table.total is not None)


def write_empty(sheet: Worksheet, grid: Grid, row: int, say: Texts) -> None:
    """Say that a table has no rows, so that nobody looks for them."""
    put_line(sheet, grid, row, say("layout.empty"), Ink(12, italic=True), (1, grid.last))


def _write_header(sheet: Worksheet, row: int, columns: Sequence[Column], say: Texts) -> None:
    for at, label in enumerate([say("layout.running_number"), *(column.label for column in columns)], start=1):
        put_text(sheet, row, at, label)
        frame(sheet, row, at, Ink(12, bold=True))


def _write_row(
    sheet: Worksheet, at: int, columns: Sequence[Column], row: Row, say: Texts, *, bold: bool = False
) -> None:
    frame(sheet, at, 1, Ink(12, bold=bold))
    for number, column in enumerate(columns, start=2):
        edge = SIDES.get(column.type, "left")
        if column.key in row:
            put_cell(sheet, at, number, row[column.key], column.type, say)
            edge = "center" if row[column.key] is None else edge
        frame(sheet, at, number, Ink(12, bold=bold, side=edge), folds=column.type == "text")


def _row_height(grid: Grid, texts: Sequence[str], broader: float) -> float:
    heights = [height(text, (width - 1) / broader) for text, width in zip(texts, grid.widths[1:], strict=False)]
    return max(heights, default=0) + AIR


def frame(sheet: Worksheet, row: int, column: int, ink: Ink, *, folds: bool = True) -> None:
    """Give a cell its border, its letters and its side."""
    cell = sheet.cell(row, column)
    cell.font = ink.font
    cell.border = BORDER
    cell.alignment = Alignment(horizontal=ink.side, vertical="center", wrap_text=folds)


def put_cell(sheet: Worksheet, row: int, column: int, cell: Cell, kind: CellType, say: Texts) -> None:
    """Write one cell as the kind of value it is; what a spreadsheet has no value for is text."""
    if isinstance(cell, PartialDate) and cell.precision == "day":
        cell = cell.first
    form = _number_format(cell, kind)
    if form is None:
        put_text(sheet, row, column, shown(cell, kind, say))
        return
    value = cell / 100 if isinstance(cell, Decimal) and kind == "percent" else cell
    sheet.cell(row, column, value).number_format = form  # type: ignore[arg-type]  # a number or a day has a format


def _number_format(cell: Cell, kind: CellType) -> str | None:
    """The format of a real number or date: as many decimals as the exact figure has; none for text."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, Ranged):  # the number stays a number, and its format says the rest
        rest = f'"{cell.text.removeprefix(str(int(cell)))}"'
        return "#,##0;#,##0" if cell.text == str(-cell) else f"#,##0{rest}"  # a number below 0 may go without its sign
    if isinstance(cell, int):
        return "0" if kind == "text" else "#,##0"
    if isinstance(cell, Decimal):
        decimals = max(0, -int(cell.as_tuple().exponent))
        zeros = "0." + "0" * decimals if decimals else "0"
        return f"{zeros}%" if kind == "percent" else f"#,##{zeros}"
    if isinstance(cell, date) and cell >= EARLIEST_DAY:
        return DAY_FORMAT
    return None
