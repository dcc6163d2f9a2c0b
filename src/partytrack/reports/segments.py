"""Whom the admissions were: quota and admitted by segment, and by admission round; segments overlap, the total does not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from partytrack.core.codes import code_list
from partytrack.core.columns import columns, hidden
from partytrack.core.figures import percent
from partytrack.core.report import Cell, Column, Report, Row, Run, Table
from partytrack.core.segments import Count as Fitting
from partytrack.core.segments import count as count_segments
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.figures import Count, Figures, count
from partytrack.counting.notes import notes
from partytrack.counting.plan import Part, Plans, parts, quota
from partytrack.counting.rows import figure_cells, figure_columns, heading
from partytrack.counting.segments import Event, events
from partytrack.reports import Params, Spec, asked, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """Count each segment of the people behind the admissions of the period, each against its own quota."""
    question = asked(run, params)
    counted = count(run, question)
    happened = [
        event
        for event in events(run, question, question.scope)
        if counted.ledger.counts(event.unit_id, event.on) and counted.ledger.facts.takes_in(event.event_id)
    ]
    planned = {} if question.segment else parts(run, counted.ledger.facts)  # theirs are quotas of everybody
    rounds = _rounds(counted, happened, planned, params, say)
    tables = (_segments(counted, happened, planned, params, say), *((rounds,) if rounds.rows else ()))
    return report_on(
        question,
        say,
        "segments",
        tables=(*tables, *(explain(run, counted, say) if params.explain else ())),
        notes=notes(run, replace(counted, rows=()), say),
        lead=(say("reports.segments_overlap"),),
    )


def _segments(
    counted: Count, happened: Sequence[Event], planned: Mapping[Part, Plans], params: Params, say: Texts
) -> Table:
    """A row for each segment; those of whom only a tally tells are not recorded as people (F12)."""
    tallied = sum(
        entry.admitted or 0 for entries in counted.ledger.entries.values() for entry in entries if entry.is_tally
    )
    fitting = count_segments((event.subject, event.on) for event in happened)
    rows = tuple(
        {
            "segment": code,
            "name": say.term("segments", code),
            **_figures(counted, planned.get((code, "")), fitting[code].fits, params),
            "unknown": fitting[code].unknown + tallied,
            "share": percent(fitting[code].fits, len(happened), params.decimals, params.rounding),
        }
        for code in code_list("segments")
    )
    total = figure_cells(counted.total, params.decimals, params.rounding)
    del total["zero_units"]
    return Table("segments", "", _columns(counted, say), rows, {"segment": "total", **total})


def _columns(counted: Count, say: Texts) -> tuple[Column, ...]:
    measure = counted.question.measure
    shown = [
        column for column in figure_columns(say, measure, "fraction", "surplus") if column.key != "zero_units"
    ]  # fmt: skip
    at = next(place for place, column in enumerate(shown) if column.key == "admitted") + 1
    names = hidden(segment="text") + columns(say, {"name": "segment"}, name="text")
    return (*names, *shown[:at], *columns(say, share="percent", unknown="count"), *shown[at:])


def _figures(counted: Count, plans: Plans | None, admitted: int | None, params: Params) -> dict[str, Cell]:
    """The figures of a part of the plan, without zero cells: nobody is one for a segment alone."""
    node = counted.ledger.root
    goal = quota(plans, node, counted.question.period.years).goal if plans else None
    figures = figure_cells(Figures(node, False, goal, admitted, 0), params.decimals, params.rounding)
    del figures["zero_units"]
    return figures


def _rounds(
    counted: Count, happened: Sequence[Event], planned: Mapping[Part, Plans], params: Params, say: Texts
) -> Table:
    """The parts of a year's plan that were to be met by an anniversary: admitted from 1 January up to its day."""
    rows: list[Row] = []
    question, root = counted.question, counted.ledger.root
    for (segment, code), plans in sorted(planned.items()):
        for year in question.period.years if code else ():
            goal = quota(plans, root, (year,)).goal
            if goal is None:
                continue
            due = date(year, code_list("rounds")[code]["month"], code_list("rounds")[code]["day"])
            admitted = _by(counted, happened, due, segment)
            figures = figure_cells(Figures(root, False, goal, admitted, 0), params.decimals, params.rounding)
            del figures["zero_units"]
            name = say.term("rounds", code)
            label = name if not segment else f"{name}, {say.term('segments', segment)}"
            rows.append({"round": code, "segment": segment, "name": label, "due": due, **figures})
    shown = columns(
        say, {"name": "round", "admitted": heading("admitted", question.measure)}, name="text", due="date",
        quota="count", admitted="count", percent="percent", shortfall="count",
    )  # fmt: skip
    return Table("rounds", say("reports.rounds"), hidden(round="text") + shown, tuple(rows))


def _by(counted: Count, happened: Sequence[Event], due: date, segment: str) -> int | None:
    """How many were admitted from 1 January to the day; unknown where the period or the records lack a part of that."""
    question = counted.question
    first, year = date(due.year, 1, 1), range(due.year, due.year + 1)
    entries = counted.ledger.under(counted.ledger.root, year)
    if question.period.first > first or question.period.last < due or any(e.reason or e.is_tally for e in entries):
        return None
    within = [event for event in happened if first <= event.on <= due]
    if not segment:
        return len(within)
    found: Fitting = count_segments(((event.subject, event.on) for event in within), (segment,))[segment]
    return None if found.unknown else found.fits


SPEC = Spec("segments", build)
