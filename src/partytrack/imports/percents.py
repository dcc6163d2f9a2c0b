"""Cells that show a percentage: Excel keeps 0.03 of what was typed as 3%, and only the format of the cell tells.

calamine does not hand on the format, so the cells with such a one are looked up in the file.
"""

import re
from collections.abc import Iterator

PERCENT_FORMS = frozenset((9, 10))
"""The numbers of the formats ``0%`` and ``0.00%``, which no file spells out."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_FORM = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")


def shows_percent(form: str) -> bool:
    """Whether a number format shows a number as a percentage; a sign in quotes only stands beside it."""
    return "%" in _LITERAL.sub("", form)


def percent_styles(styles: bytes) -> frozenset[int]:
    """The styles of an xlsx (``xl/styles.xml``) that show a percentage, by their places."""
    forms = PERCENT_FORMS | {
        int(number[1])
        for tag in _FORM.findall(styles)
        if (number := _ID.search(tag)) and (code := _CODE.search(tag)) and shows_percent(_plain(code[2]))
    }
    section = _STYLES.search(styles)
    tags = enumerate(_STYLE.findall(section[0]) if section else ())
    return frozenset(place for place, tag in tags if (number := _ID.search(tag)) and int(number[1]) in forms)


def percent_cells(piece: bytes, styles: frozenset[int]) -> Iterator[tuple[bytes, bytes]]:
    """The column and the row of each filled cell with one of the styles, in a piece of an xlsx's sheet."""
    if not styles:
        return
    numbers = b"|".join(b"%d" % style for style in sorted(styles))
    for cell in re.finditer(rb"""<(?:\w+:)?c\b[^>]*?\ss=["'](?:%b)["'][^>]*(?<!/)>""" % numbers, piece):
        if (place := _PLACE.search(cell[0])) is not None:
            yield place[1], place[2]


def _plain(code: bytes) -> str:
    from html import unescape  # noqa: PLC0415  # few workbooks have formats of their own

    return unescape(code.decode("utf-8", "replace"))


_ID = re.compile(rb"""\snumFmtId=["']([0-9]+)["']""")
_CODE = re.compile(rb"""\sformatCode=(["'])(.*?)\1""")
_PLACE = re.compile(rb"""\sr=["']([A-Z]+)([0-9]+)["']""")
