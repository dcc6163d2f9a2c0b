"""``partytrack quota``: the plan."""

from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.lists import Wanted, put_list
from partytrack.cli.options import AsOf, Document, Force, Listing, Measure, Output, UnitCode
from partytrack.core.amount import parse_amount
from partytrack.core.figures import parse_count
from partytrack.core.span import parse_span
from partytrack.core.words import Word

APP = noun("quota")


@APP.command("set", cls=Command, help="quota_set", epilog="measures segments rounds")
def set_(
    ctx: typer.Context,
    unit: UnitCode,
    years: Annotated[str, typer.Argument(metavar="YEARS", help="arg.years")],
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="arg.amount")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="opt.decided_on")] = None,
    document: Document = None,
    assumed: Annotated[bool, typer.Option("--assumed", help="opt.assumed")] = False,
    measure: Measure = "admission",
    segment: Annotated[str, typer.Option("--segment", metavar="CODE", help="opt.quota_segment")] = "",
    round_: Annotated[str, typer.Option("--round", metavar="CODE", help="opt.round")] = "",
    base_count: Annotated[str | None, typer.Option("--base-count", metavar="N", help="opt.base_count")] = None,
    base_on: Annotated[str | None, typer.Option("--base-on", metavar="DATE", help="opt.base_on")] = None,
) -> None:
    """Enter a quota, or a new version of it."""
    from partytrack.record.quotas import NewQuota, set_quota  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    base = None if base_count is None else parse_count("base_count", base_count)
    span, many = parse_span(years), parse_amount(amount, base_count=base, base_on=face.day(base_on))
    new = NewQuota(unit, span, many, face.day(on), document, assumed, measure, segment.strip(), round_.strip())
    set_quota(face.desk(), new)
    said = {"unit": unit, "span": span.told, "amount": many.told, "figure": many.goal(span.years).text}
    face.tell("quota_set" if many.is_figure else "quota_set_as", **said)
    other = "" if measure == "admission" else measure
    parts = (("measures", other), ("segments", new.segment), ("rounds", new.round))
    named = tuple(Word(*part) for part in parts if part[1])
    if named:
        face.tell("quota_part", parts=named)


@APP.command("list", cls=Command, help="quota_list")
def list_quotas(
    ctx: typer.Context,
    unit: UnitCode,
    as_of: AsOf = None,
    form: Listing = "text",
    output: Output = None,
    force: Force = False,
) -> None:
    """List the quotas in force at and under a unit."""
    from partytrack.lists.plan import quotas  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    day = face.day(as_of) or face.today
    put_list(face, Wanted(form, output, force), lambda run: quotas(run, face.say, unit, day), unit, day)


@APP.command("history", cls=Command, help="quota_history")
def history(
    ctx: typer.Context, unit: UnitCode, form: Listing = "text", output: Output = None, force: Force = False
) -> None:
    """List every version of a unit's quotas."""
    from partytrack.lists.plan import history as versions  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    put_list(face, Wanted(form, output, force), lambda run: versions(run, face.say, unit, face.today), unit)
