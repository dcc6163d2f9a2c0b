"""Where a person is, as what, from day to day: found, moved to another unit, ended.

The stays of a person never overlap. Some may lie ahead already: a merger that is dated ahead carries people on,
and full membership dates from the end of probation. Whoever moves takes the roles of all these with them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, exists, select

from partytrack.core.dates import OPEN, day_before
from partytrack.core.lifecycle import CONFIRMATION, ends
from partytrack.record.act import Act
from partytrack.record.people import stay_on
from partytrack.record.tallies import check_untallied
from partytrack.store.tables import Candidacy, LifeEvent, Stay, StepEvent, Successor, Unit

MEMBERS = ("probationary", "full")


class Standing(NamedTuple):
    """As what a person is on the roll of a unit on a day; ``unit`` may have ended, and nobody carried it on."""

    role: str
    unit: Unit
    from_on: date


def standing_on(session: Session, person_id: int, on: date) -> Standing | None:
    """Where a person is on a day; whose unit was closed is still a member or candidate, of a unit that is gone."""
    stay = session.exec(
        select(Stay).where(
            Stay.person_id == person_id, Stay.from_on <= on, Stay.to_on > on, Stay.from_on < Stay.to_on
        )
    ).first() or _left_by_closing(session, person_id, on)  # fmt: skip
    return Standing(stay.role, session.get_one(Unit, stay.unit_id), stay.from_on) if stay else None


def _left_by_closing(session: Session, person_id: int, on: date) -> Stay | None:
    """The last stay before a day, when it ended with its unit and with nothing else."""
    last = session.exec(
        select(Stay)
        .where(Stay.person_id == person_id, Stay.to_on <= on, Stay.from_on < Stay.to_on)
        .order_by(col(Stay.to_on).desc())
    ).first()
    return last if last is not None and ends_by_closing(session, last) else None


def ends_by_closing(session: Session, stay: Stay) -> bool:
    """Whether a stay ends because its unit is closed, not because of something that happened to the person."""
    unit = session.get_one(Unit, stay.unit_id)
    if stay.to_on == OPEN or unit.to_on != stay.to_on:
        return False
    own_cases = select(Candidacy.id).where(Candidacy.person_id == stay.person_id)
    reasons = (
        exists().where(col(Successor.unit_id) == unit.id, col(Successor.main).is_(True)),
        exists().where(col(LifeEvent.person_id) == stay.person_id, col(LifeEvent.happened_on) == stay.to_on),
        exists().where(
            col(StepEvent.candidacy_id).in_(own_cases), col(StepEvent.step).in_(ends()),
            col(StepEvent.happened_on) == stay.to_on,
        ),
    )  # fmt: skip
    return not any(session.exec(select(reason)).one() for reason in reasons)


def stays_beyond(session: Session, person_id: int, on: date) -> list[Stay]:
    """The stays that last beyond a day, the earliest first; one may lie wholly ahead of it."""
    lasting = select(Stay).where(Stay.person_id == person_id, Stay.to_on > on, Stay.from_on < Stay.to_on)
    return list(session.exec(lasting.order_by(col(Stay.from_on))))


def place(it: Act, person_id: int, standing: Standing, unit: Unit, on: date) -> None:
    """Let a person be in another unit from a day on, in each role that they have since.

    On the first day of a stay the whole stay is placed there: so a person is put into another part of a split.
    """
    beyond = stays_beyond(it.session, person_id, on)
    spans = [(stay.role, max(on, stay.from_on), stay.to_on) for stay in beyond] or [(standing.role, on, OPEN)]
    if beyond and ends_by_closing(it.session, beyond[-1]):
        spans[-1] = (*spans[-1][:2], OPEN)
    for stay in beyond:
        if stay.from_on < on:
            it.change(stay, to_on=on)
        else:
            it.remove(stay)
    for role, start, end in _joined(spans):
        stay_on(it, person_id, unit, role, start, end)
    take_along(it, person_id, on)


def _joined(spans: Iterable[tuple[str, date, date]]) -> Iterator[tuple[str, date, date]]:
    """Spans of one role that follow each other as one: they were cut where a unit carried on another."""
    last: tuple[str, date, date] | None = None
    for role, start, end in spans:
        if last is not None and last[0] == role and last[2] == start:
            last = (role, last[1], end)
            continue
        if last is not None:
            yield last
        last = (role, start, end)
    if last is not None:
        yield last


def take_along(it: Act, person_id: int, on: date) -> None:
    """Steps of that day or later belong to the unit in which the person now is on their days, and so does an open case."""
    cases = select(Candidacy).where(Candidacy.person_id == person_id).order_by(col(Candidacy.opened_on))
    own = it.session.exec(cases).all()
    going = _going_on(it.session, own)
    for case in own:
        events = select(StepEvent).where(StepEvent.candidacy_id == case.id)
        steps = it.session.exec(events.order_by(col(StepEvent.happened_on))).all()
        for event in steps:
            there = standing_on(it.session, person_id, event.happened_on) if event.happened_on >= on else None
            if there is not None and there.unit.id != event.unit_id:
                check_untallied(it.session, there.unit, event.step, event.happened_on)
                it.change(event, unit_id=there.unit.id)
        stays = stays_beyond(it.session, person_id, on)
        if case is going and stays and stays[-1].unit_id != case.unit_id:
            it.change(case, unit_id=stays[-1].unit_id)


def _going_on(session: Session, own: Sequence[Candidacy]) -> Candidacy | None:
    """The case that goes where its person goes: the newest, and where that has ended the newest that still waits for its end.

    An older one still waits only where the same candidacy was recorded twice and the newer record of it was ended.
    """
    over = (*ends(), CONFIRMATION)
    for case in reversed(own):
        ended = select(StepEvent.id).where(
            StepEvent.candidacy_id == case.id, col(StepEvent.step).in_(ends() if case is own[-1] else over)
        )  # fmt: skip
        if session.exec(ended).first() is None:
            return case
    return None


def end_stays(it: Act, person_id: int, on: date) -> None:
    """Take a person off every roll from a day on."""
    for stay in stays_beyond(it.session, person_id, on):
        if stay.from_on > on:
            it.remove(stay)
        else:
            it.change(stay, to_on=on)


def carried_to(session: Session, unit: Unit, on: date) -> Unit:
    """The unit that carries on another on a day: itself while it lasts, and where nobody carries it on."""
    while unit.to_on <= on:
        carried = select(Successor).where(Successor.unit_id == unit.id, col(Successor.main).is_(True))
        heir = session.exec(carried).first()
        if heir is None:
            break
        unit = session.get_one(Unit, heir.successor_id)
    return unit


def unit_on_eve(session: Session, person_id: int, standing: Standing, on: date) -> Unit:
    """The unit that a person leaves on a day: where they were on its eve, else where they are."""
    eve = standing_on(session, person_id, day_before(on)) if standing.from_on == on else None
    return eve.unit if eve is not None and eve.role in MEMBERS else standing.unit
