"""The journal entry of an act while it is written: its images some thousands at a time, sealed with the chain at the end."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple, TypeAlias

from sqlmodel import Session, SQLModel, insert

from partytrack.store.chain import START, EntrySeal, SealedImage, image_digest, new_digests, row_writer
from partytrack.store.tables import Journal, JournalHead, JournalImage

Value: TypeAlias = str | int | bool | None
"""What a column of a plain row holds: a day is its ISO text."""
Side: TypeAlias = tuple[str, str, str | None, str | None]
"""A changed record: its table and key, what it was before and after, as the journal writes it."""
SALT = 16
"""How many bytes of chance are in the seal of an image."""
AT_ONCE = 10_000
"""How many images are held until they are written."""


class Deed(NamedTuple):
    """Who did what to which subject at which moment (UTC)."""

    actor: str
    act: str
    subject: str
    at: datetime


class OpenEntry:
    """An entry that is being written. It is there from the start, as its images refer to it; its seal comes last.

    ``undoes``: the entry that it takes back.
    """

    def __init__(self, session: Session, deed: Deed, undoes: int | None = None) -> None:
        head = session.get(JournalHead, 1)
        self._session = session
        self._number, self._previous = (head.entry_id + 1, head.digest) if head else (1, START)
        at = deed.at.isoformat(timespec="seconds")
        self._entry = Journal(
            id=self._number, at=at, actor=deed.actor, act=deed.act, subject=deed.subject,
            undoes_id=undoes, previous_digest=self._previous, digest=START,
        )  # fmt: skip
        session.add(self._entry)
        session.flush()
        self._seal = EntrySeal((self._number, at, deed.actor, deed.act, deed.subject, undoes))
        self._count = 0

    def put(self, sides: Iterable[Side]) -> None:
        """Write the images of records that were changed or taken away."""
        waiting = iter(sides)
        while part := list(islice(waiting, AT_ONCE)):
            images = []
            for place, (table, key, before, after) in enumerate(part, start=self._count + 1):
                salt = secrets.token_hex(SALT)
                images.append(
                    (self._number, place, table, key, before, after, salt, image_digest(salt, before, after))
                )  # fmt: skip
            self._seal.take([SealedImage(place, table, key, digest) for _, place, table, key, *_, digest in images])
            store_rows(self._session, JournalImage, images)
            self._count += len(part)

    def put_new(self, table: str, columns: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> None:
        """Write the images of new records of one table, given as plain rows that begin with their key."""
        write = row_writer(columns)
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            keys, afters, drawn = (
                [str(row[0]) for row in part],
                list(map(write, part)),
                secrets.token_hex(SALT * len(part)),
            )
            salts = [drawn[place : place + 2 * SALT] for place in range(0, len(drawn), 2 * SALT)]
            digests = new_digests(salts, afters)
            self._seal.take_new(self._count + 1, table, keys, digests)
            places = range(self._count + 1, self._count + 1 + len(part))
            number = self._number
            images = [
                (number, place, table, key, None, after, salt, digest)
                for place, key, after, salt, digest in zip(places, keys, afters, salts, digests, strict=True)
            ]
            store_rows(self._session, JournalImage, images)
            self._count += len(part)

    def close(self) -> None:
        """Seal the entry to the chain."""
        self._entry.digest = self._seal.digest(self._previous)
        self._session.flush()
        self._session.merge(JournalHead(id=1, entry_id=self._number, digest=self._entry.digest))


def store_rows(session: Session, model: type[SQLModel], rows: Sequence[tuple[Value, ...]]) -> None:
    """Store rows that have every column of their table, in its order, by one statement."""
    connection = session.connection()
    connection.exec_driver_sql(str(insert(model).compile(connection)), list(rows))
