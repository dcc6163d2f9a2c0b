"""The command line as a whole: options for every command, and the one place where failures become exit codes."""

import gc
import os
import sys
from typing import Annotated, Literal

import typer
import typer.main
from typer._click import exceptions

from partytrack import __version__
from partytrack.cli.commands import Nouns
from partytrack.cli.face import Face, pick_actor, pick_lang, pick_today, store_path, store_settings
from partytrack.core.dates import Lang
from partytrack.core.errors import BadData, Misused, NotFound, PartytrackError, Refused, StoreFault
from partytrack.core.texts import Texts

EXIT = {Refused: 1, Misused: 2, NotFound: 3, BadData: 4, StoreFault: 5}
USAGE = 2

APP = typer.Typer(cls=Nouns, rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@APP.callback(help="app")
def options(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option(envvar="PARTYTRACK_DB", show_envvar=False, help="opt.db")] = None,
    lang: Annotated[Literal["vi", "en"] | None, typer.Option(help="opt.lang")] = None,
    today: Annotated[str | None, typer.Option(envvar="PARTYTRACK_TODAY", show_envvar=False, help="opt.today")] = None,
    actor: Annotated[str | None, typer.Option(envvar="PARTYTRACK_ACTOR", show_envvar=False, help="opt.actor")] = None,
    version: Annotated[bool, typer.Option("--version", help="opt.version")] = False,
) -> None:
    """Set up what every command is given."""
    face: Face = ctx.obj
    if version:
        print(f"partytrack {__version__}")
        raise typer.Exit
    face.store, face.store_named = store_path(db), db is not None
    face.settings = store_settings(face.store)
    face.say = Texts(pick_lang(lang, face.settings))
    face.today, face.today_named = pick_today(today, face.settings), today is not None
    face.actor = pick_actor(actor)


def run() -> None:
    """Run the arguments of the process and end it with the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # a console in an old code page must not stop a report half-way
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # both are text streams
    code = call(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
    gc.disable()
    gc.freeze()
    sys.exit(code)


def call(args: list[str]) -> int:
    """Run a command line and hand back its exit code; failures are told to stderr, never as a traceback."""
    face = Face(Texts(_early_lang(args)))
    command = typer.main.get_command(APP)
    try:
        result = command.main(args, prog_name="partytrack", standalone_mode=False, obj=face)
    except PartytrackError as error:
        print(face.say.error(error), file=sys.stderr)
        return next(code for family, code in EXIT.items() if isinstance(error, family))
    except exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return USAGE
    except exceptions.UsageError as error:
        print(_usage(error, face), file=sys.stderr)
        return USAGE
    except typer.Abort:
        face.tell("aborted")
        return 1
    except BrokenPipeError:
        return 0
    return result if isinstance(result, int) else 0


def _early_lang(args: list[str]) -> Lang:
    """The language before the options are parsed, for help and for usage errors."""

    def named(option: str) -> str | None:
        for place, arg in enumerate(args):
            if arg == option:
                return next(iter(args[place + 1 :]), None)
            if arg.startswith(f"{option}="):
                return arg.partition("=")[2]
        return None

    lang = named("--lang")
    if lang or os.environ.get("PARTYTRACK_LANG"):
        return pick_lang(lang, {})
    try:
        return pick_lang(None, store_settings(store_path(named("--db") or os.environ.get("PARTYTRACK_DB"))))
    except PartytrackError:
        return pick_lang(None, {})


def _usage(error: exceptions.UsageError, face: Face) -> str:
    """What is wrong with the command line, in the reader's language, and where to read how it goes."""
    return (
        f"{_what(error, face)} {face.say('usage.help', command=error.ctx.command_path if error.ctx else 'partytrack')}"
    )


def _what(error: exceptions.UsageError, face: Face) -> str:
    if isinstance(error, exceptions.NoSuchOption):
        return face.say("usage.option", option=error.option_name, near=tuple(error.possibilities or ()))
    if isinstance(error, exceptions.BadParameter) and error.param is not None and error.ctx is not None:
        hint = error.param.get_error_hint(error.ctx).replace("'", "")
        if isinstance(error, exceptions.MissingParameter):
            return face.say("usage.missing", what=hint)
        return face.say("usage.value", what=hint, choices=tuple(getattr(error.param.type, "choices", ())))
    if isinstance(error, exceptions.BadOptionUsage):
        return face.say("usage.incomplete", option=error.option_name)
    if "No such command" in error.message:
        return face.say("usage.command", command=error.message.split("'")[1])
    if "Missing command" in error.message:
        return face.say("usage.no_command")
    return face.say("usage.extra", detail=error.message.partition("(")[2].rstrip(")"))
