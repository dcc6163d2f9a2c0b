"""The act: everything that changes records goes through one, so nothing changes without a trace.

``with act(desk, "unit.add", code) as it:`` is one transaction; the records are changed through ``it``,
which keeps an image of each before and after. When the block ends well, one journal entry seals the
images and the whole is committed; when it fails, nothing happened.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel

from partytrack.store.chain import START, SealedImage, canonical, entry_digest, image_digest
from partytrack.store.engine import writing
from partytrack.store.standings import follow
from partytrack.store.tables import Journal, JournalHead, JournalImage

Record = TypeVar("Record", bound=SQLModel)


@dataclass(frozen=True)
class Desk:
    """Where and by whom something is recorded: the store, the actor, the day taken for today, the moment (UTC).

    At a desk that rehearses, acts are checked in full and nothing is kept (``--dry-run``).
    """

    store: Path
    actor: str
    today: date
    at: datetime
    rehearse: bool = False


@dataclass
class Image:
    """One record before and after the act, as plain column values; ``None`` where it did not exist."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Act:
    """The open act: the session to read with, and the only ways to change a record."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session = session
        self.today = desk.today
        self.undoes: int | None = None
        self.images: dict[tuple[str, str], Image] = {}

    def add(self, record: Record) -> Record:
        """Store a new record."""
        self.session.add(record)
        self.session.flush()
        self._keep(record, None, columns(record))
        return record

    def change(self, record: SQLModel, **values: object) -> None:
        """Change columns of a record."""
        before = columns(record)
        for name, value in values.items():
            setattr(record, name, value)
        self.session.add(record)
        self.session.flush()
        self._keep(record, before, columns(record))

    def remove(self, record: SQLModel) -> None:
        """Take a record away; its image stays in the journal."""
        before = columns(record)
        self.session.delete(record)
        self.session.flush()
        self._keep(record, before, None)

    def _keep(self, record: SQLModel, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        self.keep(table_name(record), row_key(record), before, after)

    def keep(self, table: str, key: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Keep the image of a changed row; several changes of one row are one image, first before and last after."""
        image = self.images.setdefault((table, key), Image(before, None))
        image.after = after


@contextmanager
def act(desk: Desk, verb: str, subject: str, *, rehearse: bool = False) -> Iterator[Act]:
    """One transaction and one journal entry for what the block does; a rehearsal changes nothing (``--dry-run``)."""
    with writing(desk.store) as session:
        it = Act(session, desk)
        yield it
        if rehearse or desk.rehearse:
            session.expunge_all()  # what was read stays readable after the rollback
            session.rollback()
        else:
            follow(session, _rows(it))
            _enter(it, desk, verb, subject)


def _rows(it: Act) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row that the act changed, as it was and as it is, under its table."""
    for (table, _), image in it.images.items():
        for side in (image.before, image.after):
            if side is not None:
                yield table, side


def _enter(it: Act, desk: Desk, verb: str, subject: str) -> None:
    """Write the journal entry of a finished act and seal it to the chain."""
    head = it.session.get(JournalHead, 1)
    number, previous = (head.entry_id + 1, head.digest) if head else (1, START)
    images = list(_images(it, number))
    sealed = [SealedImage(image.position, image.table_name, image.row_key, image.digest) for image in images]
    at = desk.at.isoformat(timespec="seconds")
    digest = entry_digest((number, at, desk.actor, verb, subject, it.undoes), sealed, previous)
    it.session.add(
        Journal(
            id=number, at=at, actor=desk.actor, act=verb, subject=subject,
            undoes_id=it.undoes, previous_digest=previous, digest=digest,
        )
    )  # fmt: skip
    it.session.flush()
    it.session.add_all(images)
    it.session.merge(JournalHead(id=1, entry_id=number, digest=digest))


def _images(it: Act, number: int) -> Iterator[JournalImage]:
    changed = ((place, image) for place, image in it.images.items() if image.before != image.after)
    for position, ((table, key), image) in enumerate(changed, start=1):
        salt = secrets.token_hex(16)
        before, after = (None if side is None else canonical(side) for side in (image.before, image.after))
        digest = image_digest(salt, before, after)
        yield JournalImage(
            entry_id=number, position=position, table_name=table, row_key=key,
            before=before, after=after, salt=salt, digest=digest,
        )  # fmt: skip


def table_name(record: SQLModel) -> str:
    """The table that a record lies in."""
    return str(record.__tablename__)


def row_key(record: SQLModel) -> str:
    """The primary key of a record as text; the tables under acts have a single one."""
    (column,) = record.__table__.primary_key.columns  # type: ignore[attr-defined]  # a table model has its table
    return str(getattr(record, column.name))


def columns(record: SQLModel) -> dict[str, Any]:
    """The column values of a record as JSON holds them: days as ISO text."""
    values: dict[str, Any] = json.loads(record.model_dump_json())
    return values
