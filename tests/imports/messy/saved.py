"""Workbooks that LibreOffice has saved as xlsx, xls and ods: what it makes of formulas, errors, formats and merged cells."""

from messy.books import Book, Error, Formula, Shown, add, refuse
from messy.days import SERIALS, SERIALS_1904
from messy.numbers import NATIONAL_NUMBERS
from messy.plans import QUOTA_TABLE
from messy.shapes import GAPS, LETTERHEAD, TWO_ROWS, WHICH_YEAR

CALCULATED = Book(
    "calculated-formulas",
    "Công thức đã tính khi lưu: lấy kết quả; công thức ra lỗi vẫn là lỗi",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Ngày sinh", "Chi bộ", "Giới tính"],
        ([Formula('="Bùi Văn "&"An"'), Shown(Formula("=DATE(1980,5,3)"), "dd/mm/yyyy"), Formula("=C3"), None],
         add("P00009", name="Bùi Văn An", born_on="1980-05-03", unit="TG-01")),
        (["Bùi Văn Bình", Formula("=1979+1"), "TG-01", "nam"],
         add("P00010", name="Bùi Văn Bình", born_on="1980", unit="TG-01", sex="m")),
        (["Bùi Văn Cương", Formula("=1/0"), "TG-01", Formula("=NA()")],
         refuse("B4 cell_is_error", "D4 cell_is_error", name="Bùi Văn Cương", unit="TG-01")),
        (["Bùi Văn Dũng", Error("#N/A"), "TG-01", "nam"],
         refuse("B5 cell_is_error", name="Bùi Văn Dũng", unit="TG-01", sex="m")),
    ]},
    columns="A name, B born_on, C unit, D sex",
    asked={"accept_good": True},
)  # fmt: skip

BOOKS = (
    LETTERHEAD, TWO_ROWS, GAPS, WHICH_YEAR, SERIALS, SERIALS_1904, NATIONAL_NUMBERS, QUOTA_TABLE, CALCULATED,
)  # fmt: skip
