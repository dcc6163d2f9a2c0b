"""What calamine does not tell of an ods: errors, formulas without a result, percentages, merged areas, how far it reaches."""

import re
from functools import partial
from html import unescape
from zipfile import BadZipFile, ZipFile

from partytrack.imports.sheets import CellError
from partytrack.imports.unseen import Hidden, Locked, Unseen, Unsound, pieces

_ROW, _ROW_END, _TABLE = b"<table:table-row", b"</table:table-row>", b"<table:table "
_CELL = re.compile(rb"<table:(covered-)?table-cell((?:\s[^>]*?)?)/?>")
_PERCENT = b'value-type="percentage"'
_MARKS = (b"-repeated=", b"-spanned=", b"table:formula=", b'value-type="error"', _PERCENT)
"""A row without any of them has its cells one by one, all with a value that shows."""
_ROWS_REPEATED = re.compile(rb'table:number-rows-repeated="([0-9]+)"')
_REPEATED = re.compile(rb'table:number-columns-repeated="([0-9]+)"')
_SPANNED = re.compile(rb'table:number-(columns|rows)-spanned="([0-9]+)"')
_SHOWN = re.compile(rb"<text:p[^>]*>([^<]*)<")
_FORMULA = re.compile(rb'table:formula="(?:\w+:)?([^"]*)"')


def look_through_ods(parts: ZipFile) -> Unseen:
    """The tables of an ods in their order; raises ``Unsound`` or ``Locked``."""
    try:
        names = parts.namelist()
        manifest = parts.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise Locked
        sheets = _tables(parts)
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Unsound from None
    return lambda index: sheets[index] if index < len(sheets) else Hidden()


def _tables(parts: ZipFile) -> list[Hidden]:
    """Go through the rows in order, counting those that are written once for many."""
    sheets: list[Hidden] = []
    row = 1
    for piece in pieces(partial(parts.open, "content.xml"), _ROW_END):
        for part in piece.split(_ROW):
            if sheets and part[:1] in {b" ", b">", b"/"}:
                head, _, content = part.partition(b">")
                repeated = _ROWS_REPEATED.search(head)
                after = row + (int(repeated[1]) if repeated else 1)
                width = _row(sheets[-1], content.partition(_ROW_END)[0], range(row, after))
                if width:
                    sheets[-1].last = after - 1, max(sheets[-1].last[1], width)
                row = after
            if _TABLE in part:  # what follows the last row of one table, or stands before the first of all
                sheets.append(Hidden())
                row = 1
    return sheets


def _row(sheet: Hidden, content: bytes, rows: range) -> int:
    """Look at the cells of alike rows; how many columns they have up to the last filled one, where they are filled at all."""
    if b"value-type=" not in content and b"table:formula=" not in content and b"-spanned=" not in content:
        return 0
    last = content.rfind(b"<table:table-cell")
    if content.endswith(b"/>") and _is_filler(content[last:]):
        content = content[:last]
    if not any(mark in content for mark in _MARKS):
        return content.count(b"<table:table-cell") + content.count(b"<table:covered-table-cell")
    column = width = 0
    for cell in _CELL.finditer(content):
        attributes = cell[2]
        repeated = _REPEATED.search(attributes)
        if not cell[1] and any(mark in attributes for mark in _MARKS[1:]):
            _note(sheet, attributes, content, cell.end(), (rows[0], column + 1))
        before, column = column, column + (int(repeated[1]) if repeated else 1)
        if _PERCENT in attributes:
            sheet.percents.update((row, at) for row in rows for at in range(before + 1, column + 1))
        width = column if b"value-type=" in attributes else width
    return width


def _is_filler(cell: bytes) -> bool:
    """Whether a cell only fills the rest of a row, as LibreOffice writes it."""
    return b"value-type=" not in cell and b"formula=" not in cell and b"-spanned=" not in cell


def _note(sheet: Hidden, attributes: bytes, content: bytes, end: int, at: tuple[int, int]) -> None:
    """Note a cell that shows no value, and one that stands for several."""
    if b'value-type="error"' in attributes:
        shown = _SHOWN.match(content, end)
        sheet.faults[at] = CellError(_text(shown[1]) if shown else "#N/A")
    elif (formula := _FORMULA.search(attributes)) and b"value-type=" not in attributes:
        sheet.faults[at] = CellError(_text(formula[1]))
    spans = {what: int(count) for what, count in _SPANNED.findall(attributes)}
    rows, columns = spans.get(b"rows", 1), spans.get(b"columns", 1)
    if rows > 1 or columns > 1:
        sheet.merged = (*sheet.merged, (at, (at[0] + rows - 1, at[1] + columns - 1)))


def _text(written: bytes) -> str:
    return unescape(written.decode("utf-8", "replace"))
