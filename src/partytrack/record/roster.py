"""People entered many at once: the same rows as one by one (``people.py``, ``candidates.py``), stored in sets.

A model is loaded where a record is changed; for a list of thousands of new people that costs far more than the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from sqlmodel import SQLModel

from partytrack.core.codes import check_code
from partytrack.core.dates import BEGINNING, OPEN
from partytrack.core.errors import NationalIdTaken, UnitNotYet
from partytrack.core.facts import check_fact
from partytrack.core.lifecycle import LISTING
from partytrack.core.vietnamese import fold, name_key, normalise
from partytrack.record.act import Act
from partytrack.record.candidates import check_opening
from partytrack.record.lookup import unit_by_code
from partytrack.record.people import (
    NewPerson,
    carried_on_by,
    check_life,
    code_of,
    role_spans,
    stretches_of,
)
from partytrack.record.sealing import AT_ONCE, Value
from partytrack.store.engine import runner
from partytrack.store.tables import Candidacy, Person, PersonFact, Stay, StepEvent, Unit

Rows: TypeAlias = list[tuple[Value, ...]]

_COLUMNS: Mapping[type[SQLModel], tuple[str, ...]] = {
    Person: (
        "id", "code", "name", "name_folded", "name_key", "born_on", "born_precision", "sex", "national_id",
        "admitted_on", "confirmed_on",
    ),
    PersonFact: ("id", "person_id", "fact", "value", "from_on", "to_on"),
    Stay: ("id", "person_id", "unit_id", "role", "from_on", "to_on"),
    Candidacy: ("id", "code", "person_id", "unit_id", "source", "opened_on"),
    StepEvent: ("id", "candidacy_id", "step", "happened_on", "unit_id"),
}  # fmt: skip
"""The columns that a person who is entered can fill, parents before children."""


@dataclass
class Roster:
    """Rows of new people that wait to be stored; whoever is refused leaves nothing behind."""

    it: Act
    _rows: dict[type[SQLModel], Rows] = field(default_factory=dict)
    _keys: dict[type[SQLModel], int] = field(default_factory=dict)
    _units: dict[str, Unit] = field(default_factory=dict)
    _lines: dict[str, list[Unit]] = field(default_factory=dict)
    _numbers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._run = runner(self.it.session)

    def add_member(self, new: NewPerson, unit_code: str, *, admitted_on: date | None, confirmed_on: date | None) -> str:
        """Enter a member as the roll names them, under the rules of ``add_member``; hands back their code."""
        unit, today = self._unit(unit_code), self.it.today
        if unit.from_on > today:
            raise UnitNotYet(unit.code, today, unit.from_on)
        check_life(new.born, admitted_on, confirmed_on)
        person_id, code = self._add_person(new, admitted_on, confirmed_on)
        for role, start, end in role_spans(admitted_on, confirmed_on):
            self._stay(person_id, unit, role, max(start, unit.from_on), end)
        return code

    def add_candidate(self, new: NewPerson, cell: str, source: str, listed_on: date | None) -> str:
        """Open a case, under the rules of ``add_candidate``; hands back its code."""
        unit, source, opened_on = self._unit(cell), check_code("sources", source), listed_on or self.it.today
        check_opening(unit, new, opened_on)
        person_id, _ = self._add_person(new, None, None)
        last = self._stay(person_id, unit, "candidate", opened_on, OPEN)
        case_id = self._key(Candidacy)
        code = code_of("C", case_id)
        self._put(Candidacy, case_id, code, person_id, last, source, opened_on.isoformat())
        if listed_on is not None:
            self._put(StepEvent, self._key(StepEvent), case_id, LISTING, opened_on.isoformat(), unit.id)
        return code

    def store_some(self) -> None:
        """Store what waits where that is much, so that a long list is not held whole."""
        if len(self._rows.get(Person, ())) >= AT_ONCE:
            self.store()

    def store(self) -> None:
        """Store what waits."""
        for model, columns in _COLUMNS.items():
            self.it.add_rows(model, columns, self._rows.get(model, []))
        self._rows.clear()
        self._keys.clear()

    def _add_person(self, new: NewPerson, admitted_on: date | None, confirmed_on: date | None) -> tuple[int, str]:
        name = normalise(new.name)
        self._check_number(new.national_id)
        facts = [check_fact(fact, value) for fact, value in new.facts]
        born = (_iso(new.born.first), new.born.precision) if new.born else (None, None)
        person_id = self._key(Person)
        code = code_of("P", person_id)
        if new.national_id is not None:
            self._numbers[new.national_id] = code
        self._put(
            Person, person_id, code, name, fold(name), name_key(name),
            *born, new.sex, new.national_id, _iso(admitted_on), _iso(confirmed_on),
        )  # fmt: skip
        for fact, value in facts:
            key = self._key(PersonFact)
            self._put(PersonFact, key, person_id, fact, value, BEGINNING.isoformat(), OPEN.isoformat())
        return person_id, code

    def _check_number(self, number: str | None) -> None:
        """Refuse the national number of somebody on record, or of somebody who waits."""
        if number is None:
            return
        on_record = self._run("SELECT code FROM person WHERE national_id = :number", {"number": number})
        if number in self._numbers or on_record:
            raise NationalIdTaken(self._numbers.get(number) or on_record[0][0])

    def _stay(self, person_id: int, unit: Unit, role: str, from_on: date, end: date) -> int:
        """The rows of a stay; hands back the key of the unit in which the person is at the end."""
        if unit.code not in self._lines:
            self._lines[unit.code] = carried_on_by(self.it.session, unit)
        found, last = stretches_of(self._lines[unit.code], from_on, end)
        for where, start, stop in found:
            self._put(Stay, self._key(Stay), person_id, where.id, role, start.isoformat(), stop.isoformat())
        return last.id or 0

    def _unit(self, code: str) -> Unit:
        if code not in self._units:
            self._units[code] = unit_by_code(self.it.session, code)
        return self._units[code]

    def _key(self, model: type[SQLModel]) -> int:
        key = self._keys[model] if model in self._keys else self.it.next_key(model)
        self._keys[model] = key + 1
        return key

    def _put(self, model: type[SQLModel], *row: Value) -> None:
        self._rows.setdefault(model, []).append(row)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
