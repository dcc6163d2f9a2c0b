"""The template of a list: what its cells hold, offer and accept, and what lies hidden in it; also after LibreOffice saved it."""

import shutil
import subprocess
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from partytrack.core.codes import code_list
from partytrack.core.dates import PartialDate
from partytrack.core.layout import layout, layouts
from partytrack.core.masking import MASK
from partytrack.core.report import Unit
from partytrack.core.sent import KEY_MARK, LISTS_SHEET, SENT_SHEET, Sent, read_sent
from partytrack.core.template import Template
from partytrack.core.texts import LANGS, Texts
from partytrack.render.office.template import BLANK_ROWS, write_template

OFFICE = shutil.which("soffice")
HEADER, FIRST = 5, 6
MADE_ON = date(2022, 4, 26)
CELL = Unit("TG-03", "Chi bộ Tổ dân phố 3 & 4", "cell")
ROWS = {
    "C00002": {
        "case": "C00002", "name": "=Trần Đức", "sex": "m", "born_on": PartialDate(date(1995, 5, 1), "month"),
        "cell": "TG-03", "source": "student", "source_listed": date(2021, 1, 5), "ethnicity": "kinh",
        "mentor": "P00176", "mentor_assigned": date(1899, 5, 4),
    },
    "C00001": {"case": "C00001", "name": "Võ Nam", "born_on": PartialDate(date(1990, 12, 3), "day"), "cell": "TG-03"},
}  # fmt: skip
OTHERS = {
    "units": {"TG-03": {"code": "TG-03", "name": "Chi bộ 3", "kind": "cell", "under": "TG"}},
    "members": {"P00001": {"member": "P00001", "name": "Lê Hoà", "unit": "TG-03", "admitted_on": date(2001, 2, 3)}},
    "quotas": {"TG-03 2021": {"unit": "TG-03", "years": "2021", "amount": "2", "assumed": False}},
    "tallies": {"TG-03 2019": {"unit": "TG-03", "year": 2019, "count": 0, "document": "BC 12"}},
    "candidates": ROWS,
}


def columns_of(name):
    """The columns of a layout that the template asks for."""
    return [field for field in layout(name).values() if field.template]


def template(name, rows=None):
    """A template of a layout with rows, made by hand."""
    columns = columns_of(name)
    rows = OTHERS[name] if rows is None else rows
    full = {
        key: {field.key: values.get(field.key) for field in columns if field.kind != "number12"}
        for key, values in rows.items()
    }
    return Template(
        CELL, columns, Sent(name, "store", "TG-03", MADE_ON, 17, full), {"C00001": MASK * 9 + "123"},
        {"unit": ("TG-03",), "member": ("P00176", "P00201")},
        {"P00176": "Trần Thị Thơm", "P00201": "Đỗ Văn Ổn"},
    )  # fmt: skip


def written(name, lang="vi", rows=None):
    """The bytes of the workbook."""
    target = BytesIO()
    write_template(template(name, rows), Texts(lang), target)
    return target.getvalue()


@pytest.fixture(scope="module")
def books():
    """Workbooks by layout and language, each written once."""
    made = {}

    def book(name, lang="vi"):
        if (name, lang) not in made:
            made[name, lang] = load_workbook(BytesIO(written(name, lang)))
        return made[name, lang]

    return book


def row_of(sheet, number):
    """A row by the headers of its columns; blanks left out."""
    cells = zip(sheet[HEADER], sheet[number], strict=True)
    return {header.value: cell.value for header, cell in cells if cell.value is not None and header.value is not None}


def check_of(sheet, letter):
    """The check of a column."""
    return next(
        rule for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith(f"{letter}{FIRST}:")
    )


def letter_of(sheet, label):
    """The column of a header."""
    return next(cell.column_letter for cell in sheet[HEADER] if str(cell.value).replace("\xa0*", "") == label)


def test_rows_are_written_as_people_type_them(books):
    """Terms, days as days, partial dates as text, people by name and code; what is unknown is blank, a formula is text."""
    sheet = books("candidates").worksheets[0]
    first, second = row_of(sheet, FIRST), row_of(sheet, FIRST + 1)
    assert first.pop(sheet.cell(HEADER, 1).value) == "C00002"
    assert first.pop("Ngày đưa vào nguồn").date() == date(2021, 1, 5)
    assert {key.replace("\xa0*", ""): value for key, value in first.items()} == {
        "Mã hồ sơ": "C00002", "Họ và tên": "=Trần Đức", "Giới tính": "nam", "Ngày sinh": "05/1995", "Chi bộ": "TG-03",
        "Nguồn": "học sinh, sinh viên", "Dân tộc": "Kinh",
        "Đảng viên giúp đỡ": "Trần Thị Thơm (P00176)", "Ngày phân công giúp đỡ": "04/05/1899",
    }  # fmt: skip
    listed = sheet[f"{letter_of(sheet, 'Ngày đưa vào nguồn')}{FIRST}"]
    assert (listed.value.date(), listed.number_format) == (date(2021, 1, 5), "dd/mm/yyyy")
    assert sheet[f"{letter_of(sheet, 'Họ và tên')}{FIRST}"].data_type == "s"
    assert second["Ngày sinh"] == "03/12/1990"


def test_national_numbers_are_masked_and_can_be_filled_in(books):
    """What is on record is shown masked under a header that says so; an empty column beside it takes a number."""
    sheet = books("candidates").worksheets[0]
    shown, to_fill = letter_of(sheet, "Số định danh cá nhân (che)"), letter_of(sheet, "Số định danh cá nhân")
    assert sheet[f"{shown}{FIRST + 1}"].value == MASK * 9 + "123"
    assert sheet[f"{to_fill}{FIRST + 1}"].value is None
    assert check_of(sheet, to_fill).type == "textLength"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(OTHERS))
def test_every_column_has_its_header_and_its_check(books, name, lang):
    """Each layout has a template in both languages; required columns are marked, each column but the masked one is checked."""
    sheet = books(name, lang).worksheets[0]
    headers = [cell.value for cell in sheet[HEADER]][1:]
    wanted = [field.label(lang) + ("\xa0*" if field.required else "") for field in columns_of(name)]
    assert [header for header in headers if header in wanted] == wanted
    assert len(headers) == len(wanted) + sum(field.kind == "number12" for field in columns_of(name))
    assert len(sheet.data_validations.dataValidation) == len(wanted)
    assert set(OTHERS) == set(layouts())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(OTHERS))
def test_checks_are_what_spreadsheets_can_hold(books, name, lang):
    """Titles of boxes have at most 32 characters, texts 255, and each check covers every row that can be filled."""
    sheet = books(name, lang).worksheets[0]
    last = FIRST + len(OTHERS[name]) + BLANK_ROWS - 1
    for rule in sheet.data_validations.dataValidation:
        assert max(len(rule.errorTitle or ""), len(rule.promptTitle or "")) <= 32
        assert 0 < len(rule.error) <= 255
        assert len(rule.prompt or "") <= 255
        assert len(rule.formula1) <= 255
        assert (rule.showErrorMessage, rule.allow_blank) == (True, True)
        _, first_row, _, last_row = range_boundaries(str(rule.sqref))
        assert (first_row, last_row) == (FIRST, last)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", sorted(OTHERS))
def test_drop_down_lists_offer_the_terms_of_their_codes(books, name, lang):
    """A column of codes offers every term of its list from a hidden sheet by a name, also a list longer than 255 characters."""
    book, say = books(name, lang), Texts(lang)
    sheet, lists = book.worksheets[0], book[LISTS_SHEET]
    for field in columns_of(name):
        if field.kind not in {"code", "flag"}:
            continue
        rule = check_of(sheet, letter_of(sheet, field.label(lang)))
        place = book.defined_names[rule.formula1].attr_text
        terms = [cell.value for (cell,) in lists[place.rpartition("!")[2].replace("$", "")]]
        listing = field.values or "yes_no"
        assert terms == [say.term(listing, code) for code in code_list(listing)]
        assert (rule.type, rule.errorStyle) == ("list", "stop")


def test_units_and_people_can_be_chosen_or_written(books):
    """The list of mentors names people with their codes, and another name is taken after a question."""
    book = books("candidates")
    sheet, lists = book.worksheets[0], book[LISTS_SHEET]
    rule = check_of(sheet, letter_of(sheet, "Đảng viên giúp đỡ"))
    place = book.defined_names[rule.formula1].attr_text.rpartition("!")[2].replace("$", "")
    assert [cell.value for (cell,) in lists[place]] == ["Trần Thị Thơm (P00176)", "Đỗ Văn Ổn (P00201)"]
    assert rule.errorStyle == "warning"


@pytest.mark.parametrize(
    ("name", "label", "kind", "formulas"),
    [
        ("candidates", "Ngày đưa vào nguồn", "date", ("61", "TODAY()")),
        ("quotas", "Ngày giao", "date", ("61", "DATE(2999,12,31)")),
        ("candidates", "Ngày sinh", "textLength", ("4", "10")),
        ("candidates", "Số định danh cá nhân", "textLength", ("12", "12")),
        ("candidates", "Họ và tên", "textLength", ("1", "200")),
        ("candidates", "Mã hồ sơ", "custom", ("EXACT(B6,$A6)", None)),
        ("units", "Mã đơn vị", "custom", ('OR($A6="",EXACT(B6,$A6))', None)),
        ("tallies", "Đã kết nạp", "whole", ("0", "99999999")),
        ("tallies", "Năm", "whole", ("1930", "YEAR(TODAY())-1")),
        ("quotas", "Chỉ tiêu kết nạp", "textLength", ("1", "20")),
        ("quotas", "Năm", "textLength", ("4", "14")),
    ],
)
def test_what_a_column_accepts(books, name, label, kind, formulas):
    """Days from March 1900 to today, whole numbers, twelve digits; codes on record stay, and only new units bring their own."""
    sheet = books(name).worksheets[0]
    rule = check_of(sheet, letter_of(sheet, label))
    assert (rule.type, (rule.formula1, rule.formula2)) == (kind, formulas)


def test_cells_have_their_form_before_anything_is_typed(books):
    """Codes, numbers of documents, national numbers and birth dates are text, so that no zero is lost and no day made up."""
    sheet = books("candidates").worksheets[0]
    last = FIRST + len(ROWS) + BLANK_ROWS - 1
    for field in columns_of("candidates"):
        letter = letter_of(sheet, field.label("vi"))
        form = "dd/mm/yyyy" if field.kind == "day" else "@"
        assert {sheet[f"{letter}{row}"].number_format for row in (FIRST + len(ROWS), last)} == {form}


def test_the_sheet_is_protected_where_nothing_is_to_be_filled_in(books):
    """Title and headers are locked without a password; rows can be filled, sorted, filtered and inserted."""
    sheet = books("candidates").worksheets[0]
    lock = sheet.protection
    assert (lock.sheet, lock.password) == (True, None)
    assert not any((lock.sort, lock.autoFilter, lock.insertRows, lock.formatColumns))
    assert all(cell.protection.locked for row in sheet.iter_rows(1, HEADER) for cell in row)
    assert not any(cell.protection.locked for row in sheet.iter_rows(FIRST) for cell in row)


def test_the_page_and_what_stays_in_sight(books):
    """A4 landscape with the headers repeated, as many pages wide as needed; headers and names stay in sight."""
    sheet = books("candidates").worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$5:$5", "$A:$C")
    assert sheet.freeze_panes == "D6"
    assert (
        sheet.oddHeader.center.text
        == "Danh sách đối tượng phát triển đảng – Chi bộ Tổ dân phố 3 && 4 (TG-03); lập ngày 26/4/2022"
    )
    assert sheet["B2"].value == "Chi bộ Tổ dân phố 3 & 4 (TG-03); lập ngày 26/4/2022"
    assert sheet.auto_filter.ref == f"A5:{get_column_letter(sheet.max_column)}{sheet.max_row}"


def test_what_was_sent_lies_hidden(books):
    """The hidden sheet is read back as it was sent; the keys stand in a hidden column under the fingerprint."""
    book = books("candidates")
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Mẫu": "visible", LISTS_SHEET: "veryHidden", SENT_SHEET: "veryHidden",
    }  # fmt: skip
    sent = read_sent(book[SENT_SHEET].values)
    assert sent == template("candidates").sent
    sheet = book.worksheets[0]
    assert sheet.column_dimensions["A"].hidden
    assert [cell.value for cell in sheet["A"]][HEADER - 1 : FIRST + 2] == [KEY_MARK + sent.fingerprint, *ROWS, None]


def test_no_national_number_is_in_the_file(books):
    """The hidden sheet holds no national number, masked or not: it would travel with the file."""
    assert all(
        "national_id" not in values for values in read_sent(books("candidates")[SENT_SHEET].values).rows.values()
    )


def test_an_empty_template_is_all_rows_to_fill():
    """A unit without records gets empty rows, lists and checks, and nothing was sent."""
    book = load_workbook(BytesIO(written("members", "en", {})))
    assert read_sent(book[SENT_SHEET].values).rows == {}
    assert book.worksheets[0].max_row == FIRST + BLANK_ROWS - 1
    assert {cell.value for row in book.worksheets[0].iter_rows(FIRST) for cell in row} == {None}


def test_a_list_is_written_once(books):
    """Columns with the same answers share one list, and each list has a column of its own."""
    book = books("members")
    places = sorted(name.attr_text for name in book.defined_names.values() if name.name.startswith("list_"))
    letters = [place.rpartition("!")[2].split("$")[1] for place in places]
    assert [column_index_from_string(letter) for letter in letters] == list(range(1, len(places) + 1))
    assert all(one != other for one, other in pairwise(places))


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The template of candidates as LibreOffice saves it: from xlsx, ods and xls each back to xlsx, too."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "sent.xlsx").write_bytes(written("candidates"))
    profile = f"-env:UserInstallation=file://{folder}/profile"

    def convert(ending, source, into):
        subprocess.run(
            [OFFICE, profile, "--headless", "--convert-to", ending, "--outdir", folder / into, folder / source],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip

    for ending in ("xlsx", "ods", "xls"):
        convert(ending, "sent.xlsx", ending)
    return folder


@pytest.mark.xdist_group("template saved by LibreOffice")
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saved_is_still_ours(saved, ending):
    """LibreOffice keeps what was sent, its seal and the hidden keys, whatever kind of file it saves."""
    from partytrack.imports import returned  # noqa: PLC0415  # the formats know nothing of imports
    from partytrack.imports.hidden_keys import read_keys  # noqa: PLC0415  # as above
    from partytrack.imports.sheets import read_book  # noqa: PLC0415  # as above

    path = saved / ending / f"sent.{ending}"
    book = read_book(path)
    sent = returned.read_sent(book)
    assert sent == template("candidates").sent
    sheet, *hidden = book.sheets
    assert read_keys(sent, str(path), sheet) == dict(enumerate(ROWS, start=FIRST))
    assert [sheet.visible, *(each.visible for each in hidden)] == [True, False, False]


@pytest.mark.xdist_group("template saved by LibreOffice")
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")
def test_checks_and_lists_survive_libreoffice(saved):
    """LibreOffice understands every check and list, else it would not write them again; what is protected stays so."""
    ours = load_workbook(saved / "sent.xlsx")
    theirs = load_workbook(saved / "xlsx" / "sent.xlsx")

    def checks(book):
        rules = book.worksheets[0].data_validations.dataValidation
        return {(str(rule.sqref), rule.type, rule.formula1, rule.errorStyle, rule.error) for rule in rules}

    assert checks(theirs) == checks(ours)
    assert {name: one.attr_text.replace("'", "") for name, one in theirs.defined_names.items()} == {
        name: one.attr_text.replace("'", "") for name, one in ours.defined_names.items()
    }
    assert [sheet.sheet_state for sheet in theirs] == ["visible", "hidden", "hidden"]
    sheet = theirs.worksheets[0]
    assert sheet.protection.sheet
    assert not any((sheet.protection.sort, sheet.protection.autoFilter, sheet.protection.insertRows))
    assert [sheet[f"C{row}"].protection.locked for row in (HEADER, FIRST)] == [True, False]
