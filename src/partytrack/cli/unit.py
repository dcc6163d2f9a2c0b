"""``partytrack unit``: the organisation."""

from typing import Annotated

import typer

from partytrack.cli import reorganise
from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.lists import Wanted, put_list
from partytrack.cli.options import (
    Area,
    AsOf,
    Document,
    DryRun,
    Force,
    Listing,
    OnDay,
    Output,
    RecordsFrom,
    Showing,
    Since,
    UnitCode,
)
from partytrack.cli.output import put_one
from partytrack.core.period import Period
from partytrack.core.span import parse_term
from partytrack.core.words import Word

APP = noun("unit")
UnitName = Annotated[str, typer.Argument(metavar="NAME", help="arg.unit_name")]


@APP.command("add", cls=Command, help="unit_add", epilog="unit_kinds areas")
def add(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="arg.new_code")],
    name: UnitName,
    kind: Annotated[str, typer.Option(metavar="KIND", help="opt.kind")],
    under: Annotated[str, typer.Option(metavar="CODE", help="opt.under")],
    since: Since = None,
    records_from: RecordsFrom = None,
    area: Area = None,
) -> None:
    """Enter a unit."""
    from partytrack.record.units import add_unit  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    add_unit(
        face.desk(), code, name, kind=kind, under=under, since=face.day(since), records_from=face.day(records_from),
        area=area,
    )  # fmt: skip
    face.tell("unit_added", code=code.strip(), under=under.strip())


@APP.command("list", cls=Command, help="unit_list")
def list_units(
    ctx: typer.Context, as_of: AsOf = None, form: Listing = "text", output: Output = None, force: Force = False
) -> None:
    """List the units of a day."""
    from partytrack.lists.units import listed  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    day = face.day(as_of) or face.today
    put_list(face, Wanted(form, output, force), lambda run: listed(run, face.say, day), day=day)


@APP.command("show", cls=Command, help="unit_show")
def show(ctx: typer.Context, unit: UnitCode, as_of: AsOf = None, form: Showing = "text") -> None:
    """Show one unit."""
    from partytrack.lists.units import shown  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    day = face.day(as_of) or face.today
    put_one(face, "unit", form, lambda run: shown(run, face.say, unit, day))


@APP.command("rename", cls=Command, help="unit_rename")
def rename(
    ctx: typer.Context, unit: UnitCode, name: UnitName, on: OnDay, document: Document = None, dry_run: DryRun = False
) -> None:
    """Give a unit a new name."""
    from partytrack.record.units import rename_unit  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_day(on)
    code = rename_unit(face.desk(rehearse=dry_run), unit, name, on=day, document=document)
    face.tell("unit_renamed", code=code, name=" ".join(name.split()), on=day)
    if dry_run:
        face.tell("nothing_changed")


@APP.command("area", cls=Command, help="unit_area", epilog="areas")
def area(
    ctx: typer.Context, unit: UnitCode, area: Annotated[str, typer.Argument(metavar="AREA", help="arg.area")]
) -> None:
    """Say where the people of a cell live or work."""
    from partytrack.record.units import set_area  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    code, area = set_area(face.desk(), unit, area)
    face.tell("area_set", code=code, area=Word("areas", area))


@APP.command("records-from", cls=Command, help="unit_records")
def records(
    ctx: typer.Context, unit: UnitCode, day: Annotated[str, typer.Argument(metavar="DATE", help="opt.records_from")]
) -> None:
    """Say from which day a unit's records are complete."""
    from partytrack.record.units import set_records_from  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    first = face.required_day(day)
    code = set_records_from(face.desk(), unit, first)
    face.tell("records_set", code=code, day=first)


@APP.command("term", cls=Command, help="unit_term")
def term(
    ctx: typer.Context,
    unit: UnitCode,
    name: Annotated[str, typer.Argument(metavar="FIRST-LAST", help="arg.term")],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="opt.term_from")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="opt.term_to")],
    document: Document = None,
    dry_run: DryRun = False,
) -> None:
    """Say which days a unit's term of office has."""
    from partytrack.record.terms import set_term  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    span, days = parse_term(name), Period(face.required_day(first), face.required_day(last))
    code = set_term(face.desk(rehearse=dry_run), unit, span, days, document=document)
    face.tell("term_set", unit=code, term=span.term.replace("-", "–"), first=days.first, last=days.last)
    if dry_run:
        face.tell("nothing_changed")


APP.command("move", cls=Command, help="unit_move")(reorganise.move)
APP.command("merge", cls=Command, help="unit_merge")(reorganise.merge)
APP.command("split", cls=reorganise.ManyInto, help="unit_split")(reorganise.split)
APP.command("close", cls=Command, help="unit_close")(reorganise.close)
