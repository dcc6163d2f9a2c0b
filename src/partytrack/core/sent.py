"""What a template held when it was sent out: the hidden sheet that travels in the file, sealed, and is read when it comes back.

The seal tells of a sheet that was altered, cut or mixed up with another; it keeps nobody out who wants to forge one.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, TypeAlias

from partytrack.core.dates import PartialDate
from partytrack.core.layout import Field, layout, layouts

SENT_SHEET, LISTS_SHEET = "_partytrack", "_lists"
"""The hidden sheets: what was sent, and the terms that the drop-down lists offer."""
KEY_MARK = "partytrack:"
"""How the header of the hidden column of keys begins; the fingerprint of the file follows."""

Value: TypeAlias = "str | int | bool | date | PartialDate | None"

_FORM = "partytrack template 1"


@dataclass(frozen=True)
class Sent:
    """A template as it was sent out: of which layout, store and unit, on which day, and what its rows held, by their keys.

    ``store``: which store it was made from (``store_mark``); ``entry``: the newest entry of its journal by then.
    ``sealed``: the seal that came back with it; the program that made it may have had columns that this one has not.
    """

    layout: str
    store: str
    unit: str
    made_on: date
    entry: int
    rows: Mapping[str, Mapping[str, Value]]
    sealed: str = field(default="", compare=False)

    @property
    def fingerprint(self) -> str:
        """The first digits of the seal; the visible sheet carries them too, so that sheets of two files are told apart."""
        return (self.sealed or _seal(_lines(self)))[:12]


def person_code(text: str) -> str:
    """The code in what a template wrote for a person, ``Trần Thị Thơm (P00176)``; any other text as it stands."""
    match = re.fullmatch(r".*\((P[0-9]+)\)", text.strip())
    return text if match is None else match[1]


def store_mark(first_digest: str) -> str:
    """Which store it is: a digest of the seal of its first journal entry, which no other store has."""
    return sha256(f"partytrack {first_digest}".encode()).hexdigest()[:16]


def write_sent(sent: Sent) -> Sequence[tuple[str, str]]:
    """The lines of the hidden sheet, two texts each: the form with the seal, the head, then one for each row."""
    lines = _lines(sent)
    return [(_FORM, _seal(lines)), *lines]


def read_sent(lines: Iterable[Sequence[object]]) -> Sent | None:
    """What the lines of a hidden sheet tell; ``None`` where they are none of ours, or not as they were sealed."""
    written = [(str(line[0]), str(line[1])) for line in lines if len(line) > 1 and line[0] != ""]
    if len(written) < 2 or written[0] != (_FORM, _seal(written[1:])):
        return None
    try:
        return _read_whole(*written)
    except (ValueError, KeyError):  # a program of another version wrote what this one cannot have
        return None


def _read_whole(form: tuple[str, str], first: tuple[str, str], *lines: tuple[str, str]) -> Sent:
    head: dict[str, Any] = json.loads(first[1])
    if head["layout"] not in layouts():
        raise ValueError(head["layout"])
    fields = layout(head["layout"])
    rows = {key: _read(fields, json.loads(values)) for key, values in lines}
    made_on = date.fromisoformat(head["made_on"])
    return Sent(head["layout"], head["store"], head["unit"], made_on, head["entry"], rows, form[1])


def _lines(sent: Sent) -> list[tuple[str, str]]:
    head = {
        "layout": sent.layout, "store": sent.store, "unit": sent.unit, "made_on": sent.made_on.isoformat(),
        "entry": sent.entry,
    }  # fmt: skip
    rows = ((key, {name: _plain(value) for name, value in values.items()}) for key, values in sent.rows.items())
    return [("head", _written(head)), *((key, _written(values)) for key, values in rows)]


def _plain(value: Value) -> str | int | bool | None:
    """A value as JSON holds it: days and partial dates are ISO texts."""
    if isinstance(value, PartialDate):
        return value.iso
    return value.isoformat() if isinstance(value, date) else value


def _read(fields: Mapping[str, Field], values: Mapping[str, Any]) -> Mapping[str, Value]:
    """The values of a row by the kinds of its columns; a column that the layout no longer has is left out."""
    return {name: _value(fields[name].kind, value) for name, value in values.items() if name in fields}


def _value(kind: str, value: Any) -> Value:
    if value is None or kind not in {"day", "partial_day"}:
        return value  # type: ignore[no-any-return]  # JSON has only such values
    first = date.fromisoformat(f"{value}-01-01"[:10])
    if kind == "day":
        return first
    return PartialDate(first, {4: "year", 7: "month"}.get(len(value), "day"))  # type: ignore[arg-type]  # one of three


def _written(values: Mapping[str, Any]) -> str:
    """In plain letters, which no program that saves the file composes, trims or corrects."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def _seal(lines: Iterable[tuple[str, str]]) -> str:
    return sha256("\n".join(f"{key}\t{values}" for key, values in lines).encode()).hexdigest()
