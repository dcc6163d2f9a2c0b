"""Restore: a backup takes the place of the store, in this version's schema, whichever version wrote it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from partytrack.core.errors import FileMissing, StoreExists, StoreForeign
from partytrack.store.backup import back_up, copy_pages
from partytrack.store.connection import SCHEMAS, connect, store_faults
from partytrack.store.migration import upgrade
from partytrack.store.upgrade import schema_of


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
        if there and (not force or source.samefile(path)):
            raise StoreExists(str(path))
        if not there and not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
    with _in_newest_schema(source, path.parent) as backup:
        kept = _replace(backup, path, at) if there else None
        if not there:
            back_up(backup, path)
    _use_wal(path)
    return kept


def _check_sound(source: Path) -> None:
    with closing(connect(source, read_only=True, older_too=True)) as connection, store_faults(source):
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreForeign(str(source))


@contextmanager
def _in_newest_schema(source: Path, workshop: Path) -> Iterator[Path]:
    """The backup itself, or, where an older version wrote it, an upgraded copy in a private folder for the while."""
    if schema_of(source) == SCHEMAS[-1]:
        yield source
        return
    with store_faults(workshop), TemporaryDirectory(prefix=".upgrade-", dir=workshop) as folder:
        draft = Path(folder) / source.name
        back_up(source, draft)
        upgrade(draft)
        yield draft


def _replace(backup: Path, path: Path, at: datetime) -> Path:
    """Put a backup over the store, which is kept beside it."""
    kept = path.with_name(f"{path.stem}-before-restore-{at:%Y%m%d-%H%M%S}{path.suffix}")
    back_up(path, kept)
    current = closing(connect(path, older_too=True))
    with closing(connect(backup, read_only=True)) as old, current as store, store_faults(path):
        copy_pages(old, store, path)
    return kept


def _use_wal(path: Path) -> None:
    with closing(connect(path)) as connection, store_faults(path):
        connection.execute("PRAGMA journal_mode = WAL")
