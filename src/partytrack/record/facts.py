"""Facts of a person, each from a day on: a later value ends the earlier one, and of one day there is one value.

The rows of a fact follow each other without a gap, the last one open (``core/facts.py`` tells the order).
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from partytrack.core.dates import BEGINNING, OPEN
from partytrack.core.errors import DaysOutOfOrder, FactAlready, FactForLife
from partytrack.core.facts import check_fact, for_life, values_of, with_value
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import case_by_code, person_by_code
from partytrack.store.tables import Person, PersonFact


@dataclass(frozen=True)
class NewFact:
    """What is told of a person: a fact, its value, and from which day (unknown when not told).

    ``correct``: it replaces the value that was recorded from the same day.
    """

    fact: str
    value: str
    on: date | None = None
    correct: bool = False


@dataclass(frozen=True)
class Held:
    """What is now recorded, of whom, and from which day before which; an open end is ``OPEN``."""

    of: str
    fact: str
    value: str
    from_on: date
    to_on: date

    @property
    def value_word(self) -> Word:
        """The value as a person reads it."""
        return Word(values_of(self.fact), self.value)


def record_case_fact(desk: Desk, case_code: str, new: NewFact) -> Held:
    """Record a fact of the person whose case it is."""
    with act(desk, "person.fact", case_code) as it:
        case = case_by_code(it.session, case_code)
        return record_fact_within(it, it.session.get_one(Person, case.person_id), new, of=case.code)


def record_person_fact(desk: Desk, person_code: str, new: NewFact) -> Held:
    """Record a fact of a person."""
    with act(desk, "person.fact", person_code) as it:
        return record_fact_within(it, person_by_code(it.session, person_code), new)


def record_fact_within(it: Act, person: Person, new: NewFact, *, of: str | None = None) -> Held:
    """Record a fact as part of an open act; ``of`` is the code by which the person was named."""
    fact, value = check_fact(new.fact, new.value)
    if new.on is not None and for_life(fact):
        raise FactForLife(Word("facts", fact))
    on, who = new.on or BEGINNING, of or person.code
    if new.on is not None and person.born_on is not None and new.on < person.born_on:
        raise DaysOutOfOrder(Word("words", "born"), Word("words", "fact_held"))
    history = fact_history(it.session, person.id or 0, fact)
    current = next((row for row in reversed(history) if row.from_on <= on), None)
    if current is not None and (current.value == value or (current.from_on == on and not new.correct)):
        since = Word("words", "unknown_day") if current.from_on == BEGINNING else current.from_on
        raise FactAlready(who, Word("facts", fact), Word(values_of(fact), current.value), since)
    rows = _keep(it, person, fact, history, with_value({row.from_on: row.value for row in history}, value, on))
    now = next(row for row in reversed(rows) if row.from_on <= on)
    return Held(who, fact, value, now.from_on, now.to_on)


def fact_history(session: Session, person_id: int, fact: str) -> list[PersonFact]:
    """The values of a fact, the earliest first."""
    of_person = select(PersonFact).where(PersonFact.person_id == person_id, PersonFact.fact == fact)
    return list(session.exec(of_person.order_by(col(PersonFact.from_on))))


def _keep(
    it: Act, person: Person, fact: str, history: list[PersonFact], values: dict[date, str]
) -> list[PersonFact]:  # fmt: skip
    """Bring the rows of a fact in line with its values from each day on."""
    rows = {row.from_on: row for row in history}
    for day in rows.keys() - values.keys():
        it.remove(rows[day])
    kept = []
    for (day, value), end in zip(values.items(), [*list(values)[1:], OPEN], strict=True):
        row = rows.get(day)
        if row is None:
            row = it.add(PersonFact(person_id=person.id or 0, fact=fact, value=value, from_on=day, to_on=end))
        elif (row.value, row.to_on) != (value, end):
            it.change(row, value=value, to_on=end)
        kept.append(row)
    return kept
