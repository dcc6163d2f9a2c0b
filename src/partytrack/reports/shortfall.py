"""How far behind the plan, worst unit first: net and gross, years behind, last admission, who is on the way."""

from dataclasses import replace
from fractions import Fraction as Ratio

from partytrack.core.report import Cell, Chart, Column, Report, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.figures import Count, Figures, count
from partytrack.counting.ledger import Ledger, past_years, years_running
from partytrack.counting.lineage import lineage
from partytrack.counting.notes import notes
from partytrack.counting.people import last_admissions, latest, open_candidates, total_of
from partytrack.counting.plan import plans, quota
from partytrack.counting.rows import figure_cells, figure_columns, heading, total_cells, unit_cells, unit_columns
from partytrack.counting.tree import Node
from partytrack.counting.zero import cells
from partytrack.reports import Params, Spec, asked, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """Count the period, order by shortfall, and tell for each unit how long it has been behind."""
    question = asked(run, params)
    counted, known = count(run, question, params.depth), lineage(run, question)
    behind = _YearsBehind(run, counted)
    candidates, admissions = open_candidates(run, question), last_admissions(run, question)

    def more(figures: Figures) -> dict[str, Cell]:
        units = figures.units()
        return {
            "years_behind": behind.of(figures),
            "last_admission": latest(units, admissions),
            "open_candidates": total_of(units, candidates),
        }

    rows = tuple(
        unit_cells(row, counted, known, say) | figure_cells(row, params.decimals, params.rounding) | more(row)
        for row in sorted(counted.rows, key=_worst_first)
    )
    on_the_way = sum(candidates.values())
    total = total_cells(counted, params.decimals, params.rounding) | more(counted.total)
    total["open_candidates"] = on_the_way
    return report_on(
        question,
        say,
        "shortfall",
        tables=(
            Table("units", "", _columns(say, question.measure), rows, total),
            *(explain(run, counted, say) if params.explain else ()),
        ),
        notes=notes(run, counted, say),
        lead=lead(counted, on_the_way, say),
        charts=(Chart("units", say("reports.quota_chart"), "unit", ("quota", "admitted")),),
    )


def _columns(say: Texts, measure: str) -> tuple[Column, ...]:
    return (
        *unit_columns(say),
        *figure_columns(say, measure, "quota", "admitted", "surplus", "zero_units"),
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
    total = counted.total
    worst = [row.node.unit.code for row in sorted(counted.rows, key=_worst_first) if row.shortfall][:3]
    first = "lead_admitted_assumed" if total.assumed else "lead_admitted"
    measure = counted.question.measure
    counting = say.term("measures", measure)
    sentences = [
        say(f"reports.{heading(first, measure)}", admitted=total.admitted, quota=total.quota, measure=counting)
    ]
    if total.shortfall is not None and counted.gross_shortfall is not None:
        net, gross = total.shortfall, counted.gross_shortfall
        sentences.append(say("reports.lead_shortfall", net=net, gross=gross, made_up=max(gross - net, 0)))
    elif total.shortfall is not None:
        sentences.append(say("reports.lead_net", net=total.shortfall))
    if worst:
        sentences.append(say("reports.lead_worst", units=worst))
    sentences.append(
        say(
            f"reports.{heading('lead_zero', measure)}",
            measure=counting,
            zero=total.zero_units,
            cells=len(cells(counted.ledger)),
        )
    )
    sentences.append(say("reports.lead_open", candidates=open_cases))
    return tuple(sentences)


class _YearsBehind:
    """For how many complete years in a row, up to the as-of day, each row had fewer admitted than its quota (F13)."""

    def __init__(self, run: Run, counted: Count) -> None:
        self.past = past_years(run, counted.ledger)
        read = plans(run, self.past.facts) if self.past else counted.plans
        self.plans = replace(read, whole={})  # a year is set against its own quota, never against that of a term
        self.nodes = self.past.by_unit() if self.past else {}

    def of(self, figures: Figures) -> int | None:
        """The years of one row; an own row beside children has no quota to be behind of."""
        if figures.is_share:
            return None
        node = self.nodes.get(figures.node.unit.unit_id)
        if node is None or self.past is None:
            return 0
        ledger, years = self.past, self.past.question.period.years
        return years_running(years, lambda year: self._is_behind(ledger, node, range(year, year + 1)))

    def _is_behind(self, ledger: Ledger, node: Node, year: range) -> bool:
        """Whether a year is known to have brought fewer than its quota; a year known in part says nothing."""
        goal, admitted = quota(self.plans, node, year).goal, ledger.admitted(node, year)
        return goal is not None and admitted is not None and admitted < goal.low and not ledger.gaps(node, year)


SPEC = Spec("shortfall", build)
