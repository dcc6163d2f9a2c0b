"""Names in two columns and birth dates under the sex: read together where the headers tell how, refused where they do not."""

import pytest
from openpyxl import Workbook

from partytrack.core.errors import HeaderSpans, NameInParts, TwoColumns
from partytrack.core.legacy_text import encode
from partytrack.core.texts import Texts
from partytrack.imports.headers import find_heading
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.imports.sheets import sheet_of
from partytrack.imports.shown import as_json, matched

SAY = Texts("vi")
APART = ["Họ và tên đệm", "Tên", "Chi bộ"]
MERGED = ["Họ và tên", None, "Chi bộ"]
GROUPED = [MERGED, ["Họ đệm", "Tên", None]]
BY_SEX = [["Họ và tên", "Năm sinh", None, "Chi bộ"], [None, "Nam", "Nữ", None]]
OVER_NAME, OVER_YEAR = ((1, 1), (1, 2)), ((1, 2), (1, 3))


def heading_of(rows, merged=()):
    """The headers of a list of members in these rows."""
    return find_heading(sheet_of("Sheet1", rows, merged=merged), "members")


def workbook(path, rows, *merged):
    """An Excel file of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def imported(desk, path, **asked):
    """What becomes of each row of a list of members: its outcome, what is read from it, its findings without sentences."""
    result = import_list(desk, open_list(Asked("members", path, **asked)))
    found = as_json(result, SAY)["rows"]
    return [
        (row["outcome"], line.values, [(each["at"].partition("!")[2], each["code"]) for each in row["findings"]])
        for row, line in zip(found, result.incoming.lines, strict=True)
    ]


# --- which columns ---


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([APART], ()),
        ([["Họ", "Tên", "Chi bộ"]], ()),
        ([["HO LOT", "TEN", "CHI BO"]], ()),
        ([MERGED], (OVER_NAME,)),
        ([["Hoten", None, "Qli"]], (OVER_NAME,)),
        (GROUPED, ()),
        (GROUPED, (OVER_NAME, ((1, 3), (2, 3)))),
        ([MERGED, [None, None, None]], (((1, 1), (2, 2)), ((1, 3), (2, 3)))),
        ([["Họ và tên", None, "Vào Đảng"], [None, None, "Ngày vào Đảng"]], (OVER_NAME,)),
    ],
)
def test_two_columns_are_a_name_where_the_headers_tell_its_order(rows, merged):
    """Family and middle names left, the given name right: under headers of their own, or under one that is merged over both."""
    heading = heading_of([*rows, ["Lê Thị", "An", "TG-01"]], merged)
    assert heading.matched[:2] == [(1, "name"), (2, "name")]
    assert (heading.columns["name"], heading.faults, heading.unmatched) == (1, (), ())


@pytest.mark.parametrize(
    ("rows", "merged", "fault"),
    [
        ([["First name", "Last name", "Unit"], ["An", "Lê", "TG"]], (), NameInParts),
        ([["Full name", None, "Unit"], ["An", "Lê", "TG"]], (OVER_NAME,), HeaderSpans),
        ([["Tên", "Họ và tên đệm", "Chi bộ"], ["An", "Lê Thị", "TG"]], (), NameInParts),
        ([["Họ", "Tên đệm", "Tên", "Chi bộ"], ["Lê", "Thị", "An", "TG"]], (), NameInParts),
        ([["Họ", None, "Tên", "Chi bộ"], ["Lê", "Thị", "An", "TG"]], (), NameInParts),
        ([["Họ đệm", "Tên", None, "Chi bộ"], ["Lê", "Thị", "An", "TG"]], (), HeaderSpans),
        ([["Họ đệm", "Họ và tên", "Chi bộ"], ["Lê Thị", "Lê Thị An", "TG"]], (), NameInParts),
        ([["Họ và tên", None, None, "Chi bộ"], ["Lê", "Thị", "An", "TG"]], (((1, 1), (1, 3)),), HeaderSpans),
        ([["Họ và tên", None, "Chi bộ"], ["Lê Thị", "An", "TG"]], (), HeaderSpans),
        ([["Họ và tên", None, "Chi bộ"], ["(khai sinh)", "(thường gọi)", None], ["Lê An", "Lê Bình", "TG"]],
         (OVER_NAME, ((1, 3), (2, 3))), TwoColumns),
    ],
    ids=["English", "English merged", "right to left", "three", "three, one untitled", "a third beside", "whole beside",
         "merged over three", "not merged", "two whole names"],
)  # fmt: skip
def test_other_parts_of_names_are_not_joined(rows, merged, fault):
    """Where the order is not told, where there are three, or where each may be a whole name."""
    assert isinstance(heading_of(rows, merged).faults[0], fault)


def test_a_merged_header_over_one_filled_column_is_no_pair():
    """Cells are merged for their looks."""
    heading = heading_of([MERGED, ["Lê Thị An", None, "TG"]], (OVER_NAME,))
    assert (heading.pairs, heading.columns["name"], heading.faults) == ({}, 1, ())


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (BY_SEX, (((1, 1), (2, 1)), OVER_YEAR, ((1, 4), (2, 4)))),
        (BY_SEX, ()),
        ([["HO VA TEN", "NGAY SINH", None, "CHI BO"], [None, "NAM", "NU", None]], ()),
        ([["Họ và tên", "Năm sinh nam", "Năm sinh (nữ)", "Chi bộ"]], ()),
    ],
)
def test_a_birth_date_may_stand_under_the_sex(rows, merged):
    """A column for men, one for women: each tells the birth date and the sex."""
    heading = heading_of([*rows, ["Lê An", 1980, None, "TG-01"]], merged)
    assert heading.matched[1:5] == [(2, "born_on"), (2, "sex"), (3, "born_on"), (3, "sex")]
    assert (heading.body, heading.faults, heading.unmatched) == (len(rows) + 1, (), ())


@pytest.mark.parametrize("header", ["Ngày sinh (năm)", "NGAY SINH (NAM)"])
def test_a_year_is_no_man(header):
    """“Năm” is “Nam” but for its mark; a column of men without one of women is none."""
    heading = heading_of([["Họ và tên", header, "Chi bộ"], ["Lê An", 1980, "TG"]])
    assert (heading.pairs, heading.columns["born_on"], heading.faults) == ({}, 2, ())


def test_day_month_and_year_in_columns_of_their_own_are_no_sexes():
    """They are named as columns that are not read."""
    heading = heading_of([["Họ và tên", "Ngày sinh", None, None, "Chi bộ"], [None, "Ngày", "Tháng", "Năm", None],
                          ["Lê An", 3, 5, 1980, "TG"]], (((1, 2), (1, 4)),))  # fmt: skip
    assert "sex" not in heading.columns


@pytest.mark.parametrize(
    "rows",
    [
        [["Họ và tên", "Giới tính", "Năm sinh", None, "Chi bộ"], [None, None, "Nam", "Nữ", None]],
        [["Họ và tên", "Năm sinh", None, "Giới tính", "Chi bộ"], [None, "Nam", "Nữ", None, None]],
    ],
)
def test_a_sex_that_is_told_twice_is_refused(rows):
    """Which of the two holds, nobody says; the column of the sex is named first."""
    (fault, *_) = heading_of([*rows, ["Lê An", None, None, None, "TG"]]).faults
    assert isinstance(fault, TwoColumns)
    assert fault.column.code == "sex"


# --- rows ---


@pytest.mark.parametrize(
    ("rows", "merged"),
    [([APART], ()), ([MERGED], ("A1:B1",)), (GROUPED, ("A1:B1", "C1:C2"))],
    ids=["apart", "merged", "grouped"],
)
def test_a_name_is_joined_from_both_columns(desk, tmp_path, rows, merged):
    """With one space; what was put in order is told at the first column, and so is what is refused."""
    first = len(rows) + 1
    people = [["Lê Thị ", " An", "TG-01"], ["TRẦN VĂN", "BÌNH", "TG-02"], ["Đỗ", 7, "TG-01"]]
    told = imported(desk, workbook(tmp_path / "a.xlsx", [*rows, *people], *merged), accept_good=True)
    assert told == [
        ("add", {"name": "Lê Thị An", "unit": "TG-01"}, []),
        ("add", {"name": "Trần Văn Bình", "unit": "TG-02"}, [(f"A{first + 1}", "name_tidied")]),
        ("refuse", {"unit": "TG-01"}, [(f"A{first + 2}", "bad_name")]),
    ]


def test_half_a_name_is_refused(desk, tmp_path):
    """A part that is missing, or a dash in its place, is named by its cell; without any part there is no name."""
    people = [["Lê Thị", None, "TG-01"], ["–", "An", "TG-01"], [None, None, "TG-01"]]
    path = workbook(tmp_path / "a.xlsx", [APART, *people])
    result = import_list(desk, open_list(Asked("members", path)))
    (right, *_), (left, *_), (none, *_) = (line.remarks for line in result.incoming.lines)
    assert [(each.field, each.code) for each in (right, left, none)] == [
        ("name", "name_part_missing"), ("name", "name_part_missing"), ("name", "value_missing"),
    ]  # fmt: skip
    assert (right.said.at, left.said.at) == ("Sheet!B2", "Sheet!A3")


def test_a_name_in_an_old_font_is_joined_and_turned_round(desk, tmp_path):
    """The font is told by the whole name."""
    people = [[encode("Nguyễn Đức", "tcvn3"), encode("Thắng", "tcvn3"), "TG-01"]]
    path = workbook(tmp_path / "a.xlsx", [APART, *people])
    assert imported(desk, path)[0][2] == [("A2", "legacy_encoding")]
    ((outcome, values, _),) = imported(desk, path, encoding="tcvn3")
    assert (outcome, values["name"]) == ("add", "Nguyễn Đức Thắng")


def test_the_filled_column_tells_sex_and_birth_date(desk, tmp_path):
    """A finding has the address of the cell that was filled; both or none is refused with both addresses."""
    people = [
        ["Lê Văn An", 1980, None, "TG-01"], ["Trần Thị Bình", "–", "5/1982", "TG-01"],
        ["Đỗ Thị Chi", None, "31/02/1990", "TG-01"], ["Mai Dung", 1990, 1991, "TG-01"], ["Cao Giang", None, None, "TG-01"],
    ]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", [*BY_SEX, *people], "A1:A2", "B1:C1", "D1:D2")
    result = import_list(desk, open_list(Asked("members", path, accept_good=True)))
    told = [
        (line.outcome, line.values.get("sex"), getattr(line.values.get("born_on"), "iso", None), [
            (result.incoming.at(line, each.field).partition("!")[2], each.code) for each in line.remarks
        ])
        for line in result.incoming.lines
    ]  # fmt: skip
    assert told == [
        ("add", "m", "1980", []),
        ("add", "f", "1982-05", []),
        ("refuse", "f", None, [("C5", "bad_date")]),
        ("refuse", None, None, [("B6", "one_sex_needed")]),
        ("refuse", None, None, [("B7", "one_sex_needed")]),
    ]
    said = result.incoming.lines[3].remarks[0].said
    assert (said.first, said.second) == ("Sheet!B6", "Sheet!C6")


def test_a_sex_may_be_marked_in_one_of_two_columns(desk, tmp_path):
    """By an x or the like; anything else says nothing of the sex and is refused."""
    rows = [["Họ và tên", "Giới tính", None, "Chi bộ"], [None, "Nam", "Nữ", None]]
    people = [["Lê Văn An", "x", None, "TG-01"], ["Trần Thị Bình", None, 1, "TG-01"], ["Đỗ Chi", "0", None, "TG-01"]]
    told = imported(desk, workbook(tmp_path / "a.xlsx", [*rows, *people], "B1:C1"), accept_good=True)
    assert [(outcome, values.get("sex"), findings) for outcome, values, findings in told] == [
        ("add", "m", []), ("add", "f", []), ("refuse", None, [("B5", "bad_flag")]),
    ]  # fmt: skip


def test_both_columns_are_shown_as_read(tmp_path):
    """The table of the columns names each with its own header and address."""
    rows = [
        ["Họ đệm", "Tên", "Năm sinh", None, "Chi bộ"],
        [None, None, "Nam", "Nữ", None],
        ["Lê", "An", 1980, None, "TG-01"],
    ]
    path = workbook(tmp_path / "a.xlsx", rows, "A1:A2", "B1:B2", "C1:D1", "E1:E2")
    shown = matched(open_list(Asked("members", path)), SAY)
    assert [(row["at"], row["header"], row["field"]) for row in shown.rows] == [
        ("A2", "Họ đệm", "Họ và tên"), ("B2", "Tên", "Họ và tên"),
        ("C2", "Năm sinh / Nam", "Ngày sinh"), ("C2", "Năm sinh / Nam", "Giới tính"),
        ("D2", "Năm sinh / Nữ", "Ngày sinh"), ("D2", "Năm sinh / Nữ", "Giới tính"), ("E2", "Chi bộ", "Chi bộ"),
    ]  # fmt: skip
