"""The engine for acts: SQLModel sessions over the same connection, each transaction begun IMMEDIATE.

SQLAlchemy's default transactions on SQLite lose updates when two people write at once; taking the
write lock before the first read does not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from partytrack.store.connection import connect, store_faults


@contextmanager
def writing(path: Path) -> Iterator[Session]:
    """One session in one transaction: committed when the block ends, rolled back when it fails."""
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin_immediate)
    with store_faults(path):
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise error.orig or error from error
        finally:
            engine.dispose()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
