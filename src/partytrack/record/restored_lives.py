"""What an undo does to people must fit what was recorded since: one unit on a day, mentors who are members, left for good.

An act and the one that it made room for touch different rows: a removal ends a stay, the return begins another one.
"""

from itertools import pairwise

from sqlmodel import Session, col, select

from partytrack.core.errors import IntroducedAlready
from partytrack.core.lifecycle import INTRODUCTION
from partytrack.record.life import check_acted, kind_of, life
from partytrack.record.restored import Place, block, brought_back, keys_gone, sides
from partytrack.record.stays import MEMBERS, standing_on
from partytrack.store.tables import (
    Candidacy,
    Journal,
    JournalImage,
    LifeEvent,
    Mentorship,
    Person,
    Stay,
    StepEvent,
    Unit,
)


def check_lives(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse an undo after which the records of a person would contradict each other."""
    restored = {(image.table_name, image.row_key) for image in images}
    people = {stay["person_id"] for stay in sides(images, Stay)} - {int(key) for key in keys_gone(images, Person)}
    for person_id in sorted(people):
        _check_stays(session, target, person_id, restored)
        _check_mentoring(session, target, person_id)
    for event in brought_back(session, images, LifeEvent):
        person = session.get_one(Person, event.person_id)
        if kind_of(event.kind)["ends"] and life(session, person)[-1].id == event.id:
            check_acted(session, person, event.happened_on)
    for step in brought_back(session, images, StepEvent):
        if step.step == INTRODUCTION and step.member_id is not None:
            _check_once(session, step)


def _check_stays(session: Session, target: Journal, person_id: int, restored: set[Place]) -> None:
    """Nobody is in two units on a day, nor in a unit that was not there."""
    own = select(Stay).where(Stay.person_id == person_id, Stay.from_on < Stay.to_on).order_by(col(Stay.from_on))
    stays = session.exec(own).all()
    for stay in stays:
        unit = session.get_one(Unit, stay.unit_id)
        if stay.from_on < unit.from_on or stay.to_on > unit.to_on:
            block(session, target, ("unit", str(unit.id)))
    for former, latter in pairwise(stays):
        if former.to_on > latter.from_on:
            places = [("stay", str(stay.id)) for stay in (latter, former)]
            block(session, target, next((place for place in places if place not in restored), places[0]))


def _check_mentoring(session: Session, target: Journal, person_id: int) -> None:
    """Who was assigned as a mentor was a member on that day."""
    tasks = select(Mentorship).where(Mentorship.mentor_id == person_id, Mentorship.from_on < Mentorship.to_on)
    for task in session.exec(tasks):
        standing = standing_on(session, person_id, task.from_on)
        if standing is None or standing.role not in MEMBERS:
            block(session, target, ("mentorship", str(task.id)))


def _check_once(session: Session, step: StepEvent) -> None:
    """A member introduces a candidate once."""
    others = select(StepEvent).where(
        StepEvent.candidacy_id == step.candidacy_id, StepEvent.step == INTRODUCTION,
        StepEvent.member_id == step.member_id, StepEvent.id != step.id,
    )  # fmt: skip
    other = session.exec(others).first()
    if other is not None:
        member, case = session.get_one(Person, step.member_id), session.get_one(Candidacy, step.candidacy_id)
        raise IntroducedAlready(case.code, member.code, other.happened_on)
