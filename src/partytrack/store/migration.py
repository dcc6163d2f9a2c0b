"""Schemas of a store, by Alembic: from the first table on, a change of schema is a migration.

A migration runs in one transaction that holds the write lock, so that it is done whole or not at all.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from partytrack.store.connection import BUSY_SECONDS, store_faults
from partytrack.store.engine import begin_immediate

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "head"


def upgrade(path: Path, schema: str = NEWEST) -> None:
    """Bring the store at ``path`` to a schema, this version's own unless another is named."""
    with locked(path) as connection:
        migrate(connection, schema)


@contextmanager
def locked(path: Path) -> Iterator[Connection]:
    """The file at ``path``, whatever its schema, in one transaction that nobody else writes beside."""
    engine = create_engine("sqlite://", creator=lambda: _open(path), poolclass=NullPool)
    event.listen(engine, "begin", begin_immediate)
    with store_faults(path):
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise error.orig or error from error
        finally:
            engine.dispose()


def migrate(connection: Connection, schema: str = NEWEST) -> None:
    """Run the migrations up to a schema within the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
