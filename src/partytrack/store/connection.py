"""One SQLite connection as every part of the program opens it, and the faults of store and disk.

Reports use such a connection bare: they never load SQLAlchemy or SQLModel, which would cost more
than the report itself.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from partytrack.core.errors import (
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreUnreadable,
)
from partytrack.core.report import Run

APPLICATION_ID = 0x50545243  # "PTRC" in the header of the file says whose store it is
SCHEMAS = ("0001", "0002", "0003", "0004")
"""Every schema that a released version wrote, oldest first; the last is this version's own."""
BUSY_SECONDS = 5.0
DISK_FULL = frozenset((errno.ENOSPC, errno.EDQUOT))


def connect(path: Path, *, read_only: bool = False, older_too: bool = False) -> sqlite3.Connection:
    """Open the store at ``path`` with foreign keys on and every commit forced to the disk.

    A store of an older version raises ``StoreOlder``, unless ``older_too`` says that its tables do not matter.
    """
    with store_faults(path):
        if not path.is_file():
            raise StoreMissing(str(path))
        uri = f"{path.absolute().as_uri()}?{_mode(path) if read_only else 'mode=rw'}"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA query_only = {int(read_only)}")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            _check_schema(path, connection, older_too=older_too)
        except BaseException:
            connection.close()
            raise
    return connection


def _mode(path: Path) -> str:
    """How to open a store for reading: with the right to clean up SQLite's companion files, where there is one.

    In a folder that cannot be written to, a store at rest is read as it lies, one at work through its companions.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"


def _check_schema(path: Path, connection: sqlite3.Connection, *, older_too: bool) -> None:
    """Refuse politely what is no store, or one that another version wrote."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreForeign(str(path))
    schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if schema is None:
        raise StoreForeign(str(path))
    if schema[0] not in SCHEMAS:
        raise StoreNewer(str(path), schema[0])
    if schema[0] != SCHEMAS[-1] and not older_too:
        raise StoreOlder(str(path), schema[0])


@contextmanager
def reading(path: Path) -> Iterator[Run]:
    """One consistent view of the store: all statements inside see the same moment."""
    with closing(connect(path, read_only=True)) as connection, store_faults(path):
        connection.execute("BEGIN")
        yield runner(connection)


def runner(connection: sqlite3.Connection) -> Run:
    """The connection as a function that runs one statement and hands back all rows; days go in as ISO text."""

    def run(statement: str, binds: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in binds.items()}
        return connection.execute(statement, plain).fetchall()

    return run


@contextmanager
def store_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system report into faults that say what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        raise _fault(path, error) from error
    except OSError as error:
        full = error.errno in DISK_FULL
        raise (StoreFull(str(path)) if full else StoreUnreadable(str(path), str(error.strerror))) from error


def _fault(path: Path, error: sqlite3.Error) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreLocked(str(path))
    if code == sqlite3.SQLITE_FULL:
        return StoreFull(str(path))
    if code == sqlite3.SQLITE_NOTADB or "no such table: alembic_version" in str(error):
        return StoreForeign(str(path))
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT,
                sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:  # fmt: skip
        return StoreUnreadable(str(path), str(error))
    return error  # a fault of ours: it must not look like one of the disk
