"""A course from its opening to its certificates, as a secretary types it, with every sentence it is answered with."""

TODAY = "2026-03-20"
WARD = (
    "candidate add 'Trần Thị Bích' --cell TG-01 --source youth_union --on 5/1/2025",
    "candidate add 'Lê Văn An' --cell TG-01 --source student --on 5/1/2025",
    "candidate add 'Nguyễn Thị Hoa' --cell TG-02 --source womens_union --on 5/1/2025",
)
"""What is on record before the first day of the course."""

# fmt: off
COURSE_DAYS = (
    ('course add " Lớp nhận thức  đợt 1" --from 12/1/2026 --to 16/1/2026 --provider "Trung tâm chính trị" --document 5-QĐ',
     "Đã mở lớp L00001: Lớp nhận thức đợt 1, bồi dưỡng nhận thức về Đảng, từ ngày 12/1/2026 đến 16/1/2026.",
     "Entered course L00001: Lớp nhận thức đợt 1, awareness course, 12 Jan 2026 to 16 Jan 2026."),
    ("course enrol L00001 C00001 C00002 --dry-run",
     "Chạy thử, chưa ghi gì.",
     "A dry run, nothing recorded."),
    ("course enrol l00001 c00001 C00002 C00003 --on 5/1/2026",
     "Lớp L00001: đã ghi thêm C00001, C00002, C00003.",
     "Course L00001: enrolled C00001, C00002, C00003."),
    ("course result L00001 C00001 --attendance 95% --mark 7,5",
     "C00001: đã ghi kết quả lớp L00001.",
     "C00001: recorded the result in course L00001."),
    ("course result l00001 C00002 --attendance 70 --mark 4.5",
     ("Cảnh báo: dự 70% số tiết, dưới mức tối thiểu 80% [căn cứ: LUẬT]\n"
      "Cảnh báo: điểm 4,5, dưới mức đạt 5,0 [căn cứ: LUẬT]\n"
      "C00002: đã ghi kết quả lớp L00001."),
     ("Warning: attended 70% of the lessons, below the minimum of 80% [LAW]\n"
      "Warning: mark 4.5, below the pass mark of 5.0 [LAW]\n"
      "C00002: recorded the result in course L00001.")),
    ("course result L00001 C00002 --attendance 85 --retake-mark 6 --retake-on 20/1/2026",
     ("Cảnh báo: làm lại bài ngày 20/1/2026, quá 3 ngày sau khi lớp kết thúc (chậm nhất 19/1/2026) [căn cứ: LUẬT]\n"
      "C00002: đã ghi kết quả lớp L00001."),
     ("Warning: second attempt on 20 Jan 2026, more than 3 days after the course ended (by 19 Jan 2026 at the latest) [LAW]\n"
      "C00002: recorded the result in course L00001.")),
    ("course result L00001 C00002 --retake-mark 6 --retake-on 19/1/2026 --dry-run",
     "Cảnh báo: đã làm lại bài ngày 20/1/2026, mà chỉ được làm lại 1 lần [căn cứ: LUẬT]\nChạy thử, chưa ghi gì.",
     "Warning: a second attempt was made on 20 Jan 2026 already, and the course allows 1 [LAW]\nA dry run, nothing recorded."),
    ("course result L00001 --on 21/1/2026 --document 7-QĐ",
     ("Lưu ý: chưa ghi điểm của C00003.\n"
      "Cảnh báo: lớp có 3 học viên trong dữ liệu, dưới mức tối thiểu 25 [căn cứ: LUẬT]\n"
      "Lớp L00001: quyết định công nhận kết quả số 7-QĐ, ngày 21/1/2026."),
     ("Note: no mark is recorded for C00003.\n"
      "Warning: the course has 3 learners on record, fewer than 25 [LAW]\n"
      "Course L00001: results recognised by 7-QĐ of 21 Jan 2026.")),
    ("course certificate L00001 c00001 --on 5/2/2026 --document 12/2026",
     "C00001: giấy chứng nhận số 12/2026 của lớp L00001, cấp ngày 5/2/2026.",
     "C00001: certificate 12/2026 of course L00001, issued on 5 Feb 2026."),
    ("course certificate L00001 C00003 --on 6/2/2026 --document 13/2026",
     ("Cảnh báo: cấp giấy ngày 6/2/2026, quá 15 ngày sau quyết định công nhận kết quả (chậm nhất 5/2/2026) [căn cứ: LUẬT]\n"
      "C00003: giấy chứng nhận số 13/2026 của lớp L00001, cấp ngày 6/2/2026."),
     ("Warning: certificate of 6 Feb 2026, more than 15 days after the decision on the results (by 5 Feb 2026 at the latest) [LAW]\n"
      "C00003: certificate 13/2026 of course L00001, issued on 6 Feb 2026.")),
    ("course certificate L00001 C00001 --on 12/2/2026 --document 12A/2026 --again",
     "C00001: giấy chứng nhận lớp L00001 cấp lại mang số 12A/2026; thời hạn vẫn tính từ lần cấp đầu.",
     "C00001: the certificate of course L00001 is issued again as 12A/2026; it stays valid from the first issue."),
    ("candidate waive C00002 cl-05 --on 20/1/2026 --authority TG --document 9-CV --reason 'Bão lũ'",
     "C00002: miễn quy định CL-05 từ ngày 20/1/2026, theo 9-CV của TG.",
     "C00002: rule CL-05 is waived from 20 Jan 2026, by 9-CV of TG."),
    ("candidate waive c00002 TL-01 --on 20/1/2026 --authority tg --document 9-CV --reason 'Bão lũ' --until 1/6/2026 --dry-run",
     "C00002: miễn hoặc hoãn quy định TL-01 từ ngày 20/1/2026 đến hết ngày 1/6/2026, theo 9-CV của tg.\nChưa ghi gì.",
     "C00002: rule TL-01 is waived or put off from 20 Jan 2026 until 1 Jun 2026, by 9-CV of tg.\nNothing was recorded."),
)
# fmt: on
