"""Quota against admitted, a row for each unit directly under the one asked about."""

from partytrack.core.report import Chart, Report, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.figures import count
from partytrack.counting.lineage import lineage
from partytrack.counting.notes import notes
from partytrack.counting.rows import figure_cells, figure_columns, total_cells, unit_cells, unit_columns
from partytrack.reports import Params, Spec, asked, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """Count the period and set admitted beside quota."""
    question = asked(run, params)
    counted, known = count(run, question, params.depth), lineage(run, question)
    rows = tuple(
        unit_cells(row, counted, known, say) | figure_cells(row, params.decimals, params.rounding)
        for row in counted.rows
    )
    total = total_cells(counted, params.decimals, params.rounding)
    table = Table("units", "", unit_columns(say) + figure_columns(say, question.measure, "fraction"), rows, total)
    return report_on(
        question,
        say,
        "quota",
        tables=(table, *(explain(run, counted, say) if params.explain else ())),
        notes=notes(run, counted, say),
        charts=(Chart("units", say("reports.quota_chart"), "unit", ("quota", "admitted")),),
    )


SPEC = Spec("quota", build)
