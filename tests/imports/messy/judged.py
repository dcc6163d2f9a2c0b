"""What the engine makes of a workbook, held against what is expected of it: cell by cell, in the file and in the store."""

import re
import sqlite3
from contextlib import closing

import pytest

from partytrack.core.errors import PartytrackError
from partytrack.core.layout import layout
from partytrack.core.texts import Texts
from partytrack.imports import current
from partytrack.imports.cells import code_of, shown
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.imports.sheets import address
from partytrack.imports.shown import as_json
from partytrack.store.connection import connect, runner

SAY = Texts("vi")
TODAY = "2022-04-26"
FIGURES = {"quotas": {"amount": "", "course_amount": "course"}, "tallies": {"count": "", "course_count": "course"}}


def imported(book, path, desk):
    """The list in a file, imported as the book asks: what was opened, and what came of it."""
    opened = open_list(Asked(book.layout, path, **book.asked))
    return opened, import_list(desk, opened)


def expected_rows(book):
    """The rows of the contract's JSON that the book expects, without the sentences."""
    for number, _, expected in book.rows:
        if expected is not None:
            yield {
                "at": _at(book, f"A{number}"), "outcome": expected.outcome, "key": expected.key,
                "changes": [
                    {"at": _at(book, place), "field": field, "old": old, "new": new}
                    for place, field, old, new in expected.changes
                ],
                "findings": [
                    dict(zip(("at", "code"), (_at(book, place), code), strict=True))
                    for place, code in map(str.split, expected.findings)
                ],
            }  # fmt: skip


def given_rows(document):
    """The rows of the document; each of their sentences says something, and holds nothing that was not filled in."""
    rows = document["rows"]
    sentences = [finding.pop("text") for row in rows for finding in row["findings"]]
    assert [text for text in sentences if not text.strip() or re.search(r"[{}]|None|Word\(", text)] == []
    return rows


def judge(book, path, desk):
    """Everything that a book expects: the columns, each row, each value that was read, and the store afterwards."""
    before, entries = held(desk.store, desk.today), _entries(desk.store)
    if book.fault:
        assert fault_of(book, path, desk) == book.fault
        assert (held(desk.store, desk.today), _entries(desk.store)) == (before, entries)
        return None
    opened, result = imported(book, path, desk)
    document = as_json(result, SAY)
    told = {number: expected for number, _, expected in book.rows if expected is not None}
    assert given_rows(document) == list(expected_rows(book))
    assert _columns(document) == book.columns
    assert [(each["at"].rpartition("!")[2], each["header"]) for each in document["unmatched"]] == list(book.unmatched)
    lines = {line.row: {name: shown(value) for name, value in line.values.items()} for line in result.incoming.lines}
    assert lines == {number: expected.values for number, expected in told.items()}
    assert lost(opened, result) == {_at(book, place) for place in book.dashes}
    assert held(desk.store, desk.today) == after(book, before)
    assert _entries(desk.store) == entries + bool(book.recorded)
    return result


def lost(opened, result):
    """The filled cells of the rows that are neither read nor remarked on nor in a column that is named as not read."""
    heading, cells = opened.heading, set()
    named = {at.rpartition("!")[2].rstrip("0123456789") for at, _ in (*heading.unmatched, *heading.masked)}
    running = {column for column, label in heading.labels.items() if label in {"STT", "TT", "Số TT"}}
    for row in opened.sheet.rows(heading.body):
        line = result.incoming.by_row.get(row.number)
        for column, cell in enumerate(row.cells, start=1):
            at = address(opened.sheet.name, row.number, column)
            if line is None or cell is None or column in running or at.rpartition("!")[2].rstrip("0123456789") in named:
                continue
            fields = {field for place, field in heading.matched if place == column}
            if not fields & {*line.values, *(remark.field for remark in line.remarks)}:
                cells.add(at)
    return cells


def held(store, today):
    """What the store holds of every layout, by what makes a record one."""
    with closing(connect(store)) as connection:
        run = runner(connection)
        plain = {
            **current.current_members(run, today),
            **current.current_candidates(run, today),
            **current.current_units(run, today),
        }
        quotas = {
            (key.unit, current.written_span(key.span), key.measure, key.segment, key.round, key.decided_on.isoformat()): values
            for key, values in current.current_quotas(run, today).items()
        }  # fmt: skip
        tallies = {tuple(key): values for key, values in current.current_tallies(run, today).items()}
    return {
        key: {name: shown(value) for name, value in values.items() if value is not None}
        for key, values in (plain | quotas | tallies).items()
    }


def after(book, before):
    """What the store must hold after the rows of a book were recorded."""
    now = {key: dict(values) for key, values in before.items()}
    for expected in book.recorded:
        for key, values in _records(book, expected):
            now[key] = now.get(key, {}) | values
    for key, values in book.stored.items():
        now[key] = {name: value for name, value in (now[key] | values).items() if value is not None}
    return now


def _records(book, expected):
    """The records of a row: one, or one for each figure of a row of quotas or tallies."""
    told = expected.values
    if book.layout not in FIGURES:
        code = next(name for name, field in layout(book.layout).items() if field.kind == "key")
        yield expected.key, {**told, code: expected.key}
        return
    for column, measure in FIGURES[book.layout].items():
        if column not in told:
            continue
        own = {name: value for name, value in told.items() if name not in FIGURES[book.layout]}
        own |= {"measure": measure or told.get("measure", "admission"), next(iter(FIGURES[book.layout])): told[column]}
        if book.layout == "tallies":
            yield (told["unit"], told["year"], own["measure"]), own
        else:
            own.setdefault("assumed", False)
            parts = (told["unit"], told["years"], own["measure"], told.get("segment", ""), told.get("round", ""))
            own.setdefault("decided_on", TODAY)
            yield (*parts, own["decided_on"]), own


def fault_of(book, path, desk):
    """The finding with which a file is refused as a whole."""
    with pytest.raises(PartytrackError) as refused:
        imported(book, path, desk)
    sentence = SAY.error(refused.value)
    assert [each for each in book.mentions if each not in sentence] == []
    return code_of(refused.value)


def _columns(document):
    return ", ".join(
        "{} {}".format(each["at"].rpartition("!")[2].rstrip("0123456789"), each["field"])
        for each in document["columns"]
    )


def _at(book, place):
    column, row = re.fullmatch("([A-Z]+)([0-9]+)", place).groups()
    return re.sub("A([0-9]+)$", f"{column}{row}", address(book.read, int(row), 1))


def _entries(store):
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("SELECT count(*) FROM journal").fetchone()[0]


def rows_of(store):
    """Every row of every table of the store, its journal's too."""
    with closing(sqlite3.connect(store)) as connection:
        return list(connection.iterdump())
