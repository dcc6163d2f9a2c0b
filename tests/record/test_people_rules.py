"""Members and candidates: what is known of a person, and from when they stand as what in a unit."""

from datetime import date

import pytest

from partytrack.core.dates import PartialDate
from partytrack.core.errors import (
    BadName,
    BadSex,
    BirthAhead,
    CodeUnknown,
    DaysOutOfOrder,
    NotACell,
    PersonSame,
    UnitNotYet,
    UnitUnknown,
)
from partytrack.record.candidates import add_candidate
from partytrack.record.people import NewPerson, check_sex
from partytrack.record.steps import Recorded

OPEN, UNKNOWN = "9999-12-31", "0001-01-01"


def stays(rows, store):
    """As what a person stood, from when to when."""
    return [(stay["role"], stay["from_on"], stay["to_on"]) for stay in rows(store)["stay"]]


ROLLS = {
    "neither day is known": (None, None, [("full", UNKNOWN, OPEN)]),
    "both days are known": (
        "2015-05-19", "2016-05-19",
        [("probationary", "2015-05-19", "2016-05-19"), ("full", "2016-05-19", OPEN)]),
    "still in probation, or the day was not written down": ("2021-05-19", None, [("probationary", "2021-05-19", OPEN)]),
    "only the day of confirmation is known": (None, "2016-05-19", [("full", "2016-05-19", OPEN)]),
    "confirmed on the day of admission": ("1968-02-01", "1968-02-01", [("full", "1968-02-01", OPEN)]),
}  # fmt: skip


@pytest.mark.parametrize(("admitted", "confirmed", "expected"), ROLLS.values(), ids=ROLLS.keys())
def test_the_days_on_the_roll_tell_how_a_member_stands(office, rows, admitted, confirmed, expected):
    """Admitted means in probation until confirmed; a roll without days means a full member since long ago."""
    office.member(admitted=admitted, confirmed=confirmed)
    assert stays(rows, office.desk.store) == expected
    person = rows(office.desk.store)["person"][0]
    assert (person["admitted_on"], person["confirmed_on"]) == (admitted, confirmed)


YOUNG_CELL = {
    "admitted and confirmed before the cell": ("2015-05-19", "2016-05-19", [("full", "2020-07-01", OPEN)]),
    "confirmed after the cell began": (
        "2020-01-01", "2021-01-01", [("probationary", "2020-07-01", "2021-01-01"), ("full", "2021-01-01", OPEN)]),
    "no days known": (None, None, [("full", "2020-07-01", OPEN)]),
}  # fmt: skip


@pytest.mark.parametrize(("admitted", "confirmed", "expected"), YOUNG_CELL.values(), ids=YOUNG_CELL.keys())
def test_nobody_stays_in_a_cell_before_it_began(office, rows, admitted, confirmed, expected):
    """A member older than the cell is there from the cell's first day; the roll keeps the true days."""
    office.unit("TG-09", since="2020-07-01")
    office.member(unit="TG-09", admitted=admitted, confirmed=confirmed)
    assert stays(rows, office.desk.store) == expected
    assert rows(office.desk.store)["person"][0]["admitted_on"] == admitted


LIVES = {
    "born after the admission": ("2016-01-01", "2015-05-19", None, ("born", "admitted")),
    "born after the confirmation": ("2016-01-01", None, "2015-05-19", ("born", "admitted")),
    "confirmed before the admission": (None, "2015-05-19", "2015-05-18", ("admitted", "confirmed")),
}


@pytest.mark.parametrize(("born", "admitted", "confirmed", "order"), LIVES.values(), ids=LIVES.keys())
def test_the_days_of_a_life_have_their_order(office, rows, born, admitted, confirmed, order):
    """Born, admitted, confirmed: what is the wrong way round is refused, and both days are named."""
    before = rows(office.desk.store)
    with pytest.raises(DaysOutOfOrder) as caught:
        office.member(
            born=born and PartialDate(date.fromisoformat(born), "day"), admitted=admitted, confirmed=confirmed
        )
    assert (caught.value.earlier.code, caught.value.later.code) == order
    assert rows(office.desk.store) == before


BIRTHS = [("2001-05-03", "day"), ("2001-05-01", "month"), ("2001-01-01", "year")]


@pytest.mark.parametrize(("first", "precision"), BIRTHS)
def test_a_birth_date_claims_no_more_than_was_known(office, rows, first, precision):
    """A day, a month or a year of birth is kept with what it is."""
    office.member(born=PartialDate(date.fromisoformat(first), precision))
    person = rows(office.desk.store)["person"][0]
    assert (person["born_on"], person["born_precision"]) == (first, precision)


def test_a_year_of_birth_is_judged_by_its_first_day(office):
    """Born in 2015 and admitted in 2015 contradicts nothing that is known, silly as it looks; born in 2016 does."""
    office.member(born=PartialDate(date(2015, 1, 1), "year"), admitted="2015-05-19")
    with pytest.raises(DaysOutOfOrder):
        office.member(born=PartialDate(date(2016, 1, 1), "year"), admitted="2015-05-19")


def test_a_name_is_kept_with_its_search_form_and_its_order(office, rows):
    """Beside the name as written lie the letters it is found by and the key it sorts by."""
    office.member("  Nguyễn   Thị Hoà ")
    person = rows(office.desk.store)["person"][0]
    assert (person["name"], person["name_folded"]) == ("Nguyễn Thị Hoà", "nguyen thi hoa")
    assert person["name_key"].isascii()


def test_codes_of_people_and_cases_run_on(office, rows):
    """Each person and each case gets the next number."""
    office.member()
    assert (office.candidate(), office.candidate()) == ("C00001", "C00002")
    assert [person["code"] for person in rows(office.desk.store)["person"]] == ["P00001", "P00002", "P00003"]


@pytest.mark.parametrize(("typed", "sex"), [("f", "f"), ("M", "m"), (" F ", "f")])
def test_a_sex_is_one_letter(typed, sex):
    """Small or capital, with or without spaces."""
    assert check_sex(typed) == sex


@pytest.mark.parametrize("typed", ["", "x", "nam", "female"])
def test_another_text_is_no_sex(typed):
    """Anything else is refused, never guessed."""
    with pytest.raises(BadSex):
        check_sex(typed)


def test_a_member_may_stand_in_a_committee(office, rows):
    """Who belongs to no cell stands in the committee itself; a unit that does not exist is told."""
    office.member(unit="tg")
    assert rows(office.desk.store)["stay"][0]["unit_id"] == 1
    with pytest.raises(UnitUnknown):
        office.member(unit="TH")


def test_a_candidate_is_listed_and_stands_as_one(office, rows):
    """Opening a case enters the person, the case, the stay as a candidate and the step of the listing."""
    assert office.candidate(on="2021-01-05", source="Demobilised_Soldier ") == "C00001"
    store = rows(office.desk.store)
    case = store["candidacy"][0]
    assert (case["unit_id"], case["source"], case["opened_on"]) == (2, "demobilised_soldier", "2021-01-05")
    assert stays(rows, office.desk.store) == [("candidate", "2021-01-05", OPEN)]
    assert [(event["step"], event["happened_on"]) for event in store["step_event"]] == [("source_listed", "2021-01-05")]


def test_a_case_without_a_day_is_open_from_today(office, rows):
    """Nobody knows when the person was listed: the case is open from today and no listing is invented."""
    office.candidate(on=None)
    store = rows(office.desk.store)
    assert store["candidacy"][0]["opened_on"] == "2022-04-26"
    assert store["step_event"] == []


@pytest.mark.parametrize("unit", ["TG", "BP"])
def test_candidates_are_tracked_in_cells(office, rows, unit):
    """A committee has no candidates of its own."""
    office.unit("BP", kind="section_committee")
    before = rows(office.desk.store)
    with pytest.raises(NotACell):
        office.candidate(cell=unit)
    assert rows(office.desk.store) == before


def test_an_unknown_source_is_answered_with_the_known_ones(office):
    """The nearest code comes first, and every other is named."""
    with pytest.raises(CodeUnknown) as caught:
        office.candidate(source="youth")
    assert caught.value.known[0] == "youth_union"
    assert "womens_union" in caught.value.known


def test_a_case_does_not_begin_before_its_cell(office):
    """A day of listing before the cell existed is refused."""
    office.unit("TG-09", since="2020-07-01")
    with pytest.raises(UnitNotYet):
        office.candidate(cell="TG-09", on="2020-06-30")


def test_nobody_is_listed_before_birth(office):
    """A birth date after the listing is refused; the day itself is the last that passes."""
    office.candidate(on="2021-01-05", born="2021-01-05")
    with pytest.raises(BirthAhead):
        office.candidate(on="2021-01-05", born="2021-01-06")


def test_a_candidate_without_a_name_is_refused(office, rows):
    """A person has a name."""
    before = rows(office.desk.store)
    with pytest.raises(BadName):
        office.candidate("  ")
    assert rows(office.desk.store) == before


SAME, OTHER = PartialDate(date(2001, 5, 3), "day"), PartialDate(date(2001, 5, 4), "day")
NAMESAKES = {
    "same name and birth date": ("Trần Đức Hoà", SAME, ("P00001",)),
    "the tone set on the other vowel": ("Trần Đức Hòa", SAME, ("P00001",)),
    "another birth date": ("Trần Đức Hoà", OTHER, ()),
    "another name": ("Trần Đức Hải", SAME, ()),
    "no birth date": ("Trần Đức Hoà", None, ()),
}


@pytest.mark.parametrize(("name", "born", "expected"), NAMESAKES.values(), ids=NAMESAKES.keys())
def test_who_may_be_on_record_already_is_named(office, name, born, expected):
    """A person of the same name and birth date may be the same one; the case is opened and the other is named."""
    office.member("Trần Đức Hoà", born=SAME)
    recorded = add_candidate(
        office.desk, NewPerson(name, born=born), cell="TG-01", source="student", listed_on=None
    )  # fmt: skip
    assert recorded == Recorded("C00001", namesakes=expected)


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"name": "Trần Văn Bảo", "born_on": PartialDate(date(1980, 5, 3), "day"), "sex": "m"}, None),
        ({}, PersonSame),
        ({"sex": "f"}, PersonSame),
        ({"name": "12"}, BadName),
        ({"born_on": PartialDate(date(2015, 1, 2), "day")}, DaysOutOfOrder),
    ],
)
def test_who_a_person_is_can_be_corrected(office, rows, told, refused):
    """Name, birth date and sex are corrected with what searches and sorts by them; a birth after the entry is refused."""
    code = office.member("Trần Thị Bao", admitted="2015-01-01")
    office.corrected(code, sex="f")
    before = rows(office.desk.store)
    if refused:
        with pytest.raises(refused):
            office.corrected(code, **told)
        assert rows(office.desk.store) == before
        return
    assert office.corrected(code.lower(), **told) == code
    (person,) = rows(office.desk.store)["person"]
    assert (person["name"], person["name_folded"], person["born_on"], person["sex"]) == (
        "Trần Văn Bảo", "tran van bao", "1980-05-03", "m",
    )  # fmt: skip
