"""``partytrack unit``: the organisation."""

from typing import Annotated

import typer

from partytrack.cli import reorganise
from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import AsOf, Document, Listing, OnDay, RecordsFrom, Since, UnitCode
from partytrack.cli.output import put_list, put_one

APP = noun("unit")
UnitName = Annotated[str, typer.Argument(metavar="NAME", help="arg.unit_name")]


@APP.command("add", cls=Command, help="unit_add", epilog="unit_kinds")
def add(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="arg.new_code")],
    name: UnitName,
    kind: Annotated[str, typer.Option(metavar="KIND", help="opt.kind")],
    under: Annotated[str, typer.Option(metavar="CODE", help="opt.under")],
    since: Since = None,
    records_from: RecordsFrom = None,
) -> None:
    """Enter a unit."""
    from partytrack.record.units import add_unit  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    add_unit(
        face.desk(), code, name, kind=kind, under=under, since=face.day(since), records_from=face.day(records_from)
    )
    face.tell("unit_added", code=code.strip(), under=under.strip())


@APP.command("list", cls=Command, help="unit_list")
def list_units(ctx: typer.Context, as_of: AsOf = None, form: Listing = "text") -> None:
    """List the units of a day."""
    from partytrack.lists.units import listed  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    day = face.day(as_of) or face.today
    put_list(face, "units", form, lambda run: listed(run, face.say, day))


@APP.command("show", cls=Command, help="unit_show")
def show(ctx: typer.Context, unit: UnitCode, as_of: AsOf = None, form: Listing = "text") -> None:
    """Show one unit."""
    from partytrack.lists.units import shown  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    day = face.day(as_of) or face.today
    put_one(face, "unit", form, lambda run: shown(run, face.say, unit, day))


@APP.command("rename", cls=Command, help="unit_rename")
def rename(ctx: typer.Context, unit: UnitCode, name: UnitName, on: OnDay, document: Document = None) -> None:
    """Give a unit a new name."""
    from partytrack.record.units import rename_unit  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_day(on)
    code = rename_unit(face.desk(), unit, name, on=day, document=document)
    face.tell("unit_renamed", code=code, name=" ".join(name.split()), on=day)


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


APP.command("move", cls=Command, help="unit_move")(reorganise.move)
APP.command("merge", cls=Command, help="unit_merge")(reorganise.merge)
APP.command("split", cls=reorganise.ManyInto, help="unit_split")(reorganise.split)
APP.command("close", cls=Command, help="unit_close")(reorganise.close)
