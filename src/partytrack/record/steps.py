"""Steps of a case: what happened on a day, checked against what was recorded before and against the law of that day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from partytrack.core.case import Event, Votes
from partytrack.core.errors import (
    BadVotes,
    BeforeListing,
    CaseClosed,
    StepAlready,
    StepBlocked,
    StepByOtherCommand,
    StepDerived,
)
from partytrack.core.figures import parse_count
from partytrack.core.finding import Finding
from partytrack.core.lifecycle import LISTING, Step, step, steps
from partytrack.core.rules import findings_at
from partytrack.core.words import Word
from partytrack.counting.dossiers import whole
from partytrack.record.act import Act, Desk, act
from partytrack.record.following import follow
from partytrack.record.lookup import case_by_code, check_exists, person_by_code, unit_by_code
from partytrack.record.tallies import check_untallied
from partytrack.record.waivers import NewWaiver, grant_within
from partytrack.store.engine import runner
from partytrack.store.judging import judge
from partytrack.store.tables import Candidacy, Stay, StepEvent, Unit


def parse_votes(text: str) -> Votes:
    """Read ``ENTITLED/PRESENT/FOR``, each no larger than the one before it; a ballot has somebody entitled to vote."""
    parts = text.split("/")
    if len(parts) != 3:
        raise BadVotes(text)
    entitled, present, favour = (parse_count("votes", part) for part in parts)
    if not favour <= present <= entitled or not entitled:
        raise BadVotes(text)
    return Votes(entitled, present, favour)


@dataclass(frozen=True)
class NewStep:
    """What is told of a step: its key and day; document, deciding unit, votes, reason, expected return, where told.

    ``member``: the code of who introduces, ``together_since`` since when they have been together; ``place``: of a
    move, an organisation outside of this store. ``waiver``: a rule that does not hold for the case from the same day.
    """

    key: str
    on: date
    document: str | None = None
    by: str | None = None
    votes: Votes | None = None
    reason: str | None = None
    return_on: date | None = None
    member: str | None = None
    together_since: date | None = None
    place: str | None = None
    waiver: NewWaiver | None = None


@dataclass
class Recorded:
    """What an act on a case says back: the case's code, findings that do not block, possible namesakes."""

    case: str
    findings: list[Finding] = field(default_factory=list)
    namesakes: tuple[str, ...] = ()


def record_step(desk: Desk, case_code: str, new: NewStep, *, rehearse: bool = False) -> Recorded:
    """Record a step of a case; a recorded contradiction refuses it, a step that was not recorded is a note."""
    known = step(new.key)
    if known.derived:
        raise StepDerived(Word("steps", known.key))
    if known.command is not None:
        raise StepByOtherCommand(Word("steps", known.key), known.command)
    with act(desk, "candidate.step", case_code, rehearse=rehearse) as it:
        return record_step_within(it, case_code, new)


def record_step_within(it: Act, case_code: str, new: NewStep) -> Recorded:
    """Record a step as part of an open act."""
    known, case = step(new.key), case_by_code(it.session, case_code)
    unit = unit_on(it, case, new.on)
    if not (known.ends and unit.to_on <= new.on):  # a case that a closed unit left open can still be ended
        check_exists(unit, new.on)
    happened = happened_to(it.session, case)
    _check_open(case, happened, known, new.on)
    _check_once(case, known, happened)
    check_untallied(it.session, unit, new.key, new.on)
    _open_by(it, case, new.on, listed=any(event.step == LISTING for event in happened))
    if new.waiver is not None:
        grant_within(it, case, new.waiver, new.on)
    event = it.add(_event(it, case, unit, new))
    findings = check_event(it.session, case, event)
    follow(it, case, known, new.on)
    return Recorded(case.code, findings + _late(known, new.on, happened))


def _event(it: Act, case: Candidacy, unit: Unit, new: NewStep) -> StepEvent:
    decided_by = None if new.by is None else unit_by_code(it.session, new.by)
    if decided_by is not None:
        check_exists(decided_by, new.on)
    member = None if new.member is None else person_by_code(it.session, new.member)
    entitled, present, favour = new.votes or (None, None, None)
    return StepEvent(
        candidacy_id=case.id or 0, step=new.key, happened_on=new.on, unit_id=unit.id or 0,
        decided_by_id=decided_by.id if decided_by else None, document=new.document,
        votes_entitled=entitled, votes_present=present, votes_for=favour, reason=new.reason, return_on=new.return_on,
        member_id=member.id if member else None, together_since=new.together_since, place=new.place,
    )  # fmt: skip


def unit_on(it: Act, case: Candidacy, on: date) -> Unit:
    """The unit in which the case was on a day: a step of before a merger belongs to the unit of that day."""
    stay = it.session.exec(
        select(Stay).where(Stay.person_id == case.person_id, Stay.from_on <= on, Stay.to_on > on)
    ).first()  # fmt: skip
    if stay is None and on < case.opened_on:
        stay = opening_stay(it, case)
    return it.session.get_one(Unit, stay.unit_id if stay else case.unit_id)


def opening_stay(it: Act, case: Candidacy) -> Stay | None:
    """The stay that began with the case; of several that begin on that day the one in the case's own unit.

    There are several after a merger on that day, and with the person's next case.
    """
    opening = select(Stay).where(
        Stay.person_id == case.person_id, Stay.role == "candidate", Stay.from_on == case.opened_on
    )  # fmt: skip
    in_its_unit = (col(Stay.unit_id) == case.unit_id).desc()
    return it.session.exec(opening.order_by(in_its_unit, col(Stay.to_on).desc())).first()


def happened_to(session: Session, case: Candidacy) -> Sequence[StepEvent]:
    """The steps of a case in the order of their days."""
    of_case = select(StepEvent).where(StepEvent.candidacy_id == case.id)
    return session.exec(of_case.order_by(col(StepEvent.happened_on), col(StepEvent.id))).all()


def check_recorded(session: Session, case: Candidacy, event: StepEvent) -> None:
    """Refuse a step that is on record again, such as an undo brings back, where it contradicts the others."""
    others = [other for other in happened_to(session, case) if other.id != event.id]
    known = step(event.step)
    _check_open(case, others, known, event.happened_on)
    _check_once(case, known, others)
    check_event(session, case, event)


def check_event(session: Session, case: Candidacy, event: StepEvent) -> list[Finding]:
    """What the rules say of a step on record; refuse it where one of them blocks."""
    facts, ids = whole(runner(session), case.id or 0)
    findings = findings_at(facts, facts.events[ids.index(event.id or 0)], judge())
    findings += _after_end(facts.events, event)
    blocking = [finding for finding in findings if finding.weight == "block"]
    if blocking:
        raise StepBlocked(case.code, Word("steps", event.step), tuple(blocking))
    return findings


def _check_open(case: Candidacy, happened: Sequence[StepEvent], new: Step, on: date) -> None:
    """A case that has ended takes steps up to the day of its end only, recorded late."""
    known = steps()
    for event in happened:
        if known[event.step].ends and (on > event.happened_on or new.ends):
            raise CaseClosed(case.code, Word("steps", event.step), event.happened_on)


def _after_end(happened: Sequence[Event], event: StepEvent) -> list[Finding]:
    """A case cannot have ended before a step that is recorded of it."""
    known = step(event.step)
    later = {each.step: each.on for each in happened if known.ends and each.on > event.happened_on}
    return [
        Finding("order_later", "block", key, known.article, day) for key, day in later.items() if key not in known.after
    ]


def _late(known: Step, on: date, happened: Sequence[StepEvent]) -> list[Finding]:
    """A step recorded after others that came later keeps its own day, and that is told."""
    newest = happened[-1] if happened else None
    if newest is None or newest.happened_on <= on:
        return []
    return [Finding("recorded_late", "note", newest.step, known.article, newest.happened_on)]


def _check_once(case: Candidacy, known: Step, happened: Sequence[StepEvent]) -> None:
    for event in happened:
        if known.once and event.step == known.key:
            raise StepAlready(case.code, Word("steps", known.key), event.happened_on)


def _open_by(it: Act, case: Candidacy, on: date, *, listed: bool) -> None:
    """Move the opening back to an earlier step where no day of listing was stated; else refuse the step."""
    if on >= case.opened_on:
        return
    if listed:
        raise BeforeListing(case.code, on, case.opened_on)
    stay = opening_stay(it, case)
    it.change(case, opened_on=on)
    if stay is None:
        return
    end = min(stay.to_on, it.session.get_one(Unit, stay.unit_id).to_on)
    beside = select(Stay.id).where(
        Stay.person_id == stay.person_id,
        Stay.id != stay.id,
        Stay.from_on < Stay.to_on,
        Stay.from_on < end,
        Stay.to_on > on,
    )
    if it.session.exec(beside).first() is None:  # else they were there before, in a case that was merged with this one
        it.change(stay, from_on=on, to_on=end)  # a cell that was closed before the opening had none of it until now
