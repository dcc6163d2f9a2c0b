"""Any workbook and any text file as sheets of cells: what each kind of file gives, and what is refused with a reason."""

import shutil
import struct
import subprocess
import unicodedata
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from partytrack.core.errors import (
    BookEmpty,
    BookKindUnknown,
    BookLocked,
    BookUnreadable,
    EncodingUnknown,
    FileMissing,
    QuotesAstray,
    SheetTooLarge,
    StoreUnreadable,
    TextUnreadable,
)
from partytrack.imports.percents import shows_percent
from partytrack.imports.said import said
from partytrack.imports.sheets import CellError, Percent, Row, address, column_letters, read_book, sheet_of
from partytrack.imports.unseen import look_through

OFFICE = shutil.which("soffice")
KINDS = ("xlsx", "xls", "ods")
NAME = "Cột 1"
DAY = date(2022, 5, 27)
MOMENT = datetime(2022, 5, 27, 10, 30)  # noqa: DTZ001  # a workbook knows no zones
SERIAL = 44708  # the same day as Excel counts


PERCENTAGES = {
    "D9": (0.03, "0%"), "D10": (0.07, "0.00%"), "D11": (1, "0.0%;[Red]-0.0%"), "D12": (0.03, "0%"), "E15": (0.03, "0%"),
    "D13": (0.5, '0.0"%"'), "E14": (0.03, "General"), "D15": (0.03, "0%"), "D14": ("3%", "0%"),
}  # fmt: skip


def workbook(path, *, epoch=None):
    """A workbook with every kind of cell, from B3 on; hidden sheets beside it."""
    book = Workbook()
    if epoch is not None:
        book.epoch = epoch
    sheet = book.active
    sheet.title = NAME
    cells = {
        "B3": "Họ tên", "C3": "Ngày", "B4": "A", "C4": DAY, "D4": 1, "C5": MOMENT, "D5": 1.5,
        "C6": time(10, 30), "D6": True, "C7": timedelta(hours=30), "D7": "012345678901", "D8": 12345678901, "E8": SERIAL,
        "F8": "=NA()", "F9": "=1/0", "F10": "=B4", "F11": "#N/A", "G4": "   ", "G5": "Dòng 1\nDòng 2", "B20": "gộp",
        "B21": "dọc", "B25": "=C4",
    }  # fmt: skip
    for place, value in cells.items():
        sheet[place] = value
    sheet["F11"].data_type = "s"
    formats = {"E9": "mm/dd/yyyy", "E10": "[$-1010000]d/m/yyyy;@", "E11": "yyyy", "E12": '"Ngày" d', "E13": '0" d"'}
    for place, form in formats.items():
        sheet[place] = SERIAL
        sheet[place].number_format = form
    sheet["B25"].number_format = "d/m/yyyy"
    for place, (value, form) in PERCENTAGES.items():
        sheet[place] = value
        sheet[place].number_format = form
    sheet.merge_cells("B20:C20")
    sheet.merge_cells("B21:B22")
    sheet.row_dimensions[4].hidden = True
    for title, state in (("ẩn", "hidden"), ("rất ẩn", "veryHidden"), ("trống", "visible")):
        book.create_sheet(title).sheet_state = state
    book["ẩn"]["A1"] = "x"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def saved(tmp_path_factory):
    """The workbook as LibreOffice saves it, of both calendars in each kind of file."""
    if OFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    folder = tmp_path_factory.mktemp("saved")
    workbook(folder / "days.xlsx")
    workbook(folder / "days1904.xlsx", epoch=CALENDAR_MAC_1904)
    for kind in KINDS:
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
        sources = [str(folder / "days.xlsx"), str(folder / "days1904.xlsx")]
        subprocess.run(
            [*command, "--outdir", str(folder / kind), *sources], check=True, capture_output=True, timeout=240
        )
    return folder


def cells_of(path, sheet=0):
    """The filled cells of a sheet by their addresses without its name."""
    return {
        f"{column_letters(column)}{row.number}": cell
        for row in read_book(path).sheets[sheet].rows()
        for column, cell in enumerate(row.cells, start=1)
        if cell is not None
    }


def text_file(tmp_path, content, name="ds.csv"):
    """A text file of these bytes."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows_of(path, encoding=None):
    """The cells of the first sheet."""
    return [list(row.cells) for row in read_book(path, encoding).sheets[0].rows()]


# --- workbooks ---


SAME_IN_ALL = {
    "B3": "Họ tên", "C3": "Ngày", "B4": "A", "C4": DAY, "D4": 1, "C5": MOMENT, "D5": 1.5,
    "C6": time(10, 30), "D6": True, "D7": "012345678901", "D8": 12345678901, "E8": SERIAL, "E13": SERIAL,
    "F11": CellError("#N/A"), "G5": "Dòng 1\nDòng 2", "B20": "gộp", "B21": "dọc",
}  # fmt: skip
BY_FORMAT = ("E9", "E10", "E11", "E12")


@pytest.mark.xdist_group("saved")
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_workbook_gives_the_same_cells(saved, kind):
    """Days come by the format of their cells alone, texts keep their zeros, errors are seen, hidden rows are read."""
    cells = cells_of(saved / kind / f"days.{kind}")
    told = {place: 1 if kind == "ods" and value is True else value for place, value in SAME_IN_ALL.items()}
    assert told.items() <= cells.items()
    assert {cells[place] for place in BY_FORMAT} == {DAY}
    assert cells["C7"] == ("PT30H00M00S" if kind == "ods" else timedelta(hours=30))
    assert (cells["F8"], cells["F9"]) == (CellError("#N/A"), CellError("#DIV/0!"))
    assert (cells["F10"], cells["B25"]) == ("A", DAY)
    assert "G4" not in cells


@pytest.mark.xdist_group("saved")
@pytest.mark.parametrize("kind", [*KINDS, None])
def test_a_percentage_is_told_by_the_format_of_its_cell(saved, kind):
    """0.03 that is shown as 3% reads as 3%; a sign that only stands beside the number makes no percentage of it."""
    cells = cells_of(saved / kind / f"days.{kind}" if kind else saved / "days.xlsx")
    assert {place: said(cells[place]) for place in PERCENTAGES} == {
        "D9": "3%", "D10": "7%", "D11": "100%", "D12": "3%", "E15": "3%", "D15": "3%", "D14": "3%",
        "D13": "0.5", "E14": "0.03",
    }  # fmt: skip
    assert isinstance(cells["D9"], Percent)
    assert cells["D9"] == PERCENTAGES["D9"][0]


@pytest.mark.parametrize(
    ("form", "so"),
    [
        ("0%", True), ("#,##0.0 %", True), ("[Red]0%", True), ('"khoảng "0%', True), ("General", False), ('0"%"', False),
        ("0\\%", False), ("0_%", False), ("[$%-409]0", False),
    ],
)  # fmt: skip
def test_a_format_shows_a_percentage_by_its_own_sign(form, so):
    """What stands in quotes, behind a stroke or in brackets is shown as it is."""
    assert shows_percent(form) is so


@pytest.mark.xdist_group("saved")
@pytest.mark.parametrize("kind", KINDS)
def test_the_calendar_of_1904_counts_from_another_day(saved, kind):
    """The same serial is four years and a day later there; a day that was typed stays itself."""
    cells = cells_of(saved / kind / f"days1904.{kind}")
    assert cells["C4"] == DAY
    assert {cells[place] for place in BY_FORMAT} == {date(2026, 5, 28)}
    assert cells["E8"] == SERIAL


@pytest.mark.xdist_group("saved")
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_says_where_it_begins_what_is_merged_and_whether_it_is_hidden(saved, kind):
    """Positions count from 1; the hidden ones are there, and are said to be hidden."""
    book = read_book(saved / kind / f"days.{kind}")
    sheet = book.sheets[0]
    assert (sheet.name, sheet.first_row, sheet.first_column, sheet.grid.last) == (NAME, 3, 2, (25, 7))
    assert set(sheet.merged) == {((20, 2), (20, 3)), ((21, 2), (22, 2))}
    assert [(each.name, each.visible) for each in book.sheets] == [
        (NAME, True), ("ẩn", False), ("rất ẩn", False), ("trống", True),
    ]  # fmt: skip
    assert (book.sheets[3].first_row, book.sheets[3].first_column, list(book.sheets[3].rows())) == (0, 0, [])


def test_a_formula_that_was_never_calculated_is_no_blank(tmp_path):
    """What a program wrote and no spreadsheet has opened holds formulas without results, down to the last row."""
    cells = cells_of(workbook(tmp_path / "a.xlsx"))
    assert (cells["F8"], cells["F9"], cells["B25"]) == (CellError("=NA()"), CellError("=1/0"), CellError("=C4"))


@pytest.mark.parametrize(
    ("attributes", "content", "told"),
    [
        ('t="e"', "<v>#REF!</v>", CellError("#REF!")),
        ('t="e"', "<f>A1&amp;&quot;x&quot;</f><v>#VALUE!</v>", CellError("#VALUE!")),
        ("", "<f>A1&amp;&quot;x&quot;</f>", CellError('=A1&"x"')),
        ("", "<f>A1</f><v></v>", CellError("=A1")),
        ("", '<f t="shared" si="0"/><v/>', CellError("=")),
        ("", "<f>1+1</f><v>2</v>", 2.0),
        ('t="str"', '<f>IF(A1="","","x")</f><v></v>', None),
        ('t="b"', "<f>TRUE()</f><v>1</v>", True),
    ],
)
def test_the_result_of_a_formula_is_taken_as_it_was_saved(tmp_path, attributes, content, told):
    """An error and a missing result are kept apart from an empty text, which is blank."""
    path = rewritten(
        tmp_path, "xl/worksheets/sheet1.xml", b'<c r="B2"><v>7</v></c>', f'<c r="B2" {attributes}>{content}</c>'
    )
    assert cells_of(path).get("B2") == told


def test_a_workbook_that_asks_to_be_calculated_holds_no_results(tmp_path):
    """Some programs write 0 in the place of each result and leave the rest to Excel."""
    told = '<c r="B2"><f>1+1</f><v>0</v></c>'
    path = rewritten(tmp_path, "xl/worksheets/sheet1.xml", b'<c r="B2"><v>7</v></c>', told, calculated=False)
    assert cells_of(path)["B2"] == CellError("=1+1")


def rewritten(tmp_path, part, old, new, *, calculated=True):
    """A small workbook with something in one of its parts put in the place of something else."""
    book = Workbook()
    book.active.append(["a", "b"])
    book.active.append(["c", 7])
    book.calculation.fullCalcOnLoad = not calculated
    book.save(tmp_path / "plain.xlsx")
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as plain, zipfile.ZipFile(tmp_path / "new.xlsx", "w") as target:
        for name in plain.namelist():
            content = plain.read(name).replace(b' t="n"', b"")
            if name == part:
                assert old in content
                content = content.replace(old, new.encode())
            target.writestr(name, content)
    return tmp_path / "new.xlsx"


def test_an_error_that_does_not_say_where_it_stands_is_no_list_to_read(tmp_path):
    """A file so written is saved anew from Excel, which tells the place of each cell."""
    told = '<c t="e"><v>#N/A</v></c>'
    path = rewritten(tmp_path, "xl/worksheets/sheet1.xml", b'<c r="B2"><v>7</v></c>', told)
    with pytest.raises(BookUnreadable):
        read_book(path)


def test_an_error_in_the_last_row_is_not_lost(tmp_path):
    """A row that holds nothing but an error is a row, and the sheet reaches as far as it."""
    path = rewritten(
        tmp_path, "xl/worksheets/sheet1.xml", b"</sheetData>",
        '<row r="9"><c r="D9" t="e"><v>#N/A</v></c></row></sheetData>',
    )  # fmt: skip
    sheet = read_book(path).sheets[0]
    assert [row for row in sheet.rows(start=3) if not row.blank] == [Row(9, [None, None, None, CellError("#N/A")])]
    assert sheet.grid.last == (9, 4)


def test_one_stray_cell_far_away_is_told_by_its_address(tmp_path):
    """The whole between would not fit into memory; blank cells that are only drawn do not count."""
    book = Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"].number_format = "0.00"
    book.save(tmp_path / "drawn.xlsx")
    assert cells_of(tmp_path / "drawn.xlsx") == {"A1": "x"}
    book.active["XFD1048576"] = "y"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(SheetTooLarge) as refused:
        read_book(tmp_path / "far.xlsx")
    assert refused.value.at == "Sheet!XFD1048576"


def test_rows_can_be_gone_through_again(tmp_path):
    """The headers are looked for first, then the rows are read: each pass gives the same."""
    sheet = read_book(workbook(tmp_path / "a.xlsx")).sheets[0]
    assert list(sheet.rows()) == list(sheet.rows())
    assert next(sheet.rows(start=5)).number == 5
    row = Row(1, ("a", None))
    assert (row.at(1), row.at(2), row.at(3), row.at(0), row.blank) == ("a", None, None, None, False)


def test_the_content_says_what_a_workbook_is(tmp_path):
    """A file is often named for another kind than it is of: what is in it counts."""
    source = workbook(tmp_path / "a.xlsx")
    for name in ("a.xls", "a.ods", "a.csv"):
        shutil.copyfile(source, tmp_path / name)
        assert cells_of(tmp_path / name)["B3"] == "Họ tên"


# --- files that are no lists ---


def test_a_file_must_be_there(tmp_path):
    """A missing file is told before anything else, a folder is no file."""
    for name in ("nothing.xlsx", "nothing.docx", "."):
        with pytest.raises(FileMissing):
            read_book(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.docx", b"x", BookKindUnknown),
        ("a", b"x", BookKindUnknown),
        ("a.xlsx", b"", BookEmpty),
        ("a.csv", b" \n", BookEmpty),
        ("a.csv", b";;;\n;;;\n", BookEmpty),
        ("a.csv", b"\xef\xbb\xbf", BookEmpty),
        ("a.xlsx", b"hello", BookUnreadable),
        ("a.xls", b"<html><table><tr><td>a</td></tr></table></html>", BookUnreadable),
        ("a.xlsx", b"PK\x03\x04broken", BookUnreadable),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), BookUnreadable),
        ("a.xls", b"\xd0\xcf\x11\xe0", BookUnreadable),
        ("a.csv", "Hä vµ tªn".encode("latin-1"), TextUnreadable),
    ],
)
def test_what_is_no_list_is_refused(tmp_path, name, content, refusal):
    """Another kind of file, an empty one, one that only bears the name of a workbook."""
    with pytest.raises(refusal):
        read_book(text_file(tmp_path, content, name))


def test_a_workbook_without_a_filled_cell_is_empty(tmp_path):
    """Sheets alone are no content."""
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(BookEmpty):
        read_book(tmp_path / "a.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_a_workbook_that_lacks_a_part_is_broken(tmp_path, part):
    """A file that was not copied to its end opens nowhere."""
    workbook(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "part.xlsx", "w") as target:
        for name in whole.namelist():
            if name != part:
                target.writestr(name, whole.read(name))
    with pytest.raises(BookUnreadable):
        read_book(tmp_path / "part.xlsx")


@pytest.mark.xdist_group("saved")
@pytest.mark.parametrize("kind", KINDS)
def test_half_a_file_is_broken(saved, kind, tmp_path):
    """Whatever the kind, a file cut in two is refused and never read in part."""
    whole = (saved / kind / f"days.{kind}").read_bytes()
    with pytest.raises(BookUnreadable):
        read_book(text_file(tmp_path, whole[: len(whole) // 2], f"half.{kind}"))


NONE, LAST, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD  # of sectors: unused, the last of its chain, of the table itself


def compound(*names, content=b"", chain=LAST):
    """A compound file with streams of these names, as Office makes of a workbook with a password, and as an xls is.

    Four sectors: directory, table, table of the small sectors, the small sectors, which hold ``content`` for each stream.
    ``chain``: what follows the sector of the directory.
    """
    streams = [("Root Entry", 3, 512), *((name, 0, len(content)) for name in names)]
    entries = [
        struct.pack("<64sH50sIII", name.encode("utf-16-le"), 2 * len(name) + 2, b"", first, size, 0)
        for name, first, size in streams
    ]
    small = [*range(1, (len(content) + 63) // 64), LAST]
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head = struct.pack("<8s16s5H6s", mark, b"", 62, 3, 0xFFFE, 9, 6, b"") + struct.pack(
        "<9I", 0, 1, 0, 0, 4096, 2, 1, LAST, 0
    )
    sectors = [
        head + struct.pack("<109I", 1, *[NONE] * 108),
        b"".join(entries),
        struct.pack("<128I", chain, TABLE, LAST, LAST, *[NONE] * 124),
        struct.pack("<128I", *small, *[NONE] * (128 - len(small))),
        content,
    ]
    return b"".join(sector.ljust(512, b"\0") for sector in sectors)


def record(kind, *body):
    """A record of an xls."""
    content = b"".join(body)
    return struct.pack("<HH", kind, len(content)) + content


def test_a_workbook_with_a_password_is_told_as_such(tmp_path):
    """Of an xlsx another kind of file is made then, an ods says so of its parts."""
    with pytest.raises(BookLocked):
        read_book(text_file(tmp_path, compound("EncryptedPackage", "EncryptionInfo"), "a.xlsx"))
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        parts.writestr("content.xml", "x")
    with pytest.raises(BookLocked):
        read_book(tmp_path / "a.ods")


def test_an_xls_with_a_password_is_told_as_such(tmp_path):
    """It says so in its first records."""
    stream = record(0x0809, bytes(16)) + record(0x002F, bytes(6)) + record(0x000A)
    with pytest.raises(BookLocked):
        read_book(text_file(tmp_path, compound("Workbook", content=stream), "a.xls"))


@pytest.mark.parametrize(("code", "told"), [(0x2A, "#N/A"), (0x17, "#REF!"), (0x1D, "#NAME?"), (0x99, "#N/A")])
def test_an_error_in_an_xls_is_seen_where_it_was_typed_and_where_it_was_calculated(code, told):
    """Its records tell of either by a number; a stream may be shorter than the sheet that it announces."""
    start = 4 + 8 + 4
    stream = record(0x0085, struct.pack("<II", start, 0)) + record(0x000A)
    stream += record(0x0205, struct.pack("<HHHBB", 4, 2, 0, code, 1)) + record(
        0x0205, struct.pack("<HHHBB", 5, 2, 0, 1, 0)
    )
    stream += record(0x0006, struct.pack("<HHHBBBBBBH", 6, 2, 0, 2, 0, code, 0, 0, 0, 0xFFFF))
    seen = look_through(compound("Workbook", content=stream))
    assert seen(0).faults == {(5, 3): CellError(told), (7, 3): CellError(told)}
    assert seen(1).faults == {}


def test_a_compound_file_that_comes_back_on_itself_is_broken(tmp_path):
    """Its sectors are followed no further than there are any."""
    with pytest.raises(BookUnreadable):
        read_book(text_file(tmp_path, compound("Workbook", chain=0), "a.xls"))


def test_a_formula_without_a_result_in_an_ods_is_no_blank(tmp_path):
    """Neither is one that is written once for several rows; what is repeated counts as often."""
    row = '<table:table-row{}><table:table-cell table:number-columns-repeated="2"/>{}</table:table-row>'
    formula = '<table:table-cell table:formula="of:=[.A1]&amp;&quot;x&quot;"/>'
    error = '<table:table-cell table:formula="of:=1/0" calcext:value-type="error"/>'
    rows = [
        row.format(' table:number-rows-repeated="3"', ""),
        row.format("", formula),
        "<table:table-row/>",
        row.format("", error),
    ]
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as parts:
        parts.writestr("content.xml", f'<table:table table:name="a">{"".join(rows)}</table:table>')
    seen = look_through((tmp_path / "a.ods").read_bytes())
    assert seen(0).faults == {(4, 3): CellError('=[.A1]&"x"'), (6, 3): CellError("#N/A")}
    assert seen(1).faults == {}


def test_a_file_that_the_system_does_not_hand_out_is_told(tmp_path, monkeypatch):
    """Rights and disks are no matter of the list."""
    path = text_file(tmp_path, "a,b\n")
    monkeypatch.setattr(Path, "read_bytes", raising(PermissionError(13, "Permission denied")))
    with pytest.raises(StoreUnreadable):
        read_book(path)


def raising(error):
    """Something that fails so."""

    def fail(*_):
        raise error

    return fail


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('a,"' + "x\n" * 100_000, 1),
        ('a,b\nc,"d\ne,f\n', 2),
        ('a,b\nc,"d\ne,f\ng,"h"\n', 2),
        ('a,"b"c\n', 1),
    ],
)
def test_a_quotation_mark_astray_loses_no_row(tmp_path, text, row):
    """One that is not closed, or by the first mark of a later cell, would swallow the rows between; the row is told."""
    with pytest.raises(QuotesAstray) as refused:
        read_book(text_file(tmp_path, text)).sheets[0].first_row  # noqa: B018  # read when asked for
    assert refused.value.row == row


def test_a_name_too_long_for_the_system_is_of_no_file(tmp_path):
    """Such a name is one of a missing file, not a failure of the disk."""
    with pytest.raises(FileMissing):
        read_book(tmp_path / f"{'x' * 5_000}.xlsx")


def test_an_empty_row_at_the_end_says_nothing_of_cells(tmp_path):
    """Rows that were deleted leave their heights behind: ``<row r="9" ht="18"></row>``."""
    book = Workbook()
    book.active.append(["Họ tên", "Chi bộ"])
    book.active.row_dimensions[9].height = 18
    book.save(tmp_path / "a.xlsx")
    assert [list(row.cells) for row in read_book(tmp_path / "a.xlsx").sheets[0].rows()] == [["Họ tên", "Chi bộ"]]


def test_a_row_that_fills_the_memory_is_no_list(tmp_path):
    """Compressed to a few kilobytes, a cell can be as large as one likes; it is refused before it is read."""
    plain, large = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book = Workbook()
    book.active.append(["Họ tên", "Chi bộ"])
    book.save(plain)
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as written:
        for name in parts.namelist():
            with written.open(name, "w") as part:
                content = parts.read(name)
                if "sheet1" in name:
                    content = content.replace(b"</sheetData>", b'<row r="2"><c r="A2" t="inlineStr"><is><t>')
                part.write(content)
                for _ in range(65 if "sheet1" in name else 0):
                    part.write(b"A" * (1 << 20))
    with pytest.raises(BookUnreadable):
        read_book(large).sheets[0].first_row  # noqa: B018  # read when asked for


# --- text files ---


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_whatever_parts_it(tmp_path, separator, ending, codec):
    """Comma, semicolon or tab; UTF-8 with a mark or without; UTF-16 by its mark."""
    lines = [("Họ tên", "Ngày sinh", "Ghi chú"), ("Nguyễn Đức", "03/05/2001", ""), ("Lê Ước", "2001", "x")]
    text = ending.join(separator.join(line) for line in lines) + ending
    assert rows_of(text_file(tmp_path, text.encode(codec))) == [
        ["Họ tên", "Ngày sinh", "Ghi chú"],
        ["Nguyễn Đức", "03/05/2001", None],
        ["Lê Ước", "2001", "x"],
    ]


def test_what_parts_a_text_file_parts_most_rows_alike(tmp_path):
    """Commas within the headers do not make them columns."""
    text = "Họ, chữ đệm và tên;Ngày, tháng, năm sinh;Nam, nữ\nLê An;2001;nam\nLê Bình;2002;nữ\n"
    assert rows_of(text_file(tmp_path, text))[0] == ["Họ, chữ đệm và tên", "Ngày, tháng, năm sinh", "Nam, nữ"]
    titled = f"DANH SÁCH NGUỒN,,\n\n{text}"
    assert rows_of(text_file(tmp_path, titled))[3] == ["Lê An", "2001", "nam"]
    assert rows_of(text_file(tmp_path, 'sep=|\r\na|"b,c"\r\n')) == [["a", "b,c"]]
    assert rows_of(text_file(tmp_path, "Họ tên\nLê An\n")) == [["Họ tên"], ["Lê An"]]


def test_a_line_break_within_quotes_is_no_new_row(tmp_path):
    """Rows count as a spreadsheet shows them; a quote within a cell is written twice."""
    path = text_file(tmp_path, 'a,"Tổ 1\nTổ 2"\n"nói ""có""",012345678901\n')
    assert [(row.number, list(row.cells)) for row in read_book(path).sheets[0].rows()] == [
        (1, ["a", "Tổ 1\nTổ 2"]),
        (2, ['nói "có"', "012345678901"]),
    ]
    assert read_book(path).sheets[0].name == "ds"


def test_the_guard_of_our_own_csv_is_taken_off(tmp_path):
    """An apostrophe before what looks like a formula is the program's; any other belongs to the text."""
    assert rows_of(text_file(tmp_path, "'=1+1,'-x,' +84,'90,O'Hara\n")) == [["=1+1", "-x", " +84", "'90", "O'Hara"]]


def test_an_error_that_was_saved_as_text_is_an_error(tmp_path):
    """Excel writes into csv what its cells show."""
    assert rows_of(text_file(tmp_path, "a,#N/A,#REF!,#1,   \n")) == [
        ["a", CellError("#N/A"), CellError("#REF!"), "#1", None]
    ]


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("cp1258", "cp1258"),
        ("cp1258", "windows-1258"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-8", "UTF8"),
        ("utf-8-sig", "utf-8"),
    ],
)
def test_a_named_encoding_reads_the_bytes(tmp_path, codec, encoding):
    """Tones that an encoding keeps apart from their letters are joined to them."""
    text = "Họ tên,Chi bộ\nNguyễn Đức,Tổ 1\n"
    written = (tones_apart(text) if codec == "cp1258" else text).encode(codec)
    assert rows_of(text_file(tmp_path, written), encoding) == [["Họ tên", "Chi bộ"], ["Nguyễn Đức", "Tổ 1"]]


def tones_apart(text):
    """The text with each tone after its letter, which keeps its circumflex, breve or horn, as cp1258 writes it."""
    told = ""
    for parts in (unicodedata.normalize("NFD", char) for char in text):
        tones = "".join(char for char in parts if char in "\u0300\u0309\u0303\u0301\u0323")
        told += unicodedata.normalize("NFC", "".join(char for char in parts if char not in tones)) + tones
    return told


@pytest.mark.parametrize("encoding", ["tcvn3", "VNI"])
def test_an_old_font_is_read_as_the_characters_in_whose_place_it_drew(tmp_path, encoding):
    """Its bytes are those of a western European file; one that was saved as UTF-8 is that."""
    for codec in ("cp1252", "utf-8"):
        path = text_file(tmp_path, "Hä vµ tªn,Chi bé\nNguyÔn V¨n §øc,Tæ 1\n".encode(codec))
        assert rows_of(path, encoding)[1] == ["NguyÔn V¨n §øc", "Tæ 1"]


@pytest.mark.parametrize("encoding", ["utf-88", "rot13", "base64", "", "tcvn"])
def test_a_name_that_is_no_encoding_is_refused(tmp_path, encoding):
    """Also where the file is a workbook, whose bytes need none."""
    for path in (text_file(tmp_path, "a,b\n"), workbook(tmp_path / "a.xlsx")):
        with pytest.raises(EncodingUnknown):
            read_book(path, encoding)


def test_a_wrong_encoding_is_refused(tmp_path):
    """Nothing is read with letters left out or put in the place of others."""
    with pytest.raises(TextUnreadable) as refused:
        read_book(text_file(tmp_path, "Hä vµ tªn".encode("cp1252")))
    assert refused.value.encoding == "UTF-8"
    with pytest.raises(TextUnreadable) as refused:
        read_book(text_file(tmp_path, "Họ tên"), "ascii")
    assert refused.value.encoding == "ascii"


# --- addresses and sheets at hand ---


@pytest.mark.parametrize(
    ("sheet", "row", "column", "told"),
    [
        ("Sheet1", 5, 4, "Sheet1!D5"), ("Cột 1", 5, 1, "'Cột 1'!A5"), ("Nguồn", 1, 27, "Nguồn!AA1"),
        ("2021", 1, 1, "'2021'!A1"), ("O'Hara", 1, 1, "'O''Hara'!A1"), ("A1", 1, 1, "'A1'!A1"), ("R1C1", 1, 1, "'R1C1'!A1"),
        ("rc", 1, 1, "'rc'!A1"), ("TG-01", 1, 1, "'TG-01'!A1"), ("a.b_c", 1, 16384, "a.b_c!XFD1"), (".a", 1, 1, "'.a'!A1"),
    ],
)  # fmt: skip
def test_an_address_is_written_as_excel_writes_it(sheet, row, column, told):
    """The name stands in quotes where it could be taken for something else."""
    assert address(sheet, row, column) == told


def test_a_sheet_can_be_made_of_rows():
    """What holds for a file holds for rows at hand."""
    sheet = sheet_of("Sheet1", [["", " "], [None, "a", "#N/A"]], merged=[((1, 1), (1, 2))])
    assert list(sheet.rows()) == [Row(1, (None, None)), Row(2, (None, "a", CellError("#N/A")))]
    assert (sheet.first_row, sheet.first_column, sheet.grid.last, sheet.visible) == (2, 2, (2, 3), True)
    assert sheet_of("x", []).first_row == 0


def test_a_workbook_of_the_program_opens_with_its_own_reader(tmp_path):
    """What openpyxl wrote and read is what is read here."""
    path = tmp_path / "a.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("a")
    for number in range(200):
        sheet.append([f"Người {number}", number, DAY])
    book.save(path)
    read = [list(row.cells) for row in read_book(path).sheets[0].rows()]
    rows = load_workbook(path).active.iter_rows(values_only=True)
    assert read == [[name, number, day.date()] for name, number, day in rows]
