"""``partytrack course`` and ``candidate waive``: what they say in both languages, what they print, what they refuse."""

import csv
import io
import json
import re
import shlex

import pytest

from course_days import COURSE_DAYS, TODAY, WARD

LANGS = ("vi", "en")
PAGE = """\
Lớp nhận thức đợt 1 (L00001)
Lớp                     L00001
Tên                     Lớp nhận thức đợt 1
Loại                    bồi dưỡng nhận thức về Đảng
Từ ngày                 12/1/2026
Đến ngày                16/1/2026
Đơn vị mở lớp           Trung tâm chính trị
Số văn bản              5-QĐ
Ngày công nhận kết quả  21/1/2026
Quyết định công nhận    7-QĐ
Học viên                3
Đã cấp giấy             2

Học viên
                                    Điểm làm                Giấy chứng
Hồ sơ   Tên             Dự %  Điểm  lại         Xếp loại    nhận        Ngày cấp
────────────────────────────────────────────────────────────────────────────────
C00002  Lê Văn An        85%  4,5   6           trung bình  –           –
C00001  Trần Thị Bích    95%  7,5   –           khá         12A/2026    5/2/2026
C00003  Nguyễn Thị Hoa     –  –     –           –           13/2026     6/2/2026

Nhận xét theo quy chế lớp
Hồ sơ   Tên             Nhận xét
────────────────────────────────────────────────────────────────────────────────
–       –               lớp có 3 học viên trong dữ liệu, dưới mức tối thiểu 25
                        [căn cứ: CL-02, 1147-QĐ/BTGDVTW 2025, Quy chế, Điều 5.3]
C00002  Lê Văn An       làm lại bài ngày 20/1/2026, quá 3 ngày sau khi lớp kết
                        thúc (chậm nhất 19/1/2026) [căn cứ: CL-05,
                        1147-QĐ/BTGDVTW 2025, Quy chế, Điều 6.6] – đã được chấp
                        thuận theo 9-CV
C00003  Nguyễn Thị Hoa  cấp giấy ngày 6/2/2026, quá 15 ngày sau quyết định công
                        nhận kết quả (chậm nhất 5/2/2026) [căn cứ: CL-06,
                        1147-QĐ/BTGDVTW 2025, Quy chế, Điều 9.5a]
"""


@pytest.fixture
def at_school(run, ward):
    """Run a line in the ward of the course, on its day: ``at_school("course list")``."""
    for line in WARD:
        assert run(*shlex.split(line), db=ward, today=TODAY).code == 0
    return lambda line, lang="en": run(*shlex.split(line), db=ward, today=TODAY, lang=lang)


@pytest.fixture
def after_class(at_school):
    """The same after the days of the course."""
    for line, *_ in COURSE_DAYS:
        assert at_school(line).code == 0
    return at_school


@pytest.mark.parametrize("lang", LANGS)
def test_the_days_of_a_class(at_school, lang):
    """From its opening to a certificate issued again, each sentence is pinned."""
    for line, *said in COURSE_DAYS:
        done = at_school(line, lang)
        heard = re.sub(
            r"\[(căn cứ: |)[^]]+\]", lambda cited: f"[{cited[1]}{'LUẬT' if lang == 'vi' else 'LAW'}]", done.err
        )
        assert (line, done.code, heard) == (line, 0, said[LANGS.index(lang)] + "\n")


def test_only_a_new_class_prints_its_code(at_school):
    """Scripts read the code from stdout; whatever else is said goes beside it."""
    assert [at_school(line).out for line, *_ in COURSE_DAYS] == ["L00001\n"] + [""] * (len(COURSE_DAYS) - 1)


def test_a_class_on_one_page(after_class):
    """What is known of the course, its learners by given name, and what its regulation remarks, waivers too."""
    assert after_class("course show l00001", "vi").out == PAGE


def test_a_class_for_scripts(after_class):
    """Days are ISO, marks exact decimals as text, the grade its code, what is not known null."""
    shown = json.loads(after_class("course show L00001 --format json").out)
    assert shown["show"] == "course"
    assert (shown["course"][0]["kind"], shown["course"][0]["result_on"]) == ("awareness", "2026-01-21")
    learners = {row["case"]: row for row in shown["learners"]}
    assert learners["C00001"] == {
        "case": "C00001", "name": "Trần Thị Bích", "unit": "TG-01", "attendance": 95, "mark": "7.5",
        "retake_mark": None, "retake_on": None, "grade": "good", "grade_text": "good", "certificate": "12A/2026",
        "certificate_on": "2026-02-05",
    }  # fmt: skip
    assert (learners["C00002"]["retake_mark"], learners["C00002"]["retake_on"]) == ("6", "2026-01-20")
    remarks = [(row["case"], row["rule"]) for row in shown["findings"]]
    assert remarks == [(None, "CL-02"), ("C00002", "CL-05"), ("C00003", "CL-06")]


def test_the_list_of_classes(after_class):
    """The newest first, with how many attend and how many were certified."""
    after_class("course add 'Lớp đảng viên mới' --kind new_member --from 1/6/2026 --to 5/6/2026")
    listed = json.loads(after_class("course list --format json").out)
    assert listed["list"] == "courses"
    assert [(row["course"], row["learners"], row["certificates"]) for row in listed["rows"]] == [
        ("L00002", 0, 0),
        ("L00001", 3, 2),
    ]
    rows = list(csv.DictReader(io.StringIO(after_class("course list --format csv").out)))
    assert [(row["course"], row["kind"], row["from_on"]) for row in rows] == [
        ("L00002", "new_member", "2026-06-01"),
        ("L00001", "awareness", "2026-01-12"),
    ]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("line", ["course list", "course show L00001"])
def test_classes_fit_eighty_columns(after_class, line, lang):
    """Lists and pages are made for a terminal of 80 columns."""
    assert max(map(len, after_class(line, lang).out.splitlines())) <= 80


def test_the_case_shows_the_certificate(after_class):
    """The page of the case has the step with the day of the first certificate and the number of the newest."""
    steps = json.loads(after_class("candidate show C00001 --format json").out)["steps"]
    assert ("course_completed", "2026-02-05", "12A/2026") in [
        (step["step"], step["date"], step["document"]) for step in steps
    ]


REFUSED = {
    4: (
        "course add Lớp --from 31/02/2026 --to 1/3/2026", "course add Lớp --from 2/3/2026 --to 1/3/2026",
        "course add '' --from 1/3/2026 --to 2/3/2026", "course add Lớp --from 1/3/2026 --to 2/3/2026 --provider ' '",
        "course add Lớp --from 1/3/2026 --to 2/3/2026 --document ''", "course enrol L00001 C00001 --on 21/3/2026",
        "course enrol L00001 C00001 --on hôm-nay", "course result L00001 C00001 --mark 11",
        "course result L00001 C00001 --mark -1", "course result L00001 C00001 --mark 7.555",
        "course result L00001 C00001 --mark ''", "course result L00001 C00001 --attendance 101",
        "course result L00001 C00001 --attendance -5", "course result L00001 C00001 --attendance 8o",
        "course result L00001 C00001 --retake-mark 5 --retake-on 21/3/2026",
        "course result L00001 C00001 --retake-mark 5 --retake-on 11/1/2026",
        "course result L00001 --on 15/1/2026 --document 7", "course result L00001 --on 21/3/2026 --document 7",
        "course result L00001 --on 20/1/2026 --document ''",
        "course certificate L00001 C00002 --on 15/1/2026 --document 14",
        "course certificate L00001 C00002 --on 21/3/2026 --document 14",
        "course certificate L00001 C00002 --on 1/3/2026 --document ' '",
        "candidate waive C00001 CL-01 --on 21/3/2026 --authority TG --document 9 --reason x",
        "candidate waive C00001 CL-01 --on 1/3/2026 --authority TG --document '' --reason x",
        "candidate waive C00001 CL-01 --on 1/3/2026 --authority TG --document 9 --reason ' '",
        "candidate waive C00001 CL-01 --on 1/3/2026 --authority TG --document 9 --reason x --until 28/2/2026",
    ),
    3: (
        "course show L00009", "course show ''", "course enrol L00009 C00001", "course enrol L00001 C00009",
        "course result L00009 C00001 --mark 5", "course result L00001 C00009 --mark 5",
        "course result L00009 --on 20/1/2026 --document 7", "course certificate L00009 C00002 --on 1/3/2026 --document 14",
        "course certificate L00001 C00009 --on 1/3/2026 --document 14",
        "course add Lớp --kind refresher --from 1/3/2026 --to 2/3/2026",
        "candidate waive C00009 CL-01 --on 1/3/2026 --authority TG --document 9 --reason x",
        "candidate waive C00001 CL-99 --on 1/3/2026 --authority TG --document 9 --reason x",
        "candidate waive C00001 CL-01 --on 1/3/2026 --authority TG-99 --document 9 --reason x",
    ),
    2: (
        "course", "course add Lớp", "course add Lớp --from 1/3/2026", "course enrol L00001", "course enrol",
        "course result L00001", "course result L00001 C00001", "course result L00001 --mark 5",
        "course result L00001 --on 20/1/2026", "course result L00001 --document 7",
        "course result L00001 C00001 --on 20/1/2026 --document 7", "course result L00001 C00001 --mark 5 --on 20/1/2026",
        "course result L00001 C00001 --retake-mark 5", "course result L00001 C00001 --retake-on 20/1/2026",
        "course certificate L00001 C00002 --on 1/3/2026", "course certificate L00001 C00002 --document 14",
        "course show", "course list --format pdf", "candidate waive C00001 CL-01 --on 1/3/2026 --authority TG",
    ),
    1: (
        "course enrol L00001 C00001", "course certificate L00001 C00001 --on 1/3/2026 --document 14",
        "course certificate L00001 C00002 --on 1/3/2026 --document 14 --again",
        "course certificate L00001 C00002 --on 1/3/2026 --document 13/2026",
        "course result L00001 C00001 --mark 4",
        "candidate waive C00002 CL-05 --on 20/1/2026 --authority TG --document 9 --reason x",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in REFUSED.items() for line in lines])
@pytest.mark.parametrize("lang", LANGS)
def test_a_bad_value_is_refused(run, held, classroom, code, line, lang):
    """The exit code is the contract's, the message is one, no data comes, nothing changes."""
    before = held(classroom)
    done = run(*shlex.split(line), db=classroom, lang=lang, today=TODAY)
    assert (done.code, done.out) == (code, ""), done.err
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert held(classroom) == before


@pytest.fixture(scope="module")
def classroom(ward_template, tmp_path_factory):
    """The ward after the days of the course; refusals change nothing."""
    from partytrack.cli.app import call  # noqa: PLC0415  # as the tests do

    path = tmp_path_factory.mktemp("classroom") / "ward.db"
    path.write_bytes(ward_template.read_bytes())
    for line in (*WARD, *(line for line, *_ in COURSE_DAYS)):
        assert call(["--db", str(path), "--today", TODAY, *shlex.split(line)]) == 0
    return path
