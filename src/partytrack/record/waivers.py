"""Waivers: a rule does not hold for a case from a day on, by whose authority and on which paper."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from sqlmodel import Session, col, select

from partytrack.core.errors import CodeUnknown, DaysOutOfOrder, WaivedAlready
from partytrack.core.regulation import regulation
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import case_by_code, check_exists, check_not_ended, unit_by_code
from partytrack.store.tables import Candidacy, Waiver


@dataclass(frozen=True)
class NewWaiver:
    """What is told of a waiver: the rule by its number (CL-01 …), the unit that grants it, its paper, and why.

    ``until_on``: of a time limit, the day to which it is put off; untold, the limit is lifted.
    """

    rule: str
    authority: str
    document: str
    reason: str
    until_on: date | None = None


def waive(desk: Desk, case_code: str, new: NewWaiver, *, on: date, rehearse: bool = False) -> Waiver:
    """Waive a rule for a case from a day on."""
    with act(desk, "candidate.waive", case_code, rehearse=rehearse) as it:
        return grant_within(it, case_by_code(it.session, case_code), new, on)


def grant_within(it: Act, case: Candidacy, new: NewWaiver, on: date) -> Waiver:
    """Waive a rule as part of an open act."""
    rule, authority = check_rule(new.rule), unit_by_code(it.session, new.authority)
    check_exists(authority, on)
    check_not_ended(it.session, case, on)
    if new.until_on is not None and new.until_on < on:
        raise DaysOutOfOrder(Word("words", "waived"), Word("words", "waived_until"))
    same = select(Waiver).where(Waiver.candidacy_id == case.id, Waiver.rule == rule, Waiver.granted_on == on)
    if it.session.exec(same).first() is not None:
        raise WaivedAlready(case.code, rule, on)
    return it.add(
        Waiver(
            candidacy_id=case.id or 0, rule=rule, granted_on=on, authority_id=authority.id or 0,
            document=new.document, reason=new.reason, until_on=new.until_on,
        )
    )  # fmt: skip


def papers_of(session: Session, case: Candidacy) -> dict[str, str]:
    """The rules that were waived for a case, each with the newest paper that says so."""
    granted = select(Waiver).where(Waiver.candidacy_id == case.id).order_by(col(Waiver.granted_on))
    return {waiver.rule: waiver.document for waiver in session.exec(granted)}


def check_rule(text: str) -> str:
    """The number of a rule of the regulations; ``CodeUnknown`` with the nearest ones, or all, where there is none."""
    rule, known = text.strip().upper(), sorted(regulation().rules)
    if rule not in known:
        raise CodeUnknown(Word("words", "rules"), text, tuple(get_close_matches(rule, known, n=3)) or tuple(known))
    return rule
