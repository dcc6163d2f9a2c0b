"""Refusals about courses, their certificates, and waivers."""

from datetime import date

from partytrack.core.errors.base import Refused
from partytrack.core.finding import Finding


class EnrolledAlready(Refused):
    """The case is in the course already."""

    case: str
    course: str


class NotEnrolled(Refused):
    """The case is not in the course."""

    case: str
    course: str


class AdmittedAlready(Refused):
    """Whoever has been admitted does not attend a course for candidates."""

    case: str
    course: str
    on: date


class NotAdmittedYet(Refused):
    """Whoever has not been admitted by its first day does not attend a course for new members."""

    case: str
    course: str
    first: date


class CourseAhead(Refused):
    """The course has not begun, so it has no results."""

    course: str
    first: date
    today: date


class CourseFailed(Refused):
    """Nobody who failed gets the certificate; the finding tells the mark and the article."""

    case: str
    course: str
    finding: Finding


class CertificateAlready(Refused):
    """The learner has the certificate of the course."""

    case: str
    course: str
    number: str
    on: date


class CertificateMissing(Refused):
    """A certificate that was never issued cannot be issued again."""

    case: str
    course: str


class CertificateStands(Refused):
    """The result would be a fail, and a certificate was issued on the one before."""

    case: str
    course: str
    number: str


class CertificateTaken(Refused):
    """A number in the register of certificates stands for one certificate only."""

    number: str
    case: str
    course: str


class WaivedAlready(Refused):
    """The rule is waived for the case from that day already."""

    case: str
    rule: str
    on: date
