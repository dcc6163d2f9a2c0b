"""The journal's chain of digests: how an entry is sealed, and whether a store's chain still holds.

An image is sealed by a digest over its salt and content; an entry by a digest over all its own
values, the digests of its images and the digest of the entry before. Changing any byte of any row
breaks it; erasing an image's content by law leaves every entry's digest standing.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, NamedTuple

from partytrack.core.report import Run
from partytrack.store.connection import connect, runner, store_faults

START = "0" * 64


class SealedImage(NamedTuple):
    """What of an image its entry seals: its place, the row it shows, and its own digest."""

    position: int
    table_name: str
    row_key: str
    digest: str


class Fault(NamedTuple):
    """One thing that does not verify: the entry concerned and the key of the sentence that says what."""

    entry: int
    kind: str


def _bytes(value: bytes) -> list[str]:
    """A text that was made a blob by hand is not what was sealed; verify must say so, not stumble over it."""
    return ["blob", value.hex()]


_WRITTEN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_bytes)


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spare spaces."""
    return _WRITTEN.encode(value)


def _plain(value: Any) -> str:
    """``canonical`` of a value that is mostly a text or a number."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    return "null" if value is None else str(value) if kind is int else canonical(value)


def new_digests(salts: Sequence[str], afters: Iterable[str]) -> list[str]:
    """The seals of the images of new records: what ``image_digest`` gives, for many at once."""
    sha256, written = hashlib.sha256, encode_basestring
    return [
        sha256(f'["{salt}",null,{written(after)}]'.encode("utf-8", "surrogatepass")).hexdigest()
        for salt, after in zip(salts, afters, strict=True)
    ]


def row_writer(columns: Sequence[str]) -> Callable[[Sequence[Any]], str]:
    """What writes rows of these columns as ``canonical`` writes them as mappings: a third of the time where rows are many."""
    order = sorted(range(len(columns)), key=columns.__getitem__)
    pattern = "{" + ",".join(f"{canonical(columns[place]).replace('%', '%%')}:%s" for place in order) + "}"
    written = encode_basestring

    def write(row: Sequence[Any]) -> str:
        values = [row[place] for place in order]
        return pattern % tuple(
            [written(v) if type(v) is str else "null" if v is None else canonical(v) for v in values]
        )

    return write


def image_digest(salt: str | None, before: str | None, after: str | None) -> str:
    """The seal of an image's content."""
    return _digest([salt, before, after])


class EntrySeal:
    """The seal of an entry ``(id, at, actor, act, subject, undoes_id)``: it takes the images some at a time.

    What is sealed is one JSON list: the values of the entry, the list of its images, the digest of the entry before.
    """

    def __init__(self, entry: Sequence[Any]) -> None:
        self._sealed = hashlib.sha256(_octets(canonical(list(entry))[:-1]))
        self._between = ",["

    def take(self, images: Iterable[SealedImage]) -> None:
        """Seal the next images, in the order of their positions."""
        parts = ",".join(["[" + ",".join(map(_plain, image)) + "]" for image in images])
        if parts:
            self._sealed.update(_octets(self._between + parts))
            self._between = ","

    def take_new(self, first: int, table: str, keys: Sequence[str], digests: Sequence[str]) -> None:
        """Seal the images of new records of one table, whose keys and digests need no care in writing."""
        numbered = zip(range(first, first + len(keys)), keys, digests, strict=True)
        parts = ",".join([f'[{place},"{table}","{key}","{digest}"]' for place, key, digest in numbered])
        self._sealed.update(_octets(self._between + parts))
        self._between = ","

    def digest(self, previous: str) -> str:
        """The seal, once the last image was taken."""
        opened = "" if self._between == "," else self._between
        self._sealed.update(_octets(f"{opened}],{canonical(previous)}]"))
        return self._sealed.hexdigest()


def entry_digest(entry: Sequence[Any], images: Iterable[SealedImage], previous: str) -> str:
    """The seal of an entry with its images and its predecessor."""
    seal = EntrySeal(entry)
    seal.take(images)
    return seal.digest(previous)


def _digest(value: Any) -> str:
    return hashlib.sha256(_octets(canonical(value))).hexdigest()


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def verify_store(path: Path) -> tuple[int, tuple[Fault, ...]]:
    """How many entries the store's journal has, and what of it does not verify."""
    with closing(connect(path, read_only=True)) as connection, store_faults(path):
        # a byte changed by hand may leave no valid text; it must be found, not stumbled over
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        (entries,) = connection.execute("SELECT count(*) FROM journal").fetchone()
        return entries, verify(runner(connection))


def verify(run: Run) -> tuple[Fault, ...]:
    """Every entry whose seal, images or place in the chain do not hold; empty when all is well."""
    images: dict[int, list[SealedImage]] = defaultdict(list)
    faults: list[Fault] = []
    for entry_id, position, table, row, before, after, salt, digest in run(_IMAGES, {}):
        images[entry_id].append(SealedImage(position, table, row, digest))
        if image_digest(salt, before, after) != digest:
            faults.append(Fault(entry_id, "image"))
    previous, expected = START, 1
    for *entry, previous_digest, digest in run(_ENTRIES, {}):
        if entry[0] != expected:
            faults.append(Fault(expected, "gap"))
        sealed = entry_digest(entry, images.pop(entry[0], ()), previous)
        if previous_digest != previous or sealed != digest:
            faults.append(Fault(entry[0], "seal"))
        previous, expected = digest, entry[0] + 1 if isinstance(entry[0], int) else expected + 1
    faults.extend(Fault(entry_id, "stray") for entry_id in images)
    head = [(1, expected - 1, previous)] if expected > 1 else []
    if [tuple(row) for row in run(_HEAD, {})] != head:
        faults.append(Fault(expected - 1, "head"))
    return tuple(faults)


_ENTRIES = """
SELECT id, at, actor, act, subject, undoes_id, previous_digest, digest FROM journal ORDER BY id
"""
_IMAGES = """
SELECT entry_id, position, table_name, row_key, before, after, salt, digest
FROM journal_image ORDER BY entry_id, position
"""
_HEAD = "SELECT id, entry_id, digest FROM journal_head"
