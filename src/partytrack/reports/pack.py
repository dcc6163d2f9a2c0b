"""The report pack: what an office hands in about one unit and period, put together, with the main figures of all."""

from collections.abc import Iterator
from dataclasses import replace

from partytrack.core.report import Column, Report, Run, Table
from partytrack.core.texts import Texts
from partytrack.reports import PACK, Params, Spec, asked, report_on, spec

PARTS = ("quota", "shortfall", "zero", "pipeline", "due", "losses")
"""The reports of the pack, in its order; each is the single report of the same question, the pipeline that of everybody."""

EXPLAINED = ("quota", "pipeline")
"""Whose figures the pack opens down to the events, where asked: shortfall and zero units count those of the quota."""

MAIN = {
    "quota": ("units", ("quota", "admitted", "percent")),
    "shortfall": ("units", ("shortfall", "gross_shortfall")),
    "zero": ("units", ("zero_units",)),
    "pipeline": ("units", ("open",)),
    "due": ("units", ("overdue", "soon")),
    "losses": ("stages", ("lost",)),
}
"""The main figures: of which report, in the total of which table, under which keys."""


def build(run: Run, params: Params, say: Texts) -> Report:
    """Build every part at one moment; the main figures are cells of their totals, and the notes are those of the quota."""
    parts = tuple(_part(run, name, params, say) for name in PARTS)
    tables = tuple(_figures(parts, params, say))
    return replace(report_on(asked(run, params), say, PACK, tables=tables, notes=parts[0].notes), parts=parts)


def _part(run: Run, name: str, params: Params, say: Texts) -> Report:
    """One report of the pack; who is on the way is everybody, whenever they came in, as in the report without a period."""
    own = spec(name)
    return own.build(run, replace(params, every_year=own.every_year, explain=params.explain and name in EXPLAINED), say)


def _figures(parts: tuple[Report, ...], params: Params, say: Texts) -> Iterator[Table]:
    """The main figures of each report: the very cells of its total."""
    for part in parts:
        name, keys = MAIN[part.name]
        table = next(table for table in part.tables if table.name == name)
        kinds = {column.key: column.type for column in table.columns}
        columns = tuple(
            Column(key, kinds.get(key, "count"), say(f"reports.figure_{key}", within=params.within)) for key in keys
        )
        total = table.total or {}
        yield Table(part.name, part.title, columns, ({key: total.get(key) for key in keys},))


SPEC = Spec(PACK, build, judged=True)
