"""Units as they stood on a day, and all that is known of one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from partytrack.core.columns import hidden
from partytrack.core.dates import first_day, last_day
from partytrack.core.path import paths_on
from partytrack.core.period import Period
from partytrack.core.report import Cell, CellType, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.people import members, open_candidates
from partytrack.counting.places import LEVELS
from partytrack.counting.subject import NAME, Question, as_day, ask, known_day
from partytrack.lists.table import columns, table, where_known

_INDENT = "  "


class _Unit(NamedTuple):
    """One unit as the list reads it."""

    path: str
    code: str
    name: str
    kind: str
    under: str | None
    from_on: object
    records_from: object
    entered_on: object


def listed(run: Run, say: Texts, as_of: date) -> Table:
    """Every unit that existed on the day, below its parent, with the day from which its records are complete."""
    units = {row[0]: _Unit(*row) for row in run(_LIST, {"as_of": as_of})}
    ways = {path: [units[step] for step in paths_on(path) if step in units] for path in units}
    rows = tuple(_line(say, way) for way in sorted(ways.values(), key=lambda way: [unit.code for unit in way]))
    shown = columns(say, unit="text", tree="text", kind_text="text", from_on="date", records_from="date")
    more = hidden(name="text", kind="text", under="text", level="count", records_from_own="date")
    return Table("units", say("lists.units", as_of=as_of), shown + more, rows)


def _line(say: Texts, way: list[_Unit]) -> Row:
    """The last of a way down from the root; the first day of complete records comes from the nearest that has one."""
    unit, own = way[-1], way[-1].records_from
    inherited = next((step.records_from for step in reversed(way) if step.records_from), unit.entered_on)
    return {
        "unit": unit.code, "tree": _INDENT * (len(way) - 1) + unit.name, "name": unit.name, "kind": unit.kind,
        "kind_text": say.term("unit_kinds", unit.kind), "under": unit.under, "from_on": first_day(as_day(unit.from_on)),
        "level": len(way), "records_from": as_day(inherited), "records_from_own": known_day(own),
    }  # fmt: skip


def shown(run: Run, say: Texts, code: str, as_of: date) -> tuple[Table, ...]:
    """One unit: what it is, who is in it or under it, its names, whom it stood under, what stands under it."""
    question = ask(run, code, Period(as_of, as_of), as_of)
    binds = {"unit": question.unit_id, "as_of": as_of}
    return (
        _facts(run, say, question, binds),
        _history(run, say, "unit_names", _NAMES, binds, "name"),
        _history(run, say, "unit_parents", _PARENTS, binds, "under"),
        _terms(run, say, binds),
        table(say, "unit_children", run(_CHILDREN, binds), unit="text", name="text"),
        *(_lineage(run, say, name, statement, binds) for name, statement in _LINEAGE.items()),
    )


def _facts(run: Run, say: Texts, question: Question, binds: dict[str, object]) -> Table:
    (code, kind, area, under, from_on, to_on, ended_by, own, entered_on), *_ = run(_SHOW, binds)
    then = min(
        question.as_of, last_day(as_day(to_on)) or question.as_of
    )  # a unit that ended inherits as of its last day
    inherited = next((day for (day,) in run(_RECORDS_ABOVE, binds | {"as_of": then}) if day), entered_on)
    name = question.unit.name
    facts: Row = {
        "unit": code, "name": name, "kind": kind, "kind_text": say.term("unit_kinds", kind), "under": under,
        "area": area, "area_text": say.term("areas", area) if area else None,
        "from_on": first_day(as_day(from_on)), "to_on": last_day(as_day(to_on)), "ended_by": ended_by,
        "records_from": as_day(own or inherited), "records_from_own": known_day(own),
        "members": sum(members(run, question).values()),
        "open_candidates": sum(open_candidates(run, question).values()),
    }  # fmt: skip
    head = columns(
        say, unit="text", name="text", kind_text="text", area_text="text", under="text", from_on="date", to_on="date",
        ended_by="text", records_from="date", members="count", open_candidates="count",
    )  # fmt: skip
    more = hidden(kind="text", area="text", records_from_own="date")
    head = where_known(head, [facts], "area_text", "ended_by")
    return Table("unit", say("lists.unit", name=name, code=code), head + more, (facts,))


def _history(run: Run, say: Texts, name: str, statement: str, binds: dict[str, object], key: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (value, first_day(as_day(from_on)), last_day(as_day(to_on)), document)
        for value, from_on, to_on, document in run(statement, binds)
    ]
    kinds: dict[str, CellType] = {key: "text", "from_on": "date", "to_on": "date", "document": "text"}
    return table(say, name, rows, **kinds)


def _terms(run: Run, say: Texts, binds: dict[str, object]) -> Table:
    """The unit's own terms of office; those of a unit above hold for it as well and stand there."""
    rows = (
        (term, as_day(from_on), last_day(as_day(to_on)), document)
        for term, from_on, to_on, document in run(_TERMS, binds)
    )
    return table(say, "unit_terms", rows, term="text", from_on="date", to_on="date", document="text")


def _lineage(run: Run, say: Texts, name: str, statement: str, binds: dict[str, object]) -> Table:
    """Who carried on whom, from which day, by merger or split, by which document; the main successor is marked."""
    rows = (
        (code, as_day(day), say(f"lists.{kind}"), bool(main), share and f"{say.decimal(Decimal(share))}%", document)
        for code, day, kind, main, share, document in run(statement, binds)
    )
    kinds: dict[str, CellType] = {
        "unit": "text", "from_on": "date", "change": "text", "main": "flag", "share": "text", "document": "text",
    }  # fmt: skip
    linked = table(say, name, rows, **kinds)
    return replace(linked, columns=where_known(linked.columns, linked.rows, "share"))


_PARENT = """
    (SELECT p.code FROM unit_edge e JOIN unit p ON p.id = e.parent_id
     WHERE e.unit_id = u.id AND e.from_on <= :as_of AND e.to_on > :as_of)
"""
_LIST = f"""
SELECT v.path, u.code, {NAME}, u.kind, {_PARENT}, u.from_on, u.records_from, u.entered_on
FROM path_version v
JOIN unit u ON u.id = v.unit_id
WHERE v.from_on <= :as_of AND v.to_on > :as_of
"""
_SHOW = f"""
SELECT u.code, u.kind, u.area, {_PARENT}, u.from_on, u.to_on, u.end_document, u.records_from, u.entered_on
FROM unit u WHERE u.id = :unit
"""
_RECORDS_ABOVE = f"""
{LEVELS}
SELECT u.records_from
FROM path_version x
JOIN level ON level.width < length(x.path)
JOIN path_version v ON v.path = substr(x.path, 1, level.width) AND v.from_on <= x.from_on AND v.to_on >= x.to_on
JOIN unit u ON u.id = v.unit_id
WHERE x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of
ORDER BY level.width DESC
"""
_NAMES = (
    "SELECT name, from_on, to_on, document FROM unit_name WHERE unit_id = :unit AND from_on < to_on ORDER BY from_on"
)
_TERMS = "SELECT term, from_on, to_on, document FROM unit_term WHERE unit_id = :unit ORDER BY from_on, term"
_PARENTS = """
SELECT p.code, e.from_on, e.to_on, e.document FROM unit_edge e JOIN unit p ON p.id = e.parent_id
WHERE e.unit_id = :unit AND e.from_on < e.to_on ORDER BY e.from_on
"""
_CHILDREN = f"""
SELECT u.code, {NAME} FROM unit_edge e JOIN unit u ON u.id = e.unit_id
WHERE e.parent_id = :unit AND e.from_on <= :as_of AND e.to_on > :as_of ORDER BY u.code
"""
_LINEAGE = {
    "unit_successors": """
SELECT u.code, s.from_on, s.kind, s.main, s.share, s.document FROM successor s JOIN unit u ON u.id = s.successor_id
WHERE s.unit_id = :unit AND s.from_on <= :as_of ORDER BY s.from_on, u.code
""",
    "unit_predecessors": """
SELECT u.code, s.from_on, s.kind, s.main, s.share, s.document FROM successor s JOIN unit u ON u.id = s.unit_id
WHERE s.successor_id = :unit AND s.from_on <= :as_of ORDER BY s.from_on, u.code
""",
}
