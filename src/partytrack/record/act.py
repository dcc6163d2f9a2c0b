"""The act: everything that changes records goes through one, so nothing changes without a trace.

``with act(desk, "unit.add", code) as it:`` is one transaction; the records are changed through ``it``,
which keeps an image of each before and after. When the block ends well, one journal entry seals the
images and the whole is committed; when it fails, nothing happened.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sqlmodel import Session, SQLModel, delete, func, insert, select

from partytrack.core.errors import PartytrackError
from partytrack.store.chain import START, EntrySeal, SealedImage, canonical, image_digest, new_digests, row_writer
from partytrack.store.engine import writing
from partytrack.store.standings import follow
from partytrack.store.tables import Journal, JournalHead, JournalImage

Record = TypeVar("Record", bound=SQLModel)
Value: TypeAlias = str | int | bool | None
"""What a column of a plain row holds: a day is its ISO text."""
ImageRow: TypeAlias = tuple[int, int, str, str, str | None, str | None, str, str]
SALT = 16
"""How many bytes of chance are in the seal of an image."""
_AT_ONCE = 10_000
"""How many images are held until they are written."""


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


class NewRows(NamedTuple):
    """Many new records of one table as plain rows, each beginning with its key."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


class GoneRow(NamedTuple):
    """A record that was taken away among many: its table, its key, and what it was, as the journal writes it."""

    table: str
    key: str
    before: str


class Act:
    """The open act: the session to read with, and the only ways to change a record.

    ``keeps``: what was done is kept when the act ends; else it was a rehearsal.
    """

    def __init__(self, session: Session, desk: Desk, *, keeps: bool = True) -> None:
        self.session = session
        self.today = desk.today
        self.keeps = keeps
        self.undoes: int | None = None
        self.images: dict[tuple[str, str], Image] = {}
        self.new_rows: list[NewRows] = []
        self.gone_rows: list[GoneRow] = []

    def add(self, record: Record) -> Record:
        """Store a new record."""
        self.session.add(record)
        self.session.flush()
        self._keep(record, None, columns(record))
        return record

    def add_rows(self, model: type[SQLModel], columns: tuple[str, ...], rows: Sequence[tuple[Value, ...]]) -> None:
        """Store many new records as plain rows, days as ISO text; a column that is not named is empty.

        A model is loaded only where a record is changed: sets are written by one statement (``next_key`` numbers them).
        """
        whole = tuple(column.name for column in model.__table__.columns)  # type: ignore[attr-defined]  # a table model
        places = [columns.index(name) if name in columns else None for name in whole]
        filled = [tuple([None if place is None else row[place] for place in places]) for row in rows]
        if filled:
            store_rows(self.session, model, filled)
            self.new_rows.append(NewRows(str(model.__tablename__), whole, filled))

    def remove_rows(self, model: type[SQLModel], rows: Sequence[GoneRow]) -> None:
        """Take many records of a table away, by some thousand in a statement; no session may still hold them."""
        (key,) = model.__table__.primary_key.columns  # type: ignore[attr-defined]  # a table model has its table
        for start in range(0, len(rows), _AT_ONCE):
            keys = [key_value(model, row.key) for row in rows[start : start + _AT_ONCE]]
            self.session.connection().execute(delete(model).where(key.in_(keys)))
        self.gone_rows += rows

    @property
    def changed(self) -> bool:
        """Whether the act has changed any record so far."""
        return bool(self.new_rows or self.gone_rows) or any(
            image.before != image.after for image in self.images.values()
        )

    def next_key(self, model: type[SQLModel]) -> int:
        """The key that the next new record of a table gets."""
        newest = self.session.exec(select(func.max(model.id))).one()  # type: ignore[attr-defined]  # every such table has an id
        return (newest or 0) + 1

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the act that is done whole or not at all: when it is refused, the rest of the act stands."""
        before, self.images = self.images, {}
        try:
            with self.session.begin_nested():
                yield
        except PartytrackError:
            self.images = before
            raise
        for place, image in self.images.items():
            kept = before.setdefault(place, image)
            kept.after = image.after
        self.images = before

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
        it = Act(session, desk, keeps=not (rehearse or desk.rehearse))
        yield it
        if it.keeps:
            follow(session, _rows(it), _new_people(it))
            _enter(it, desk, verb, subject)
        else:
            session.expunge_all()  # what was read stays readable after the rollback
            session.rollback()


def _rows(it: Act) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row that the act changed, as it was and as it is, under its table."""
    for (table, _), image in it.images.items():
        for side in (image.before, image.after):
            if side is not None:
                yield table, side
    for gone in it.gone_rows:
        yield gone.table, json.loads(gone.before)


def _new_people(it: Act) -> set[int]:
    """The people whose cases or stays are among the rows that were stored many at once."""
    return {
        row[new.columns.index("person_id")]  # type: ignore[misc]  # a key is a number
        for new in it.new_rows
        if new.table in {"candidacy", "stay"}
        for row in new.rows
    }


def _enter(it: Act, desk: Desk, verb: str, subject: str) -> None:
    """Write the journal entry of a finished act and seal it to the chain; its images are written some thousands at a time."""
    head = it.session.get(JournalHead, 1)
    number, previous = (head.entry_id + 1, head.digest) if head else (1, START)
    at = desk.at.isoformat(timespec="seconds")
    entry = Journal(
        id=number, at=at, actor=desk.actor, act=verb, subject=subject,
        undoes_id=it.undoes, previous_digest=previous, digest=START,
    )  # fmt: skip
    it.session.add(entry)
    it.session.flush()
    seal, count = EntrySeal((number, at, desk.actor, verb, subject, it.undoes)), 0
    for images in _images(it, number):
        seal.take([SealedImage(position, table, key, digest) for _, position, table, key, *_, digest in images])
        store_rows(it.session, JournalImage, images)
        count += len(images)
    for new in it.new_rows:
        count = _enter_new(it.session, number, count, new, seal)
    entry.digest = seal.digest(previous)
    it.session.flush()
    it.session.merge(JournalHead(id=1, entry_id=number, digest=entry.digest))


def _images(it: Act, number: int) -> Iterator[list[ImageRow]]:
    """The images of the records that were changed one by one, then of those that were taken away many at once."""
    changed = (
        (table, key, _written(image.before), _written(image.after))
        for (table, key), image in it.images.items()
        if image.before != image.after
    )
    gone = ((table, key, before, None) for table, key, before in it.gone_rows)
    sides: Iterator[tuple[int, tuple[str, str, str | None, str | None]]] = enumerate(chain(changed, gone), start=1)
    while part := list(islice(sides, _AT_ONCE)):
        salts = [secrets.token_hex(SALT) for _ in part]
        yield [
            (number, position, table, key, before, after, salt, image_digest(salt, before, after))
            for (position, (table, key, before, after)), salt in zip(part, salts, strict=True)
        ]


def _written(side: dict[str, Any] | None) -> str | None:
    return None if side is None else canonical(side)


def _enter_new(session: Session, number: int, count: int, new: NewRows, seal: EntrySeal) -> int:
    """Write and seal the images of records that were stored many at once; hands back how many images there are by then."""
    write, table = row_writer(new.columns), new.table
    for start in range(0, len(new.rows), _AT_ONCE):
        part = new.rows[start : start + _AT_ONCE]
        keys, afters, drawn = [str(row[0]) for row in part], list(map(write, part)), secrets.token_hex(SALT * len(part))
        salts = [drawn[place : place + 2 * SALT] for place in range(0, len(drawn), 2 * SALT)]
        digests = new_digests(salts, afters)
        seal.take_new(count + 1, table, keys, digests)
        numbered = zip(range(count + 1, count + 1 + len(part)), keys, afters, salts, digests, strict=True)
        images = [(number, position, table, key, None, *rest) for position, key, *rest in numbered]
        store_rows(session, JournalImage, images)
        count += len(part)
    return count


def store_rows(session: Session, model: type[SQLModel], rows: Sequence[tuple[Value, ...]]) -> None:
    """Store rows that have every column of their table, in its order, by one statement."""
    connection = session.connection()
    connection.exec_driver_sql(str(insert(model).compile(connection)), list(rows))


def table_name(record: SQLModel) -> str:
    """The table that a record lies in."""
    return str(record.__tablename__)


def row_key(record: SQLModel) -> str:
    """The primary key of a record as text; the tables under acts have a single one."""
    (column,) = record.__table__.primary_key.columns  # type: ignore[attr-defined]  # a table model has its table
    return str(getattr(record, column.name))


def key_value(model: type[SQLModel], text: str) -> int | str:
    """The primary key as the table's column holds it."""
    (column,) = model.__table__.primary_key.columns  # type: ignore[attr-defined]  # as above
    return int(text) if column.type.python_type is int else text


def columns(record: SQLModel) -> dict[str, Any]:
    """The column values of a record as JSON holds them: days as ISO text."""
    values: dict[str, Any] = json.loads(record.model_dump_json())
    return values
