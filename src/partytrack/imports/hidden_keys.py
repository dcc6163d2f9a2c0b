"""The keys hidden in a template that came back: which record each row was sent for, whatever became of the row meanwhile.

Rows that were sorted carry their keys along. A code that somebody erased is the row's key again; where only some columns
were sorted, or cells copied from row to row, key and code differ, and the row is refused rather than believed.
"""

from collections.abc import Mapping, Sequence

from partytrack.core.errors import RowScrambled, TemplateDamaged
from partytrack.core.sent import KEY_MARK, Sent
from partytrack.imports.cells import Value
from partytrack.imports.lines import Line
from partytrack.imports.sheets import Sheet


def take_keys(sent: Sent, file: str, sheet: Sheet, lines: Sequence[Line], code: str | None) -> None:
    """Let the rows be about the records that they were sent for; ``code``: the column of codes, where the layout has one.

    Of a layout without codes, a row that came back as it was sent asks for nothing: it is the same.
    """
    keys = read_keys(sent, file, sheet)
    for line in lines:
        key = keys.get(line.row, "")
        if key not in sent.rows:
            continue
        if code is None:
            if _told(line.values) == _told(sent.rows[key]):
                line.key, line.outcome = key, "same"
        elif line.values.get(code) is None:
            line.values[code] = key
        elif (shown := str(line.values[code])).casefold() != key.casefold() and not _is_about(sent, line, shown, key):
            line.refuse(RowScrambled(line.row, key, shown), code)


def read_keys(sent: Sent, file: str, sheet: Sheet) -> Mapping[int, str]:
    """The hidden keys by the numbers of the rows; none where their column was taken out.

    Raises ``TemplateDamaged`` where the sheet was sent with another file than the hidden one beside it.
    """
    column, keys = 0, {}
    for row in sheet.rows():
        if not column:
            column = next((at for at, cell in enumerate(row.cells, 1) if str(cell).startswith(KEY_MARK)), 0)
            if column and str(row.at(column)).removeprefix(KEY_MARK).strip() != sent.fingerprint:
                raise TemplateDamaged(file)
        elif row.at(column) is not None:
            keys[row.number] = str(row.at(column)).strip()
    return keys


def _is_about(sent: Sent, line: Line, shown: str, key: str) -> bool:
    """Whether a row is rather about the record whose code it shows: it holds more of what was sent of that one."""
    return shown in sent.rows and _alike(line.values, sent.rows[shown]) > _alike(line.values, sent.rows[key])


def _alike(values: Mapping[str, Value], others: Mapping[str, Value]) -> int:
    told = _told(others)
    return sum(told.get(name) == value for name, value in _told(values).items())


def _told(values: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: value for name, value in values.items() if value is not None}
