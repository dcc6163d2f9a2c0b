"""``partytrack report NAME``: every report there is, in every format."""

from typing import Annotated, Literal

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import AsOf, Force, InUnit, Output
from partytrack.cli.output import Format, put_report
from partytrack.core.errors import ReportUnknown
from partytrack.core.figures import Rounding, parse_decimals
from partytrack.core.period import parse_period, whole_years
from partytrack.reports import Params, names, spec

APP = noun()


@APP.command("report", cls=Command, help="report")
def report(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="arg.report")],
    unit: InUnit = None,
    period: Annotated[str | None, typer.Option(metavar="PERIOD", help="opt.period")] = None,
    as_of: AsOf = None,
    by: Annotated[Literal["decision", "ceremony"], typer.Option(help="opt.basis")] = "decision",
    decimals: Annotated[str, typer.Option(metavar="N", help="opt.decimals")] = "2",
    rounding: Annotated[Rounding, typer.Option(help="opt.rounding")] = "half-up",
    explain: Annotated[bool, typer.Option("--explain", help="opt.explain")] = False,
    form: Annotated[Format, typer.Option("--format", help="opt.format")] = "text",
    output: Output = None,
    force: Force = False,
) -> None:
    """Build a report and write it."""
    face: Face = ctx.obj
    if name not in names():
        raise ReportUnknown(name, names())
    params = Params(
        unit=unit,
        period=parse_period(period, face.today)
        if period is not None
        else whole_years(face.today.year, face.today.year),
        as_of=face.day(as_of) or face.today,
        basis=by,
        decimals=parse_decimals(decimals),
        rounding=rounding,
        explain=explain,
    )
    with face.reading() as run:
        built = spec(name).build(run, params, face.say)
    put_report(face, built, form, output, force=force)
