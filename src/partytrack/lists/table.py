"""The making of plain tables from rows."""

from collections.abc import Iterable, Sequence

from partytrack.core.report import Cell, CellType, Column, Table
from partytrack.core.texts import Texts


def columns(say: Texts, /, **kinds: CellType) -> tuple[Column, ...]:
    """Columns by key and kind of cell, under their headings."""
    return tuple(Column(key, kind, say(f"columns.{key}")) for key, kind in kinds.items())


def table(say: Texts, name: str, rows: Iterable[Sequence[Cell]], /, **kinds: CellType) -> Table:
    """A table of rows whose cells come in the order of the columns; its title is ``lists.NAME``."""
    filled = tuple(dict(zip(kinds, row, strict=True)) for row in rows)
    return Table(name, say(f"lists.{name}"), columns(say, **kinds), filled)
