"""Quotas in force, every version of a unit's quotas, and tallies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from partytrack.core.amount import Amount
from partytrack.core.columns import hidden
from partytrack.core.period import Period
from partytrack.core.report import Column, Row, Run, Table
from partytrack.core.span import Span
from partytrack.core.texts import Texts
from partytrack.core.words import Told
from partytrack.counting.subject import as_day, ask
from partytrack.lists.search import SHOWN_UNDER
from partytrack.lists.table import columns


class _Quota(NamedTuple):
    """One version of a quota as the list reads it."""

    unit: str
    first_year: int
    last_year: int
    term: str
    measure: str
    segment: str
    round: str
    kind: str
    low: int | None
    high: int | None
    rate_low: str | None
    rate_high: str | None
    base_count: int | None
    base_on: Any
    decided_on: Any
    document: str | None
    assumed: int

    @property
    def span(self) -> Span:
        """What it is for."""
        return Span(self.first_year, self.last_year, self.term)

    @property
    def amount(self) -> Amount:
        """How many, as decided."""
        return Amount.from_row(self.kind, self.low, self.high, self.rate_low, self.rate_high, self.base_count)

    @property
    def plan(self) -> tuple[object, ...]:
        """What later versions of the same quota share."""
        return (self.unit, self.first_year, self.last_year, self.term, self.measure, self.segment, self.round)


def quotas(run: Run, say: Texts, unit: str, as_of: date) -> Table:
    """The quotas of a unit and those under it that were in force on the day."""
    question = ask(run, unit, Period(as_of, as_of), as_of)
    found = [_Quota(*row) for row in run(_IN_FORCE, {"unit": question.unit_id, "as_of": as_of})]
    rows = [_row(say, quota) for quota in found]
    shown = columns(say, unit="text", years="text", amount_text="text", figure="text", plan_text="text")
    shown += columns(say, decided_on="date", decision_text="text")
    return Table("quotas", say("lists.quotas"), _readable(shown, rows) + _RAW, tuple(rows))


def history(run: Run, say: Texts, unit: str, as_of: date) -> Table:
    """Every version of a unit's quotas, also those that a later one replaced; what is in force on the day is marked."""
    question = ask(run, unit, Period(as_of, as_of), as_of)
    found = [_Quota(*row) for row in run(_VERSIONS, {"unit": question.unit_id})]
    latest = {quota.plan: quota for quota in found if as_day(quota.decided_on) <= as_of}
    rows: list[Row] = [{**_row(say, quota), "in_force": latest.get(quota.plan) is quota} for quota in found]
    title = say("lists.quota_history", name=question.unit.name, code=question.unit.code)
    shown = columns(say, years="text", amount_text="text", figure="text", plan_text="text", decided_on="date")
    shown += columns(say, decision_text="text", in_force="flag")
    return Table("quota_history", title, _readable(shown, rows) + hidden(unit="text") + _RAW, tuple(rows))


def _row(say: Texts, quota: _Quota) -> Row:
    """A version of a quota: for scripts all that was recorded, for readers in words, and what it comes to."""
    goal = quota.amount.goal(quota.span.years)
    base_on = as_day(quota.base_on) if quota.base_on else None
    amount = quota.amount.told
    if base_on is not None:
        amount = Told("plan.of", {"amount": amount, "count": quota.base_count, "on": base_on})
    parts = (("measures", quota.measure), ("segments", quota.segment), ("rounds", quota.round))
    decision = (quota.document, say("plan.assumed") if quota.assumed else None)
    return {
        "unit": quota.unit, "year": quota.first_year if quota.span.is_year else None, "years": say.value(quota.span.told),
        "first_year": quota.first_year, "last_year": quota.last_year, "term": quota.term or None,
        "amount": goal.low, "amount_text": say.value(amount), "figure": goal.text, "kind": quota.kind,
        "low": quota.low, "high": quota.high, "rate_low": quota.rate_low, "rate_high": quota.rate_high,
        "base_count": quota.base_count, "base_on": base_on,
        "measure": quota.measure, "measure_text": say.term("measures", quota.measure), "segment": quota.segment or None,
        "round": quota.round or None, "plan_text": "; ".join(say.term(*part) for part in parts if part[1]),
        "decision_text": "; ".join(filter(None, decision)), "decided_on": as_day(quota.decided_on), "document": quota.document, "assumed": bool(quota.assumed),
    }  # fmt: skip


def _readable(shown: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns for readers: what a quota comes to stands apart only where some have to be reckoned."""
    plain = all(row["amount"] == row["low"] for row in rows)
    return tuple(replace(column, hidden=column.key == "figure" and plain) for column in shown)


def tallies(run: Run, say: Texts, unit: str | None, as_of: date) -> Table:
    """The tallies of a unit and those under it."""
    question = ask(run, unit, Period(as_of, as_of), as_of)
    rows: list[Row] = [
        {
            "unit": code, "year": year, "count": count, "measure": measure,
            "measure_text": say.term("measures", measure), "document": document,
        }
        for code, year, measure, count, document in run(_TALLIES, {"unit": question.unit_id, "as_of": as_of})
    ]  # fmt: skip
    shown = columns(say, unit="text", year="count", count="count", measure_text="text", document="text")
    return Table("tallies", say("lists.tallies"), shown + hidden(measure="text"), tuple(rows))


_RAW = hidden(
    year="count", first_year="count", last_year="count", term="text", amount="count", kind="text", low="count",
    high="count", rate_low="text", rate_high="text", base_count="count", base_on="date", measure="text",
    measure_text="text", segment="text", round="text", document="text", assumed="flag",
)  # fmt: skip
"""What was recorded, for scripts."""
_BELOW = "FROM today_version x CROSS JOIN today_version v JOIN unit u ON u.id = v.unit_id"
_COLUMNS = """
u.code, q.first_year, q.last_year, q.term, q.measure, q.segment, q.round, q.kind, q.low, q.high, q.rate_low, q.rate_high,
q.base_count, q.base_on, q.decided_on, q.document, q.assumed
"""
_ORDER = "q.measure, q.segment, q.round, q.first_year, q.last_year, q.term, q.decided_on"
_IN_FORCE = f"""
SELECT {_COLUMNS}
{_BELOW}
JOIN quota q ON q.unit_id = u.id AND q.decided_on <= :as_of
WHERE {SHOWN_UNDER}
  AND NOT EXISTS (SELECT 1 FROM quota n
                  WHERE n.unit_id = q.unit_id AND n.measure = q.measure AND n.segment = q.segment AND n.round = q.round
                    AND n.term = q.term AND n.first_year = q.first_year AND n.last_year = q.last_year
                    AND n.decided_on > q.decided_on AND n.decided_on <= :as_of)
ORDER BY length(v.path), u.code, {_ORDER}
"""
_VERSIONS = f"""
SELECT {_COLUMNS} FROM quota q JOIN unit u ON u.id = q.unit_id WHERE q.unit_id = :unit ORDER BY {_ORDER}
"""
_TALLIES = f"""
SELECT u.code, t.year, t.measure, t.count, t.document
{_BELOW}
JOIN tally t ON t.unit_id = u.id
WHERE {SHOWN_UNDER}
ORDER BY length(v.path), u.code, t.year
"""
