"""The rows of a list as lines: each cell read as its column asks, what cannot be read remarked at its address."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from partytrack.core.errors import LegacyEncoding, PartytrackError
from partytrack.core.layout import Field, header_key, layout, told
from partytrack.core.legacy_guess import legacy_texts
from partytrack.core.legacy_text import ENCODINGS, Encoding, decode
from partytrack.imports.cells import Context, read_cell
from partytrack.imports.headers import Heading, body, sums_up
from partytrack.imports.lines import Line
from partytrack.imports.pairs import Pair
from partytrack.imports.sheets import Cell, Row, Sheet
from partytrack.imports.spread import spread


class Way(NamedTuple):
    """How the cells of a list are read: on which day, with whom and what on record, what holds where a cell is blank.

    ``encoding``: the old font encoding of its texts; any other that was named says that they are as they stand.
    """

    today: date
    known: Context
    given: Mapping[str, str]
    encoding: str | None


def read_lines(sheet: Sheet, heading: Heading, way: Way) -> Iterator[Line]:
    """Every row under the headers that holds something; a row of totals is none."""
    fields = layout(heading.layout)
    rows = spread(sheet, [row for row in body(sheet, heading) if not sums_up(row)])
    legacy = _legacy(heading, rows, way.encoding)
    columns = [(name, column, fields[name]) for name, column in heading.columns.items() if name not in heading.pairs]
    pairs = {pair.field: pair for pair in heading.pairs.values()}.values()
    given = [(name, fields[name], value) for name, value in way.given.items()]
    numbered = _running(heading, rows)
    for row in rows:
        line = Line(row.number, {}, apart=numbered > 0 and row.at(numbered) is None)
        for pair in pairs:
            _take_pair(line, pair, row, sheet.name, fields[pair.field], way, legacy.get(pair.field, _NONE))
        for name, column, field in columns:
            _take(line, name, field, row.at(column), way, legacy.get(name, _NONE))
        for name, field, value in given:
            if name not in line.values and not any(remark.field == name for remark in line.remarks):
                _take(line, name, field, value, way, _NONE)
                line.given += (name,)
        yield line


def _running(heading: Heading, rows: Sequence[Row]) -> int:
    """The column of running numbers, where the table has one that is filled; 0 where it has none."""
    named = (column for column, label in heading.labels.items() if header_key(label) in told("running"))
    return next((column for column in named if any(row.at(column) is not None for row in rows)), 0)


def _take_pair(
    line: Line, pair: Pair, row: Row, sheet: str, field: Field, way: Way, legacy: Mapping[str, Encoding]
) -> None:  # fmt: skip
    """Read what two columns tell together into the line."""
    if (fault := pair.fault(row, sheet)) is not None:
        line.refuse(fault, pair.field)
        return
    if (sex := pair.sex(row)) is not None:
        line.values["sex"] = sex
    if pair.field != "sex":
        _take(line, pair.field, field, pair.cell(row), way, legacy)


def _take(line: Line, name: str, field: Field, cell: Cell, way: Way, legacy: Mapping[str, Encoding]) -> None:
    """Read one cell into the line; a text in an old font waits until its encoding is named, and is shown as it reads."""
    if isinstance(cell, str) and cell in legacy:
        written, encoding = cell, legacy[cell]
        cell = decode(written, encoding)
        if encoding != way.encoding:
            line.refuse(LegacyEncoding(written, cell, encoding), name)
            return
        line.note("text_decoded", name, written=written, text=cell)
    try:
        read = read_cell(cell, field, way.today, way.known)
    except PartytrackError as error:
        line.refuse(error, name)
        return
    if read is not None:
        line.values[name] = read.value
        if read.tidied_from is not None:
            line.note("name_tidied", name, written=read.tidied_from, name=read.value)


def _legacy(heading: Heading, rows: Sequence[Row], encoding: str | None) -> Mapping[str, Mapping[str, Encoding]]:
    """The texts of each column that were typed in a font of before Unicode."""
    named = next((each for each in ENCODINGS if each == encoding), None)
    if encoding is not None and named is None:
        return {}
    found: dict[str, Mapping[str, Encoding]] = {}
    for name, column in heading.columns.items():
        cells = (
            (heading.pairs[name].cell(row) for row in rows)
            if name in heading.pairs
            else (row.at(column) for row in rows)
        )
        texts = {cell for cell in cells if isinstance(cell, str) and not cell.isascii()}
        if texts and (typed := legacy_texts(texts, named)):
            found[name] = typed
    return found


_NONE: Mapping[str, Encoding] = MappingProxyType({})
