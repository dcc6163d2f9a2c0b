"""What an import shows: documents and tables hold no national number in full."""

import json
from datetime import date

import pytest
from openpyxl import Workbook

from partytrack.core.layout import layout
from partytrack.core.sent import Sent
from partytrack.core.texts import LANGS, Texts
from partytrack.imports.headers import find_heading
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.imports.lines import Incoming, Line
from partytrack.imports.settling import settle
from partytrack.imports.sheets import sheet_of
from partytrack.imports.shown import as_json, tables
from partytrack.record.people import NewPerson, add_member

OLD, NEW, OTHER = "001080000123", "001080000456", "001080000789"


def imported(desk, path, rows):
    """What becomes of a list of members with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return import_list(desk, open_list(Asked("members", path)))


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_that_changes_is_shown_masked(desk, tmp_path, lang):
    """In the table and in the document; what was recorded is the number itself."""
    add_member(desk, NewPerson("Lê An", national_id=OLD), "TG-01")
    result = imported(desk, tmp_path / "a.xlsx", [["Mã đảng viên", "Số định danh cá nhân"], ["P00001", NEW]])
    document = as_json(result, Texts(lang))
    (change,) = document["rows"][0]["changes"]
    assert change == {"at": "Sheet!B2", "field": "national_id", "old": "•••••••••123", "new": "•••••••••456"}
    text = json.dumps(document, ensure_ascii=False) + str(list(tables(result, Texts(lang))))
    assert (OLD in text, NEW in text) == (False, False)
    assert result.incoming.lines[0].changes[0].new == NEW


def test_a_new_number_and_a_refused_one_are_nowhere_in_full(desk, tmp_path):
    """Neither of somebody new nor of a row that is refused for it."""
    add_member(desk, NewPerson("Lê An", national_id=OLD), "TG-01")
    rows = [
        ["Họ và tên", "Chi bộ", "CCCD"],
        ["Trần Bình", "TG-01", NEW],
        ["Đỗ Chi", "TG-01", OLD],
        ["Mai Dung", "TG-01", f"{OTHER}0"],
    ]
    result = imported(desk, tmp_path / "a.xlsx", rows)
    assert result.counts == {"add": 1, "change": 0, "same": 0, "refuse": 2}
    text = json.dumps(as_json(result, Texts("en")), ensure_ascii=False) + str(list(tables(result, Texts("en"))))
    assert [number for number in (OLD, NEW, OTHER) if number in text] == []


@pytest.mark.parametrize(("returned", "text"), [(OTHER, "•••••••••789"), (None, "•••••••••456")])
def test_a_conflict_of_numbers_and_a_blank_in_their_place_are_told_masked(returned, text):
    """The three values of a conflict, and what a blank cell does not erase."""
    line = Line(5, {} if returned is None else {"national_id": returned}, key="P00001")
    sent = Sent("members", "", "TG", date(2022, 4, 26), 1, {"P00001": {"national_id": OLD}})
    heading = find_heading(sheet_of("Sheet1", [["Họ và tên", "Chi bộ", "CCCD"]]), "members")
    incoming = Incoming("members", "a.xlsx", "Sheet1", layout("members"), heading, (line,), {}, sent)
    assert settle(incoming, line, {"national_id": NEW}, ["national_id"]) == []
    (remark,) = line.remarks
    sentence = Texts("vi").error(remark.said) if remark.refuses else Texts("vi").value(remark.said)
    assert text in sentence
    assert [number for number in (OLD, NEW, OTHER) if number in sentence] == []


@pytest.mark.parametrize(("lang", "old", "new"), [("vi", "nam", "nữ"), ("en", "male", "female")])
def test_codes_are_shown_to_people_by_their_terms(desk, tmp_path, lang, old, new):
    """As the template offers them; the document for scripts has the codes."""
    add_member(desk, NewPerson("Lê An", sex="m"), "TG-01")
    result = imported(desk, tmp_path / "a.xlsx", [["Mã đảng viên", "Giới tính"], ["P00001", "Nữ"]])
    (changes,) = (table for table in tables(result, Texts(lang)) if table.name == "changes")
    assert [(row["old"], row["new"]) for row in changes.rows] == [(old, new)]
    (change,) = as_json(result, Texts(lang))["rows"][0]["changes"]
    assert (change["old"], change["new"]) == ("m", "f")
