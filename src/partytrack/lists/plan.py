"""Quotas in force, every version of a unit's quotas, and tallies."""

from datetime import date

from partytrack.core.period import Period
from partytrack.core.report import Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.subject import ask
from partytrack.counting.tree import as_day
from partytrack.lists.table import columns, hidden


def quotas(run: Run, say: Texts, unit: str, as_of: date) -> Table:
    """The quotas of a unit and those under it that were in force on the day."""
    return _quotas(run, say, unit, as_of, "quotas", _IN_FORCE)


def history(run: Run, say: Texts, unit: str, as_of: date) -> Table:
    """Every version of a unit's quotas, also those that a later one replaced."""
    return _quotas(run, say, unit, as_of, "quota_history", _VERSIONS)


def _quotas(run: Run, say: Texts, unit: str, as_of: date, name: str, statement: str) -> Table:
    question = ask(run, unit, Period(as_of, as_of), as_of)
    rows: list[Row] = [
        {
            "unit": code, "year": year, "amount": low, "measure": measure,
            "measure_text": say.term("measures", measure), "decided_on": as_day(decided_on),
            "document": document, "assumed": bool(assumed),
        }
        for code, year, low, measure, decided_on, document, assumed in run(
            statement, {"unit": question.unit_id, "as_of": as_of}
        )
    ]  # fmt: skip
    shown = columns(
        say, unit="text", year="count", amount="count", measure_text="text", decided_on="date", document="text",
        assumed="flag",
    )  # fmt: skip
    return Table(name, say(f"lists.{name}"), shown + hidden(measure="text"), tuple(rows))


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


_BELOW = """
FROM path_version x
JOIN path_version v ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :as_of AND v.to_on > :as_of
JOIN unit u ON u.id = v.unit_id
"""
_IN_FORCE = f"""
SELECT u.code, q.first_year, q.low, q.measure, q.decided_on, q.document, q.assumed
{_BELOW}
JOIN quota q ON q.unit_id = u.id AND q.decided_on <= :as_of
WHERE x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of
  AND NOT EXISTS (SELECT 1 FROM quota n
                  WHERE n.unit_id = q.unit_id AND n.measure = q.measure AND n.segment = q.segment
                    AND n.term = q.term AND n.first_year = q.first_year AND n.last_year = q.last_year
                    AND n.decided_on > q.decided_on AND n.decided_on <= :as_of)
ORDER BY length(v.path), u.code, q.measure, q.first_year
"""
_VERSIONS = """
SELECT u.code, q.first_year, q.low, q.measure, q.decided_on, q.document, q.assumed
FROM quota q JOIN unit u ON u.id = q.unit_id
WHERE q.unit_id = :unit ORDER BY q.measure, q.first_year, q.decided_on
"""
_TALLIES = f"""
SELECT u.code, t.year, t.measure, t.count, t.document
{_BELOW}
JOIN tally t ON t.unit_id = u.id
WHERE x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of
ORDER BY length(v.path), u.code, t.year
"""
