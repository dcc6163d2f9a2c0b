"""``partytrack due``: what is overdue and what falls due, on the screen, in a file, or in the calendar."""

from typing import Annotated, Literal

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import AsOf, Force, InUnit, Output
from partytrack.cli.output import Format, put_report
from partytrack.core.figures import parse_count
from partytrack.core.period import Period
from partytrack.reports import Params, spec

APP = noun()


@APP.command("due", cls=Command, help="due")
def due(
    ctx: typer.Context,
    unit: InUnit = None,
    within: Annotated[str, typer.Option(metavar="DAYS", help="opt.within")] = "30",
    as_of: AsOf = None,
    map_: Annotated[Literal["then", "today"], typer.Option("--map", help="opt.map_as_of")] = "then",
    depth: Annotated[Literal["children", "cells"], typer.Option(help="opt.depth")] = "children",
    form: Annotated[Format, typer.Option("--format", help="opt.format")] = "text",
    names: Annotated[bool, typer.Option("--names", help="opt.names")] = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """List what is overdue and what falls due."""
    face: Face = ctx.obj
    day, days = face.day(as_of) or face.today, parse_count("days", within)
    params = Params(unit=unit, period=Period(day, day), as_of=day, map=map_, depth=depth, within=days)
    asked = spec("due")
    with face.reading(judged=asked.judged) as run:
        built = asked.build(run, params, face.say)
    put_report(face, built, form, output, force=force, names=names)
