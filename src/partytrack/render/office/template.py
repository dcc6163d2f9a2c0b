"""The template for a list: a workbook that a unit fills in and sends back, with drop-down lists and checks in its cells.

The sheet is protected without a password: title and headers stay as they are, rows can be filled, sorted and inserted.
Hidden in it are the terms that the lists offer, what the rows held when they were sent, and the key of each row in the
first column, which travels along when rows are sorted.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import ceil
from typing import IO, NamedTuple

from openpyxl.styles import Alignment, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.dates import PartialDate
from partytrack.core.layout import Field
from partytrack.core.sent import KEY_MARK, SENT_SHEET, Value, write_sent
from partytrack.core.template import Template
from partytrack.core.texts import Texts
from partytrack.render.office.checks import check, write_lists, written
from partytrack.render.office.paper import (
    FACE,
    PAGE_UNITS,
    Ink,
    height,
    new_book,
    put_text,
    save,
    set_page,
    units,
)
from partytrack.render.office.table import BORDER, DAY_FORMAT, EARLIEST_DAY

BLANK_ROWS = 200
_HEADER, _FIRST = 5, 6
_PRINTED_BLANKS = 20
_WIDEST = 36.0
_NARROWEST = {
    "key": 11.0,
    "name": 24.0,
    "member": 28.0,
    "day": 12.0,
    "partial_day": 12.0,
    "number12": 16.0,
    "text": 14.0,
    "code": 12.0,
}
_ROW_HEIGHT = 18.0
_SHRUNK = 1.6  # how much broader than a page what is printed on it may be
_GREY = PatternFill("solid", fgColor="E7E6E6")
_OPEN = Protection(locked=False)  # the keys too: no program sorts locked cells
_CENTRED = frozenset(("day", "partial_day", "count", "key", "number12"))
_ALLOWED = ("formatColumns", "formatRows", "insertRows", "sort", "autoFilter")


class _Shown(NamedTuple):
    """A column of the sheet: of which field, under which header, and whether it only shows masked numbers."""

    field: Field
    header: str
    is_masked: bool = False


def write_template(template: Template, say: Texts, target: IO[bytes]) -> None:
    """Build the workbook and write it."""
    title = say(f"template.title_{template.sent.layout}")
    book = new_book(title, template.sent.made_on)
    sheet = book.worksheets[0]
    sheet.title = say("template.sheet")
    shown = list(_shown(template, say))
    blank = _FIRST + len(template.sent.rows)
    widths = _write_rows(sheet, template, shown, say)
    for row in range(blank, blank + BLANK_ROWS):
        _write_blank(sheet, row, shown, printed=row < blank + _PRINTED_BLANKS)
    _write_head(sheet, template, shown, widths, title, say)
    _write_checks(book, sheet, template, shown, blank + BLANK_ROWS - 1, say)
    _write_sent(book, template)
    _set_up(sheet, shown, widths, blank)
    heading = f"{title} – {_made_for(template, say)}".replace("&", "&&")
    sheet.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(heading, f"{FACE},Bold", 12))
    save(book, target)


def _shown(template: Template, say: Texts) -> Iterator[_Shown]:
    """The columns of the sheet: of national numbers one that shows those on record masked, and one to fill in."""
    for field in template.columns:
        label = field.label(say.lang)
        if field.kind == "number12":
            yield _Shown(field, say("layout.masked_column", label=label), is_masked=True)
        yield _Shown(field, say("template.required", label=label) if field.required else label)


def _write_rows(sheet: Worksheet, template: Template, shown: Sequence[_Shown], say: Texts) -> Sequence[float]:
    """Write the rows on record, the key of each in the hidden column; hand back the widths of the columns."""
    widths = [
        max(_NARROWEST.get(column.field.kind, 9.0), *(units(word) + 2.0 for word in column.header.split()))
        for column in shown
    ]
    for row, (key, values) in enumerate(template.sent.rows.items(), start=_FIRST):
        put_text(sheet, row, 1, key)
        sheet.row_dimensions[row].height = _ROW_HEIGHT
        sheet.cell(row, 1).protection = _OPEN
        for at, column in enumerate(shown):
            value = template.numbers.get(key) if column.is_masked else values.get(column.field.key)
            _look(sheet, row, at + 2, column.field, grey=column.is_masked or column.field.kind == "key")
            text = _put(sheet, row, at + 2, column, value, template.names, say)
            widths[at] = max(widths[at], min(units(text) + 2.5, _WIDEST))
    return widths


def _put(
    sheet: Worksheet, row: int, at: int, column: _Shown, value: Value, names: Mapping[str, str], say: Texts
) -> str:  # fmt: skip
    """Write a value as a person would type it, and hand back how it reads."""
    is_day = isinstance(value, date) and value >= EARLIEST_DAY
    if is_day or (isinstance(value, int) and not isinstance(value, bool)):
        sheet.cell(row, at).value = value  # type: ignore[assignment]  # a day or a number
        return DAY_FORMAT if is_day else str(value)
    if value is None:
        return ""
    if isinstance(value, date | PartialDate):
        text = _day_text(value)
    else:
        text = str(value) if column.is_masked else written(value, column.field, names, say)
    put_text(sheet, row, at, text)
    return text


def _day_text(day: date | PartialDate) -> str:
    """A day as text, as far as it is known: ``03/05/2001``, ``05/2001``, ``2001``."""
    first, precision = (day.first, day.precision) if isinstance(day, PartialDate) else (day, "day")
    parts = {"day": (f"{first.day:02}", f"{first.month:02}"), "month": (f"{first.month:02}",)}.get(precision, ())
    return "/".join((*parts, f"{first.year:04}"))


def _look(sheet: Worksheet, row: int, at: int, field: Field, *, grey: bool, framed: bool = True) -> None:
    """Give a cell its form before anything is typed: days as days, numbers as numbers, the rest as text."""
    cell = sheet.cell(row, at)
    cell.number_format = {"day": DAY_FORMAT, "count": "0"}.get(field.kind, "@")
    cell.font = Ink(12).font
    is_centred = field.kind in _CENTRED
    cell.alignment = Alignment("center" if is_centred else "left", "center", indent=0 if is_centred else 1)
    cell.protection = _OPEN
    if framed:
        cell.border = BORDER
    if grey:
        cell.fill = _GREY


def _write_blank(sheet: Worksheet, row: int, shown: Sequence[_Shown], *, printed: bool) -> None:
    sheet.cell(row, 1).protection = _OPEN
    sheet.row_dimensions[row].height = _ROW_HEIGHT
    for at, column in enumerate(shown, start=2):
        given = column.field.kind == "key" and not column.field.required  # by the program, when the row comes back
        _look(sheet, row, at, column.field, grey=column.is_masked or given, framed=printed)


def _write_head(
    sheet: Worksheet, template: Template, shown: Sequence[_Shown], widths: Sequence[float], title: str, say: Texts
) -> None:
    """Write the title, for whom and when, how to fill it in, and the header of the table; nothing of it is merged."""
    lines = (
        (title, Ink(14, bold=True)),
        (_made_for(template, say), Ink(bold=True)),
        (say("template.how"), Ink(12, italic=True)),
    )
    for row, (text, ink) in enumerate(lines, start=1):
        put_text(sheet, row, 2, text)
        sheet.cell(row, 2).font = ink.font
        sheet.row_dimensions[row].height = height("", 1, ink.size) + 2
    put_text(sheet, _HEADER, 1, f"{KEY_MARK}{template.sent.fingerprint}")
    for at, column in enumerate(shown, start=2):
        put_text(sheet, _HEADER, at, column.header)
        cell = sheet.cell(_HEADER, at)
        cell.font, cell.border, cell.fill = Ink(12, bold=True).font, BORDER, _GREY
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    tall = (height(column.header, (width - 1) / 1.1) for column, width in zip(shown, widths, strict=True))
    sheet.row_dimensions[_HEADER].height = max(tall) + 4


def _made_for(template: Template, say: Texts) -> str:
    """For which unit and on which day the template was made."""
    unit = template.unit
    return say("template.made_for", name=unit.name, code=unit.code, on=template.sent.made_on)


def _write_checks(
    book: Workbook, sheet: Worksheet, template: Template, shown: Sequence[_Shown], last: int, say: Texts
) -> None:
    names = write_lists(book, template, say)
    for at, column in enumerate(shown, start=2):
        letter = get_column_letter(at)
        if not column.is_masked:
            rule = check(template.sent.layout, column.field, names, f"{letter}{_FIRST}", f"$A{_FIRST}", say)
            rule.add(f"{letter}{_FIRST}:{letter}{last}")
            sheet.add_data_validation(rule)


def _write_sent(book: Workbook, template: Template) -> None:
    """Write what the rows hold as they are sent, where no reader comes upon it."""
    sheet = book.create_sheet(SENT_SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.protection.enable()
    for row, line in enumerate(write_sent(template.sent), start=1):
        for column, text in enumerate(line, start=1):
            sheet.cell(row, column, text).data_type = "s"


def _set_up(sheet: Worksheet, shown: Sequence[_Shown], widths: Sequence[float], blank: int) -> None:
    """Set widths, protection, what stays in sight, and the page: as many pages wide as the columns need.

    The title is not printed from the cells, where the columns that every page repeats would cut it, but by the page's head.
    """
    last = get_column_letter(len(shown) + 1)
    for at, width in enumerate(widths, start=2):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.column_dimensions["A"].hidden = True
    named = next((at for at, column in enumerate(shown, start=2) if column.field.kind == "name"), 2)
    sheet.freeze_panes = f"{get_column_letter(named + 1)}{_FIRST}"
    sheet.auto_filter.ref = f"A{_HEADER}:{last}{blank + BLANK_ROWS - 1}"
    set_page(sheet, len(shown) + 1, blank + _PRINTED_BLANKS - 1, first_row=_HEADER)
    sheet.page_setup.fitToWidth = ceil(sum(widths) / (PAGE_UNITS * _SHRUNK))
    sheet.sheet_view.showGridLines = True
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.print_title_cols = f"A:{get_column_letter(named)}"
    sheet.protection.enable()
    for what in _ALLOWED:
        setattr(sheet.protection, what, False)
