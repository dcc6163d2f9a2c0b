"""The engine for acts: SQLModel sessions over the same connection, each transaction begun IMMEDIATE.

SQLAlchemy's default transactions on SQLite lose updates when two people write at once; taking the
write lock before the first read does not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from partytrack.core.report import Run
from partytrack.store.connection import connect, store_faults
from partytrack.store.connection import runner as plain_runner


@contextmanager
def writing(path: Path) -> Iterator[Session]:
    """One session in one transaction: committed when the block ends, rolled back when it fails."""
    before = _STORE.set(path)
    with store_faults(path):
        try:
            with Session(_engine(), expire_on_commit=False) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise error.orig or error from error
        finally:
            _STORE.reset(before)


_STORE: ContextVar[Path] = ContextVar("store")


@cache
def _engine() -> Engine:
    """One engine for every store of the process, so that a statement is compiled once; each session opens its own connection."""
    engine = create_engine("sqlite://", creator=lambda: connect(_STORE.get()), poolclass=NullPool)
    event.listen(engine, "begin", begin_immediate)
    return engine


def begin_immediate(connection: Connection) -> None:
    """Take the write lock when a transaction begins."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def runner(session: Session) -> Run:
    """The session as a function that runs one plain statement, as reports do, within the session's transaction."""
    driven: Any = session.connection().connection.driver_connection
    return plain_runner(driven)
