"""Reports and lists as CSV (RFC 4180) for scripts and spreadsheets: column keys, ISO days, decimal point.

A text that a spreadsheet would take for a formula gets a leading apostrophe; unknown is an empty field.
"""

import csv
from io import StringIO
from typing import IO

from partytrack.core.report import Cell, Listing, Report, Row, Table
from partytrack.core.texts import Texts
from partytrack.render.cells import looks_like_formula, plain


def render(report: Report, _say: Texts) -> str:
    """All tables of the report, a blank line between them; the keys are the same in every language."""
    return "\r\n".join(_lines(table, report.unit.code) for table in report.tables)


def render_table(table: Table) -> str:
    """One table: column keys, a line for each row, then the total."""
    return _lines(table, None)


def write_list(listing: Listing, target: IO[str]) -> None:
    """Write a list, row by row."""
    writer = csv.writer(target, lineterminator="\r\n")
    keys = [column.key for column in listing.columns]
    writer.writerow(keys)
    writer.writerows(_fields(row, keys) for row in listing.rows)


def _lines(table: Table, unit: str | None) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    # a spreadsheet would read the pair 2/5 as a day; both its sides have columns of their own
    keys = [column.key for column in table.columns if column.type != "fraction"]
    writer.writerow(keys)
    writer.writerows(_fields(row, keys) for row in table.rows)
    if table.total is not None and keys:
        writer.writerow(_fields({**table.total, keys[0]: table.total.get("unit", unit)}, keys))
    return out.getvalue()


def _fields(row: Row, keys: list[str]) -> list[str | int | None]:
    return [_field(row.get(key)) for key in keys]


def _field(cell: Cell) -> str | int | None:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and looks_like_formula(cell):
        return f"'{cell}"
    return plain(cell)
