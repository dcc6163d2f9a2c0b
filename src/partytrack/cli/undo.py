"""``partytrack undo``: take an act back."""

from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import DryRun
from partytrack.core.figures import parse_count
from partytrack.core.words import Word

APP = noun()


@APP.command("undo", cls=Command, help="undo")
def undo(
    ctx: typer.Context,
    entry: Annotated[str | None, typer.Argument(metavar="[ENTRY]", help="arg.undo")] = None,
    dry_run: DryRun = False,
) -> None:
    """Undo the newest act, or the named entry of the journal."""
    from partytrack.record.undo import undo as take_back  # noqa: PLC0415  # only acts pay for the database library

    face: Face = ctx.obj
    number = parse_count("entry", entry) if entry is not None else None
    undone = take_back(face.desk(), number, rehearse=dry_run)
    face.tell(
        "would_undo" if dry_run else "undone",
        entry=undone.id, act=Word("acts", undone.act), subject=undone.subject, at=undone.at,
    )  # fmt: skip
