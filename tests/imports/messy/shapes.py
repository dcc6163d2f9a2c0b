"""Tables that are not where or how one would put them: what stands above, between, beside and below the rows."""

from messy.books import Book, Shown, add, change, refuse, same

LETTERHEAD = Book(
    "letterhead",
    "Quốc hiệu, tên đảng bộ, tiêu đề, dòng đánh số cột ở trên; dòng tổng cộng, nơi nhận và chữ ký ở dưới",
    "members",
    {"Danh sách": [
        ["ĐẢNG BỘ TỈNH HÀ TĨNH", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["ĐẢNG BỘ PHƯỜNG TÂN GIANG", None, None, None, "Tân Giang, ngày 26 tháng 4 năm 2022"],
        [],
        ["DANH SÁCH ĐẢNG VIÊN"],
        ["(Kèm theo Công văn số 12-CV/ĐU ngày 15/12/2021)"],
        [],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ([1, "Bùi Văn Bình", "03/05/1980", "Nam", "TG-01"],
         add("P00009", name="Bùi Văn Bình", born_on="1980-05-03", sex="m", unit="TG-01")),
        ([2, "Cao Thị Cúc", "12/11/1982", "Nữ", "TG-02"],
         add("P00010", name="Cao Thị Cúc", born_on="1982-11-12", sex="f", unit="TG-02")),
        [],
        ["Tổng cộng", None, None, None, 2],
    ]},
    columns="B name, C born_on, D sex, E unit",
    merged=("A4:E4", "A5:E5"),
)  # fmt: skip

TWO_ROWS = Book(
    "two-rows-of-headers",
    "Tiêu đề hai dòng có ô gộp: nhóm ở trên, cột ở dưới; số thứ tự trong ô kiểu số",
    "candidates",
    {"Nguồn": [
        ["STT", "Họ và tên", "Ngày, tháng, năm sinh", "Chi bộ", "Nguồn", "Kết nạp", None],
        [None, None, None, None, None, "Ngày quyết định", "Số quyết định"],
        ([1, "Đặng Văn Bảo", "03/05/2001", "TG-01", "Đoàn viên thanh niên", None, None],
         add("C00004", name="Đặng Văn Bảo", born_on="2001-05-03", cell="TG-01", source="youth_union")),
        ([2, "Giáp Văn Dũng", "12/11/2002", "TG-02", "học sinh, sinh viên", "5/1/2022", "3-QĐ/ĐU"],
         add("C00005", "F4 not_recorded", "F4 not_recorded", name="Giáp Văn Dũng", born_on="2002-11-12", cell="TG-02",
             source="student", admission_decision="2022-01-05", admission_decision_document="3-QĐ/ĐU")),
    ]},
    columns="B name, C born_on, D cell, E source, F admission_decision, G admission_decision_document",
    merged=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1"),
)  # fmt: skip

TWO_SEXES = Book(
    "born-in-two-columns",
    "Ngày sinh ở hai cột, nam một cột, nữ một cột: cột nào có nội dung thì cho biết cả giới tính",
    "members",
    {"Sổ": [
        ["Họ và tên", "Ngày sinh", None, "Chi bộ"],
        [None, "Nam", "Nữ", None],
        (["Đặng Văn Bảo", "03/05/1981", None, "TG-01"],
         add("P00009", name="Đặng Văn Bảo", born_on="1981-05-03", sex="m", unit="TG-01")),
        (["Cao Thị Cúc", None, "12/11/1982", "TG-02"],
         add("P00010", name="Cao Thị Cúc", born_on="1982-11-12", sex="f", unit="TG-02")),
    ]},
    merged=("A1:A2", "B1:C1", "D1:D2"),
    columns="A name, B born_on, B sex, C born_on, C sex, D unit",
)  # fmt: skip

GAPS = Book(
    "gaps-and-hidden",
    "Dòng trống xen giữa, dòng ẩn, cột ẩn: ẩn không phải là bỏ, dòng trống không phải là hết",
    "members",
    {"Danh sách": [
        ["TT", "Họ tên", "Năm sinh", "Ghi chú", "Đơn vị"],
        ([1, "Bùi Văn Bình", 1980, "ốm", "TG-01"], add("P00009", name="Bùi Văn Bình", born_on="1980", unit="TG-01")),
        [],
        [None, None, None, "   "],
        ([2, "Cao Thị Cúc", 1982, None, "TG-02"], add("P00010", name="Cao Thị Cúc", born_on="1982", unit="TG-02")),
        [],
        [],
        ([3, "Đinh Văn Dần", 1950, None, "TG-03"], add("P00011", name="Đinh Văn Dần", born_on="1950", unit="TG-03")),
    ]},
    columns="B name, C born_on, E unit",
    unmatched=(("D1", "Ghi chú"),),
    hidden_rows=(5, 8),
    hidden_columns="C",
)  # fmt: skip

YEARS = {
    "2020": [["Họ và tên", "Năm sinh", "Chi bộ"], ["Bùi Văn Bình", 1980, "TG-01"]],
    "2021": [["Họ và tên", "Năm sinh", "Chi bộ"], ["Bùi Văn Bình", 1980, "TG-01"], ["Cao Thị Cúc", 1982, "TG-02"]],
    "2021 v1": [["Họ và tên", "Năm sinh", "Chi bộ"], ["Cao Thị Cúc", 1983, "TG-02"]],
    "Hướng dẫn": [["Điền đủ các cột"]],
}  # fmt: skip

WHICH_YEAR = Book(
    "which-year", "Mỗi năm một trang tính, thêm một bản “v1”: người đọc phải chọn", "members", YEARS,
    fault="which_sheet", mentions=("“2020” (1 dòng)", "“2021” (2 dòng)", "“2021 v1” (1 dòng)", "--sheet"),
)  # fmt: skip

THAT_YEAR = Book(
    "that-year",
    "Cùng tệp ấy, đã chọn trang tính 2021",
    "members",
    {**YEARS, "2021": [
        ["Họ và tên", "Năm sinh", "Chi bộ"],
        (["Bùi Văn Bình", 1980, "TG-01"], add("P00009", name="Bùi Văn Bình", born_on="1980", unit="TG-01")),
        (["Cao Thị Cúc", 1982, "TG-02"], add("P00010", name="Cao Thị Cúc", born_on="1982", unit="TG-02")),
    ]},
    columns="A name, B born_on, C unit",
    sheet="2021",
    asked={"sheet": "2021"},
)  # fmt: skip

NO_SUCH_SHEET = Book(
    "no-such-sheet", "Tên trang tính gõ sai", "members", YEARS, asked={"sheet": "2022"},
    fault="sheet_unknown", mentions=("“2022”", "2021"),
)  # fmt: skip

HIDDEN_COPY = Book(
    "hidden-copy",
    "Bản cũ ở trang tính ẩn không làm rối trang tính đang dùng",
    "members",
    {
        "Bản cũ": [["Họ và tên", "Chi bộ"], ["Người cũ", "TG-09"]],
        "Bản mới": [
            ["Họ và tên", "Chi bộ"],
            (["Bùi Văn Bình", "TG-01"], add("P00009", name="Bùi Văn Bình", unit="TG-01")),
        ],
    },
    columns="A name, B unit",
    sheet="Bản mới",
    hidden_sheets=("Bản cũ",),
)  # fmt: skip

PRINTED_PAGES = Book(
    "printed-pages",
    "Tiêu đề lặp lại ở mỗi trang in; mỗi trang có dòng cộng, cuối bảng có tổng cộng",
    "members",
    {"In": [
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ"],
        ([1, "Bùi Văn Bình", 1980, "TG-01"], add("P00009", name="Bùi Văn Bình", born_on="1980", unit="TG-01")),
        ["Cộng", None, 1, None],
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ"],
        ([2, "Cao Thị Cúc", 1982, "TG-02"], add("P00010", name="Cao Thị Cúc", born_on="1982", unit="TG-02")),
        [None, "Tổng số:", 2, None],
    ]},
    columns="B name, C born_on, D unit",
)  # fmt: skip

UNTITLED = Book(
    "untitled-column",
    "Một cột có số liệu mà không có tiêu đề, một cột không hiểu: nêu tên, không đoán",
    "members",
    {"Sheet1": [
        ["Họ và tên", None, "Đơn vị", "Số huy hiệu"],
        (["Bùi Văn Bình", None, "TG-01", 30], add("P00009", name="Bùi Văn Bình", unit="TG-01")),
        (["Cao Thị Cúc", None, "TG-02", None], add("P00010", name="Cao Thị Cúc", unit="TG-02")),
    ]},
    columns="A name, C unit",
    unmatched=(("D1", "Số huy hiệu"),),
)  # fmt: skip

UNTITLED_FILLED = Book(
    "untitled-filled",
    "Cột không có tiêu đề mà có số liệu được nêu địa chỉ",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Đơn vị", None, "Năm sinh"],
        (["Bùi Văn Bình", "TG-01", "30 năm", 1980], add("P00009", name="Bùi Văn Bình", unit="TG-01", born_on="1980")),
        (["Cao Thị Cúc", "TG-02", None, 1982], add("P00010", name="Cao Thị Cúc", unit="TG-02", born_on="1982")),
    ]},
    columns="A name, B unit, D born_on",
    unmatched=(("C1", ""),),
)  # fmt: skip

THREE_COLUMNS = Book(
    "three-columns",
    "Chỉ có ba cột; chi bộ và nguồn ghi chung cho cả danh sách bằng --set",
    "candidates",
    {"Đoàn phường gửi": [
        ["Họ tên", "Ngày sinh", "Giới tính"],
        (["Đặng Văn Bảo", "3/5/2001", "nam"],
         add("C00004", name="Đặng Văn Bảo", born_on="2001-05-03", sex="m", cell="TG-03", source="youth_union")),
        (["Hà Thị Giang", "1/12/2003", "nữ"],
         add("C00005", name="Hà Thị Giang", born_on="2003-12-01", sex="f", cell="TG-03", source="youth_union")),
    ]},
    columns="A name, B born_on, C sex",
    asked={"given": {"cell": "TG-03", "source": "đoàn viên thanh niên"}},
)  # fmt: skip

THREE_COLUMNS_ALONE = Book(
    "three-columns-alone",
    "Cũng ba cột ấy, không ghi chung: mỗi dòng thiếu chi bộ và nguồn, không dòng nào được đoán",
    "candidates",
    {"Đoàn phường gửi": [
        ["Họ tên", "Ngày sinh", "Giới tính"],
        (["Đặng Văn Bảo", "3/5/2001", "nam"],
         refuse("A2 value_missing", "A2 value_missing", name="Đặng Văn Bảo", born_on="2001-05-03", sex="m")),
        (["Hoàng Thị Thơm", "3/5/2001", "nữ"],
         same("C00001", name="Hoàng Thị Thơm", born_on="2001-05-03", sex="f")),
    ]},
    columns="A name, B born_on, C sex",
)  # fmt: skip

NAMES_APART = Book(
    "names-apart", "Họ đệm một cột, tên một cột: ghép từ trái sang phải, thiếu một phần thì không nhận", "members",
    {"Sheet1": [
        ["Họ đệm", "Tên", "Năm sinh", "Chi bộ"],
        (["Bùi Văn", "Bình", 1980, "TG-01"], add("P00009", name="Bùi Văn Bình", born_on="1980", unit="TG-01")),
        (["Cao Thị", None, 1982, "TG-02"], refuse("A3 name_part_missing", born_on="1982", unit="TG-02")),
    ]},
    columns="A name, B name, C born_on, D unit", asked={"accept_good": True},
)  # fmt: skip

NAMES_BACKWARD = Book(
    "names-backward", "Tên đứng trước họ đệm: không rõ thứ tự, phải ghép trước khi nhập", "members",
    {"Sheet1": [["Tên", "Họ đệm", "Năm sinh", "Chi bộ"], ["Bình", "Bùi Văn", 1980, "TG-01"]]},
    fault="name_in_parts", mentions=("Sheet1!B1",),
)  # fmt: skip

TWICE_THE_SAME = Book(
    "twice-the-same", "Hai cột cùng một tiêu đề", "members",
    {"Sheet1": [["Họ và tên", "Ngày sinh", "Ngày sinh", "Chi bộ"], ["Bùi Văn Bình", "1/1/1980", "2/1/1980", "TG-01"]]},
    fault="two_columns", mentions=("Sheet1!B1", "Sheet1!C1"),
)  # fmt: skip

REGISTER = Book(
    "register-7-hsdv", "Sổ danh sách đảng viên, mẫu 7-HSĐV: mỗi người bốn dòng, mỗi ô nhiều mục", "members",
    {"Sổ": [
        ["SỔ DANH SÁCH ĐẢNG VIÊN"],
        ["Số TT", "Họ và tên (họ và tên khai sinh)", "Nam, nữ, dân tộc, tôn giáo", "Quê quán",
         "Văn hóa, lý luận, CMNV, ngoại ngữ", "Nghề nghiệp trước khi vào Đảng, nghề nghiệp hiện nay",
         "Ngày vào Đảng, ngày chính thức", "Số thẻ đảng viên, số lý lịch đảng viên, số Huy hiệu Đảng"],
        [1, "Bùi Văn Bình", "Nam", "Hà Tĩnh", "12/12", "Nông dân", "3/2/2001", "41001234"],
        [None, "(Bùi Bình)", "Kinh", None, "Sơ cấp", "Nông dân", "3/2/2002", "123"],
    ]},
    fault="register_found", mentions=("Sổ!A2", "partytrack template members"),
)  # fmt: skip

PHONE_LIST = Book(
    "phone-list", "Tệp gửi nhầm: danh bạ điện thoại, không có bảng nào của bố cục", "units",
    {"Danh bạ": [["Tên", "Điện thoại"], ["Văn phòng", "0239"]]},
    fault="no_table", mentions=("Mã đơn vị", "Loại đơn vị", "units"),
)  # fmt: skip

BLANK_KEEPS = Book(
    "blank-keeps",
    "Ô trống và gạch ngang không xóa gì trong sổ; ngày ở ô kiểu ngày",
    "members",
    {"Sheet1": [
        ["Mã đảng viên", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Nghề nghiệp"],
        (["P00001", None, None, "–", None, None], same("P00001", member="P00001")),
        (["P00002", "Lê Thị Mai", Shown(29506, "dd/mm/yyyy"), "nữ", "TG-01", "Nông dân"],
         change("P00002", [("F3", "occupation", None, "farmer")], member="P00002", name="Lê Thị Mai",
                born_on="1980-10-12", sex="f", unit="TG-01", occupation="farmer")),
    ]},
    columns="A member, B name, C born_on, D sex, E unit, F occupation",
    dashes=("D2",),
)  # fmt: skip

SEXES_AND_GROUPS = Book(
    "sexes-and-groups",
    "Ngày sinh theo nam, nữ dưới một ô gộp, bên cạnh một nhóm khác; một dòng ghi cả hai ô, một dòng không ghi ô nào",
    "candidates",
    {"Nguồn": [
        ["STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Chi bộ", "Nguồn", "Kết nạp", None],
        [None, None, "Nam", "Nữ", None, None, "Ngày quyết định", "Số quyết định"],
        ([1, "Đặng Văn Bảo", "03/05/2001", None, "TG-01", "student", None, None],
         add("C00004", name="Đặng Văn Bảo", born_on="2001-05-03", sex="m", cell="TG-01", source="student")),
        ([2, "Hà Thị Giang", None, 2003, "TG-02", "student", None, None],
         add("C00005", name="Hà Thị Giang", born_on="2003", sex="f", cell="TG-02", source="student")),
        ([3, "Kha Văn Hợp", "1/1/2002", "2/2/2002", "TG-02", "student", None, None],
         refuse("C5 one_sex_needed", name="Kha Văn Hợp", cell="TG-02", source="student")),
        ([4, "Lâm Văn Ích", "31/2/2002", None, "TG-02", "student", None, None],
         refuse("C6 bad_date", name="Lâm Văn Ích", sex="m", cell="TG-02", source="student")),
    ]},
    columns="B name, C born_on, C sex, D born_on, D sex, E cell, F source, G admission_decision, "
            "H admission_decision_document",
    merged=("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "G1:H1"),
    asked={"accept_good": True},
)  # fmt: skip

GROUPED = Book(
    "grouped-rows",
    "Dòng chia nhóm mang tên chi bộ giữa danh sách, dù chi bộ đã ghi chung: không thành một người; chữ ký ở dưới cũng vậy",
    "members",
    {"Sheet1": [
        ["STT", "Họ và tên", "Năm sinh"],
        (["I", "Chi bộ Tổ dân phố 1", None], refuse("B2 name_of_unit", name="Chi bộ Tổ dân phố 1", unit="TG-01")),
        ([1, "Bùi Văn Bình", 1980], add("P00009", name="Bùi Văn Bình", born_on="1980", unit="TG-01")),
        (["II", "CHI BỘ TỔ DÂN PHỐ 2", None],
         refuse("B4 name_tidied", "B4 name_of_unit", name="Chi Bộ Tổ Dân Phố 2", unit="TG-01")),
        ([2, "Đặng Bộ", None], add("P00010", name="Đặng Bộ", unit="TG-01")),
        [],
        ([None, "NGƯỜI LẬP BIỂU", None],
         refuse("B7 name_tidied", "B7 name_alone", name="Người Lập Biểu", unit="TG-01")),
        ([None, "Nguyễn Thị Viết", None], refuse("B8 name_alone", name="Nguyễn Thị Viết", unit="TG-01")),
        ([None, "Cao Thị Cúc", 1982], add("P00011", name="Cao Thị Cúc", born_on="1982", unit="TG-01")),
        ([None, "Đinh Văn Dần", None], add("P00012", name="Đinh Văn Dần", unit="TG-01")),
    ]},
    columns="B name, C born_on",
    asked={"given": {"unit": "TG-01"}, "decided": {"10": "new"}, "accept_good": True},
)  # fmt: skip

MERGED_DOWN = Book(
    "merged-downwards",
    "Ô gộp dọc: một ô chi bộ cho nhiều dòng, một ô nguồn cho cả bảng; ô trống không gộp thì vẫn trống",
    "candidates",
    {"Sheet1": [
        ["STT", "Họ và tên", "Năm sinh", "Chi bộ", "Nguồn"],
        ([1, "Đặng Văn Bảo", 2001, "TG-01", "student"],
         add("C00004", name="Đặng Văn Bảo", born_on="2001", cell="TG-01", source="student")),
        ([2, "Giáp Văn Dũng", 2002, None, None],
         add("C00005", name="Giáp Văn Dũng", born_on="2002", cell="TG-01", source="student")),
        [],
        ([3, "Hà Thị Giang", 2003, "TG-02", None],
         add("C00006", name="Hà Thị Giang", born_on="2003", cell="TG-02", source="student")),
        ([4, "Kha Văn Hợp", 2003, None, None],
         refuse("D6 value_missing", name="Kha Văn Hợp", born_on="2003", source="student")),
    ]},
    columns="B name, C born_on, D cell, E source",
    merged=("D2:D3", "E2:E6"),
    asked={"accept_good": True},
)  # fmt: skip

ODD_HEADERS = Book(
    "odd-headers",
    "Tiêu đề viết hoa, xuống dòng, có số, có dấu sao, có gợi ý trong ngoặc",
    "members",
    {"Sheet1": [
        ["Số\nTT", "HỌ VÀ\nTÊN (*)", "2. Ngày sinh (dd/mm/yyyy)", "3) Chi  bộ :", "SỐ CCCD"],
        ([1, "Bùi Văn Bình", 1980, "TG-01", "001080000001"],
         add("P00009", name="Bùi Văn Bình", born_on="1980", unit="TG-01", national_id="001080000001")),
    ]},
    columns="B name, C born_on, D unit, E national_id",
)  # fmt: skip

BOOKS = (
    SEXES_AND_GROUPS, GROUPED, MERGED_DOWN, ODD_HEADERS, LETTERHEAD, TWO_ROWS, TWO_SEXES, GAPS, WHICH_YEAR, THAT_YEAR, NO_SUCH_SHEET, HIDDEN_COPY, PRINTED_PAGES, UNTITLED,
    UNTITLED_FILLED, THREE_COLUMNS, THREE_COLUMNS_ALONE, NAMES_APART, NAMES_BACKWARD, TWICE_THE_SAME, REGISTER, PHONE_LIST, BLANK_KEEPS,
)  # fmt: skip
