"""Commands and groups in the reader's language; a noun's module is loaded only when its command is called.

Help texts in the command files are keys of ``data/texts/help.toml``; they are looked up when help is shown.
"""

import re
from collections.abc import Sequence
from importlib import import_module

import typer.main
from typer._click import Command as ClickCommand
from typer._click import Context, HelpFormatter
from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperGroup

from partytrack.core.codes import code_list
from partytrack.core.data import read_toml
from partytrack.core.texts import Texts
from partytrack.core.words import Word

NOUNS = {
    "demo": "demo", "init": "init", "unit": "unit", "member": "member", "candidate": "candidate", "person": "person", "course": "course",
    "quota": "quota", "tally": "tally", "template": "template", "import": "imports", "report": "report", "due": "due", "journal": "journal", "undo": "undo",
    "backup": "store", "restore": "store", "doctor": "store",
}  # fmt: skip
"""Every noun of the command line, in the order of the help, with the module that holds it."""

_USAGE_WORDS = (("[OPTIONS]", "usage_options"), ("COMMAND [ARGS]...", "usage_command"))
_NEGATIVE = r"-[0-9]"
_KEY = r"[a-z_]+(\.[a-z_]+)*"


class Formatter(HelpFormatter):
    """Help in the reader's language: the words that the library brings along are put over."""

    def __init__(self, say: Texts, width: int | None, max_width: int | None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.say = say

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line, without the braces around what is required."""
        for word, key in _USAGE_WORDS:
            args = args.replace(word, self.say(f"help.{key}"))
        super().write_usage(prog, re.sub(r"\{([^{}]+)\}", r"\1", args), prefix or self.say("help.usage") + " ")

    def write_heading(self, heading: str) -> None:
        """The heading of a part."""
        super().write_heading(self.say(f"help.heading_{heading.lower()}"))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of terms with what they mean."""
        super().write_dl([(term, self._put_over(text)) for term, text in rows], col_max, col_spacing)

    def _put_over(self, text: str) -> str:
        for word in ("required", "default"):
            text = text.replace(f"[{word}", f"[{self.say(f'help.{word}')}")
        return text.replace("Show this message and exit.", self.say("help.help"))


class Localised(ClickCommand):
    """What commands and groups share: help in the reader's language, faults that name the command."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments; a fault says of which command it is."""
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the codes that the command takes (``epilog`` names their lists), with their terms."""
        for listing in (self.epilog or "").split():
            with formatter.section(listing):
                formatter.write_dl(_codes(listing, ctx.obj.say))

    def get_help(self, ctx: Context) -> str:
        """The whole help page."""
        formatter = Formatter(ctx.obj.say, ctx.terminal_width, ctx.max_content_width)
        for command in (self, *getattr(self, "commands", {}).values()):
            _localise(command, ctx.obj.say)
        self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")


def _codes(listing: str, say: Texts) -> list[tuple[str, str]]:
    """The codes of a list with their terms; of the steps those that a person records; the reports by their titles."""
    if listing == "reports":
        from partytrack.reports import PACK, names  # noqa: PLC0415  # only this help asks

        return [(name, say(f"reports.{name}")) for name in (*names(), PACK)]
    if listing == "layouts":
        from partytrack.core.layout import layouts  # noqa: PLC0415  # as above

        return [(name, say(f"template.title_{name}")) for name in layouts()]
    if listing in {"steps", "steps_on_record"}:  # the second with those that commands of their own record
        others = {"derived"} if listing == "steps_on_record" else {"command", "derived"}
        rows = read_toml("lifecycle").items()
        return [(key, say.word(Word("steps", key))) for key, row in rows if not row.keys() & others]
    if listing == "facts":
        return [(fact, _values(fact, row["values"], say)) for fact, row in code_list("facts").items()]
    return [(code, say.term(listing, code)) for code in code_list(listing)]


def _values(fact: str, listing: str, say: Texts) -> str:
    """A fact and its values on one line: each code, and its term where that says more."""
    terms = {code: say.term(listing, code) for code in code_list(listing)}
    told = (code if term.lower() == code.replace("_", " ") else f"{code} ({term})" for code, term in terms.items())
    return f"{say.term('facts', fact)}: {', '.join(told)}"


def _localise(command: ClickCommand, say: Texts) -> None:
    """Replace the keys of a command's help texts by the texts themselves."""
    for holder in (command, *command.params):
        key = getattr(holder, "help", None)
        if key and re.fullmatch(_KEY, key):
            setattr(holder, "help", say(f"help.{key}"))  # noqa: B010  # the library's base class does not declare it


class Command(Localised, TyperCommand):
    """A verb, or a noun without verbs."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Let ``-3`` be a bad number, to be refused as one, and not an unknown option."""
        ctx.ignore_unknown_options = any(re.match(_NEGATIVE, arg) for arg in args)
        return super().parse_args(ctx, args)


class Group(Localised, TyperGroup):
    """A noun with its verbs."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002  # named by the library
        """Write the verbs with what they do, in full."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, verb.help or "") for name, verb in self.commands.items()])


class Nouns(Localised, TyperGroup):
    """The whole command line: its nouns are known by name and loaded on first use."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  # named by the library
        """Every noun."""
        return list(NOUNS)

    def get_command(self, ctx: Context, cmd_name: str) -> ClickCommand | None:  # noqa: ARG002  # as above
        """Load a noun's module and hand out its command or group."""
        if cmd_name not in NOUNS:
            return None
        if cmd_name not in self.commands:
            module = import_module(f"partytrack.cli.{NOUNS[cmd_name]}")
            command = typer.main.get_command(module.APP)
            single = getattr(command, "commands", {}).get(cmd_name)
            self.commands[cmd_name] = single or command
            self.commands[cmd_name].name = cmd_name
        return self.commands[cmd_name]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the nouns with what they are for, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(noun, ctx.obj.say(f"help.{noun}")) for noun in NOUNS])


def noun(key: str | None = None) -> typer.Typer:
    """A new noun: with verbs, when it has a key of its own in the help; else its single command."""
    return typer.Typer(
        cls=Group, help=key, rich_markup_mode=None, add_completion=False, no_args_is_help=key is not None
    )  # fmt: skip
