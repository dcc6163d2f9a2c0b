"""The making of plain tables from rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from partytrack.core.columns import columns as headed
from partytrack.core.report import Cell, CellType, Column, Row, Table
from partytrack.core.texts import Texts

HEADINGS = {
    "amount_text": "amount", "decision_text": "document", "plan_text": "measure",
    "unit": "in_unit", "tree": "name", "at_step": "step", "at_text": "at", "act_text": "act", "kind_text": "kind", "measure_text": "measure",
    "actor_text": "who_acts", "area_text": "area", "grade_text": "grade", "event_text": "event", "fact_text": "fact", "reason_text": "reason", "role_text": "role", "sex_text": "sex", "source_text": "source", "step_text": "step", "value_text": "value", "weight_text": "weight",
}  # fmt: skip
"""Columns under the heading of another key: beside a code, which scripts read, stands the term that people read."""


def columns(say: Texts, /, **kinds: CellType) -> tuple[Column, ...]:
    """Columns by key and kind of cell, under their headings."""
    return headed(say, HEADINGS, **kinds)


def on_paper(say: Texts, /, **kinds: CellType) -> tuple[Column, ...]:
    """Columns that the narrow screen leaves out."""
    return tuple(replace(column, paper=True) for column in columns(say, **kinds))


def where_known(shown: Sequence[Column], rows: Sequence[Row], *keys: str) -> tuple[Column, ...]:
    """The columns, those of ``keys`` hidden from readers where no row has anything under them."""
    empty = {key for key in keys if all(row[key] is None for row in rows)}
    return tuple(replace(column, hidden=column.hidden or column.key in empty) for column in shown)


def table(say: Texts, name: str, rows: Iterable[Sequence[Cell]], /, **kinds: CellType) -> Table:
    """A table of rows whose cells come in the order of the columns; its title is ``lists.NAME``."""
    filled = tuple(dict(zip(kinds, row, strict=True)) for row in rows)
    return Table(name, say(f"lists.{name}"), columns(say, **kinds), filled)
