"""One thing on record, told line by line: a label, then what is known."""

from textwrap import wrap

from partytrack.core.report import Table
from partytrack.core.texts import Texts

_GAP = 2
_NARROWEST_VALUE = 20


def page(table: Table, say: Texts, width: int) -> str:
    """The title and the single row of a table as lines; what is not known is a dash."""
    from partytrack.render.cells import shown_in, visible  # noqa: PLC0415  # each format is loaded when it is asked for

    columns = visible(table, paper=False)
    margin = max(len(column.label) for column in columns) + _GAP
    lines = wrap(table.title, width) or [table.title]
    for column in columns:
        value = shown_in(table.rows[0], column, say)
        first, *rest = wrap(value, max(width - margin, _NARROWEST_VALUE)) or [""]
        lines += [column.label.ljust(margin) + first, *(" " * margin + more for more in rest)]
    return "".join(f"{line.rstrip()}\n" for line in lines)
