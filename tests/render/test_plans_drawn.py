"""How a plan looks: a range stays a number that says its upper end, years are a line with gaps where nothing is known."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from partytrack.core.report import Chart, Column, Table, with_text
from partytrack.core.texts import Texts
from partytrack.render import csv, json, text, xlsx

YEARS = (("2019", with_text(15, "15–20"), 12), ("2020", None, 9), ("2021", with_text(10, "10+"), None), ("2022", 8, 0))
COLUMNS = (Column("year", "text", "Year"), Column("quota", "count", "Quota"), Column("admitted", "count", "Admitted"))


@pytest.fixture
def report(make):
    """A plan of four years: a range, nothing, "or more", a number."""
    rows = tuple(dict(zip(("year", "quota", "admitted"), row, strict=True)) for row in YEARS)
    chart = Chart("years", "By year", "year", ("quota", "admitted"), "line")
    return make("en", tables=(Table("years", "", COLUMNS, rows),), charts=(chart,), notes=(), lead=())


@pytest.fixture
def book(report, letterhead):
    """The workbook of the report, read back."""
    file = BytesIO()
    xlsx.write(report, Texts("en"), letterhead, file)
    return load_workbook(BytesIO(file.getvalue()))


def test_a_range_is_a_number_for_scripts_and_a_range_for_readers(report):
    """Text shows 15–20 and 10+, JSON and CSV have 15 and 10."""
    shown = text.render(report, Texts("en"))
    assert ("15–20" in shown, "10+" in shown) == (True, True)
    assert '"quota": 15,' in json.render(report)
    assert "2019,15,12" in csv.render(report, Texts("en"))


def test_a_range_stays_a_number_in_the_workbook(book):
    """The cell holds 15, so it can be summed and drawn; its format prints the rest."""
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value in {15, 10}]
    assert [(cell.value, cell.number_format) for cell in cells] == [(15, '#,##0"–20"'), (10, '#,##0"+"')]


def test_years_are_a_line_with_gaps(book):
    """The chart is a straight line with marks over figures that are empty, not 0 and not a dash, where unknown."""
    sheet = book["Chart"]
    (chart,) = sheet._charts
    assert (type(chart).__name__, chart.display_blanks) == ("LineChart", "gap")
    assert [series.smooth for series in chart.series] == [False, False]
    first, second = (series.val.numRef.f for series in chart.series)
    assert (first, second) == ("'Chart'!$U$2:$U$5", "'Chart'!$V$2:$V$5")
    assert [sheet[f"U{row}"].value for row in range(1, 6)] == ["Quota", 15, None, 10, 8]
    assert [sheet[f"V{row}"].value for row in range(2, 6)] == [12, 9, None, 0]
    assert "U" not in (sheet.print_area or "")
