"""Steps of a case: what happened on a day, checked against what was recorded before."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from partytrack.core.data import read_toml
from partytrack.core.dates import OPEN, add_months
from partytrack.core.errors import BadVotes, BeforeListing, CaseClosed, StepAlready, StepBlocked, StepByOtherCommand
from partytrack.core.figures import parse_count
from partytrack.core.finding import Finding
from partytrack.core.lifecycle import CEREMONY, CONFIRMATION, LISTING, Step, step, steps
from partytrack.core.rules import Happened, order_of_steps
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import case_by_code, check_exists, unit_by_code
from partytrack.record.tallies import check_untallied
from partytrack.store.tables import Candidacy, Mentorship, Stay, StepEvent, Unit

ROLES = ("candidate", "probationary", "full")


@dataclass(frozen=True)
class Votes:
    """Votes of one ballot: entitled, present, in favour."""

    entitled: int
    present: int
    favour: int


def parse_votes(text: str) -> Votes:
    """Read ``ENTITLED/PRESENT/FOR``, each no larger than the one before it."""
    parts = text.split("/")
    if len(parts) != 3:
        raise BadVotes(text)
    entitled, present, favour = (parse_count("votes", part) for part in parts)
    if not favour <= present <= entitled:
        raise BadVotes(text)
    return Votes(entitled, present, favour)


@dataclass(frozen=True)
class NewStep:
    """What is told of a step: its key, day, document, deciding unit, votes, reason, expected return."""

    key: str
    on: date
    document: str | None = None
    by: str | None = None
    votes: Votes | None = None
    reason: str | None = None
    return_on: date | None = None


@dataclass
class Recorded:
    """What an act on a case says back: the case's code, findings that do not block, possible namesakes."""

    case: str
    findings: list[Finding] = field(default_factory=list)
    namesakes: tuple[str, ...] = ()


def record_step(desk: Desk, case_code: str, new: NewStep, *, rehearse: bool = False) -> Recorded:
    """Record a step of a case; a recorded contradiction refuses it, a step that was not recorded is a note."""
    known = step(new.key)
    if known.command is not None:
        raise StepByOtherCommand(Word("steps", known.key), known.command)
    with act(desk, "candidate.step", case_code, rehearse=rehearse) as it:
        return record_step_within(it, case_code, new)


def record_step_within(it: Act, case_code: str, new: NewStep) -> Recorded:
    """Record a step as part of an open act."""
    known, case = step(new.key), case_by_code(it.session, case_code)
    unit = _unit_on(it, case, new.on)
    if not (known.ends and unit.to_on <= new.on):  # a case that a closed unit left open can still be ended
        check_exists(unit, new.on)
    happened = _happened(it, case)
    findings = check_step(case, new, happened)
    check_untallied(it.session, unit, new.key, new.on)
    _open_by(it, case, new.on, listed=any(event.step == LISTING for event in happened))
    decided_by = None if new.by is None else unit_by_code(it.session, new.by)
    if decided_by is not None:
        check_exists(decided_by, new.on)
    votes = new.votes
    it.add(
        StepEvent(
            candidacy_id=case.id or 0, step=known.key, happened_on=new.on, unit_id=unit.id or 0,
            decided_by_id=decided_by.id if decided_by else None, document=new.document,
            votes_entitled=votes.entitled if votes else None, votes_present=votes.present if votes else None, votes_for=votes.favour if votes else None, reason=new.reason, return_on=new.return_on,
        )
    )  # fmt: skip
    _follow(it, case, known, new.on)
    return Recorded(case.code, findings)


def _unit_on(it: Act, case: Candidacy, on: date) -> Unit:
    """The unit in which the case was on a day: a step of before a merger belongs to the unit of that day."""
    stay = it.session.exec(
        select(Stay).where(Stay.person_id == case.person_id, Stay.from_on <= on, Stay.to_on > on)
    ).first()  # fmt: skip
    return it.session.get_one(Unit, stay.unit_id if stay else case.unit_id)


def check_step(case: Candidacy, new: NewStep, events: Sequence[StepEvent]) -> list[Finding]:
    """Refuse a step that contradicts what is recorded of the case; hand back what is only worth a note."""
    known = step(new.key)
    happened = tuple(Happened(event.step, event.happened_on) for event in events)
    _check_open(case, happened, new)
    _check_once(case, known, happened)
    findings = order_of_steps(known, new.on, happened, steps())
    findings += _after_end(known, new.on, happened)
    blocking = [finding for finding in findings if finding.weight == "block"]
    if blocking:
        raise StepBlocked(case.code, Word("steps", new.key), tuple(blocking))
    return findings


def _happened(it: Act, case: Candidacy) -> Sequence[StepEvent]:
    return it.session.exec(
        select(StepEvent).where(StepEvent.candidacy_id == case.id).order_by(col(StepEvent.happened_on))
    ).all()


def _check_open(case: Candidacy, happened: tuple[Happened, ...], new: NewStep) -> None:
    """A case that has ended takes steps up to the day of its end only, recorded late."""
    known = steps()
    for event in happened:
        if known[event.step].ends and (new.on > event.on or known[new.key].ends):
            raise CaseClosed(case.code, Word("steps", event.step), event.on)


def _after_end(known: Step, on: date, happened: tuple[Happened, ...]) -> list[Finding]:
    """A case cannot have ended before a step that is recorded of it."""
    later = {event.step: event.on for event in happened if known.ends and event.on > on}
    return [
        Finding("order_later", "block", key, known.article, day) for key, day in later.items() if key not in known.after
    ]


def _check_once(case: Candidacy, known: Step, happened: tuple[Happened, ...]) -> None:
    for event in happened:
        if known.once and event.step == known.key:
            raise StepAlready(case.code, Word("steps", known.key), event.on)


def _open_by(it: Act, case: Candidacy, on: date, *, listed: bool) -> None:
    """Move the opening back to an earlier step where no day of listing was stated; else refuse the step."""
    if on >= case.opened_on:
        return
    if listed:
        raise BeforeListing(case.code, on, case.opened_on)
    stay = it.session.exec(
        select(Stay).where(
            Stay.person_id == case.person_id, Stay.role == "candidate", Stay.from_on == case.opened_on
        )
    ).first()  # fmt: skip
    it.change(case, opened_on=on)
    if stay is not None:
        it.change(stay, from_on=on)


def _follow(it: Act, case: Candidacy, known: Step, on: date) -> None:
    """Let the person's stays follow: the ceremony makes a probationary member, confirmation a full one, an end ends them."""
    if known.ends:
        for stay in _lasting(it, case, on):
            it.change(stay, to_on=max(on, stay.from_on))
        _end_mentorship(it, case, on)
    elif known.key == CEREMONY:
        _become(it, case, "probationary", on)
        confirmed = next((event.happened_on for event in _happened(it, case) if event.step == CONFIRMATION), None)
        if confirmed is not None:
            _become(it, case, "full", _official_date(it, case, confirmed))
    elif known.key == CONFIRMATION:
        _become(it, case, "full", _official_date(it, case, on))


def _lasting(it: Act, case: Candidacy, on: date) -> Sequence[Stay]:
    """The person's stays that last beyond a day, also where a merger moves them on later."""
    return it.session.exec(select(Stay).where(Stay.person_id == case.person_id, Stay.to_on > on)).all()


def _become(it: Act, case: Candidacy, role: str, turn: date) -> None:
    """Let the person be from a day on what the step makes them, in each unit they are in since; never less than they are."""
    for stay in _lasting(it, case, turn):
        if ROLES.index(stay.role) >= ROLES.index(role):
            continue
        if stay.from_on > turn:
            it.change(stay, role=role)
            continue
        end = stay.to_on
        it.change(stay, to_on=turn)
        it.add(Stay(person_id=stay.person_id, unit_id=stay.unit_id, role=role, from_on=turn, to_on=end))


def _official_date(it: Act, case: Candidacy, decided_on: date) -> date:
    """Full membership dates from the end of the months of probation, whenever it was decided (29-QĐ/TW, 4.2)."""
    ceremony = next((event.happened_on for event in _happened(it, case) if event.step == CEREMONY), None)
    months = read_toml("regulations/charter-2011")["probation_months"]["value"]
    return decided_on if ceremony is None else add_months(ceremony, months)


def _end_mentorship(it: Act, case: Candidacy, on: date) -> None:
    """The mentor's task ends with the case."""
    current = it.session.exec(
        select(Mentorship).where(Mentorship.candidacy_id == case.id, Mentorship.to_on == OPEN)
    ).first()  # fmt: skip
    if current is not None:
        it.change(current, to_on=max(on, current.from_on), end_reason="case_ended")
