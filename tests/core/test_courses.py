"""Courses: what can be read as a mark, and each bound of the course regulation, the day before it and on it."""

from datetime import date
from decimal import Decimal

import pytest

from partytrack.core.courses import (
    Result,
    Taught,
    failed,
    grade,
    judge_certificate,
    judge_result,
    judge_second_retake,
    judge_size,
    parse_attendance,
    parse_mark,
)
from partytrack.core.errors import BadAttendance, BadMark
from partytrack.core.regulation import regulation

FIRST, LAST = date(2026, 1, 12), date(2026, 1, 16)
DECIDED = date(2026, 1, 20)
AWARENESS = Taught(FIRST, LAST, DECIDED, "course_completed")
LAW = regulation()
NO_LAW = Taught(date(2025, 11, 24), date(2025, 11, 30), date(2025, 11, 30), "course_completed")
"""A course that ended, and whose results were recognised, on the day before the course regulation."""

MARKS = {
    "0": "0", "5": "5", "10": "10", "7.5": "7.5", "7,5": "7.5", " 8,25 ": "8.25", "10,00": "10.00", "05": "5",
}  # fmt: skip
NO_MARKS = ["", "-1", "10.01", "11", "7.555", "7.", ",5", "7,5,0", "1o", "８", "5/10", "5%"]
ATTENDANCES = {"0": 0, "80": 80, "85%": 85, "85 %": 85, " 100 ": 100}
NO_ATTENDANCES = ["", "-1", "101", "79.5", "8o", "%", "８０"]


@pytest.mark.parametrize(("text", "mark"), MARKS.items())
def test_a_mark_is_an_exact_decimal_out_of_ten(text, mark):
    """A comma serves as well as a point, and no digit is lost."""
    assert parse_mark(text) == Decimal(mark)
    assert str(parse_mark(text)) == str(Decimal(text.strip().replace(",", ".")))


@pytest.mark.parametrize("text", NO_MARKS)
def test_what_is_no_mark_is_refused(text):
    """Nothing outside of 0 to 10, and nothing that has to be guessed."""
    with pytest.raises(BadMark):
        parse_mark(text)


@pytest.mark.parametrize(("text", "attendance"), ATTENDANCES.items())
def test_attendance_is_in_whole_per_cent(text, attendance):
    """With or without the sign."""
    assert parse_attendance(text) == attendance


@pytest.mark.parametrize("text", NO_ATTENDANCES)
def test_what_is_no_attendance_is_refused(text):
    """Nothing outside of 0 to 100, and no fraction of a per cent."""
    with pytest.raises(BadAttendance):
        parse_attendance(text)


def result(attendance=None, mark=None, retake_mark=None, retake_on=None):
    """A result with marks from text."""
    marks = (None if text is None else Decimal(text) for text in (mark, retake_mark))
    return Result(attendance, *marks, retake_on)


GRADES = {
    "4.99": None, "5": "average", "6.99": "average", "7": "good", "7.99": "good", "8": "very_good",
    "8.99": "very_good", "9": "excellent", "10": "excellent",
}  # fmt: skip


@pytest.mark.parametrize(("mark", "reached"), GRADES.items())
def test_each_grade_begins_at_its_mark(mark, reached):
    """5 to below 7 average, to below 8 good, to below 9 very good, then excellent; below 5 there is none."""
    assert grade(AWARENESS, result(mark=mark), LAW) == reached
    assert grade(AWARENESS, result(mark="3", retake_mark=mark, retake_on=LAST), LAW) == reached


JUDGED = [
    (result(), []),
    (result(80, "5.0"), []),
    (result(79), ["CL-03"]),
    (result(100, "4.99"), ["CL-04"]),
    (result(79, "4.99"), ["CL-03", "CL-04"]),
    (result(90, "4", "5", date(2026, 1, 19)), []),
    (result(90, "4", "5", date(2026, 1, 20)), ["CL-05"]),
    (result(90, "4", "4", date(2026, 1, 19)), ["CL-04"]),
    (result(90, "6", "4", date(2026, 1, 20)), ["CL-04", "CL-05"]),
]


@pytest.mark.parametrize(("achieved", "codes"), JUDGED, ids=str)
def test_a_result_is_judged_by_the_class_regulation(achieved, codes):
    """At least 80% of the lessons, a mark of 5,0, a second attempt within 3 days, which counts instead of the first."""
    found = judge_result(AWARENESS, achieved, LAW)
    assert [finding.code for finding in found] == codes
    assert {(finding.weight, finding.step) for finding in found} <= {("warn", "course_completed")}
    assert all("1147-QĐ/BTGDVTW" in finding.source.vi for finding in found)


def test_a_finding_names_what_it_found_and_what_is_asked():
    """The mark beside the pass mark, the day of the second attempt beside the last one for it."""
    failure, late = judge_result(AWARENESS, result(90, "4", "4,5".replace(",", "."), date(2026, 1, 20)), LAW)
    assert failure.values == {"mark": Decimal("4.5"), "least": Decimal("5.0")}
    assert (late.on, late.values) == (date(2026, 1, 19), {"retaken": date(2026, 1, 20), "days": 3})


def test_only_a_recorded_mark_is_a_fail():
    """Without a mark nobody knows; low attendance alone is remarked, not failed."""
    assert failed(AWARENESS, result(10), LAW) is None
    assert failed(AWARENESS, result(10, "4.99"), LAW).code == "CL-04"


SECOND = [
    (None, date(2026, 1, 18), False),
    (date(2026, 1, 18), date(2026, 1, 18), False),
    (date(2026, 1, 18), date(2026, 1, 19), True),
    (date(2026, 1, 18), None, False),
]


@pytest.mark.parametrize(("before", "now", "remarked"), SECOND)
def test_there_is_one_second_attempt(before, now, remarked):
    """A third attempt is remarked; the same day told again only corrects the mark."""
    found = judge_second_retake(AWARENESS, result(retake_on=before), result(retake_on=now), LAW)
    assert [finding.code for finding in found] == ["CL-05"] * remarked


@pytest.mark.parametrize(("learners", "codes"), [(24, ["CL-02"]), (25, []), (0, ["CL-02"])])
def test_a_class_has_twenty_five_learners(learners, codes):
    """Fewer are remarked."""
    assert [finding.code for finding in judge_size(AWARENESS, learners, LAW)] == codes


@pytest.mark.parametrize(("issued", "codes"), [(20, []), (21, []), (35, []), (36, ["CL-06"])])
def test_a_certificate_comes_within_fifteen_days(issued, codes):
    """The fifteenth day after the decision is in time; the regulation counts plain days."""
    day = date.fromordinal(DECIDED.toordinal() + issued - DECIDED.day)
    assert [finding.code for finding in judge_certificate(AWARENESS, day, LAW)] == codes


def test_without_a_decision_no_certificate_is_late():
    """What was not recorded is no contradiction."""
    assert judge_certificate(AWARENESS._replace(decided_on=None), date(2026, 12, 31), LAW) == []


def test_before_the_class_regulation_nothing_is_remarked():
    """Of 30 November 2025 no course rule is known: no fail, no grade, no remark."""
    poor = result(10, "1", "1", date(2025, 11, 30))
    assert judge_result(NO_LAW, poor, LAW) == []
    assert (failed(NO_LAW, poor, LAW), grade(NO_LAW, result(mark="9"), LAW)) == (None, None)
    assert judge_size(NO_LAW, 3, LAW) == []
    assert judge_certificate(NO_LAW, date(2026, 5, 1), LAW) == []


def test_each_event_is_judged_by_the_law_of_its_own_day():
    """A course of November 2025 whose second attempt fell into December is judged by the rules of December for that."""
    late = result(10, "1", "2", date(2025, 12, 4))
    assert [finding.code for finding in judge_result(NO_LAW, late, LAW)] == ["CL-04", "CL-05"]
