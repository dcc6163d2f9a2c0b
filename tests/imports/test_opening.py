"""A list is opened by what is in its file, whatever its name says; what is none is refused before anything is read of it."""

import shutil
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from partytrack.core.errors import BookKindUnknown, BookUnreadable, FileMissing, GivenUnknown
from partytrack.core.sent import SENT_SHEET, Sent, write_sent
from partytrack.imports.importing import Asked, open_list

CSV = "Họ và tên;Chi bộ\nLê An;TG-01\n".encode()
HTML = b"<html><table><tr><td>a</td></tr></table></html>"


def zipped(path, *names):
    """A zip with these parts, as a document of another program is."""
    with zipfile.ZipFile(path, "w") as parts:
        for name in names:
            parts.writestr(name, "<x/>")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm", "a.xls", "a.ods"])
@pytest.mark.parametrize("content", [CSV, b"only words", HTML, b"%PDF-1.4", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_what_only_bears_the_name_of_a_workbook_is_refused(tmp_path, name, content):
    """A text, a page, a printed file or a broken one: no traceback, and the way out is told."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BookUnreadable):
        open_list(Asked("members", tmp_path / name))


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
@pytest.mark.parametrize("parts", [["readme.txt"], ["word/document.xml", "[Content_Types].xml"]])
def test_a_zip_that_is_no_workbook_is_refused(tmp_path, name, parts):
    """A document or an archive, under any name."""
    zipped(tmp_path / name, *parts)
    with pytest.raises(BookUnreadable):
        open_list(Asked("members", tmp_path / name))


def test_a_missing_file_and_another_kind_of_file_are_told_apart(tmp_path):
    """By the name alone, before anything is opened."""
    with pytest.raises(FileMissing):
        open_list(Asked("members", tmp_path / "none.xlsx"))
    zipped(tmp_path / "a.docx", "word/document.xml")
    with pytest.raises(BookKindUnknown):
        open_list(Asked("members", tmp_path / "a.docx"))


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.csv"])
def test_a_template_under_another_name_is_still_one(tmp_path, name):
    """What was sent with it is found by the content."""
    book = Workbook()
    book.active.append(["Họ và tên", "Chi bộ"])
    book.active.append(["Lê An", "TG-01"])
    hidden = book.create_sheet(SENT_SHEET)
    sent = Sent("members", "0123456789abcdef", "TG-01", date(2022, 4, 26), 17, {})
    for line in write_sent(sent):
        hidden.append(line)
    book.save(tmp_path / "sent.xlsx")
    shutil.copyfile(tmp_path / "sent.xlsx", tmp_path / name)
    assert open_list(Asked("members", tmp_path / name)).sent == sent


@pytest.mark.parametrize(
    ("layout", "name"), [("members", "name"), ("members", "national_id"), ("candidates", "case"), ("units", "code")]
)
def test_what_is_each_records_own_is_not_given_for_a_whole_list(tmp_path, layout, name):
    """A name, a code or a national number for all rows would make one of many people."""
    with pytest.raises(GivenUnknown):
        open_list(Asked(layout, tmp_path / "no such list.xlsx", given={name: "001099000001"}))


def test_a_value_for_a_column_that_is_none_is_refused_before_the_file_is_read(tmp_path):
    """``--set`` names a column of the layout; another name is told at once, with those that there are."""
    with pytest.raises(GivenUnknown) as refused:
        open_list(Asked("candidates", tmp_path / "no such list.xlsx", given={"chi_bo": "TG-03"}))
    assert refused.value.field == "chi_bo"
    assert not {"case", "name", "national_id"} & set(refused.value.known)
    assert "cell" in refused.value.known
