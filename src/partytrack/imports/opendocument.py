"""What calamine does not tell of an ods: errors, formulas without a result, merged areas, how far the cells reach."""

import re
from zipfile import BadZipFile, ZipFile

from partytrack.imports.sheets import CellError
from partytrack.imports.unseen import Hidden, Locked, Unseen, Unsound

_TOKEN = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)((?:\s[^>]*?)?)(/?)>")
_REPEATED = re.compile(rb'table:number-(?:columns|rows)-repeated="([0-9]+)"')
_SPANNED = re.compile(rb'table:number-(columns|rows)-spanned="([0-9]+)"')
_SHOWN = re.compile(rb"<text:p[^>]*>([^<]*)<")


def look_through_ods(parts: ZipFile) -> Unseen:
    """The tables of an ods in their order; raises ``Unsound`` or ``Locked``."""
    try:
        names = parts.namelist()
        manifest = parts.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        if b"encryption-data" in manifest:
            raise Locked
        sheets = _tables(parts.read("content.xml"))
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Unsound from None
    return lambda index: sheets[index] if index < len(sheets) else Hidden()


def _tables(content: bytes) -> list[Hidden]:
    """Go through the cells in order, counting those that are written once for many."""
    sheets: list[Hidden] = []
    row, column, next_row = 0, 0, 1
    for token in _TOKEN.finditer(content):
        what, attributes = token[1], token[2]
        repeated = _REPEATED.search(attributes)
        times = int(repeated[1]) if repeated else 1
        if what == b"table":
            sheets.append(Hidden())
            next_row = 1
        elif what == b"table-row":
            row, next_row, column = next_row, next_row + times, 0
        elif sheets:
            if what == b"table-cell" and attributes:
                _note(sheets[-1], attributes, content, token.end(), (row, column + 1))
                if b"value-type=" in attributes:
                    reach = sheets[-1].last
                    sheets[-1].last = max(reach[0], next_row - 1), max(reach[1], column + times)
            column += times
    return sheets


def _note(sheet: Hidden, attributes: bytes, content: bytes, end: int, at: tuple[int, int]) -> None:
    """Note a cell that shows no value, and one that stands for several."""
    if b'value-type="error"' in attributes:
        shown = _SHOWN.match(content, end)
        sheet.faults[at] = CellError(shown[1].decode("utf-8", "replace") if shown else "#N/A")
    elif b"table:formula=" in attributes and b"value-type=" not in attributes:
        formula = re.search(rb'table:formula="(?:\w+:)?([^"]*)"', attributes)
        sheet.faults[at] = CellError(formula[1].decode("utf-8", "replace") if formula else "=")
    spans = {what: int(count) for what, count in _SPANNED.findall(attributes)}
    rows, columns = spans.get(b"rows", 1), spans.get(b"columns", 1)
    if rows > 1 or columns > 1:
        sheet.merged = (*sheet.merged, (at, (at[0] + rows - 1, at[1] + columns - 1)))
