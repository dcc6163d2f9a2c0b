"""The verbs of ``partytrack member`` that tell what happens to members: transfer, arrive, return, remove, die, restore."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from partytrack.cli.face import Face
from partytrack.cli.options import Born, Document, DryRun, Facts, NationalId, OnDay, PersonName, Sex, filled
from partytrack.cli.streams import put
from partytrack.core.errors import WhereTo
from partytrack.core.life_events import DIED, RESTORED, TRANSFER_IN, TRANSFER_OUT
from partytrack.core.words import Word

if TYPE_CHECKING:
    from datetime import date

    from partytrack.record.life import Lived

MemberCode: TypeAlias = Annotated[str, typer.Argument(metavar="PERSON", help="arg.member")]
InTo: TypeAlias = Annotated[str, typer.Option("--unit", metavar="CODE", help="opt.member_unit")]
To: TypeAlias = Annotated[str | None, typer.Option("--to", metavar="CODE", help="opt.transfer_to")]
Away: TypeAlias = Annotated[str | None, typer.Option("--away", metavar="PLACE", callback=filled, help="opt.away")]
Reason: TypeAlias = Annotated[str | None, typer.Option(metavar="TEXT", callback=filled, help="opt.left_reason")]
Kind: TypeAlias = Literal["removal", "expulsion", "withdrawal"]


def transfer(
    ctx: typer.Context,
    person: MemberCode,
    on: OnDay,
    to: To = None,
    away: Away = None,
    document: Document = None,
    dry_run: DryRun = False,
) -> None:
    """Transfer a member within the store, or away from it."""
    from partytrack.record import departures  # noqa: PLC0415  # only acts pay for the database library
    from partytrack.record.life import Happening  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    where, day, desk = where_to(to, away), face.required_past_day(on), face.desk(rehearse=dry_run)
    if away is None:
        lived = departures.transfer(desk, person, to=where, on=day, document=document)
    else:
        lived = departures.leave(desk, person, Happening(TRANSFER_OUT, day, document, place=where))
    face.tell("member_transferred", person=lived.person, unit=lived.unit, to=where, on=day)
    tell_rest(face, lived, day, dry_run=dry_run)


def where_to(to: str | None, away: str | None) -> str:
    """The unit or the place to which a move leads: one of the two is told."""
    told = [each for each in (to, away) if each is not None]
    if len(told) != 1:
        raise WhereTo
    return told[0]


def arrive(
    ctx: typer.Context,
    name: PersonName,
    unit: InTo,
    from_place: Annotated[str, typer.Option(metavar="PLACE", callback=filled, help="opt.from_place")],
    on: OnDay,
    born: Born = None,
    sex: Sex = None,
    national_id: NationalId = None,
    fact: Facts = None,
    admitted_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.admitted_on")] = None,
    confirmed_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.confirmed_on")] = None,
    document: Document = None,
    dry_run: DryRun = False,
) -> None:
    """Enter a member who comes from another organisation and print their code."""
    from partytrack.record import arrivals  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    code, twins = arrivals.arrive(
        face.desk(rehearse=dry_run), face.new_person(name, born, sex, fact, national_id), unit, on=day,
        place=from_place, document=document, admitted_on=face.past_day(admitted_on), confirmed_on=face.past_day(confirmed_on),
    )  # fmt: skip
    if not dry_run:
        put(f"{code}\n")
    face.tell("member_arrived", name=" ".join(name.split()), code=code, unit=unit, on=day)
    if twins:
        face.tell("namesakes", people=twins)
    if dry_run:
        face.tell("nothing_changed")


def come_back(
    ctx: typer.Context,
    person: MemberCode,
    unit: InTo,
    on: OnDay,
    from_place: Annotated[str | None, typer.Option(metavar="PLACE", callback=filled, help="opt.from_place")] = None,
    admitted_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.back_admitted_on")] = None,
    confirmed_on: Annotated[str | None, typer.Option(metavar="DATE", help="opt.back_confirmed_on")] = None,
    document: Document = None,
    dry_run: DryRun = False,
) -> None:
    """Let somebody who had moved away be a member here again."""
    from partytrack.record import arrivals  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    lived = arrivals.come_back(
        face.desk(rehearse=dry_run), person, unit, on=day, place=from_place, document=document,
        admitted_on=face.past_day(admitted_on), confirmed_on=face.past_day(confirmed_on),
    )  # fmt: skip
    face.tell("member_back", person=lived.person, event=Word("life_events", TRANSFER_IN), unit=lived.unit, on=day)
    tell_rest(face, lived, day, dry_run=dry_run)


def remove(
    ctx: typer.Context,
    person: MemberCode,
    kind: Annotated[Kind, typer.Option(help="opt.left_kind")],
    on: OnDay,
    document: Document = None,
    reason: Reason = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a member is removed, expelled, or withdraws."""
    _leave(ctx.obj, person, kind, on, document=document, reason=reason, dry_run=dry_run)


def die(ctx: typer.Context, person: MemberCode, on: OnDay, document: Document = None, dry_run: DryRun = False) -> None:
    """Record the death of a member."""
    _leave(ctx.obj, person, DIED, on, document=document, reason=None, dry_run=dry_run)


def _leave(
    face: Face, person: str, kind: str, on: str, *, document: str | None, reason: str | None, dry_run: bool
) -> None:
    from partytrack.record.departures import leave  # noqa: PLC0415  # only acts pay for the database library
    from partytrack.record.life import Happening  # noqa: PLC0415  # as above

    day = face.required_past_day(on)
    lived = leave(face.desk(rehearse=dry_run), person, Happening(kind, day, document, reason))
    face.tell("member_left", person=lived.person, unit=lived.unit, event=Word("life_events", kind), on=day)
    tell_rest(face, lived, day, dry_run=dry_run)


def restore(
    ctx: typer.Context,
    person: MemberCode,
    unit: InTo,
    on: OnDay,
    document: Annotated[str, typer.Option("--document", metavar="NO", callback=filled, help="opt.document")],
    dry_run: DryRun = False,
) -> None:
    """Restore a member who was wrongly removed or expelled."""
    from partytrack.record import arrivals  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_past_day(on)
    lived = arrivals.restore(face.desk(rehearse=dry_run), person, unit, on=day, document=document)
    face.tell("member_back", person=lived.person, event=Word("life_events", RESTORED), unit=lived.unit, on=day)
    tell_rest(face, lived, day, dry_run=dry_run)


def tell_rest(face: Face, lived: "Lived", on: "date", *, dry_run: bool) -> None:
    """Tell what follows for cases: what the rules note, the step their own took, and which lack a mentor."""
    face.tell_findings(lived.findings)
    if lived.case is not None and lived.step is not None:
        face.tell("rehearsed" if dry_run else "step_recorded", case=lived.case, step=Word("steps", lived.step), on=on)
    tell_unmentored(face, lived.unmentored, on)
    if dry_run:
        face.tell("nothing_changed")


def tell_unmentored(face: Face, cases: tuple[str, ...], on: "date") -> None:
    """Tell which cases lack a mentor from a day on, and how the cell assigns one."""
    if cases:
        face.tell("unmentored", cases=cases, example=cases[0], on=on)
