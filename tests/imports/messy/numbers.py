"""Numbers that Excel has changed, cells that show no value, and texts that are not what they seem."""

from datetime import date

from messy.books import Book, Error, Formula, Shown, add, refuse, same

NATIONAL_NUMBERS = Book(
    "national-numbers",
    "Số định danh: chữ giữ số 0 ở đầu; số đủ 12 chữ số thì nhận; 11 chữ số, 1,23E+11, số CMND cũ thì không",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Số CCCD", "Chi bộ"],
        (["Bùi Văn An", "001080000001", "TG-01"],
         add("P00009", name="Bùi Văn An", national_id="001080000001", unit="TG-01")),
        (["Bùi Văn Bình", 101080000002, "TG-01"],
         add("P00010", name="Bùi Văn Bình", national_id="101080000002", unit="TG-01")),
        (["Bùi Văn Cương", 10800000031, "TG-01"], refuse("B4 number_damaged", name="Bùi Văn Cương", unit="TG-01")),
        (["Bùi Văn Dũng", "1.08E+11", "TG-01"], refuse("B5 number_damaged", name="Bùi Văn Dũng", unit="TG-01")),
        (["Bùi Văn Đoàn", "1,23E+11", "TG-01"], refuse("B6 number_damaged", name="Bùi Văn Đoàn", unit="TG-01")),
        (["Bùi Văn Em", "183456789", "TG-01"], refuse("B7 old_number", name="Bùi Văn Em", unit="TG-01")),
        (["Bùi Văn Giang", 183456789, "TG-01"], refuse("B8 old_number", name="Bùi Văn Giang", unit="TG-01")),
        (["Bùi Văn Hải", "00108000000", "TG-01"], refuse("B9 bad_national_id", name="Bùi Văn Hải", unit="TG-01")),
        (["Bùi Văn Khang", "001 080 000 009", "TG-01"],
         add("P00011", name="Bùi Văn Khang", national_id="001080000009", unit="TG-01")),
        (["Bùi Văn Lâm", "'001080000010", "TG-01"],
         add("P00012", name="Bùi Văn Lâm", national_id="001080000010", unit="TG-01")),
        (["Bùi Văn Minh", Shown(1080000011, "000000000000"), "TG-01"],
         refuse("B12 number_damaged", name="Bùi Văn Minh", unit="TG-01")),
        (["Bùi Văn Năm", 101080000012.5, "TG-01"], refuse("B13 number_damaged", name="Bùi Văn Năm", unit="TG-01")),
        (["Bùi Văn Oanh", date(2001, 2, 3), "TG-01"], refuse("B14 bad_national_id", name="Bùi Văn Oanh", unit="TG-01")),
        (["Bùi Văn Phú", "chưa có", "TG-01"], refuse("B15 bad_national_id", name="Bùi Văn Phú", unit="TG-01")),
        (["Bùi Văn Quý", "–", "TG-01"], add("P00013", name="Bùi Văn Quý", unit="TG-01")),
    ]},
    columns="A name, B national_id, C unit",
    asked={"accept_good": True},
    dashes=("B16",),
)  # fmt: skip

MASKED = Book(
    "masked-numbers",
    "Danh sách của chương trình in ra, số định danh đã che: cột che không bao giờ được ghi",
    "members",
    {"Sheet1": [
        ["Mã đảng viên", "Họ và tên", "Số định danh cá nhân (đã che)", "Chi bộ", "Giới tính"],
        (["P00005", "Phạm Văn Đức", "•••••••••005", "TG-03", "nam"],
         same("P00005", member="P00005", name="Phạm Văn Đức", unit="TG-03", sex="m")),
    ]},
    columns="A member, B name, D unit, E sex",
)  # fmt: skip

ERRORS = Book(
    "errors-and-formulas",
    "Ô báo lỗi và công thức chưa tính: không có giá trị nào để ghi, không coi là trống, không coi là 0",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Năm sinh", "Chi bộ", "Giới tính", "Ghi chú"],
        (["Bùi Văn An", Error("#N/A"), "TG-01", "nam", None],
         refuse("B2 cell_is_error", name="Bùi Văn An", unit="TG-01", sex="m")),
        (["Bùi Văn Bình", 1980, Error("#REF!"), "nam", None],
         refuse("C3 cell_is_error", name="Bùi Văn Bình", born_on="1980", sex="m")),
        (["Bùi Văn Cương", Formula("=YEAR(TODAY())-42"), "TG-01", "nam", None],
         refuse("B4 cell_is_error", name="Bùi Văn Cương", unit="TG-01", sex="m")),
        ([Formula('=A4&" con"'), Formula("=B2"), Formula("=C2"), Formula("=D2"), None],
         refuse("A5 cell_is_error", "B5 cell_is_error", "C5 cell_is_error", "D5 cell_is_error")),
        (["Bùi Văn Em", 1981, "TG-01", "#N/A", Error("#DIV/0!")],
         refuse("D6 cell_is_error", name="Bùi Văn Em", born_on="1981", unit="TG-01")),
        (["Bùi Văn Giang", 1982, "TG-01", "nam", Formula("=B7+1")],
         add("P00009", name="Bùi Văn Giang", born_on="1982", unit="TG-01", sex="m")),
    ]},
    columns="A name, B born_on, C unit, D sex",
    unmatched=(("E1", "Ghi chú"),),
    asked={"accept_good": True},
)  # fmt: skip

LONG = "Nguyễn " + "Văn " * 60 + "An"

LIKE_FORMULAS = Book(
    "like-formulas",
    "Chữ giống công thức vẫn là chữ; dấu nháy do csv của chương trình thêm vào thì bỏ; chữ quá dài, chữ ẩn",
    "quotas",
    {"Sheet1": [
        ["Đơn vị", "Năm", "Chỉ tiêu", "Ngày giao", "Số văn bản"],
        (["TG-01", 2022, 3, "15/12/2021", "=1+1"],
         add("TG-01 2022 2021-12-15", unit="TG-01", years="2022", amount="3", decided_on="2021-12-15", document="=1+1")),
        (["TG-02", 2022, 3, "15/12/2021", "'=1+1"],
         add("TG-02 2022 2021-12-15", unit="TG-02", years="2022", amount="3", decided_on="2021-12-15", document="=1+1")),
        (["TG-03", 2022, 3, "15/12/2021", "'-12/CV"],
         add("TG-03 2022 2021-12-15", unit="TG-03", years="2022", amount="3", decided_on="2021-12-15", document="-12/CV")),
        (["TG-04", 2022, "\u200b3\ufeff", "15/12/2021", "12-CV/ĐU\u200b"],
         add("TG-04 2022 2021-12-15", unit="TG-04", years="2022", amount="3", decided_on="2021-12-15",
             document="12-CV/ĐU")),
        (["TG-05", 2022, 3, "15/12/2021", Shown(44544, "d/m")],
         refuse("E6 day_for_text", unit="TG-05", years="2022", amount="3", decided_on="2021-12-15")),
        (["TG-05", 2023, "'=1+1", "15/12/2021", "12"],
         refuse("C7 bad_amount", unit="TG-05", years="2023", decided_on="2021-12-15", document="12")),
    ]},
    columns="A unit, B years, C amount, D decided_on, E document",
    asked={"accept_good": True},
)  # fmt: skip

TEXTS = Book(
    "long-and-odd-names",
    "Tên quá dài, tên có công thức, tên có dấu nháy, xuống dòng giữa tên, ngày thay cho tên",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Chi bộ"],
        ([LONG, "TG-01"], refuse("A2 bad_name", unit="TG-01")),
        (["=1+1", "TG-01"], refuse("A3 bad_name", unit="TG-01")),
        (["'Bùi Văn An", "TG-01"], add("P00009", name="'Bùi Văn An", unit="TG-01")),
        (["Bùi Văn\nBình", "TG-01"], add("P00010", "A5 name_tidied", name="Bùi Văn Bình", unit="TG-01")),
        ([date(2001, 2, 3), "TG-01"], refuse("A6 bad_name", unit="TG-01")),
        ([True, "TG-01"], refuse("A7 bad_name", unit="TG-01")),
        (["Bùi Văn Cương", "TG-01 "], add("P00011", name="Bùi Văn Cương", unit="TG-01")),
        (["Bùi Văn Dũng", "x" * 3000], refuse("B9 unit_unknown", name="Bùi Văn Dũng")),
    ]},
    columns="A name, B unit",
    asked={"accept_good": True},
)  # fmt: skip

BOOKS = (NATIONAL_NUMBERS, MASKED, ERRORS, LIKE_FORMULAS, TEXTS)
