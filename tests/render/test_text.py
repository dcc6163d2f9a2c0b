"""Plain text for a terminal or a pipe: readable at 80 columns, in the form of the language, without colour."""

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from partytrack.core.dates import PartialDate
from partytrack.core.period import Period, whole_years
from partytrack.core.report import Column, Fraction, Table
from partytrack.core.texts import Texts
from partytrack.render import text


def one(cell, kind, lang):
    """How a single cell reads."""
    table = Table("t", "", (Column("it", kind, "It"),), ({"it": cell},))
    return text.render_table(table, Texts(lang)).splitlines()[2].strip()


def line_of(written, word):
    """The one line that has the word."""
    (line,) = [line for line in written.splitlines() if word in line]
    return line


def test_head_of_the_report(make):
    """The reader sees first what the report is about: title, unit, period, as-of day, basis."""
    vi, en = (text.render(make(lang), Texts(lang)).splitlines()[:3] for lang in ("vi", "en"))
    assert vi == [
        "Kết quả thực hiện chỉ tiêu kết nạp đảng viên",
        "Đảng bộ phường Tân Giang (TG)",
        "Giai đoạn 2019–2021; số liệu tính đến 26/4/2022; tính theo ngày quyết định",
    ]
    assert en[2] == "Years 2019–2021; as of 26 Apr 2022; counted by the day of the decision"


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (whole_years(2021, 2021), "Năm 2021; ", "Year 2021; "),
        (whole_years(2019, 2021), "Giai đoạn 2019–2021; ", "Years 2019–2021; "),
        (
            Period(date(2020, 8, 15), date(2025, 8, 14), "2020-2025"),
            "Nhiệm kỳ 2020–2025 (từ 15/8/2020 đến 14/8/2025); ",
            "Term 2020–2025 (15 Aug 2020 to 14 Aug 2025); ",
        ),
        (
            Period(date(2021, 1, 1), date(2025, 12, 31), "2020-2025"),
            "Nhiệm kỳ 2020–2025 (từ 1/1/2021 đến 31/12/2025); ",
            "Term 2020–2025 (1 Jan 2021 to 31 Dec 2025); ",
        ),
        (
            Period(date(2021, 1, 1), date(2022, 9, 30)),
            "Từ 1/1/2021 đến 30/9/2022; ",
            "From 1 Jan 2021 to 30 Sep 2022; ",
        ),
        (
            Period(date(2022, 1, 1), date(2022, 6, 30)),
            "Từ 1/1/2022 đến 30/6/2022; ",
            "From 1 Jan 2022 to 30 Jun 2022; ",
        ),
    ],
)
def test_periods(make, period, vi, en):
    """A term is named with its days, whole years as years, any other period by its first and its last day."""
    assert text.render(make("vi", period=period), Texts("vi"), 200).splitlines()[2].startswith(vi)
    assert text.render(make("en", period=period), Texts("en"), 200).splitlines()[2].startswith(en)


def test_map_of_today_is_said(make):
    """A report arranged by today's organisation says so; the other map is the rule and needs no word."""
    assert "arranged by the organisation" in text.render(make("en", map="today"), Texts("en"), 120)
    assert "arranged by the organisation" not in text.render(make("en"), Texts("en"), 120)


def test_lead_and_notes_are_whole(report, say):
    """The lead and the numbered notes are wrapped, and nothing of them is lost."""
    words = " ".join(text.render(report, say).split())
    assert report.lead[0] in words
    assert f"1. {report.notes[0].text} 2. {report.notes[1].text}" in words


def test_figures_in_the_form_of_the_language(make):
    """Percentages have a comma in Vietnamese and a point in English, days their own forms."""
    vi, en = (text.render(make(lang), Texts(lang), 120) for lang in ("vi", "en"))
    assert line_of(vi, "TG-03").split()[-5:] == ["2", "2/5", "40,00%", "3", "3/3/2021"]
    assert line_of(en, "TG-03").split()[-7:] == ["2", "2/5", "40.00%", "3", "3", "Mar", "2021"]


def test_total_is_set_apart_and_labelled(make):
    """The total stands under a line of its own and bears its name."""
    lines = text.render(make("vi"), Texts("vi")).splitlines()
    at = lines.index(next(line for line in lines if "Tổng cộng" in line))
    assert set(lines[at - 1]) == {"─"}
    assert lines[at].split() == ["TG", "Tổng", "cộng", "24", "15", "15/24", "62,50%", "9"]
    assert "Total" in text.render(make("en"), Texts("en"))


def test_lines_fit_the_width(make):
    """At 80 columns no line of the Vietnamese report is longer, and none ends in a blank."""
    lines = text.render(make("vi"), Texts("vi"), 80).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert lines == [line.rstrip() for line in lines]


@pytest.mark.parametrize("width", [1, 30, 60, 80, 200])
def test_no_number_is_ever_broken(make, width):
    """However narrow the console, every figure of a row stands whole on one line."""
    written = text.render(make("vi"), Texts("vi"), width)
    assert "─" in written
    assert {"5", "2", "2/5", "40,00%", "3", "3/3/2021"} <= set(line_of(written, "TG-03").split())


def test_long_names_fold_without_loss(make):
    """A name that does not fit its column goes on in the next line."""
    written = text.render(make("vi"), Texts("vi"), 80)
    name = make("vi").tables[0].rows[11]["name"]
    assert name not in written
    assert set(name.split()) <= set(written.split())


def test_hidden_columns_are_not_shown(report, say):
    """What serves scripts only is not shown to people."""
    label = report.tables[0].columns[2].label
    assert label not in text.render(report, say, 200)


def test_unknown_is_a_dash_and_a_missing_key_is_blank(make):
    """A quota that was not set is a dash; a row that has nothing to say under a column shows a blank."""
    line = line_of(text.render(make("vi", notes=()), Texts("vi"), 200), "TG-12")
    assert line.split()[-6:] == ["–", "0", "0/–", "–", "–", "x"]


@pytest.mark.parametrize(
    ("cell", "kind", "vi", "en"),
    [
        (None, "count", "–", "–"),
        (0, "count", "0", "0"),
        (Decimal("62.50"), "percent", "62,50%", "62.50%"),
        (Decimal(88), "percent", "88%", "88%"),
        (Fraction(15, 24), "fraction", "15/24", "15/24"),
        (Fraction(15, None), "fraction", "15/–", "15/–"),
        (Fraction(None, None), "fraction", "–", "–"),
        (True, "flag", "x", "x"),
        (False, "flag", "", ""),
        (date(2022, 4, 26), "date", "26/4/2022", "26 Apr 2022"),
        (PartialDate(date(2001, 5, 1), "month"), "date", "5/2001", "May 2001"),
        ("[bold]x[/bold] :smile:", "text", "[bold]x[/bold] :smile:", "[bold]x[/bold] :smile:"),
        ("a\x1b[31mb\nc", "text", "a[31mb c", "a[31mb c"),
    ],
)
def test_cells(cell, kind, vi, en):
    """Each kind of value reads as the language writes it; markup and control characters do nothing."""
    assert (one(cell, kind, "vi"), one(cell, kind, "en")) == (vi, en)


def test_numbers_stand_right_and_texts_left():
    """Figures are aligned at their last digit."""
    columns = (Column("name", "text", "Name"), Column("n", "count", "Number"))
    table = Table("t", "", columns, ({"name": "a", "n": 5}, {"name": "bb", "n": 1234}))
    lines = text.render_table(table, Texts("en")).splitlines()
    assert lines[2:] == ["a          5", "bb      1234"]


def test_an_empty_table_says_so(say):
    """A list without rows says so below its header."""
    table = Table("t", "Units", (Column("name", "text", "Name"),), ())
    lines = text.render_table(table, say).splitlines()
    assert lines[0] == "Units"
    assert lines[-1] == say("layout.empty")


def test_a_total_whose_texts_are_all_given_is_labelled_in_the_first_column(say):
    """The label never stands in a column of figures while there is another place."""
    columns = (Column("unit", "text", "Unit"), Column("n", "count", "Number"))
    table = Table("t", "", columns, ({"unit": "TG-01", "n": 1},), {"unit": "TG", "n": 1})
    assert text.render_table(table, say).splitlines()[-1].split() == [*say("layout.total").split(), "1"]


def test_the_environment_has_no_say(report, say, monkeypatch):
    """Colour and width forced by the environment do not reach the text."""
    plain = text.render(report, say)
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "40", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    assert text.render(report, say) == plain
    assert "\x1b" not in plain


def test_scripts_do_not_pay_for_libraries():
    """Importing the formats loads neither rich nor openpyxl, and JSON never does."""
    code = (
        "import sys; from partytrack.render import csv, json, text, xlsx;"
        "print([name for name in ('rich', 'openpyxl', 'sqlmodel') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


LONG = Table(
    "found", "Found",
    (Column("at", "text", "At"), Column("key", "text", "Record"), Column("said", "text", "What"), Column("raw", "text", "Raw", hidden=True)),
    (
        {"at": "S!A5", "key": "P00001", "said": "one two three four five six seven", "raw": "x"},
        {"at": "S!AB1200", "key": None, "said": "short", "raw": "x"},
        {"at": "S!A7", "key": "P" * 30, "said": None, "raw": "x"},
    ),
)  # fmt: skip


def test_a_list_of_thousands_is_written_in_lines():
    """Every row and every word of the drawn table is there; the last column folds, and too long a text pushes it along."""
    assert text.render_lines(LONG, Texts("en"), 48).splitlines() == [
        "Found",
        "At        Record                    What",
        "S!A5      P00001                    one two three four",
        "                                    five six seven",
        "S!AB1200  –                         short",
        "S!A7      " + "P" * 30 + "  –",
    ]
