"""``partytrack demo``: the seed's ward in a fresh store, its shortfall on the screen, its report as a workbook.

With ``--after-reform`` the ward is carried through 1/7/2025 into a larger one, which is shown on both maps.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from types import ModuleType
from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face, store_settings
from partytrack.cli.output import default_file, put_report, screen_width
from partytrack.cli.streams import put
from partytrack.core.errors import NotADemo
from partytrack.core.period import Period, whole_years
from partytrack.core.report import Report
from partytrack.reports import Params, spec

APP = noun()
PERIOD = whole_years(2019, 2021)
NEW_WARD = "TS"
REFORM_YEAR, BOTH_YEARS = whole_years(2025, 2025), whole_years(2024, 2025)


@APP.command("demo", cls=Command, help="demo")
def demo(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(metavar="FOLDER", help="opt.demo_output", readable=False)] = Path("reports"),
    after_reform: Annotated[bool, typer.Option("--after-reform", help="opt.after_reform")] = False,
) -> None:
    """Build the demo and show what it says."""
    face: Face = ctx.obj
    story = _reform if after_reform else _ward
    _make(face, _records(after_reform=after_reform))
    shown, book = story(face)
    put("\n".join((*shown, "")))
    put_report(face, book, "xlsx", output / default_file(book, "xlsx").name, force=True)
    face.tell("demo_reform_next" if after_reform else "demo_next", store=face.store, db=quote(str(face.store)))


def _records(*, after_reform: bool) -> ModuleType:
    """What builds the store, and on which day it ends."""
    if after_reform:
        from partytrack.record import demo_reform  # noqa: PLC0415  # only acts pay for the database library

        return demo_reform
    from partytrack.record import demo as demo_ward  # noqa: PLC0415  # as above

    return demo_ward


def _make(face: Face, records: ModuleType) -> None:
    """Build the demo's store; only a demo gives way to it."""
    from partytrack.store.creation import new_store  # noqa: PLC0415  # only acts pay for the database library

    if not face.store_named:
        face.store = Path("partytrack-demo.db")
    if face.store.exists() and "demo" not in store_settings(face.store):
        raise NotADemo(str(face.store))
    if not face.today_named:
        face.today = records.TODAY
    with new_store(face.store, replace=True) as store:
        records.build(face.desk_at(store), face.say.lang)
    face.settings = store_settings(face.store)


def _ward(face: Face) -> tuple[Sequence[str], Report]:
    """The ward's shortfall in a few sentences, then its quota report, which is also the workbook."""
    shortfall, report = _reports(face, ("shortfall", None, PERIOD, "then"), ("quota", None, PERIOD, "then"))
    return ("".join(f"{line}\n" for line in shortfall.lead), _text(face, report)), report


def _reform(face: Face) -> tuple[Sequence[str], Report]:
    """The new ward's shortfall in a few sentences, then the province on both maps; the workbook has the new ward."""
    shortfall, then, today, book = _reports(
        face,
        ("shortfall", NEW_WARD, REFORM_YEAR, "today"),
        ("quota", None, BOTH_YEARS, "then"),
        ("quota", None, BOTH_YEARS, "today"),
        ("quota", NEW_WARD, BOTH_YEARS, "today"),
    )
    lead = replace(shortfall, tables=(), notes=())
    return tuple(_text(face, report) for report in (lead, then, today)), book


def _reports(face: Face, *asked: tuple[str, str | None, Period, str]) -> list[Report]:
    """Reports by name, unit, period and map."""
    with face.reading() as run:
        return [
            spec(name).build(run, Params(unit=unit, period=period, as_of=face.today, map=map_), face.say)
            for name, unit, period, map_ in asked
        ]


def _text(face: Face, report: Report) -> str:
    from partytrack.render import text  # noqa: PLC0415  # each format is loaded when it is asked for

    return text.render(report, face.say, screen_width())
