"""Days as they are typed and as Excel keeps them; day first, and what could be meant in two ways is refused."""

from datetime import date, datetime

from messy.books import Book, Shown, add, refuse

_HEAD = ["Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ"]


def _row(name, born, entry, expected, **values):
    """A row of TG-01 with what is expected of it, the name and the unit added."""
    told = {"name": name, "unit": "TG-01", **values}
    return [name, born, entry, "TG-01"], expected(**told)


def _taken(key, *findings):
    return lambda **told: add(key, *findings, **told)


def _refused(*findings):
    return lambda **told: refuse(*findings, **told)


TEXTS = Book(
    "days-as-text",
    "Ngày gõ thành chữ theo mọi kiểu: 3/5/1980, 03.05.1980, 3-5-1980, 1980-05-03, “ngày 3 tháng 5 năm 1980”, tháng, năm",
    "members",
    {"Sheet1": [
        _HEAD,
        _row("Bùi Văn An", "3/5/1980", "03/02/2001", _taken("P00009"), born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Bình", "03.05.1980", "3.2.2001", _taken("P00010"), born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Cương", "3-5-1980", "03-02-2001", _taken("P00011"), born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Dũng", "1980-05-03", "2001-02-03", _taken("P00012"), born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Đoàn", "ngày 3 tháng 5 năm 1980", "Ngày 03 tháng 02 năm 2001", _taken("P00013"),
             born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Em", "5/1980", None, _taken("P00014"), born_on="1980-05"),
        _row("Bùi Văn Giang", "1980", None, _taken("P00015"), born_on="1980"),
        _row("Bùi Văn Hải", 1980, None, _taken("P00016"), born_on="1980"),
        _row("Bùi Văn Khang", " 3/5/1980 ", "3/2/2001 00:00:00", _taken("P00017"),
             born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Lâm", "29/2/1980", None, _taken("P00018"), born_on="1980-02-29"),
    ]},
    columns="A name, B born_on, C admitted_on, D unit",
)  # fmt: skip

WRONG = Book(
    "days-that-are-none",
    "Không phải một ngày: 31/02, tháng 13, năm hai chữ số, không có năm, khoảng ngày, hai ngày, số, ngày chưa đến",
    "members",
    {"Sheet1": [
        _HEAD,
        _row("Bùi Văn An", "31/02/1980", None, _refused("B2 bad_date")),
        _row("Bùi Văn Bình", "5/13/1980", None, _refused("B3 bad_date")),
        _row("Bùi Văn Cương", "3/5/80", None, _refused("B4 bad_date")),
        _row("Bùi Văn Dũng", "3/5", None, _refused("B5 bad_date")),
        _row("Bùi Văn Đoàn", None, "09/9/2020 - 18/9/2020", _refused("C6 date_range")),
        _row("Bùi Văn Em", None, "03/02/2015; 03/02/2016", _refused("C7 two_days")),
        _row("Bùi Văn Giang", None, "2/2001", _refused("C8 partial_date")),
        _row("Bùi Văn Hải", None, 2001, _refused("C9 partial_date")),
        _row("Bùi Văn Khang", 29344, None, _refused("B10 number_not_day")),
        _row("Bùi Văn Lâm", "29344", None, _refused("B11 number_not_day")),
        _row("Bùi Văn Minh", None, "27/4/2022", _refused("C12 day_ahead")),
        _row("Bùi Văn Năm", "1/1/2030", None, _refused("B13 day_ahead")),
        _row("Bùi Văn Oanh", "khoảng 1980", None, _refused("B14 bad_date")),
        _row("Bùi Văn Phú", "29/2/1981", "x", _refused("B15 bad_date", "C15 bad_date")),
        _row("Bùi Văn Quý", None, "8:30 3/2/2001", _refused("C16 bad_date")),
        _row("Bùi Văn Rạng", None, datetime(2001, 2, 3, 8, 30),  # noqa: DTZ001  # a workbook knows no zones
             _refused("C17 day_with_time")),
        _row("Bùi Văn Sáng", "3/5/1980", "3/2/1970", _refused("C18 days_out_of_order"),
             born_on="1980-05-03", admitted_on="1970-02-03"),
        _row("Bùi Văn Tám", "31/12/1899", None, _refused("B19 bad_date")),
        _row("Bùi Văn Út", None, True, _refused("C20 bad_date")),
    ]},
    columns="A name, B born_on, C admitted_on, D unit",
)  # fmt: skip

_SERIALS = [
    _HEAD,
    _row("Bùi Văn An", Shown(29344, "dd/mm/yyyy"), date(2001, 2, 3), _taken("P00009"),
         born_on="1980-05-03", admitted_on="2001-02-03"),
    _row("Bùi Văn Bình", Shown(29344, "mm/dd/yy"), Shown(36925, "[$-1010000]d/m/yyyy;@"), _taken("P00010"),
         born_on="1980-05-03", admitted_on="2001-02-03"),
    _row("Bùi Văn Cương", datetime(1980, 5, 3), None,  # noqa: DTZ001  # as above
         _taken("P00011"), born_on="1980-05-03"),
    _row("Bùi Văn Dũng", Shown(29344, "yyyy"), None, _taken("P00012"), born_on="1980-05-03"),
    _row("Bùi Văn Đoàn", "3/5/1980", "3/2/2001", _taken("P00013"), born_on="1980-05-03", admitted_on="2001-02-03"),
]  # fmt: skip

SERIALS = Book(
    "serials", "Ngày của Excel là con số; ô có kiểu ngày thì là ngày, kiểu nào cũng vậy", "members",
    {"Sheet1": _SERIALS}, columns="A name, B born_on, C admitted_on, D unit",
)  # fmt: skip

SERIALS_1904 = Book(
    "serials-of-1904",
    "Cùng các ngày ấy trong tệp theo lịch 1904 (Excel trên máy Mac): con số khác, ngày vẫn thế",
    "members",
    {"Sheet1": [
        _HEAD,
        _row("Bùi Văn An", Shown(27882, "dd/mm/yyyy"), Shown(35463, "d/m/yyyy"), _taken("P00009"),
             born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Bình", date(1980, 5, 3), date(2001, 2, 3), _taken("P00010"),
             born_on="1980-05-03", admitted_on="2001-02-03"),
        _row("Bùi Văn Cương", 27882, None, _refused("B4 number_not_day")),
    ]},
    columns="A name, B born_on, C admitted_on, D unit",
    epoch_1904=True,
    asked={"accept_good": True},
)  # fmt: skip

BOOKS = (TEXTS, WRONG, SERIALS, SERIALS_1904)
