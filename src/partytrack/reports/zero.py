"""Cells that admitted nobody: for how many years, the last admission, who is there; apart, those that cannot be judged."""

from collections.abc import Callable

from partytrack.core.report import Cell, Column, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.figures import Count, count
from partytrack.counting.ledger import Ledger, past_years, years_running
from partytrack.counting.lineage import Lineage, lineage, unit_label
from partytrack.counting.notes import notes
from partytrack.counting.people import last_admissions, latest, members, open_candidates, total_of
from partytrack.counting.plan import quota
from partytrack.counting.rows import heading, quota_cell
from partytrack.counting.tree import Node
from partytrack.counting.zero import apart, began, cells, is_zero_cell
from partytrack.reports import Params, Spec, asked, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """List the zero units of the period (F11), longest without an admission first."""
    question = asked(run, params)
    counted, known = count(run, question), lineage(run, question)
    past = past_years(run, counted.ledger)
    without = _years_without(past)
    people, candidates = members(run, question), open_candidates(run, question)
    admissions = last_admissions(run, question)

    def row(node: Node) -> dict[str, Cell]:
        units = [life.unit_id for life in node.units]
        goal = quota(counted.plans, node, question.period.years).goal
        return {
            "unit": node.unit.code,
            "name": unit_label(node, question, known, say),
            "quota": quota_cell(goal),
            "years_without": without(node),
            "last_admission": latest(units, admissions),
            "members": total_of(units, people),
            "open_candidates": total_of(units, candidates),
        }

    judged = cells(counted.ledger)
    zero = [row(node) for node in judged if is_zero_cell(counted.ledger, node)]
    zero.sort(key=lambda cells: (-int(str(cells["years_without"])), str(cells["unit"])))
    return report_on(
        question,
        say,
        "zero",
        tables=(
            Table("units", "", _columns(say), tuple(zero), _total(counted, zero)),
            *_apart(counted, judged, known, say),
            *(explain(run, counted, say) if params.explain else ()),
        ),
        notes=tuple(note for note in notes(run, counted, say) if note.code in _NOTES),
        lead=(
            say(
                f"reports.{heading('lead_zero', question.measure)}",
                zero=len(zero),
                cells=len(judged),
                measure=say.term("measures", question.measure),
            ),
        ),
    )


_NOTES = ("quota_assumed", "part_year", "not_recorded", "tally_not_divided", "basis_missing", "moved_units")
"""Quotas stand beside the figures here and are not compared: what is missing among them says nothing."""


def _columns(say: Texts) -> tuple[Column, ...]:
    return (
        Column("unit", "text", say("columns.unit")),
        Column("name", "text", say("columns.name")),
        Column("quota", "count", say("columns.quota")),
        Column("years_without", "count", say("columns.years_without")),
        Column("last_admission", "date", say("columns.last_admission")),
        Column("members", "count", say("columns.members")),
        Column("open_candidates", "count", say("columns.open_candidates")),
    )


def _years_without(past: Ledger | None) -> Callable[[Node], int]:
    """For how many complete years in a row up to the as-of day a cell is known to have admitted nobody."""
    nodes = past.by_unit() if past else {}

    def years(node: Node) -> int:
        cell = nodes.get(node.unit.unit_id)
        if past is None or cell is None:
            return 0
        return years_running(past.question.period.years, lambda year: past.admitted_nobody(cell, year))

    return years


def _total(counted: Count, zero: list[dict[str, Cell]]) -> Row:
    return {
        "unit": counted.total.node.unit.code,
        "zero_units": len(zero),
        **{key: sum(int(str(row[key])) for row in zero) for key in ("members", "open_candidates")},
    }


def _apart(counted: Count, judged: list[Node], known: Lineage, say: Texts) -> tuple[Table, ...]:
    """Cells that cannot be called zero units, with the reason; no table when there are none."""
    question = counted.question
    rows: list[Row] = []
    for node in judged:
        reason = apart(counted.ledger, node)
        if reason is not None:
            label = unit_label(node, question, known, say)
            records_from = max(place.records_from for place in node.places)
            text = say(f"reports.apart_{reason}", first=began(node), records_from=records_from)
            rows.append({"unit": node.unit.code, "name": label, "reason": reason, "why": text})
    columns = (
        Column("unit", "text", say("columns.unit")),
        Column("name", "text", say("columns.name")),
        Column("reason", "text", say("columns.why"), hidden=True),
        Column("why", "text", say("columns.why")),
    )
    return (Table("apart", say("reports.apart"), columns, tuple(rows)),) if rows else ()


SPEC = Spec("zero", build)
