"""What a person reads of each finding of the rules, pinned word for word in both languages."""

import re
from datetime import date

import pytest
from test_messages import COURSE_RULES, FAILED, LATER, NEEDED, SOURCE, TEXTS, TODAY, names_in

from partytrack.core.finding import Finding
from partytrack.core.texts import LANGS, Texts
from partytrack.core.words import Citation

CHARTER = Citation("Điều lệ Đảng, Điều 4.3", "Charter, art. 4.3")
ON, SINCE = date(2022, 5, 3), date(2022, 4, 26)
CELL, DECIDED, HELD, INTRODUCED = "cell_resolution", "admission_decision", "admission_ceremony", "introduction_member"
RECOGNISED = "confirmation_cell_resolution"
WRAPPINGS = {"waived", "unverified"}
"""Clauses into which a finding or its source is put."""


def found(rule, weight, step, code, on=None, **values):
    """A finding that rests on the Charter."""
    return Finding(rule, weight, step, CHARTER, on, code=code, values=values)


# fmt: off
OF_THE_LAW = [
    (found("age_unknown", "note", CELL, "EL-01"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: chưa ghi ngày sinh nên chưa xét được tuổi [căn cứ: EL-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: the birth date is not recorded, so the age cannot be judged [EL-01, Charter, art. 4.3]"),
    (found("age_unclear", "note", CELL, "EL-01", needed=216),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: ngày sinh chưa đủ rõ để biết đã đủ 216 tháng tuổi hay chưa [căn cứ: EL-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: the birth date is not exact enough to tell whether 216 months of age were full [EL-01, Charter, art. 4.3]"),
    (found("too_young", "block", CELL, "EL-01", months=215, needed=216),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: mới đủ 215 tháng tuổi, phải đủ 216 tháng [căn cứ: EL-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: 215 full months of age, 216 are needed [EL-01, Charter, art. 4.3]"),
    (found("too_old", "warn", CELL, "EL-02", months=721, most=720),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: đã 721 tháng tuổi, quá 720 tháng, phải có đồng ý bằng văn bản trước khi quyết định [căn cứ: EL-02, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: 721 full months of age, over 720: written consent is needed before the decision [EL-02, Charter, art. 4.3]"),
    (found("consent_needed", "warn", DECIDED, "EL-04"),
     "“ban hành quyết định kết nạp”: phải có đồng ý bằng văn bản của ban thường vụ cấp ủy trực thuộc Trung ương; ghi bằng --waive [căn cứ: EL-04, Điều lệ Đảng, Điều 4.3]",
     "“admission decision”: written consent of the standing board directly under the Centre is needed; record it with --waive [EL-04, Charter, art. 4.3]"),
    (found("schooling_unknown", "note", CELL, "EL-06"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: chưa ghi trình độ giáo dục phổ thông [căn cứ: EL-06, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: the general education is not recorded [EL-06, Charter, art. 4.3]"),
    (found("schooling_below", "warn", CELL, "EL-06"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: trình độ giáo dục phổ thông thấp hơn quy định [căn cứ: EL-06, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: the general education is below what is asked for [EL-06, Charter, art. 4.3]"),
    (found("schooling_hard_area", "note", CELL, "EL-08"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: trình độ tiểu học được chấp nhận ở vùng khó khăn [căn cứ: EL-08, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: primary school is accepted in a hard area [EL-08, Charter, art. 4.3]"),
    (found("schooling_prestige", "warn", CELL, "EL-09"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: người có uy tín biết đọc, viết, phải có đồng ý bằng văn bản trước khi quyết định [căn cứ: EL-09, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: a person of prestige who reads and writes needs written consent before the decision [EL-09, Charter, art. 4.3]"),
    (found("union_unknown", "note", CELL, "UN-01"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: ở tuổi đoàn nhưng chưa ghi có phải đoàn viên hay không [căn cứ: UN-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: of youth age, but not recorded whether a Youth Union member [UN-01, Charter, art. 4.3]"),
    (found("in_no_union", "warn", CELL, "UN-02"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: ở tuổi đoàn nhưng không phải đoàn viên, cũng không phải đoàn viên công đoàn [căn cứ: UN-02, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: of youth age, but in neither the Youth Union nor the trade union [UN-02, Charter, art. 4.3]"),
    (found("not_in_youth_union", "warn", CELL, "UN-01"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: ở tuổi đoàn nhưng không phải đoàn viên thanh niên [căn cứ: UN-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: of youth age, but not a Youth Union member [UN-01, Charter, art. 4.3]"),
    (found("too_few_introducers", "block", CELL, "MN-01", count=1, needed=2),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: mới có 1 người giới thiệu, phải có 2 [căn cứ: MN-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: introduced by 1, and 2 are needed [MN-01, Charter, art. 4.3]"),
    (found("introducer_not_full", "block", INTRODUCED, "MN-02", member="P00007"),
     "“đảng viên chính thức giới thiệu”: P00007 không phải đảng viên chính thức vào ngày giới thiệu [căn cứ: MN-02, Điều lệ Đảng, Điều 4.3]",
     "“introduced by a full member”: P00007 was no full member on the day of the introduction [MN-02, Charter, art. 4.3]"),
    (found("introducer_unconfirmed", "note", INTRODUCED, "MN-02", member="P00007"),
     "“đảng viên chính thức giới thiệu”: P00007 đã hết thời gian dự bị nhưng chưa ghi ngày chính thức [căn cứ: MN-02, Điều lệ Đảng, Điều 4.3]",
     "“introduced by a full member”: the probation of P00007 is over but the day of full membership is not recorded [MN-02, Charter, art. 4.3]"),
    (found("mentor_not_full", "block", "mentor_assigned", "PR-04"),
     "“phân công đảng viên chính thức giúp đỡ”: người giúp đỡ không phải đảng viên chính thức vào ngày phân công [căn cứ: PR-04, Điều lệ Đảng, Điều 4.3]",
     "“mentor assigned”: the mentor was no full member on the day of the assignment [PR-04, Charter, art. 4.3]"),
    (found("too_short_together", "warn", INTRODUCED, "MN-03", member="P00007", months=11, needed=12),
     "“đảng viên chính thức giới thiệu”: cùng công tác, lao động, học tập với P00007 mới 11 tháng, phải đủ 12 tháng [căn cứ: MN-03, Điều lệ Đảng, Điều 4.3]",
     "“introduced by a full member”: 11 full months together with P00007, 12 are needed [MN-03, Charter, art. 4.3]"),
    (found("together_after_move", "note", INTRODUCED, "MN-05", member="P00007"),
     "“đảng viên chính thức giới thiệu”: chuyển đến có giấy giới thiệu nên không xét thời gian cùng công tác với P00007 [căn cứ: MN-05, Điều lệ Đảng, Điều 4.3]",
     "“introduced by a full member”: moved here with a letter, so the time together with P00007 is not asked for [MN-05, Charter, art. 4.3]"),
    (found("certificate_lapsed", "warn", CELL, "CL-01", on=ON, issued=SINCE),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: giấy chứng nhận cấp ngày 26/4/2022 chỉ có giá trị đến hết ngày 3/5/2022, phải học lại [căn cứ: CL-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: the certificate of 26 Apr 2022 was valid until 3 May 2022; the course must be taken again [CL-01, Charter, art. 4.3]"),
    (found("paper_old", "warn", "application", "DO-05", on=ON),
     "“nộp đơn xin vào Đảng” lập ngày 3/5/2022 đã quá thời hạn [căn cứ: DO-05, Điều lệ Đảng, Điều 4.3]",
     "“application handed in” of 3 May 2022 is too old [DO-05, Charter, art. 4.3]"),
    (found("too_few_votes", "block", CELL, "VT-01", favour=13, needed=14, entitled=20),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: phiếu tán thành 13, phải có ít nhất 14 trên tổng số 20 người có quyền biểu quyết [căn cứ: VT-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: votes in favour 13, needed at least 14 of the 20 entitled [VT-01, Charter, art. 4.3]"),
    (found("too_few_if_delegated", "note", DECIDED, "VT-05", favour=9, needed=10, entitled=15),
     "“ban hành quyết định kết nạp”: nếu do đảng ủy cơ sở được ủy quyền quyết định thì 9 phiếu tán thành là chưa đủ, phải có ít nhất 10 trong 15 [căn cứ: VT-05, Điều lệ Đảng, Điều 4.3]",
     "“admission decision”: if an executive decided by delegation, 9 votes in favour are too few: at least 10 of 15 are needed [VT-05, Charter, art. 4.3]"),
    (found("more_entitled", "note", CELL, "VT-08", entitled=21, members=20),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: ghi 21 người có quyền biểu quyết nhưng danh sách chỉ có 20 đảng viên chính thức [căn cứ: VT-08, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: 21 entitled to vote, but the roll has 20 full members [VT-08, Charter, art. 4.3]"),
    (found("fewer_entitled", "warn", CELL, "VT-01", entitled=20, members=22),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: ghi 20 người có quyền biểu quyết nhưng danh sách có 22 đảng viên chính thức, phải tính tất cả [căn cứ: VT-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: 20 entitled to vote, but the roll has 22 full members, and all of them count [VT-01, Charter, art. 4.3]"),
    (found("some_left_out", "note", CELL, "VT-09", entitled=20, members=22),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: tính 20 trong 22 đảng viên chính thức; chỉ được bớt người chuyển tạm thời và người miễn sinh hoạt vắng mặt [căn cứ: VT-09, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: 20 of 22 full members count; only those temporarily elsewhere and those exempt and absent may be left out [VT-09, Charter, art. 4.3]"),
    (found("cell_too_small", "warn", CELL, "OR-01", members=2, needed=3),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: chi bộ có 2 đảng viên chính thức, phải có ít nhất 3 [căn cứ: OR-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: the cell has too few full members: 2, and at least 3 are needed [OR-01, Charter, art. 4.3]"),
    (found("three_ballots", "warn", "confirmation_vote_lost", "VT-07", count=3),
     "“chi bộ biểu quyết công nhận chính thức không đủ hai phần ba”: đã biểu quyết 3 lần không đạt, chi bộ báo cáo cấp ủy có thẩm quyền xem xét, quyết định [căn cứ: VT-07, Điều lệ Đảng, Điều 4.3]",
     "“ballot on full membership without two thirds”: ballots without result: 3; the cell reports and the competent committee decides [VT-07, Charter, art. 4.3]"),
    (found("too_late", "warn", HELD, "TL-01", on=ON, since=SINCE),
     "“tổ chức lễ kết nạp”: quá hạn, chậm nhất là ngày 3/5/2022 (tính từ ngày 26/4/2022) [căn cứ: TL-01, Điều lệ Đảng, Điều 4.3]",
     "“admission ceremony”: too late, the last day was 3 May 2022 (counted from 26 Apr 2022) [TL-01, Charter, art. 4.3]"),
    (found("perhaps_late", "note", HELD, "TL-01", on=ON, since=SINCE),
     "“tổ chức lễ kết nạp”: chưa ghi ngày bắt đầu tính hạn; nếu tính từ ngày 26/4/2022 thì chậm nhất là ngày 3/5/2022 [căn cứ: TL-01, Điều lệ Đảng, Điều 4.3]",
     "“admission ceremony”: the day from which the limit runs is not recorded; counted from 26 Apr 2022 the last day was 3 May 2022 [TL-01, Charter, art. 4.3]"),
    (found("late_consent_needed", "warn", HELD, "TL-03", on=ON),
     "“tổ chức lễ kết nạp”: sau ngày 3/5/2022 phải được cấp ủy cấp trên trực tiếp đồng ý; ghi bằng --waive [căn cứ: TL-03, Điều lệ Đảng, Điều 4.3]",
     "“admission ceremony”: after 3 May 2022 the committee directly above must consent; record it with --waive [TL-03, Charter, art. 4.3]"),
    (found("extended_too_far", "warn", DECIDED, "TL-08", on=ON, days=30),
     "“ban hành quyết định kết nạp”: chỉ được gia hạn tối đa 30 ngày làm việc, chậm nhất là ngày 3/5/2022 [căn cứ: TL-08, Điều lệ Đảng, Điều 4.3]",
     "“admission decision”: a limit is extended by 30 working days at most, until 3 May 2022 [TL-08, Charter, art. 4.3]"),
    (found("probation_not_over", "warn", RECOGNISED, "PR-03", on=ON),
     "“chi bộ ra nghị quyết đề nghị công nhận chính thức”: thời gian dự bị đến ngày 3/5/2022 mới hết [căn cứ: PR-03, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on full membership”: probation is not over before 3 May 2022 [PR-03, Charter, art. 4.3]"),
    (found("official_from", "note", "confirmation_decision", "TL-05", on=ON),
     "“ban hành quyết định công nhận đảng viên chính thức”: là đảng viên chính thức từ ngày 3/5/2022 [căn cứ: TL-05, Điều lệ Đảng, Điều 4.3]",
     "“decision on full membership”: a full member from 3 May 2022 on [TL-05, Charter, art. 4.3]"),
    (found("readmission_early", "warn", CELL, "RE-01", on=ON, left=SINCE, months=36),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: tính từ ngày 26/4/2022 phải đủ 36 tháng, sớm nhất là ngày 3/5/2022 [căn cứ: RE-01, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: 36 months since 26 Apr 2022 are needed, so not before 3 May 2022 [RE-01, Charter, art. 4.3]"),
    (found("record_standing", "warn", CELL, "RE-02"),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: án tích chưa được xóa [căn cứ: RE-02, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: the criminal record is not cleared [RE-02, Charter, art. 4.3]"),
    (found("readmitted_before", "warn", CELL, "RE-03", count=1),
     "“chi bộ ra nghị quyết đề nghị kết nạp”: đã từng được kết nạp lại (số lần: 1), mà chỉ được kết nạp lại một lần [căn cứ: RE-03, Điều lệ Đảng, Điều 4.3]",
     "“cell resolution on admission”: readmitted already (times: 1), and once only is allowed [RE-03, Charter, art. 4.3]"),
    (found("recorded_late", "note", CELL, "", on=ON),
     "ghi bổ sung: đã ghi “chi bộ ra nghị quyết đề nghị kết nạp” ngày 3/5/2022, sau bước này",
     "recorded late: “cell resolution on admission” of 3 May 2022 comes after this step"),
]
# fmt: on

OF_STEPS_AND_COURSES = [
    (
        LATER,
        "“ban hành quyết định kết nạp” ghi ngày 3/5/2022 nhưng không được muộn hơn bước này [căn cứ: Điều lệ Đảng, Điều 5.1]",
        "“admission decision” is recorded for 3 May 2022 but cannot come later than this step [Charter art. 5.1]",
    ),
    (
        Finding("order_earlier", "block", "decision_received", Citation("29-QĐ/TW", "29-QĐ/TW"), TODAY),
        "“chi bộ nhận quyết định kết nạp” ghi ngày 26/4/2022 nhưng không được sớm hơn bước này [căn cứ: 29-QĐ/TW]",
        "“admission decision received by the cell” is recorded for 26 Apr 2022 but cannot come earlier than this step [29-QĐ/TW]",
    ),
    (
        Finding(
            "excluded", "block", "admission_decision", Citation("Điều lệ Đảng, Điều 4.3", "Charter art. 4.3"), TODAY
        ),
        "đã ghi “ban hành quyết định kết nạp” ngày 26/4/2022, nên không còn bước này nữa [căn cứ: Điều lệ Đảng, Điều 4.3]",
        "“admission decision” is recorded for 26 Apr 2022, which leaves no room for this step [Charter art. 4.3]",
    ),
    (
        NEEDED,
        "“nộp đơn xin vào Đảng” phải có trước bước này nhưng chưa được ghi [căn cứ: Điều lệ Đảng, Điều 4.3]",
        "“application handed in” must come before this step but is not recorded [Charter art. 4.3]",
    ),
    (
        Finding("not_recorded", "note", "application", Citation("Điều lệ Đảng, Điều 4.3", "Charter art. 4.3")),
        "“nộp đơn xin vào Đảng” thường có trước bước này nhưng chưa được ghi [căn cứ: Điều lệ Đảng, Điều 4.3]",
        "“application handed in” usually comes before this step but is not recorded [Charter art. 4.3]",
    ),
    (
        Finding(
            "unconfirmed_mentor", "note", "mentor_assigned", Citation("Điều lệ Đảng, Điều 5.1", "Charter art. 5.1")
        ),
        "“phân công đảng viên chính thức giúp đỡ”: người giúp đỡ đã hết thời gian dự bị nhưng chưa ghi ngày chính thức [căn cứ: Điều lệ Đảng, Điều 5.1]",
        "“mentor assigned”: the mentor's probation is over but the day of full membership is not recorded [Charter art. 5.1]",
    ),
    (
        Finding(
            "class_attendance",
            "warn",
            "course_completed",
            COURSE_RULES,
            code="CL-03",
            values={"attendance": 79, "least": 80},
        ),
        "dự 79% số tiết, dưới mức tối thiểu 80% [căn cứ: CL-03, 1147-QĐ/BTGDVTW, Điều 6.6]",
        "attended 79% of the lessons, below the minimum of 80% [CL-03, 1147-QĐ/BTGDVTW, art. 6.6]",
    ),
    (
        FAILED,
        "điểm 4,5, dưới mức đạt 5,0 [căn cứ: CL-04, 1147-QĐ/BTGDVTW, Điều 6.6]",
        "mark 4.5, below the pass mark of 5.0 [CL-04, 1147-QĐ/BTGDVTW, art. 6.6]",
    ),
    (
        Finding(
            "class_retake_late",
            "warn",
            "course_completed",
            COURSE_RULES,
            TODAY,
            "CL-05",
            values={"retaken": date(2022, 5, 3), "days": 3},
        ),
        "làm lại bài ngày 3/5/2022, quá 3 ngày sau khi lớp kết thúc (chậm nhất 26/4/2022) [căn cứ: CL-05, 1147-QĐ/BTGDVTW, Điều 6.6]",
        "second attempt on 3 May 2022, more than 3 days after the course ended (by 26 Apr 2022 at the latest) [CL-05, 1147-QĐ/BTGDVTW, art. 6.6]",
    ),
    (
        Finding("class_retake_again", "warn", "course_completed", COURSE_RULES, TODAY, "CL-05", values={"times": 1}),
        "đã làm lại bài ngày 26/4/2022, mà chỉ được làm lại 1 lần [căn cứ: CL-05, 1147-QĐ/BTGDVTW, Điều 6.6]",
        "a second attempt was made on 26 Apr 2022 already, and the course allows 1 [CL-05, 1147-QĐ/BTGDVTW, art. 6.6]",
    ),
    (
        Finding(
            "class_size", "warn", "course_completed", COURSE_RULES, code="CL-02", values={"learners": 24, "least": 25}
        ),
        "lớp có 24 học viên trong dữ liệu, dưới mức tối thiểu 25 [căn cứ: CL-02, 1147-QĐ/BTGDVTW, Điều 6.6]",
        "the course has 24 learners on record, fewer than 25 [CL-02, 1147-QĐ/BTGDVTW, art. 6.6]",
    ),
    (
        Finding(
            "certificate_late",
            "warn",
            "course_completed",
            COURSE_RULES,
            TODAY,
            "CL-06",
            values={"issued": date(2022, 5, 3), "days": 15},
        ),
        "cấp giấy ngày 3/5/2022, quá 15 ngày sau quyết định công nhận kết quả (chậm nhất 26/4/2022) [căn cứ: CL-06, 1147-QĐ/BTGDVTW, Điều 6.6]",
        "certificate of 3 May 2022, more than 15 days after the decision on the results (by 26 Apr 2022 at the latest) [CL-06, 1147-QĐ/BTGDVTW, art. 6.6]",
    ),
]
FOUND = [*OF_STEPS_AND_COURSES, *OF_THE_LAW]


@pytest.mark.parametrize(("finding", "vietnamese", "english"), FOUND, ids=[finding.rule for finding, *_ in FOUND])
def test_a_finding_names_the_step_and_its_source(finding, vietnamese, english):
    """Each finding says which step it found, its day, and the text it rests on."""
    assert (Texts("vi").finding(finding), Texts("en").finding(finding)) == (vietnamese, english)


def test_a_text_that_was_not_seen_says_so_and_a_waiver_names_its_paper():
    """Both stand beside what is found, in either language."""
    told = Finding("record_standing", "note", CELL, CHARTER, code="RE-02", verified=False, waived_by="12-CV/TU")
    assert Texts("vi").finding(told) == (
        "“chi bộ ra nghị quyết đề nghị kết nạp”: án tích chưa được xóa "
        "[căn cứ: RE-02, Điều lệ Đảng, Điều 4.3; chưa kiểm chứng được toàn văn] – đã được chấp thuận theo 12-CV/TU"
    )
    assert Texts("en").finding(told) == (
        "“cell resolution on admission”: the criminal record is not cleared "
        "[RE-02, Charter, art. 4.3; text not verified] – waived by 12-CV/TU"
    )


def test_every_finding_has_its_clause():
    """Whatever a rule can find has its clause, which somebody has read here, and no clause is left over."""
    clauses = set(TEXTS["findings"]) - WRAPPINGS
    assert clauses == {finding.rule for finding, *_ in FOUND} == set(re.findall(r'[Ff]inding\(\s*"(\w+)"', SOURCE))


@pytest.mark.parametrize("lang", LANGS)
def test_a_clause_fits_into_a_sentence(lang):
    """Findings are joined inside a sentence, so they bring no full stop and only the facts there are."""
    facts = {finding.rule: {"step", "on", "source", *finding.values} for finding, *_ in FOUND}
    facts |= {"waived": {"finding", "document"}, "unverified": {"source"}}
    for key, text in TEXTS["findings"].items():
        assert not text[lang].endswith(".")
        assert names_in(text[lang]) <= facts[key]
