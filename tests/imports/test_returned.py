"""Templates that come back: three values meet in a cell, and the hidden sheet tells what was sent."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from partytrack.core.dates import PartialDate
from partytrack.core.errors import OtherLayout, OtherStore, TemplateDamaged
from partytrack.core.sent import SENT_SHEET, Sent, person_code, read_sent, write_sent
from partytrack.imports import returned
from partytrack.imports.returned import check_sent, three_way
from partytrack.imports.sheets import read_book

BORN, DAY = PartialDate(date(1990, 5, 1), "month"), date(2021, 5, 3)
SENT = Sent(
    "members", "0123456789abcdef", "TG-03", date(2022, 4, 26), 17,
    {"P00001": {"name": "Lê Thị Hoà", "born_on": BORN, "sex": None}, "P00002": {"admitted_on": DAY}},
)  # fmt: skip

days = st.dates(date(1900, 3, 1), date(2022, 4, 26))
partial = st.builds(PartialDate, days, st.just("day")) | days.map(lambda day: PartialDate(day.replace(day=1), "month"))
values = st.none() | st.text(min_size=1, max_size=4) | st.integers(0, 3) | days | partial


@pytest.mark.parametrize(
    ("sent", "back", "now", "way"),
    [
        ("a", "a", "a", "same"),
        ("a", "a", "b", "same"),
        ("a", "b", "a", "change"),
        ("a", "b", "b", "same"),
        ("a", "b", "c", "conflict"),
        ("a", None, "a", "blank_kept"),
        ("a", None, "b", "blank_kept"),
        ("a", None, None, "same"),
        (None, None, "b", "same"),
        (None, "b", None, "change"),
        (None, "b", "c", "conflict"),
        ("a", "b", None, "conflict"),
        ("a", "", "a", "blank_kept"),
        (PartialDate(DAY, "day"), DAY, DAY, "same"),
        (BORN, PartialDate(BORN.first, "day"), BORN, "change"),
        (BORN, PartialDate(BORN.first, "year"), BORN, "change"),
    ],
)
def test_what_becomes_of_a_cell(sent, back, now, way):
    """What was sent, what came back and what is there now decide together; blank never erases."""
    assert three_way(sent, back, now) == way


@given(values, values, values)
def test_a_cell_is_recorded_only_where_it_was_changed_and_the_store_was_not(sent, back, now):
    """A change is what differs from both and meets the value that was sent; a conflict meets another one."""
    way = three_way(sent, back, now)
    if way in {"change", "conflict"}:
        assert back is not None
        assert three_way(back, back, now) == "same"
        assert three_way(sent, now, now) == "same"
        assert three_way(now, back, now) == "change"
    assert (way == "change") == (way != "same" and back is not None and three_way(sent, now, sent) == "same")


@given(values, values)
def test_an_untouched_file_asks_for_nothing(sent, now):
    """A file that comes back as it went out changes nothing, whatever the store did meanwhile."""
    assert three_way(sent, sent, now) == "same"


@given(values, values, values)
def test_what_was_taken_over_is_the_same_the_next_time(sent, back, now):
    """The same file again, after its changes were recorded, asks for nothing more."""
    way = three_way(sent, back, now)
    after = back if way in {"change", "conflict"} else now
    assert three_way(sent, back, after) == ("blank_kept" if way == "blank_kept" else "same")


def test_what_is_written_is_read_back():
    """The hidden sheet gives back days and partial birth dates as such, and unknown as unknown."""
    read = read_sent(write_sent(SENT))
    assert read == SENT
    assert read.fingerprint == SENT.fingerprint
    assert read_sent([*write_sent(SENT), ("", "")]) == SENT


@given(
    st.dictionaries(
        st.text(min_size=1),
        st.fixed_dictionaries({"born_on": partial | st.none(), "admitted_on": days, "name": st.text()}),
    )
)
def test_any_rows_are_read_back(rows):
    """Whatever the rows held is read back as it was sent."""
    sent = replace(SENT, rows=rows)
    assert read_sent(write_sent(sent)) == sent


def test_a_column_that_is_no_more_is_left_out():
    """A template of an older version is read without the columns that the layout has no longer, and keeps its fingerprint."""
    older = replace(SENT, rows={"P00001": {"name": "Lê Thị Hoà", "shoe_size": 38}})
    read = read_sent(write_sent(older))
    assert read.rows == {"P00001": {"name": "Lê Thị Hoà"}}
    assert read.fingerprint == older.fingerprint


@pytest.mark.parametrize("other", [{"layout": "shoes"}, {"rows": {"P00001": {"admitted_on": "in May"}}}])
def test_what_this_version_cannot_have_is_not_read(other):
    """A layout that there is not, or a day that is none, is told like a damaged sheet."""
    assert read_sent(write_sent(replace(SENT, **other))) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trần Thị Thơm (P00176)", "P00176"),
        (" Trần (Thơm) (P00176) ", "P00176"),
        ("Trần Thị Thơm", "Trần Thị Thơm"),
        ("P00176", "P00176"),
        ("Trần Thị Thơm (tổ 3)", "Trần Thị Thơm (tổ 3)"),
    ],
)
def test_a_person_is_read_back_by_the_code(text, code):
    """What a template writes for a person has the code in brackets; anything else is left to the search by name."""
    assert person_code(text) == code


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: lines[1:],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [lines[0], lines[1], lines[3], lines[2]],
        lambda lines: [*lines[:-1], (lines[-1][0], lines[-1][1].replace("2021", "2020"))],
        lambda lines: [("partytrack template 2", lines[0][1]), *lines[1:]],
        lambda _: [],
        lambda _: [("",)],
    ],
)
def test_what_is_not_whole_is_not_read(spoil):
    """A line taken out, added, altered or moved breaks the seal, and another form is none of ours."""
    assert read_sent(spoil(list(write_sent(SENT)))) is None


def _book(path, lines=None):
    """A workbook with a list, and with a hidden sheet where there are lines for it."""
    book = Workbook()
    book.active.append(["Họ và tên"])
    if lines is not None:
        hidden = book.create_sheet(SENT_SHEET)
        hidden.sheet_state = "veryHidden"
        for line in lines:
            hidden.append(line)
    book.save(path)
    return path


def test_a_template_is_known_by_its_hidden_sheet(tmp_path):
    """An ordinary list was not sent by us, a template was, and one whose hidden sheet was altered is refused."""
    lines = list(write_sent(SENT))
    (tmp_path / "list.csv").write_text("Họ và tên\nLê An\n")
    assert returned.read_sent(read_book(_book(tmp_path / "list.xlsx"))) is None
    assert returned.read_sent(read_book(tmp_path / "list.csv")) is None
    assert returned.read_sent(read_book(_book(tmp_path / "sent.xlsx", lines))).rows.keys() == SENT.rows.keys()
    cut = read_book(_book(tmp_path / "cut.xlsx", lines[:-1]))
    with pytest.raises(TemplateDamaged) as refused:
        returned.read_sent(cut)
    assert refused.value.file == str(tmp_path / "cut.xlsx")


def test_a_template_of_another_store_or_layout_is_refused():
    """Codes of another store name other people, and a list of members is none of candidates."""
    check_sent(SENT, "a.xlsx", "members", SENT.store)
    with pytest.raises(OtherStore):
        check_sent(SENT, "a.xlsx", "members", "another")
    with pytest.raises(OtherLayout):
        check_sent(SENT, "a.xlsx", "candidates", SENT.store)
