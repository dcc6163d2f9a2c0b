"""How far behind the plan, worst unit first: net and gross, years behind, last admission, who is on the way."""

from fractions import Fraction as Ratio

from partytrack.core.report import Cell, Chart, Column, Report, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.facts import load
from partytrack.counting.figures import Count, Figures, count, quota
from partytrack.counting.ledger import Ledger, past_years
from partytrack.counting.notes import notes
from partytrack.counting.people import at_or_below, last_admissions, latest, open_candidates
from partytrack.counting.rows import figure_cells, figure_columns, total_cells, unit_cells, unit_columns
from partytrack.counting.subject import ask
from partytrack.counting.tree import Node
from partytrack.reports import Params, Spec, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """Count the period, order by shortfall, and tell for each unit how long it has been behind."""
    question = ask(run, params.unit, params.period, params.as_of, basis=params.basis)
    counted = count(load(run, question))
    past = past_years(run, counted.facts)
    candidates, admissions = open_candidates(run, question), last_admissions(run, question)

    def more(figures: Figures) -> dict[str, Cell]:
        nodes = figures.covers()
        return {
            "years_behind": _years_behind(past, figures),
            "last_admission": latest(nodes, admissions),
            "open_candidates": at_or_below(nodes, candidates),
        }

    rows = tuple(
        unit_cells(row, counted, say) | figure_cells(row, params.decimals, params.rounding) | more(row)
        for row in sorted(counted.rows, key=_worst_first)
    )
    total = total_cells(counted, params.decimals, params.rounding) | more(counted.total)
    return report_on(
        question,
        say,
        "shortfall",
        tables=(
            Table("units", "", _columns(say), rows, total),
            *(explain(run, counted, say) if params.explain else ()),
        ),
        notes=notes(run, counted, say),
        lead=lead(counted, sum(candidates.values()), say),
        charts=(Chart("units", say("reports.quota_chart"), "unit", ("quota", "admitted")),),
    )


def _columns(say: Texts) -> tuple[Column, ...]:
    return (
        *unit_columns(say),
        *figure_columns(say, "quota", "admitted", "surplus", "zero_units"),
        Column("years_behind", "count", say("columns.years_behind")),
        Column("last_admission", "date", say("columns.last_admission")),
        Column("open_candidates", "count", say("columns.open_candidates")),
    )


def _worst_first(row: Figures) -> tuple[bool, int, bool, Ratio, str]:
    """By shortfall down, percent up, code; rows without the one or the other come last (F13)."""
    share = Ratio(row.admitted or 0, row.quota) if row.quota else Ratio(0)
    return (row.shortfall is None, -(row.shortfall or 0), not row.quota, share, row.node.unit.code)


def lead(counted: Count, open_cases: int, say: Texts) -> tuple[str, ...]:
    """The answer in at most five sentences: admitted and quota, net and gross, the worst, zero cells, who is on the way."""
    total, root = counted.total, counted.facts.root
    worst = [row.node.unit.code for row in sorted(counted.rows, key=_worst_first) if row.shortfall][:3]
    cells = sum(node.is_cell for node in root.walk())
    first = "lead_admitted_assumed" if total.assumed else "lead_admitted"
    sentences = [say(f"reports.{first}", admitted=total.admitted, quota=total.quota)]
    if total.shortfall is not None and counted.gross_shortfall is not None:
        net, gross = total.shortfall, counted.gross_shortfall
        sentences.append(say("reports.lead_shortfall", net=net, gross=gross, made_up=max(gross - net, 0)))
    if worst:
        sentences.append(say("reports.lead_worst", units=worst))
    sentences.append(say("reports.lead_zero", zero=total.zero_units, cells=cells))
    sentences.append(say("reports.lead_open", candidates=open_cases))
    return tuple(sentences)


def _years_behind(past: Ledger | None, figures: Figures) -> int | None:
    """Consecutive complete years up to the as-of day with fewer admitted than the quota (F13)."""
    if figures.own and not figures.node.is_leaf:
        return None
    node = past.facts.nodes.get(figures.node.below) if past else None
    return past.years_running(lambda year: _is_behind(past, node, range(year, year + 1))) if past and node else 0


def _is_behind(past: Ledger, node: Node, year: range) -> bool:
    """Whether a year is known to have brought fewer than its quota; a year known in part says nothing."""
    goal, admitted = quota(past.facts, node, year), past.admitted(node, year)
    return goal is not None and admitted is not None and admitted < goal and not past.gaps(node, year)


SPEC = Spec("shortfall", build)
