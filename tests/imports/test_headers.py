"""The table in a workbook: its sheet, its headers however an office lays them out, and what is refused or named instead."""

import shutil
import subprocess

import pytest
from openpyxl import Workbook

from partytrack.core.errors import (
    HeaderSpans,
    NameInParts,
    NoTable,
    RegisterFound,
    SheetUnknown,
    TwoColumns,
    WhichSheet,
)
from partytrack.core.legacy_text import encode
from partytrack.core.sent import KEY_MARK, LISTS_SHEET, SENT_SHEET
from partytrack.core.texts import Texts
from partytrack.core.words import Told, Word
from partytrack.imports.headers import body, find_heading, sums_up, which_sheet
from partytrack.imports.sheets import Book, Row, read_book, sheet_of

OFFICE = shutil.which("soffice")
TRACKING = [
    "STT", "Mã GV/SV", "Họ và tên", "SĐT", "Giới tính", "Ngày sinh", "Dân tộc", "Quê quán", "Chức vụ", "Lớp",
    "Chi bộ công nhận", "Số BC cảm tình Đảng", "Ngày họp CB công nhận", "Đảng viên giúp đỡ", "Ngày phân công giúp đỡ",
    "Số QĐ mở lớp BD", "Ngày QĐ mở lớp", "Thời gian lớp BD", "Ngày cấp CC", "Số QĐ CC BD", "Đơn vị cấp CC",
    "ĐV công tác khi cấp CC", "CB sinh hoạt khi cấp CC", "Đảng uỷ khi cấp CC", "Tỉnh uỷ khi cấp CC", "Mã số",
    "Kết nạp Đảng", "Ngày quyết định", "Số QĐ kết nạp", "Ngày kết nạp", "ĐV hướng dẫn", "Ngày chuyển SH",
    "Nơi chuyển tới", "Trạng thái", "Ghi chú",
]  # fmt: skip
REGISTER = (
    "Số TT", "Họ và tên (họ và tên khai sinh)", "Nam, nữ,\ndân tộc, tôn giáo", "Quê quán",
    "Văn hóa, lý luận,\nCMNV, ngoại ngữ", "Nghề nghiệp trước khi vào Đảng, nghề nghiệp hiện nay",
    "Ngày vào Đảng,\nngày chính thức",
)  # fmt: skip
MEMBERS = [["Họ và tên", "Chi bộ"], ["Lê An", "TG-01"]]


def heading_of(rows, layout="members", merged=()):
    """The headers of a sheet of these rows."""
    return find_heading(sheet_of("Sheet1", rows, merged=merged), layout)


def book_of(**sheets):
    """A workbook of sheets of rows; a name that begins with ``hidden`` is that."""
    made = (sheet_of(name, rows, visible=not name.startswith("hidden")) for name, rows in sheets.items())
    return Book("ds.xlsx", tuple(made))


def letters(heading):
    """Which column each field stands in, as a spreadsheet names it."""
    return {field: chr(ord("A") + column - 1) for field, column in heading.columns.items()}


# --- the row of the headers ---


def test_the_tracking_sheet_of_a_university_is_read():
    """Of its 35 columns those that a case has are found, the others are named with their addresses."""
    heading = heading_of([TRACKING, [1, "SV01", "Lê An"]], "candidates")
    named = {TRACKING[column - 1]: field for field, column in heading.columns.items()}
    assert named == {
        "Họ và tên": "name", "Giới tính": "sex", "Ngày sinh": "born_on", "Dân tộc": "ethnicity", "Chi bộ công nhận": "cell",
        "Số BC cảm tình Đảng": "sympathiser_listed_document", "Ngày họp CB công nhận": "sympathiser_listed",
        "Đảng viên giúp đỡ": "mentor", "Ngày phân công giúp đỡ": "mentor_assigned", "Ngày cấp CC": "course_completed",
        "Số QĐ CC BD": "course_completed_document", "Ngày quyết định": "admission_decision",
        "Số QĐ kết nạp": "admission_decision_document", "Ngày kết nạp": "admission_ceremony",
    }  # fmt: skip
    unmatched = [header for _, header in heading.unmatched]
    assert set(unmatched) == set(TRACKING) - set(named) - {"STT"}
    assert heading.unmatched[0] == ("Sheet1!B1", "Mã GV/SV")
    assert (heading.header_rows, heading.body, heading.missing) == ((1,), 2, ("source",))


def test_titles_above_and_numbers_beneath_are_no_headers():
    """The letterhead, the title, blank rows and the row of numbers are passed over."""
    heading = heading_of(
        [
            ["ĐẢNG BỘ PHƯỜNG TÂN GIANG", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["CHI BỘ TỔ DÂN PHỐ 3"],
            [],
            ["DANH SÁCH ĐẢNG VIÊN CHI BỘ"],
            ["(kèm theo báo cáo số 3)"],
            [],
            ["TT", "Hoten", "NTNS", "Qli"],
            ["(1)", "(2)", "(3)", "(4)"],
            [1, "Lê An", "2001", "TG-03"],
        ]
    )
    assert letters(heading) == {"name": "B", "born_on": "C", "unit": "D"}
    assert (heading.header_rows, heading.body, heading.unmatched) == ((7, 8), 9, ())


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (["(1)", "(2)", "(3)"], True),
        ([1.0, 2.0, 3.0], True),
        ([-1.0, -2.0, -3.0], True),  # what Excel makes of (1)
        (["A", "B", "1", "2=1+B"], True),
        (["[1]", None, "[2]", "[3]"], True),
        ([1.0, 3.0, 2.0], False),
        ([1.0, 2.5, 3.0], False),
        ([1.0, "TG-01", 2021.0], False),
        ([2.0, 3.0, 4.0], False),
        (["x", "y", "z"], False),
        ([True, 2, 3], False),
    ],
)
def test_a_row_of_numbers_is_told_from_a_record(row, numbers):
    """It counts the columns from 1, after letters where there are some."""
    heading = heading_of([["Đơn vị", "Năm", "Đã kết nạp", "Số văn bản"], row], "tallies")
    assert heading.body == (3 if numbers else 2)


def test_two_rows_of_headers_with_merged_cells_are_read_together():
    """A group stands over its columns: the title is read with it before and after it, and alone."""
    heading = heading_of(
        [
            ["TT", "Họ và tên", "Ngày,\nsinh", "Kết nạp", None, None, "Chi bộ"],
            [None, None, None, "Ngày quyết định", "Số QĐ", "Ngày", None],
            [1, "Lê An", "2001", "2/2/2020", "12", "3/2/2020", "TG-01"],
        ],
        "candidates",
        merged=[((1, 1), (2, 1)), ((1, 2), (2, 2)), ((1, 3), (2, 3)), ((1, 4), (1, 6)), ((1, 7), (2, 7))],
    )
    assert letters(heading) == {
        "name": "B", "born_on": "C", "admission_decision": "D", "admission_decision_document": "E",
        "admission_ceremony": "F", "cell": "G",
    }  # fmt: skip
    assert (heading.header_rows, heading.labels[6], heading.labels[2]) == ((1, 2), "Kết nạp / Ngày", "Họ và tên")


def test_groups_are_read_where_nothing_tells_of_merged_cells():
    """A text file has none: a blank cell beside a group, with a title beneath, belongs to it."""
    rows = [
        ["Họ và tên", "Chi bộ", "Kết nạp", ""],
        ["", "", "Ngày quyết định", "Ngày"],
        ["Lê An", "TG-01", "2/2/2020", "3/2/2020"],
    ]
    heading = heading_of(rows, "candidates")
    assert letters(heading) == {"name": "A", "cell": "B", "admission_decision": "C", "admission_ceremony": "D"}
    assert heading.body == 3


def test_headers_merged_downwards_reach_as_far_as_they_are_merged():
    """Groups whose titles mean nothing are no records."""
    heading = heading_of(
        [["Họ và tên", "Chi bộ", "Gia đình", None], [None, None, "Cha", "Mẹ"], ["Lê An", "TG-01", "x", "y"]],
        merged=[((1, 1), (2, 1)), ((1, 2), (2, 2)), ((1, 3), (1, 4))],
    )
    assert (heading.header_rows, heading.body) == ((1, 2), 3)
    assert heading.unmatched == (("Sheet1!C2", "Gia đình / Cha"), ("Sheet1!D2", "Gia đình / Mẹ"))


def test_technical_names_above_titles_are_headers_once():
    """The names of a template's columns and its titles name the same; neither is a record."""
    rows = [["name", "unit", "born_on"], ["Họ và tên", "Chi bộ", "Ngày sinh"], ["Lê An", "TG-01", "2001"]]
    heading = heading_of(rows)
    assert (heading.header_rows, heading.body) == ((1, 2), 3)


def test_a_hint_beneath_a_header_leaves_it_what_it_is():
    """Brackets with the form of a day are no title."""
    heading = heading_of([["Họ và tên", "Ngày sinh", "Chi bộ"], [None, "(dd/mm/yyyy)", None], ["Lê An", "2001", "TG"]])
    assert letters(heading) == {"name": "A", "born_on": "B", "unit": "C"}


def test_headers_far_down_are_no_headers():
    """Only the first rows are searched; one required column alone makes no table."""
    assert heading_of([[] for _ in range(29)] + MEMBERS) is not None
    assert heading_of([[] for _ in range(30)] + MEMBERS) is None
    assert heading_of([["Họ và tên", "Ghi chú"], ["Lê An", "x"]]) is None
    assert heading_of([]) is None


@pytest.mark.parametrize("font", ["tcvn3", "vni"])
def test_headers_in_an_old_font_are_read(font):
    """They are shown in Unicode; whether the cells may be turned round is for the reader to say."""
    heading = heading_of([[encode(text, font) for text in ("Họ và tên", "Ngày sinh", "Chi bộ")], ["x", "y", "z"]])
    assert letters(heading) == {"name": "A", "born_on": "B", "unit": "C"}
    assert heading.labels[1] == "Họ và tên"


# --- columns ---


def test_a_filled_column_without_a_header_is_named():
    """What stands in it is not read, and that is said; a blank one is nothing."""
    heading = heading_of([["Họ và tên", "Chi bộ", None, "Ghi chú", None], ["Lê An", "TG", None, None, "thêm"]])
    assert heading.unmatched == (("Sheet1!D1", "Ghi chú"), ("Sheet1!E1", ""))


def test_masked_columns_and_our_own_keys_are_set_apart():
    """What hides its values is no value to record; the hidden key of a template has its own place."""
    rows = [
        ["Họ và tên", "Chi bộ", "Số định danh (đã che)", "national_id_masked", f"{KEY_MARK}12ab"],
        ["Lê An", "TG", "•", "•", "P1"],
    ]
    heading = heading_of(rows)
    assert [header for _, header in heading.masked] == ["Số định danh (đã che)", "national_id_masked"]
    assert (heading.key_column, heading.unmatched, set(heading.columns)) == (5, (), {"name", "unit"})


def test_the_key_of_our_own_csv_goes_before_other_headers():
    """Its lists have columns beside that a stranger's list would call the same."""
    heading = heading_of(
        [["unit", "years", "amount_text", "year", "amount"], ["TG", "2021", "15-20", "2021", "15"]], "quotas"
    )
    assert (letters(heading), heading.faults) == ({"unit": "A", "years": "B", "amount": "C"}, ())
    assert [header for _, header in heading.unmatched] == ["year", "amount"]


@pytest.mark.parametrize(
    ("rows", "fault", "facts"),
    [
        ([["Họ tên", "Chi bộ", "Họ và tên"], ["a", "b", "c"]], TwoColumns,
         {"column": Word("members_columns", "name"), "first": "Sheet1!A1", "second": "Sheet1!C1"}),
        ([["Họ tên", "Chi bộ", "Văn hóa", "Học vấn"], ["a", "b", "c", "d"]], TwoColumns,
         {"column": Word("facts", "schooling"), "first": "Sheet1!C1", "second": "Sheet1!D1"}),
        ([["Tên", "Họ đệm", "Chi bộ"], ["An", "Lê", "TG"]], NameInParts, {"at": "Sheet1!B1"}),
        ([["Họ và tên", None, "Chi bộ"], ["Lê", "An", "TG"]], HeaderSpans,
         {"column": Word("members_columns", "name"), "at": "Sheet1!A1", "columns": ("A", "B")}),
    ],
    ids=["twice", "a fact twice", "parts", "spans"],
)  # fmt: skip
def test_what_can_be_understood_in_two_ways_is_refused(rows, fault, facts):
    """Two columns of one kind, names in parts, a header over two filled columns: none of them is taken for the right one."""
    with pytest.raises(fault) as refused:
        which_sheet(book_of(Sheet1=rows), "members")
    assert refused.value.facts() == facts
    for lang in ("vi", "en"):
        assert Texts(lang).error(refused.value)


def test_a_header_merged_over_blank_columns_is_that_of_the_filled_one():
    """Cells are merged for their looks; one filled column is no doubt."""
    merged = [((1, 3), (1, 4))]
    rows = [["Họ và tên", "Chi bộ", "Ngày sinh", None], ["Lê An", "TG", None, "2001"]]
    heading = heading_of(rows, merged=merged)
    assert (heading.columns["born_on"], heading.faults, heading.unmatched) == (4, (), ())
    (fault,) = heading_of([rows[0], ["Lê An", "TG", "27/5", "2001"]], merged=merged).faults
    assert isinstance(fault, HeaderSpans)


def test_units_have_no_name_in_parts():
    """Only people's names have parts."""
    assert heading_of([["Mã", "Tên", "Loại", "Họ"], ["TG", "a", "b", "c"]], "units").faults == ()


# --- rows ---


def test_the_rows_under_the_headers_are_those_with_something_in_them():
    """Blank rows and the headers of a further page are left out; a record may hold a word that is a header."""
    rows = [*MEMBERS, [], [None, None, " "], ["Họ và tên", "Chi bộ"], ["Chi bộ", "TG-02"], ["Họ và tên", None]]
    sheet = sheet_of("Sheet1", rows)
    assert [row.number for row in body(sheet, find_heading(sheet, "members"))] == [2, 6, 7]


def test_a_row_of_totals_is_told():
    """By the first text in it, whatever else it holds."""
    assert sums_up(Row(9, (None, "Tổng cộng:", 12.0)))
    assert sums_up(Row(9, (3.0, "TỔNG SỐ", None)))
    assert not sums_up(Row(9, ("Tống Công Tổng", 1.0)))
    assert not sums_up(Row(9, (1.0, 2.0)))


# --- sheets ---


def test_the_only_visible_sheet_with_a_table_is_it():
    """Others may hold anything; hidden ones, headers without rows and the program's own sheets do not count."""
    book = book_of(
        Bìa=[["DANH SÁCH"]], Mẫu=[MEMBERS[0]], DS=MEMBERS, hidden=MEMBERS, **{SENT_SHEET: MEMBERS, LISTS_SHEET: MEMBERS}
    )
    assert which_sheet(book, "members")[0].name == "DS"


def test_several_sheets_are_for_the_reader_to_choose():
    """Each is named with its rows; the choice may be spelled without marks and case."""
    years = {"Năm 2020": [*MEMBERS, [], ["Lê Bình", "TG"]], "Năm 2021": MEMBERS, "hidden v1": MEMBERS}
    book = book_of(**years)
    with pytest.raises(WhichSheet) as refused:
        which_sheet(book, "members")
    assert refused.value.sheets == (
        Told("imports.sheet_rows", {"sheet": "Năm 2020", "rows": 2}),
        Told("imports.sheet_rows", {"sheet": "Năm 2021", "rows": 1}),
    )
    assert which_sheet(book, "members", "Năm 2021")[0].name == "Năm 2021"
    assert which_sheet(book, "members", "nam 2020")[0].name == "Năm 2020"
    assert which_sheet(book, "members", "hidden v1")[0].name == "hidden v1"


def test_a_sheet_that_is_not_there_is_told_with_those_that_are():
    """The nearest first; two that differ by marks alone must be spelled exactly."""
    book = book_of(**{"Năm 2020": MEMBERS, "Nam 2020": MEMBERS, "Khác": MEMBERS})
    with pytest.raises(SheetUnknown) as refused:
        which_sheet(book, "members", "Năm 2022")
    assert refused.value.known[0] == "Năm 2020"
    with pytest.raises(SheetUnknown) as refused:
        which_sheet(book, "members", "NĂM 2020")
    assert set(refused.value.known) == {"Năm 2020", "Nam 2020"}
    with pytest.raises(SheetUnknown):
        which_sheet(book_of(**{SENT_SHEET: MEMBERS, "DS": MEMBERS}), "members", SENT_SHEET)


def test_a_file_without_a_table_is_told_what_one_needs():
    """The required columns under the template's headers, and the command that writes the template."""
    with pytest.raises(NoTable) as refused:
        which_sheet(book_of(DS=[["Đơn vị", "Địa chỉ"], ["TG", "x"]]), "candidates")
    assert (refused.value.file, refused.value.layout) == ("ds.xlsx", "candidates")
    assert [Texts("vi").word(word) for word in refused.value.needed] == ["Họ và tên", "Chi bộ", "Nguồn"]
    with pytest.raises(NoTable):
        which_sheet(book_of(hidden=MEMBERS, DS=[["x"]]), "members")


@pytest.mark.parametrize("layout", ["members", "candidates"])
def test_the_member_register_is_recognised(layout):
    """Form 7-HSĐV has several facts in a cell and four lines for a member; nobody is made of them."""
    rows = [["SỔ DANH SÁCH ĐẢNG VIÊN"], REGISTER, [*range(1, 8)], [1, "LÊ AN", "Nam"], [None, None, "Kinh"]]
    with pytest.raises(RegisterFound) as refused:
        which_sheet(book_of(Sổ=rows), layout)
    assert (refused.value.at, refused.value.layout) == ("Sổ!A2", "members")


# --- real files ---


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory):
    """A list with merged headers, as LibreOffice saves it in each kind of file."""
    if OFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    folder = tmp_path_factory.mktemp("laid-out")
    book = Workbook()
    sheet = book.active
    for row in (
        ["CHI BỘ 3"], [], ["TT", "Họ và tên", "Chi bộ", "Vào Đảng", None], [None, None, None, "Ngày vào Đảng", "Chính thức ngày"],
        [1, "Lê An", "TG-03", "3/2/2010", "3/2/2011"],
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:E1", "A3:A4", "B3:B4", "C3:C4", "D3:E3"):
        sheet.merge_cells(area)
    book.save(folder / "list.xlsx")
    for kind in ("xls", "ods"):
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
        command += ["--outdir", str(folder), str(folder / "list.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder


@pytest.mark.xdist_group("saved")
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_merged_headers_are_read_alike_in_each_kind_of_file(laid_out, kind):
    """Also where the reader of the file tells nothing of merged cells."""
    _, heading = which_sheet(read_book(laid_out / f"list.{kind}"), "members")
    assert letters(heading) == {"name": "B", "unit": "C", "admitted_on": "D", "confirmed_on": "E"}
    assert (heading.header_rows, heading.body, heading.labels[5]) == ((3, 4), 5, "Vào Đảng / Chính thức ngày")
