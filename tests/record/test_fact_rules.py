"""Facts of people and areas of cells: what holds from which day, what is refused, what undo needs."""

from datetime import date

import pytest

from partytrack.core.dates import PartialDate
from partytrack.core.errors import (
    AreaAlready,
    AreaOfCells,
    BadFact,
    CaseUnknown,
    CodeUnknown,
    DaysOutOfOrder,
    FactAlready,
    FactForLife,
    MemberUnknown,
    UndoBlockedByLater,
    UndoBlockedByReference,
)
from partytrack.core.facts import parse_fact
from partytrack.core.period import whole_years
from partytrack.core.segments import count
from partytrack.core.words import Word
from partytrack.counting.segments import events
from partytrack.counting.subject import ask
from partytrack.record.candidates import add_candidate
from partytrack.record.people import NewPerson, add_member
from partytrack.store.chain import verify_store
from partytrack.store.connection import reading
from partytrack.store.doctor import examine

OPEN, UNKNOWN = "9999-12-31", "0001-01-01"


def history(rows, store, fact="occupation"):
    """The values of a fact, the earliest first: value, first day, first day after it."""
    found = [row for row in rows(store)["person_fact"] if row["fact"] == fact]
    return [(row["value"], row["from_on"], row["to_on"]) for row in sorted(found, key=lambda row: row["from_on"])]


# What the secretary writes down, in this order, and what then holds.
WRITTEN = {
    "one value, from an unknown day": ([("student", None)], [("student", UNKNOWN, OPEN)]),
    "one value from a day on": ([("student", "2020-09-01")], [("student", "2020-09-01", OPEN)]),
    "a later value ends the earlier one": (
        [("student", None), ("farmer", "2021-07-01")],
        [("student", UNKNOWN, "2021-07-01"), ("farmer", "2021-07-01", OPEN)]),
    "the earlier value is told later": (
        [("farmer", "2021-07-01"), ("student", "2019-09-01")],
        [("student", "2019-09-01", "2021-07-01"), ("farmer", "2021-07-01", OPEN)]),
    "the unknown start is told later": (
        [("farmer", "2021-07-01"), ("student", None)],
        [("student", UNKNOWN, "2021-07-01"), ("farmer", "2021-07-01", OPEN)]),
    "between two others": (
        [("pupil", None), ("farmer", "2021-07-01"), ("student", "2019-09-01")],
        [("pupil", UNKNOWN, "2019-09-01"), ("student", "2019-09-01", "2021-07-01"), ("farmer", "2021-07-01", OPEN)]),
    "the same value, but earlier": ([("farmer", "2021-07-01"), ("farmer", "2020-07-01")], [("farmer", "2020-07-01", OPEN)]),
    "away and back": (
        [("farmer", None), ("student", "2019-09-01"), ("farmer", "2021-07-01")],
        [("farmer", UNKNOWN, "2019-09-01"), ("student", "2019-09-01", "2021-07-01"), ("farmer", "2021-07-01", OPEN)]),
    "a correction": ([("student", None), ("pupil", None, True)], [("pupil", UNKNOWN, OPEN)]),
    "a correction that joins its neighbours": (
        [("farmer", None), ("student", "2019-09-01"), ("farmer", "2021-07-01"), ("farmer", "2019-09-01", True)],
        [("farmer", UNKNOWN, OPEN)]),
    "a correction where nothing stood is an entry like any other": (
        [("student", "2020-09-01", True)], [("student", "2020-09-01", OPEN)]),
}  # fmt: skip


@pytest.mark.parametrize(("written", "held"), WRITTEN.values(), ids=WRITTEN.keys())
def test_each_value_holds_until_the_next(office, rows, written, held):
    """Whatever the order of writing, one value holds on each day, without gap, and the last still holds."""
    case = office.candidate()
    for value, on, *correct in written:
        office.fact(case, "occupation", value, on, correct=bool(correct))
    assert history(rows, office.desk.store) == held
    assert not examine(office.desk.store)


def test_an_entry_says_for_which_days_it_holds(office):
    """An entry before a later value is told to end with it."""
    case = office.candidate()
    assert office.fact(case, "occupation", "farmer", "2021-07-01") == ("2021-07-01", OPEN)
    assert office.fact(case, "occupation", "student", "2019-09-01") == ("2019-09-01", "2021-07-01")
    assert office.fact(case, "occupation", "farmer", "2020-07-01") == ("2020-07-01", OPEN)


def test_a_case_and_its_person_have_the_same_facts(office, rows):
    """A fact recorded of a case is one of its person, whose later case has it too; other people's stay apart."""
    case, member = office.candidate(), office.member()
    office.fact(case, "religion", "none")
    office.fact("p00001", "youth_union", "yes")
    office.fact(member, "religion", "catholicism")
    found = {(row["person_id"], row["fact"], row["value"]) for row in rows(office.desk.store)["person_fact"]}
    assert found == {(1, "religion", "none"), (1, "youth_union", "yes"), (2, "religion", "catholicism")}
    with pytest.raises(FactAlready):
        office.fact("P00001", "religion", "none")


REFUSED = {
    # what stands already, what is written, why it is refused
    "the same value again": ([("occupation", "student", None)], ("occupation", "student", None), FactAlready),
    "the same value, which holds that day": (
        [("occupation", "student", "2020-01-01")], ("occupation", "student", "2021-01-01"), FactAlready),
    "another value from the same unknown day": (
        [("occupation", "student", None)], ("occupation", "farmer", None), FactAlready),
    "another value from the same day": (
        [("occupation", "student", "2020-01-01")], ("occupation", "farmer", "2020-01-01"), FactAlready),
    "another ethnicity": ([("ethnicity", "kinh", None)], ("ethnicity", "tay", None), FactAlready),
    "a day for what never changes": ([], ("ethnicity", "kinh", "2020-01-01"), FactForLife),
    "a day before the birth": ([], ("occupation", "student", "1999-12-31"), DaysOutOfOrder),
    "a fact nobody keeps": ([], ("job", "student", None), CodeUnknown),
    "a value of another fact": ([], ("occupation", "doctor", None), CodeUnknown),
}  # fmt: skip


@pytest.mark.parametrize(("standing", "written", "failure"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_changes_nothing(office, rows, standing, written, failure):
    """A fact that contradicts what stands is refused, with nothing recorded."""
    case = office.candidate(born=PartialDate(date(2000, 1, 1), "year"))
    for told in standing:
        office.fact(case, *told)
    before = rows(office.desk.store), rows(office.desk.store, journal=True)
    with pytest.raises(failure):
        office.fact(case, *written)
    assert (rows(office.desk.store), rows(office.desk.store, journal=True)) == before


def test_a_refusal_names_what_stands(office):
    """The refusal says of whom, which value, and since when, as the person was named."""
    case = office.candidate()
    office.fact(case, "occupation", "student")
    office.fact(case, "occupation", "farmer", "2021-07-01")
    with pytest.raises(FactAlready) as caught:
        office.fact(case, "occupation", "retired", "2021-07-01")
    assert caught.value.facts() == {
        "of": case, "fact": Word("facts", "occupation"), "value": Word("occupations", "farmer"), "since": date(2021, 7, 1),
    }  # fmt: skip
    with pytest.raises(FactAlready) as caught:
        office.fact("P00001", "occupation", "retired")
    assert (caught.value.of, caught.value.since) == ("P00001", Word("words", "unknown_day"))


def test_facts_of_nobody(office):
    """A fact is of somebody on record."""
    with pytest.raises(CaseUnknown):
        office.fact("C00009", "religion", "none")
    with pytest.raises(MemberUnknown):
        office.fact("P00009", "religion", "none")


def test_a_person_enters_with_facts(office, rows):
    """What is told on entry holds from an unknown day; the same fact twice is refused."""
    facts = (parse_fact("ethnicity=tay"), parse_fact(" Occupation = Student "))
    add_candidate(
        office.desk, NewPerson("A B", facts=facts), cell="TG-01", source="student", listed_on=date(2021, 1, 5)
    )
    add_member(office.desk, NewPerson("C D", facts=facts[:1]), "TG-01")
    found = [
        (row["person_id"], row["fact"], row["value"], row["from_on"]) for row in rows(office.desk.store)["person_fact"]
    ]
    assert found == [
        (1, "ethnicity", "tay", UNKNOWN),
        (1, "occupation", "student", UNKNOWN),
        (2, "ethnicity", "tay", UNKNOWN),
    ]
    twice = NewPerson("E F", facts=(("occupation", "student"), ("occupation", "farmer")))
    with pytest.raises(FactAlready):
        add_member(office.desk, twice, "TG-01")


@pytest.mark.parametrize("text", ["student", "", "occupation:student"])
def test_a_fact_is_written_with_its_value(text):
    """FACT=VALUE, with the sign between them."""
    with pytest.raises(BadFact):
        parse_fact(text)


def test_undo_of_the_entry_that_ends_another(office, rows):
    """Where an entry written later rests on the day of another, the later one is taken back first."""
    case = office.candidate()
    office.fact(case, "occupation", "farmer", "2021-07-01")
    first = len(rows(office.desk.store, journal=True)["journal"])
    office.fact(case, "occupation", "student", "2019-09-01")
    with pytest.raises(UndoBlockedByLater) as caught:
        office.undo(first)
    assert (caught.value.entry, caught.value.later) == (first, first + 1)
    assert office.undo() == first + 1
    assert office.undo() == first
    assert history(rows, office.desk.store) == []


def test_what_was_taken_back_returns_only_where_it_fits(office, rows):
    """A value that comes back beside one written since would hold on the same days, and is refused."""
    case = office.candidate()
    office.fact(case, "occupation", "farmer", "2021-07-01")
    first = len(rows(office.desk.store, journal=True)["journal"])
    office.fact(case, "religion", "none")
    office.undo(first)
    office.fact(case, "occupation", "student", "2021-09-01")
    with pytest.raises(UndoBlockedByLater) as caught:
        office.undo(first + 2)
    assert caught.value.later == first + 3
    assert history(rows, office.desk.store) == [("student", "2021-09-01", OPEN)]
    verify_store(office.desk.store)


def test_a_person_with_later_facts_is_not_taken_back(office, rows):
    """The entry of a candidate stays while a fact written since refers to the person."""
    case = office.candidate()
    entry = len(rows(office.desk.store, journal=True)["journal"])
    office.fact(case, "religion", "none")
    with pytest.raises(UndoBlockedByReference) as caught:
        office.undo(entry)
    assert caught.value.later == entry + 1


def test_the_area_of_a_cell(office, rows):
    """A cell is given an area when it is entered or later; the same again, another kind of unit, an unknown one: refused."""
    office.area("tg-01", "Residential")
    office.area("TG-01", "school")
    assert {unit["code"]: unit["area"] for unit in rows(office.desk.store)["unit"]} == {
        "TG": None, "TG-01": "school", "TG-02": None, "TG-03": None,
    }  # fmt: skip
    for code, area, failure in (
        ("TG-01", "school", AreaAlready),
        ("TG", "school", AreaOfCells),
        ("TG-02", "x", CodeUnknown),
    ):
        with pytest.raises(failure):
            office.area(code, area)


def judged(store):
    """How the admissions of 2019–2021 fall for each segment."""
    with reading(store) as run:
        question = ask(run, None, whole_years(2019, 2021), date(2022, 4, 26))
        return count((event.subject, event.on) for event in events(run, question, question.scope))


def test_the_15_of_the_demo_by_segment(demo):
    """The ward's 15 admissions fall as the invented facts say, with those nobody recorded apart."""
    assert {code: (found.fits, found.does_not, found.unknown) for code, found in judged(demo).items() if found.fits} == {
        "women": (7, 8, 0), "ethnic_minority": (1, 13, 1), "religious": (1, 13, 1), "youth_union": (9, 5, 1),
        "trade_union": (5, 7, 3), "upper_secondary": (12, 2, 1), "college_and_above": (7, 6, 2),
        "aged_18_30": (10, 5, 0), "aged_31_35": (1, 14, 0), "aged_36_40": (1, 14, 0), "aged_41_45": (1, 14, 0),
        "aged_46_50": (2, 13, 0), "part_time_cadre": (3, 11, 1), "village_head": (1, 13, 1), "public_employee": (2, 12, 1),
        "private_owner": (1, 13, 1), "private_worker": (2, 12, 1), "non_state_worker": (3, 11, 1), "student": (2, 12, 1),
        "demobilised_soldier": (6, 9, 0), "residential_area": (10, 5, 0), "agency_or_service": (2, 13, 0),
    }  # fmt: skip
