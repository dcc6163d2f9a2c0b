"""The verbs of ``partytrack unit`` that change the organisation: move, close, merge, split."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click import Context

from partytrack.cli.commands import Command
from partytrack.cli.face import Face
from partytrack.cli.options import DryRun, OnDay, UnitCode, filled

if TYPE_CHECKING:
    from partytrack.record.act import Desk
    from partytrack.record.reorganisation import Touched

Paper = Annotated[str, typer.Option("--document", metavar="NO", callback=filled, help="opt.document")]
Yes = Annotated[bool, typer.Option("--yes", help="opt.yes")]
MANY = 1  # more people than this are asked about before they are touched


class ManyInto(Command):
    """A command whose ``--into`` takes several codes one after another: ``--into A B C``."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Give every code after ``--into`` an ``--into`` of its own, as the library wants it."""
        spread, after = list[str](), False
        for arg in args:
            if arg.startswith("-"):
                after = arg == "--into"
                spread += [] if after else [arg]
            else:
                spread += ["--into", arg] if after else [arg]
        return super().parse_args(ctx, spread)


def _carry_out(face: Face, change: "Callable[[Desk], Touched]", *, dry_run: bool, yes: bool) -> "Touched | None":
    """Do a change, after telling what it touches and asking where many people are; ``None`` when it was not done."""
    ask = not yes and not dry_run and sys.stdin.isatty()
    if dry_run or ask:
        touched = change(face.desk(rehearse=True))
        face.tell("touches", **vars(touched))
        if touched.stranded:
            face.tell("quotas_stranded", quotas=touched.stranded)
        many = touched.members + touched.candidates > MANY
        if dry_run or (many and not typer.confirm(face.say("messages.go_on"), err=True)):
            face.tell("nothing_changed")
            return None
    done = change(face.desk())
    if done.stranded:
        face.tell("quotas_stranded", quotas=done.stranded)
    return done


def move(
    ctx: typer.Context,
    unit: UnitCode,
    under: Annotated[str, typer.Option(metavar="CODE", help="opt.under")],
    on: OnDay,
    document: Paper,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Let a unit stand under another."""
    from partytrack.record.reorganisation import move_unit  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_day(on)
    if _carry_out(
        face, lambda desk: move_unit(desk, unit, under=under, on=day, document=document), dry_run=dry_run, yes=yes
    ):
        face.tell("unit_moved", code=unit, under=under, on=day)


def close(
    ctx: typer.Context, unit: UnitCode, on: OnDay, document: Paper, dry_run: DryRun = False, yes: Yes = False
) -> None:
    """Close a unit that nobody carries on."""
    from partytrack.record.reorganisation import close_unit  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_day(on)
    done = _carry_out(face, lambda desk: close_unit(desk, unit, on=day, document=document), dry_run=dry_run, yes=yes)
    if done:
        face.tell("unit_closed", code=unit, on=day)
        if done.members or done.candidates:
            face.tell("left_without_unit", members=done.members, candidates=done.candidates)


def merge(
    ctx: typer.Context,
    units: Annotated[list[str], typer.Argument(metavar="UNIT...", help="arg.merged")],
    into: Annotated[str, typer.Option(metavar="CODE", help="opt.into")],
    on: OnDay,
    document: Paper,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="opt.new_name")] = None,
    under: Annotated[str | None, typer.Option(metavar="CODE", help="opt.under")] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Merge units into one."""
    from partytrack.record.succession import merge_units  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_day(on)

    def change(desk: "Desk") -> "Touched":
        return merge_units(desk, tuple(units), into=into, on=day, document=document, name=name, under=under)

    if _carry_out(face, change, dry_run=dry_run, yes=yes):
        face.tell("units_merged", units=tuple(units), into=into, on=day)


def split(
    ctx: typer.Context,
    unit: UnitCode,
    into: Annotated[list[str], typer.Option(metavar="CODE...", help="opt.parts")],
    main: Annotated[str, typer.Option(metavar="CODE", help="opt.main")],
    on: OnDay,
    document: Paper,
    name: Annotated[list[str] | None, typer.Option(metavar="CODE=NAME", help="opt.part_names")] = None,
    share: Annotated[list[str] | None, typer.Option(metavar="CODE=PERCENT", help="opt.shares")] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Split a unit into parts."""
    from partytrack.record.succession import split_unit  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    day = face.required_day(on)
    names, shares = _pairs(name), _pairs(share)

    def change(desk: "Desk") -> "Touched":
        return split_unit(
            desk, unit, into=tuple(into), main=main, on=day, document=document, names=names, shares=shares
        )  # fmt: skip

    done = _carry_out(face, change, dry_run=dry_run, yes=yes)
    if done:
        face.tell("unit_split", unit=unit, parts=tuple(into), main=main, on=day)
        if done.unnamed:
            face.tell("parts_unnamed", parts=done.unnamed, example=done.unnamed[0], on=day.isoformat())


def _pairs(texts: list[str] | None) -> dict[str, str]:
    """What was typed as ``CODE=VALUE``, by code."""
    return {code.strip(): value for code, _, value in (text.partition("=") for text in texts or ())}
