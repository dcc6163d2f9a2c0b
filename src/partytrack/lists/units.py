"""Units as they stood on a day, and all that is known of one."""

from datetime import date

from partytrack.core.dates import BEGINNING, last_day
from partytrack.core.report import Cell, CellType, Column, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.subject import NAME, ask
from partytrack.counting.tree import as_day
from partytrack.core.period import Period
from partytrack.lists.table import columns, table


def listed(run: Run, say: Texts, as_of: date) -> Table:
    """Every unit that existed on the day, each under its parent, with how deep it stands."""
    rows: list[Row] = []
    for code, name, kind, under, from_on, records_from, width in run(_LIST, {"as_of": as_of}):
        rows.append(
            {
                "unit": code,
                "name": name,
                "kind": kind,
                "kind_text": say.term("unit_kinds", kind),
                "under": under,
                "from_on": _start(from_on),
                "records_from": as_day(records_from) if records_from else None,
                "level": width // 5,
            }
        )
    shown = columns(say, unit="text", name="text", under="text", from_on="date", records_from="date")
    hidden = (
        Column("kind", "text", say("columns.kind"), hidden=True),
        Column("level", "count", say("columns.under"), hidden=True),
    )
    kind = Column("kind_text", "text", say("columns.kind"))
    return Table("units", say("lists.units", as_of=as_of), (*shown[:2], kind, *shown[2:], *hidden), tuple(rows))


def shown(run: Run, say: Texts, code: str, as_of: date) -> tuple[Table, ...]:
    """One unit: what it is, its names, whom it stood under, what stands under it."""
    question = ask(run, code, Period(as_of, as_of), as_of)
    binds = {"unit": question.unit_id, "as_of": as_of}
    (code, kind, from_on, to_on, records_from, entered_on, members, candidates), *_ = run(_SHOW, binds)
    facts: Row = {
        "unit": code,
        "name": question.unit.name,
        "kind": say.term("unit_kinds", kind),
        "from_on": _start(from_on),
        "to_on": last_day(as_day(to_on)),
        "records_from": as_day(records_from) if records_from else None,
        "members": members,
        "open_candidates": candidates,
    }
    head = columns(
        say, unit="text", name="text", kind="text", from_on="date", to_on="date", records_from="date",
        members="count", open_candidates="count",
    )  # fmt: skip
    return (
        Table("unit", say("lists.unit", name=question.unit.name, code=code), head, (facts,)),
        _history(run, say, "unit_names", _NAMES, binds, "name"),
        _history(run, say, "unit_parents", _PARENTS, binds, "under"),
        table(say, "unit_children", run(_CHILDREN, binds), unit="text", name="text"),
    )


def _history(run: Run, say: Texts, name: str, statement: str, binds: dict[str, object], key: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (value, _start(from_on), last_day(as_day(to_on)), document)
        for value, from_on, to_on, document in run(statement, binds)
    ]
    kinds: dict[str, CellType] = {key: "text", "from_on": "date", "to_on": "date", "document": "text"}
    return table(say, name, rows, **kinds)


def _start(from_on: object) -> date | None:
    """The first day as a person reads it; ``None`` where the start is unknown."""
    first = as_day(from_on)
    return None if first == BEGINNING else first


_LIST = f"""
SELECT u.code, {NAME}, u.kind, p.code, u.from_on, u.records_from, length(v.path)
FROM path_version v
JOIN unit u ON u.id = v.unit_id
LEFT JOIN unit_edge e ON e.unit_id = u.id AND e.from_on <= :as_of AND e.to_on > :as_of
LEFT JOIN unit p ON p.id = e.parent_id
WHERE v.from_on <= :as_of AND v.to_on > :as_of
ORDER BY coalesce(p.code, ''), u.code
"""
_SHOW = """
SELECT u.code, u.kind, u.from_on, u.to_on, u.records_from, u.entered_on,
       (SELECT count(*) FROM stay s WHERE s.unit_id = u.id AND s.role IN ('probationary', 'full')
           AND s.from_on <= :as_of AND s.to_on > :as_of),
       (SELECT count(*) FROM stay s WHERE s.unit_id = u.id AND s.role = 'candidate'
           AND s.from_on <= :as_of AND s.to_on > :as_of)
FROM unit u WHERE u.id = :unit
"""
_NAMES = "SELECT name, from_on, to_on, document FROM unit_name WHERE unit_id = :unit ORDER BY from_on"
_PARENTS = """
SELECT p.code, e.from_on, e.to_on, e.document FROM unit_edge e JOIN unit p ON p.id = e.parent_id
WHERE e.unit_id = :unit ORDER BY e.from_on
"""
_CHILDREN = f"""
SELECT u.code, {NAME} FROM unit_edge e JOIN unit u ON u.id = e.unit_id
WHERE e.parent_id = :unit AND e.from_on <= :as_of AND e.to_on > :as_of ORDER BY u.code
"""
