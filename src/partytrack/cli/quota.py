"""``partytrack quota``: the plan."""

from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import Amount, AsOf, Document, Listing, Measure, UnitCode, Year
from partytrack.cli.output import put_list
from partytrack.core.figures import parse_count
from partytrack.core.period import parse_year

APP = noun("quota")


@APP.command("set", cls=Command, help="quota_set", epilog="measures")
def set_(
    ctx: typer.Context,
    unit: UnitCode,
    year: Year,
    amount: Amount,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="opt.decided_on")] = None,
    document: Document = None,
    assumed: Annotated[bool, typer.Option("--assumed", help="opt.assumed")] = False,
    measure: Measure = "admission",
) -> None:
    """Enter a quota, or a new version of it."""
    from partytrack.record.quotas import NewQuota, set_quota  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    new = NewQuota(
        unit, parse_year(year), parse_count("quota", amount), face.day(on), document, assumed=assumed, measure=measure
    )
    set_quota(face.desk(), new)
    face.tell("quota_set", unit=unit, year=new.year, amount=new.amount)


@APP.command("list", cls=Command, help="quota_list")
def list_quotas(ctx: typer.Context, unit: UnitCode, as_of: AsOf = None, form: Listing = "text") -> None:
    """List the quotas in force at and under a unit."""
    from partytrack.lists.plan import quotas  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    day = face.day(as_of) or face.today
    put_list(face, "quotas", form, lambda run: quotas(run, face.say, unit, day))


@APP.command("history", cls=Command, help="quota_history")
def history(ctx: typer.Context, unit: UnitCode, form: Listing = "text") -> None:
    """List every version of a unit's quotas."""
    from partytrack.lists.plan import history as versions  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    put_list(face, "quota_history", form, lambda run: versions(run, face.say, unit, face.today))
