"""Rows of a sheet taken for the headers of a table, and what they name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from partytrack.core.codes import code_list
from partytrack.core.layout import layout
from partytrack.imports.sheets import Cell, Row, Sheet, address
from partytrack.imports.titles import Meaning, Meant, Read, Title, meant_by, meant_by_sex, titles_of

FEWEST = 2
"""So many columns of a layout make a table of it, where not all required ones are there."""
_DEEPEST = 3


@dataclass(frozen=True)
class Table:
    """Some rows of a sheet, read as headers of a layout."""

    sheet: Sheet
    rows: Sequence[Row]
    layout: str
    read: Read

    @cached_property
    def titles(self) -> Mapping[int, Title]:
        """The titles by column."""
        return titles_of(self.rows, self.sheet.merged, self.read)

    @cached_property
    def meant(self) -> Mapping[int, Meant]:
        """What the titles mean that mean anything; those of the sexes only where there is one for each."""
        by_sex = _by_sex(self.titles, self.layout)
        meant = ((column, by_sex.get(column) or meant_by(title, self.layout)) for column, title in self.titles.items())
        return {column: each for column, each in meant if each is not None}

    @cached_property
    def fields(self) -> Mapping[str, Sequence[int]]:
        """The columns that name each field of the layout; what stands by sex tells the sex as well, and comes last."""
        fields: dict[str, list[int]] = {}
        for column, meant in sorted(self.meant.items(), key=lambda item: item[1].sex != ""):
            for field in (meant.field, "sex") if meant.sex else (meant.field,):
                if meant.meaning == "field" and column not in fields.get(field, ()):
                    fields.setdefault(field, []).append(column)
        return fields

    @cached_property
    def told(self) -> int:
        """How much the rows tell of the columns: the more, the rather they are the headers."""
        halves = [each for each in self.meant.values() if each.sex or each.meaning in {"family_part", "name_part"}]
        return len(self.fields) + (len(halves) if is_of_people(self.layout) else 0)

    @property
    def missing(self) -> tuple[str, ...]:
        """The required fields that no column names."""
        return tuple(key for key, field in layout(self.layout).items() if field.required and key not in self.fields)

    @property
    def enough(self) -> bool:
        """Whether they can be headers: they name all that is required, or two columns at least."""
        return self.told >= FEWEST or not self.missing

    @property
    def last(self) -> int:
        """The number of the row right above the values."""
        return self.rows[-1].number

    def of_meaning(self, meaning: Meaning) -> Sequence[int]:
        """The columns whose titles mean something beside the fields."""
        return [column for column, meant in self.meant.items() if meant.meaning == meaning]

    def names_again(self, row: Row) -> bool:
        """Whether a row beneath names the same columns once more, as titles under technical names do."""
        beneath = Table(self.sheet, [row], self.layout, self.read).fields
        again = [field for field, columns in beneath.items() if {*columns} & {*self.fields.get(field, ())}]
        return len(again) >= max(FEWEST, len(self.fields) // 2)

    def at(self, column: int) -> str:
        """The address of a header: that of its cell right above the values."""
        return address(self.sheet.name, self.last, column)


def _by_sex(titles: Mapping[int, Title], layout_name: str) -> Mapping[int, Meant]:
    """The columns of a field that has one for each sex."""
    found = {column: each for column, title in titles.items() if (each := meant_by_sex(title, layout_name))}
    sexes: dict[str, list[str]] = {}
    for each in found.values():
        sexes.setdefault(each.field, []).append(each.sex)
    return {column: each for column, each in found.items() if sorted(sexes[each.field]) == sorted(code_list("sexes"))}


def is_of_people(layout_name: str) -> bool:
    """Whether a layout lists people."""
    return "sex" in layout(layout_name)


def tables(sheet: Sheet, first: Sequence[Row], layout_name: str, reads: Sequence[Read]) -> Iterator[Table]:
    """Every row read as headers, alone, and with those beneath it where it could be a row of groups."""
    for start, row in enumerate(first):
        for depth, rows in enumerate(_stacked(first[start : start + _DEEPEST]), start=1):
            if depth == 1 or _may_group(sheet, row, rows[1]):
                yield from (Table(sheet, rows, layout_name, read) for read in reads)


def whole(table: Table, first: Sequence[Row]) -> Table:
    """The same headers with the rows into which they are merged downwards."""
    top = table.rows[0].number
    reach = [
        bottom for (row, left), (bottom, _) in table.sheet.merged if top <= row <= table.last and left in table.titles
    ]  # fmt: skip
    rows = [row for row in first if top <= row.number <= max(reach, default=0)]
    deeper = Table(table.sheet, rows, table.layout, table.read) if len(rows) > len(table.rows) else table
    return deeper if len(deeper.fields) >= len(table.fields) else table


def _stacked(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The first row alone, then with those right beneath it."""
    for depth in range(1, len(rows) + 1):
        if rows[depth - 1].number != rows[0].number + depth - 1:
            return
        yield rows[:depth]


def _may_group(sheet: Sheet, upper: Row, lower: Row) -> bool:
    """Whether a row can hold groups over the cells beneath: where it is blank those are filled, or it is merged."""
    columns = range(1, max(len(upper.cells), len(lower.cells)) + 1)
    return any(upper.at(column) is None and lower.at(column) is not None for column in columns) or any(
        first[0] == upper.number for first, _ in sheet.merged
    )


def numbers_columns(row: Row) -> bool:
    """Whether a row only numbers the columns: ``(1) (2) (3)``, ``A B 1 2``; Excel takes ``(1)`` for minus one."""
    numbers = [_column_number(cell) for cell in row.cells if cell is not None]
    counted = [number for number in numbers if number]
    lettered = numbers[: len(numbers) - len(counted)]
    return len(numbers) > FEWEST and counted == [*range(1, len(counted) + 1)] and not any(n != 0 for n in lettered)


def _column_number(cell: Cell) -> int | None:
    """The number of a column, 0 for a letter; ``None`` for anything else."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(abs(cell)) or None if cell == int(cell) else None
    if not isinstance(cell, str):
        return None
    match = re.fullmatch(r"\s*[(\[]?\s*(?:([0-9]{1,2})|[A-ZĐ])\s*(?:=[^)\]]*)?[)\]]?\s*(?:=.*)?", cell)
    return int(match[1] or 0) if match else None
