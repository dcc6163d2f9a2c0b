"""What calamine does not tell of an xls: cells that show an error, or a percentage.

The file is a compound file with a stream of records.
"""

import struct
from collections.abc import Iterator, Sequence

from partytrack.imports.percents import PERCENT_FORMS, shows_percent
from partytrack.imports.sheets import CellError
from partytrack.imports.unseen import Hidden, Locked, Unseen, Unsound

_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_FORMULA, _BOUND_SHEET, _BOOL_OR_ERROR, _END, _FILE_PASS = 0x0006, 0x0085, 0x0205, 0x000A, 0x002F
_FORM, _STYLE, _NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS = 0x041E, 0x00E0, 0x0203, 0x027E, 0x00BD
_NO_SECTOR = 0xFFFFFFFA  # this and those above are no sectors but marks
_MINI_BELOW = 4096


def look_through_xls(data: bytes) -> Unseen:
    """The sheets of an xls in their order; raises ``Unsound`` or ``Locked``."""
    try:
        streams = _Compound(data)
        if "EncryptedPackage" in streams.names:
            raise Locked
        stream = streams.read("Workbook" if "Workbook" in streams.names else "Book")
        heads = list(_records(stream, 0))
    except (struct.error, IndexError, KeyError):
        raise Unsound from None
    if any(kind == _FILE_PASS for kind, _ in heads):
        raise Locked
    starts = [struct.unpack_from("<I", body)[0] for kind, body in heads if kind == _BOUND_SHEET]
    percents = _percent_styles(heads)
    return lambda index: _sheet(stream, starts[index], percents) if index < len(starts) else Hidden()


def _percent_styles(heads: Sequence[tuple[int, bytes]]) -> frozenset[int]:
    """The styles that show a percentage, by their places; of a form in wide letters its every other byte is blank."""
    forms = {int.from_bytes(body[:2], "little"): body[5:].replace(b"\0", b"") for kind, body in heads if kind == _FORM}
    numbers = PERCENT_FORMS | {number for number, form in forms.items() if shows_percent(form.decode("latin-1"))}
    styles = enumerate(body for kind, body in heads if kind == _STYLE)
    return frozenset(place for place, body in styles if int.from_bytes(body[2:4], "little") in numbers)


def _sheet(stream: bytes, start: int, percents: frozenset[int]) -> Hidden:
    hidden = Hidden()
    for kind, body in _records(stream, start):
        if kind in {_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS, _FORMULA} and percents:
            row, column, *styles = struct.unpack_from("<HHH", body)
            if kind == _SHORT_NUMBERS:
                styles = [style for style, _ in struct.iter_unpack("<HI", body[4:-2])]
            hidden.percents.update((row + 1, at) for at, style in enumerate(styles, column + 1) if style in percents)
        if kind == _BOOL_OR_ERROR and body[7]:
            code = body[6]
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:  # an error, by the format
            code = body[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", body)
        hidden.faults[row + 1, column + 1] = CellError(_ERRORS.get(code, "#N/A"))
    return hidden


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place in the stream to the end of the part that begins there."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        if kind == _END:
            return
        yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length


class _Compound:
    """A compound file: sectors chained by a table, a directory of streams, small ones in sectors within a stream."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        first_directory, _, _, first_mini, _, first_more, _ = struct.unpack_from("<IIIIIII", data, 48)
        tables = list(struct.unpack_from("<109I", data, 76))
        while first_more < _NO_SECTOR:
            *more, first_more = struct.unpack(f"<{self._size // 4}I", self._sector(first_more))
            tables += more
        self._next = [
            number
            for sector in tables
            if sector < _NO_SECTOR
            for number in struct.unpack(f"<{self._size // 4}I", self._sector(sector))
        ]
        entries = self._chain(first_directory)
        self.names: dict[str, tuple[int, int]] = {}
        for place in range(0, len(entries), 128):
            length = struct.unpack_from("<H", entries, place + 64)[0]
            name = entries[place : place + max(length - 2, 0)].decode("utf-16-le", "replace")
            self.names.setdefault(name, struct.unpack_from("<II", entries, place + 116))
        mini = self._chain(first_mini) if first_mini < _NO_SECTOR else b""
        self._mini_next = struct.unpack(f"<{len(mini) // 4}I", mini)

    def read(self, name: str) -> bytes:
        """The content of a stream."""
        first, size = self.names[name]
        if size >= _MINI_BELOW:
            return self._chain(first)[:size]
        small, found = self._chain(self.names["Root Entry"][0]), []
        while first < _NO_SECTOR:
            found.append(small[first * self._mini_size : (first + 1) * self._mini_size])
            first = self._mini_next[first]
        return b"".join(found)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _chain(self, sector: int) -> bytes:
        found: list[bytes] = []
        while sector < _NO_SECTOR:
            if len(found) > len(self._next):
                raise Unsound  # a chain that comes back on itself
            found.append(self._sector(sector))
            sector = self._next[sector]
        return b"".join(found)
