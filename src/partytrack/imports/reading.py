"""The rows of a list as lines: each cell read as its column asks, what cannot be read remarked at its address."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from partytrack.core.errors import GivenUnknown, LegacyEncoding, PartytrackError
from partytrack.core.layout import Field, layout
from partytrack.core.legacy_guess import guess_column
from partytrack.core.legacy_text import Encoding, decode
from partytrack.imports.cells import Known, read_cell
from partytrack.imports.headers import Heading, body, sums_up
from partytrack.imports.lines import Line
from partytrack.imports.sheets import Cell, Row, Sheet


class Way(NamedTuple):
    """How the cells of a list are read: on which day, with whom and what on record, what holds where a cell is blank."""

    today: date
    known: Known
    given: Mapping[str, str]
    encoding: Encoding | None


def read_lines(sheet: Sheet, heading: Heading, way: Way) -> Iterator[Line]:
    """Every row under the headers that holds something; a row of totals is none."""
    fields = layout(heading.layout)
    for name in way.given:
        if name not in fields:
            raise GivenUnknown(name, tuple(fields))
    rows = [row for row in body(sheet, heading) if not sums_up(row)]
    legacy = {} if way.encoding else _legacy_columns(heading, rows)
    columns = [(name, column, fields[name]) for name, column in heading.columns.items()]
    given = [(name, fields[name], value) for name, value in way.given.items()]
    for row in rows:
        line = Line(row.number, {})
        for name, column, field in columns:
            _take(line, name, field, row.at(column), way, legacy.get(name))
        for name, field, value in given:
            if name not in line.values and not any(remark.field == name for remark in line.remarks):
                _take(line, name, field, value, way, None)
        yield line


def _take(line: Line, name: str, field: Field, cell: Cell, way: Way, legacy: Encoding | None) -> None:
    """Read one cell into the line."""
    if isinstance(cell, str) and not cell.isascii():
        if way.encoding:
            cell = decode(cell, way.encoding)
        elif legacy and decode(cell, legacy) != cell:
            line.refuse(LegacyEncoding(cell, decode(cell, legacy), legacy), name)
            return
    try:
        read = read_cell(cell, field, way.today, way.known)
    except PartytrackError as error:
        line.refuse(error, name)
        return
    if read is not None:
        line.values[name] = read.value


def _legacy_columns(heading: Heading, rows: Sequence[Row]) -> Mapping[str, Encoding]:
    """The columns whose texts were typed in a font of before Unicode."""
    found: dict[str, Encoding] = {}
    for name, column in heading.columns.items():
        texts = (cell for row in rows if isinstance(cell := row.at(column), str) and not cell.isascii())
        encoding = guess_column(texts)
        if encoding is not None:
            found[name] = encoding
    return found
