"""One human being who was recorded twice: the one record goes on, the other is linked to it. Nothing is deleted.

Stays, cases, tasks as mentor, introductions and events of the other record move to the one that goes on; what that one
lacks it takes from the other. What the two contradict each other in is refused (``merging_checks.py``).
A fact that both records tell alike stays with the other record, as it was entered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, SQLModel, col, select

from partytrack.core.dates import OPEN
from partytrack.core.errors import MergedAlready, MergeFactDiffers, MergeOfOne, MergeStaysOverlap
from partytrack.core.facts import values_of
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.facts import fact_history
from partytrack.record.lookup import person_by_code, record_by_code
from partytrack.record.merging_checks import check_together, together, told, untold
from partytrack.store.tables import Candidacy, LifeEvent, Mentorship, Person, PersonFact, Stay, StepEvent

MOVED: tuple[tuple[type[SQLModel], str], ...] = (
    (Candidacy, "person_id"),
    (LifeEvent, "person_id"),
    (Mentorship, "mentor_id"),
    (StepEvent, "member_id"),
)
"""The references to a person that simply move; stays and facts are fitted in."""


@dataclass(frozen=True)
class Merged:
    """What a merger says back: the record that goes on, the other one, and the cases that moved."""

    person: str
    other: str
    cases: tuple[str, ...]


def merge_people(desk: Desk, person_code: str, other_code: str) -> Merged:
    """Merge the record of ``other_code`` into that of ``person_code``; the other's code answers with the one that goes on."""
    with act(desk, "person.merge", f"{person_code} {other_code}") as it:
        person, other = person_by_code(it.session, person_code), record_by_code(it.session, other_code)
        if other.id == person.id:
            raise MergeOfOne(person.code)
        if other.merged_into_id is not None:
            raise MergedAlready(other.code, person_by_code(it.session, other.code).code)
        check_together(it.session, person, other, it.today)
        return _merge(it, person, other)


def _merge(it: Act, person: Person, other: Person) -> Merged:
    values = together(person, other)
    if values.get("national_id") is not None:
        it.change(other, national_id=None)  # first, for nobody shares a number, not even for a moment
    it.change(other, merged_into_id=person.id)
    if values:
        it.change(person, **values)
    _move_stays(it, person, other)
    _move_facts(it, person, other)
    cases = it.session.exec(
        select(Candidacy.code).where(Candidacy.person_id == other.id).order_by(Candidacy.code)
    ).all()
    for model, column in MOVED:
        for row in it.session.exec(select(model).where(col(getattr(model, column)) == other.id)).all():
            it.change(row, **{column: person.id})
    return Merged(person.code, other.code, tuple(cases))


def _move_stays(it: Act, person: Person, other: Person) -> None:
    """Move the other's stays, each cut to the days on which the person is not there already.

    A stay of which nothing is left keeps its first day and has no length: it never was, and its row is kept.
    """
    own, moving = stays_of(it.session, person), stays_of(it.session, other)
    for stay in moving:
        for there in own:
            if _overlap(stay, there) and (stay.unit_id, stay.role) != (there.unit_id, there.role):
                raise MergeStaysOverlap(told(it.session, person, there), told(it.session, other, stay))
    for stay in moving:
        first, *more = list(_uncovered(stay, own)) or [(stay.from_on, stay.from_on)]
        if first[0] > stay.from_on:
            first, more = (stay.from_on, stay.from_on), [first, *more]
        it.change(stay, person_id=person.id, to_on=first[1])
        for start, end in more:
            it.add(Stay(person_id=person.id or 0, unit_id=stay.unit_id, role=stay.role, from_on=start, to_on=end))


def stays_of(session: Session, person: Person) -> list[Stay]:
    """The stays of a person in the order of their days."""
    own = select(Stay).where(Stay.person_id == person.id)
    return list(session.exec(own.order_by(col(Stay.from_on), col(Stay.id))))


def _overlap(one: Stay, two: Stay) -> bool:
    """Whether two stays share a day; one without length shares none."""
    return max(one.from_on, two.from_on) < min(one.to_on, two.to_on)


def _uncovered(stay: Stay, own: list[Stay]) -> Iterator[tuple[date, date]]:
    """The parts of a stay on whose days no other one lies."""
    start = stay.from_on
    for there in own:
        if _overlap(stay, there):
            if start < there.from_on:
                yield start, there.from_on
            start = max(start, there.to_on)
    if start < stay.to_on:
        yield start, stay.to_on


def _move_facts(it: Act, person: Person, other: Person) -> None:
    recorded = select(PersonFact.fact).where(PersonFact.person_id == other.id).distinct().order_by(PersonFact.fact)
    for fact in it.session.exec(recorded).all():
        own, more = fact_history(it.session, person.id or 0, fact), fact_history(it.session, other.id or 0, fact)
        values = {row.from_on: row.value for row in own}
        for row in more:
            if values.get(row.from_on, row.value) != row.value:
                raise MergeFactDiffers(
                    person.code, other.code, Word("facts", fact), Word(values_of(fact), values[row.from_on]),
                    Word(values_of(fact), row.value), untold(row.from_on),
                )  # fmt: skip
        _join(it, person, own, more)


def _join(it: Act, person: Person, own: list[PersonFact], more: list[PersonFact]) -> None:
    """Bring the two histories of a fact together: the value of each day holds until the next other one.

    Each value is kept by a row of the person where there is one, else by the other's row, which moves.
    """
    runs: list[list[PersonFact]] = []
    for row in sorted((*own, *more), key=lambda row: (row.from_on, row.person_id != person.id)):
        if runs and runs[-1][0].value == row.value:
            runs[-1].append(row)
        else:
            runs.append([row])
    ends = [*(run[0].from_on for run in runs[1:]), OPEN]
    for run, start, end in zip(runs, [run[0].from_on for run in runs], ends, strict=True):
        keeper = next((row for row in run if row.person_id == person.id), run[0])
        it.change(keeper, person_id=person.id, from_on=start, to_on=end)
