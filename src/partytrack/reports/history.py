"""A unit year by year, with those that it carries on: quota and admitted, and how it came to be."""

from dataclasses import replace
from itertools import dropwhile

from partytrack.core.dates import last_day
from partytrack.core.period import whole_years
from partytrack.core.report import Cell, Chart, Column, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.figures import Count, Figures, count
from partytrack.counting.ledger import first_known_year
from partytrack.counting.lineage import act_of, lineage
from partytrack.counting.notes import notes
from partytrack.counting.plan import own_quota, quota
from partytrack.counting.rows import figure_cells, figure_columns
from partytrack.reports import Params, Spec, asked, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """Set each year's admissions against its quota; without a period, every year of which anything is known."""
    question = asked(run, params)
    if params.every_year:
        question = question.over(whole_years(first_known_year(run, question), question.as_of.year))
    counted = count(run, question)
    if params.every_year:
        years = list(dropwhile(lambda year: _is_blank(counted, year), question.period.years))
        question = question.over(whole_years(years[0] if years else question.as_of.year, question.as_of.year))
        counted = count(run, question)
    rows = [_row(counted, year, params) for year in question.period.years if _has_lived(counted, year)]
    columns = [column for column in figure_columns(say, question.measure, "fraction") if column.key != "zero_units"]
    table = Table("years", "", (Column("year", "text", say("columns.year")), *columns), tuple(rows))
    return report_on(
        question,
        say,
        "history",
        tables=(
            table,
            *_predecessors(run, counted, say),
            *(explain(run, counted, say) if params.explain else ()),
        ),
        notes=tuple(note for note in notes(run, replace(counted, rows=()), say) if note.code != "quota_not_set"),
        lead=_lead(counted, say),
        charts=(Chart("years", say("reports.history_chart"), "year", ("quota", "admitted"), "line"),),
    )


def _lead(counted: Count, say: Texts) -> tuple[str, ...]:
    """A quota for exactly the years shown stands in no single one of them."""
    whole = own_quota(counted.plans, counted.ledger.root, counted.question.period.years)
    if not any(life.unit_id in counted.plans.whole for life in counted.ledger.root.units) or whole is None:
        return ()
    return (say("reports.lead_whole", quota=whole.text, admitted=counted.total.admitted),)


def _is_blank(counted: Count, year: int) -> bool:
    """Whether nothing is known of a year: no quota of its own, and no admission or tally."""
    root, in_year = counted.ledger.root, range(year, year + 1)
    goal = quota(replace(counted.plans, whole={}), root, in_year).goal
    return goal is None and all(entry.admitted is None for entry in counted.ledger.under(root, in_year))


def _has_lived(counted: Count, year: int) -> bool:
    """Whether a year has anything to show: the unit or one that it carries on stood in it, or it has a quota."""
    return bool(counted.ledger.under(counted.ledger.root, range(year, year + 1))) or not _is_blank(counted, year)


def _row(counted: Count, year: int, params: Params) -> dict[str, Cell]:
    """One year; a quota for several years is never divided and stands in the notes."""
    plans = replace(counted.plans, whole={})
    goal = quota(plans, counted.ledger.root, (year,)).goal
    admitted = counted.ledger.admitted(counted.ledger.root, range(year, year + 1))
    figures = figure_cells(Figures(counted.ledger.root, False, goal, admitted, 0), params.decimals, params.rounding)
    del figures["zero_units"]
    return {"year": str(year), **figures}


def _predecessors(run: Run, counted: Count, say: Texts) -> tuple[Table, ...]:
    """Whom the unit carries on: until when each stood, and the act that ended it; no table where there is nobody."""
    root, known = counted.ledger.root, lineage(run, counted.question)
    carried = sorted((life for life in root.units if life is not root.unit), key=lambda life: (life.to_on, life.code))
    rows: list[Row] = [
        {"unit": life.code, "name": life.name, "to_on": last_day(life.to_on), "act": act_of(life, known, say)}
        for life in carried
    ]
    columns = tuple(
        Column(key, "date" if key == "to_on" else "text", say(f"columns.{key}"))
        for key in ("unit", "name", "to_on", "act")
    )
    return (Table("predecessors", say("reports.predecessors"), columns, tuple(rows)),) if rows else ()


SPEC = Spec("history", build, map="today", every_year=True)
