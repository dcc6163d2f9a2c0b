"""Introductions: a full member vouches for a candidate, each member once; whether they may is for the rules to say."""

from datetime import date

from sqlmodel import select

from partytrack.core.errors import DaysOutOfOrder, IntroducedAlready
from partytrack.core.lifecycle import INTRODUCTION
from partytrack.core.words import Word
from partytrack.record.act import Desk, act
from partytrack.record.lookup import case_by_code, person_by_code
from partytrack.record.steps import NewStep, Recorded, record_step_within
from partytrack.store.tables import StepEvent


def introduce(
    desk: Desk, case_code: str, member_code: str, *, on: date, together_since: date | None = None,
    document: str | None = None,
) -> Recorded:  # fmt: skip
    """Record that a member introduces a candidate, and since when the two have worked, studied or lived together."""
    if together_since is not None and together_since > on:
        raise DaysOutOfOrder(Word("words", "together"), Word("words", "introduced"))
    with act(desk, "candidate.introduce", case_code) as it:
        case, member = case_by_code(it.session, case_code), person_by_code(it.session, member_code)
        before = it.session.exec(
            select(StepEvent).where(
                StepEvent.candidacy_id == case.id, StepEvent.step == INTRODUCTION, StepEvent.member_id == member.id
            )
        ).first()  # fmt: skip
        if before is not None:
            raise IntroducedAlready(case.code, member.code, before.happened_on)
        told = NewStep(INTRODUCTION, on, document, member=member.code, together_since=together_since)
        return record_step_within(it, case.code, told)
