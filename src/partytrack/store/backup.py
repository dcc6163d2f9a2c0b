"""Backup: an online, consistent copy of a whole store, journal included."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from partytrack.core.errors import FileExists, StoreLocked
from partytrack.store.connection import connect, store_faults
from partytrack.store.creation import put


def back_up(path: Path, target: Path) -> None:
    """Copy the store as of one moment into a new file, 0600, whoever is at work on it meanwhile.

    The copy has the schema of the store, which may be an older one.
    """
    with closing(connect(path, read_only=True, older_too=True)) as source, store_faults(target):
        if target.exists():
            raise FileExists(str(target))
        draft = target.with_name(f".{target.name}.part")
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(draft)) as copy:
                copy_pages(source, copy, path)
                copy.execute("PRAGMA journal_mode = DELETE")
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            put(draft, target)
        except FileExistsError:
            raise FileExists(str(target)) from None
        finally:
            draft.unlink(missing_ok=True)


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection, locked: Path) -> None:
    """Copy every page; a store that another program holds is waited for as long as by any other command."""

    def heed(code: int, _remaining: int, _total: int) -> None:
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreLocked(str(locked))  # SQLite has waited its time; Python would begin anew without end

    source.backup(target, progress=heed)
