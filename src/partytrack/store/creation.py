"""The making of a new store: complete beside its place, then put there in one move."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from partytrack.core.errors import StoreExists
from partytrack.store.connection import APPLICATION_ID, store_faults
from partytrack.store.migration import upgrade
from partytrack.store.standings import rejudge


@contextmanager
def new_store(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Build a store in a private folder beside ``path``; it takes its place when the block has ended well.

    The file can be read and written by its owner only (0600). What lies at ``path`` is never
    touched unless ``replace`` says so.
    """
    with store_faults(path):
        if path.exists() and not replace:
            raise StoreExists(str(path))
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
        workshop = Path(mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        draft = workshop / path.name
        try:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(draft)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            upgrade(draft)
            rejudge(draft)
            yield draft
            _settle(draft, path, replace=replace)
        finally:
            for left in workshop.iterdir():
                left.unlink()
            workshop.rmdir()


@contextmanager
def ensure_store(path: Path) -> Iterator[Path]:
    """The store at ``path`` where there is one, else a new one as ``new_store`` makes it."""
    with store_faults(path):
        there = path.exists()
    if there:
        yield path
    else:
        with new_store(path) as draft:
            yield draft


def _settle(draft: Path, path: Path, *, replace: bool) -> None:
    """Move a finished store to its place; without ``replace`` a store that came in between stays."""
    if replace:
        for companion in ("-wal", "-shm"):
            path.with_name(path.name + companion).unlink(missing_ok=True)
        draft.replace(path)
        return
    try:
        put(draft, path)
    except FileExistsError:
        raise StoreExists(str(path)) from None


def put(draft: Path, path: Path) -> None:
    """Give a finished file its place, never that of another; ``FileExistsError`` where one lies."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a memory stick knows no links: its place is claimed by an empty file, then taken
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        draft.replace(path)
