"""What ``partytrack report pack`` takes of the options of a report."""

import typer

from partytrack.cli.output import Format
from partytrack.core.errors import PackCountsAll, PackIsWorkbook
from partytrack.reports.pack import PARTS


def check_pack(ctx: typer.Context, form: Format, measure: str, segment: str | None) -> Format:
    """The format of a pack, which is a workbook unless another is asked for; that, and a part of the count, is refused."""
    source = ctx.get_parameter_source("form")
    if form != "xlsx" and source is not None and source.name != "DEFAULT":
        raise PackIsWorkbook(form, PARTS)
    if segment is not None:
        raise PackCountsAll("--segment")
    if measure != "admission":
        raise PackCountsAll("--measure")
    return "xlsx"
