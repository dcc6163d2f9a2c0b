"""The workbook as an office expects it, read back cell by cell, and as LibreOffice prints and reads it."""

import csv as stdlib_csv
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from partytrack.core.dates import PartialDate
from partytrack.core.figures import percent
from partytrack.core.report import Chart, Column, Fraction, Letterhead, Table, Unit, with_text
from partytrack.core.texts import Texts
from partytrack.render import xlsx

OFFICE = shutil.which("soffice")
HEADER = 13  # the row of the table's header under a lead of one sentence


def written(report, letterhead):
    """The workbook of a report, written and read back."""
    target = BytesIO()
    xlsx.write(report, Texts(report.lang), letterhead, target)
    target.seek(0)
    return load_workbook(target)


def one(make, letterhead, cell, kind):
    """A single cell of a table as read back."""
    table = Table("t", "", (Column("it", kind, "It"),), ({"it": cell},))
    return written(make("vi", tables=(table,), lead=(), charts=()), letterhead).worksheets[0].cell(12, 2)


def texts(sheet):
    """All texts of a sheet."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.fixture
def book(report, letterhead):
    """The workbook of the report on Tân Giang."""
    return written(report, letterhead)


@pytest.fixture
def sheet(book):
    """Its first sheet."""
    return book.worksheets[0]


def test_head_in_vietnamese(make, letterhead):
    """The organs stand at left over the number, the Party's name at right over place and day."""
    sheet = written(make("vi"), letterhead).worksheets[0]
    right = sheet.merged_cells.ranges
    (start,) = [area.min_col for area in right if area.min_row == area.max_row == 4 and area.min_col > 1]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["THÀNH ỦY CAO BẰNG", "ĐẢNG ỦY PHƯỜNG TÂN GIANG", "*"]
    assert re.fullmatch(r"Số +-BC/ĐU", sheet["A4"].value)
    party = sheet.cell(1, start)
    assert (party.value, party.font.b, party.font.u) == ("ĐẢNG CỘNG SẢN VIỆT NAM", True, "single")
    assert sheet.cell(4, start).value == "Tân Giang, ngày 26 tháng 4 năm 2022"
    assert sheet.cell(4, start).font.i
    assert [sheet.cell(row, 1).value for row in (6, 7)] == ["BÁO CÁO", "Kết quả thực hiện chỉ tiêu kết nạp đảng viên"]
    assert sheet["A6"].font.b
    assert sheet["A7"].font.b
    assert sheet["A9"].value == "(Giai đoạn 2019–2021; số liệu tính đến 26/4/2022; tính theo ngày quyết định)"
    assert sheet["A9"].font.i


def test_head_in_english_keeps_the_official_name(make, letterhead):
    """The English paper bears the Party's Vietnamese name with its translation below."""
    found = texts(written(make("en"), letterhead).worksheets[0])
    for text in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "COMMUNIST PARTY OF VIETNAM",
        "PARTY EXECUTIVE OF PHƯỜNG TÂN GIANG",
        "Tân Giang, 26 Apr 2022",
        "REPORT",
        "ON BEHALF OF THE EXECUTIVE",
        "SECRETARY",
        "PREPARED BY",
    ):
        assert text in found


def test_a_cell_issues_and_signs_under_its_own_name(make, letterhead):
    """A cell has no executive committee of a ward above its name and signs for itself."""
    report = make("vi", unit=Unit("TG-01", "Chi bộ Tổ dân phố 1", "cell"))
    found = texts(written(report, letterhead).worksheets[0])
    assert {"CHI BỘ TỔ DÂN PHỐ 1", "T/M CHI BỘ", "BÍ THƯ", "NGƯỜI LẬP BIỂU"} <= set(found)
    assert any(re.fullmatch(r"Số +-BC/CB", text) for text in found)
    assert "T/M ĐẢNG ỦY" not in found


@pytest.mark.parametrize(
    ("place", "on", "line"),
    [
        (None, date(2022, 2, 5), "……, ngày 05 tháng 02 năm 2022"),
        ("Tân Giang", date(2022, 3, 10), "Tân Giang, ngày 10 tháng 3 năm 2022"),
        ("Tân Giang", date(2022, 10, 9), "Tân Giang, ngày 09 tháng 10 năm 2022"),
    ],
)
def test_days_under_ten_and_the_months_one_and_two_are_padded(make, place, on, line):
    """The day is written as the offices write it; a place that is not known is left open."""
    assert line in texts(written(make("vi"), Letterhead(None, place, on)).worksheets[0])


def test_header_and_running_number(make, letterhead):
    """A running number comes first, then the labels of the visible columns."""
    sheet = written(make("vi"), letterhead).worksheets[0]
    labels = [cell.value for cell in sheet[HEADER] if cell.value]
    columns = make("vi").tables[0].columns
    assert labels == ["TT", *(column.label for column in columns if not column.hidden)]
    assert [sheet.cell(HEADER + number, 1).value for number in (1, 12, 13)] == [1, 12, None]


def test_a_row_cell_by_cell(sheet):
    """Counts, percentages and days are real values with a format; a fraction is text and no day."""
    cells = [sheet.cell(HEADER + 3, column) for column in range(2, 11)]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("TG-03", "s", "@"),
        ("Chi bộ Tổ dân phố 3", "s", "@"),
        (5, "n", "#,##0"),
        (2, "n", "#,##0"),
        ("2/5", "s", "@"),
        (0.4, "n", "0.00%"),
        (3, "n", "#,##0"),
        (datetime(2021, 3, 3), "d", "dd/mm/yyyy"),  # noqa: DTZ001  # a day in a sheet has no zone
        (None, "n", "General"),
    ]


def test_unknown_is_a_dash_and_never_an_empty_cell(sheet):
    """An empty cell would be read as 0, so what is unknown is written as a dash in the middle."""
    row = [sheet.cell(HEADER + 12, column) for column in range(4, 11)]
    assert [cell.value for cell in row] == ["–", 0, "0/–", "–", "–", None, "x"]
    assert row[0].alignment.horizontal == "center"


def test_total_is_bold_and_labelled(sheet, say):
    """The total stands under the rows in bold."""
    total = [sheet.cell(HEADER + 13, column) for column in range(2, 9)]
    assert [cell.value for cell in total] == ["TG", say("layout.total"), 24, 15, "15/24", 0.625, 9]
    assert all(cell.font.b for cell in total)
    assert not sheet.cell(HEADER + 1, 3).font.b


def test_the_table_is_bordered(sheet):
    """Every cell of the table has a border on all four sides, an open one too."""
    for row in range(HEADER, HEADER + 14):
        for column in range(1, 11):
            border = sheet.cell(row, column).border
            assert {side.style for side in (border.left, border.right, border.top, border.bottom)} == {"thin"}


@pytest.mark.parametrize("text", ['=cmd("/c calc")', "+1", "#N/A", "001234567890", "11/12", "x" * 300])
def test_text_stays_text(make, letterhead, text):
    """Neither a formula, nor an error value, nor a number, nor a day is made of text."""
    cell = one(make, letterhead, text, "text")
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_formula_stays_text_when_it_is_edited(make, letterhead):
    """The sheet marks such text, so that pressing Enter on it runs nothing."""
    assert one(make, letterhead, "=1+1", "text").quotePrefix


def test_control_characters_are_removed(make, letterhead):
    """What no workbook can hold is left out, and the rest is kept."""
    assert one(make, letterhead, "Tổ\x00 dân\x0b phố\x1f\ud800 1", "text").value == "Tổ dân  phố 1"


@pytest.mark.parametrize(
    ("figure", "value", "form"),
    [
        (percent(103, 105, 2, "truncate"), 0.9809, "0.00%"),
        (percent(103, 105), 0.981, "0.00%"),
        (percent(7, 8, 0), 0.88, "0%"),
        (percent(15, 24, 1), 0.625, "0.0%"),
    ],
)
def test_percent_shows_the_figure_that_was_rounded(make, letterhead, figure, value, form):
    """A truncated 98,09 stays 98,09: the sheet has the rounded figure and as many decimals."""
    cell = one(make, letterhead, figure, "percent")
    assert (cell.value, cell.number_format) == (value, form)


@pytest.mark.parametrize(
    ("value", "kind", "shown", "form"),
    [
        (PartialDate(date(2001, 5, 1), "month"), "date", "5/2001", "@"),
        (PartialDate(date(2001, 1, 1), "year"), "date", "2001", "@"),
        (date(1890, 5, 19), "date", "19/5/1890", "@"),
        (Fraction(11, 12), "fraction", "11/12", "@"),
        (Fraction(None, None), "fraction", "–", "@"),
        (2019, "text", 2019, "0"),
        (12345, "count", 12345, "#,##0"),
        (Decimal("7.5"), "count", 7.5, "#,##0.0"),
    ],
)
def test_other_values(make, letterhead, value, kind, shown, form):
    """A partial day is text, since a real date would claim to know the day."""
    cell = one(make, letterhead, value, kind)
    assert (cell.value, cell.number_format) == (shown, form)


def test_a_day_known_to_the_day_is_a_real_date(make, letterhead):
    """A partial date that is whole sorts and filters as a date."""
    cell = one(make, letterhead, PartialDate(date(2001, 5, 3), "day"), "date")
    assert cell.value.date() == date(2001, 5, 3)
    assert cell.number_format == "dd/mm/yyyy"


def test_days_left_are_shown_without_their_sign(make, letterhead):
    """The workbook keeps the number below 0 that scripts read, and shows how many days are left."""
    cell = one(make, letterhead, with_text(-8, "8"), "count")
    assert (cell.value, cell.number_format) == (-8, "#,##0;#,##0")


def test_notes_stand_under_the_table(sheet, report):
    """Every note is under the table, numbered and whole."""
    found = [sheet.cell(row, 1).value for row in range(HEADER + 14, HEADER + 20)]
    assert [f"{number}. {note.text}" for number, note in enumerate(report.notes, start=1)] == found[2:4]


def test_without_notes_the_signatures_follow_the_table(make, letterhead):
    """A report without notes has no heading for them."""
    found = texts(written(make("vi", notes=()), letterhead).worksheets[0])
    assert "Ghi chú:" not in found
    assert found[-3:] == ["NGƯỜI LẬP BIỂU", "T/M ĐẢNG ỦY", "BÍ THƯ"]


def test_page_set_up(book):
    """A4 landscape, margins 20/20/30/15 mm, one page wide, pages numbered n/N, on every sheet."""
    for sheet in book.worksheets:
        setup, margins = sheet.page_setup, sheet.page_margins
        assert (setup.orientation, int(setup.paperSize), setup.fitToWidth) == ("landscape", 9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        sides = (margins.top, margins.bottom, margins.left, margins.right)
        assert [round(side * 25.4, 3) for side in sides] == [20, 20, 30, 15]
        assert sheet.oddFooter.center.text == "&P/&N"
    assert book.worksheets[0].page_setup.fitToHeight == 0


def test_header_is_repeated_and_stays_in_sight(sheet):
    """The header of the table is printed on every page and stays when one scrolls; all is in the print area."""
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert sheet.freeze_panes == f"A{HEADER + 1}"
    assert sheet.print_area == f"'{sheet.title}'!$A$1:$J${sheet.max_row + 5}"


def test_every_letter_is_times_new_roman(sheet):
    """The face is that of the offices, 12 points in the table and 13 to 16 around it."""
    used = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.font.name for cell in used} == {"Times New Roman"}
    assert {sheet.cell(row, 2).font.sz for row in range(HEADER, HEADER + 14)} == {12}
    assert [sheet.cell(row, 1).font.sz for row in (1, 2, 4, 6, 7)] == [13, 13, 13, 16, 14]


def test_columns_fill_the_page_and_hold_their_figures(sheet):
    """The widths together fill the page without going beyond it, and no label's word is cut."""
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ"]
    assert 110 <= sum(widths) <= 118.5
    labels = [sheet.cell(HEADER, column).value for column in range(1, 11)]
    assert all(width > max(map(len, label.split())) for width, label in zip(widths, labels, strict=True))


def test_chart_draws_quota_beside_admitted(book, report, say):
    """The chart is native, on a page of its own, with both axes and their titles, without the total."""
    sheet = book[say("layout.chart_sheet")]
    (chart,) = sheet._charts
    first, last = HEADER + 1, HEADER + 12
    values = [series.val.numRef.f for series in chart.series]
    assert values == [f"'{book.sheetnames[0]}'!${letter}${first}:${letter}${last}" for letter in "DE"]
    assert chart.series[0].cat.numRef.f == f"'{book.sheetnames[0]}'!$C${first}:$C${last}"
    assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)
    heads = [part.tx.rich.p[0].r[0].t for part in (chart.title, chart.x_axis.title, chart.y_axis.title)]
    assert heads == [report.charts[0].title, report.tables[0].columns[1].label, say("layout.people_axis")]
    assert (chart.anchor._from.col, chart.anchor._from.row) == (0, 0)


@pytest.mark.parametrize(("most", "step"), [(5, 1), (14, 2), (45, 5), (99, 10), (130, 20), (1000, 100)])
def test_the_lines_of_a_chart_stand_at_whole_people(make, letterhead, most, step):
    """The value axis counts in steps of 1, 2, 5, 10 and so on."""
    columns = (Column("name", "text", "Name"), Column("n", "count", "Number"))
    table = Table("t", "", columns, ({"name": "a", "n": most}, {"name": "b", "n": None}))
    report = make("en", tables=(table,), charts=(Chart("t", "", "name", ("n",)),))
    (chart,) = written(report, letterhead)["Chart"]._charts
    assert chart.y_axis.majorUnit == step


def test_nothing_is_drawn_of_nothing(make, letterhead):
    """A table without rows, a hidden column and a table that is not there make no chart."""
    report = make("en")
    table = report.tables[0]
    empty = replace(report, tables=(replace(table, rows=()),))
    hidden = replace(report, charts=(Chart("units", "", "name", ("own",)),))
    elsewhere = replace(report, charts=(Chart("other", "", "name", ("quota",)),))
    assert [len(written(one, letterhead).worksheets) for one in (empty, hidden, elsewhere)] == [1, 1, 1]


def test_an_empty_table_says_so(make, letterhead):
    """A reader does not look for rows that are not there."""
    table = Table("t", "", (Column("name", "text", "Name"),), ())
    assert "(no rows)" in texts(written(make("en", tables=(table,), charts=()), letterhead).worksheets[0])


def test_further_tables_are_annexes_with_links(make, letterhead):
    """A further table has a sheet with its own widths and header, and the paper links to it."""
    title = "Danh sách [2019/2021]: đảng viên mới của phường"
    annex = Table("events", title, (Column("name", "text", "Họ và tên"),), ({"name": "Nguyễn Thị Hoa"},))
    book = written(make("vi", tables=(*make("vi").tables, annex)), letterhead)
    name = "Danh sách 2019 2021 đảng viên m"
    assert book.sheetnames == ["Kết quả thực hiện chỉ tiêu kết", name, "Biểu đồ"]
    sheet = book[name]
    assert (sheet["A1"].value, sheet["B3"].value, sheet["B4"].value) == (title, "Họ và tên", "Nguyễn Thị Hoa")
    assert sheet.print_title_rows == "$3:$3"
    links = [cell.hyperlink.location for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1"]


def test_sheets_never_share_a_name(make, letterhead):
    """Two tables of one title get names that a spreadsheet can hold apart."""
    table = Table("a", "Units: " + "x" * 40, (), ())
    names = written(make("en", title="?", tables=(table, table, table), charts=()), letterhead).sheetnames
    assert names == ["Report", "Units " + "x" * 25, "Units " + "x" * 23 + " 2"]


def test_properties(book, report):
    """The workbook says what it is and when it was made."""
    assert (book.properties.creator, book.properties.title) == ("partytrack", report.title)
    assert book.properties.created.date() == date(2022, 4, 26)


def convert(report, letterhead, folder, kind):
    """Have LibreOffice convert the workbook, with a profile of its own."""
    source = folder / "report.xlsx"
    with source.open("wb") as target:
        xlsx.write(report, Texts(report.lang), letterhead, target)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"report.{kind.partition(':')[0]}"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo is not installed here")
def test_libreoffice_prints_one_page_wide(make, letterhead, tmp_path):
    """The paper is A4 landscape and one page wide: a second page across would double the pages of the table."""
    pdf = convert(make("vi"), letterhead, tmp_path, "pdf")
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert int(re.search(r"^Pages: +(\d+)$", told, re.MULTILINE)[1]) in {2, 3}
    assert re.search(r"^Page size: +841\.\d+ x 595\.\d+ pts \(A4\)", told, re.MULTILINE)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")
def test_libreoffice_reads_the_figures(make, letterhead, tmp_path):
    """Another program reads the same numbers, and takes neither a fraction for a day nor a name for a formula."""
    path = convert(make("en"), letterhead, tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(stdlib_csv.reader(lines))
    assert rows[HEADER + 2][:9] == ["3", "TG-03", "Chi bộ Tổ dân phố 3", "5", "2", "2/5", "40.00%", "3", "03/03/2021"]
    assert rows[HEADER + 3][2] == '=cmd("/c calc")'
    assert rows[HEADER + 12][1:8] == ["TG", "Total", "24", "15", "15/24", "62.50%", "9"]
