"""Text files (csv, tsv, txt) as one sheet: their encoding, their separator, their quoted line breaks."""

import codecs
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from partytrack.core.errors import BookEmpty, EncodingUnknown, QuotesAstray, TextUnreadable
from partytrack.core.legacy_text import ENCODINGS
from partytrack.imports.sheets import Cell, Row, Sheet, cell_of, grid_of

_SEPARATORS = (",", ";", "\t")
_LOOKED_AT = 30
_GUARD = re.compile(r"' *[=+\-@\t\r]")
"""The apostrophe that the program's own csv sets before a text which a spreadsheet would take for a formula."""


def read_text(path: Path, data: bytes, encoding: str | None) -> Sheet:
    """The rows of a text file as a sheet under the name of the file; all cells are texts."""
    text, separator = _parted(_decoded(path, data, encoding))
    if not text.strip(f"{separator} \r\n"):
        raise BookEmpty(str(path))

    def lines() -> Iterator[Row]:
        number = 0
        try:  # strictly: a quotation mark that is left open would take the rows after it into its cell
            for fields in csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True):
                number += 1
                yield Row(number, tuple(map(_cell, fields)))
        except csv.Error:
            raise QuotesAstray(str(path), number + 1) from None

    return Sheet(path.stem, visible=True, load=lambda: grid_of(lines))


def check_encoding(encoding: str) -> None:
    """Refuse a name that is neither an encoding of texts nor one of the old fonts."""
    if encoding.lower() in ENCODINGS:
        return
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise EncodingUnknown(encoding) from None
    if not codec._is_text_encoding:  # noqa: SLF001  # the one thing that tells rot13 from utf-8
        raise EncodingUnknown(encoding)


def _decoded(path: Path, data: bytes, encoding: str | None) -> str:
    """The text: UTF-8 unless a mark at its beginning or the reader says otherwise."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    font = encoding is not None and encoding.lower() in ENCODINGS
    named = "utf-8" if encoding is None or font else encoding
    for codec in (named, "cp1252") if font else (named,):
        try:
            text = data.decode("utf-8-sig" if codec.lower().replace("_", "-") in {"utf-8", "utf8"} else codec)
        except UnicodeError:
            continue
        return unicodedata.normalize("NFC", text) if codec == encoding else text
    raise TextUnreadable(str(path), named.upper() if encoding is None else named)


def _parted(text: str) -> tuple[str, str]:
    """The text and what separates its fields: as Excel's line ``sep=;`` says, else what parts most rows alike."""
    if match := re.match(r"sep=(.)\r?\n", text, re.IGNORECASE):
        return text[match.end() :], match[1]
    return text, max(_SEPARATORS, key=lambda separator: _parts_alike(text, separator))


def _parts_alike(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have one and the same number of fields, and how many fields."""
    try:
        rows = list(islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _LOOKED_AT))
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _cell(text: str) -> Cell:
    return cell_of(text[1:] if text.startswith("'") and _GUARD.match(text) else text)
