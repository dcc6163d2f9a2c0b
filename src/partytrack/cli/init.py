"""``partytrack init``: a new store with its root committee."""

import errno
import os
from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.options import RecordsFrom, Since, filled
from partytrack.core.errors import StoreUnreadable

APP = noun()


@APP.command("init", cls=Command, help="init", epilog="unit_kinds")
def init(
    ctx: typer.Context,
    code: Annotated[str, typer.Option(metavar="CODE", help="init_code")],
    name: Annotated[str, typer.Option(metavar="NAME", help="init_name")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="opt.kind")] = "committee",
    since: Since = None,
    records_from: RecordsFrom = None,
    superior: Annotated[str | None, typer.Option(metavar="NAME", callback=filled, help="init_superior")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", callback=filled, help="init_place")] = None,
) -> None:
    """Make the store and found its root."""
    from partytrack.record.units import begin  # noqa: PLC0415  # only acts pay for the database library
    from partytrack.store.creation import ensure_store  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    if face.store.is_dir():
        raise StoreUnreadable(str(face.store), os.strerror(errno.EISDIR))
    settings = {"lang": face.say.lang, "superior": superior, "place": place}
    with ensure_store(face.store) as store:
        desk = face.desk_at(store)
        begin(
            desk, code, name, kind=kind, since=face.day(since), records_from=face.day(records_from),
            settings={key: value for key, value in settings.items() if value},
        )  # fmt: skip
    face.tell("begun", code=code, store=face.store)
