"""The national number of a person, entered or corrected after the person was."""

from partytrack.core.errors import NationalIdAlready
from partytrack.core.masking import masked
from partytrack.record.act import Desk, act
from partytrack.record.lookup import person_by_code
from partytrack.record.people import check_national_id, check_number_free


def set_national_id(desk: Desk, person_code: str, number: str, *, correct: bool = False) -> str:
    """Enter a person's national number; hands back the person's code. ``correct``: it replaces one that was wrong."""
    number = check_national_id(number)
    with act(desk, "person.national_id", person_code) as it:
        person = person_by_code(it.session, person_code)
        held = person.national_id
        if held is not None and (held == number or not correct):
            raise NationalIdAlready(person.code, masked(held))
        check_number_free(it.session, number, person)
        it.change(person, national_id=number)
    return person.code
