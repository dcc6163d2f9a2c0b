"""What calamine does not tell of a workbook: errors in cells, formulas never calculated, percentages, how far a sheet reaches.

calamine gives an error and a formula without a result as an empty cell, sometimes as 0, and leaves out a last row that
holds nothing else; so the parts of the file are looked through for them, in pieces. A workbook that asks to be calculated
when it is opened (``fullCalcOnLoad``) holds no results at all, whatever stands in their place. One stray cell in the last
row and column makes calamine claim memory for all between, and the process ends: how far the cells reach is asked first.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile

from partytrack.imports.percents import percent_cells, percent_styles
from partytrack.imports.sheets import Area, CellError

MOST_CELLS = 20_000_000
"""A sheet is held whole, from its first filled cell to its last: about 32 bytes a cell."""


class Unsound(Exception):  # turned into a failure of the family by the reader, which knows the file
    """The file is not what it claims to be."""


class Locked(Exception):  # as above
    """The file opens with a password only."""


@dataclass
class Hidden:
    """Of one sheet: the cells that show no value, those that show a percentage, how far it reaches.

    ``merged``: the merged areas, where calamine does not tell them.
    """

    faults: dict[tuple[int, int], CellError] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    last: tuple[int, int] = (0, 0)
    merged: tuple[Area, ...] = ()


class Unseen(Protocol):
    """What is not told of the sheet at a place in the order of the book, counted from 0."""

    def __call__(self, index: int, /) -> Hidden:
        """Look through the sheet."""


def look_through(data: bytes) -> Unseen:
    """What reads the rest of a workbook of any kind; raises ``Unsound`` or ``Locked``."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        from partytrack.imports.biff import look_through_xls  # noqa: PLC0415  # few lists are xls

        return look_through_xls(data)
    try:
        parts = ZipFile(BytesIO(data))
    except BadZipFile:
        raise Unsound from None
    if "content.xml" in parts.namelist():
        from partytrack.imports.opendocument import look_through_ods  # noqa: PLC0415  # as above

        return look_through_ods(parts)
    return _Xlsx(parts)


class _Xlsx:
    """The parts of an xlsx: the sheets in the order of the book, and whether its formulas have been calculated."""

    def __init__(self, parts: ZipFile) -> None:
        self._parts = parts
        book, relations = self._part("xl/workbook.xml"), self._part("xl/_rels/workbook.xml.rels")
        self._uncalculated = re.search(rb'\bfullCalcOnLoad="(1|true)"', book) is not None
        targets = {
            _attribute(tag, b"Id"): _attribute(tag, b"Target")
            for tag in re.findall(rb"<[\w:]*Relationship\b[^>]*>", relations)
        }
        ids = [_attribute(tag, rb"\w+:id") for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", book)]
        self._sheets = [targets.get(each, "") for each in ids]
        has_styles = "xl/styles.xml" in parts.namelist()
        self._percents = percent_styles(self._part("xl/styles.xml")) if has_styles else frozenset()

    def __call__(self, index: int) -> Hidden:
        target = self._sheets[index] if index < len(self._sheets) else ""
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        try:
            return _scan(partial(self._parts.open, name), self._percents, uncalculated=self._uncalculated)
        except (KeyError, BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
            raise Unsound from None

    def _part(self, name: str) -> bytes:
        try:
            return self._parts.read(name)
        except (KeyError, BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
            raise Unsound from None


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb"""\s*=\s*["']([^"']*)["']""", tag)
    return found[1].decode("utf-8", "replace") if found else ""


# --- the xml of a sheet ---

_PIECE = 1 << 20
_LONGEST = 1 << 26
"""No row of a list is as long as this, in bytes; a file made to fill the memory is."""
_SUSPECT = re.compile(rb"""\st=["']e["']|<(?:\w+:)?f[\s/>]""")
_MARKS = (b't="e"', b"t='e'", b"<f", b":f")
"""One of them is in every piece with a suspect; to look for a plain text is ten times as quick."""
_COLUMN = re.compile(rb""" r=["']([A-Z]+)""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]+)([0-9]+)["']""")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)<)")


def _scan(open_part: Callable[[], IO[bytes]], percents: frozenset[int], *, uncalculated: bool) -> Hidden:
    """Look through a sheet piece by piece, at the cells alone that could be of interest.

    How far it reaches is told by all cells; only where that is too far, by those that are filled.
    """
    hidden = Hidden()
    for piece in pieces(open_part, b"row>"):
        suspects = _SUSPECT.finditer(piece) if any(mark in piece for mark in _MARKS) else ()
        for suspect in suspects:
            # the tag of the cell is the one that it stands in, or the one before the formula
            cell = _CELL.match(piece, piece.rfind(b"<", 0, suspect.start()))
            if cell is not None:
                _note(hidden, cell[1], cell[2] or b"", uncalculated=uncalculated)
        hidden.percents.update((int(row), column_number(column)) for column, row in percent_cells(piece, percents))
        _reach(hidden, piece)
    if hidden.last[0] * hidden.last[1] > MOST_CELLS:
        hidden.last = (0, 0)
        for piece in pieces(open_part, b"row>"):
            _reach(hidden, b"".join(cell[1] for cell in _CELL.finditer(piece) if cell[2]))
    return hidden


def pieces(open_part: Callable[[], IO[bytes]], end: bytes) -> Iterator[bytes]:
    """A part of the file in pieces that end as it is said, but for the last."""
    rest = b""
    with open_part() as stream:
        while read := stream.read(_PIECE):
            rest += read
            if len(rest) > _LONGEST:
                raise Unsound
            cut = rest.rfind(end)
            if cut >= 0:
                yield rest[: cut + len(end)]
                rest = rest[cut + len(end) :]
    yield rest


def _reach(hidden: Hidden, cells: bytes) -> None:
    """How far the sheet reaches with these cells, which are in the order of their rows."""
    columns, last = set(_COLUMN.findall(cells)), _last_reference(cells)
    if columns and last is not None:
        hidden.last = max(hidden.last[0], int(last[2])), max(hidden.last[1], *map(column_number, columns))


def _last_reference(cells: bytes) -> re.Match[bytes] | None:
    """Where the last cell says that it stands; a row without cells tells its number alike, and is passed over."""
    place = len(cells)
    while (place := cells.rfind(b" r=", 0, place)) >= 0:
        if found := _REFERENCE.match(cells, place):
            return found
    return None


def _note(hidden: Hidden, attributes: bytes, content: bytes, *, uncalculated: bool) -> None:
    """Note a cell that shows no value: an error, or a formula without a result."""
    formula, result = _FORMULA.search(content), _RESULT.search(content)
    kind = _attribute(attributes, b"t")
    # a calculated formula whose result is an empty text has t="str" and an empty v
    is_open = formula is not None and (uncalculated or (kind != "str" and not (result and result[1])))
    if kind != "e" and not is_open:
        return
    place = _REFERENCE.search(attributes)
    if place is None:
        raise Unsound  # a cell that does not say where it stands; Excel and LibreOffice write it when they save
    told = "=" + _text(formula[1]) if is_open and formula is not None else _text(result[1] if result else b"#N/A")
    hidden.faults[int(place[2]), column_number(place[1])] = CellError(told)


def _text(written: bytes | None) -> str:
    """A text of the xml, its entities read."""
    from html import unescape  # noqa: PLC0415  # most sheets have no such cell

    return unescape((written or b"").decode("utf-8", "replace"))


def column_number(letters: bytes) -> int:
    """1 for ``A``, 27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
