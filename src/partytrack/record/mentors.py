"""Mentors: dated assignments of full members to cases, by the cell."""

from datetime import date

from sqlmodel import col, select

from partytrack.core.case import CASE_ENDED
from partytrack.core.dates import OPEN
from partytrack.core.errors import MentorAlready, MentorNotFull
from partytrack.core.lifecycle import MENTORING, ends
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.following import end_of_probation
from partytrack.record.lookup import case_by_code, check_not_ended, person_by_code
from partytrack.record.steps import NewStep, Recorded, record_step_within
from partytrack.store.tables import Candidacy, Mentorship, Person, Stay, StepEvent


def assign_mentor(desk: Desk, case_code: str, member_code: str, *, on: date, rehearse: bool = False) -> Recorded:
    """Assign a full member as mentor from a day on; the mentor before ends on that day."""
    with act(desk, "candidate.mentor", case_code, rehearse=rehearse) as it:
        return assign_mentor_within(it, case_code, member_code, on=on)


def assign_mentor_within(it: Act, case_code: str, member_code: str, *, on: date) -> Recorded:
    """Assign a mentor as part of an open act."""
    case, member = case_by_code(it.session, case_code), person_by_code(it.session, member_code)
    _check_mentor(it, case, member, on)
    newest = it.session.exec(
        select(Mentorship).where(Mentorship.candidacy_id == case.id).order_by(col(Mentorship.from_on).desc())
    ).first()
    end, reason = OPEN, None
    if newest is not None and newest.to_on > on:
        if newest.mentor_id == member.id or newest.from_on >= on:
            raise MentorAlready(case.code, it.session.get_one(Person, newest.mentor_id).code, newest.from_on)
        end, reason = newest.to_on, newest.end_reason
        it.change(newest, to_on=on, end_reason="replaced")
    elif (ended_on := _ended_on(it, case)) is not None:
        end, reason = ended_on, CASE_ENDED
    check_not_ended(it.session, case, on)
    it.add(
        Mentorship(candidacy_id=case.id or 0, mentor_id=member.id or 0, from_on=on, to_on=end, end_reason=reason)
    )  # fmt: skip
    return record_step_within(it, case_code, NewStep(MENTORING, on))


def _ended_on(it: Act, case: Candidacy) -> date | None:
    """The day on which a case ended; an assignment recorded late ends with it."""
    end = it.session.exec(
        select(StepEvent).where(StepEvent.candidacy_id == case.id, col(StepEvent.step).in_(ends()))
    ).first()  # fmt: skip
    return end.happened_on if end else None


def _check_mentor(it: Act, case: Candidacy, member: Person, on: date) -> None:
    """Refuse a candidate or a member still in probation as mentor (Charter, article 5; regulation.md PR-04).

    A roll often lacks the day of confirmation: once the months of probation are over, the rules note that.
    """
    stays = it.session.exec(select(Stay).where(Stay.person_id == member.id)).all()
    standing = next((stay for stay in stays if stay.from_on <= on < stay.to_on), None)
    if member.id != case.person_id and standing is not None:
        over_on = end_of_probation(member.admitted_on or standing.from_on) or OPEN
        if standing.role == "full" or (standing.role == "probationary" and over_on <= on):
            return
    raise MentorNotFull(member.code, on, Word("roles", standing.role) if standing else Word("words", "no_stay"))
