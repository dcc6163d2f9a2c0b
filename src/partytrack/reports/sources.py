"""What became of those who entered, by source and year: course, dossier, cell resolution, admission; lost and still open."""

from collections.abc import Iterable

from partytrack.core.columns import columns, hidden
from partytrack.core.figures import percent
from partytrack.core.report import Cell, Column, Fraction, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.case_facts import Case
from partytrack.counting.case_notes import case_notes
from partytrack.counting.case_tables import explain_cases, in_order
from partytrack.counting.cases import Cases, entered, standings
from partytrack.reports import Params, Spec, asked, report_on

STAGES = ("course", "dossier", "cell")
"""The stages whose reaching is counted between entering and admission."""


def build(run: Run, params: Params, say: Texts) -> Report:
    """Follow the cases opened in the period, every year without one, up to the as-of day.

    A stage is reached by a step of its own or of a later one: who has a cell resolution on record has handed in a
    dossier, recorded or not. So no column is higher than the one before it.
    """
    found = entered(run, asked(run, params), ever=params.every_year)
    return report_on(
        found.question,
        say,
        "sources",
        tables=(
            _by_source(found, params, say),
            *_by_year(found, params, say),
            *((_explained(run, found, say),) if params.explain else ()),
        ),
        notes=case_notes(run, found, say, ever=params.every_year),
        lead=_lead(found, say),
    )


def _by_source(found: Cases, params: Params, say: Texts) -> Table:
    rows: list[Row] = [
        {"source": source, "name": say.term("sources", source)}
        | _figures((case for case in found.found if case.source == source), params)
        for source in _sources(found)
    ]
    return Table(
        "sources", "", (*hidden(source="text"), *columns(say, {"name": "source"}, name="text"), *_columns(say)), tuple(rows), _figures(found.found, params)
    )  # fmt: skip


def _by_year(found: Cases, params: Params, say: Texts) -> tuple[Table, ...]:
    """The same by the year of entering; no table where all entered in one."""
    years = sorted({case.opened_on.year for case in found.found})
    if len(years) < 2:
        return ()
    rows: list[Row] = []
    for source in _sources(found):
        for year in years:
            some = [case for case in found.found if case.source == source and case.opened_on.year == year]
            if some:
                row = {"source": source, "name": say.term("sources", source), "year": str(year)}
                rows.append(row | _figures(some, params))
    names = columns(say, {"name": "source"}, name="text", year="text")
    shown = (*hidden(source="text"), *names, *_columns(say))
    return (Table("years", say("reports.by_year"), shown, tuple(rows), _figures(found.found, params)),)


def _sources(found: Cases) -> list[str]:
    return in_order("sources", {case.source for case in found.found})


def _columns(say: Texts) -> tuple[Column, ...]:
    """Counts on the way, and how many of a hundred who entered came so far; on the screen only for the admitted."""
    return (
        Column("entered", "count", say("columns.entered_cases")),
        *(Column(stage, "count", say(f"columns.reached_{stage}")) for stage in STAGES),
        Column("admitted", "count", say("columns.admitted")),
        Column("fraction", "fraction", say("columns.admitted_of_entered"), paper=True),
        Column("percent", "percent", say("columns.percent")),
        *(Column(f"{stage}_percent", "percent", say(f"columns.reached_{stage}"), hidden=True) for stage in STAGES),
        Column("lost", "count", say("columns.lost")),
        Column("open", "count", say("columns.open_candidates")),
    )


def _figures(some: Iterable[Case], params: Params) -> dict[str, Cell]:
    """The counts of some cases and what share of them came how far."""
    cases = list(some)
    reached = {stage: sum(case.has_reached(stage) for case in cases) for stage in STAGES}
    outcomes = {outcome: sum(case.outcome == outcome for case in cases) for outcome in ("admitted", "lost", "open")}

    def share(part: int) -> Cell:
        return percent(part, len(cases), params.decimals, params.rounding)

    return {
        "entered": len(cases),
        **reached,
        **outcomes,
        "fraction": Fraction(outcomes["admitted"], len(cases)),
        "percent": share(outcomes["admitted"]),
        **{f"{stage}_percent": share(count) for stage, count in reached.items()},
    }


def _lead(found: Cases, say: Texts) -> tuple[str, ...]:
    counts = {outcome: len(found.of(outcome)) for outcome in ("admitted", "lost", "open")}
    return (say("reports.lead_entered", entered=len(found.found), **counts),)


def _explained(run: Run, found: Cases, say: Texts) -> Table:
    return explain_cases(found.found, standings(run, found), found.question, say)


SPEC = Spec("sources", build, every_year=True)
