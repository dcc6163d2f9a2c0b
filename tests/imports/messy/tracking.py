"""The sheets with which committees follow their candidates (field notes, section 4)."""

from messy.books import Book, add, change, refuse, same

_TITLES = [
    "STT", "Mã GV/SV", "Họ và tên", "SĐT", "Giới tính", "Ngày sinh", "Dân tộc", "Quê quán", "Chức vụ", "Lớp",
    "Chi bộ công nhận", "Số BC cảm tình Đảng", "Ngày họp CB công nhận", "Đảng viên giúp đỡ", "Ngày phân công giúp đỡ",
    "Số QĐ mở lớp BD", "Ngày QĐ mở lớp", "Thời gian lớp BD", "Ngày cấp CC", "Số QĐ CC BD", "Đơn vị cấp CC",
    "ĐV công tác khi cấp CC", "CB sinh hoạt khi cấp CC", "Đảng uỷ khi cấp CC", "Tỉnh uỷ khi cấp CC", "Mã số",
    "Kết nạp Đảng", "Ngày quyết định", "Số QĐ kết nạp", "Ngày kết nạp", "ĐV hướng dẫn", "Ngày chuyển SH",
    "Nơi chuyển tới", "Trạng thái", "Ghi chú",
]  # fmt: skip
_IDS = [
    "stt", "ma_gv_sv", "ho_ten", "sdt", "gioi_tinh", "ngay_sinh", "dan_toc", "que_quan", "chuc_vu", "lop", "chi_bo",
    "so_bc", "ngay_hop_cb", "dv_giup_do", "ngay_pc", "so_qd_lop", "ngay_qd_lop", "tg_lop", "ngay_cc", "so_cc", "dv_cc",
    "dv_ct_cc", "cb_cc", "du_cc", "tu_cc", "ma_so", "ket_nap", "ngay_qd", "so_qd", "ngay_kn", "dv_hd", "ngay_chuyen",
    "noi_chuyen", "trang_thai", "ghi_chu",
]  # fmt: skip


def _person(number, name, sex, born, cell, **cells):
    """A row of the 35 columns; ``cells`` by their technical names."""
    told = {"stt": number, "ho_ten": name, "gioi_tinh": sex, "ngay_sinh": born, "chi_bo": cell, **cells}
    return [told.get(key) for key in _IDS]


_UNREAD = ("B", "D", "H", "I", "J", "P", "Q", "R", "U", "V", "W", "X", "Y", "Z", "AA", "AE", "AF", "AG", "AH", "AI")
_PLACES = [*map(chr, range(65, 91)), *(f"A{chr(letter)}" for letter in range(65, 74))]

TRACKING = Book(
    "tracking-sheet-of-35-columns",
    "Sổ theo dõi 35 cột từ quần chúng ưu tú đến đảng viên dự bị: mã kỹ thuật ở dòng 1, tiêu đề ở dòng 2",
    "candidates",
    {"Theo dõi": [
        _IDS,
        _TITLES,
        (_person(1, "NGUYỄN THỊ BÍCH", "Nữ", "03/05/2003", "Chi bộ Tổ dân phố 1", ma_gv_sv="SV001", sdt="0912345678",
                 dan_toc="Kinh", que_quan="Hà Tĩnh", lop="K15A", so_bc="12-BC/CB", ngay_hop_cb="15/3/2021",
                 dv_giup_do="Nguyễn Văn An", ngay_pc="20/3/2021", tg_lop="09/9/2021 - 18/9/2021", ngay_cc="25/9/2021",
                 so_cc="45-QĐ/TTCT", trang_thai="Đang theo dõi"),
         add("C00004", "C3 name_tidied", name="Nguyễn Thị Bích", sex="f", born_on="2003-05-03",
             ethnicity="kinh", cell="TG-01", sympathiser_listed_document="12-BC/CB", sympathiser_listed="2021-03-15",
             mentor="P00001", mentor_assigned="2021-03-20", course_completed="2021-09-25",
             course_completed_document="45-QĐ/TTCT", source="student")),
        (_person(2, "Phan Văn Chín", "Nam", "12/11/2002", "TG-02", dan_toc="Tày", so_bc="12-BC/CB", ngay_hop_cb=None,
                 trang_thai="Đang theo dõi"),
         refuse("L4 step_day_missing", name="Phan Văn Chín", sex="m", born_on="2002-11-12", ethnicity="tay", cell="TG-02",
                sympathiser_listed_document="12-BC/CB", source="student")),
        (_person(3, "Hoàng Thị Thơm", "Nữ", "3/5/2001", "TG-01", ngay_hop_cb="10/3/2021", trang_thai="Tạm dừng"),
         change("C00001", [("M5", "sympathiser_listed", None, "2021-03-10")], name="Hoàng Thị Thơm", sex="f",
                born_on="2001-05-03", cell="TG-01", sympathiser_listed="2021-03-10", source="youth_union")),
        (_person(4, "Vũ Thị Lan", "Nữ", "31/12/1999", "TG-03", ngay_qd="1/5/2021", so_qd="9-QĐ/ĐU", ngay_kn="19/5/2021",
                 trang_thai="Đã kết nạp"),
         same("C00003", name="Vũ Thị Lan", sex="f", born_on="1999-12-31", cell="TG-03", admission_decision="2021-05-01",
              admission_decision_document="9-QĐ/ĐU", admission_ceremony="2021-05-19", source="womens_union")),
        (_person(5, "Trịnh Văn Đông", "Nam", "7/7/2003", "TG-03", ngay_hop_cb="15/3/2021", ngay_qd="1/5/2021 - 3/5/2021",
                 so_qd="10-QĐ/ĐU"),
         refuse("AB7 date_range", name="Trịnh Văn Đông", sex="m", born_on="2003-07-07", cell="TG-03",
                sympathiser_listed="2021-03-15", admission_decision_document="10-QĐ/ĐU", source="student")),
    ]},
    columns="C name, E sex, F born_on, G ethnicity, K cell, L sympathiser_listed_document, M sympathiser_listed, N mentor, "
            "O mentor_assigned, S course_completed, T course_completed_document, AB admission_decision, "
            "AC admission_decision_document, AD admission_ceremony",
    unmatched=tuple((f"{place}2", _TITLES[_PLACES.index(place)]) for place in _UNREAD),
    asked={"given": {"source": "student"}, "accept_good": True},
)  # fmt: skip

OUTSTANDING = Book(
    "outstanding-masses",
    "Danh sách quần chúng ưu tú của chi bộ: tám cột, tám kiểu viết",
    "candidates",
    {"QCUT": [
        ["DANH SÁCH QUẦN CHÚNG ƯU TÚ"],
        ["Họ tên", "Số điện thoại", "Giới tính", "Ngày đưa vào", "Đảng viên giúp đỡ", "Chi bộ", "Ngày sinh", "Quê quán"],
        (["Trịnh Thị Diệp", "0912000111", "nữ", "5/1/2021", "Lê Thị Mai", "TG-01", "1/1/2002", "Hà Tĩnh"],
         refuse("E3 step_day_missing", name="Trịnh Thị Diệp", sex="f", source_listed="2021-01-05", mentor="P00002",
                cell="TG-01", born_on="2002-01-01", source="other")),
        (["Trương Văn Giáp", None, "nam", "5/1/2021", None, "TG-02", "2002", None],
         add("C00004", name="Trương Văn Giáp", sex="m", source_listed="2021-01-05", cell="TG-02", born_on="2002",
             source="other")),
        (["Lý Thị Hạnh", None, "nữ", "5/1/2023", None, "TG-02", "2002", None],
         refuse("D5 day_ahead", name="Lý Thị Hạnh", sex="f", cell="TG-02", born_on="2002", source="other")),
    ]},
    columns="A name, C sex, D source_listed, E mentor, F cell, G born_on",
    unmatched=(("B2", "Số điện thoại"), ("H2", "Quê quán")),
    asked={"given": {"source": "other"}, "accept_good": True},
)  # fmt: skip

RULES = Book(
    "steps-against-the-rules",
    "Các bước không theo thứ tự: bước trước ngày đưa vào nguồn, quyết định sau lễ kết nạp, sinh sau ngày đưa vào",
    "candidates",
    {"Nguồn": [
        ["Họ và tên", "Ngày sinh", "Chi bộ", "Nguồn", "Ngày đưa vào nguồn", "Ngày nộp đơn", "Ngày QĐ kết nạp", "Ngày kết nạp"],
        (["Trịnh Thị Diệp", "1/1/2002", "TG-01", "student", "5/1/2021", "4/1/2021", None, None],
         refuse("F2 row_before_listing", name="Trịnh Thị Diệp", born_on="2002-01-01", cell="TG-01", source="student",
                source_listed="2021-01-05", application="2021-01-04")),
        (["Trương Văn Giáp", "1/1/2002", "TG-02", "student", "5/1/2021", None, "20/5/2021", "19/5/2021"],
         refuse("G3 row_blocked", name="Trương Văn Giáp", born_on="2002-01-01", cell="TG-02", source="student",
                source_listed="2021-01-05", admission_decision="2021-05-20", admission_ceremony="2021-05-19")),
        (["Lý Thị Hạnh", "1/1/2022", "TG-02", "student", "5/1/2021", None, None, None],
         refuse("B4 birth_ahead", name="Lý Thị Hạnh", born_on="2022-01-01", cell="TG-02", source="student",
                source_listed="2021-01-05")),
        (["Mạc Văn Khải", "1/1/2002", "TG-02", "thanh niên", "5/1/2021", None, None, None],
         refuse("D5 code_unknown", name="Mạc Văn Khải", born_on="2002-01-01", cell="TG-02", source_listed="2021-01-05")),
    ]},
    columns="A name, B born_on, C cell, D source, E source_listed, F application, G admission_decision, H admission_ceremony",
)  # fmt: skip

OUTSTANDING_GIVEN = Book(
    "outstanding-masses-given",
    "Cùng danh sách ấy, ngày phân công ghi chung bằng --set: chỉ cho dòng có người giúp đỡ; hồ sơ đã có thì giữ nguyên",
    "candidates",
    {"QCUT": [
        ["Họ tên", "Đảng viên giúp đỡ", "Chi bộ", "Ngày sinh"],
        (["Trịnh Thị Diệp", "Lê Thị Mai", "TG-01", "1/1/2002"],
         add("C00004", name="Trịnh Thị Diệp", mentor="P00002", mentor_assigned="2022-01-05", cell="TG-01",
             born_on="2002-01-01", source="other")),
        (["Trương Văn Giáp", None, "TG-02", "2002"],
         add("C00005", name="Trương Văn Giáp", cell="TG-02", born_on="2002", source="other")),
        (["Hoàng Thị Thơm", None, "TG-01", "3/5/2001"],
         same("C00001", name="Hoàng Thị Thơm", cell="TG-01", born_on="2001-05-03", source="youth_union")),
        (["Đỗ Minh Quân", "Trần Thị Hòa", "TG-02", "9/4/2000"],
         change("C00002", [("B5", "mentor", None, "P00004"), ("A5", "mentor_assigned", None, "2022-01-05")],
                name="Đỗ Minh Quân", mentor="P00004", mentor_assigned="2022-01-05", cell="TG-02", born_on="2000-04-09",
                source="student")),
    ]},
    columns="A name, B mentor, C cell, D born_on",
    asked={"given": {"source": "other", "mentor_assigned": "5/1/2022"}},
)  # fmt: skip

FACTS = Book(
    "facts-of-people",
    "Dân tộc, tôn giáo, đoàn viên, nghề nghiệp, học vấn: bằng chữ, bằng mã, bằng dấu x; khác với sổ thì nói rõ",
    "candidates",
    {"Nguồn": [
        ["Mã hồ sơ", "Họ và tên", "Chi bộ", "Nguồn", "Dân tộc", "Tôn giáo", "Đoàn viên", "Nghề nghiệp", "Trình độ văn hóa"],
        ([None, "Trịnh Thị Diệp", "TG-01", "NÔNG DÂN", "KINH", "không theo tôn giáo", "x", "sinh viên", "trung học phổ thông"],
         add("C00004", name="Trịnh Thị Diệp", cell="TG-01", source="farmer", ethnicity="kinh", religion="none",
             youth_union="yes", occupation="student", schooling="upper_secondary")),
        (["C00001", None, None, None, "Tày", "Không", "không", None, "THCS"],
         change("C00001", [("E3", "ethnicity", None, "tay"), ("F3", "religion", None, "none"),
                           ("G3", "youth_union", None, "no"), ("I3", "schooling", None, "lower_secondary")],
                case="C00001", ethnicity="tay", religion="none", youth_union="no", schooling="lower_secondary")),
        ([None, "Trương Văn Giáp", "TG-02", "student", "Kinh", "đạo Dừa", "có thể", "làm ruộng", "12/12"],
         refuse("F4 code_unknown", "G4 code_unknown", "H4 code_unknown",
                name="Trương Văn Giáp", cell="TG-02", source="student", ethnicity="kinh", schooling="upper_secondary")),
    ]},
    columns="A case, B name, C cell, D source, E ethnicity, F religion, G youth_union, H occupation, I schooling",
    asked={"accept_good": True},
)  # fmt: skip

BOOKS = (TRACKING, FACTS, OUTSTANDING_GIVEN, OUTSTANDING, RULES)
