"""What the cells of a template accept: drop-down lists from hidden terms, days, whole numbers, texts of a length.

A program that reads the file back checks everything anew; these checks spare the way back for a slip of the key.
"""

from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from partytrack.core.codes import code_list
from partytrack.core.layout import Field
from partytrack.core.sent import LISTS_SHEET
from partytrack.core.template import Template
from partytrack.core.texts import Texts
from partytrack.render.office.paper import put_text
from partytrack.render.office.table import EARLIEST_DAY

_DAY_1 = (EARLIEST_DAY - EARLIEST_DAY.replace(year=1899, month=12, day=30)).days
_LENGTHS = {"partial_day": (4, 10), "amount": (1, 20), "span": (4, 14), "number12": (12, 12)}
_LONGEST_TEXT = 200
_MOST, _FIRST_YEAR = 99_999_999, 1930
_EXPLAINED = frozenset(("partial_day", "amount", "span", "number12"))  # said before anything is written, too
_AHEAD = frozenset(("units", "quotas"))  # layouts whose days may lie ahead


def write_lists(book: Workbook, template: Template, say: Texts) -> Mapping[str, str]:
    """Write the terms that the columns offer on a hidden sheet; hand back the name of each column's list.

    A list in the check itself holds at most 255 characters, and one on another sheet needs a name in some programs.
    """
    sheet = book.create_sheet(LISTS_SHEET)
    sheet.sheet_state = "veryHidden"
    names: dict[str, str] = {}
    for field in template.columns:
        listing = _listing(field)
        if listing is None or (terms := _terms(template, field, say)) == ():
            continue
        names[field.key] = f"list_{listing}"
        if names[field.key] in book.defined_names:
            continue
        column = len(book.defined_names) + 1
        for row, term in enumerate(terms, start=1):
            put_text(sheet, row, column, term)
        letter = get_column_letter(column)
        place = f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(terms)}"
        book.defined_names[names[field.key]] = DefinedName(names[field.key], attr_text=place)
    return names


def _listing(field: Field) -> str | None:
    """What a column offers: a code list, or units or people."""
    return {"code": field.values, "flag": "yes_no", "unit": "units", "member": "people"}.get(field.kind)


def _terms(template: Template, field: Field, say: Texts) -> tuple[str, ...]:
    if field.kind in {"unit", "member"}:
        return tuple(written(code, field, template.names, say) for code in template.offers.get(field.kind, ()))
    listing = field.values or "yes_no"
    return tuple(say.term(listing, code) for code in code_list(listing))


def written(value: object, field: Field, names: Mapping[str, str], say: Texts) -> str:
    """A code as a reader finds it in a cell: a term, a person with the code, a unit by its code."""
    code = str(value)
    if field.kind == "code":
        return say.term(field.values, code)
    if field.kind == "flag":
        return say.term("yes_no", "yes" if value else "no")
    if field.kind == "member" and code in names:
        return say("template.person", name=names[code], code=code)
    return code


def check(layout: str, field: Field, names: Mapping[str, str], cell: str, key: str, say: Texts) -> DataValidation:
    """The check of a column; ``cell`` is its first cell, ``key`` that of the hidden key in the same row."""
    what = _what(layout, field)
    told: dict[str, Any] = {
        "error": say(f"template.bad_{what}"),
        "errorTitle": say("template.refused"),
        "errorStyle": "stop",
    }
    if field.kind in {"unit", "member"}:
        told |= {"errorStyle": "warning", "errorTitle": say("template.asked")}
    if field.kind in _EXPLAINED:
        told |= {"promptTitle": field.label(say.lang)[:32], "prompt": told["error"]}
    return DataValidation(
        **_rule(layout, field, names, cell, key), **told, allow_blank=True, showErrorMessage=True, showInputMessage=True,
    )  # fmt: skip


def _what(layout: str, field: Field) -> str:
    """Under which name the texts say what a column accepts."""
    if field.kind == "key":
        return "unit_key" if field.required else "key"
    if field.kind == "day" and layout in _AHEAD:
        return "day_ahead"
    if field.key == "year":
        return "year"
    return {"flag": "code", "name": "text"}.get(field.kind, field.kind)


def _rule(layout: str, field: Field, names: Mapping[str, str], cell: str, key: str) -> dict[str, Any]:
    if field.key in names:
        return {"type": "list", "formula1": names[field.key]}
    if field.kind == "key":
        same = f"EXACT({cell},{key})"
        return {"type": "custom", "formula1": f'OR({key}="",{same})' if field.required else same}
    if field.kind == "day":
        last = "DATE(2999,12,31)" if layout in _AHEAD else "TODAY()"
        return {"type": "date", "operator": "between", "formula1": str(_DAY_1), "formula2": last}
    if field.kind == "count":
        least, most = (str(_FIRST_YEAR), "YEAR(TODAY())-1") if field.key == "year" else ("0", str(_MOST))
        return {"type": "whole", "operator": "between", "formula1": least, "formula2": most}
    shortest, longest = _LENGTHS.get(field.kind, (1, _LONGEST_TEXT))
    return {"type": "textLength", "operator": "between", "formula1": str(shortest), "formula2": str(longest)}
