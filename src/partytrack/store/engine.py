"""The engine for acts: SQLModel sessions over the same connection, each transaction begun IMMEDIATE.

SQLAlchemy's default transactions on SQLite lose updates when two people write at once; taking the
write lock before the first read does not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from partytrack.core.report import Run
from partytrack.store.connection import connect, store_faults
from partytrack.store.connection import runner as plain_runner


@contextmanager
def writing(path: Path) -> Iterator[Session]:
    """One session in one transaction: committed when the block ends, rolled back when it fails."""
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    event.listen(engine, "begin", begin_immediate)
    with store_faults(path):
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise error.orig or error from error
        finally:
            engine.dispose()


def begin_immediate(connection: Connection) -> None:
    """Take the write lock when a transaction begins."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def runner(session: Session) -> Run:
    """The session as a function that runs one plain statement, as reports do, within the session's transaction."""
    driven: Any = session.connection().connection.driver_connection
    return plain_runner(driven)
