"""``partytrack demo``: the seed's ward in a fresh store, its shortfall on the screen, its report as a workbook."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face, store_settings
from partytrack.cli.output import default_file, put_report, screen_width
from partytrack.cli.streams import put
from partytrack.core.errors import NotADemo
from partytrack.core.period import whole_years
from partytrack.reports import Params, spec

APP = noun()
PERIOD = whole_years(2019, 2021)


@APP.command("demo", cls=Command, help="demo")
def demo(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option(metavar="FOLDER", help="opt.demo_output")] = Path("reports"),
) -> None:
    """Build the demo and show what it says."""
    from partytrack.record.demo import TODAY, build  # noqa: PLC0415  # only acts pay for the database library
    from partytrack.render import text  # noqa: PLC0415  # each format is loaded when it is asked for
    from partytrack.store.creation import new_store  # noqa: PLC0415  # as above

    face: Face = ctx.obj
    if not face.store_named:
        face.store = Path("partytrack-demo.db")
    if face.store.exists() and "demo" not in store_settings(face.store):
        raise NotADemo(str(face.store))
    if not face.today_named:
        face.today = TODAY
    with new_store(face.store, replace=True) as store:
        build(face.desk_at(store), face.say.lang)
    face.settings = store_settings(face.store)
    params = Params(unit=None, period=PERIOD, as_of=face.today)
    with face.reading() as run:
        shortfall = spec("shortfall").build(run, params, face.say)
        quota = spec("quota").build(run, params, face.say)
    put("".join(f"{line}\n" for line in (*shortfall.lead, "", text.render(quota, face.say, screen_width()))))
    put_report(face, quota, "xlsx", output / default_file(quota, "xlsx").name, force=True)
    face.tell("demo_next", store=face.store, db=quote(str(face.store)))
