"""Cells that are merged downwards: one cell that stands for several rows tells its value to each of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from partytrack.imports.sheets import Cell, Row, Sheet


def spread(sheet: Sheet, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, in order, with what a cell says that is merged downwards over them; only the first of them holds it."""
    numbers = [row.number for row in rows]
    more: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (top, column), (bottom, _) in sheet.merged:
        first = bisect_left(numbers, top)
        if bottom == top or first == len(rows) or numbers[first] != top:
            continue
        value = rows[first].at(column)
        for place in range(first + 1, bisect_left(numbers, bottom + 1)):
            if value is not None and rows[place].at(column) is None:
                more[place][column] = value
    return [_filled(row, more[place]) if place in more else row for place, row in enumerate(rows)] if more else rows


def _filled(row: Row, values: dict[int, Cell]) -> Row:
    cells = [*row.cells, *[None] * (max(values) - len(row.cells))]
    for column, value in values.items():
        cells[column - 1] = value
    return row._replace(cells=cells)
