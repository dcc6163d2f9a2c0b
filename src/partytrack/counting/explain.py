"""What stands behind a count: each counted admission with its person and papers, each tally with its document (F14)."""

from datetime import date

from partytrack.core.lifecycle import ANNULMENT
from partytrack.core.report import Column, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.facts import COUNTED, EVENTS, UNITS_BELOW
from partytrack.counting.figures import Count
from partytrack.counting.tree import as_day


def explain(run: Run, counted: Count, say: Texts) -> tuple[Table, ...]:
    """Two tables that open a report's counts: ``admissions`` and, where there are any, ``tallies``."""
    tallies = _tallies(run, counted, say)
    return (_admissions(run, counted, say), *((tallies,) if tallies.rows else ()))


def _admissions(run: Run, counted: Count, say: Texts) -> Table:
    keys = ("case", "name", "date", "document", "unit_then", "unit_now")
    kinds = {"date": "date"}
    rows: list[Row] = []
    for below, *values in run(_ADMISSIONS, counted.facts.question.binds() | {"annulment": ANNULMENT}):
        row = dict(zip(keys, values, strict=True))
        row["date"] = as_day(row["date"])
        if _is_counted(counted, below, row["date"]):
            rows.append(row)
    return _table("admissions", keys, kinds, rows, say)


def _is_counted(counted: Count, below: str, on: date) -> bool:
    """Events before the records begin are on file, but only a tally counts there (F9)."""
    entries = counted.ledger.entries.get(below, ())
    known = any(entry.year == on.year and entry.count is not None and not entry.tally for entry in entries)
    return known and on >= counted.facts.nodes[below].unit.records_from


def _tallies(run: Run, counted: Count, say: Texts) -> Table:
    keys = ("unit", "name", "year", "count", "document")
    kinds = {"count": "count"}
    used = {
        (node.unit.unit_id, entry.year): node.unit
        for node in counted.facts.root.walk()
        for entry in counted.ledger.at(node)
        if entry.tally and entry.count is not None
    }
    rows: list[Row] = []
    for unit_id, year, count, document in run(_TALLIES, counted.facts.question.binds()):
        if place := used.get((unit_id, year)):
            rows.append(dict(zip(keys, (place.code, place.name, str(year), count, document), strict=True)))
    return _table("tallies", keys, kinds, rows, say)


def _table(name: str, keys: tuple[str, ...], kinds: dict[str, str], rows: list[Row], say: Texts) -> Table:
    columns = tuple(Column(key, kinds.get(key, "text"), say(f"columns.{key}")) for key in keys)  # type: ignore[arg-type]
    return Table(name, say(f"reports.{name}"), columns, tuple(rows))


# The unit now is where the person's stay is on the as-of day; a person without one is nowhere.
_ADMISSIONS = f"""
SELECT substr(v.path, length(x.path) + 1) AS below, c.code, p.name, e.happened_on, e.document, u.code,
       (SELECT s.code FROM stay t JOIN unit s ON s.id = t.unit_id
        WHERE t.person_id = c.person_id AND t.from_on <= :as_of AND t.to_on > :as_of
        ORDER BY t.from_on DESC LIMIT 1)
{EVENTS}
JOIN candidacy c ON c.id = e.candidacy_id
JOIN person p ON p.id = c.person_id
JOIN unit u ON u.id = e.unit_id
WHERE {COUNTED}
ORDER BY e.happened_on, e.document, c.code
"""

_TALLIES = f"""
SELECT t.unit_id, t.year, t.count, t.document FROM tally t
WHERE t.unit_id IN ({UNITS_BELOW}) AND t.measure = :measure AND t.year BETWEEN :first_year AND :last_year
ORDER BY t.year, t.unit_id
"""
