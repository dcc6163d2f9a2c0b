"""Whether two records can be those of one human being: what each says must not contradict the other."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from partytrack.core.dates import BEGINNING, OPEN, PartialDate, day_before
from partytrack.core.errors import (
    MergeCasesOpen,
    MergeDiffers,
    MergeDisorder,
    MergeGone,
    MergeIntroducedTwice,
    MergeOfMentor,
)
from partytrack.core.life_events import DIED
from partytrack.core.lifecycle import DEATH, INTRODUCTION, LISTING, MENTORING, REMOVAL
from partytrack.core.masking import masked
from partytrack.core.words import Told, Word
from partytrack.record.life import case_on, kind_of, life
from partytrack.store.tables import Candidacy, Mentorship, Person, PersonFact, Stay, StepEvent, Unit


def check_together(session: Session, person: Person, other: Person, today: date) -> None:
    """Refuse two records that cannot be of one person; their stays and facts are checked where they are joined."""
    _check_open(session, person, other, today)
    _check_own(session, person, other)
    _check_introduced(session, person, other)
    for one, two in ((person, other), (other, person)):
        _check_gone(session, one, two)
    _check_order(session, person, other)


def together(person: Person, other: Person) -> dict[str, Any]:
    """What the record that goes on takes from the other: what it lacks, and a birth that is known more closely."""
    values: dict[str, Any] = _birth(person, other)
    for column, what in _SAID.items():
        own, others = getattr(person, column), getattr(other, column)
        if own is None and others is not None:
            values[column] = others
        elif others not in {None, own}:
            raise MergeDiffers(person.code, other.code, what, _shown(column, own), _shown(column, others))
    return values


_SAID = {
    "sex": Word("words", "sexes"),
    "national_id": Word("words", "national_id"),
    "admitted_on": Word("words", "admitted"),
    "confirmed_on": Word("words", "confirmed"),
}
"""What a record says of a person beside name and birth, as sentences call it."""


def _shown(column: str, value: Any) -> object:
    """A value as a sentence shows it."""
    if column == "sex":
        return Word("sexes", value)
    return masked(value) if column == "national_id" else value


def _birth(person: Person, other: Person) -> dict[str, Any]:
    """Of two birth dates the one that is known more closely, where the other can mean the same day."""
    own, others = born(person), born(other)
    if others is None or others == own:
        return {}
    if own is not None and not (own.first <= others.last and others.first <= own.last):
        raise MergeDiffers(person.code, other.code, Word("words", "born"), own, others)
    closer = own is None or (others.last - others.first) < (own.last - own.first)
    return {"born_on": others.first, "born_precision": others.precision} if closer else {}


def born(person: Person) -> PartialDate | None:
    """The birth date of a person, as far as it is known."""
    if person.born_on is None or person.born_precision is None:
        return None
    return PartialDate(person.born_on, person.born_precision)  # type: ignore[arg-type]  # a CHECK keeps it


def untold(day: date) -> date | Word:
    """The first day of a stay or a fact as a sentence tells it."""
    return Word("words", "unknown_day") if day == BEGINNING else day


def told(session: Session, person: Person, stay: Stay) -> Told:
    """A stay for a sentence: who, as what, where, on which days."""
    last = Word("words", "until_now") if stay.to_on == OPEN else day_before(stay.to_on)
    return Told("words.stay_told", {
        "person": person.code, "role": Word("roles", stay.role), "unit": session.get_one(Unit, stay.unit_id).code,
        "first": untold(stay.from_on), "last": last,
    })  # fmt: skip


def _check_open(session: Session, person: Person, other: Person, today: date) -> None:
    case, other_case = case_on(session, person, today), case_on(session, other, today)
    if case is not None and other_case is not None:
        raise MergeCasesOpen(person.code, case.code, other.code, other_case.code)


def _check_own(session: Session, person: Person, other: Person) -> None:
    """Nobody is mentor or introducer in their own case."""
    both = (person.id, other.id)
    tasks = (
        select(Candidacy.code).join(Mentorship, col(Mentorship.candidacy_id) == Candidacy.id)
        .where(
            col(Candidacy.person_id).in_(both), col(Mentorship.mentor_id).in_(both), Mentorship.from_on < Mentorship.to_on
        )
    )  # fmt: skip
    introductions = (
        select(Candidacy.code).join(StepEvent, col(StepEvent.candidacy_id) == Candidacy.id)
        .where(col(Candidacy.person_id).in_(both), col(StepEvent.member_id).in_(both))
    )  # fmt: skip
    for found, step in ((tasks, MENTORING), (introductions, INTRODUCTION)):
        for case in session.exec(found.order_by(Candidacy.code)):
            raise MergeOfMentor(case, Word("steps", step))


def _check_introduced(session: Session, person: Person, other: Person) -> None:
    twice = (
        select(Candidacy.code).join(StepEvent, col(StepEvent.candidacy_id) == Candidacy.id)
        .where(StepEvent.step == INTRODUCTION, col(StepEvent.member_id).in_((person.id, other.id)))
        .group_by(Candidacy.code).having(func.count() > 1).order_by(Candidacy.code)
    )  # fmt: skip
    for case in session.exec(twice):
        raise MergeIntroducedTwice(person.code, other.code, case)


def _check_gone(session: Session, one: Person, two: Person) -> None:
    """Whoever had left by the one record is not on a roll of that day by the other; the dead on none of any later day."""
    left = [(event.happened_on, event.kind == DIED, Word("life_events", event.kind)) for event in life(session, one)
            if kind_of(event.kind)["ends"]]  # fmt: skip
    own = select(Candidacy.id).where(Candidacy.person_id == one.id)
    steps = select(StepEvent).where(col(StepEvent.step).in_((DEATH, REMOVAL)), col(StepEvent.candidacy_id).in_(own))
    left += [(event.happened_on, event.step == DEATH, Word("steps", event.step)) for event in session.exec(steps)]
    stays = select(Stay).where(Stay.person_id == two.id, Stay.from_on < Stay.to_on).order_by(col(Stay.from_on))
    for stay in session.exec(stays):
        for on, died, event in left:
            if stay.to_on > on and (died or stay.from_on < on):
                raise MergeGone(one.code, event, on, told(session, two, stay))


def _check_order(session: Session, person: Person, other: Person) -> None:
    """Birth, listing, entry and confirmation lie in this order, whichever record tells them; facts lie after the birth."""
    values = together(person, other)
    birth = values.get("born_on", person.born_on)
    admitted, confirmed = (values.get(name, getattr(person, name)) for name in ("admitted_on", "confirmed_on"))
    both = (person.id, other.id)
    listed = session.exec(select(func.min(Candidacy.opened_on)).where(col(Candidacy.person_id).in_(both))).one()
    held = session.exec(
        select(func.min(PersonFact.from_on)).where(
            col(PersonFact.person_id).in_(both), PersonFact.from_on > BEGINNING
        )
    ).one()  # fmt: skip
    days = (
        (birth, Word("words", "born"), admitted or confirmed, Word("words", "admitted")),
        (birth, Word("words", "born"), listed, Word("steps", LISTING)),
        (birth, Word("words", "born"), held, Word("words", "fact_held")),
        (admitted, Word("words", "admitted"), confirmed, Word("words", "confirmed")),
    )
    for earlier, first, later, last in days:
        if earlier is not None and later is not None and earlier > later:
            raise MergeDisorder(person.code, other.code, first, last)
