"""The act: everything that changes records goes through one, so nothing changes without a trace.

``with act(desk, "unit.add", code) as it:`` is one transaction; the records are changed through ``it``,
which keeps an image of each before and after. When the block ends well, one journal entry seals the
images and the whole is committed; when it fails, nothing happened.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session, SQLModel, delete, func, select

from partytrack.core.errors import PartytrackError
from partytrack.record.sealing import AT_ONCE, Deed, OpenEntry, Side, Value, store_rows
from partytrack.store.chain import canonical
from partytrack.store.engine import writing
from partytrack.store.standings import OWNED, Fresh, follow

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


class GoneRow(NamedTuple):
    """A record that was taken away among many: its table, its key, and what it was, as the journal writes it."""

    table: str
    key: str
    before: str


class Act:
    """The open act: the session to read with, and the only ways to change a record.

    ``keeps``: what was done is kept when the act ends; else it was a rehearsal.
    """

    def __init__(self, session: Session, desk: Desk, verb: str, subject: str, *, keeps: bool = True) -> None:
        self.session = session
        self.today = desk.today
        self.keeps = keeps
        self.undoes: int | None = None
        self.images: dict[tuple[str, str], Image] = {}
        self.new: list[Fresh] = []
        self.gone_rows: list[GoneRow] = []
        self._deed = Deed(desk.actor, verb, subject, desk.at)
        self._entry: OpenEntry | None = None
        self._has_new = False
        self._attempted: list[SQLModel] | None = None

    def add(self, record: Record) -> Record:
        """Store a new record."""
        self.session.add(record)
        self.session.flush()
        self._keep(record, None, columns(record))
        if self._attempted is not None:
            self._attempted.append(record)
        return record

    def add_rows(self, model: type[SQLModel], columns: tuple[str, ...], rows: Sequence[tuple[Value, ...]]) -> None:
        """Store many new records as plain rows, days as ISO text; a column that is not named is empty.

        A model is loaded only where a record is changed: sets are written by one statement (``next_key`` numbers them).
        """
        whole = tuple(column.name for column in model.__table__.columns)  # type: ignore[attr-defined]  # a table model
        places = [columns.index(name) if name in columns else None for name in whole]
        filled = [tuple([None if place is None else row[place] for place in places]) for row in rows]
        if not filled:
            return
        store_rows(self.session, model, filled)
        self._has_new = True
        table = str(model.__tablename__)
        if table in OWNED:
            at = whole.index(OWNED[table])
            self.new.append(Fresh(table, {row[at] for row in filled}))  # type: ignore[misc]  # a key is a number
        if self.keeps:  # the images are written with the rows: a list of a hundred thousand is not held twice
            self._opened().put_new(table, whole, filled)

    def remove_rows(self, model: type[SQLModel], rows: Sequence[GoneRow]) -> None:
        """Take many records of a table away, by some thousand in a statement; no session may still hold them."""
        (key,) = model.__table__.primary_key.columns  # type: ignore[attr-defined]  # a table model has its table
        for start in range(0, len(rows), AT_ONCE):
            keys = [key_value(model, row.key) for row in rows[start : start + AT_ONCE]]
            self.session.connection().execute(delete(model).where(key.in_(keys)))
        self.gone_rows += rows

    @property
    def changed(self) -> bool:
        """Whether the act has changed any record so far."""
        return (
            self._has_new or bool(self.gone_rows) or any(image.before != image.after for image in self.images.values())
        )

    def next_key(self, model: type[SQLModel]) -> int:
        """The key that the next new record of a table gets."""
        newest = self.session.exec(select(func.max(model.id))).one()  # type: ignore[attr-defined]  # every such table has an id
        return (newest or 0) + 1

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the act that is done whole or not at all: when it is refused, the rest of the act stands.

        New records are held until it ends: of one that nobody holds the session would load another copy, which it keeps
        when the attempt is taken back.
        """
        before, self.images = self.images, {}
        self._attempted = []
        try:
            with self.session.begin_nested():
                yield
        except PartytrackError:
            self.images = before
            raise
        finally:
            self._attempted = None
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

    def seal(self) -> None:
        """Write what is left of the journal entry, and seal it to the chain."""
        entry = self._opened()
        entry.put(_sides(self))
        entry.close()

    def _opened(self) -> OpenEntry:
        if self._entry is None:
            self._entry = OpenEntry(self.session, self._deed, self.undoes)
        return self._entry


@contextmanager
def act(desk: Desk, verb: str, subject: str, *, rehearse: bool = False) -> Iterator[Act]:
    """One transaction and one journal entry for what the block does; a rehearsal changes nothing (``--dry-run``)."""
    with writing(desk.store) as session:
        it = Act(session, desk, verb, subject, keeps=not (rehearse or desk.rehearse))
        yield it
        if it.keeps:
            follow(session, _rows(it), it.new)
            it.seal()
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


def _sides(it: Act) -> Iterator[Side]:
    """The records that were changed one by one, then those that were taken away many at once."""
    for (table, key), image in it.images.items():
        if image.before != image.after:
            before, after = (None if side is None else canonical(side) for side in (image.before, image.after))
            yield table, key, before, after
    for table, key, before in it.gone_rows:
        yield table, key, before, None


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
