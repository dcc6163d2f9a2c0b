"""``partytrack import``: lists from Excel, shown row by row and recorded in one act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import DryRun
from partytrack.cli.output import screen_width
from partytrack.cli.streams import put, warn
from partytrack.core.errors import BadDecision, BadGiven, SaidTwice

if TYPE_CHECKING:
    from partytrack.imports.importing import Opened, Result

APP = noun()
DATA = 4
MANY, LONG = 1_000, 200
"""From how many rows on a bar shows the progress; above how many rows a table is written in plain lines."""


@APP.command("import", cls=Command, help="import", epilog="layouts")
def import_(
    ctx: typer.Context,
    layout: Annotated[str, typer.Argument(metavar="LAYOUT", help="arg.layout")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="arg.list_file", readable=False)],
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="opt.sheet")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="opt.encoding")] = None,
    decide: Annotated[list[str] | None, typer.Option(metavar="ROW=CODE|new|file|store", help="opt.decide")] = None,
    given: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="opt.set")] = None,
    accept_good: Annotated[bool, typer.Option("--accept-good", help="opt.accept_good")] = False,
    dry_run: DryRun = False,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="opt.format")] = "text",
) -> None:
    """Read a list, show what becomes of each row, and record it."""
    from partytrack.core.layout import check_layout  # noqa: PLC0415  # each command loads its own
    from partytrack.imports.importing import Asked, import_list, open_list  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    asked = Asked(
        check_layout(layout), file, sheet, encoding, _once(_pairs(decide, BadDecision)), _once(_pairs(given, BadGiven)),
        accept_good,
    )  # fmt: skip
    opened = open_list(asked)
    if form == "text":
        _put_matched(face, opened)
    with _progress(opened) as tick:
        result = import_list(face.desk(rehearse=dry_run), opened, tick)
    _put(face, result, form)
    if result.counts["refuse"]:
        raise typer.Exit(DATA)


def _pairs(texts: list[str] | None, fault: type[BadDecision | BadGiven]) -> Iterator[tuple[str, str]]:
    """``NAME=VALUE``, several of them in one option or in several."""
    for text in texts or ():
        for part in text.split(",") if fault is BadDecision else [text]:
            name, equals, value = part.partition("=")
            if not (equals and name.strip() and value.strip()):
                raise fault(part)
            yield name.strip(), value.strip()


def _once(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """What was said of each; two different things said of one are no order in which they were meant."""
    said: dict[str, str] = {}
    for name, value in pairs:
        if said.setdefault(name, value) != value:
            raise SaidTwice(name, said[name], value)
    return said


def _put_matched(face: Face, opened: "Opened") -> None:
    """Show, before anything is done, which column is read as what; beside the data, as it is a message."""
    from partytrack.imports.shown import matched  # noqa: PLC0415  # each format is loaded when it is asked for
    from partytrack.render.text import render_table  # noqa: PLC0415  # as above

    warn(render_table(matched(opened, face.say), face.say, screen_width()))


def _put(face: Face, result: "Result", form: str) -> None:
    if form == "json":
        import json  # noqa: PLC0415  # as above

        from partytrack.imports.shown import as_json  # noqa: PLC0415  # as above

        put(json.dumps(as_json(result, face.say), ensure_ascii=False, indent=1) + "\n")
    else:
        from partytrack.imports.shown import tables  # noqa: PLC0415  # as above
        from partytrack.render.text import render_lines, render_table  # noqa: PLC0415  # as above

        for table in tables(result, face.say):
            render = render_lines if len(table.rows) > LONG else render_table
            if table.rows:
                put(render(table, face.say, screen_width()) + "\n")
        put(face.say("imports.counts", **result.counts) + "\n")
    face.tell(f"import_{result.ending}")


@contextmanager
def _progress(opened: "Opened") -> Iterator[Callable[[], None]]:
    """A bar on the terminal while a long list is read and then recorded, a step for each hundredth of the way."""
    import sys  # noqa: PLC0415  # only here

    rows = opened.row_count
    if rows < MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # a bar is drawn on a terminal only
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task, done, step = bar.add_task(opened.asked.path.name, total=2 * rows), count(1), rows // 50

        def tick() -> None:
            if next(done) % step == 0:  # to draw costs more than to read a row
                bar.advance(task, step)

        yield tick
