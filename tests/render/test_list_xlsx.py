"""The workbook of a list: read back cell by cell, as LibreOffice reads it, and written without keeping its rows."""

import csv as stdlib_csv
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet import _writer

from partytrack.core.dates import PartialDate
from partytrack.core.report import Column, Listing, Subject, Unit
from partytrack.core.texts import Texts
from partytrack.render import xlsx
from partytrack.render.office.listing import SHORT

OFFICE = shutil.which("soffice")
HEADER = 5
WARD = Unit("TG", "Đảng bộ phường Tân Giang", "committee")
PAPER = (
    Column("code", "text", "Mã đảng viên"),
    Column("name", "text", "Họ và tên"),
    Column("born", "date", "Ngày sinh"),
    Column("national_id", "text", "Số định danh cá nhân"),
    Column("religion", "text", "Tôn giáo"),
    Column("mark", "count", "Điểm"),
    Column("open", "flag", "Đang mở"),
)
ROW = {
    "code": "P00041", "name": "Nguyễn Thị Đức Hạnh", "born": PartialDate(date(2001, 5, 3), "day"),
    "national_id": "001201012345", "religion": None, "mark": 2021, "open": True,
}  # fmt: skip


def listing(*rows, paper=PAPER, title="Đảng viên ngày 26/4/2022"):
    """A list of rows, each the example with other values."""
    return Listing("members", title, paper, paper, ({**ROW, **row} for row in rows))


def written(one, letterhead, lang="vi", unit=WARD):
    """The workbook of a list, written and read back."""
    target = BytesIO()
    xlsx.write_list(one, Texts(lang), Subject(unit, date(2022, 4, 26)), letterhead, target)
    target.seek(0)
    return load_workbook(target)


def sheet_of(*rows, letterhead, **how):
    """The one sheet of the workbook."""
    (sheet,) = written(listing(*rows, **how), letterhead).worksheets
    return sheet


def at_midnight(day):
    """A day as openpyxl reads it."""
    return datetime.combine(day, time())


def many(number):
    """So many rows, each with its code."""
    return [{"code": f"P{place:05}"} for place in range(number)]


@pytest.mark.parametrize(
    ("lang", "above"),
    [
        ("vi", ["ĐẢNG ỦY PHƯỜNG TÂN GIANG", "Đảng viên ngày 26/4/2022",
                "(Đảng bộ phường Tân Giang (TG); số liệu tính đến 26/4/2022)", None]),
        ("en", ["PARTY EXECUTIVE OF PHƯỜNG TÂN GIANG", "Đảng viên ngày 26/4/2022",
                "(Đảng bộ phường Tân Giang (TG); as of 26 Apr 2022)", None]),
    ],
)  # fmt: skip
def test_what_stands_above_the_list(letterhead, lang, above):
    """The organ, the title, the unit and the day stand above the header, and nothing is merged."""
    (sheet,) = written(listing({}), letterhead, lang).worksheets
    assert [sheet.cell(row, 1).value for row in range(1, HEADER)] == above
    assert sheet.title == {"vi": "Đảng viên", "en": "Members"}[lang]
    labels = {"vi": "TT", "en": "No."}[lang], *(column.label for column in PAPER)
    assert [cell.value for cell in sheet[HEADER]] == list(labels)
    assert all(cell.font.b and cell.border.left.style == "thin" for cell in sheet[HEADER])
    assert not sheet.merged_cells.ranges


def test_each_cell_is_the_kind_of_value_that_it_is(letterhead):
    """Days are days, counts numbers, codes and long numbers text; a flag is a cross, what is not known a blank."""
    sheet = sheet_of({}, letterhead=letterhead)
    number, code, name, born, national, religion, mark, flag = sheet[HEADER + 1]
    assert (number.value, number.data_type) == (1, "n")
    assert (code.value, code.data_type, code.number_format) == ("P00041", "s", "@")
    assert name.value == "Nguyễn Thị Đức Hạnh"
    assert (born.value, born.number_format) == (at_midnight(date(2001, 5, 3)), "dd/mm/yyyy")
    assert (national.value, national.data_type, national.number_format) == ("001201012345", "s", "@")
    assert (religion.value, religion.number_format) == (None, "@")
    assert (mark.value, mark.number_format) == (2021, "0")
    assert flag.value == "x"
    assert all(cell.border.bottom.style == "thin" for cell in sheet[HEADER + 1])


@pytest.mark.parametrize(
    ("born", "shown"),
    [
        (PartialDate(date(2001, 1, 1), "year"), "2001"),
        (PartialDate(date(2001, 5, 1), "month"), "5/2001"),
        (PartialDate(date(1899, 12, 31), "day"), "31/12/1899"),
        (date(1900, 2, 28), "28/2/1900"),
    ],
    ids=str,
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_day_that_a_sheet_cannot_hold_is_text(letterhead, born, shown, lang):
    """A partial date claims no more than is known, in a form that is read back; Excel has no right day before March 1900."""
    (sheet,) = written(listing({"born": born}), letterhead, lang).worksheets
    cell = sheet.cell(HEADER + 1, 4)
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert cell.value == shown


def test_an_empty_day_waits_for_a_day(letterhead):
    """Who fills in a blank under a day types a day, and under a long number a text."""
    sheet = sheet_of({"born": None, "national_id": None}, {}, letterhead=letterhead)
    assert [sheet.cell(HEADER + 1, at).number_format for at in (4, 5)] == ["dd/mm/yyyy", "@"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@cmd", ' =cmd("/c calc")'])
def test_no_text_is_a_formula(letterhead, text):
    """A text stays text, also when somebody edits it."""
    cell = sheet_of({"name": text}, letterhead=letterhead).cell(HEADER + 1, 3)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_texts_that_a_sheet_does_not_take(letterhead):
    """An error value is text, control characters go, and a text too long for the text format has none."""
    rows = ({"name": "#N/A"}, {"name": "Lê\x0bThị\r\nBình\x00"}, {"name": "a" * 256}, {"name": "\x07"})
    sheet = sheet_of(*rows, letterhead=letterhead)
    cells = [sheet.cell(HEADER + 1 + at, 3) for at in range(4)]
    assert [(cell.value, cell.data_type) for cell in cells[:3]] == [
        ("#N/A", "s"), ("Lê Thị Bình", "s"), ("a" * 256, "s"),
    ]  # fmt: skip
    assert [cell.number_format for cell in cells[:3]] == ["@", "@", "General"]
    assert cells[3].value is None


def test_each_look_keeps_to_its_own_cells(letterhead):
    """Rows of different kinds of values do not colour each other, though they share the cells that write them."""
    rows = [
        {"name": name, "born": born}
        for name, born in (("=1", None), ("An", date(2001, 5, 3)), (None, PartialDate(date(2001, 1, 1), "year")), ("=2", date(2002, 1, 2)))
    ]  # fmt: skip
    sheet = sheet_of(*rows, letterhead=letterhead)
    found = [[sheet.cell(HEADER + at, column).value for column in (1, 3, 4)] for at in range(1, 5)]
    assert found == [
        [1, "=1", None], [2, "An", at_midnight(date(2001, 5, 3))], [3, None, "2001"], [4, "=2", at_midnight(date(2002, 1, 2))],
    ]  # fmt: skip
    assert [sheet.cell(HEADER + at, 3).quotePrefix for at in range(1, 5)] == [True, False, False, True]


def test_the_header_stays_in_sight_and_can_filter(letterhead):
    """Header and name stay where they are, every row can be filtered, and each printed page has the header."""
    sheet = sheet_of(*many(3), letterhead=letterhead)
    assert sheet.freeze_panes == "D6"
    assert sheet.auto_filter.ref == "A5:H8"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.print_area == "'Đảng viên'!$A$1:$H$8"


def test_the_page_is_a4_across(letterhead):
    """The paper is A4 landscape and one page wide, numbered at the foot, without gridlines."""
    sheet = sheet_of({}, letterhead=letterhead)
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (int(setup.fitToWidth or 1), int(setup.fitToHeight)) == (1, 0)
    assert sheet.oddFooter.center.text == "&P/&N"
    assert sheet.sheet_view.showGridLines is False
    assert sheet.print_title_cols is None


def test_a_very_wide_list_takes_more_pages_beside_each_other(letterhead):
    """Letters never shrink below half: each page has the columns up to the name."""
    more = tuple(Column(f"fact_{number}", "text", f"Thông tin cá nhân {number}") for number in range(24))
    row = {column.key: "người lao động trong doanh nghiệp tư nhân" for column in more}
    sheet = sheet_of(row, letterhead=letterhead, paper=(*PAPER, *more))
    assert int(sheet.page_setup.fitToWidth) == 2
    assert sheet.print_title_cols == "$A:$C"


def test_columns_without_anything_are_hidden_in_a_short_list(letterhead):
    """They are there and come back, but nobody has to look at them; in a list without rows all are shown."""
    hidden = sheet_of({}, {}, letterhead=letterhead).column_dimensions
    assert [letter for letter in "ABCDEFGH" if hidden[letter].hidden] == ["F"]
    shown = sheet_of(letterhead=letterhead)
    assert not any(shown.column_dimensions[letter].hidden for letter in "ABCDEFGH")
    assert shown["A4"].value == "(không có dòng nào)"
    assert (shown.max_row, shown.auto_filter.ref) == (HEADER, "A5:H5")


def test_texts_fold_in_a_short_list(letterhead):
    """Rows grow with their texts, for not every program does that by itself."""
    sheet = sheet_of({"religion": "x"}, {"religion": "không theo tôn giáo nào " * 8}, letterhead=letterhead)
    low, high = (sheet.row_dimensions[HEADER + at].height for at in (1, 2))
    assert high > 3 * low
    assert sheet.cell(HEADER + 2, 6).alignment.wrap_text


def test_a_long_list_has_fixed_widths(letterhead):
    """Beyond some hundred rows nothing folds, no row has a height of its own, and no column is wider than a screen."""
    rows = [{**row, "name": "Nguyễn Thị Hoa " * 9} for row in many(SHORT + 1)]
    sheet = sheet_of(*rows, letterhead=letterhead)
    assert sheet.max_row == HEADER + SHORT + 1
    assert [sheet.cell(HEADER + at, 2).value for at in (1, SHORT + 1)] == ["P00000", f"P{SHORT:05}"]
    assert sheet.cell(HEADER + SHORT + 1, 1).value == SHORT + 1
    assert sheet.row_dimensions[HEADER + 1].height is None
    assert not sheet.cell(HEADER + 1, 3).alignment.wrap_text
    assert sheet.column_dimensions["C"].width == 45
    assert not sheet.column_dimensions["F"].hidden


def test_rows_go_out_as_they_come(letterhead, tmp_path, monkeypatch):
    """The rows of a long list are on their way to the disk long before the last one is read."""
    rows, put_down = 20_000, []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def read():
        for number, row in enumerate(many(rows)):
            if number == rows - 1:
                put_down.extend(path.stat().st_size for path in tmp_path.iterdir())
            yield {**ROW, **row}

    target = BytesIO()
    one = Listing("members", "M", PAPER, PAPER, read())
    xlsx.write_list(one, Texts("vi"), Subject(WARD, date(2022, 4, 26)), letterhead, target)
    assert put_down[0] > rows * 200
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [0, SHORT + 9])
def test_what_cannot_be_finished_leaves_nothing(letterhead, number):
    """When reading the rows fails half-way, what was put down of them is removed."""

    def read():
        yield from ({**ROW, **row} for row in many(number))
        raise LookupError

    before = list(_writer.ALL_TEMP_FILES)
    with pytest.raises(LookupError):
        written(replace(listing(), rows=read()), letterhead)
    assert before == _writer.ALL_TEMP_FILES
    assert not any(Path(path).exists() for path in before)


def test_properties(letterhead):
    """The workbook says what it is and when it was made."""
    book = written(listing({}), letterhead)
    assert (book.properties.creator, book.properties.title) == ("partytrack", "Đảng viên ngày 26/4/2022")
    assert book.properties.created.date() == date(2022, 4, 26)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")
def test_libreoffice_reads_the_list(letterhead, tmp_path):
    """Another program reads the same texts and days, and keeps the zeros of a long number."""
    source = tmp_path / "list.xlsx"
    with source.open("wb") as target:
        rows = listing({}, {"name": "=1+1", "born": PartialDate(date(2001, 5, 1), "month")})
        xlsx.write_list(rows, Texts("vi"), Subject(WARD, date(2022, 4, 26)), letterhead, target)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as lines:
        read = list(stdlib_csv.reader(lines))
    assert read[HEADER:] == [
        ["1", "P00041", "Nguyễn Thị Đức Hạnh", "03/05/2001", "001201012345", "", "2021", "x"],
        ["2", "P00041", "=1+1", "5/2001", "001201012345", "", "2021", "x"],
    ]
