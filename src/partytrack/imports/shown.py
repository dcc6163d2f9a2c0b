"""What an import did or would do, as scripts read it (contract, "JSON of an import") and as people read it."""

from collections.abc import Iterator, Mapping
from typing import Any

from partytrack.core.columns import columns
from partytrack.core.report import Cell, Row, Table
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.imports.cells import Value, shown
from partytrack.imports.importing import Opened, Result
from partytrack.imports.lines import Change, Incoming, Line, Remark
from partytrack.imports.settling import as_seen, as_told
from partytrack.imports.sheets import address, column_letters

HEADINGS = {"at": "address", "field": "column"}
MOST_NEW = 40
"""How many new rows the screen lists; whoever needs all of them reads the JSON. What needs a person is always listed."""


def as_json(result: Result, say: Texts) -> Mapping[str, Any]:
    """The document of the contract; beside it what was read from which column, and whether it was recorded."""
    incoming = result.incoming
    return {
        "layout": incoming.layout, "file": incoming.file, "sheet": incoming.sheet, "dry_run": result.rehearsed,
        "recorded": result.kept, "counts": dict(result.counts), "columns": _columns(incoming),
        "unmatched": [{"at": at, "header": header} for at, header in incoming.heading.unmatched],
        "rows": [_row(incoming, line, say) for line in incoming.lines],
    }  # fmt: skip


def _columns(incoming: Incoming) -> list[dict[str, str]]:
    heading = incoming.heading
    row = heading.header_rows[-1]
    return [
        {"at": address(incoming.sheet, row, column), "header": heading.labels.get(column, ""), "field": name}
        for column, name in heading.matched
    ]


def _row(incoming: Incoming, line: Line, say: Texts) -> dict[str, Any]:
    return {
        "at": incoming.at(line), "outcome": line.outcome or "refuse", "key": line.key,
        "changes": [
            {"at": incoming.at(line, each.field), "field": each.field, "old": shown(each.old), "new": shown(each.new)}
            for each in seen(incoming, line)
        ],
        "findings": [
            {"at": incoming.at(line, remark.field), "code": remark.code, "text": said(remark, say)}
            for remark in line.remarks
        ],
    }  # fmt: skip


def seen(incoming: Incoming, line: Line) -> Iterator[Change]:
    """The changes of a row for others to see: national numbers are masked."""
    for field, old, new in line.changes:
        kind = incoming.fields[field].kind
        yield Change(field, as_seen(old, kind), as_seen(new, kind))


def said(remark: Remark, say: Texts) -> str:
    """The sentence of a remark."""
    return say.error(remark.said) if isinstance(remark.said, Exception) else say.value(remark.said)


def matched(opened: Opened, say: Texts) -> Table:
    """Which column was read as what; those that are not read are named as well."""
    heading, lang, fields = opened.heading, say.lang, opened.fields
    row = heading.header_rows[-1]
    rows: list[Row] = [
        {
            "at": f"{column_letters(column)}{row}",
            "header": heading.labels.get(column),
            "field": fields[name].label(lang),
        }
        for column, name in heading.matched
    ]
    rows += [{"at": at.rpartition("!")[2], "header": header, "field": None} for at, header in heading.unmatched]
    rows += [
        {"at": None, "header": f"--set {name}={value}", "field": fields[name].label(lang)}
        for name, value in opened.asked.given.items()
    ]
    shown_columns = columns(say, HEADINGS, at="text", header="text", field="text")
    title = say("imports.columns", layout=opened.asked.layout, sheet=opened.sheet.name)
    return Table("columns", title, shown_columns, tuple(rows))


def tables(result: Result, say: Texts) -> Iterator[Table]:
    """What needs a person first: what is refused, then what changes, what was remarked, what is new."""
    incoming = result.incoming
    yield _findings(incoming, say, "refused", refuses=True)
    yield Table(
        "changes", say("imports.changes"), columns(say, HEADINGS, at="text", key="text", field="text", old="text", new="text"),
        tuple(_changes(incoming, say)),
    )  # fmt: skip
    yield _findings(incoming, say, "remarks", refuses=False)
    new = [line for line in incoming.lines if line.outcome == "add"]
    rows: tuple[Row, ...] = tuple(
        {"at": incoming.at(line), "key": line.key, "name": _text(line.values.get("name"), say)}
        for line in new[:MOST_NEW]
    )
    title = say("imports.new" if len(new) <= MOST_NEW else "imports.new_first", count=MOST_NEW, whole=len(new))
    kinds: dict[str, Any] = {"at": "text", "key": "text"}
    if any(row["name"] is not None for row in rows):
        kinds["name"] = "text"
    yield Table("new", title, columns(say, HEADINGS, **kinds), rows)


def _findings(incoming: Incoming, say: Texts, name: str, *, refuses: bool) -> Table:
    rows: list[Row] = [
        {"at": incoming.at(line, remark.field), "finding": said(remark, say)}
        for line in incoming.lines
        for remark in line.remarks
        if remark.refuses == refuses
    ]
    return Table(name, say(f"imports.{name}"), columns(say, HEADINGS, at="text", finding="text"), tuple(rows))


def _changes(incoming: Incoming, say: Texts) -> Iterator[Row]:
    for line in incoming.lines:
        for name, *values in line.changes:
            field = incoming.fields[name]
            old, new = (_text(as_told(value, field), say) for value in values)
            yield {
                "at": incoming.at(line, name),
                "key": line.key,
                "field": field.label(say.lang),
                "old": old,
                "new": new,
            }


def _text(value: "Value | Word", say: Texts) -> Cell:
    """A value as people read it."""
    return None if value is None else say.value(value)
