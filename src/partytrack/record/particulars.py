"""Corrections of who a person is: name, sex, birth date, national number."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from partytrack.core.dates import PartialDate
from partytrack.core.errors import BirthAhead, PersonSame
from partytrack.core.vietnamese import fold, name_key, normalise
from partytrack.record.act import Act, Desk, act
from partytrack.record.lookup import person_by_code
from partytrack.record.people import check_life, check_number_free, check_sex
from partytrack.store.tables import Candidacy, Person


def correct_person(desk: Desk, code: str, told: Mapping[str, Any]) -> str:
    """Correct who a person is, as ``change_particulars_within`` does; hands back their code.

    Raises ``PersonSame`` where all that is told is on record already.
    """
    with act(desk, "person.correct", code) as it:
        person = person_by_code(it.session, code)
        change_particulars_within(it, person, told)
        if not it.changed:
            raise PersonSame(person.code)
    return person.code


def change_particulars_within(it: Act, person: Person, told: Mapping[str, Any]) -> None:
    """Correct what is told: ``name``, ``sex``, ``born_on`` (a partial date), ``national_id``.

    A birth after the person's first case, or after their days on the roll, is refused, and so is another's number.
    """
    values: dict[str, object] = {}
    if "name" in told:
        name = normalise(told["name"])
        values |= {"name": name, "name_folded": fold(name), "name_key": name_key(name)}
    if "sex" in told:
        values["sex"] = check_sex(told["sex"])
    if "born_on" in told:
        born: PartialDate = told["born_on"]
        _check_birth(it, person, born)
        values |= {"born_on": born.first, "born_precision": born.precision}
    if "national_id" in told:
        check_number_free(it.session, told["national_id"], person)
        values["national_id"] = told["national_id"]
    it.change(person, **values)


def _check_birth(it: Act, person: Person, born: PartialDate) -> None:
    check_life(born, person.admitted_on, person.confirmed_on)
    opened = select(col(Candidacy.opened_on)).where(Candidacy.person_id == person.id).order_by(col(Candidacy.opened_on))
    first = it.session.exec(opened).first()
    if first is not None and born.first > first:
        raise BirthAhead(born, first)
