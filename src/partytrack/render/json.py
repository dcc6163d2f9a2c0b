"""Reports and lists as JSON for scripts: one document, ISO days, exact decimals as strings, unknown as null."""

import json
from collections.abc import Sequence
from typing import Any

from partytrack.core.report import Report, Row, Table
from partytrack.render.cells import plain


def render(report: Report) -> str:
    """The report in the shape of the contract; hidden columns and keys beyond the columns are included."""
    return _document(
        {
            "report": report.name,
            "title": report.title,
            "unit": {"code": report.unit.code, "name": report.unit.name},
            "period": {"from": report.period.first.isoformat(), "to": report.period.last.isoformat()},
            "as_of": report.as_of.isoformat(),
            "basis": report.basis,
            "map": report.map,
            "tables": [_table(table) for table in report.tables],
            "notes": [{"code": note.code, "text": note.text, "units": list(note.units)} for note in report.notes],
        }
    )


def render_table(name: str, table: Table) -> str:
    """A plain list under the name of its command's noun."""
    return _document({"list": name, "rows": [_row(row) for row in table.rows]})


def render_tables(name: str, tables: Sequence[Table]) -> str:
    """The several tables that show one thing, each as an array under its name."""
    return _document({"show": name, **{table.name: [_row(row) for row in table.rows] for table in tables}})


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "columns": [{"key": column.key, "type": column.type, "label": column.label} for column in table.columns],
        "rows": [_row(row) for row in table.rows],
        "total": None if table.total is None else _row(table.total),
    }


def _row(row: Row) -> dict[str, Any]:
    return {key: plain(cell) for key, cell in row.items()}


def _document(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
