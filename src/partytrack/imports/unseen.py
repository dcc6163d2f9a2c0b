"""What calamine does not tell of a workbook: cells that show an error, formulas never calculated, how far a sheet reaches.

calamine gives an error and a formula without a result as an empty cell, sometimes as 0, and leaves out a last row that
holds nothing else; so the parts of the file are looked through for them, in pieces. A workbook that asks to be calculated
when it is opened (``fullCalcOnLoad``) holds no results at all, whatever stands in their place. One stray cell in the last
row and column makes calamine claim memory for all between, and the process ends: how far the cells reach is asked first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile

from partytrack.imports.sheets import Area, CellError


class Unsound(Exception):  # turned into a failure of the family by the reader, which knows the file
    """The file is not what it claims to be."""


class Locked(Exception):  # as above
    """The file opens with a password only."""


@dataclass
class Hidden:
    """Of one sheet: the cells that show no value, how far it reaches, and the merged areas where only this tells them."""

    faults: dict[tuple[int, int], CellError] = field(default_factory=dict)
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

    def __call__(self, index: int) -> Hidden:
        target = self._sheets[index] if index < len(self._sheets) else ""
        name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        try:
            with self._parts.open(name) as stream:
                return _scan(stream, uncalculated=self._uncalculated)
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
_SUSPECT = re.compile(rb"""\st=["']e["']|<(?:\w+:)?f[\s/>]""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\sr=["']([A-Z]+)([0-9]+)["']""")
_RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)<)")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s[^>]*ref=["'](?:[A-Z]+[0-9]+:)?([A-Z]+)([0-9]+)["']""")
_TOLD_LARGE = 20_000_000


def _scan(stream: IO[bytes], *, uncalculated: bool) -> Hidden:
    """Look through a sheet piece by piece; each cell of it only where the sheet does not say how far it reaches."""
    hidden, precise = Hidden(), False
    for place, piece in enumerate(_pieces(stream)):
        if place == 0:
            told = _DIMENSION.search(piece)
            hidden.last = (int(told[2]), column_number(told[1])) if told else (0, 0)
            precise = told is None or hidden.last[0] * hidden.last[1] > _TOLD_LARGE
            hidden.last = (0, 0) if precise else hidden.last
        if precise or _SUSPECT.search(piece):
            for cell in _CELL.finditer(piece):
                _look(hidden, cell[1], cell[2] or b"", uncalculated=uncalculated, precise=precise)
    return hidden


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces that end with a row."""
    rest = b""
    while read := stream.read(_PIECE):
        rest += read
        cut = rest.rfind(b"row>") + 4
        if cut > 3:  # found
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _look(hidden: Hidden, attributes: bytes, content: bytes, *, uncalculated: bool, precise: bool) -> None:
    """Note a cell that shows no value, and how far the filled cells reach where nothing else tells."""
    formula, result = _FORMULA.search(content), _RESULT.search(content)
    kind = _attribute(attributes, b"t")
    # a calculated formula whose result is an empty text has t="str" and an empty v
    is_open = formula is not None and (uncalculated or (kind != "str" and not (result and result[1])))
    if kind != "e" and not is_open and not (precise and content):
        return
    place = _REFERENCE.search(attributes)
    if place is None:
        raise Unsound  # a cell that does not say where it stands; Excel and LibreOffice write it when they save
    at = int(place[2]), column_number(place[1])
    if precise:
        hidden.last = max(hidden.last[0], at[0]), max(hidden.last[1], at[1])
    if is_open and formula is not None:
        hidden.faults[at] = CellError("=" + _text(formula[1]))
    elif kind == "e":
        hidden.faults[at] = CellError(_text(result[1]) if result else "#N/A")


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
