"""What an undo brings back of courses and waivers must fit what was recorded since; new members' courses need their admission."""

from sqlmodel import Session, col, select

from partytrack.core.errors import NotAdmittedYet
from partytrack.core.lifecycle import CEREMONY, DECISION
from partytrack.record.courses import check_place
from partytrack.record.lookup import check_not_ended
from partytrack.record.restored import block, brought_back, taken_away
from partytrack.store.tables import Candidacy, Course, Enrolment, Journal, JournalImage, StepEvent, Waiver


def check_courses(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse an undo that brings back what could not be entered now, or takes away an admission that a course rests on."""
    for enrolment in brought_back(session, images, Enrolment):
        _check_place(session, enrolment)
    for waiver in brought_back(session, images, Waiver):
        check_not_ended(session, session.get_one(Candidacy, waiver.candidacy_id), waiver.granted_on)
    gone = {row["candidacy_id"] for row in taken_away(images, StepEvent) if row["step"] in {DECISION, CEREMONY}}
    for enrolment in session.exec(select(Enrolment).where(col(Enrolment.candidacy_id).in_(gone))):
        try:
            _check_place(session, enrolment)
        except NotAdmittedYet:
            block(session, target, ("enrolment", str(enrolment.id)))


def _check_place(session: Session, enrolment: Enrolment) -> None:
    course, case = session.get_one(Course, enrolment.course_id), session.get_one(Candidacy, enrolment.candidacy_id)
    check_place(session, course, case, enrolment.enrolled_on)
