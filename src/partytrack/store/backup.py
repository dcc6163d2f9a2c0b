"""Backup and restore: online, consistent copies of a whole store, journal included."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from partytrack.core.errors import FileExists, FileMissing, StoreExists, StoreForeign, StoreLocked
from partytrack.store.connection import connect, store_faults
from partytrack.store.creation import put


def back_up(path: Path, target: Path) -> None:
    """Copy the store as of one moment into a new file, 0600, whoever is at work on it meanwhile."""
    with closing(connect(path, read_only=True)) as source, store_faults(target):
        if target.exists():
            raise FileExists(str(target))
        draft = target.with_name(f".{target.name}.part")
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(draft)) as copy:
                _copy(source, copy, path)
                copy.execute("PRAGMA journal_mode = DELETE")
            with draft.open("rb") as written:
                os.fsync(written.fileno())
            put(draft, target)
        except FileExistsError:
            raise FileExists(str(target)) from None
        finally:
            draft.unlink(missing_ok=True)


def restore(source: Path, path: Path, *, force: bool, at: datetime) -> Path | None:
    """Put a backup in the place of the store; an existing one is backed up first and only replaced by ``force``.

    Hands back where the replaced store's backup lies. The new content comes in one transaction, so
    a restore cut off half-way leaves the old store.
    """
    with store_faults(source):
        if not source.is_file():
            raise FileMissing(str(source))
    _check_sound(source)
    with store_faults(path):
        there = path.exists()
        if not there and not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
    if not there:
        back_up(source, path)
        _use_wal(path)
        return None
    if not force or source.samefile(path):
        raise StoreExists(str(path))
    kept = path.with_name(f"{path.stem}-before-restore-{at:%Y%m%d-%H%M%S}{path.suffix}")
    back_up(path, kept)
    with closing(connect(source, read_only=True)) as old, closing(connect(path)) as current, store_faults(path):
        _copy(old, current, path)
    _use_wal(path)
    return kept


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, locked: Path) -> None:
    """Copy every page; a store that another program holds is waited for as long as by any other command."""

    def heed(code: int, _remaining: int, _total: int) -> None:
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreLocked(str(locked))  # SQLite has waited its time; Python would begin anew without end

    source.backup(target, progress=heed)


def _check_sound(source: Path) -> None:
    with closing(connect(source, read_only=True)) as connection, store_faults(source):
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreForeign(str(source))


def _use_wal(path: Path) -> None:
    with closing(connect(path)) as connection, store_faults(path):
        connection.execute("PRAGMA journal_mode = WAL")
