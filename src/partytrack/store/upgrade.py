"""Stores of older versions: each is kept beside its place and brought to this version's schema."""

from contextlib import closing
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, text

from partytrack.core.errors import FileExists, StoreOlder, StoreUnreadable
from partytrack.store.backup import back_up
from partytrack.store.connection import SCHEMAS, connect
from partytrack.store.migration import locked, migrate


def upgrade_in_place(path: Path) -> Path | None:
    """Bring an older store to this version's schema; hands back where what was there before is kept.

    Nothing is kept, and ``None`` handed back, where another program has done it meanwhile. When it fails, the store
    is what it was: ``StoreOlder`` where the place cannot be written to, ``StoreFull`` where it has no room.
    """
    schema = schema_of(path)
    kept: Path | None = None
    try:
        with locked(path) as connection:
            if _schema(connection) == SCHEMAS[-1]:
                return None
            kept = _keep(path)
            migrate(connection)
    except BaseException as error:
        if kept is not None:
            kept.unlink(missing_ok=True)
        if isinstance(error, StoreUnreadable):
            raise StoreOlder(str(path), schema) from error
        raise
    return kept


def schema_of(path: Path) -> str:
    """The schema of a store, which may be older than this version's."""
    with closing(connect(path, read_only=True, older_too=True)) as connection:
        return str(connection.execute(_SCHEMA).fetchone()[0])


def _schema(connection: Connection) -> str:
    return str(connection.execute(text(_SCHEMA)).scalar())


def _keep(path: Path) -> Path:
    """Back the store up beside itself, under the first free name."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}-before-{SCHEMAS[-1]}{again}{path.suffix}")
        try:
            back_up(path, kept)
        except FileExists:
            continue
        return kept
    raise AssertionError  # the numbers do not end


_SCHEMA = "SELECT version_num FROM alembic_version"
