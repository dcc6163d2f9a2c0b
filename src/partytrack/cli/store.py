"""``partytrack backup``, ``restore`` and ``doctor``: the care of the store."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import Force
from partytrack.core.errors import StoreUnsound

APP = noun()
BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="arg.backup", readable=False)]


@APP.command("backup", cls=Command, help="backup")
def backup(ctx: typer.Context, file: BackupFile) -> None:
    """Copy the store."""
    from partytrack.store.backup import back_up  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    back_up(face.store, file)
    face.tell("backed_up", file=file)


@APP.command("restore", cls=Command, help="restore")
def restore(ctx: typer.Context, file: BackupFile, force: Force = False) -> None:
    """Put a backup in the store's place."""
    from partytrack.store.restore import restore as put_back  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    kept = put_back(file, face.store, force=force, at=datetime.now(UTC))
    face.tell("restored", file=file, store=face.store)
    if kept is not None:
        face.tell("kept", kept=kept)


@APP.command("doctor", cls=Command, help="doctor")
def doctor(ctx: typer.Context) -> None:
    """Examine the store."""
    from partytrack.store.doctor import examine  # noqa: PLC0415  # only this pays for the database library

    face: Face = ctx.obj
    complaints = examine(face.store)
    if complaints:
        raise StoreUnsound(tuple(face.say(f"doctor.{each.check}", where=each.where) for each in complaints))
    face.tell("sound", store=face.store)
