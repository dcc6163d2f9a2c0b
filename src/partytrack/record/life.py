"""The events of a member's life as records, and what must not contradict them.

``data/codes/life_events.toml`` says of each kind whether it ends membership here, why the tasks of the member as a
mentor end with it, and which step a case of theirs takes. The acts are in ``departures.py`` and ``arrivals.py``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from partytrack.core.codes import code_list
from partytrack.core.errors import ActedLater, LaterInLife, NotAMember
from partytrack.core.finding import Finding
from partytrack.core.lifecycle import CONFIRMATION, MENTORING, MOVE, ends
from partytrack.core.words import Word
from partytrack.record.act import Act
from partytrack.record.stays import MEMBERS, Standing, standing_on
from partytrack.store.tables import Candidacy, LifeEvent, Mentorship, Person, StepEvent, Unit


@dataclass(frozen=True)
class Happening:
    """What is told of an event: its kind, day, document, reason, and an organisation outside of this store."""

    kind: str
    on: date
    document: str | None = None
    reason: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Lived:
    """What an act on a member says back: who, in which unit, which cases now lack a mentor, and what their own case took.

    ``case``: their case, where it took the step ``step``; ``findings``: what the rules note of that.
    """

    person: str
    unit: str
    unmentored: tuple[str, ...] = ()
    case: str | None = None
    step: str | None = None
    findings: tuple[Finding, ...] = ()


def kind_of(event: str) -> dict[str, Any]:
    """What the list of events says of a kind."""
    return code_list("life_events")[event]


def enter(it: Act, person: Person, told: Happening, unit: Unit, *, to: Unit | None = None) -> None:
    """Enter what happened to a member."""
    it.add(
        LifeEvent(
            person_id=person.id or 0, kind=told.kind, happened_on=told.on, unit_id=unit.id or 0,
            to_unit_id=to.id if to else None, place=told.place, document=told.document, reason=told.reason,
        )
    )  # fmt: skip


def life(session: Session, person: Person) -> list[LifeEvent]:
    """What is recorded of a member's life, the earliest first."""
    events = select(LifeEvent).where(LifeEvent.person_id == person.id)
    return list(session.exec(events.order_by(col(LifeEvent.happened_on), col(LifeEvent.id))))


def member_on(session: Session, person: Person, on: date) -> Standing:
    """Where a person is a member on a day, and as what; refused when they are none."""
    standing = standing_on(session, person.id or 0, on)
    if standing is None or standing.role not in MEMBERS:
        raise NotAMember(person.code, on, Word("roles", standing.role) if standing else Word("words", "no_stay"))
    return standing


def case_on(session: Session, person: Person, on: date) -> Candidacy | None:
    """The case of a person that had neither ended nor led to full membership by a day."""
    over = select(StepEvent.candidacy_id).where(
        col(StepEvent.step).in_((*ends(), CONFIRMATION)), StepEvent.happened_on <= on
    )  # fmt: skip
    return session.exec(
        select(Candidacy)
        .where(Candidacy.person_id == person.id, Candidacy.opened_on <= on, col(Candidacy.id).not_in(over))
        .order_by(col(Candidacy.opened_on).desc())
    ).first()


def check_nothing_later(session: Session, person: Person, on: date) -> None:
    """Refuse what happened before, or on the day of, an event or a move on record, or before a case opened since."""
    later = [(event.happened_on, Word("life_events", event.kind)) for event in life(session, person)]
    cases = session.exec(select(Candidacy).where(Candidacy.person_id == person.id)).all()
    own = col(StepEvent.candidacy_id).in_([case.id for case in cases])
    moves = session.exec(select(StepEvent).where(own, StepEvent.step == MOVE))
    later += [(event.happened_on, Word("steps", event.step)) for event in moves]
    found = [(day, event) for day, event in later if day >= on]
    found += [(case.opened_on, Word("acts", "candidate.add")) for case in cases if case.opened_on > on]
    if found:
        day, event = min(found)
        raise LaterInLife(person.code, event, day, on)


def check_acted(session: Session, person: Person, on: date) -> None:
    """Refuse that somebody left before they acted as mentor or introducer, or before a step of their own case."""
    tasks = (
        select(col(Mentorship.from_on), col(Candidacy.code))
        .join(Candidacy, col(Candidacy.id) == Mentorship.candidacy_id)
        .where(Mentorship.mentor_id == person.id, Mentorship.from_on >= on, Mentorship.from_on < Mentorship.to_on)
    )
    steps = (
        select(col(StepEvent.happened_on), col(StepEvent.step), col(Candidacy.code))
        .join(Candidacy, col(Candidacy.id) == StepEvent.candidacy_id)
        .where(
            or_(
                (col(StepEvent.member_id) == person.id) & (col(StepEvent.happened_on) >= on),
                (col(Candidacy.person_id) == person.id) & (col(StepEvent.happened_on) > on),
            )
        )
    )
    later = [(day, MENTORING, case) for day, case in session.exec(tasks)]
    later += [(day, step, case) for day, step, case in session.exec(steps)]
    if later:
        day, step, case = min(later)
        raise ActedLater(person.code, Word("steps", step), case, day, on)
