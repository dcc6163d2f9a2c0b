"""Mentors: full members other than the candidate, one at a time, each from a day to a day."""

from datetime import date

import pytest

from partytrack.core.errors import BeforeListing, CaseClosed, CaseUnknown, MemberUnknown, MentorAlready, MentorNotFull
from partytrack.core.rules import findings
from partytrack.counting.dossiers import whole
from partytrack.store.engine import runner, writing
from partytrack.store.judging import judge

OPEN = "9999-12-31"


def tasks(rows, store):
    """Who mentored, from when to when, and why it ended."""
    return [
        (task["mentor_id"], task["from_on"], task["to_on"], task["end_reason"]) for task in rows(store)["mentorship"]
    ]


def test_a_full_member_is_assigned(office, rows):
    """The assignment is dated, has no end yet, and is a step of the case."""
    case, mentor = office.candidate(), office.member()
    assert office.mentor(case, mentor.lower(), "2021-02-01") == []
    assert tasks(rows, office.desk.store) == [(2, "2021-02-01", OPEN, None)]
    event = rows(office.desk.store)["step_event"][-1]
    assert (event["step"], event["happened_on"]) == ("mentor_assigned", "2021-02-01")


ROLLS = {
    "no days on the roll": (None, None, "2021-02-01", []),
    "confirmed on the day before": ("2020-01-31", "2021-01-31", "2021-02-01", []),
    "confirmed on the day itself": ("2020-02-01", "2021-02-01", "2021-02-01", []),
    "confirmed on the day after": ("2020-02-02", "2021-02-02", "2021-02-01", "probationary"),
    "in probation since last month": ("2021-01-10", None, "2021-02-01", "probationary"),
    "in probation one day short of a year": ("2020-02-02", None, "2021-02-01", "probationary"),
    "a year since the admission, confirmation not on the roll": (
        "2020-02-01",
        None,
        "2021-02-01",
        ["unconfirmed_mentor"],
    ),
    "admitted long ago, confirmation not on the roll": ("1995-02-03", None, "2021-02-01", ["unconfirmed_mentor"]),
    "not yet a member on that day": ("2021-02-02", "2022-02-02", "2021-02-01", "no_stay"),
}


@pytest.mark.parametrize(("admitted", "confirmed", "on", "expected"), ROLLS.values(), ids=ROLLS.keys())
def test_a_mentor_is_a_full_member_on_the_day(office, rows, admitted, confirmed, on, expected):
    """Who is in probation cannot mentor (Charter, article 5); a confirmation missing on the roll is a note."""
    case, mentor = office.candidate(), office.member(admitted=admitted, confirmed=confirmed)
    before = rows(office.desk.store)
    if isinstance(expected, list):
        assert office.mentor(case, mentor, on) == expected
        with writing(office.desk.store) as session:
            facts, _ = whole(runner(session), 1)
        assert [finding.rule for finding in findings(facts, judge())] == expected
        return
    with pytest.raises(MentorNotFull) as caught:
        office.mentor(case, mentor, on)
    assert (caught.value.member, caught.value.on, caught.value.role.code) == (mentor, date.fromisoformat(on), expected)
    assert rows(office.desk.store) == before


def test_the_age_of_the_cell_does_not_make_a_mentor_younger(office):
    """A member admitted in 2015 may mentor in a cell founded last month: probation counts from the admission."""
    office.unit("TG-09", since="2021-01-01")
    mentor, case = office.member(unit="TG-09", admitted="2015-05-19"), office.candidate(cell="TG-09")
    assert office.mentor(case, mentor, "2021-02-01") == ["unconfirmed_mentor"]


def test_a_candidate_mentors_nobody(office):
    """Neither another candidate nor the candidate of the case itself."""
    case = office.candidate()
    office.candidate("Lê Thị Lan")
    for person in ("P00001", "P00002"):
        with pytest.raises(MentorNotFull) as caught:
            office.mentor(case, person, "2021-02-01")
        assert caught.value.role.code == "candidate"


def test_unknown_people_and_cases_are_told(office):
    """A slip in either code is named."""
    case, mentor = office.candidate(), office.member()
    with pytest.raises(MemberUnknown):
        office.mentor(case, "P99999", "2021-02-01")
    with pytest.raises(CaseUnknown):
        office.mentor("C99999", mentor, "2021-02-01")


def test_a_new_mentor_ends_the_task_of_the_one_before(office, rows):
    """From the day of the new assignment the old one has ended, replaced; nobody has two mentors on a day."""
    case, first, second = office.candidate(), office.member(), office.member("Lê Thị Lan")
    office.mentor(case, first, "2021-02-01")
    office.mentor(case, second, "2021-06-01")
    office.mentor(case, first, "2021-09-01")
    assert tasks(rows, office.desk.store) == [
        (2, "2021-02-01", "2021-06-01", "replaced"),
        (3, "2021-06-01", "2021-09-01", "replaced"),
        (2, "2021-09-01", OPEN, None),
    ]


REPEATS = {
    "the same mentor again": ("first", "2021-06-01"),
    "another on the very day": ("second", "2021-02-01"),
    "another before the day": ("second", "2021-01-31"),
}


@pytest.mark.parametrize(("who", "on"), REPEATS.values(), ids=REPEATS.keys())
def test_a_mentor_is_not_assigned_twice_nor_before_the_present_one(office, rows, who, on):
    """The refusal names the mentor on record and the day of the assignment."""
    case = office.candidate()
    members = {"first": office.member(), "second": office.member("Lê Thị Lan")}
    office.mentor(case, members["first"], "2021-02-01")
    before = rows(office.desk.store)
    with pytest.raises(MentorAlready) as caught:
        office.mentor(case, members[who], on)
    assert caught.value.facts() == {"case": case, "member": members["first"], "on": date(2021, 2, 1)}
    assert rows(office.desk.store) == before


def test_a_member_may_mentor_several(office, rows):
    """One member, two candidates."""
    mentor, one, other = office.member(), office.candidate(), office.candidate("Lê Thị Lan")
    office.mentor(one, mentor, "2021-02-01")
    office.mentor(other, mentor, "2021-02-01")
    assert len(tasks(rows, office.desk.store)) == 2


def test_nobody_is_assigned_before_the_listing_or_after_the_end(office, rows):
    """A mentor belongs to the time of the case."""
    case, mentor = office.candidate(on="2021-01-05"), office.member()
    office.drop(case, "2021-06-01")
    before = rows(office.desk.store)
    with pytest.raises(BeforeListing):
        office.mentor(case, mentor, "2021-01-04")
    with pytest.raises(CaseClosed):
        office.mentor(case, mentor, "2021-06-02")
    assert rows(office.desk.store) == before


def test_a_mentor_recorded_after_the_end_of_the_case_ended_with_it(office, rows):
    """An assignment entered late, when the case is long over, lasts to the end of the case and no longer."""
    case, mentor = office.candidate(), office.member()
    office.drop(case, "2021-06-01")
    office.mentor(case, mentor, "2021-02-01")
    assert tasks(rows, office.desk.store) == [(2, "2021-02-01", "2021-06-01", "case_ended")]


def test_a_replacement_recorded_after_the_end_of_the_case_ended_with_it(office, rows):
    """Also a change of mentors entered late leaves one mentor on each day, the last up to the end."""
    case, first, second = office.candidate(), office.member(), office.member("Lê Thị Lan")
    office.mentor(case, first, "2021-02-01")
    office.drop(case, "2021-06-01")
    office.mentor(case, second, "2021-04-01")
    assert tasks(rows, office.desk.store) == [
        (2, "2021-02-01", "2021-04-01", "replaced"),
        (3, "2021-04-01", "2021-06-01", "case_ended"),
    ]


def test_an_assignment_that_is_refused_leaves_the_mentor_before(office, rows):
    """A refused replacement does not end the task of the present mentor."""
    case, first, young = office.candidate(), office.member(), office.member("Lê Thị Lan", admitted="2021-01-01")
    office.mentor(case, first, "2021-02-01")
    with pytest.raises(MentorNotFull):
        office.mentor(case, young, "2021-06-01")
    assert tasks(rows, office.desk.store) == [(2, "2021-02-01", OPEN, None)]
