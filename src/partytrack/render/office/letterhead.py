"""What stands around the table on an office's paper: the organs, number, place and day above; signatures below."""

from unicodedata import normalize

from openpyxl.worksheet.worksheet import Worksheet

from partytrack.core.report import Letterhead, Report, Unit
from partytrack.core.texts import Texts
from partytrack.render.cells import scope
from partytrack.render.office.paper import Grid, Ink, put_line

_COMMITTEE = "đảng bộ "
_SPACE_TO_SIGN = 5
_SMALL_GAP = 6  # points; the head stays in sight on the screen, so it keeps low


def issuing_organ(unit: Unit, say: Texts) -> str:
    """Who issues the paper: of a committee (đảng bộ) its elected body (đảng ủy); a cell issues under its own name."""
    name = normalize("NFC", unit.name)
    if unit.kind != "cell" and name.casefold().startswith(_COMMITTEE):
        name = say("layout.executive_of", place=name[len(_COMMITTEE) :])
    return name.upper()


def place_and_day(letterhead: Letterhead, say: Texts) -> str:
    """``Tân Giang, ngày 05 tháng 02 năm 2022``: days under 10 and the months 1 and 2 are padded with a zero."""
    on = letterhead.made_on
    return say(
        "layout.place_and_day",
        place=letterhead.place or say("layout.by_hand"),
        day=f"{on.day:02}",
        month=f"{on.month:02}" if on.month <= 2 else str(on.month),
        year=on.year,
        date=on,
    )


def write_head(
    sheet: Worksheet,
    grid: Grid,
    report: Report,
    say: Texts,
    letterhead: Letterhead,
    titles: tuple[str, str] | None = None,
) -> int:
    """Write the head of the paper, the title, the scope and the lead; hand back the next free row.

    ``titles``: what kind of paper it is and what it is about, where that is not a report under its own title.
    """
    kind_of_paper, about = titles or (say("layout.report"), report.title)
    left, right, whole = (1, grid.middle), (grid.middle + 1, grid.last), (1, grid.last)
    kind = "cell" if report.unit.kind == "cell" else "committee"
    superior = letterhead.superior or say("layout.by_hand")
    put_line(sheet, grid, 1, superior.upper(), Ink(), left)
    put_line(sheet, grid, 1, say("layout.party"), Ink(14, bold=True, underlined=True), right)
    put_line(sheet, grid, 2, issuing_organ(report.unit, say), Ink(bold=True), left)
    put_line(sheet, grid, 2, say("layout.party_translated"), Ink(bold=True), right)
    put_line(sheet, grid, 3, "*", Ink(), left)
    put_line(sheet, grid, 4, say(f"layout.number_{kind}"), Ink(), left)
    put_line(sheet, grid, 4, place_and_day(letterhead, say), Ink(italic=True), right)
    put_line(sheet, grid, 6, kind_of_paper, Ink(16, bold=True), whole)
    put_line(sheet, grid, 7, about, Ink(14, bold=True), whole)
    put_line(sheet, grid, 8, "-----", Ink(10), whole)
    put_line(sheet, grid, 9, f"({scope(report, say)})", Ink(italic=True), whole)
    sheet.row_dimensions[5].height = sheet.row_dimensions[10].height = _SMALL_GAP
    if not report.lead:
        return 11
    for row, text in enumerate(report.lead, start=11):
        put_line(sheet, grid, row, text, Ink(side="left"), whole)
    sheet.row_dimensions[11 + len(report.lead)].height = _SMALL_GAP
    return 12 + len(report.lead)


def write_notes(sheet: Worksheet, grid: Grid, row: int, report: Report, say: Texts) -> int:
    """Write what a reader must know about the figures; hand back the next free row."""
    whole = (1, grid.last)
    if not report.notes:
        return row
    put_line(sheet, grid, row, say("layout.notes"), Ink(12, bold=True, italic=True, side="left"), whole)
    for number, note in enumerate(report.notes, start=1):
        put_line(sheet, grid, row + number, f"{number}. {note.text}", Ink(12, side="left"), whole)
    return row + len(report.notes) + 1


def write_signatures(sheet: Worksheet, grid: Grid, row: int, report: Report, say: Texts) -> int:
    """Write the places for two signatures, the drawer's at left and the secretary's at right; hand back the last row."""
    left, right = (1, grid.middle), (grid.middle + 1, grid.last)
    signed = "layout.signed_cell" if report.unit.kind == "cell" else "layout.signed_committee"
    put_line(sheet, grid, row, say("layout.prepared_by"), Ink(bold=True), left)
    put_line(sheet, grid, row, say(signed), Ink(bold=True), right)
    put_line(sheet, grid, row + 1, say("layout.secretary"), Ink(bold=True), right)
    return row + 1 + _SPACE_TO_SIGN
