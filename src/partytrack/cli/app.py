"""The command line as a whole: options for every command, and the one place where failures become exit codes."""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
import typer.main
from typer._click import Command, exceptions

from partytrack.cli.commands import Nouns
from partytrack.cli.face import Face, pick_actor, pick_lang, pick_today, store_path, store_settings
from partytrack.cli.misuse import unreadable, wrong_usage
from partytrack.cli.options import Version
from partytrack.cli.streams import abandon, open_streams, warn
from partytrack.core.dates import Lang
from partytrack.core.errors import (
    BadData,
    Misused,
    NotFound,
    PartytrackError,
    Refused,
    StoreFault,
    StoreOlder,
    StoreStale,
    StoreUnreadable,
)
from partytrack.core.texts import Texts

EXIT = {Refused: 1, Misused: 2, NotFound: 3, BadData: 4, StoreFault: 5}
DATA, DISK, INTERRUPTED = 4, 5, 130
MENDS = 2  # an older store is upgraded, then its cases are judged

APP = typer.Typer(
    cls=Nouns,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@APP.callback(help="app")
def options(
    ctx: typer.Context,
    db: Annotated[
        str | None, typer.Option(metavar="PATH|URL", envvar="PARTYTRACK_DB", show_envvar=False, help="opt.db")
    ] = None,
    lang: Annotated[Literal["vi", "en"] | None, typer.Option(metavar="vi|en", help="opt.lang")] = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", envvar="PARTYTRACK_TODAY", show_envvar=False, help="opt.today")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", envvar="PARTYTRACK_ACTOR", show_envvar=False, help="opt.actor")
    ] = None,
    version: Version = False,  # noqa: ARG001  # acted on before the command is looked at
) -> None:
    """Set up what every command is given."""
    face: Face = ctx.obj
    face.store, face.store_named = store_path(db), db is not None
    face.settings = store_settings(face.store)
    face.say = Texts(pick_lang(lang, face.settings))
    face.today, face.today_named = pick_today(today, face.settings), today is not None
    face.actor = pick_actor(actor)


def run() -> None:
    """Run the arguments of the process and end it with the exit code."""
    open_streams()
    code = call(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _output_lost(Face(Texts(_early_lang(sys.argv[1:]))), error)
    gc.disable()
    gc.freeze()
    sys.exit(code)


def call(args: list[str]) -> int:
    """Run a command line and hand back its exit code; failures are told to stderr, never as a traceback."""
    face = Face(Texts(_early_lang(args)))
    if (text := unreadable(args)) is not None:
        warn(face.say("usage.unreadable", text=text))
        return DATA
    code = 0
    command = typer.main.get_command(APP)
    try:
        _invoke_mending(command, args, face)
    except typer.Exit as done:
        code = done.exit_code
    except PartytrackError as error:
        warn(face.say.error(error))
        code = next(code for family, code in EXIT.items() if isinstance(error, family))
    except exceptions.UsageError as error:
        warn(wrong_usage(error, face.say))
        code = error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        face.tell("aborted")
        code = INTERRUPTED
    except OSError as error:
        code = _output_lost(face, error)
    return code


def _invoke_mending(command: Command, args: list[str], face: Face) -> None:
    """Run the command; one that met a store of an older version, or judged by older law, has done nothing yet and runs again."""
    for _ in range(MENDS):
        try:
            _invoke(command, args, face)
        except StoreOlder as older:
            _upgrade(older, face)
        except StoreStale as stale:
            _rejudge(stale)
        else:
            return
    _invoke(command, args, face)


def _invoke(command: Command, args: list[str], face: Face) -> None:
    with command.make_context("partytrack", list(args), obj=face) as ctx:
        command.invoke(ctx)


def _upgrade(older: StoreOlder, face: Face) -> None:
    """Bring a store of an older version up to this one: the command that met it has done nothing yet and runs again."""
    from partytrack.store.upgrade import upgrade_in_place  # noqa: PLC0415  # only a new version pays for it, once

    kept = upgrade_in_place(Path(older.path))
    if kept is not None:
        face.tell("upgraded", store=older.path, kept=kept)


def _rejudge(stale: StoreStale) -> None:
    """Derive where cases stand by the law and days off that hold now; the command that met it has done nothing yet."""
    from partytrack.store.standings import rejudge  # noqa: PLC0415  # only new law or days off pay for it, once

    try:
        rejudge(Path(stale.path))
    except StoreUnreadable as error:
        raise stale from error


def _output_lost(face: Face, error: OSError) -> int:
    """Say that the result could not be written; a reader who has seen enough (``| head``) is no failure."""
    abandon(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return 0
    face.tell("output_lost", reason=error.strerror)
    return DISK


def _early_lang(args: list[str]) -> Lang:
    """The language before the options are parsed, for help and for usage errors."""

    def named(option: str) -> str | None:
        found = None
        for place, arg in enumerate(args):
            if arg == option:
                found = next(iter(args[place + 1 :]), None)
            elif arg.startswith(f"{option}="):
                found = arg.partition("=")[2]
        return found

    lang = named("--lang")
    if lang or os.environ.get("PARTYTRACK_LANG"):
        return pick_lang(lang, {})
    try:
        return pick_lang(None, store_settings(store_path(named("--db") or os.environ.get("PARTYTRACK_DB"))))
    except (PartytrackError, ValueError):  # a path that cannot even be asked for is told of later
        return pick_lang(None, {})
