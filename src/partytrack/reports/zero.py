"""Cells that admitted nobody: for how many years, the last admission, who is there; apart, those that cannot be judged."""

from partytrack.core.report import Cell, Column, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.facts import load
from partytrack.counting.figures import Count, apart, count, is_zero_unit, quota
from partytrack.counting.ledger import Ledger, past_years
from partytrack.counting.notes import notes
from partytrack.counting.people import at_or_below, last_admissions, latest, members, open_candidates
from partytrack.counting.rows import unit_label
from partytrack.counting.subject import ask
from partytrack.counting.tree import Node
from partytrack.reports import Params, Spec, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """List the zero units of the period (F11), longest without an admission first."""
    question = ask(run, params.unit, params.period, params.as_of, basis=params.basis)
    counted = count(load(run, question))
    past = past_years(run, counted.facts)
    people, candidates = members(run, question), open_candidates(run, question)
    admissions = last_admissions(run, question)

    years = question.period.years

    def row(node: Node) -> dict[str, Cell]:
        return {
            "unit": node.unit.code,
            "name": unit_label(node, question, say),
            "quota": quota(counted.facts, node, years),
            "years_without": _years_without(past, node.below),
            "last_admission": latest([node], admissions),
            "members": at_or_below([node], people),
            "open_candidates": at_or_below([node], candidates),
        }

    cells = [node for node in counted.facts.root.walk() if node.is_cell and node.is_leaf]
    zero = [row(node) for node in cells if is_zero_unit(counted.ledger, node, years)]
    zero.sort(key=lambda cells: (-int(str(cells["years_without"])), str(cells["unit"])))
    return report_on(
        question,
        say,
        "zero",
        tables=(
            Table("units", "", _columns(say), tuple(zero), _total(counted, zero)),
            *_apart(counted, cells, say),
            *(explain(run, counted, say) if params.explain else ()),
        ),
        notes=tuple(note for note in notes(run, counted, say) if note.code in _NOTES),
        lead=(say("reports.lead_zero", zero=len(zero), cells=len(cells)),),
    )


_NOTES = ("quota_assumed", "part_year", "not_recorded", "tally_not_divided", "basis_missing")
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


def _years_without(past: Ledger | None, below: str) -> int:
    """Consecutive complete years up to the as-of day in which the cell is known to have admitted nobody."""
    node = past.facts.nodes.get(below) if past else None
    return past.years_running(lambda year: past.admitted_nobody(node, year)) if past and node else 0


def _total(counted: Count, zero: list[dict[str, Cell]]) -> Row:
    return {
        "unit": counted.total.node.unit.code,
        "zero_units": len(zero),
        **{key: sum(int(str(row[key])) for row in zero) for key in ("members", "open_candidates")},
    }


def _apart(counted: Count, cells: list[Node], say: Texts) -> tuple[Table, ...]:
    """Cells that cannot be called zero units, with the reason; no table when there are none."""
    question = counted.facts.question
    rows: list[Row] = []
    for node in cells:
        reason = apart(counted.ledger, node, question.period.years)
        if reason is not None:
            label = unit_label(node, question, say)
            text = say(f"reports.apart_{reason}", first=node.unit.unit_from, records_from=node.unit.records_from)
            rows.append({"unit": node.unit.code, "name": label, "reason": reason, "why": text})
    columns = (
        Column("unit", "text", say("columns.unit")),
        Column("name", "text", say("columns.name")),
        Column("reason", "text", say("columns.why"), hidden=True),
        Column("why", "text", say("columns.why")),
    )
    return (Table("apart", say("reports.apart"), columns, tuple(rows)),) if rows else ()


SPEC = Spec("zero", build)
