"""Reports and lists as plain text for a terminal or a pipe: no colour, readable at 80 columns.

Labels fold first, then names; a number is never broken: where the width does not hold the numbers,
the lines grow longer than the width.
"""

from io import StringIO
from typing import TYPE_CHECKING

from partytrack.core.report import Column, Note, Report, Table
from partytrack.core.texts import Texts
from partytrack.render.cells import labelled_total, scope, shown_in, tidy, visible
from partytrack.render.widths import fit, measure

if TYPE_CHECKING:
    from rich.console import RenderableType

_NARROWEST, _WIDEST = 20, 24
_ALIGNED = {"count": "right", "percent": "right", "fraction": "right", "flag": "center"}


def render(report: Report, say: Texts, width: int = 80) -> str:
    """The report as a reader at a terminal takes it in: what it is about, the lead, the tables, the notes."""
    unit = say("layout.unit", name=report.unit.name, code=report.unit.code)
    parts = [_paragraphs((report.title, unit, scope(report, say)), width)]
    parts += [_paragraphs(report.lead, width)] if report.lead else []
    for table in report.tables:
        title = _paragraphs((table.title,), width) if table.title not in {"", report.title} else ""
        parts.append(title + _table(table, say, width))
    parts += [_notes(report.notes, say, width)] if report.notes else []
    return "\n".join(parts)


def render_table(table: Table, say: Texts, width: int = 80) -> str:
    """A plain list: its title, where it has one, and its rows."""
    title = _paragraphs((table.title,), width) if table.title else ""
    return title + _table(table, say, width)


def render_lines(table: Table, say: Texts, width: int = 80) -> str:
    """A list of thousands of rows: nothing of it is left out, and it costs a hundredth of a drawn table.

    Columns are as wide as their texts up to a limit, beyond which they push the rest along; the last one folds.
    """
    from textwrap import wrap  # noqa: PLC0415  # few lists are so long

    columns = visible(table, paper=False)
    lines = [
        [tidy(column.label) for column in columns],
        *([shown_in(row, one, say) for one in columns] for row in table.rows),
    ]
    widths = [min(max(map(len, texts)), _WIDEST) for texts in list(zip(*lines, strict=True))[:-1]]
    indent = " " * (sum(widths) + 2 * len(widths))
    room = max(width - len(indent), _NARROWEST)
    drawn = [f"{tidy(table.title)}\n"] if table.title else []
    for *texts, last in lines:
        head = "".join(f"{text:{wide}}  " for text, wide in zip(texts, widths, strict=True))
        first, *more = wrap(last, room) or [""]
        drawn += [f"{head}{first}".rstrip(), "\n", *(f"{indent}{line}\n" for line in more)]
    return "".join(drawn)


def _table(table: Table, say: Texts, width: int) -> str:
    from rich.box import SIMPLE  # noqa: PLC0415  # a command that prints no table does not pay for rich
    from rich.table import Table as Drawing  # noqa: PLC0415  # as above
    from rich.text import Text  # noqa: PLC0415  # as above

    columns = visible(table, paper=False)
    rows = table.rows if table.brief is None else table.brief
    lines = [[shown_in(row, column, say) for column in columns] for row in rows]
    total = labelled_total(table, say, paper=False)
    footer = [shown_in(total, column, say) if total else "" for column in columns]
    widths, gap = _widths(columns, [*lines, footer], width)
    padding = (0, gap - 1, 0, 0)  # the box itself draws one blank between columns
    drawing = Drawing(box=SIMPLE, show_edge=False, pad_edge=False, padding=padding, show_footer=total is not None)
    for column, wide, foot in zip(columns, widths, footer, strict=True):
        justify = _ALIGNED.get(column.type, "left")
        drawing.add_column(
            Text(tidy(column.label)),
            Text(foot),
            justify=justify,  # type: ignore[arg-type]  # rich names the four ways in a Literal
            width=wide,
            overflow="fold",
        )
    for line in lines:
        drawing.add_row(*(Text(text) for text in line))
    drawn = _draw(drawing, max(width, sum(widths) + gap * len(widths)))
    if len(rows) < len(table.rows):
        return drawn + _paragraphs((say("layout.brief", shown=len(rows), rows=len(table.rows)),), width)
    return drawn + ("" if lines else say("layout.empty") + "\n")


def _widths(columns: tuple[Column, ...], lines: list[list[str]], width: int) -> tuple[list[int], int]:
    """The widths and the blanks between them: two, or one where that saves the line from growing too long."""
    from rich.cells import cell_len  # noqa: PLC0415  # a command that prints no table does not pay for rich

    sizes = [
        measure(tidy(column.label), (line[index] for line in lines), column.type == "text", cell_len)
        for index, column in enumerate(columns)
    ]
    breaks = len(columns) - 1
    gap = 2 if sum(size.least for size in sizes) + 2 * breaks <= width else 1
    return fit(sizes, width - gap * breaks), gap


def _paragraphs(texts: tuple[str, ...], width: int) -> str:
    from rich.text import Text  # noqa: PLC0415  # a command that prints no report does not pay for rich

    return "".join(_draw(Text(tidy(text)), width) for text in texts)


def _notes(notes: tuple[Note, ...], say: Texts, width: int) -> str:
    from rich.table import Table as Drawing  # noqa: PLC0415  # a command that prints no report does not pay for rich
    from rich.text import Text  # noqa: PLC0415  # as above

    grid = Drawing.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    for number, note in enumerate(notes, start=1):
        grid.add_row(f"{number}.", Text(tidy(note.text)))
    return _paragraphs((say("layout.notes"),), width) + _draw(grid, width)


def _draw(what: "RenderableType", width: int) -> str:
    """Draw into a string; neither the terminal nor the environment has a say in it."""
    from rich.console import Console  # noqa: PLC0415  # a command that prints no report does not pay for rich

    out = StringIO()
    console = Console(
        file=out,
        width=max(width, _NARROWEST),
        color_system=None,
        force_terminal=False,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        _environ={},
    )
    console.print(what)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
