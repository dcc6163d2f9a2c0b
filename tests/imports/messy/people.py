"""Who a row is about: names as they are typed, people on record, near matches, the same person twice."""

from messy.books import Book, add, change, refuse, same

NAMES = Book(
    "names-as-typed",
    "Tên viết hoa, viết thường, dấu tổ hợp rời, thừa dấu cách, dấu cách không ngắt: được sửa và báo lại",
    "members",
    {"Sheet1": [
        ["Hoten", "NTNS", "Gioi tinh", "Qli"],
        (["NGUYỄN VĂN  ĐẠT", "1/2/1981", "NAM", "TG-01"],
         add("P00011", "A2 name_tidied", name="Nguyễn Văn Đạt", born_on="1981-02-01", sex="m", unit="TG-01")),
        (["nguyễn thị ánh", "2/2/1982", "nu", "tg-02"],
         add("P00009", "A3 name_tidied", name="Nguyễn Thị Ánh", born_on="1982-02-02", sex="f", unit="TG-02")),
        (["  Trần   Văn\u00a0Tú ", "3/2/1983", "Nam", "TG-03"],
         add("P00013", "A4 name_tidied", name="Trần Văn Tú", born_on="1983-02-03", sex="m", unit="TG-03")),
        (["Đỗ Thị Hue\u0302\u0323", "4/2/1984", "Nữ", "TG-01"],
         add("P00012", "A5 name_tidied", name="Đỗ Thị Huệ", born_on="1984-02-04", sex="f", unit="TG-01")),
        (["Lê-ô Na\nPhạm", "5/2/1985", "x", "TG-01"],
         refuse("A6 name_tidied", "C6 code_unknown", name="Lê-ô Na Phạm", born_on="1985-02-05", unit="TG-01")),
        (["Y Ê Ban", "6/2/1986", "f", "TG-01"],
         add("P00010", name="Y Ê Ban", born_on="1986-02-06", sex="f", unit="TG-01")),
        (["12", "7/2/1987", "m", "TG-01"], refuse("A8 bad_name", born_on="1987-02-07", sex="m", unit="TG-01")),
    ]},
    columns="A name, B born_on, C sex, D unit",
    asked={"accept_good": True},
)  # fmt: skip

ON_RECORD = Book(
    "on-record",
    "Người đã có trong sổ: không có mã, nhận ra qua họ tên và ngày sinh, dù viết hoa, thiếu dấu hay đặt dấu kiểu khác",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Ngày sinh", "Chi bộ", "Dân tộc"],
        (["NGUYỄN VĂN AN", "3/5/1970", "TG-01", None],
         same("P00001", "A2 name_tidied", name="Nguyễn Văn An", born_on="1970-05-03", unit="TG-01")),
        (["Trần Thị Hoà", "7/6/1975", "TG-02", "Kinh"],
         change("P00004", [("D3", "ethnicity", None, "kinh")],
                name="Trần Thị Hòa", born_on="1975-06-07", unit="TG-02", ethnicity="kinh")),
        (["Pham Van Duc", "2/1/1990", "TG-03", None],
         same("P00005", "A4 name_unmarked", name="Phạm Văn Đức", born_on="1990-01-02", unit="TG-03")),
    ]},
    columns="A name, B born_on, C unit, D ethnicity",
)  # fmt: skip

_NEAR = [
    ["Họ và tên", "Ngày sinh", "Chi bộ"],
    ["Nguyễn Văn An", "4/5/1970", "TG-01"],
    ["Nguyễn Văn An", "5/3/1970", "TG-01"],
    ["Lê Mai", "12/10/1980", "TG-01"],
    ["Trần Thị Hoa", "7/6/1975", "TG-02"],
    ["Nguyễn Văn Ân", "3/5/1970", "TG-01"],
    ["Phạm Văn Đức", 1990, "TG-03"],
    ["Nguyễn Vân An", "3/5/1970", "TG-02"],
]
_READ = [
    {"name": "Nguyễn Văn An", "born_on": "1970-05-04", "unit": "TG-01"},
    {"name": "Nguyễn Văn An", "born_on": "1970-03-05", "unit": "TG-01"},
    {"name": "Lê Mai", "born_on": "1980-10-12", "unit": "TG-01"},
    {"name": "Trần Thị Hoa", "born_on": "1975-06-07", "unit": "TG-02"},
    {"name": "Nguyễn Văn Ân", "born_on": "1970-05-03", "unit": "TG-01"},
    {"name": "Phạm Văn Đức", "born_on": "1990", "unit": "TG-03"},
    {"name": "Nguyễn Vân An", "born_on": "1970-05-03", "unit": "TG-02"},
]

NEAR = Book(
    "near-matches",
    "Gần giống người trong sổ: lệch một ngày, ngày tháng đổi chỗ, thiếu tên đệm, khác dấu, chỉ có năm: chờ quyết định",
    "members",
    {"Sheet1": [
        _NEAR[0],
        *[(cells, refuse(f"A{row} near_match", **read))
          for row, (cells, read) in enumerate(zip(_NEAR[1:], _READ, strict=True), start=2)],
    ]},
    columns="A name, B born_on, C unit",
)  # fmt: skip

DECIDED = Book(
    "near-matches-decided",
    "Cùng loại tệp ấy, mỗi dòng đã có quyết định: người trong sổ (theo mã) hay người mới",
    "members",
    {"Sheet1": [
        _NEAR[0],
        (_NEAR[1], change("P00001", [("B2", "born_on", "1970-05-03", "1970-05-04")], **_READ[0])),
        (_NEAR[3], add("P00010", **_READ[2])),
        (_NEAR[4], add("P00009", **_READ[3])),
        (_NEAR[6], same("P00005", "B5 born_coarser", **{**_READ[5], "born_on": "1990-01-02"})),
    ]},
    columns="A name, B born_on, C unit",
    asked={"decided": {"2": "P00001", "A3": "new", "Sheet1!A4": "new", "5": "P00005"}},
)  # fmt: skip

ASTRAY = Book(
    "decision-astray", "Quyết định cho một dòng không có trong danh sách", "members",
    {"Sheet1": [["Họ và tên", "Chi bộ"], ["Bùi Văn Bình", "TG-01"]]},
    asked={"decided": {"40": "new"}},
    fault="decision_astray", mentions=("40",),
)  # fmt: skip

TWINS = Book(
    "twice-in-the-file",
    "Một người hai dòng trong cùng tệp: giống hệt, hoặc chỉ gần giống; cả hai dòng đều được nêu",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Ngày sinh", "Chi bộ"],
        (["Bùi Văn Bình", "3/5/1980", "TG-01"],
         refuse("A2 duplicate_row", name="Bùi Văn Bình", born_on="1980-05-03", unit="TG-01")),
        (["BÙI VĂN BÌNH", "03/05/1980", "TG-02"],
         refuse("A3 name_tidied", "A3 duplicate_row", name="Bùi Văn Bình", born_on="1980-05-03", unit="TG-02")),
        (["Cao Thị Cúc", "12/11/1982", "TG-02"],
         refuse("A4 near_rows", name="Cao Thị Cúc", born_on="1982-11-12", unit="TG-02")),
        (["Cao Thị Cúc", "11/12/1982", "TG-02"],
         refuse("A5 near_rows", name="Cao Thị Cúc", born_on="1982-12-11", unit="TG-02")),
        (["Đinh Văn Dần", "1/1/1950", "TG-03"], add("P00009", name="Đinh Văn Dần", born_on="1950-01-01", unit="TG-03")),
    ]},
    columns="A name, B born_on, C unit",
    asked={"accept_good": True},
)  # fmt: skip

NAMESAKES = Book(
    "namesakes-decided",
    "Hai người cùng tên cùng ngày sinh là hai người: đã quyết định cho cả hai dòng",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Ngày sinh", "Chi bộ"],
        (["Bùi Văn Bình", "3/5/1980", "TG-02"],
         add("P00010", name="Bùi Văn Bình", born_on="1980-05-03", unit="TG-02")),
        (["Bùi Văn Bình", "3/5/1980", "TG-01"],
         add("P00009", name="Bùi Văn Bình", born_on="1980-05-03", unit="TG-01")),
    ]},
    columns="A name, B born_on, C unit",
    asked={"decided": {"2": "new", "3": "new"}},
)  # fmt: skip

BY_CODE = Book(
    "by-code",
    "Theo mã: mã gõ thường, mã không có, một mã hai dòng, mã của người không phải đảng viên, đơn vị khác với sổ",
    "members",
    {"Sheet1": [
        ["Mã đảng viên", "Họ và tên", "Chi bộ", "Giới tính"],
        (["p00001", "Nguyễn Văn An", "TG-01", "nam"],
         same("P00001", member="p00001", name="Nguyễn Văn An", unit="TG-01", sex="m")),
        (["P00099", "Bùi Văn Bình", "TG-01", "nam"],
         refuse("A3 member_unknown", member="P00099", name="Bùi Văn Bình", unit="TG-01", sex="m")),
        (["P00002", None, None, "nữ"],
         refuse("A4 row_twice", key="P00002", member="P00002", sex="f")),
        (["P00002", "Lê Thị Mai", None, None],
         refuse("A5 row_twice", key="P00002", member="P00002", name="Lê Thị Mai")),
        (["P00006", "Hoàng Thị Thơm", "TG-01", "nữ"],
         refuse("A6 case_not_member", key="P00006", member="P00006", name="Hoàng Thị Thơm", unit="TG-01", sex="f")),
        (["P00004", "Trần Thị Hòa", "TG-03", None],
         refuse("C7 unit_by_transfer", key="P00004", member="P00004", name="Trần Thị Hòa", unit="TG-03")),
    ]},
    columns="A member, B name, C unit, D sex",
)  # fmt: skip

UNITS_BY_NAME = Book(
    "units-by-name",
    "Đơn vị ghi bằng mã, bằng tên, bằng tên không dấu; tên của hai chi bộ; tên sai; đơn vị để trống",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Năm sinh", "Chi bộ"],
        (["Bùi Văn Bình", 1980, "tg-01"], add("P00009", name="Bùi Văn Bình", born_on="1980", unit="TG-01")),
        (["Cao Thị Cúc", 1982, "Chi bộ Tổ dân phố 2"],
         add("P00010", name="Cao Thị Cúc", born_on="1982", unit="TG-02")),
        (["Đinh Văn Dần", 1950, "CHI BO TO DAN PHO 3"],
         add("P00011", name="Đinh Văn Dần", born_on="1950", unit="TG-03")),
        (["Hồ Văn Em", 1960, "Chi bộ Trường học"], refuse("C5 unit_several", name="Hồ Văn Em", born_on="1960")),
        (["Kiều Thị Gấm", 1961, "TG-10"], refuse("C6 unit_unknown", name="Kiều Thị Gấm", born_on="1961")),
        (["La Văn Hải", 1962, None], refuse("C7 value_missing", name="La Văn Hải", born_on="1962")),
        (["Mạc Thị Kim", 1963, "Chi bộ 2"], refuse("C8 unit_unknown", name="Mạc Thị Kim", born_on="1963")),
    ]},
    columns="A name, B born_on, C unit",
    asked={"accept_good": True},
)  # fmt: skip

MENTORS = Book(
    "mentors",
    "Đảng viên giúp đỡ ghi bằng tên, bằng mã, tên hai người cùng mang, tên không ai mang, có ngày mà không có người",
    "candidates",
    {"Sheet1": [
        ["Họ và tên", "Năm sinh", "Chi bộ", "Nguồn", "Đảng viên giúp đỡ", "Ngày phân công giúp đỡ"],
        (["Đặng Văn Bảo", 2001, "TG-01", "student", "Nguyễn Văn An", "1/3/2022"],
         add("C00004", name="Đặng Văn Bảo", born_on="2001", cell="TG-01", source="student", mentor="P00001",
             mentor_assigned="2022-03-01")),
        (["Giáp Văn Dũng", 2002, "TG-02", "student", "p00004", "1/3/2022"],
         add("C00005", name="Giáp Văn Dũng", born_on="2002", cell="TG-02", source="student", mentor="P00004",
             mentor_assigned="2022-03-01")),
        (["Hà Thị Giang", 2003, "TG-02", "student", "LÊ THỊ MAI", "1/3/2022"],
         add("C00006", name="Hà Thị Giang", born_on="2003", cell="TG-02", source="student", mentor="P00003",
             mentor_assigned="2022-03-01")),
        (["Kha Văn Hợp", 2003, "TG-03", "student", "Lê Thị Mai", "1/3/2022"],
         refuse("E5 member_several", name="Kha Văn Hợp", born_on="2003", cell="TG-03", source="student",
                mentor_assigned="2022-03-01")),
        (["Lâm Văn Ích", 2003, "TG-03", "student", "Lê Văn Không", "1/3/2022"],
         refuse("E6 member_unnamed", name="Lâm Văn Ích", born_on="2003", cell="TG-03", source="student",
                mentor_assigned="2022-03-01")),
        (["Mai Thị Khuê", 2003, "TG-03", "student", None, "1/3/2022"],
         refuse("E7 mentor_unnamed", name="Mai Thị Khuê", born_on="2003", cell="TG-03", source="student",
                mentor_assigned="2022-03-01")),
        (["Ngô Văn Lợi", 2003, "TG-03", "student", "Phạm Văn Đức (P00005)", None],
         refuse("E8 step_day_missing", name="Ngô Văn Lợi", born_on="2003", cell="TG-03", source="student",
                mentor="P00005")),
        (["Ông Văn Minh", 2003, "TG-03", "student", "P00099", "1/3/2022"],
         refuse("E9 member_unnamed", name="Ông Văn Minh", born_on="2003", cell="TG-03", source="student",
                mentor_assigned="2022-03-01")),
    ]},
    columns="A name, B born_on, C cell, D source, E mentor, F mentor_assigned",
    asked={"accept_good": True},
)  # fmt: skip

CASES = Book(
    "cases-on-record",
    "Danh sách nguồn gửi lại: hồ sơ đã có, thêm bước, sửa ngày, chi bộ khác với sổ, đúng người mà lệch một ngày",
    "candidates",
    {"Sheet1": [
        ["Mã hồ sơ", "Họ và tên", "Ngày sinh", "Chi bộ", "Nguồn", "Ngày đưa vào nguồn", "Ngày nộp đơn"],
        (["C00001", "Hoàng Thị Thơm", "3/5/2001", "TG-01", "đoàn viên thanh niên", "5/1/2021", "1/4/2022"],
         change("C00001", [("G2", "application", None, "2022-04-01")], case="C00001", name="Hoàng Thị Thơm",
                born_on="2001-05-03", cell="TG-01", source="youth_union", source_listed="2021-01-05",
                application="2022-04-01")),
        ([None, "Đỗ Minh Quân", "9/4/2000", "TG-02", "student", "2/3/2021", None],
         change("C00002", [("F3", "source_listed", "2021-03-01", "2021-03-02")], name="Đỗ Minh Quân",
                born_on="2000-04-09", cell="TG-02", source="student", source_listed="2021-03-02")),
        (["C00003", None, None, "TG-02", None, None, None],
         refuse("D4 cell_by_move", key="C00003", case="C00003", cell="TG-02")),
        (["C00099", "Bùi Văn Bình", None, "TG-02", "student", None, None],
         refuse("A5 case_unknown", case="C00099", name="Bùi Văn Bình", cell="TG-02", source="student")),
        ([None, "Hoàng Thị Thơm", "4/5/2001", "TG-01", "student", None, None],
         refuse("A6 near_match", name="Hoàng Thị Thơm", born_on="2001-05-04", cell="TG-01", source="student")),
    ]},
    columns="A case, B name, C born_on, D cell, E source, F source_listed, G application",
    asked={"accept_good": True},
)  # fmt: skip

CASE_DECIDED = Book(
    "case-decided",
    "Quyết định theo mã người hay mã hồ sơ đều được: cùng một hồ sơ",
    "candidates",
    {"Sheet1": [
        ["Họ và tên", "Ngày sinh", "Chi bộ", "Nguồn"],
        (["Hoàng Thị Thơm", "4/5/2001", "TG-01", "youth_union"],
         change("C00001", [("B2", "born_on", "2001-05-03", "2001-05-04")], name="Hoàng Thị Thơm", born_on="2001-05-04",
                cell="TG-01", source="youth_union")),
        (["Đỗ Quân", "9/4/2000", "TG-02", "student"],
         change("C00002", [("A3", "name", "Đỗ Minh Quân", "Đỗ Quân")], name="Đỗ Quân", born_on="2000-04-09",
                cell="TG-02", source="student")),
    ]},
    columns="A name, B born_on, C cell, D source",
    asked={"decided": {"2": "P00006", "3": "C00002"}},
)  # fmt: skip

MEMBER_AS_CANDIDATE = Book(
    "member-as-candidate",
    "Trong danh sách nguồn có một đảng viên chính thức: không mở hồ sơ mới cho người ấy",
    "candidates",
    {"Sheet1": [
        ["Họ và tên", "Ngày sinh", "Chi bộ", "Nguồn"],
        (["Nguyễn Văn An", "3/5/1970", "TG-01", "farmer"],
         refuse("A2 near_match", name="Nguyễn Văn An", born_on="1970-05-03", cell="TG-01", source="farmer")),
        (["Đặng Văn Bảo", "3/5/2001", "TG", "farmer"],
         refuse("C3 not_a_cell", name="Đặng Văn Bảo", born_on="2001-05-03", cell="TG", source="farmer")),
    ]},
    columns="A name, B born_on, C cell, D source",
)  # fmt: skip

SAME_NUMBER = Book(
    "same-number",
    "Hai người một số định danh; số của người khác trong sổ, dù đã quyết định là người mới",
    "members",
    {"Sheet1": [
        ["Họ và tên", "Ngày sinh", "Chi bộ", "Số CCCD"],
        (["Bùi Văn Bình", "1/1/1980", "TG-01", "001080000001"],
         refuse("D2 row_twice", name="Bùi Văn Bình", born_on="1980-01-01", unit="TG-01",
                national_id="001080000001")),
        (["Cao Thị Cúc", "2/2/1982", "TG-02", "001080000001"],
         refuse("D3 row_twice", name="Cao Thị Cúc", born_on="1982-02-02", unit="TG-02",
                national_id="001080000001")),
        (["Đinh Văn Dần", "1/1/1950", "TG-03", "001090000005"],
         refuse("D4 national_id_taken", name="Đinh Văn Dần", born_on="1950-01-01", unit="TG-03",
                national_id="001090000005")),
    ]},
    columns="A name, B born_on, C unit, D national_id",
    asked={"decided": {"2": "new", "3": "new", "4": "new"}},
)  # fmt: skip

BOOKS = (
    NAMES, ON_RECORD, NEAR, DECIDED, ASTRAY, TWINS, NAMESAKES, BY_CODE, UNITS_BY_NAME, MENTORS, CASES, CASE_DECIDED,
    MEMBER_AS_CANDIDATE, SAME_NUMBER,
)  # fmt: skip
