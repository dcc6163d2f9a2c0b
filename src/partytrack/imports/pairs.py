"""Columns that tell one thing together: a name in two parts, and a birth date in the column of the person's sex."""

from collections.abc import Sequence
from dataclasses import dataclass

from partytrack.core.errors import BadFlag, NamePartMissing, OneSexNeeded, PartytrackError
from partytrack.imports.cells import content, marked
from partytrack.imports.said import said
from partytrack.imports.sheets import Cell, CellError, Row, address


@dataclass(frozen=True)
class Pair:
    """Two columns of one field, from left to right.

    A name: family and middle names left, the given name right. With ``sexes`` each column is that of one sex: what is told
    stands under the person's own, a birth date or, of the field ``sex``, a mark.
    """

    field: str
    columns: tuple[int, int]
    sexes: tuple[str, str] | None = None

    def cell(self, row: Row) -> Cell:
        """What a row tells in them; where one part of a name is no text, that part, for the reader of the cell to refuse."""
        cells = self._cells(row)
        filled = [cell for cell in cells if cell is not None]
        if self.sexes is not None or len(filled) < len(cells):
            return filled[0] if filled else None
        return next((cell for cell in cells if not isinstance(cell, str)), None) or " ".join(map(str, cells))

    def fault(self, row: Row, sheet: str) -> PartytrackError | None:
        """What stands against a row: half a name; both columns of the sexes filled, or none."""
        cells = self._cells(row)
        filled = [cell for cell in cells if cell is not None]
        if self.sexes is None:
            return NamePartMissing(self._at(row, sheet, cells.index(None))) if len(filled) == 1 else None
        if len(filled) != 1:
            return OneSexNeeded(self._at(row, sheet, 0), self._at(row, sheet, 1))
        if self.field == "sex" and not isinstance(filled[0], CellError) and not marked(filled[0]):
            return BadFlag(said(filled[0]))
        return None

    def sex(self, row: Row) -> str | None:
        """The sex whose column is filled."""
        told = zip(self.sexes or (), self._cells(row), strict=False)
        return next((sex for sex, cell in told if cell is not None), None)

    def column_of(self, sex: object) -> int:
        """The column of a sex; of a name, or of a row that tells no sex, the first one."""
        return self.columns[self.sexes.index(sex)] if self.sexes and sex in self.sexes else self.columns[0]

    def _cells(self, row: Row) -> Sequence[Cell]:
        return [content(row.at(column)) for column in self.columns]

    def _at(self, row: Row, sheet: str, place: int) -> str:
        return address(sheet, row.number, self.columns[place])
