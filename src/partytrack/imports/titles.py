"""The titles over the columns of a table, in one row or in several with groups over groups, and what each may mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import normalize

from partytrack.core.codes import code_list
from partytrack.core.layout import header_key, layout, readings_of, told
from partytrack.core.sent import KEY_MARK
from partytrack.core.vietnamese import fold
from partytrack.imports.sheets import Area, Cell, Row

Meaning: TypeAlias = Literal["field", "running", "masked", "keys", "family_part", "name_part", "register"]
Read: TypeAlias = Callable[[str], str]
"""How a text of the file is read, where it was typed in an old font."""

_BRACKET = r"[(\[]([^()\[\]]*)[)\]]"
_TOLD: tuple[Meaning, ...] = ("running", "family_part", "name_part", "register")
_BY_SEX = ("born_on", "sex")
"""The fields that may stand in two columns, one for each sex."""


class Meant(NamedTuple):
    """What a title means: a column of the layout (``field``), or something that is no value of a record.

    ``exact``: it is the very key under which the program's own csv has the column. ``sex``: it is the column of one sex.
    """

    meaning: Meaning
    field: str = ""
    exact: bool = False
    sex: str = ""


class Title(NamedTuple):
    """The texts over one column, from the group at the top down to the cell above the values; none of them is blank."""

    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is shown: ``Kết nạp / Ngày``."""
        return " / ".join(self.parts)

    @property
    def readings(self) -> tuple[str, ...]:
        """What it may be read as: the cell with its group on either side, or alone; the group where the cell is a hint."""
        group, cell = ("", *self.parts)[-2:]
        if not group:
            return (cell,)
        hint = (group,) if re.fullmatch(_BRACKET, cell) else ()
        return (f"{cell} {group}", f"{group} {cell}", cell, *hint)


@cache
def meant_by(title: Title, layout_name: str) -> Meant | None:
    """What a title means in a list of a layout; ``None`` where that is none of the program's business."""
    for reading in title.readings:
        if reading.startswith(KEY_MARK):
            return Meant("keys")
        if _is_masked(reading):
            return Meant("masked")
        for key in readings_of(reading):
            if field := _fields(layout_name).get(key):
                return Meant("field", field, exact=reading == layout(layout_name)[field].exported)
            for meaning in _TOLD:
                if key in told(meaning):
                    return Meant(meaning)
    return None


@cache
def meant_by_sex(title: Title, layout_name: str) -> Meant | None:
    """What a title means that ends with a sex, ``Năm sinh / Nam`` or ``Ngày sinh (nữ)``; ``None`` where it does not."""
    group, cell = ("", *title.parts)[-2:]
    single = re.fullmatch(r"(.+?)[\s(\[]+(\w+)[)\]]?", cell)
    for field, word in ((group, cell), single.groups() if single else ("", "")):
        key = _fields(layout_name).get(header_key(field))
        if key in _BY_SEX and (sex := _sex_of(word)):
            return Meant("field", key, sex=sex)
    return None


def _sex_of(word: str) -> str | None:
    """The sex that a word is; ``Năm`` is none, although it is ``Nam`` without its mark."""
    written = normalize("NFC", word).casefold()
    terms = ((code, term) for code, row in code_list("sexes").items() for term in (row["vi"], row["en"]))
    return next((code for code, term in terms if written in {term, fold(term)}), None)


def _is_masked(text: str) -> bool:
    bracket = re.search(_BRACKET + "$", text)
    return (bracket is not None and header_key(bracket[1]) in told("masked")) or text.endswith("_masked")


@cache
def _fields(layout_name: str) -> Mapping[str, str]:
    """The columns of a layout by the keys of their headers."""
    return {header: key for key, field in layout(layout_name).items() for header in field.headers}


# --- the titles of a table ---


def titles_of(rows: Sequence[Row], merged: Sequence[Area], read: Read) -> Mapping[int, Title]:
    """The titles by column, of rows that follow each other; a group stands over the filled cells beneath it."""
    width = max(len(row.cells) for row in rows)
    levels = [[_text(row.at(column), read) for column in range(1, width + 1)] for row in rows]
    _fill_merged(levels, rows[0].number, merged)
    for upper, lower in pairwise(levels):
        for place in range(1, width):
            if not upper[place] and lower[place] and lower[place - 1]:
                upper[place] = upper[place - 1]
    columns = (tuple(dict.fromkeys(filter(None, parts))) for parts in zip(*levels, strict=True))
    return {column: Title(parts) for column, parts in enumerate(columns, start=1) if parts}


def _fill_merged(levels: list[list[str]], top: int, merged: Sequence[Area]) -> None:
    """Give every cell of a merged area the text of its first one."""
    for (first_row, first_column), (last_row, last_column) in merged:
        if not top <= first_row < top + len(levels) or first_column > len(levels[0]):
            continue
        text = levels[first_row - top][first_column - 1]
        for level in levels[first_row - top : last_row - top + 1]:
            width = min(last_column, len(level)) - first_column + 1
            level[first_column - 1 : first_column - 1 + width] = [text] * width


def _text(cell: Cell, read: Read) -> str:
    """The text of a title; a year or another number is one too."""
    if isinstance(cell, str):
        return " ".join(read(cell).split())
    return f"{cell:g}" if isinstance(cell, int | float) and not isinstance(cell, bool) else ""
