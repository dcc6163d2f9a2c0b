"""Members come: from another organisation for the first time, back after they had left, restored after a wrong removal.

A stay begins on the day on which they came and never earlier; nobody who comes is an admission of this committee.
"""

from datetime import date

from sqlmodel import col, select

from partytrack.core.dates import OPEN
from partytrack.core.errors import DaysOutOfOrder, NotRestorable, NoWayBack, StillHere
from partytrack.core.life_events import RESTORED, TRANSFER_IN, TRANSFER_OUT
from partytrack.core.lifecycle import DEATH, REMOVAL
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.candidates import check_cell
from partytrack.record.life import Happening, Lived, case_on, check_nothing_later, enter, kind_of, life
from partytrack.record.lookup import check_exists, person_by_code, unit_by_code
from partytrack.record.people import NewPerson, add_person, check_life, namesakes, roles_on_the_roll, stay_on
from partytrack.record.stays import MEMBERS, standing_on, stays_beyond, take_along
from partytrack.record.tasks import end_task_for
from partytrack.store.tables import Candidacy, LifeEvent, Person, Stay, StepEvent, Unit


def arrive(
    desk: Desk, new: NewPerson, unit_code: str, *, on: date, place: str, document: str | None = None,
    admitted_on: date | None = None, confirmed_on: date | None = None,
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """Enter a member who comes from another organisation; hand back their code, and codes of possible namesakes."""
    with act(desk, "member.arrive", unit_code) as it:
        return arrive_within(
            it, new, unit_code, on=on, place=place, document=document, admitted_on=admitted_on, confirmed_on=confirmed_on
        )  # fmt: skip


def arrive_within(
    it: Act, new: NewPerson, unit_code: str, *, on: date, place: str, document: str | None = None,
    admitted_on: date | None = None, confirmed_on: date | None = None,
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """Enter a member who comes from another organisation as part of an open act."""
    unit = unit_by_code(it.session, unit_code)
    check_exists(unit, on)
    check_life(new.born, admitted_on, confirmed_on)
    twins = namesakes(it.session, new)
    person = add_person(it, new, admitted_on=admitted_on, confirmed_on=confirmed_on)
    enter(it, person, Happening(TRANSFER_IN, on, document, place=place), unit)
    _begin(it, person, unit, on, roles_on_the_roll(admitted_on, confirmed_on))
    return person.code, twins


def come_back(
    desk: Desk, person_code: str, unit_code: str, *, on: date, place: str | None = None, document: str | None = None,
    admitted_on: date | None = None, confirmed_on: date | None = None,
) -> Lived:  # fmt: skip
    """Let somebody who had moved away be here again, in the role they had or, where days are told, in the one they tell.

    Who left as a candidate and was admitted elsewhere comes back as a member too. A case in probation goes on in the cell
    to which they come; in another cell than before it needs another mentor.
    """
    with act(desk, "member.return", person_code) as it:
        person, unit = person_by_code(it.session, person_code), unit_by_code(it.session, unit_code)
        check_exists(unit, on)
        check_away(it, person, on)
        left = _departure(it, person)
        if left is not None and left.kind != TRANSFER_OUT:
            raise NoWayBack(person.code, Word("life_events", left.kind), left.happened_on)
        told = {"admitted_on": admitted_on, "confirmed_on": confirmed_on}
        days = {column: day for column, day in told.items() if day is not None}
        if days:
            it.change(person, **days)
        check_life(None, person.admitted_on, person.confirmed_on)
        before = None if days else last_role(it, person)
        roles = [(before, on)] if before else roles_on_the_roll(person.admitted_on, person.confirmed_on)
        enter(it, person, Happening(TRANSFER_IN, on, document, place=place), unit)
        _begin(it, person, unit, on, roles)
        unmentored = _go_on(it, person, unit, on)
    return Lived(person.code, unit.code, unmentored)


def _go_on(it: Act, person: Person, unit: Unit, on: date) -> tuple[str, ...]:
    """Let the case of a probationary member go on in the cell to which they come; the case, where it lacks a mentor there."""
    case = case_on(it.session, person, on)
    if case is None:
        return ()
    check_cell(unit)
    take_along(it, person.id or 0, on)
    return end_task_for(it, case, on, unit)


def restore(desk: Desk, person_code: str, unit_code: str, *, on: date, document: str | None) -> Lived:
    """Restore a member who was wrongly removed or expelled, in the role they had; their Party age has no gap.

    The case of a probationary member goes on: the end that the removal put to it is taken away.
    """
    with act(desk, "member.restore", person_code) as it:
        person, unit = person_by_code(it.session, person_code), unit_by_code(it.session, unit_code)
        check_exists(unit, on)
        check_away(it, person, on)
        left, role = _departure(it, person), last_role(it, person)
        if left is None or role is None or not kind_of(left.kind)["restored"]:
            happened = Word("life_events", left.kind) if left else Word("words", "nothing_happened")
            raise NotRestorable(person.code, happened)
        enter(it, person, Happening(RESTORED, on, document), unit)
        _begin(it, person, unit, on, [(role, on)])
        _reopen(it, person, left.happened_on)
        unmentored = _go_on(it, person, unit, on)
    return Lived(person.code, unit.code, unmentored)


def _reopen(it: Act, person: Person, removed_on: date) -> None:
    """Take away the end that a removal in probation put to the case of its day."""
    own = select(Candidacy.id).where(Candidacy.person_id == person.id)
    ended = select(StepEvent).where(
        StepEvent.step == REMOVAL, StepEvent.happened_on == removed_on, col(StepEvent.candidacy_id).in_(own)
    )  # fmt: skip
    for event in it.session.exec(ended).all():
        it.remove(event)


def check_away(it: Act, person: Person, on: date) -> None:
    """Refuse that somebody comes on a day on which they are here, dead, or before what is recorded of them since."""
    check_nothing_later(it.session, person, on)
    here = standing_on(it.session, person.id or 0, on)
    ahead = stays_beyond(it.session, person.id or 0, on)
    if here is not None or ahead:
        role = here.role if here else ahead[0].role
        unit = here.unit if here else it.session.get_one(Unit, ahead[0].unit_id)
        raise StillHere(person.code, Word("roles", role), unit.code, on)
    own = select(Candidacy.id).where(Candidacy.person_id == person.id)
    died = select(StepEvent).where(StepEvent.step == DEATH, col(StepEvent.candidacy_id).in_(own))
    death = it.session.exec(died).first()
    if death is not None:
        raise NoWayBack(person.code, Word("steps", DEATH), death.happened_on)


def last_role(it: Act, person: Person) -> str | None:
    """As what a person was a member here last; nothing where they never were."""
    stays = it.session.exec(select(Stay).where(Stay.person_id == person.id, col(Stay.role).in_(MEMBERS))).all()
    lasted = [stay for stay in stays if stay.from_on < stay.to_on]  # the others were cut off before they began
    last = (
        max(lasted, key=lambda stay: stay.to_on) if lasted else min(stays, key=lambda stay: stay.from_on, default=None)
    )
    return last.role if last else None


def _departure(it: Act, person: Person) -> LifeEvent | None:
    """The event by which a member is no longer here, where one is recorded."""
    events = life(it.session, person)
    return events[-1] if events and kind_of(events[-1].kind)["ends"] else None


def _begin(it: Act, person: Person, unit: Unit, on: date, roles: list[tuple[str, date]]) -> None:
    """Let a member be in a unit from the day on which they came, in each role from its day on."""
    if person.admitted_on is not None and person.admitted_on > on:
        raise DaysOutOfOrder(Word("words", "admitted"), Word("words", "arrived"))
    if roles[0][1] > on:  # full membership dates from a later day, so they came in probation
        roles = [("probationary", on), *roles]
    for (role, start), end in zip(roles, [*(start for _, start in roles[1:]), OPEN], strict=True):
        stay_on(it, person.id or 0, unit, role, max(start, on), end)
