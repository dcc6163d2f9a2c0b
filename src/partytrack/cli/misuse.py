"""What is wrong with a command line, in the reader's language, and where to read how it goes."""

import os
import re
from collections.abc import Iterable

from typer._click import Context, Parameter, exceptions

from partytrack.core.texts import Texts

# Tab and line ends may come along when a cell is copied; names and codes are judged where they are recorded.
_UNREADABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
_SETTINGS = ("PARTYTRACK_DB", "PARTYTRACK_LANG", "PARTYTRACK_TODAY", "PARTYTRACK_ACTOR")


class BadText(exceptions.BadParameter):
    """The text of an option is empty or too long (``fault``: the key of its sentence); this is bad data."""

    exit_code = 4

    def __init__(self, fault: str, ctx: Context, param: Parameter) -> None:
        super().__init__(fault, ctx=ctx, param=param)
        self.fault = fault


def unreadable(args: Iterable[str]) -> str | None:
    """The first argument or setting that holds control characters or bytes that are no UTF-8, made visible."""
    for text in (*args, *(os.environ.get(name, "") for name in _SETTINGS)):
        if re.search(_UNREADABLE, text):
            return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
    return None


def wrong_usage(error: exceptions.UsageError, say: Texts) -> str:
    """The whole message for a wrong command line."""
    if isinstance(error, exceptions.NoArgsIsHelpError):
        return error.format_message()
    command = error.ctx.command_path if error.ctx else "partytrack"
    return f"{_what(error, say)} {say('usage.help', command=command)}"


def _what(error: exceptions.UsageError, say: Texts) -> str:
    if isinstance(error, exceptions.NoSuchOption):
        return say("usage.option", option=error.option_name) + _near(error.possibilities or (), say)
    if isinstance(error, exceptions.BadParameter):
        return _bad_parameter(error, say)
    if isinstance(error, exceptions.BadOptionUsage):
        kind = "no_value" if "does not take a value" in error.message else "incomplete"
        return say(f"usage.{kind}", option=error.option_name)
    if match := re.match(r"No such command (['\"])(.*?)\1\.", error.message, re.DOTALL):
        return say("usage.command", command=match[2]) + _near(_like(match[2], error.ctx), say)
    if error.message == "Missing command.":
        return say("usage.no_command")
    return say("usage.extra", detail=error.message.partition("argument(s) (")[2].removesuffix(")"))


def _bad_parameter(error: exceptions.BadParameter, say: Texts) -> str:
    hint = ""
    if error.param is not None and error.ctx is not None:
        hint = error.param.get_error_hint(error.ctx).replace("'", "").removesuffix("...")
    if isinstance(error, exceptions.MissingParameter):
        return say("usage.missing", what=hint)
    if isinstance(error, BadText):
        return say(f"usage.{error.fault}", what=hint)
    return say("usage.value", what=hint, choices=tuple(getattr(error.param.type, "choices", ())) if error.param else ())


def _like(command: str, ctx: Context | None) -> list[str]:
    """Commands that look like the one typed, best first."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a slip of the key needs it

    known = ctx.command.list_commands(ctx) if ctx is not None else ()  # type: ignore[attr-defined]  # groups alone fail so
    return get_close_matches(command.lower(), known, n=3)


def _near(found: Iterable[str], say: Texts) -> str:
    near = tuple(found)
    return " " + say("usage.near", near=near) if near else ""
