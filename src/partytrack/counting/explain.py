"""What stands behind a count: each counted admission with its person and papers, each tally with its document (F14)."""

from partytrack.core.report import Column, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.figures import Count
from partytrack.counting.scope import Scope
from partytrack.counting.subject import as_day


def explain(run: Run, counted: Count, say: Texts) -> tuple[Table, ...]:
    """Two tables that open a report's counts: ``admissions`` and, where there are any, ``tallies``."""
    tallies = _tallies(run, counted, say)
    return (_admissions(run, counted, say), *((tallies,) if tallies.rows else ()))


def _admissions(run: Run, counted: Count, say: Texts) -> Table:
    keys = ("case", "name", "date", "document", "unit_then", "unit_now")
    kinds = {"date": "date"}
    question, ledger = counted.question, counted.ledger
    rows: list[Row] = []
    for event_id, unit_id, *values in run(_counted(question.scope), question.binds()):
        row = dict(zip(keys, values, strict=True))
        row["date"] = as_day(row["date"])
        if ledger.counts(unit_id, row["date"]) and ledger.facts.takes_in(event_id):
            rows.append(row)
    return _table("admissions", keys, kinds, rows, say)


def _tallies(run: Run, counted: Count, say: Texts) -> Table:
    keys = ("unit", "name", "year", "count", "document")
    kinds = {"count": "count"}
    used = counted.ledger.tallied()
    rows: list[Row] = []
    for unit_id, year, count, document in run(_tallied(counted.question.scope), counted.question.binds()):
        if place := used.get((unit_id, year)):
            rows.append(dict(zip(keys, (place.life.code, place.life.name, str(year), count, document), strict=True)))
    return _table("tallies", keys, kinds, rows, say)


def _table(name: str, keys: tuple[str, ...], kinds: dict[str, str], rows: list[Row], say: Texts) -> Table:
    columns = tuple(Column(key, kinds.get(key, "text"), say(f"columns.{key}")) for key in keys)  # type: ignore[arg-type]
    return Table(name, say(f"reports.{name}"), columns, tuple(rows))


def _counted(scope: Scope) -> str:
    """The unit now is where the person's stay is on the as-of day; a person without one is nowhere."""
    return f"""
SELECT e.id, e.unit_id, c.code, p.name, e.happened_on, e.document, u.code,
       (SELECT s.code FROM stay t JOIN unit s ON s.id = t.unit_id
        WHERE t.person_id = c.person_id AND t.from_on <= :as_of AND t.to_on > :as_of
        ORDER BY t.from_on DESC LIMIT 1)
FROM {scope.events}
JOIN candidacy c ON c.id = e.candidacy_id
JOIN person p ON p.id = c.person_id
JOIN unit u ON u.id = e.unit_id
WHERE {scope.counted}
ORDER BY e.happened_on, e.document, c.code
"""


def _tallied(scope: Scope) -> str:
    return f"""
SELECT DISTINCT t.unit_id, t.year, t.count, t.document FROM {scope.units} CROSS JOIN tally t
WHERE {scope.inside} AND t.unit_id = v.unit_id AND t.measure = :measure AND t.year BETWEEN :first_year AND :last_year
ORDER BY t.year, t.unit_id
"""
