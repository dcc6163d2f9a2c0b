"""``partytrack report NAME``: every report there is, in every format."""

from datetime import date
from typing import Annotated, Literal

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import AsOf, Force, InUnit, Measure, Output
from partytrack.cli.output import Format, put_report
from partytrack.cli.pack import check_pack
from partytrack.core.codes import check_code
from partytrack.core.errors import NoCeremony, ReportUnknown
from partytrack.core.figures import Rounding, parse_decimals
from partytrack.core.measures import measure as measure_of
from partytrack.core.period import Period, parse_period, term_named, whole_years
from partytrack.core.report import Run
from partytrack.core.words import Word
from partytrack.counting.subject import ask
from partytrack.counting.terms import term_period
from partytrack.reports import PACK, Params, names, spec

APP = noun()


@APP.command("report", cls=Command, help="report", epilog="reports")
def report(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="arg.report")],
    unit: InUnit = None,
    period: Annotated[str | None, typer.Option(metavar="PERIOD", help="opt.period")] = None,
    as_of: AsOf = None,
    by: Annotated[Literal["decision", "ceremony"], typer.Option(help="opt.basis")] = "decision",
    measure: Measure = "admission",
    map_: Annotated[Literal["then", "today"] | None, typer.Option("--map", help="opt.map")] = None,
    depth: Annotated[Literal["children", "cells"], typer.Option(help="opt.depth")] = "children",
    segment: Annotated[str | None, typer.Option(metavar="CODE", help="opt.segment")] = None,
    decimals: Annotated[str, typer.Option(metavar="N", help="opt.decimals")] = "2",
    rounding: Annotated[Rounding, typer.Option(help="opt.rounding")] = "half-up",
    explain: Annotated[bool, typer.Option("--explain", help="opt.explain")] = False,
    form: Annotated[Format, typer.Option("--format", help="opt.format")] = "text",
    output: Output = None,
    force: Force = False,
) -> None:
    """Build a report and write it."""
    face: Face = ctx.obj
    if name not in (known := (*names(), PACK)):
        raise ReportUnknown(name, known)
    if name == PACK:
        form = check_pack(ctx, form, measure, segment)
    day, places = face.day(as_of) or face.today, parse_decimals(decimals)
    asked, counted = spec(name), check_code("measures", measure)
    if by == "ceremony" and by not in measure_of(counted).steps:
        raise NoCeremony(Word("measures", counted))
    with face.reading(judged=asked.judged) as run:
        params = Params(
            unit=unit,
            period=_period(face, run, period, unit, day),
            as_of=day,
            basis=by,
            decimals=places,
            rounding=rounding,
            explain=explain,
            map=map_ or asked.map,
            every_year=period is None and asked.every_year,
            depth=depth,
            measure=counted,
            segment="" if segment is None else check_code("segments", segment),
        )
        built = asked.build(run, params, face.say)
    put_report(face, built, form, output, force=force)


def _period(face: Face, run: Run, text: str | None, unit: str | None, as_of: date) -> Period:
    """The period as typed, the year of today where none was; the days of a term are those recorded for the unit."""
    if text is None:
        return whole_years(face.today.year, face.today.year)
    term = term_named(text)
    if term is None:
        return parse_period(text, face.today)
    return term_period(run, ask(run, unit, Period(as_of, as_of), as_of).unit_id, term, as_of)
