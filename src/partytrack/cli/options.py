"""Arguments and options that several commands share; help texts are keys of ``data/texts/help.toml``."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from partytrack import __version__
from partytrack.cli.misuse import BadText
from partytrack.cli.output import ListFormat, ShowFormat
from partytrack.cli.streams import put

LONGEST = 200  # a longer number of a document, or name of a place, is a slip


def filled(ctx: typer.Context, param: typer.CallbackParam, value: str | None) -> str | None:
    """The text of an option on one line; blanks alone are no text."""
    if value is None:
        return None
    from unicodedata import normalize  # noqa: PLC0415  # only acts pay for it

    text = normalize("NFC", " ".join(value.split()))
    if not text or len(text) > LONGEST:
        raise BadText("too_long" if text else "empty", ctx, param)
    return text


def put_version(value: bool) -> None:
    """Show the version and end, whatever else was typed."""
    if value:
        put(f"partytrack {__version__}\n")
        raise typer.Exit


Version: TypeAlias = Annotated[bool, typer.Option("--version", help="opt.version", callback=put_version, is_eager=True)]
UnitCode: TypeAlias = Annotated[str, typer.Argument(metavar="UNIT", help="arg.unit")]
CaseCode: TypeAlias = Annotated[str, typer.Argument(metavar="CASE", help="arg.case")]
PersonName: TypeAlias = Annotated[str, typer.Argument(metavar="NAME", help="arg.person_name")]
Year: TypeAlias = Annotated[str, typer.Argument(metavar="YEAR", help="arg.year")]
Amount: TypeAlias = Annotated[str, typer.Argument(metavar="COUNT", help="arg.count")]
SearchText: TypeAlias = Annotated[str, typer.Argument(metavar="TEXT", help="arg.text")]

InUnit: TypeAlias = Annotated[str | None, typer.Option("--unit", metavar="CODE", help="opt.unit")]
OnDay: TypeAlias = Annotated[str, typer.Option("--on", metavar="DATE", help="opt.on")]
AsOf: TypeAlias = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="opt.as_of")]
Document: TypeAlias = Annotated[
    str | None, typer.Option("--document", metavar="NO", callback=filled, help="opt.document")
]
Born: TypeAlias = Annotated[str | None, typer.Option("--born", metavar="DATE", help="opt.born")]
Sex: TypeAlias = Annotated[str | None, typer.Option("--sex", metavar="f|m", help="opt.sex")]
NationalId: TypeAlias = Annotated[str | None, typer.Option("--national-id", metavar="NUMBER", help="opt.national_id")]
Facts: TypeAlias = Annotated[list[str] | None, typer.Option("--fact", metavar="FACT=VALUE", help="opt.fact")]
FactCode: TypeAlias = Annotated[str, typer.Argument(metavar="FACT", help="arg.fact")]
FactValue: TypeAlias = Annotated[str, typer.Argument(metavar="VALUE", help="arg.value")]
FactDay: TypeAlias = Annotated[str | None, typer.Option("--on", metavar="DATE", help="opt.fact_on")]
Correct: TypeAlias = Annotated[bool, typer.Option("--correct", help="opt.correct")]
Area: TypeAlias = Annotated[str | None, typer.Option("--area", metavar="CODE", help="opt.area")]
RecordsFrom: TypeAlias = Annotated[str | None, typer.Option("--records-from", metavar="DATE", help="opt.records_from")]
Since: TypeAlias = Annotated[str | None, typer.Option("--since", metavar="DATE", help="opt.since")]
Measure: TypeAlias = Annotated[str, typer.Option("--measure", metavar="CODE", help="opt.measure")]
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="opt.dry_run")]
Reveal: TypeAlias = Annotated[
    str | None, typer.Option("--reveal", metavar="REASON", callback=filled, help="opt.reveal")
]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="opt.force")]
Showing: TypeAlias = Annotated[ShowFormat, typer.Option("--format", help="opt.format")]
Listing: TypeAlias = Annotated[ListFormat, typer.Option("--format", help="opt.format")]
Output: TypeAlias = Annotated[Path | None, typer.Option("--output", metavar="FILE", help="opt.output", readable=False)]
"""Whether a file can be read or written is told when that is tried, by its own sentence; so it is of every path."""
