"""People: the record of one human being, and members as the roll names them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, SQLModel, col, func, select

from partytrack.core.dates import BEGINNING, OPEN, PartialDate
from partytrack.core.errors import BadNationalId, BadSex, DaysOutOfOrder, NationalIdTaken, UnitNotYet
from partytrack.core.masking import masked
from partytrack.core.vietnamese import fold, name_key, normalise
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, act
from partytrack.record.facts import NewFact, record_fact_within
from partytrack.record.lookup import survivor, unit_by_code
from partytrack.store.tables import Person, Stay, Successor, Unit

DIGITS = 12
"""How many digits a national number has."""


@dataclass(frozen=True)
class NewPerson:
    """What is told of a person on entry; whatever was not told stays unknown."""

    name: str
    sex: str | None = None
    born: PartialDate | None = None
    facts: tuple[tuple[str, str], ...] = ()
    national_id: str | None = None


def check_sex(text: str) -> str:
    """``f`` or ``m``."""
    sex = text.strip().lower()
    if sex not in {"f", "m"}:
        raise BadSex(text)
    return sex


def check_national_id(text: str) -> str:
    """A national number: exactly 12 digits."""
    number = text.strip()
    if len(number) != DIGITS or not (number.isascii() and number.isdigit()):
        raise BadNationalId(masked(text))
    return number


def check_number_free(session: Session, number: str | None, person: Person | None = None) -> None:
    """Refuse the national number of another person than the one named."""
    if number is None:
        return
    holder = session.exec(select(Person).where(Person.national_id == number)).first()
    if holder is not None and (person is None or holder.id != person.id):
        raise NationalIdTaken(holder.code)


def add_member(
    desk: Desk, new: NewPerson, unit_code: str, *, admitted_on: date | None = None, confirmed_on: date | None = None
) -> str:
    """Enter a member as the roll names them and hand back their code; this never makes an admission."""
    with act(desk, "member.add", unit_code) as it:
        return add_member_within(it, new, unit_code, admitted_on=admitted_on, confirmed_on=confirmed_on).code


def add_member_within(
    it: Act, new: NewPerson, unit_code: str, *, admitted_on: date | None, confirmed_on: date | None
) -> Person:
    """Enter a member as part of an open act.

    With a day of admission and none of confirmation the roll shows a probationary member; with
    neither, a full member since an unknown day. A stay never begins before its unit did.
    """
    unit = unit_by_code(it.session, unit_code)
    if unit.from_on > it.today:
        raise UnitNotYet(unit.code, it.today, unit.from_on)
    check_life(new.born, admitted_on, confirmed_on)
    person = add_person(it, new, admitted_on=admitted_on, confirmed_on=confirmed_on)
    for role, start, end in role_spans(admitted_on, confirmed_on):
        stay_on(it, person.id or 0, unit, role, max(start, unit.from_on), end)
    return person


def stay_on(it: Act, person_id: int, unit: Unit, role: str, from_on: date, end: date = OPEN) -> Unit:
    """Let a person be in a unit from a day on; hands back the unit in which they are at the end."""
    stretches, last = stretches_of(carried_on_by(it.session, unit), from_on, end)
    for where, start, stop in stretches:
        it.add(Stay(person_id=person_id, unit_id=where.id or 0, role=role, from_on=start, to_on=stop))
    return last


def carried_on_by(session: Session, unit: Unit) -> list[Unit]:
    """The unit, then those that carried it on one after another."""
    line = [unit]
    while line[-1].to_on < OPEN:
        main = select(Successor).where(Successor.unit_id == line[-1].id, col(Successor.main).is_(True))
        heir = session.exec(main).first()
        if heir is None:
            break
        line.append(session.get_one(Unit, heir.successor_id))
    return line


def stretches_of(line: Sequence[Unit], from_on: date, end: date = OPEN) -> tuple[list[tuple[Unit, date, date]], Unit]:
    """In which of these units, from when to when, one is who is in the first from a day on: where one ends, in the next.

    Also hands back the last in which they are.
    """
    stretches = []
    for place, unit in enumerate(line, start=1):
        stop = min(unit.to_on, end)
        if from_on < stop:
            stretches.append((unit, from_on, stop))
        if unit.to_on >= end or place == len(line):
            return stretches, unit
        from_on = max(from_on, unit.to_on)
    return stretches, line[-1]


def role_spans(admitted_on: date | None, confirmed_on: date | None) -> list[tuple[str, date, date]]:
    """As what the days on the roll show a member, from when to when."""
    turns = roles_on_the_roll(admitted_on, confirmed_on)
    ends = [*(start for _, start in turns[1:]), OPEN]
    return [(role, start, end) for (role, start), end in zip(turns, ends, strict=True)]


def roles_on_the_roll(admitted_on: date | None, confirmed_on: date | None) -> list[tuple[str, date]]:
    """As what the days on the roll show a member, each from its day on; one without days is full since long ago."""
    turns = [("probationary", admitted_on)] if admitted_on is not None else []
    return turns if turns and confirmed_on is None else [*turns, ("full", confirmed_on or BEGINNING)]


def check_life(born: PartialDate | None, admitted_on: date | None, confirmed_on: date | None) -> None:
    """Refuse days of a life that are out of order: born, admitted, confirmed."""
    if born is not None and (first := admitted_on or confirmed_on) is not None and born.first > first:
        raise DaysOutOfOrder(Word("words", "born"), Word("words", "admitted"))
    if admitted_on is not None and confirmed_on is not None and confirmed_on < admitted_on:
        raise DaysOutOfOrder(Word("words", "admitted"), Word("words", "confirmed"))


def add_person(it: Act, new: NewPerson, *, admitted_on: date | None = None, confirmed_on: date | None = None) -> Person:
    """Enter a person with what is told of them; the search form and the sort key of the name are kept beside it."""
    name = normalise(new.name)
    check_number_free(it.session, new.national_id)
    person = it.add(
        Person(
            code=next_code(it.session, Person, "P"), name=name, name_folded=fold(name), name_key=name_key(name),
            born_on=new.born.first if new.born else None, born_precision=new.born.precision if new.born else None,
            sex=new.sex, national_id=new.national_id, admitted_on=admitted_on, confirmed_on=confirmed_on,
        )
    )  # fmt: skip
    for fact, value in new.facts:
        record_fact_within(it, person, NewFact(fact, value))
    return person


def next_code(session: Session, table: type[SQLModel], letter: str) -> str:
    """The next free code of a table: its letter and a running number of at least five digits."""
    newest = session.exec(select(func.max(table.id))).one()  # type: ignore[attr-defined]  # every such table has an id
    return code_of(letter, (newest or 0) + 1)


def code_of(letter: str, key: int) -> str:
    """The code of a record by its key."""
    return f"{letter}{key:05d}"


def namesakes(session: Session, new: NewPerson) -> tuple[str, ...]:
    """Codes of people with the same name and birth date, who may be the same person; of one recorded twice that which goes on."""
    if new.born is None:
        return ()
    found = session.exec(select(Person).where(Person.name_folded == fold(new.name), Person.born_on == new.born.first))
    return tuple(sorted({survivor(session, person).code for person in found}))
