"""A store as an older version of the program wrote it: the tables of its schema, and a journal that seals its rows."""

import json
import sqlite3
from contextlib import closing

from partytrack.store.chain import START, SealedImage, canonical, entry_digest, image_digest
from partytrack.store.connection import APPLICATION_ID
from partytrack.store.migration import upgrade


def write_older(store, target, schema):
    """Write what a store holds into a new file under an older schema; what is younger must not be in use there."""
    target.touch(mode=0o600)
    with closing(sqlite3.connect(target)) as older:
        older.execute("PRAGMA journal_mode = WAL")
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    upgrade(target, schema)
    with closing(sqlite3.connect(target, isolation_level=None)) as older:
        older.execute("ATTACH ? AS newer", (str(store),))
        older.execute("BEGIN")
        columns = _columns(older)
        for table, names in columns.items():
            older.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")
        _seal(older, columns)
        older.execute("COMMIT")
    return target


def _columns(older):
    """The columns of each table of the older schema, as a list in SQL."""
    tables = older.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name <> 'alembic_version'")
    return {
        table: ", ".join(f'"{row[1]}"' for row in older.execute(f"PRAGMA main.table_info({table})"))
        for (table,) in tables.fetchall()
    }


def _seal(older, columns):
    """Take from the images what the older schema did not have, and seal the journal anew from its first entry."""
    for entry, position, table, before, after, salt in older.execute(
        "SELECT entry_id, position, table_name, before, after, salt FROM main.journal_image"
    ).fetchall():
        sides = [_without_younger(side, columns[table]) for side in (before, after)]
        older.execute(
            "UPDATE main.journal_image SET before = ?, after = ?, digest = ? WHERE entry_id = ? AND position = ?",
            (*sides, image_digest(salt, *sides), entry, position),
        )
    previous = START
    for entry in older.execute(
        "SELECT id, at, actor, act, subject, undoes_id FROM main.journal ORDER BY id"
    ).fetchall():
        images = older.execute(
            "SELECT position, table_name, row_key, digest FROM main.journal_image WHERE entry_id = ? ORDER BY position",
            (entry[0],),
        ).fetchall()
        digest = entry_digest(entry, [SealedImage(*image) for image in images], previous)
        older.execute(
            "UPDATE main.journal SET previous_digest = ?, digest = ? WHERE id = ?", (previous, digest, entry[0])
        )
        previous = digest
    older.execute("UPDATE main.journal_head SET digest = ?", (previous,))


def _without_younger(side, names):
    """The image of a row, with the columns of the older schema only."""
    if side is None:
        return None
    return canonical({name: value for name, value in json.loads(side).items() if f'"{name}"' in names})
