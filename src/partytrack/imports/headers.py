"""Finding the table in a workbook: its sheet, the row of its headers, and which column is which of a layout.

What is not understood is named, never passed over in silence; what could be understood in two ways is refused.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from partytrack.core.codes import nearest_first
from partytrack.core.errors import NoTable, PartytrackError, RegisterFound, SheetUnknown, WhichSheet
from partytrack.core.layout import column_word, header_key, layout, told
from partytrack.core.legacy_text import ENCODINGS, decode
from partytrack.core.sent import LISTS_SHEET, SENT_SHEET
from partytrack.core.vietnamese import fold
from partytrack.core.words import Told
from partytrack.imports.fields import pairs_of, settled, spanned_by
from partytrack.imports.pairs import Pair
from partytrack.imports.sheets import Book, Row, Sheet, address
from partytrack.imports.table import FEWEST, Table, numbers_columns, tables, whole
from partytrack.imports.titles import Meaning, Read

SEARCHED = 30
"""Among so many first rows the headers are looked for; above them stand the office's letterhead and the title."""

_BENEATH = 5
_OWN_SHEETS = (SENT_SHEET, LISTS_SHEET)
_PASSED_OVER: tuple[Meaning, ...] = ("running", "masked", "keys")
_OLD_FONTS: tuple[Read, ...] = tuple(partial(decode, encoding=encoding) for encoding in ENCODINGS)
"""A row of headers that in one of them names the columns of a layout was typed in it."""


@dataclass(frozen=True)
class Heading:
    """The headers of a table: their rows, which column is which field, and what there is beside.

    ``columns``: the fields of the layout with their columns, counted from 1, of those in ``pairs`` with the first of two;
    ``labels``: the header of every column that has one. ``unmatched``: address and header (empty: no title) of columns that are not read; ``masked``: of those that
    hide what they hold. ``key_column``: the hidden keys of our own template. ``body``: the first row that may hold a
    record. ``missing``: required columns that the table lacks. ``faults``: what can be understood in two ways.
    """

    layout: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, int]
    pairs: Mapping[str, Pair]
    labels: Mapping[int, str]
    unmatched: tuple[tuple[str, str], ...]
    masked: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    key_column: int | None
    body: int
    faults: tuple[PartytrackError, ...]

    @property
    def matched(self) -> Sequence[tuple[int, str]]:
        """The columns that are read, from left to right, each with its field."""
        every = ((name, self.pairs[name].columns if name in self.pairs else (at,)) for name, at in self.columns.items())
        return sorted((at, name) for name, places in every for at in places)

    def column_of(self, field: str, told: Mapping[str, object]) -> int:
        """The column of a field in a row that tells these values; the first one of all where no column is."""
        if field in self.pairs:
            return self.pairs[field].column_of(told.get("sex"))
        return self.columns.get(field, 1)


def find_heading(sheet: Sheet, layout_name: str, read: Read = str) -> Heading | None:
    """The row among the first ones, or the rows one over the other, that name the most columns of a layout.

    They must name all required columns, or two at least. Titles above, numbers beneath and the same headers once more
    are no records. ``read`` turns round texts typed in an old font; headers typed in one are found without it too.
    """
    first = list(takewhile(lambda row: row.number <= SEARCHED + _BENEATH, sheet.rows()))
    filled = [row for row in first if not row.blank]
    reads = (read, *_OLD_FONTS) if any(map(_has_foreign_letters, filled)) else (read,)
    found = max(
        (table for table in tables(sheet, filled, layout_name, reads) if table.rows[0].number <= SEARCHED),
        key=lambda table: (table.told, -len(table.rows)),
        default=None,
    )
    return _heading(whole(found, filled), filled) if found is not None and found.enough else None


def which_sheet(book: Book, layout_name: str, named: str | None = None, read: Read = str) -> tuple[Sheet, Heading]:
    """The one sheet that holds a list of a layout, with its headers.

    A hidden sheet is looked at only when it is named. Raises ``SheetUnknown``, ``WhichSheet`` where several hold a list,
    ``NoTable`` where none does (``RegisterFound`` where it is the register), and what is wrong with the headers.
    """
    own = [sheet for sheet in book.sheets if sheet.name not in _OWN_SHEETS]
    sheets = [_named(own, named)] if named else [sheet for sheet in own if sheet.visible]
    found: Sequence[tuple[Sheet, Heading]] = [
        (sheet, heading) for sheet in sheets if (heading := find_heading(sheet, layout_name, read)) is not None
    ]
    if not found:
        _refuse_register(sheets)
        needed = [key for key, field in layout(layout_name).items() if field.required]
        raise NoTable(book.file, tuple(column_word(layout_name, key) for key in needed), layout_name)
    if len(found) > 1:
        found = _with_records(found)
    sheet, heading = found[0]
    if heading.faults:
        raise heading.faults[0]
    return sheet, heading


def body(sheet: Sheet, heading: Heading) -> Iterator[Row]:
    """The rows under the headers that hold something, without the headers where they stand again on a further page."""
    return (row for row in sheet.rows(heading.body) if not row.blank and not _repeats(row, heading))


def sums_up(row: Row) -> bool:
    """Whether a row sums up others: “Tổng cộng” or the like is its first text, or begins its only one (“Tổng số: 12 người”)."""
    text, *more = [cell for cell in row.cells if isinstance(cell, str)] or [""]
    key = header_key(text)
    return key in told("total") or (
        not more and any(char.isdigit() for char in key) and key.startswith(tuple(told("total")))
    )


# --- sheets ---


def _named(sheets: Sequence[Sheet], named: str) -> Sheet:
    """The sheet of a name, spelled exactly or but for case and marks."""
    exact = [sheet for sheet in sheets if sheet.name == named]
    alike = exact or [sheet for sheet in sheets if fold(sheet.name) == fold(named)]
    if len(alike) != 1:
        raise SheetUnknown(named, nearest_first(named, [sheet.name for sheet in alike or sheets]))
    return alike[0]


def _with_records(found: Sequence[tuple[Sheet, Heading]]) -> Sequence[tuple[Sheet, Heading]]:
    """Of several sheets with headers the only one with anything under them; several such are for the reader to choose."""
    counted = [(sheet, sum(1 for _ in body(sheet, heading))) for sheet, heading in found]
    filled = [(sheet, count) for sheet, count in counted if count] or counted
    if len(filled) > 1:
        told = (Told("imports.sheet_rows", {"sheet": sheet.name, "rows": count}) for sheet, count in filled)
        raise WhichSheet(tuple(told), filled[0][0].name)
    return [(sheet, heading) for sheet, heading in found if sheet is filled[0][0]]


def _refuse_register(sheets: Iterable[Sheet]) -> None:
    """Refuse the member register, whose composite columns no layout can name."""
    for sheet in sheets:
        for row in takewhile(lambda row: row.number <= SEARCHED, sheet.rows()):
            table = Table(sheet, [row], "members", str)
            if not row.blank and len(table.of_meaning("register")) >= FEWEST:
                raise RegisterFound(address(sheet.name, row.number, min(table.titles)), table.layout)


def _has_foreign_letters(row: Row) -> bool:
    """Whether a row has letters of western Europe, in whose place the old fonts drew Vietnamese ones."""
    return any("\xa0" < char < "Ā" for cell in row.cells if isinstance(cell, str) for char in cell)


# --- the headers of a table ---


def _heading(table: Table, first: Sequence[Row]) -> Heading:
    header_rows = _header_rows(table, first)
    labels = {column: title.text for column, title in table.titles.items()}
    filled = _filled(table, header_rows[-1] + 1)
    pairs = pairs_of(table, filled)
    columns, faults = settled(table, filled, pairs)
    read = {*columns.values(), *(column for meaning in _PASSED_OVER for column in table.of_meaning(meaning))}
    read.update(column for pair in pairs.values() for column in pair.columns)
    read |= {beside for column in columns.values() for beside in spanned_by(table, column)} - filled
    masked, keys = (table.of_meaning(meaning) for meaning in ("masked", "keys"))
    return Heading(
        layout=table.layout,
        header_rows=header_rows,
        columns=columns,
        pairs=pairs,
        labels=labels,
        unmatched=tuple((table.at(at), labels.get(at, "")) for at in sorted({*labels, *filled} - read)),
        masked=tuple((table.at(at), labels[at]) for at in masked),
        missing=table.missing,
        key_column=keys[0] if keys else None,
        body=header_rows[-1] + 1,
        faults=faults,
    )


def _header_rows(table: Table, first: Sequence[Row]) -> tuple[int, ...]:
    """The rows of the headers with those right beneath that number the columns or name them again."""
    rows = [row.number for row in table.rows]
    beneath = {row.number: row for row in first if row.number > table.last}
    while (row := beneath.get(rows[-1] + 1)) and (numbers_columns(row) or table.names_again(row)):
        rows.append(row.number)
    return tuple(rows)


def _filled(table: Table, start: int) -> frozenset[int]:
    """The columns with values in them among those of which that must be known: without a title, or under one of several."""
    grid = table.sheet.grid
    sought = set(range(1, grid.last[1] + 1)) - table.titles.keys() if grid.last else set()
    for column in table.meant:
        spanned = spanned_by(table, column)
        sought |= spanned if len(spanned) > 1 else frozenset()
    found: set[int] = set()
    for row in table.sheet.rows(start):
        if not sought:
            break
        met = {column for column in sought if row.at(column) is not None}
        found |= met
        sought -= met
    return frozenset(found)


def _repeats(row: Row, heading: Heading) -> bool:
    """Whether each cell of a row says once more what stands above its column."""
    met = 0
    for column, cell in enumerate(row.cells, start=1):
        if cell is None:
            continue
        if not isinstance(cell, str) or " ".join(cell.split()) not in heading.labels.get(column, "").split(" / "):
            return False
        met += 1
    return met >= FEWEST
