"""``partytrack tally``: counts from before the records."""

from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.lists import Wanted, put_list
from partytrack.cli.options import Amount, DryRun, Force, InUnit, Listing, Measure, Output, UnitCode, Year, filled
from partytrack.core.figures import parse_count
from partytrack.core.period import parse_year

APP = noun("tally")


@APP.command("set", cls=Command, help="tally_set", epilog="measures")
def set_(
    ctx: typer.Context,
    unit: UnitCode,
    year: Year,
    count: Amount,
    document: Annotated[str, typer.Option(metavar="NO", callback=filled, help="opt.tally_document")],
    measure: Measure = "admission",
) -> None:
    """Enter how many were admitted in a past year."""
    from partytrack.record.tallies import set_tally  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    number, in_year = parse_count("tally", count), parse_year(year)
    set_tally(face.desk(), unit, in_year, number, measure=measure, document=document)
    face.tell("tally_set", unit=unit, year=in_year, count=number)


@APP.command("remove", cls=Command, help="tally_remove")
def remove(
    ctx: typer.Context, unit: UnitCode, year: Year, measure: Measure = "admission", dry_run: DryRun = False
) -> None:
    """Take a tally away."""
    from partytrack.record.tallies import remove_tally  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    in_year = parse_year(year)
    remove_tally(face.desk(), unit, in_year, measure=measure, rehearse=dry_run)
    face.tell("would_remove_tally" if dry_run else "tally_removed", unit=unit, year=in_year)


@APP.command("list", cls=Command, help="tally_list")
def list_tallies(
    ctx: typer.Context, unit: InUnit = None, form: Listing = "text", output: Output = None, force: Force = False
) -> None:
    """List tallies at and under a unit."""
    from partytrack.lists.plan import tallies  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    put_list(face, Wanted(form, output, force), lambda run: tallies(run, face.say, unit, face.today), unit)
