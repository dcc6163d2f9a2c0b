"""What is on record now, as the columns of a layout hold it."""

from datetime import date
from decimal import Decimal

import pytest

from partytrack.core.amount import Amount, number, parse_amount
from partytrack.core.dates import PartialDate
from partytrack.core.layout import layout
from partytrack.core.span import Span, parse_span
from partytrack.imports.current import (
    QuotaKey,
    TallyKey,
    current_candidates,
    current_members,
    current_quotas,
    current_tallies,
    current_units,
    written_amount,
    written_span,
)
from partytrack.record.candidates import add_candidate, drop_candidate
from partytrack.record.facts import NewFact, record_case_fact
from partytrack.record.mentors import assign_mentor
from partytrack.record.moves import move_case
from partytrack.record.people import NewPerson, add_member
from partytrack.record.quotas import NewQuota, set_quota
from partytrack.record.steps import NewStep, record_step
from partytrack.record.tallies import set_tally
from partytrack.record.units import add_unit, rename_unit
from partytrack.store.connection import reading

TODAY = date(2022, 4, 26)
BORN = PartialDate(date(1995, 5, 1), "month")


def read(store, what, *args):
    """What a reader of this module finds in a store today."""
    with reading(store) as run:
        return what(run, TODAY, *args)


def known(values):
    """A record without the columns under which nothing is recorded."""
    return {key: value for key, value in values.items() if value is not None}


def test_a_member_as_the_roll_has_them(desk):
    """Name, sex, birth, unit, days and facts of a member; whatever is not recorded is nothing, and every column is there."""
    new = NewPerson("Nguyễn Thị Hoà", "f", BORN, (("ethnicity", "tay"),), "001095000123")
    code = add_member(desk, new, "TG-01", admitted_on=date(2015, 2, 3), confirmed_on=date(2016, 2, 3))
    found = read(desk.store, current_members)
    assert list(found) == [code]
    assert found[code].keys() == layout("members").keys()
    assert known(found[code]) == {
        "member": code, "name": "Nguyễn Thị Hoà", "sex": "f", "born_on": BORN, "national_id": "001095000123",
        "unit": "TG-01", "admitted_on": date(2015, 2, 3), "confirmed_on": date(2016, 2, 3), "ethnicity": "tay",
    }  # fmt: skip


@pytest.fixture
def case(desk):
    """A case that moved to another cell, with two mentors one after the other and a step recorded twice."""
    mentors = [add_member(desk, NewPerson(name), "TG-01") for name in ("Lê Bình", "Lê An")]
    case = add_candidate(
        desk, NewPerson("Trần Đức", "m", BORN), cell="TG-01", source="student", listed_on=date(2020, 1, 5)
    ).case
    assign_mentor(desk, case, mentors[0], on=date(2020, 2, 1))
    assign_mentor(desk, case, mentors[1], on=date(2020, 9, 1))
    record_step(desk, case, NewStep("course_completed", date(2020, 6, 1), document="5/CN"))
    record_step(desk, case, NewStep("course_completed", date(2021, 6, 1), document="9/CN"))
    record_case_fact(desk, case, NewFact("occupation", "student"))
    record_case_fact(desk, case, NewFact("occupation", "public_employee", date(2021, 1, 1)))
    move_case(desk, case, to="TG-02", on=date(2022, 1, 1), document="3-QĐ")
    return case


def test_a_case_with_the_newest_of_each_step(desk, case):
    """The unit is where the case is today, the mentor the newest one, a repeated step its last day; facts are today's."""
    found = known(read(desk.store, current_candidates)[case])
    assert found == {
        "case": case, "name": "Trần Đức", "sex": "m", "born_on": BORN, "cell": "TG-02", "source": "student",
        "source_listed": date(2020, 1, 5), "mentor": "P00002", "mentor_assigned": date(2020, 9, 1),
        "course_completed": date(2021, 6, 1), "course_completed_document": "9/CN", "occupation": "public_employee",
    }  # fmt: skip


def test_a_case_that_is_over_keeps_its_last_cell(desk):
    """A dropped case stays where it was; a case opened without a day of listing has none."""
    case = add_candidate(desk, NewPerson("Võ Nam"), cell="TG-03", source="student", listed_on=None).case
    drop_candidate(desk, case, reason="left_to_study", on=TODAY, return_on=None)
    found = read(desk.store, current_candidates)[case]
    assert (found["cell"], found["source_listed"], found["born_on"]) == ("TG-03", None, None)


def test_units_with_what_holds_today(desk):
    """The name is today's, the start that is not known is nothing, the root stands under nobody."""
    rename_unit(desk, "TG-02", "Chi bộ 2 mới", on=date(2022, 1, 1), document="5-QĐ")
    add_unit(desk, "TG-04", "Chi bộ 4", kind="cell", under="TG", since=date(2021, 3, 1), area="residential")
    found = {code: known(values) for code, values in read(desk.store, current_units).items()}
    assert found["TG"] == {
        "code": "TG", "name": "Đảng bộ phường Tân Giang", "kind": "committee", "records_from": date(2019, 1, 1),
    }  # fmt: skip
    assert found["TG-02"] == {"code": "TG-02", "name": "Chi bộ 2 mới", "kind": "cell", "under": "TG"}
    assert found["TG-04"] == {
        "code": "TG-04", "name": "Chi bộ 4", "kind": "cell", "under": "TG", "since": date(2021, 3, 1), "area": "residential",
    }  # fmt: skip


def test_every_version_of_a_quota(desk):
    """Each decision is a version of its own; an assumed one has no document, a rate its base."""
    set_quota(desk, NewQuota("TG-01", 2021, 2, date(2020, 12, 15), "12-CV"))
    set_quota(desk, NewQuota("TG-01", 2021, parse_amount("3+"), date(2021, 3, 1), "2-CV"))
    rate = parse_amount("3-4%", base_count=600, base_on=date(2020, 12, 31))
    set_quota(desk, NewQuota("TG", parse_span("2021-2025"), rate, date(2020, 12, 15), assumed=True, segment="women"))
    found = read(desk.store, current_quotas)
    year = Span(2021, 2021)
    assert [key for key in found if key.unit == "TG-01"] == [
        QuotaKey("TG-01", year, "admission", "", "", date(2020, 12, 15)),
        QuotaKey("TG-01", year, "admission", "", "", date(2021, 3, 1)),
    ]
    assert [values["amount"] for key, values in found.items() if key.unit == "TG-01"] == ["2", "3+"]
    (term,) = [values for key, values in found.items() if key.unit == "TG"]
    assert known(term) == {
        "unit": "TG", "years": "2021-2025", "amount": "3-4%", "measure": "admission", "segment": "women",
        "base_count": 600, "base_on": date(2020, 12, 31), "decided_on": date(2020, 12, 15), "assumed": True,
    }  # fmt: skip
    assert read(desk.store, current_quotas, ["TG"]) == {
        key: values for key, values in found.items() if key.unit == "TG"
    }


def test_tallies(desk):
    """A unit's count of a year, with its document."""
    set_tally(desk, "TG-03", 2017, 0, measure="admission", document="BC 2017")
    found = read(desk.store, current_tallies)
    assert {key: known(values) for key, values in found.items()} == {
        TallyKey("TG-03", 2017, "admission"): {
            "unit": "TG-03",
            "year": 2017,
            "measure": "admission",
            "count": 0,
            "document": "BC 2017",
        }
    }


@pytest.mark.parametrize("what", [current_members, current_candidates, current_units])
def test_records_that_are_named_are_as_among_all(demo, what):
    """Records that are named, many or one, are read as they are among all; an unknown code finds nothing."""
    everyone = read(demo, what)
    assert read(demo, what, list(everyone)) == everyone
    one = next(iter(everyone))
    assert read(demo, what, [one, "nobody"]) == {one: everyone[one]}
    assert read(demo, what, []) == {}


def test_who_is_named_need_not_be_a_member(desk, case):
    """A candidate asked for by the code of the person is no member of any unit, and is not among the members."""
    assert read(desk.store, current_members, ["P00003"])["P00003"]["unit"] is None
    assert "P00003" not in read(desk.store, current_members)
    assert case not in read(desk.store, current_members)


@pytest.mark.parametrize("text", ["15", "15+", "15-20", "avg:15", "0"])
def test_an_amount_is_written_as_it_is_read(text):
    """An amount goes out as the command line takes it."""
    assert written_amount(parse_amount(text)) == text


@pytest.mark.parametrize("text", ["3%", "2.5%+", "3-4%"])
def test_a_rate_is_written_as_it_is_read(text):
    """A rate goes out as the command line takes it; what it is of stands apart."""
    amount = parse_amount(text, base_count=600, base_on=TODAY)
    assert written_amount(amount) == text


def test_exact_decimals_stay():
    """A rate keeps its decimals."""
    assert written_amount(Amount("rate", rate_low=Decimal("2.50"), base_count=1, base_on=TODAY)) == "2.50%"
    assert written_amount(number(3)) == "3"


@pytest.mark.parametrize("text", ["2021", "2021-2025", "term:2020-2025"])
def test_a_span_is_written_as_it_is_read(text):
    """What a quota is for goes out as the command line takes it."""
    assert written_span(parse_span(text)) == text
