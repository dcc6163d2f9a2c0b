"""One human being recorded twice: the records become one, nothing is deleted, and what contradicts itself is refused."""

from datetime import date

import pytest

from partytrack.core.dates import PartialDate
from partytrack.core.errors import (
    MergeCasesOpen,
    MergedAlready,
    MergeDiffers,
    MergeDisorder,
    MergeFactDiffers,
    MergeGone,
    MergeIntroducedTwice,
    MergeOfMentor,
    MergeOfOne,
    MergeStaysOverlap,
    NationalIdAlready,
    NationalIdTaken,
    UndoBlockedByLater,
)
from partytrack.core.texts import Texts
from partytrack.lists.persons import person
from partytrack.record.arrivals import arrive
from partytrack.record.people import NewPerson, add_member
from partytrack.store.connection import reading
from partytrack.store.doctor import examine
from partytrack.store.tables import METADATA

TODAY = date(2022, 4, 26)
NUMBER = "001201012345"


def born(text):
    """A birth date from ISO text: a day, a month or a year."""
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return PartialDate(date(year, month, day), ("year", "month", "day")[text.count("-")])


def two_members(office, *, first=None, second=None):
    """Two records of a full member of TG-01, with what else is told of each."""
    return tuple(
        add_member(
            office.desk, NewPerson("Nguyễn Văn An", **(told or {})), "TG-01", admitted_on=None, confirmed_on=None
        )
        for told in (first, second)
    )


def people(rows, office):
    """The people on record by their codes."""
    return {row["code"]: row for row in rows(office.desk.store)["person"]}


def stays(rows, office, of=1):
    """The stays of a person: unit, role, days."""
    return [
        (row["unit_id"], row["role"], row["from_on"], row["to_on"])
        for row in rows(office.desk.store)["stay"]
        if row["person_id"] == of
    ]


def facts(rows, office, of=1):
    """The facts of a person as values from a day on."""
    found = [row for row in rows(office.desk.store)["person_fact"] if row["person_id"] == of]
    found.sort(key=lambda row: (row["fact"], row["from_on"]))
    return [(row["fact"], row["value"], row["from_on"], row["to_on"]) for row in found]


# what the record that goes on takes from the other

TAKEN = [
    ({}, {"sex": "f"}, {"sex": "f"}),
    ({"sex": "f"}, {}, {"sex": "f"}),
    ({"sex": "f"}, {"sex": "f"}, {"sex": "f"}),
    ({}, {"national_id": NUMBER}, {"national_id": NUMBER}),
    ({"national_id": NUMBER}, {}, {"national_id": NUMBER}),
    ({}, {"born": born("1980")}, {"born_on": "1980-01-01", "born_precision": "year"}),
    ({"born": born("1980")}, {"born": born("1980-05-03")}, {"born_on": "1980-05-03", "born_precision": "day"}),
    ({"born": born("1980-05-03")}, {"born": born("1980-05")}, {"born_on": "1980-05-03", "born_precision": "day"}),
    ({"born": born("1980")}, {"born": born("1980-01")}, {"born_on": "1980-01-01", "born_precision": "month"}),
    ({"born": born("1980-01-01")}, {"born": born("1980")}, {"born_on": "1980-01-01", "born_precision": "day"}),
]


@pytest.mark.parametrize(("first", "second", "then"), TAKEN)
def test_what_one_record_lacks_it_takes_from_the_other(office, rows, first, second, then):
    """Sex, number and birth are known where either record knows them, the birth as closely as either does."""
    office.one_person(*two_members(office, first=first, second=second))
    found = people(rows, office)
    assert found["P00001"].items() >= then.items()
    assert (found["P00002"]["merged_into_id"], found["P00002"]["national_id"]) == (1, None)
    assert examine(office.desk.store) == ()


def test_days_on_the_roll_are_taken_too(office, rows):
    """A candidate's record takes the days of entry and confirmation that the roll tells."""
    office.drop(office.candidate(on="2009-01-05"), "2009-06-01")
    office.one_person("P00001", office.member(admitted="2010-05-19", confirmed="2011-05-19"))
    kept = people(rows, office)["P00001"]
    assert (kept["admitted_on"], kept["confirmed_on"]) == ("2010-05-19", "2011-05-19")
    assert stays(rows, office) == [
        (2, "candidate", "2009-01-05", "2009-06-01"),
        (2, "probationary", "2010-05-19", "2011-05-19"),
        (2, "full", "2011-05-19", "9999-12-31"),
    ]


DIFFERENT = [
    ({"sex": "f"}, {"sex": "m"}, "sexes"),
    ({"national_id": NUMBER}, {"national_id": "001201012346"}, "national_id"),
    ({"born": born("1980-05-03")}, {"born": born("1980-05-04")}, "born"),
    ({"born": born("1980-05")}, {"born": born("1980-06-01")}, "born"),
    ({"born": born("1980")}, {"born": born("1981")}, "born"),
]


@pytest.mark.parametrize(("first", "second", "what"), DIFFERENT)
def test_what_differs_is_refused(office, rows, first, second, what):
    """Two values of the same are named, a number masked, and nothing changes."""
    both = two_members(office, first=first, second=second)
    before = rows(office.desk.store), rows(office.desk.store, journal=True)
    with pytest.raises(MergeDiffers) as told:
        office.one_person(*both)
    assert told.value.what.code == what
    assert NUMBER not in Texts("vi").error(told.value)
    assert (rows(office.desk.store), rows(office.desk.store, journal=True)) == before


# where the person was when

BOTH = [
    ("2015-01-01", "2015-01-01", [("2015-01-01", "9999-12-31"), ("2015-01-01", "2015-01-01")]),
    ("2015-01-01", "2018-01-01", [("2015-01-01", "9999-12-31"), ("2018-01-01", "2018-01-01")]),
    ("2018-01-01", "2015-01-01", [("2018-01-01", "9999-12-31"), ("2015-01-01", "2018-01-01")]),
]


@pytest.mark.parametrize(("first", "second", "then"), BOTH)
def test_a_stay_is_cut_to_the_days_not_covered(office, rows, first, second, then):
    """In one unit and role the days of both are taken together; a stay of which nothing is left is kept without length."""
    office.one_person(*(office.arrive(on=on) for on in (first, second)))
    assert [stay[2:] for stay in stays(rows, office)] == then
    assert len(rows(office.desk.store)["stay"]) == 2
    assert examine(office.desk.store) == ()


def test_a_stay_around_another_is_parted(office, rows):
    """Where the person's own days lie within the other's, what lies after them becomes a stay of its own."""
    office.drop(office.candidate(on="2019-01-05"), "2019-06-01")
    office.drop(office.candidate(on="2018-01-05"), "2021-01-01")
    office.one_person("P00001", "P00002")
    assert stays(rows, office) == [
        (2, "candidate", "2019-01-05", "2019-06-01"),
        (2, "candidate", "2018-01-05", "2019-01-05"),
        (2, "candidate", "2019-06-01", "2021-01-01"),
    ]


# facts

HISTORIES = [
    # the person's own values, the other's, and together
    ([], [("student", None)], [("student", "0001-01-01", "9999-12-31")]),
    ([("student", None)], [("student", None)], [("student", "0001-01-01", "9999-12-31")]),
    (
        [("student", "2018-09-01")], [("farmer", "2021-03-01")],
        [("student", "2018-09-01", "2021-03-01"), ("farmer", "2021-03-01", "9999-12-31")],
    ),
    (
        [("farmer", "2021-03-01")], [("student", "2018-09-01")],
        [("student", "2018-09-01", "2021-03-01"), ("farmer", "2021-03-01", "9999-12-31")],
    ),
    ([("student", "2019-09-01")], [("student", "2018-09-01")], [("student", "2018-09-01", "9999-12-31")]),
    ([("student", "2018-09-01")], [("student", "2019-09-01")], [("student", "2018-09-01", "9999-12-31")]),
    (
        [("student", "2015-09-01"), ("farmer", "2020-01-01")], [("pupil", "2017-01-01"), ("farmer", "2021-01-01")],
        [
            ("student", "2015-09-01", "2017-01-01"), ("pupil", "2017-01-01", "2020-01-01"),
            ("farmer", "2020-01-01", "9999-12-31"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("own", "others", "then"), HISTORIES)
def test_the_values_of_a_fact_follow_each_other(office, rows, own, others, then):
    """A value from a day on holds until the next other one, whichever record tells it; no row is lost, and undo brings all back."""
    both = two_members(office)
    for code, told in zip(both, (own, others), strict=True):
        for value, on in told:
            office.fact(code, "occupation", value, on)
    before = rows(office.desk.store)
    office.one_person(*both)
    assert [fact[1:] for fact in facts(rows, office)] == then
    assert {row["id"] for row in rows(office.desk.store)["person_fact"]} == {row["id"] for row in before["person_fact"]}
    office.undo()
    assert rows(office.desk.store) == before


def test_a_fact_goes_on_after_the_merger(office, rows):
    """What is recorded next ends the value that both records now have together."""
    first, second = two_members(office)
    office.fact(first, "occupation", "student", "2019-09-01")
    office.fact(second, "occupation", "student", "2018-09-01")
    office.one_person(first, second)
    office.fact(second, "occupation", "farmer", "2021-01-01")
    assert [fact[1:] for fact in facts(rows, office)] == [
        ("student", "2018-09-01", "2021-01-01"), ("farmer", "2021-01-01", "9999-12-31"),
    ]  # fmt: skip


# what moves


def test_everything_that_named_the_other_names_the_person(office, rows):
    """Cases, tasks as mentor, introductions and events move with their rows; the other's code answers with the person."""
    office.drop(office.candidate(on="2009-01-05"), "2009-06-01")
    other, case = office.arrive(on="2015-01-01"), office.candidate("Lê Văn Cường")
    office.mentor(case, other, "2021-02-01")
    office.introduce(case, other, "2021-12-01", "2019-01-01")
    moved = office.one_person("P00001", other)
    tables = rows(office.desk.store)
    assert moved == ()
    assert {row["person_id"] for row in tables["life_event"]} == {1}
    assert {row["mentor_id"] for row in tables["mentorship"]} == {1}
    assert {row["member_id"] for row in tables["step_event"] if row["step"] == "introduction_member"} == {1}
    assert office.one_person(office.member("Phạm Thị Dung", "TG-02"), office.member("Phạm Dung", "TG-02")) == ()
    with reading(office.desk.store) as run:
        page = person(run, Texts("en"), "p00002", TODAY)
    assert page[0].rows[0]["code"] == "P00001"
    assert [row["code"] for row in page[-1].rows] == ["P00002"]


def test_the_other_s_code_serves_as_the_person_s(office, rows):
    """Whoever names the record that was merged acts on the person; a chain of mergers is followed."""
    first, second = two_members(office)
    third = office.member()
    office.one_person(second, third)
    office.one_person(first, second)
    office.transfer(third, "TG-02", "2022-01-01")
    assert {row["person_id"] for row in rows(office.desk.store)["life_event"]} == {1}
    with reading(office.desk.store) as run:
        page = person(run, Texts("en"), third, TODAY)
    assert (page[0].rows[0]["code"], page[0].rows[0]["unit"]) == (first, "TG-02")
    assert [row["code"] for row in page[-1].rows] == [second, third]


def test_the_record_that_goes_on_may_be_named_by_one_merged_into_it(office):
    """The first code is followed, the second is not: what was merged already is told."""
    first, second = two_members(office)
    third = office.member()
    office.one_person(first, second)
    with pytest.raises(MergedAlready) as told:
        office.one_person(third, second)
    assert (told.value.person, told.value.into) == (second, first)
    assert office.one_person(second, third) == ()


def test_a_namesake_that_was_merged_is_told_by_the_person(office):
    """Who is entered under the same name and birth is told the record that goes on."""
    both = two_members(office, first={"born": born("1980-05-03")}, second={"born": born("1980-05-03")})
    office.one_person(*both)
    _, twins = arrive(
        office.desk, NewPerson("Nguyễn văn An", born=born("1980-05-03")), "TG-02", on=TODAY, place="Đảng bộ xã X"
    )  # fmt: skip
    assert twins == ("P00001",)


# what is refused


def two_open_cases(office):
    """Each record has a case that goes on."""
    office.candidate(), office.candidate(cell="TG-01")
    return "P00001", "P00002"


def in_two_units(office):
    """A member of two cells at once."""
    return office.member(), office.member(unit="TG-02")


def in_two_roles(office):
    """A full member, and a candidate in the same cell."""
    office.candidate()
    return "P00001", office.member()


def mentor_in_the_own_case(office):
    """The candidate's mentor is the candidate."""
    case = office.candidate(on="2021-01-05")
    other = office.arrive(on="2015-01-01")
    office.mentor(case, other, "2021-02-01")
    return "P00001", other


def introducer_in_the_own_case(office):
    """The candidate's introducer is the candidate."""
    other = office.arrive(on="2015-01-01")
    office.introduce(office.candidate(on="2021-01-05"), other, "2021-12-01")
    return other, "P00002"


def introduced_twice(office):
    """Both records introduce the same candidate."""
    both, case = two_members(office), office.candidate()
    office.introduce(case, both[0], "2021-12-01")
    office.introduce(case, both[1], "2021-12-02")
    return both


def removed_and_still_there(office):
    """Removed by the one record, a member by the other."""
    both = two_members(office)
    office.leave(both[1], "removal", "2021-06-01")
    return both


def dead_and_come_back(office):
    """Dead by the one record, come from elsewhere later by the other."""
    first = office.member()
    office.leave(first, "death", "2020-06-01")
    return first, office.arrive(on="2021-06-01")


def removed_in_probation_and_still_there(office):
    """The case ended with a removal in probation, while the roll has the member still."""
    case = office.candidate(on="2019-01-05")
    office.step(case, "admission_ceremony", "2019-05-19")
    other = office.member(admitted="2019-05-19")
    office.leave("P00001", "removal", "2020-01-10")
    return "P00001", other


def facts_that_differ(office):
    """Two values of one fact since one day."""
    both = two_members(office)
    for code, value in zip(both, ("student", "farmer"), strict=True):
        office.fact(code, "occupation", value, "2021-03-01")
    return both


def born_after_the_listing(office):
    """The one record was a candidate before the other was born."""
    office.drop(office.candidate(on="1990-01-05"), "1990-06-01")
    office.candidate("Trần Thị Bích", on="2021-01-05", born="1991-05-03")
    return "P00001", "P00002"


def born_after_a_fact(office):
    """The one record knows a fact from before the other was born."""
    both = two_members(office, second={"born": born("1991-05-03")})
    office.fact(both[0], "occupation", "student", "1990-01-01")
    return both


def born_after_the_entry(office):
    """The one record entered the Party before the other was born."""
    office.candidate(on="2021-01-05", born="1991-05-03")
    other = office.member(admitted="1990-01-01")
    office.leave(other, "transfer_out", "1990-06-01", "Đảng bộ xã Y")
    return "P00001", other


def one_record(office):
    """One code, typed in two ways."""
    return office.member(), "p00001"


REFUSED = [
    (two_open_cases, MergeCasesOpen),
    (in_two_units, MergeStaysOverlap),
    (in_two_roles, MergeStaysOverlap),
    (mentor_in_the_own_case, MergeOfMentor),
    (introducer_in_the_own_case, MergeOfMentor),
    (introduced_twice, MergeIntroducedTwice),
    (removed_and_still_there, MergeGone),
    (dead_and_come_back, MergeGone),
    (removed_in_probation_and_still_there, MergeGone),
    (facts_that_differ, MergeFactDiffers),
    (born_after_the_listing, MergeDisorder),
    (born_after_a_fact, MergeDisorder),
    (born_after_the_entry, MergeDisorder),
    (one_record, MergeOfOne),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("story", "refusal"), REFUSED, ids=lambda each: each.__name__)
def test_a_contradiction_is_refused(office, rows, story, refusal, turned):
    """Whichever record is to go on, what cannot be one life is refused with its reason, and nothing changes."""
    both = story(office)
    before = rows(office.desk.store), rows(office.desk.store, journal=True)
    with pytest.raises(refusal):
        office.one_person(*(reversed(both) if turned else both))
    assert (rows(office.desk.store), rows(office.desk.store, journal=True)) == before


def test_units_roles_and_days_of_both_are_named(office):
    """Where the days of both records overlap, the sentence tells who was what, where and when."""
    with pytest.raises(MergeStaysOverlap) as told:
        office.one_person(*in_two_roles(office))
    sentence = Texts("en").error(told.value)
    assert "P00001 is recorded as candidate in TG-01 from 5 Jan 2021 to now" in sentence
    assert "P00002 is recorded as full member in TG-01 from an unknown day to now" in sentence


def test_who_left_and_came_back_may_have_been_entered_anew(office, rows):
    """A member who went and, entered as another person, came again is one life without contradiction."""
    first = office.member()
    office.leave(first, "transfer_out", "2020-06-01", "Đảng bộ xã Y")
    office.one_person(first, office.arrive(on="2021-06-01", unit="TG-02"))
    assert [stay[3] for stay in stays(rows, office)] == ["2020-06-01", "9999-12-31"]


def test_a_case_recorded_twice_is_ended_then_merged(office, rows):
    """Once the duplicate has ended the records are one, and the case that goes on moves and is taken along as before."""
    office.candidate(on="2021-01-05"), office.candidate(on="2021-03-05")
    office.drop("C00002", "2022-04-26", reason="other")
    assert office.one_person("P00001", "P00002") == ("C00002",)
    office.move_case("C00001", "TG-02", "2022-04-26")
    case = rows(office.desk.store)["candidacy"][0]
    assert (case["code"], case["unit_id"]) == ("C00001", 3)
    assert examine(office.desk.store) == ()


# undo


def test_what_was_done_since_keeps_the_merger(office):
    """What was done to the person was done to both records, so the merger is not taken back before that is."""
    first, second = office.arrive(on="2018-01-01"), office.arrive(on="2015-01-01")
    office.one_person(second, first)
    office.leave(second, "removal", "2022-01-01")
    office.one_person(office.member("Lê Lan", "TG-03"), office.member("Lê Thị Lan", "TG-03"))
    with pytest.raises(UndoBlockedByLater) as told:
        office.undo(7)
    assert told.value.later == 8
    office.undo(8)
    assert office.undo(7) == 7
    office.number(first, NUMBER)
    with pytest.raises(UndoBlockedByLater):
        office.undo(13)


def test_a_task_that_rests_on_the_other_s_days_keeps_the_merger(office):
    """Who became a mentor as a member by the other record would be none without it."""
    office.drop(office.candidate(on="2009-01-05"), "2009-06-01")
    other, case = office.arrive(on="2015-01-01"), office.candidate("Lê Văn Cường")
    office.one_person("P00001", other)
    office.mentor(case, "P00001", "2021-02-01")
    with pytest.raises(UndoBlockedByLater):
        office.undo(9)


def test_a_number_given_to_another_since_keeps_what_was_taken_away(office):
    """A number that a correction set free and another person took does not come back to the first."""
    first, second = two_members(office, first={"national_id": NUMBER})
    office.number(first, "001201012346", correct=True)
    office.number(second, NUMBER)
    with pytest.raises(UndoBlockedByLater):
        office.undo(7)


# national numbers


def test_a_number_belongs_to_one_person(office):
    """A number that is there already is refused with the code of its holder, also under a record that was merged."""
    first, second = two_members(office, second={"national_id": NUMBER})
    with pytest.raises(NationalIdTaken) as told:
        office.number(first, NUMBER)
    assert told.value.person == second
    office.one_person(first, second)
    with pytest.raises(NationalIdTaken) as told:
        add_member(office.desk, NewPerson("Lê Ba", national_id=NUMBER), "TG-01")
    assert told.value.person == first


@pytest.mark.parametrize(("number", "correct"), [(NUMBER, False), ("001201012346", False), (NUMBER, True)])
def test_a_number_is_replaced_on_demand_only(office, number, correct):
    """A person has one number; another one is a correction, and the same one is none."""
    member = add_member(office.desk, NewPerson("Lê Ba", national_id=NUMBER), "TG-01")
    with pytest.raises(NationalIdAlready) as told:
        office.number(member, number, correct=correct)
    assert told.value.number == "•••••••••345"


def test_a_correction_replaces_the_number(office, rows):
    """The wrong number makes room for the right one."""
    member = add_member(office.desk, NewPerson("Lê Ba", national_id=NUMBER), "TG-01")
    office.number(member, "001201012346", correct=True)
    assert people(rows, office)[member]["national_id"] == "001201012346"


def test_every_reference_to_a_person_is_moved():
    """A table that comes to name people is moved by a merger too, or its test says why it stays."""
    named = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        if any(reference.column.table.name == "person" for reference in column.foreign_keys)
    }
    assert named == {
        ("stay", "person_id"), ("person_fact", "person_id"), ("candidacy", "person_id"), ("life_event", "person_id"),
        ("mentorship", "mentor_id"), ("step_event", "member_id"), ("person", "merged_into_id"),
    }  # fmt: skip
