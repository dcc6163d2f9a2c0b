"""``partytrack template``: a workbook for a unit to fill in and send back."""

from pathlib import Path
from typing import Annotated

import typer

from partytrack.cli.commands import Command, noun
from partytrack.cli.face import Face
from partytrack.cli.files import write_file
from partytrack.cli.options import Force, InUnit, Output
from partytrack.core.layout import check_layout

APP = noun()


@APP.command("template", cls=Command, help="template", epilog="layouts")
def template(
    ctx: typer.Context,
    layout: Annotated[str, typer.Argument(metavar="LAYOUT", help="arg.layout")],
    unit: InUnit = None,
    output: Output = None,
    blank: Annotated[bool, typer.Option("--blank", help="opt.blank")] = False,
    force: Force = False,
) -> None:
    """Write a template for a unit with its rows on record."""
    from partytrack.imports.issuing import make_template  # noqa: PLC0415  # each command loads its own
    from partytrack.render.office.template import write_template  # noqa: PLC0415  # only workbooks pay for openpyxl

    face: Face = ctx.obj
    name = check_layout(layout)
    with face.reading() as run:
        made = make_template(run, name, unit, face.today, blank=blank)
    target = output or Path("reports") / f"template-{name}-{made.unit.code.replace('/', '-')}.xlsx"
    write_file(target, lambda file: write_template(made, face.say, file), force=force)
    face.tell("written", file=target)
