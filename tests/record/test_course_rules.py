"""Courses: who may join, what is recorded of a learner, the decision, and the certificate that completes a step."""

from datetime import date

import pytest

from partytrack.core import errors
from partytrack.record.course_results import NewCertificate, issue_certificate
from school import School

TODAY = date(2026, 3, 20)


@pytest.fixture
def school(ward, office_at):
    """The secretary on 20 March 2026, with a course of January and two candidates in it."""
    school = School(office_at(ward, today=TODAY))
    school.office.candidate("Trần Thị Bích", on="2025-01-05")
    school.office.candidate("Lê Văn An", on="2025-01-05")
    assert school.opens() == "L00001"
    school.takes("L00001", "C00001", "C00002")
    return school


@pytest.fixture
def told(school, rows):
    """What the store says of a table's rows, in some of their columns."""
    return lambda table, *names: [tuple(row[name] for name in names) for row in rows(school.desk.store)[table]]


@pytest.fixture
def refuses(school, rows):
    """Expect a refusal that changes nothing: ``refuses(error, act, ...)`` hands back what it names."""

    def expect(error, act, *args, **rest):
        before = rows(school.desk.store), rows(school.desk.store, journal=True)
        with pytest.raises(error) as told:
            act(*args, **rest)
        assert (rows(school.desk.store), rows(school.desk.store, journal=True)) == before
        return told.value.args

    return expect


def test_a_class_may_lie_ahead(school, told):
    """A course is planned: it has its days, its kind and its code before it begins."""
    assert school.opens("new_member", "2026-06-01", "2026-06-05", " Lớp  đảng viên mới ") == "L00002"
    assert told("course", "code", "name", "kind", "from_on", "to_on")[1] == (
        "L00002", "Lớp đảng viên mới", "new_member", "2026-06-01", "2026-06-05",
    )  # fmt: skip


BAD_CLASSES = [
    (errors.DaysOutOfOrder, {"first": "2026-01-17"}),
    (errors.CodeUnknown, {"kind": "refresher"}),
    (errors.BadName, {"name": "  "}),
]


@pytest.mark.parametrize(("error", "spoilt"), BAD_CLASSES, ids=str)
def test_a_class_that_cannot_be(school, refuses, error, spoilt):
    """It does not end before it begins, is of a known kind, and has a name."""
    refuses(error, school.opens, **spoilt)


def test_several_join_in_one_act(school, told, rows):
    """Two cases are one entry of the journal, enrolled on the first day of the course where no day is told."""
    assert told("enrolment", "course_id", "candidacy_id", "enrolled_on") == [(1, 1, "2026-01-12"), (1, 2, "2026-01-12")]
    entry = rows(school.desk.store, journal=True)["journal"][-1]
    assert (entry["act"], entry["subject"]) == ("course.enrol", "L00001")


def test_who_joins_a_class_ahead_joins_today(school, told):
    """The day of an enrolment is one that has come; told, it is what was told."""
    ahead = school.opens(first="2026-06-01", last="2026-06-05")
    school.takes(ahead, "C00001")
    school.takes(ahead, " c00002 ", on="2026-03-01")
    assert told("enrolment", "enrolled_on")[2:] == [("2026-03-20",), ("2026-03-01",)]


def test_nobody_joins_twice(school, refuses):
    """Neither in a later act nor twice in one; who would have joined beside them does not."""
    school.office.candidate("Đỗ Văn Út", on="2025-01-05")
    assert refuses(errors.EnrolledAlready, school.takes, "L00001", "C00003", "C00002") == ("C00002", "L00001")
    assert refuses(errors.EnrolledAlready, school.takes, "L00001", "C00003", "C00003") == ("C00003", "L00001")


def test_an_unknown_class_or_case_is_named(school, refuses):
    """The nearest codes are offered."""
    assert refuses(errors.CourseUnknown, school.takes, "L00002", "C00001") == ("L00002", ("L00001",))
    assert refuses(errors.CaseUnknown, school.takes, "L00001", "C00009")[0] == "C00009"


def test_nobody_joins_after_the_last_day(school, refuses):
    """An enrolment after the end of the course is a slip; on its last day it is late."""
    school.office.candidate("Đỗ Văn Út", on="2025-01-05")
    refuses(errors.DaysOutOfOrder, school.takes, "L00001", "C00003", on="2026-01-17")
    assert school.takes("L00001", "C00003", on="2026-01-16") == ("C00003",)


@pytest.mark.parametrize(("ended", "joins"), [("2026-01-11", False), ("2026-01-12", True), ("2026-02-01", True)])
def test_an_ended_case_joins_no_later_class(school, refuses, ended, joins):
    """A course that began before the end of the case may be recorded late."""
    case = school.office.candidate("Đỗ Văn Út", on="2025-01-05")
    school.office.drop(case, ended)
    if joins:
        assert school.takes("L00001", case) == (case,)
    else:
        assert refuses(errors.CaseClosed, school.takes, "L00001", case)[0] == case


# kind of course, what is recorded of the case, whether it may join: awareness 12-16/1, new members 2-6/2
ADMITTED = [
    ("awareness", {}, True),
    ("awareness", {"admission_decision": "2026-01-12"}, False),
    ("awareness", {"admission_decision": "2026-01-13"}, True),
    ("awareness", {"admission_decision": "2026-01-10", "admission_ceremony": "2026-01-20"}, False),
    ("awareness", {"admission_ceremony": "2026-01-12"}, False),
    ("new_member", {}, False),
    ("new_member", {"admission_decision": "2026-01-10"}, True),
    ("new_member", {"admission_decision": "2026-01-10", "admission_ceremony": "2026-02-02"}, True),
    ("new_member", {"admission_decision": "2026-01-10", "admission_ceremony": "2026-02-03"}, False),
]


@pytest.mark.parametrize(("kind", "steps", "joins"), ADMITTED, ids=str)
def test_each_class_has_its_people(school, refuses, kind, steps, joins):
    """Candidates attend the awareness course, whoever was admitted by its first day the course for new members."""
    case = school.office.candidate("Đỗ Văn Út", on="2025-01-05")
    for step, day in steps.items():
        school.office.step(case, step, day)
    course = school.opens(kind)
    if joins:
        assert school.takes(course, case) == (case,)
    else:
        error = errors.NotAdmittedYet if kind == "new_member" else errors.AdmittedAlready
        assert refuses(error, school.takes, course, case)[:2] == (case, course)


def test_results_come_bit_by_bit(school, told):
    """What is not told stays as it was; what is told anew is corrected; marks keep their digits."""
    assert school.marks("l00001", "c00001", attendance=95) == []
    assert school.marks("L00001", "C00001", mark="7.50") == []
    assert school.marks("L00001", "C00001", mark="8") == []
    assert told("enrolment", "attendance", "mark", "retake_mark") == [(95, "8", None), (None, None, None)]


def test_a_poor_result_is_remarked_and_recorded(school, told):
    """Rules of the course warn; they hinder nobody from recording what happened."""
    assert school.marks("L00001", "C00001", 79, "4.9") == ["CL-03", "CL-04"]
    assert school.marks("L00001", "C00001", retake_mark="5", retake_on="2026-01-20") == ["CL-03", "CL-05"]
    assert school.marks("L00001", "C00001", retake_mark="6", retake_on="2026-01-21") == ["CL-03", "CL-05", "CL-05"]
    assert told("enrolment", "mark", "retake_mark", "retake_on")[0] == ("4.9", "6", "2026-01-21")


def test_a_result_needs_a_learner_and_a_class_that_has_begun(school, refuses):
    """Whoever is not in the course has no result in it, and a course ahead has none yet."""
    case = school.office.candidate("Đỗ Văn Út", on="2025-01-05")
    assert refuses(errors.NotEnrolled, school.marks, "L00001", case, 95) == (case, "L00001")
    ahead = school.opens(first="2026-03-21", last="2026-03-25")
    school.takes(ahead, case)
    assert refuses(errors.CourseAhead, school.marks, ahead, case, 95) == (ahead, date(2026, 3, 21), TODAY)
    refuses(errors.DaysOutOfOrder, school.marks, "L00001", "C00001", retake_mark="5", retake_on="2026-01-11")


def test_the_decision_counts_the_learners_and_names_who_has_no_mark(school, told):
    """Fewer than 25 learners are remarked; told again, the decision is corrected."""
    school.marks("L00001", "C00002", 95, "8")
    done = school.recognises("L00001")
    assert (done.unmarked, [finding.code for finding in done.findings]) == (("C00001",), ["CL-02"])
    school.recognises("L00001", on="2026-01-21", document="8-QĐ")
    assert told("course", "result_on", "result_document") == [("2026-01-21", "8-QĐ")]


def test_a_full_class_is_not_remarked(school):
    """Twenty-five learners are enough."""
    cases = [school.office.candidate(f"Trần Văn {number}", on="2025-01-05") for number in range(23)]
    assert len(school.takes("L00001", *cases)) == 23
    assert school.recognises("L00001").findings == []


def test_the_decision_does_not_come_before_the_end(school, refuses):
    """On the last day at the earliest."""
    refuses(errors.DaysOutOfOrder, school.recognises, "L00001", on="2026-01-15")
    school.recognises("L00001", on="2026-01-16")


@pytest.mark.parametrize(("kind", "step"), [("awareness", "course_completed"), ("new_member", "new_member_course")])
def test_a_certificate_completes_the_step_of_its_class(school, told, kind, step):
    """The step has the day and the number of the certificate."""
    if kind == "new_member":
        school.office.step("C00001", "admission_decision", "2026-01-18")
        school.office.step("C00001", "admission_ceremony", "2026-01-25")
    course = school.opens(kind)
    school.takes(course, "C00001")
    school.marks(course, "C00001", 90, "7")
    assert school.certifies(course, "C00001", on="2026-02-10", number="12/2026") == []
    assert (step, "2026-02-10", "12/2026") in told("step_event", "step", "happened_on", "document")
    assert told("enrolment", "certificate_no", "certificate_on")[2] == ("12/2026", "2026-02-10")


def test_nobody_who_failed_gets_the_certificate(school, refuses):
    """The finding is named; with a passed second attempt the certificate is issued."""
    school.marks("L00001", "C00001", 90, "4.9")
    case, course, finding = refuses(errors.CourseFailed, school.certifies, "L00001", "C00001")
    assert (case, course, finding.code) == ("C00001", "L00001", "CL-04")
    school.marks("L00001", "C00001", retake_mark="5", retake_on="2026-01-19")
    assert school.certifies("L00001", "C00001") == []


def test_a_certificate_remarks_what_speaks_against_it(school):
    """Low attendance and a late issue are told once more; without any record of a result it is issued all the same."""
    school.marks("L00001", "C00001", 79, "7")
    school.recognises("L00001")
    assert school.certifies("L00001", "C00001", on="2026-02-05") == ["CL-03", "CL-06"]
    assert school.certifies("L00001", "C00002", on="2026-02-04", number="13") == []


def test_a_waived_rule_stays_visible_and_hinders_nobody(school):
    """A fail that was waived is a note with its paper, and the certificate is issued."""
    school.marks("L00001", "C00001", 90, "4.9")
    school.waives("C00001", "CL-04", "2026-01-18")
    issued = issue_certificate(school.desk, "L00001", "C00001", NewCertificate(date(2026, 1, 30), "12"))
    assert [(each.code, each.weight, each.waived_by) for each in issued.findings] == [("CL-04", "note", "9-CV")]
    assert school.marks("L00001", "C00001", mark="4.8") == ["CL-04"]


def test_a_certificate_has_its_day(school, refuses):
    """Not before the course ended, nor before the decision where that is recorded."""
    refuses(errors.DaysOutOfOrder, school.certifies, "L00001", "C00001", on="2026-01-15")
    school.recognises("L00001")
    refuses(errors.DaysOutOfOrder, school.certifies, "L00001", "C00001", on="2026-01-19")
    assert school.certifies("L00001", "C00001", on="2026-01-20") == []


def test_a_certificate_is_issued_once(school, refuses):
    """A second one, and a number that another learner has, are refused."""
    school.certifies("L00001", "C00001", number="12")
    assert refuses(errors.CertificateAlready, school.certifies, "L00001", "C00001", number="14") == (
        "C00001", "L00001", "12", date(2026, 1, 30),
    )  # fmt: skip
    assert refuses(errors.CertificateTaken, school.certifies, "L00001", "C00002", number="12") == (
        "12", "C00001", "L00001",
    )  # fmt: skip


def test_a_faulty_certificate_is_issued_again(school, told, refuses):
    """Only the number changes, in the step too; the day of the first issue stays, and no second step is made."""
    refuses(errors.CertificateMissing, school.certifies, "L00001", "C00001", again=True)
    school.certifies("L00001", "C00001", on="2026-01-30", number="12")
    refuses(errors.DaysOutOfOrder, school.certifies, "L00001", "C00001", on="2026-01-29", number="12A", again=True)
    assert school.certifies("L00001", "C00001", on="2026-02-12", number="12A", again=True) == []
    assert told("enrolment", "certificate_no", "certificate_on")[0] == ("12A", "2026-01-30")
    steps = told("step_event", "step", "happened_on", "document")
    assert [step for step in steps if step[0] == "course_completed"] == [("course_completed", "2026-01-30", "12A")]


def test_a_result_does_not_turn_into_a_fail_under_a_certificate(school, refuses):
    """The certificate has to be taken back first; another passing mark is a correction."""
    school.marks("L00001", "C00001", 90, "7")
    school.certifies("L00001", "C00001", number="12")
    assert refuses(errors.CertificateStands, school.marks, "L00001", "C00001", mark="4") == ("C00001", "L00001", "12")
    assert school.marks("L00001", "C00001", mark="6") == []


def test_an_ended_case_gets_no_later_certificate(school, refuses):
    """The certificate is a step, and an ended case takes none after its end."""
    school.office.drop("C00001", "2026-01-25")
    refuses(errors.CaseClosed, school.certifies, "L00001", "C00001", on="2026-01-30")
    assert school.certifies("L00001", "C00001", on="2026-01-25") == []


def test_every_act_of_a_class_can_be_undone(school, rows):
    """Back from the certificate over decision, result and enrolment to the course itself, each leaves what was before."""
    school.office.undo()
    before, states = rows(school.desk.store), []
    for act in (
        lambda: school.takes("L00001", "C00001"),
        lambda: school.marks("L00001", "C00001", 90, "7"),
        lambda: school.recognises("L00001"),
        lambda: school.certifies("L00001", "C00001"),
        lambda: school.certifies("L00001", "C00001", number="12A", again=True),
    ):
        states.append(rows(school.desk.store))
        act()
    for state in reversed(states):
        school.office.undo()
        assert rows(school.desk.store) == state
    assert rows(school.desk.store) == before


def test_a_place_that_comes_back_meets_the_rules_of_entry(school):
    """Whoever was admitted meanwhile does not come back into an awareness course."""
    school.office.undo()
    taken_back = 9
    school.office.step("C00001", "admission_decision", "2026-01-12")
    with pytest.raises(errors.AdmittedAlready):
        school.office.undo(taken_back)
    school.office.undo()
    school.office.undo(taken_back)


def test_an_admission_on_which_a_course_rests_is_not_undone(school):
    """A course for new members needs the admission of those in it; without one it may go."""
    school.office.step("C00001", "admission_decision", "2026-01-18")
    school.office.step("C00001", "admission_ceremony", "2026-01-25")
    decision, ceremony = 9, 10
    school.takes(school.opens("new_member"), "C00001")
    school.office.undo(ceremony)
    with pytest.raises(errors.UndoBlockedByLater):
        school.office.undo(decision)
    school.office.undo()
    school.office.undo(decision)


def test_an_act_on_which_others_rest_is_not_undone(school):
    """A course with learners stays, and so does an enrolment with a result."""
    journal = {"course": 7, "enrolment": 8}
    school.marks("L00001", "C00001", 90, "7")
    with pytest.raises(errors.UndoBlockedByReference):
        school.office.undo(journal["course"])
    with pytest.raises(errors.UndoBlockedByLater):
        school.office.undo(journal["enrolment"])
