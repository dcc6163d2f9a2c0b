"""The keys hidden in a returned template: sorted, erased, moved apart, copied, or taken out."""

from datetime import date

import pytest

from partytrack.core.errors import RowScrambled, TemplateDamaged
from partytrack.core.sent import KEY_MARK, Sent
from partytrack.imports.hidden_keys import read_keys, take_keys
from partytrack.imports.lines import Line
from partytrack.imports.sheets import Grid, Row, Sheet

HOA, MAI = {"name": "Lê Thị Hoà", "sex": "f"}, {"name": "Trần Mai", "sex": None}
SENT = Sent("members", "store", "TG-03", date(2022, 4, 26), 17, {"P00001": HOA, "P00002": MAI})
TALLIES = Sent(
    "tallies", "store", "TG", date(2022, 4, 26), 17, {"TG-03 2019": {"unit": "TG-03", "year": 2019, "count": 2}}
)


def sheet(*rows, mark=None):
    """A sheet with a title, the header of the hidden keys in its second column, and rows from the third on."""
    header = (None, f"{KEY_MARK}{SENT.fingerprint}" if mark is None else mark)
    cells = [("Danh sách",), header, *((None, key) for key in rows)]
    numbered = [Row(number, row) for number, row in enumerate(cells, start=1)]
    return Sheet("Mẫu", True, lambda: Grid((1, 1), (len(cells), 2), (), lambda: iter(numbered)))


def taken(keys, *rows, sent=SENT, code="member", mark=None):
    """The lines of the rows after their hidden keys were looked at."""
    lines = [Line(number, dict(values)) for number, values in enumerate(rows, start=3)]
    take_keys(sent, "a.xlsx", sheet(*keys, mark=mark), lines, code)
    return lines


def test_keys_are_read_below_their_header():
    """The keys stand under their header wherever that is, each with the number of its row; blanks are new rows."""
    assert read_keys(SENT, "a.xlsx", sheet("P00002", None, "P00001 ")) == {3: "P00002", 5: "P00001"}


def test_a_column_of_keys_that_was_taken_out_is_missed_by_nobody():
    """Without the hidden column the codes that the rows show hold."""
    (line,) = taken(["P00001"], {"member": "P00002"}, mark="Mã")
    assert line.values == {"member": "P00002"}


def test_a_sheet_of_another_file_is_refused():
    """The fingerprint at the head of the keys is that of the hidden sheet beside it, or the file was put together of two."""
    with pytest.raises(TemplateDamaged):
        read_keys(SENT, "a.xlsx", sheet(mark=f"{KEY_MARK}0123456789ab"))


def test_an_erased_code_is_the_key_again():
    """A row whose code was erased is still about the record that it was sent for; a new row stays new."""
    erased, new = taken(["P00001", None], HOA, {"name": "Võ Nam"})
    assert erased.values["member"] == "P00001"
    assert "member" not in new.values


@pytest.mark.parametrize(
    ("key", "row", "refused"),
    [
        ("P00001", {"member": "P00001", "name": "Lê Thị Hòa Bình"}, False),
        ("P00001", {"member": "p00001"}, False),
        ("P00001", {"member": "P00002", **HOA}, True),
        ("P00001", {"member": "P00002", "name": "Võ Nam"}, True),
        ("P00001", {"member": "P00002", **MAI}, False),
        ("P00001", {"member": "P00009", **HOA}, True),
        ("P00777", {"member": "P00002", **HOA}, False),
    ],
)
def test_a_row_whose_cells_were_moved_apart_is_refused(key, row, refused):
    """A code that is not the row's key is believed only where the row says what was sent of that record."""
    (line,) = taken([key], row)
    assert line.refused == refused
    assert line.values == row
    if refused:
        (remark,) = line.remarks
        assert (remark.field, remark.code) == ("member", "row_scrambled")
        assert isinstance(remark.said, RowScrambled)


def test_a_row_without_a_code_that_came_back_as_it_was_sent_is_the_same():
    """A tally that nobody touched asks for nothing, whatever the store has by now; one that was changed waits."""
    mark = f"{KEY_MARK}{TALLIES.fingerprint}"
    same, changed, new = taken(
        ["TG-03 2019", "TG-03 2019", None],
        {"unit": "TG-03", "year": 2019, "count": 2}, {"unit": "TG-03", "year": 2019, "count": 3},
        {"unit": "TG-03", "year": 2019, "count": 2},
        sent=TALLIES, code=None, mark=mark,
    )  # fmt: skip
    assert (same.outcome, same.key) == ("same", "TG-03 2019")
    assert (changed.outcome, new.outcome) == (None, None)
