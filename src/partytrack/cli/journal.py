"""``partytrack journal``: every act that changed the records."""

from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.lists import Wanted, put_list
from partytrack.cli.options import Force, Listing, Output, Showing
from partytrack.cli.output import put_one
from partytrack.core.errors import ChainBroken
from partytrack.core.figures import parse_count

APP = noun("journal")


@APP.command("list", cls=Command, help="journal_list")
def list_entries(
    ctx: typer.Context,
    newest: Annotated[str, typer.Option("--newest", metavar="N", help="opt.newest")] = "20",
    form: Listing = "text",
    output: Output = None,
    force: Force = False,
) -> None:
    """List the newest entries."""
    from partytrack.lists.journal import listed  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    count = parse_count("entry", newest)
    put_list(face, Wanted(form, output, force), lambda run: listed(run, face.say, count))


@APP.command("show", cls=Command, help="journal_show")
def show(
    ctx: typer.Context, entry: Annotated[str, typer.Argument(metavar="ENTRY", help="arg.entry")], form: Showing = "text"
) -> None:
    """Show what one entry changed."""
    from partytrack.lists.journal import shown  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    number = parse_count("entry", entry)
    put_one(face, "journal_entry", form, lambda run: shown(run, face.say, number))


@APP.command("verify", cls=Command, help="journal_verify")
def verify(ctx: typer.Context) -> None:
    """Check the chain of digests."""
    from partytrack.store.chain import verify_store  # noqa: PLC0415  # each command loads its own

    face: Face = ctx.obj
    entries, faults = verify_store(face.store)
    if faults:
        raise ChainBroken(tuple(face.say(f"doctor.chain_{fault.kind}", where=fault.entry) for fault in faults))
    face.tell("chain_holds", entries=entries)
