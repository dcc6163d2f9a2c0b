"""What the import of a list says beside its refusals, pinned in both languages."""

from datetime import date

import pytest

from partytrack.core.data import read_toml
from partytrack.core.dates import PartialDate
from partytrack.core.finding import Finding
from partytrack.core.texts import Texts
from partytrack.core.words import Citation, Word

NEEDED = Finding("not_recorded", "note", "application", Citation("Điều lệ Đảng, Điều 4.3", "Charter art. 4.3"))
BORN = PartialDate(date(2001, 5, 3), "day")

# fmt: off
SAID = {
    "columns": ({"sheet": "Sheet1", "layout": "members"},
        "Cột của danh sách ở trang tính “Sheet1” (bố cục members)",
        "Columns of the list on the sheet “Sheet1” (layout members)"),
    "refused": ({},
        "Không nhận",
        "Refused"),
    "changes": ({},
        "Thay đổi",
        "Changes"),
    "remarks": ({},
        "Lưu ý",
        "Remarks"),
    "new": ({},
        "Ghi mới",
        "New"),
    "new_first": ({"count": 40, "whole": 120},
        "Ghi mới: 40 dòng đầu trong 120 dòng (--format json liệt kê đủ)",
        "New: the first 40 of 120 rows (--format json lists all)"),
    "counts": ({"add": 41, "change": 2, "same": 7, "refuse": 1},
        "Ghi mới 41, thay đổi 2, giữ nguyên 7, không nhận 1.",
        "New 41, changed 2, same 7, refused 1."),
    "finding": ({"finding": NEEDED},
        "“nộp đơn xin vào Đảng” thường có trước bước này nhưng chưa được ghi [căn cứ: Điều lệ Đảng, Điều 4.3]",
        "“application handed in” usually comes before this step but is not recorded [Charter art. 4.3]"),
    "blank_kept": ({"value": BORN},
        "Ô để trống không xóa giá trị “3/5/2001” trong sổ.",
        "A blank cell does not erase “3 May 2001” on record."),
    "like": ({"code": "P00012", "name": "Trần Đức", "born": BORN, "why": Word("likeness", "one_day")},
        "P00012 Trần Đức (sinh 3/5/2001; cùng họ tên, ngày sinh lệch một ngày)",
        "P00012 Trần Đức (born 3 May 2001; the same name, birth dates one day apart)"),
    "name_tidied": ({"written": "TRẦN  ĐỨC", "name": "Trần Đức"},
        "Tên “TRẦN  ĐỨC” được ghi là “Trần Đức”.",
        "The name “TRẦN  ĐỨC” is recorded as “Trần Đức”."),
    "sheet_rows": ({"sheet": "2021", "rows": 12},
        "“2021” (12 dòng)",
        "“2021” (rows: 12)"),
    "text_decoded": ({"written": "TrÇn §øc", "text": "Trần Đức"},
        "“TrÇn §øc” được đọc là “Trần Đức”.",
        "“TrÇn §øc” is read as “Trần Đức”."),
    "name_unmarked": ({"written": "Tran Duc", "name": "Trần Đức"},
        "Danh sách ghi không dấu “Tran Duc”; tên “Trần Đức” trong sổ được giữ nguyên.",
        "The list has “Tran Duc” without marks; the name “Trần Đức” on record is kept."),
    "born_coarser": ({"written": PartialDate(date(2001, 1, 1), "year"), "born": BORN},
        "Danh sách chỉ ghi 2001; ngày sinh 3/5/2001 trong sổ được giữ nguyên.",
        "The list has only 2001; the birth date 3 May 2001 on record is kept."),
    "case_over": ({"case": "C00002", "how": Word("steps", "dropped"), "on": date(2022, 4, 26)},
        "Hồ sơ C00002 đã kết thúc ngày 26/4/2022 (đưa ra khỏi danh sách), và danh sách không mở lại. Nếu theo dõi lại người này, hãy mở hồ sơ mới bằng partytrack candidate return C00002.",
        "The case C00002 ended on 26 Apr 2022 (dropped from the list), and a list does not open it again. To track this person anew, use partytrack candidate return C00002."),
}
# fmt: on


@pytest.mark.parametrize("key", SAID)
def test_a_text_of_an_import_reads_word_for_word(key):
    """Each text says the same in both languages."""
    values, *said = SAID[key]
    assert [Texts(lang)(f"imports.{key}", **values) for lang in ("vi", "en")] == said


def test_every_text_of_an_import_is_in_the_table():
    """No text can reach a person that nobody has read here, and none is left that nothing says."""
    assert set(SAID) == set(read_toml("texts/imports"))
