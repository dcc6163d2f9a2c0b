"""Lists from their first dry run to the record, as a secretary types it, with every ending that is told."""

TODAY = "2022-04-26"
LISTS = {
    "moi.csv": ("Họ và tên;Năm sinh;Chi bộ", "Bùi Văn Bình;1980;TG-01", "Cao Thị Cúc;1982;TG-02"),
    "sai.csv": ("Họ và tên;Năm sinh;Chi bộ", "Đinh Văn Dần;1950;TG-99"),
    "nua.csv": ("Họ và tên;Năm sinh;Chi bộ", "Đinh Văn Dần;1950;TG-99", "Giang Thị Giáp;1985;TG-02"),
}
"""The files, line by line."""

# fmt: off
LIST_DAYS = (
    ("import members moi.csv --dry-run", 0,
     "Chạy thử, chưa ghi gì.",
     "A dry run, nothing recorded."),
    ("import members moi.csv", 0,
     "Đã ghi danh sách. Lệnh partytrack undo hoàn tác toàn bộ.",
     "The list is recorded. Use partytrack undo to take all of it back."),
    ("import members moi.csv", 0,
     "Không có gì mới để ghi.",
     "There was nothing to record."),
    ("import members sai.csv", 4,
     "Chưa ghi gì, vì có dòng không nhận mà các dòng khác không có gì mới. Hãy sửa danh sách rồi nhập lại.",
     "Nothing was recorded: rows are refused, and the others hold nothing new. Mend the list and import it again."),
    ("import members nua.csv", 4,
     "Chưa ghi gì, vì có dòng không nhận. Hãy sửa danh sách rồi nhập lại, hoặc thêm --accept-good để ghi các dòng tốt.",
     "Nothing was recorded, as rows are refused. Mend the list and import it again, or add --accept-good to record the good rows."),
    ("import members nua.csv --accept-good", 4,
     "Đã ghi danh sách. Lệnh partytrack undo hoàn tác toàn bộ.",
     "The list is recorded. Use partytrack undo to take all of it back."),
    ("import members nua.csv --accept-good", 4,
     "Chưa ghi gì, vì có dòng không nhận mà các dòng khác không có gì mới. Hãy sửa danh sách rồi nhập lại.",
     "Nothing was recorded: rows are refused, and the others hold nothing new. Mend the list and import it again."),
)
# fmt: on
