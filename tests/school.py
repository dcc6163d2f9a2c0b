"""The secretary's words for courses and waivers, for the tests of the record layer."""

from datetime import date
from decimal import Decimal

from partytrack.core.courses import Result
from partytrack.record.course_results import NewCertificate, issue_certificate, recognise_results, record_result
from partytrack.record.courses import NewCourse, add_course, enrol
from partytrack.record.waivers import NewWaiver, waive

COURSES = {"awareness": ("2026-01-12", "2026-01-16"), "new_member": ("2026-02-02", "2026-02-06")}


class School:
    """A secretary who looks after courses, with the plainest words for each act."""

    def __init__(self, office):
        self.office, self.desk = office, office.desk

    def opens(self, kind="awareness", first=None, last=None, name="Lớp đợt 1"):
        """Enter a course and hand back its code."""
        known = COURSES.get(kind, COURSES["awareness"])
        days = (date.fromisoformat(day) for day in (first or known[0], last or known[1]))
        return add_course(self.desk, NewCourse(name, kind, *days)).code

    def takes(self, course, *cases, on=None):
        """Enrol cases and hand back those that joined."""
        return enrol(self.desk, course, cases, on=on and date.fromisoformat(on)).cases

    def marks(self, course, case, attendance=None, mark=None, retake_mark=None, retake_on=None):
        """Record a result and hand back the numbers of the rules that remarked something."""
        marks = (None if text is None else Decimal(text) for text in (mark, retake_mark))
        told = Result(attendance, *marks, retake_on and date.fromisoformat(retake_on))
        return [finding.code for finding in record_result(self.desk, course, case, told).findings]

    def recognises(self, course, on="2026-01-20", document="7-QĐ"):
        """Enter the decision on the results of a course."""
        return recognise_results(self.desk, course, on=date.fromisoformat(on), document=document)

    def certifies(self, course, case, on="2026-01-30", number="12", *, again=False):
        """Issue a certificate and hand back the numbers of the rules that remarked something."""
        new = NewCertificate(date.fromisoformat(on), number, again)
        return [finding.code for finding in issue_certificate(self.desk, course, case, new).findings]

    def waives(self, case, rule, on, until=None):
        """Waive a rule for a case."""
        new = NewWaiver(rule, "TG", "9-CV", "ở đảo xa", until and date.fromisoformat(until))
        return waive(self.desk, case, new, on=date.fromisoformat(on))
