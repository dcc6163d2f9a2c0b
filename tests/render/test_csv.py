"""CSV is for scripts and spreadsheets: RFC 4180, column keys, and no text that runs as a formula."""

import csv as stdlib_csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from partytrack.core.dates import PartialDate
from partytrack.core.report import Column, Fraction, Table
from partytrack.render import csv


def read(text):
    """The fields of a CSV text."""
    return list(stdlib_csv.reader(StringIO(text, newline="")))


def one(cell):
    """How a single cell is written."""
    table = Table("t", "", (Column("code", "text", "Code"), Column("it", "text", "It")), ({"code": "A", "it": cell},))
    return read(csv.render_table(table))[1][1]


def test_header_rows_and_total(report, say):
    """The header has the keys in every language (the pair aside, which a spreadsheet takes for a day), the rows the values, and the total begins with the unit."""
    lines = read(csv.render(report, say))
    header = ["unit", "name", "own", "quota", "admitted", "percent", "shortfall", "latest", "zero"]
    assert lines[0] == header
    assert lines[3] == ["TG-03", "Chi bộ Tổ dân phố 3", "false", "5", "2", "40.00", "3", "2021-03-03", "false"]
    assert lines[13] == ["TG", "", "", "24", "15", "62.50", "9", "", ""]
    assert len(lines) == 14


def test_total_without_a_unit_is_that_of_the_report(make, say):
    """Where the total does not name its unit, it is the unit of the report."""
    table = Table("t", "", (Column("unit", "text", ""), Column("n", "count", "")), (), {"n": 3})
    assert read(csv.render(make("vi", tables=(table,)), say))[1] == ["TG", "3"]
    assert read(csv.render_table(table))[1] == ["", "3"]


def test_lines_end_as_the_rfc_says(report, say):
    """Every line ends with CR LF, and none with LF alone."""
    written = csv.render(report, say)
    assert written.endswith("\r\n")
    assert written.count("\n") == written.count("\r\n") == 14


def test_tables_are_parted_by_a_blank_line(report, make, lang, say):
    """Several tables stand one under another with a blank line between them."""
    table = report.tables[0]
    written = csv.render(make(lang, tables=(table, table)), say)
    assert written == csv.render_table(table) + "\r\n" + csv.render_table(table)


def test_unknown_is_blank(report, say):
    """A quota that was not set is an empty field, as is a key that the row lacks."""
    line = read(csv.render(report, say))[12]
    assert line[3:8] == ["", "0", "", "", ""]


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1+1"])
def test_text_that_looks_like_a_formula_is_guarded(text):
    """A leading apostrophe keeps a spreadsheet from running the text."""
    assert one(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Chi bộ 1", "a=b", "–", "3-4%", "'x", ""])
def test_other_text_is_left_alone(text):
    """What no spreadsheet runs is written as it is."""
    assert one(text) == text


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (-3, "-3"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("98.10"), "98.10"),
        (date(2022, 4, 26), "2022-04-26"),
        (PartialDate(date(2001, 1, 1), "year"), "2001"),
        (Fraction(15, 24), "15/24"),
        (Fraction(15, None), ""),
        (True, "true"),
        (None, ""),
    ],
)
def test_values(cell, written):
    """Numbers stay numbers, days are ISO, unknown is blank."""
    assert one(cell) == written


def test_commas_quotes_and_line_breaks_survive():
    """What needs quoting is quoted and reads back the same."""
    assert one('Chi bộ "A", tổ\n2') == 'Chi bộ "A", tổ\n2'
