"""The journal: its entries, and the images of one."""

from partytrack.core.errors import EntryUnknown
from partytrack.core.report import Column, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.lists.table import columns, table


def listed(run: Run, say: Texts, newest: int) -> Table:
    """The newest entries, newest first; an undone one names the entry that undid it."""
    return _entries(run, say, _LIST, {"newest": newest})


def shown(run: Run, say: Texts, number: int) -> tuple[Table, ...]:
    """One entry with every record it changed, before and after."""
    entry = _entries(run, say, _ENTRY, {"number": number})
    if not entry.rows:
        raise EntryUnknown(str(number))
    images = run(_IMAGES, {"number": number})
    return (
        entry,
        table(say, "journal_images", images, table_name="text", row_key="text", before="text", after="text"),
    )


def _entries(run: Run, say: Texts, statement: str, binds: dict[str, object]) -> Table:
    rows: list[Row] = [
        {
            "entry": number, "at": at, "actor": actor, "act": act, "act_text": say.word(Word("acts", act)),
            "subject": subject, "undoes": undoes, "undone_by": undone_by,
        }
        for number, at, actor, act, subject, undoes, undone_by in run(statement, binds)
    ]  # fmt: skip
    shown = columns(say, entry="count", at="text", actor="text", subject="text", undone_by="count")
    act = Column("act_text", "text", say("columns.act"))
    hidden = (Column("act", "text", "", hidden=True), Column("undoes", "count", "", hidden=True))
    return Table("journal", say("lists.journal"), (*shown[:3], act, *shown[3:], *hidden), tuple(rows))


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
