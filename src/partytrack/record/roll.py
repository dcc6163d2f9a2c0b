"""The days of a member on the roll, where they are told or corrected after the member was entered."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from sqlmodel import col, select

from partytrack.core.dates import BEGINNING, PartialDate
from partytrack.core.errors import RollByCase, RollDaysActed, RollDaysCross
from partytrack.core.life_events import TRANSFER_IN
from partytrack.core.lifecycle import CEREMONY, MENTORING
from partytrack.core.words import Word
from partytrack.record.act import Act
from partytrack.record.people import check_life, role_spans
from partytrack.store.tables import Candidacy, LifeEvent, Mentorship, Person, Stay, StepEvent, Unit

Piece = tuple[int, date, date]
MEMBERS = ("probationary", "full")


def set_roll_days_within(
    it: Act, person: Person, *, admitted_on: date | None = None, confirmed_on: date | None = None
) -> None:
    """Set the days of entry and confirmation; the stays follow, as if they had been told when the member was entered.

    A day that is not told stays. Refused where a case of the person tells the days (its steps are corrected instead),
    where a day lies after the member had already moved or gone, and where they acted for a candidate before they were a
    member by these days.
    """
    if _admitted_here(it, person):
        raise RollByCase(person.code)
    days = {"admitted_on": admitted_on or person.admitted_on, "confirmed_on": confirmed_on or person.confirmed_on}
    born = PartialDate(person.born_on, person.born_precision) if person.born_on else None  # type: ignore[arg-type]  # a CHECK keeps it
    check_life(born, **days)
    it.change(person, **days)
    of_member = select(Stay).where(
        Stay.person_id == person.id, col(Stay.role).in_(MEMBERS), Stay.from_on < Stay.to_on
    )  # fmt: skip
    stays = it.session.exec(of_member.order_by(col(Stay.from_on))).all()
    rows = _rows(it, person, _pieces(stays), **days)
    if rows:
        _check_acted(it, person, rows[0][2])
    for stay, row in zip_longest(stays, rows):
        if stay is None:
            unit_id, role, start, end = row
            it.add(Stay(person_id=person.id or 0, unit_id=unit_id, role=role, from_on=start, to_on=end))
        elif row is None:
            it.remove(stay)
        elif (stay.unit_id, stay.role, stay.from_on, stay.to_on) != row:
            it.change(stay, **dict(zip(("unit_id", "role", "from_on", "to_on"), row, strict=True)))


def _rows(
    it: Act, person: Person, pieces: list[Piece], admitted_on: date | None, confirmed_on: date | None
) -> list[tuple[int, str, date, date]]:
    """The stays anew: in which unit, as what, from when to when; who came from elsewhere is here since they came."""
    spans = role_spans(admitted_on, confirmed_on)
    if pieces and not _came(it, person):
        unit_id, _, end = pieces[0]
        start = max(spans[0][1], it.session.get_one(Unit, unit_id).from_on)
        if start >= end:
            raise RollDaysCross(person.code, start, end)
        pieces[0] = (unit_id, start, end)
    spans[0] = (spans[0][0], BEGINNING, spans[0][2])
    return [
        (unit_id, role, max(start, begun), min(end, over))
        for unit_id, start, end in pieces
        for role, begun, over in spans
        if max(start, begun) < min(end, over)
    ]


def _pieces(stays: Sequence[Stay]) -> list[Piece]:
    """Where the member was from when to when, whatever as."""
    pieces: list[Piece] = []
    for stay in stays:
        if pieces and pieces[-1][0] == stay.unit_id and pieces[-1][2] == stay.from_on:
            pieces[-1] = (stay.unit_id, pieces[-1][1], stay.to_on)
        else:
            pieces.append((stay.unit_id, stay.from_on, stay.to_on))
    return pieces


def _check_acted(it: Act, person: Person, on: date) -> None:
    """Refuse that somebody became a member only after they were assigned as a mentor, or had introduced a candidate."""
    tasks = (
        select(col(Mentorship.from_on), col(Candidacy.code)).join(Candidacy, col(Candidacy.id) == Mentorship.candidacy_id)
        .where(Mentorship.mentor_id == person.id, Mentorship.from_on < on, Mentorship.from_on < Mentorship.to_on)
    )  # fmt: skip
    steps = (
        select(col(StepEvent.happened_on), col(StepEvent.step), col(Candidacy.code))
        .join(Candidacy, col(Candidacy.id) == StepEvent.candidacy_id)
        .where(StepEvent.member_id == person.id, StepEvent.happened_on < on)
    )
    acted = [(day, MENTORING, case) for day, case in it.session.exec(tasks)]
    acted += [(day, step, case) for day, step, case in it.session.exec(steps)]
    if acted:
        day, step, case = min(acted)
        raise RollDaysActed(person.code, Word("steps", step), case, day, on)


def _admitted_here(it: Act, person: Person) -> bool:
    ceremonies = (
        select(StepEvent.id).join(Candidacy, col(Candidacy.id) == StepEvent.candidacy_id)
        .where(Candidacy.person_id == person.id, StepEvent.step == CEREMONY)
    )  # fmt: skip
    return it.session.exec(ceremonies).first() is not None


def _came(it: Act, person: Person) -> bool:
    arrivals = select(LifeEvent.id).where(LifeEvent.person_id == person.id, LifeEvent.kind == TRANSFER_IN)
    return it.session.exec(arrivals).first() is not None
