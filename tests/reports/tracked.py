"""Cases as the secretary records them, for the tests of reports on cases."""

from datetime import date

from partytrack.record.candidates import add_candidate
from partytrack.record.people import NewPerson
from partytrack.record.steps import NewStep, record_step


def candidate(desk, listed, *steps, cell="TG-01", source="youth_union", name="Lê Chi", sex=None):
    """A case with its steps, each as ``key day``; hands back its code."""
    person = NewPerson(name, sex)
    code = add_candidate(desk, person, cell=cell, source=source, listed_on=date.fromisoformat(listed)).case
    for told in steps:
        key, day = told.split()
        record_step(desk, code, NewStep(key, date.fromisoformat(day)))
    return code
