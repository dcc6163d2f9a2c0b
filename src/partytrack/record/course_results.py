"""What became of those in a course: attendance and marks, the decision that recognises them, certificates."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, func, select

from partytrack.core.courses import (
    Result,
    failed,
    judge_certificate,
    judge_result,
    judge_second_retake,
    judge_size,
    with_waivers,
)
from partytrack.core.errors import (
    CertificateAlready,
    CertificateMissing,
    CertificateStands,
    CertificateTaken,
    CourseAhead,
    CourseFailed,
    DaysOutOfOrder,
    NotEnrolled,
)
from partytrack.core.finding import Finding
from partytrack.core.regulation import regulation
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.courses import course_by_code, find_enrolment, taught
from partytrack.record.lookup import case_by_code
from partytrack.record.steps import NewStep, Recorded, record_step_within
from partytrack.record.waivers import papers_of
from partytrack.store.tables import Candidacy, Course, Enrolment, StepEvent


@dataclass(frozen=True)
class Recognised:
    """What the decision on a course says back: the course, the learners without a mark, and what the rules remark."""

    course: str
    unmarked: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


def record_result(desk: Desk, course_code: str, case_code: str, told: Result, *, rehearse: bool = False) -> Recorded:
    """Record what a learner achieved; what is not told stays as it was, what is told anew is corrected."""
    with act(desk, "course.result", case_code, rehearse=rehearse) as it:
        return record_result_within(it, course_code, case_code, told)


def record_result_within(it: Act, course_code: str, case_code: str, told: Result) -> Recorded:
    """Record what a learner achieved as part of an open act."""
    course, case, enrolment = _learner(it.session, course_code, case_code)
    if it.today < course.from_on:
        raise CourseAhead(course.code, course.from_on, it.today)
    if told.retake_on is not None and told.retake_on < course.from_on:
        raise DaysOutOfOrder(Word("words", "course_begins"), Word("words", "retaken"))
    before, law, rules_of = result_of(enrolment), regulation(), taught(course)
    now, papers = replace_told(before, told), papers_of(it.session, case)
    failure = failed(rules_of, now, law)
    if enrolment.certificate_no is not None and failure is not None and failure.code not in papers:
        raise CertificateStands(case.code, course.code, enrolment.certificate_no)
    it.change(
        enrolment, attendance=now.attendance, mark=_text(now.mark), retake_mark=_text(now.retake_mark),
        retake_on=now.retake_on,
    )  # fmt: skip
    found = [*judge_result(rules_of, now, law), *judge_second_retake(rules_of, before, now, law)]
    return Recorded(case.code, with_waivers(found, papers))


def replace_told(before: Result, told: Result) -> Result:
    """What was known, with what is told now in its place."""
    return before._replace(**{name: value for name, value in told._asdict().items() if value is not None})


def recognise_results(desk: Desk, course_code: str, *, on: date, document: str, rehearse: bool = False) -> Recognised:
    """Enter the decision that recognises the results of a course; told again, it is corrected."""
    with act(desk, "course.decision", course_code, rehearse=rehearse) as it:
        return recognise_results_within(it, course_code, on=on, document=document)


def recognise_results_within(it: Act, course_code: str, *, on: date, document: str) -> Recognised:
    """Enter the decision that recognises the results of a course as part of an open act."""
    course = course_by_code(it.session, course_code)
    if on < course.to_on:
        raise DaysOutOfOrder(Word("words", "course_ends"), Word("words", "results_recognised"))
    it.change(course, result_on=on, result_document=document)
    learners = select(func.count(col(Enrolment.id))).where(Enrolment.course_id == course.id)
    unmarked = it.session.exec(
        select(Candidacy.code)
        .join(Enrolment, col(Enrolment.candidacy_id) == Candidacy.id)
        .where(Enrolment.course_id == course.id, col(Enrolment.mark).is_(None))
        .order_by(Candidacy.code)
    )
    found = judge_size(taught(course), it.session.exec(learners).one(), regulation())
    return Recognised(course.code, tuple(unmarked), found)


@dataclass(frozen=True)
class NewCertificate:
    """What is told of a certificate: its day and number; ``again``: it takes the place of one that was faulty."""

    on: date
    number: str
    again: bool = False


def issue_certificate(
    desk: Desk, course_code: str, case_code: str, new: NewCertificate, *, rehearse: bool = False
) -> Recorded:
    """Issue a certificate, which completes the step of the course; issued again it only changes its number."""
    with act(desk, "course.certificate", case_code, rehearse=rehearse) as it:
        return issue_certificate_within(it, course_code, case_code, new)


def issue_certificate_within(it: Act, course_code: str, case_code: str, new: NewCertificate) -> Recorded:
    """Issue a certificate as part of an open act."""
    course, case, enrolment = _learner(it.session, course_code, case_code)
    if new.again:
        return _issue_again(it, course, case, enrolment, new)
    return _issue(it, course, case, enrolment, new)


def _issue(it: Act, course: Course, case: Candidacy, enrolment: Enrolment, new: NewCertificate) -> Recorded:
    """Issue a first certificate, unless the learner has one or failed; its day is that of the step."""
    if enrolment.certificate_no is not None and enrolment.certificate_on is not None:
        raise CertificateAlready(case.code, course.code, enrolment.certificate_no, enrolment.certificate_on)
    rules_of, result, law = taught(course), result_of(enrolment), regulation()
    failure, papers = failed(rules_of, result, law), papers_of(it.session, case)
    if failure is not None and failure.code not in papers:
        raise CourseFailed(case.code, course.code, failure)
    _check_number(it.session, course, new.number)
    if new.on < (course.result_on or course.to_on):
        earlier = "course_ends" if course.result_on is None else "results_recognised"
        raise DaysOutOfOrder(Word("words", earlier), Word("words", "certificate_issued"))
    it.change(enrolment, certificate_no=new.number, certificate_on=new.on)
    recorded = record_step_within(it, case.code, NewStep(rules_of.step, new.on, document=new.number))
    found = [*judge_result(rules_of, result, law), *judge_certificate(rules_of, new.on, law)]
    return replace(recorded, findings=[*with_waivers(found, papers), *recorded.findings])


def _issue_again(it: Act, course: Course, case: Candidacy, enrolment: Enrolment, new: NewCertificate) -> Recorded:
    """Put another number in place of a faulty certificate's; it stays valid from the day of the first."""
    if enrolment.certificate_no is None or enrolment.certificate_on is None:
        raise CertificateMissing(case.code, course.code)
    if new.on < enrolment.certificate_on:
        raise DaysOutOfOrder(Word("words", "certificate_issued"), Word("words", "certificate_again"))
    _check_number(it.session, course, new.number)
    step = it.session.exec(
        select(StepEvent).where(
            StepEvent.candidacy_id == case.id, StepEvent.step == taught(course).step,
            StepEvent.happened_on == enrolment.certificate_on, StepEvent.document == enrolment.certificate_no,
        )
    ).first()  # fmt: skip
    it.change(enrolment, certificate_no=new.number)
    if step is not None:
        it.change(step, document=new.number)
    return Recorded(case.code)


def _check_number(session: Session, course: Course, number: str) -> None:
    """Each number of a register of certificates stands for one certificate (QĐ 1147, article 9.5)."""
    holder = session.exec(
        select(Candidacy.code)
        .join(Enrolment, col(Enrolment.candidacy_id) == Candidacy.id)
        .where(Enrolment.course_id == course.id, Enrolment.certificate_no == number)
    ).first()
    if holder is not None:
        raise CertificateTaken(number, holder, course.code)


def _learner(session: Session, course_code: str, case_code: str) -> tuple[Course, Candidacy, Enrolment]:
    """The course, the case and its place in the course."""
    course, case = course_by_code(session, course_code), case_by_code(session, case_code)
    enrolment = find_enrolment(session, course, case)
    if enrolment is None:
        raise NotEnrolled(case.code, course.code)
    return course, case, enrolment


def result_of(enrolment: Enrolment) -> Result:
    """What a learner achieved, as recorded; marks are exact decimals kept as text."""
    mark, again = (None if text is None else Decimal(text) for text in (enrolment.mark, enrolment.retake_mark))
    return Result(enrolment.attendance, mark, again, enrolment.retake_on)


def _text(mark: Decimal | None) -> str | None:
    return None if mark is None else str(mark)
