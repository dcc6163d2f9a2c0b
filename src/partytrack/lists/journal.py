"""The journal: its entries, and what one of them changed, field by field."""

import json
from collections.abc import Iterator
from datetime import datetime

from partytrack.core.columns import hidden
from partytrack.core.errors import EntryUnknown
from partytrack.core.report import Cell, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.lists.numbers import KEY, number_cell
from partytrack.lists.table import columns, table, where_known


def listed(run: Run, say: Texts, newest: int) -> Table:
    """The newest entries, newest first; an undone one names the entry that undid it."""
    return _entries(run, say, "journal", _LIST, {"newest": newest})


def shown(run: Run, say: Texts, number: int) -> tuple[Table, ...]:
    """One entry with every field it changed, before and after."""
    entry = _entries(run, say, "journal_entry", _ENTRY, {"number": number})
    if not entry.rows:
        raise EntryUnknown(str(number))
    fields = (
        (name, key, *change)
        for name, key, before, after in run(_IMAGES, {"number": number})
        for change in _changes(before, after)
    )
    changed = table(
        say, "changes", fields, table_name="text", row_key="text", field="text", before="text", after="text"
    )
    return (entry, changed)


def _changes(before: str | None, after: str | None) -> Iterator[tuple[str, Cell, Cell]]:
    """The fields that differ between two images of a record; a record without images was erased, and nothing shows.

    National numbers are masked here too.
    """
    old, new = (json.loads(image) if image else {} for image in (before, after))
    for name in {**old, **new}:
        if old.get(name) != new.get(name) and name != "id":
            yield name, *(_text(number_cell(side.get(name)) if name == KEY else side.get(name)) for side in (old, new))


def _text(value: str | float | None) -> Cell:
    return None if value is None else str(value)


def _entries(run: Run, say: Texts, name: str, statement: str, binds: dict[str, object]) -> Table:
    rows: list[Row] = [
        {
            "entry": number, "at": at, "at_text": _moment(say, at), "actor": actor, "act": act,
            "act_text": _act(say, act, undoes), "subject": subject, "undoes": undoes, "undone_by": undone_by,
        }
        for number, at, actor, act, subject, undoes, undone_by in run(statement, binds)
    ]  # fmt: skip
    shown = columns(
        say, entry="count", at_text="text", actor="text", act_text="text", subject="text", undone_by="count"
    )  # fmt: skip
    more = hidden(at="text", act="text", undoes="count")
    return Table(name, say(f"lists.{name}"), where_known(shown, rows, "undone_by") + more, tuple(rows))


def _act(say: Texts, act: str, undoes: int | None) -> str:
    """What was done; an undo names its entry."""
    term = say.word(Word("acts", act))
    return term if undoes is None else f"{term} {undoes}"


def _moment(say: Texts, at: str) -> str:
    """A moment (UTC) to the minute: ``26/4/2022 08:30``."""
    moment = datetime.fromisoformat(at)
    return f"{say.value(moment.date())} {moment:%H:%M}"


_COLUMNS = """
SELECT j.id, j.at, j.actor, j.act, j.subject, j.undoes_id,
       (SELECT max(u.id) FROM journal u WHERE u.undoes_id = j.id
           AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.undoes_id = u.id))
FROM journal j
"""
_LIST = f"{_COLUMNS} ORDER BY j.id DESC LIMIT :newest"
_ENTRY = f"{_COLUMNS} WHERE j.id = :number"
_IMAGES = """
SELECT table_name, row_key, before, after FROM journal_image WHERE entry_id = :number ORDER BY position
"""
