"""What the acts record is what the reports count (F2, F9, F10)."""

from datetime import date

import pytest

from partytrack.core.errors import TallyBesideRecords, TallyBesideTally, YearTallied
from partytrack.record.candidates import add_candidate
from partytrack.record.people import NewPerson, add_member
from partytrack.record.steps import NewStep, record_step
from partytrack.record.tallies import set_tally
from partytrack.store.connection import reading


@pytest.fixture
def admitted(desk, built):
    """How many each cell of the ward admitted in a year, by its report."""

    def admitted(year, **asked):
        with reading(desk.store) as run:
            return {row["unit"]: row["admitted"] for row in built(run, period=year, **asked).tables[0].rows}

    return admitted


@pytest.fixture
def case(desk):
    """A candidate of TG-01 on the list since 2019."""
    return add_candidate(desk, NewPerson("Lê Chi"), cell="TG-01", source="youth_union", listed_on=date(2019, 1, 5)).case


def test_f2_the_roll_never_makes_an_admission(desk, admitted):
    """A member entered with the day of the ceremony on the roll is a member, and no admission on either basis."""
    add_member(desk, NewPerson("Bùi An"), "TG-01", admitted_on=date(2019, 5, 19), confirmed_on=date(2020, 5, 19))
    for basis in ("decision", "ceremony"):
        assert admitted("2019", basis=basis) == {"TG-01": 0, "TG-02": 0, "TG-03": 0}


def test_f2_a_case_counts_by_its_steps(desk, case, admitted):
    """The decision counts by decision and the ceremony by ceremony, until the decision is annulled."""
    record_step(desk, case, NewStep("admission_decision", date(2019, 12, 20), document="12-QĐ"))
    record_step(desk, case, NewStep("admission_ceremony", date(2020, 1, 10)))
    assert (admitted("2019")["TG-01"], admitted("2020")["TG-01"]) == (1, 0)
    assert (admitted("2019", basis="ceremony")["TG-01"], admitted("2020", basis="ceremony")["TG-01"]) == (0, 1)
    record_step(desk, case, NewStep("decision_annulled", date(2021, 3, 1), document="3-QĐ"))
    assert admitted("2019")["TG-01"] == 0
    assert admitted("2019", as_of="2021-02-28")["TG-01"] == 1


def test_f9_a_tally_fills_a_year_before_the_records(desk, admitted):
    """Before 2019 the ward is unknown; a cell's tally makes that cell's year known, and no other."""
    assert set(admitted("2018").values()) == {None}
    set_tally(desk, "TG-02", 2018, 3, measure="admission", document="BC-18")
    assert admitted("2018") == {"TG-01": None, "TG-02": 3, "TG-03": None}
    assert admitted("2018H1") == {"TG-01": None, "TG-02": None, "TG-03": None}


def test_f10_a_refused_tally_or_admission_leaves_the_count_as_it_was(desk, case, admitted):
    """A tally beside recorded admissions, a tally beside a tally, an admission into a tallied year: nothing changes."""
    record_step(desk, case, NewStep("admission_decision", date(2020, 5, 3), document="12-QĐ"))
    set_tally(desk, "TG", 2018, 7, measure="admission", document="BC-18")
    with pytest.raises(TallyBesideRecords):
        set_tally(desk, "TG", 2020, 4, measure="admission", document="BC-20")
    with pytest.raises(TallyBesideTally):
        set_tally(desk, "TG-02", 2018, 2, measure="admission", document="BC-18")
    other = add_candidate(desk, NewPerson("Vũ Hoa"), cell="TG-02", source="youth_union", listed_on=date(2018, 1, 5))
    with pytest.raises(YearTallied):
        record_step(desk, other.case, NewStep("admission_decision", date(2018, 5, 3), document="1-QĐ"))
    assert admitted("2020") == {"TG-01": 1, "TG-02": 0, "TG-03": 0}
    assert admitted("2018") == {"TG-01": None, "TG-02": None, "TG-03": None, "TG": 7}
