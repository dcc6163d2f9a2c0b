"""Files that are not what one hopes: texts with any separator and encoding, old fonts, locked, empty, no workbook at all."""

from messy.books import Book, add, refuse, same

PLAIN = Book(
    "plain-text",
    "Danh sách lưu thành csv, ở các kiểu dấu phân cách và mã hóa",
    "members",
    {"danh-sach": [
        ["Họ và tên", "Ngày sinh", "Số CCCD", "Chi bộ"],
        (["Bùi Văn Bình", "3/5/1980", "001080000001", "TG-01"],
         add("P00009", name="Bùi Văn Bình", born_on="1980-05-03", national_id="001080000001", unit="TG-01")),
        (["Cao Thị Cúc", "12/11/1982", None, "Chi bộ Tổ dân phố 2"],
         add("P00010", name="Cao Thị Cúc", born_on="1982-11-12", unit="TG-02")),
        [],
        (["Đinh Văn Dần", "1950", None, "TG-03"], add("P00011", name="Đinh Văn Dần", born_on="1950", unit="TG-03")),
    ]},
    columns="A name, B born_on, C national_id, D unit",
)  # fmt: skip

TEXT_FILES = {
    "utf-8, commas": {"separator": ",", "encoding": "utf-8"},
    "utf-8, semicolons": {"separator": ";", "encoding": "utf-8"},
    "utf-8 with its mark, commas": {"separator": ",", "encoding": "utf-8-sig"},
    "utf-8 with its mark, semicolons": {"separator": ";", "encoding": "utf-8-sig"},
    "utf-16 of Excel, tabs": {"separator": "\t", "encoding": "utf-16", "name": "danh-sach.txt"},
}
"""How the same list comes as a text file."""

GUARDED = Book(
    "guarded-csv",
    "csv của chương trình: dấu nháy chặn công thức được bỏ, chữ có dấu phẩy, xuống dòng và nháy kép vẫn nguyên",
    "quotas",
    {"guarded-csv": [
        ["unit", "years", "amount_text", "decided_on", "document"],
        (["TG-01", "2022", "3", "2021-12-15", "'=1+1"],
         add("TG-01 2022 2021-12-15", unit="TG-01", years="2022", amount="3", decided_on="2021-12-15", document="=1+1")),
        (["TG-02", "2022", "15–20", "2021-12-15", 'NQ "đặc biệt", số 3\nngày 1/12'],
         add("TG-02 2022 2021-12-15", unit="TG-02", years="2022", amount="15-20", decided_on="2021-12-15",
             document='NQ "đặc biệt", số 3 ngày 1/12')),
        (["TG-03", "2022", "-3", "2021-12-15", "12"],
         refuse("C4 bad_amount", unit="TG-03", years="2022", decided_on="2021-12-15", document="12")),
    ]},
    columns="A unit, B years, C amount, D decided_on, E document",
    asked={"accept_good": True},
)  # fmt: skip

WRONG_ENCODING = Book(
    "wrong-encoding", "csv gõ bằng mã cp1258 mà không nói: không đọc bừa", "members",
    {"wrong-encoding": [["Họ và tên", "Năm sinh", "Chi bộ"], ["Lê Thị Mãn", "1979", "TG-01"]]},
    fault="text_unreadable", mentions=("wrong-encoding.csv", "UTF-8", "--encoding"),
)  # fmt: skip

NAMED_ENCODING = Book(
    "named-encoding", "Cùng tệp ấy, đã nói --encoding cp1258", "members",
    {"wrong-encoding": [
        ["Họ và tên", "Năm sinh", "Chi bộ"],
        (["Lê Thị Mãn", "1979", "TG-01"], add("P00009", name="Lê Thị Mãn", born_on="1979", unit="TG-01")),
    ]},
    columns="A name, B born_on, C unit", asked={"encoding": "cp1258"},
)  # fmt: skip

LOCKED = Book("no-list", "Tệp không phải danh sách", "members", {"Sheet1": []})

# The same three people in the old fonts; what Excel shows of them without these fonts.
_TCVN3 = [
    ["Hä vµ tªn", "Ngµy sinh", "Chi bé"],
    ["NguyÔn V¨n §øc", "3/5/1980", "TG-01"],
    ["TrÇn ThÞ Hoµ", "7/6/1975", "TG-02"],
]
_VNI = [
    ["Hoï vaø teân", "Ngaøy sinh", "Chi boä"],
    ["Nguyeãn Vaên Ñöùc", "3/5/1980", "TG-01"],
    ["Traàn Thò Hoaø", "7/6/1975", "TG-02"],
]


def _in_old_font(name, theme, rows, encoding):
    """The list in an old font, unread as long as its encoding is not named, and read once it is."""
    born = [{"born_on": "1980-05-03", "unit": "TG-01"}, {"born_on": "1975-06-07", "unit": "TG-02"}]
    unread = Book(
        name, f"{theme}: nhận ra, cho xem chữ đúng, chưa ghi gì", "members",
        {"Sheet1": [rows[0], *((cells, refuse(f"A{row} legacy_encoding", **told))
                               for row, (cells, told) in enumerate(zip(rows[1:], born, strict=True), start=2))]},
        columns="A name, B born_on, C unit",
    )  # fmt: skip
    read = Book(
        f"{name}-named", f"{theme}: đã nói --encoding {encoding}", "members",
        {"Sheet1": [
            rows[0],
            (rows[1], add("P00009", "A2 text_decoded", name="Nguyễn Văn Đức", **born[0])),
            (rows[2], same("P00004", "A3 text_decoded", name="Trần Thị Hòa", **born[1])),
        ]},
        columns="A name, B born_on, C unit", asked={"encoding": encoding},
    )  # fmt: skip
    return unread, read


OLD_FONTS = (
    *_in_old_font("tcvn3", "Danh sách gõ bằng phông .VnTime (TCVN3)", _TCVN3, "tcvn3"),
    *_in_old_font("vni", "Danh sách gõ bằng phông VNI-Times", _VNI, "vni"),
)

EMPTY = Book("empty-workbook", "Sổ tính không có ô nào", "members", {"Sheet1": []}, fault="book_empty",
             mentions=("empty-workbook.xlsx",))  # fmt: skip

NO_ROWS = Book(
    "headers-alone", "Chỉ có dòng tiêu đề, chưa ai điền: không có gì để ghi", "members",
    {"Sheet1": [["Họ và tên", "Chi bộ"]]}, columns="A name, B unit",
)  # fmt: skip

NO_WORKBOOKS = {
    "a text named xlsx": ("danh-sach.xlsx", "Họ và tên;Chi bộ\n".encode(), "book_unreadable"),
    "a broken archive": ("danh-sach.xlsx", b"PK\x03\x04" + b"\0" * 60, "book_unreadable"),
    "a page named xls": ("danh-sach.xls", b"<html><table><tr><td>A</td></tr></table></html>", "book_unreadable"),
    "nothing at all": ("danh-sach.xlsx", b"", "book_empty"),
    "a csv of commas": ("danh-sach.csv", b",,,\r\n,,,\r\n", "book_empty"),
    "a document": ("danh-sach.docx", b"PK\x03\x04", "book_kind_unknown"),
}
"""Files that hold no list: by what they are, their name, their bytes and the finding."""

BOOKS = (*OLD_FONTS, EMPTY, NO_ROWS)
