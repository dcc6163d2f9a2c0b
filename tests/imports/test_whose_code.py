"""A code on a row, and a decision, name whom they name: they do not let a list rewrite somebody else, or enter them twice."""

from datetime import date

import pytest

from partytrack.core.dates import PartialDate
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.record.people import NewPerson, add_member

HEADERS = "Mã đảng viên;Họ và tên;Ngày sinh;Chi bộ"
BORN = PartialDate(date(1980, 5, 3), "day")


@pytest.fixture
def listed(tmp_path, ward_template, desk_at):
    """Imports a list of members into a ward with P00001 Lê Thị Hoà, born 3/5/1980, in TG-01; tells each row's outcome."""
    store = tmp_path / "ward.db"
    store.write_bytes(ward_template.read_bytes())
    store.chmod(0o600)
    desk = desk_at(store)
    add_member(desk, NewPerson("Lê Thị Hoà", "f", BORN), "TG-01")

    def imported(*rows, **decided):
        path = tmp_path / "list.csv"
        path.write_text("\n".join((HEADERS, *rows)), encoding="utf-8")
        told = {name.removeprefix("row"): decision for name, decision in decided.items()}
        lines = import_list(desk, open_list(Asked("members", path, decided=told))).incoming.lines
        return [(line.outcome, line.key, [remark.code for remark in line.remarks if remark.refuses]) for line in lines]

    return imported


@pytest.mark.parametrize(
    ("row", "outcome", "codes"),
    [
        ("P00001;Hồ Văn Khác;2/2/1985;TG-01", "refuse", ["code_of_another"]),
        ("P00001;Hồ Văn Khác;;TG-01", "refuse", ["code_of_another"]),
        ("P00001;Lê Thị Hòa;3/5/1981;TG-01", "change", []),  # a birth date put right
        ("P00001;Lê Thị Hoàng Yến;3/5/1980;TG-01", "change", []),  # a name put right
        ("P00001;Lê Thị Hoá;;TG-01", "change", []),
        ("P00001;;2/2/1985;TG-01", "change", []),
    ],
)
def test_a_code_beside_another_name_and_birth_is_refused(listed, row, outcome, codes):
    """One of name and birth date may be put right by a list that bears the code; both at once tell of somebody else."""
    assert listed(row) == [(outcome, "P00001", codes)]


def test_whoever_decides_means_it(listed):
    """``--decide`` with the code says that it is that person all the same."""
    assert listed("P00001;Hồ Văn Khác;2/2/1985;TG-01", row2="P00001") == [("change", "P00001", [])]


def test_a_namesake_is_entered_once(listed):
    """``--decide 2=new`` enters a namesake of another cell; the same command again finds them there."""
    row = ";Lê Thị Hoà;3/5/1980;TG-02"
    assert listed(row, row2="new") == [("add", "P00002", [])]
    assert listed(row, row2="new") == [("same", "P00002", [])]
