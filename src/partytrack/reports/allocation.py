"""Who got how many places: what was given out against the unit's own plan, at every level, decision by decision."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from partytrack.core.amount import Amount, Goal
from partytrack.core.columns import columns
from partytrack.core.figures import percent
from partytrack.core.report import Column, Report, Row, Run, Table
from partytrack.core.span import Span
from partytrack.core.texts import Texts
from partytrack.counting.figures import Count, count
from partytrack.counting.lineage import lineage, named
from partytrack.counting.notes import notes
from partytrack.counting.plan import own_quota, quota, total
from partytrack.counting.rows import quota_cell, unit_cells, unit_columns
from partytrack.counting.scope import Scope
from partytrack.counting.subject import as_day
from partytrack.counting.tree import Node
from partytrack.reports import Params, Spec, asked, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """Set the quotas of the rows against the unit's own, and tell where in the tree the two do not agree."""
    question = asked(run, params)
    counted, known = count(run, question, params.depth), lineage(run, question)
    given = [row for row in counted.rows if not row.is_share]
    rows = tuple(
        unit_cells(row, counted, known, say)
        | {
            "quota": quota_cell(row.goal),
            "quota_text": row.goal.text if row.goal else None,
            "share": percent(row.quota, counted.allocated, params.decimals, params.rounding),
        }
        for row in given
    )
    own = own_quota(counted.plans, counted.ledger.root, question.period.years)
    shown = (*unit_columns(say), *columns(say, quota="count", share="percent"), _text_column(say))
    return report_on(
        question,
        say,
        "allocation",
        tables=(
            Table("units", "", shown, rows, _total(counted, own)),
            *_where_filled(_differing(counted, say)),
            *(_where_filled(_decisions(run, counted, say)) if _all_given(counted) else ()),
        ),
        notes=tuple(note for note in notes(run, counted, say) if note.code in _NOTES),
        lead=_lead(counted, own, say),
    )


_NOTES = ("quota_not_set", "quota_assumed", "allocation_differs", "term_quota")
"""Nothing is counted here, so what is missing among the records says nothing."""


def _all_given(counted: Count) -> bool:
    """Whether each row's quota was given to the unit itself, so that the sum can be followed decision by decision."""
    years = counted.question.period.years
    given = (row.node for row in counted.rows if row.goal is not None)
    return all(own_quota(counted.plans, node, years) is not None for node in given)


def _total(counted: Count, own: Goal | None) -> Row:
    allocated = counted.allocated
    difference = None if own is None or allocated is None else allocated - own.low
    return {
        "unit": counted.total.node.unit.code,
        "quota": quota_cell(own),
        "quota_text": own.text if own else None,
        "allocated": allocated,
        "difference": difference,
    }


def _lead(counted: Count, own: Goal | None, say: Texts) -> tuple[str, ...]:
    """What was planned, what was given out, and by how much the two differ."""
    allocated, plan = counted.allocated, own.text if own else None
    unknown = any(row.goal is None and not row.is_share for row in counted.rows)
    if own is None or allocated is None or allocated == own.low or unknown:
        return (say("reports.lead_allocated", quota=plan, allocated=allocated),)
    key = "lead_allocated_over" if allocated > own.low else "lead_allocated_under"
    return (say(f"reports.{key}", quota=plan, allocated=allocated, difference=abs(allocated - own.low)),)


def _text_column(say: Texts) -> Column:
    return Column("quota_text", "text", say("columns.quota"), hidden=True)


def _where_filled(table: Table) -> tuple[Table, ...]:
    return (table,) if table.rows else ()


def _differing(counted: Count, say: Texts) -> Table:
    """Every committee at or under the unit whose own quota is not the sum of its children's."""
    rows: list[Row] = []
    years = counted.question.period.years
    for node in counted.ledger.root.walk():
        if node.is_leaf or node.last_day_here(counted.question.window.last) is not None:
            continue  # of a committee that ended, the parts stand with whoever carries it on
        own = own_quota(counted.plans, node, years)
        goals = [quota(counted.plans, child, years).goal for child in node.children]
        given = total(goal for goal in goals if goal is not None)
        if own is not None and given is not None and own.low != given.low:
            rows.append(
                {
                    "unit": node.unit.code, "name": node.unit.name, "quota": quota_cell(own), "allocated": given.low,
                    "difference": given.low - own.low,
                }
            )  # fmt: skip
    shown = columns(say, unit="text", name="text", quota="count", allocated="count", difference="count")
    return Table("differing", say("reports.differing"), shown, tuple(rows))


class _Version(NamedTuple):
    """One decision on the quota of one unit."""

    unit_id: int
    code: str
    span: Span
    amount: Amount
    decided_on: date
    document: str | None


class _Given:
    """What the plan is and what was given out, decision after decision, for one year or span."""

    def __init__(self) -> None:
        self.own: Goal | None = None
        self.goals: dict[int, int] = {}
        self.given = 0

    def enter(self, version: _Version, *, own: bool) -> None:
        """Let a version replace the one before it."""
        goal = version.amount.goal(version.span.years)
        if own:
            self.own = goal
        else:
            self.given += goal.low - self.goals.get(version.unit_id, 0)
            self.goals[version.unit_id] = goal.low


def _decisions(run: Run, counted: Count, say: Texts) -> Table:
    """Each day of decisions on the unit and its rows, with the plan and the sum given out as they stood after it.

    A plan that is lowered after places were given out leaves both readable: what was planned, what was given.
    """
    own_id = counted.question.unit_id
    nodes = {row.node.unit.unit_id: row.node for row in counted.rows} | {own_id: counted.total.node}
    versions = [version for version in _read(run, counted) if _stands(version, nodes.get(version.unit_id), counted)]
    rows: list[Row] = []
    books: dict[Span, _Given] = defaultdict(_Given)
    for (day, span), decided in groupby(versions, key=lambda version: (version.decided_on, version.span)):
        today, book = list(decided), books[span]
        for version in today:
            book.enter(version, own=version.unit_id == own_id)
        rows.append(_decision(day, today, book, say))
    shown = columns(
        say, date="date", year="text", units="text", document="text", quota="count", allocated="count",
        difference="count",
    )  # fmt: skip
    return Table("decisions", say("reports.decisions"), shown, tuple(rows))


def _stands(version: _Version, node: Node | None, counted: Count) -> bool:
    """Whether what was decided stands in the unit's row: under the parent of the last day of its years (F5)."""
    last = date(version.span.last, 12, 31)
    return node is not None and any(place.stands_on(last, counted.question.window.last) for place in node.places)


def _decision(day: date, today: Sequence[_Version], book: _Given, say: Texts) -> Row:
    return {
        "date": day,
        "year": say.value(today[0].span.told),
        "units": named([version.code for version in today], say),
        "document": ", ".join(dict.fromkeys(version.document for version in today if version.document)) or None,
        "quota": quota_cell(book.own),
        "allocated": book.given if book.goals else None,
        "difference": book.given - book.own.low if book.goals and book.own else None,
    }


def _read(run: Run, counted: Count) -> Iterator[_Version]:
    question = counted.question
    for unit_id, code, first, last, term, kind, *amount, decided_on, document in run(
        _versions(question.scope), question.binds()
    ):
        yield _Version(
            unit_id, code, Span(first, last, term), Amount.from_row(kind, *amount), as_day(decided_on), document
        )  # fmt: skip


def _versions(scope: Scope) -> str:
    return f"""
SELECT DISTINCT q.unit_id, u.code, q.first_year, q.last_year, q.term, q.kind, q.low, q.high, q.rate_low, q.rate_high,
       q.base_count, q.decided_on, q.document
FROM {scope.units} CROSS JOIN quota q CROSS JOIN unit u
WHERE {scope.inside} AND q.unit_id = v.unit_id AND u.id = q.unit_id
  AND q.measure = :measure AND q.segment = :segment AND q.round = ''
  AND q.first_year <= :last_year AND q.last_year >= :first_year AND q.decided_on <= :as_of
ORDER BY q.decided_on, q.first_year, q.last_year, q.term, u.code
"""


SPEC = Spec("allocation", build)
