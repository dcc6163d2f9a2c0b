"""Steps of a case: their order in both directions, once only, up to the end, and what follows from them."""

from datetime import date

import pytest

from partytrack.core.errors import (
    BadCount,
    BadVotes,
    BeforeListing,
    CaseClosed,
    CaseUnknown,
    CodeUnknown,
    StepAlready,
    StepBlocked,
    StepByOtherCommand,
    UnitNotYet,
    UnitUnknown,
)
from partytrack.core.lifecycle import steps
from partytrack.record.steps import NewStep, Votes, parse_votes, record_step

OPEN = "9999-12-31"


def events(rows, store):
    """The steps of all cases: key and day, in the order of entry."""
    return [(event["step"], event["happened_on"]) for event in rows(store)["step_event"]]


def stays(rows, store):
    """As what a person stood, from when to when."""
    return [(stay["role"], stay["from_on"], stay["to_on"]) for stay in rows(store)["stay"]]


def refused(office, case, key, on):
    """What blocks a step: pairs of rule and step, with the day found."""
    with pytest.raises(StepBlocked) as caught:
        office.step(case, key, on)
    return [(finding.rule, finding.step, finding.on and finding.on.isoformat()) for finding in caught.value.findings]


ORDER = [(earlier, key) for key, each in steps().items() for earlier in each.after if not each.command]


@pytest.mark.parametrize(("earlier", "later"), ORDER)
def test_what_comes_first_cannot_be_later(office, rows, earlier, later):
    """Of two steps with an order the first, when recorded, bars the second from any earlier day; the same day passes."""
    case = office.candidate()
    office.step(case, earlier, "2021-05-10")
    before = rows(office.desk.store)
    assert ("order_later", earlier, "2021-05-10") in refused(office, case, later, "2021-05-09")
    assert rows(office.desk.store) == before
    office.step(case, later, "2021-05-10")


@pytest.mark.parametrize(("earlier", "later"), [pair for pair in ORDER if not steps()[pair[1]].ends])
def test_what_comes_first_cannot_be_recorded_later_either(office, rows, earlier, later):
    """Recorded the other way round the contradiction is the same: the first step, entered late, has its last day."""
    case = office.candidate()
    if steps()[later].needs:
        pytest.skip("cannot be recorded without the first")
    office.step(case, later, "2021-05-10")
    before = rows(office.desk.store)
    assert ("order_earlier", later, "2021-05-10") in refused(office, case, earlier, "2021-05-11")
    assert rows(office.desk.store) == before
    office.step(case, earlier, "2021-05-10")


def test_a_step_that_was_not_recorded_is_a_note(office):
    """Old records often have two dates only: that is told and not refused."""
    case = office.candidate()
    assert office.step(case, "admission_decision", "2021-05-01") == [
        ("not_recorded", "cell_resolution"),
        ("not_recorded", "executive_resolution"),
    ]


def test_a_step_with_all_before_it_has_no_note(office):
    """Where what comes first is recorded, nothing is noted."""
    case = office.candidate()
    office.step(case, "cell_resolution", "2021-03-01")
    office.step(case, "executive_resolution", "2021-04-01")
    assert office.step(case, "admission_decision", "2021-05-01") == []
    office.step(case, "decision_received", "2021-05-04")
    assert office.step(case, "admission_ceremony", "2021-05-19") == []


def test_of_a_repeated_step_the_first_counts(office):
    """A second vote after the decision does not unmake the first."""
    case = office.candidate()
    office.step(case, "cell_resolution", "2021-03-01")
    office.step(case, "executive_resolution", "2021-04-01")
    office.step(case, "admission_decision", "2021-05-01")
    assert {rule for rule, _ in office.step(case, "cell_resolution", "2021-06-01")} == {
        "not_recorded",
        "age_unknown",
    } | {"schooling_unknown"}


@pytest.mark.parametrize(
    "key", [key for key, each in steps().items() if each.once and not each.ends and not each.command and not each.needs]
)
def test_a_step_that_happens_once_is_recorded_once(office, rows, key):
    """The second time is refused, and the day on record is named."""
    case = office.candidate()
    office.step(case, key, "2021-05-01")
    before = rows(office.desk.store)
    with pytest.raises(StepAlready) as caught:
        office.step(case, key, "2021-05-02")
    assert (caught.value.step.code, caught.value.on) == (key, date(2021, 5, 1))
    assert rows(office.desk.store) == before


@pytest.mark.parametrize(
    "key", [key for key, each in steps().items() if not each.once and not each.command and not each.derived]
)
def test_a_paper_or_a_vote_may_be_repeated(office, rows, key):
    """What can happen twice is recorded twice."""
    case = office.candidate()
    office.step(case, key, "2021-05-01")
    office.step(case, key, "2021-05-02")
    assert events(rows, office.desk.store)[1:] == [(key, "2021-05-01"), (key, "2021-05-02")]


@pytest.mark.parametrize("key", [key for key, each in steps().items() if each.command])
def test_a_step_with_a_command_of_its_own_names_it(office, key):
    """Listing, mentor and drop need more than a day, so they have their own commands."""
    case = office.candidate()
    with pytest.raises(StepByOtherCommand) as caught:
        office.step(case, key, "2021-05-01")
    assert caught.value.command == steps()[key].command


def test_an_unknown_step_or_case_is_told(office):
    """A slip in the key gets the known keys, one in the case the nearest codes."""
    case = office.candidate()
    with pytest.raises(CodeUnknown) as caught:
        office.step(case, "decision", "2021-05-01")
    assert "admission_decision" in caught.value.known
    with pytest.raises(CaseUnknown) as caught:
        office.step("C0001", "opinions", "2021-05-01")
    assert caught.value.near == ("C00001",)
    office.step(" c00001 ", "opinions", "2021-05-01")


@pytest.mark.parametrize("key", [key for key, each in steps().items() if each.needs])
def test_an_end_that_needs_a_decision_is_refused_without_one(office, rows, key):
    """A decision that was not recorded can neither lapse nor be annulled."""
    case, (needed,) = office.candidate(), steps()[key].needs
    before = rows(office.desk.store)
    assert refused(office, case, key, "2021-08-01") == [("needed", needed, None)]
    assert rows(office.desk.store) == before
    office.step(case, needed, "2021-05-01")
    assert refused(office, case, key, "2021-04-30") == [("order_later", needed, "2021-05-01")]
    office.step(case, key, "2021-05-01")


ENDS = ["refused_by_vote", "refused_by_executive", "dropped"]


def end(office, case, key, on):
    """End a case in one of the ways."""
    if key == "dropped":
        office.drop(case, on)
    else:
        office.step(case, key, on)


@pytest.mark.parametrize("key", ENDS)
def test_an_ended_case_takes_no_later_step(office, rows, key):
    """After the day of the end nothing more happens to the case; how and when it ended is named."""
    case = office.candidate()
    end(office, case, key, "2021-06-01")
    before = rows(office.desk.store)
    with pytest.raises(CaseClosed) as caught:
        office.step(case, "opinions", "2021-06-02")
    assert (caught.value.outcome.code, caught.value.on) == (key, date(2021, 6, 1))
    assert rows(office.desk.store) == before


@pytest.mark.parametrize("key", ENDS)
def test_an_ended_case_takes_steps_recorded_late(office, rows, key):
    """What happened up to the day of the end can still be entered."""
    case = office.candidate()
    end(office, case, key, "2021-06-01")
    office.step(case, "opinions", "2021-06-01")
    office.step(case, "course_completed", "2021-02-01")
    assert events(rows, office.desk.store)[2:] == [("opinions", "2021-06-01"), ("course_completed", "2021-02-01")]


@pytest.mark.parametrize("first", ENDS)
@pytest.mark.parametrize("second", ENDS)
def test_a_case_ends_once(office, first, second):
    """A case that has ended cannot end again, not even on an earlier day."""
    case = office.candidate()
    end(office, case, first, "2021-06-01")
    with pytest.raises((CaseClosed, StepAlready)):
        end(office, case, second, "2021-05-01")


@pytest.mark.parametrize("key", ENDS)
def test_a_case_cannot_end_before_what_is_recorded_of_it(office, rows, key):
    """An end dated before a recorded step contradicts it: the step is named; on the same day it passes."""
    case = office.candidate()
    office.step(case, "opinions", "2021-06-02")
    before = rows(office.desk.store)
    with pytest.raises(StepBlocked) as caught:
        end(office, case, key, "2021-06-01")
    assert [(finding.rule, finding.step) for finding in caught.value.findings] == [("order_later", "opinions")]
    assert rows(office.desk.store) == before
    end(office, case, key, "2021-06-02")


def test_a_drop_keeps_its_reason_and_the_day_of_return(office, rows):
    """Why a person was lost, and until when, is kept with the step; an unknown reason is refused."""
    case = office.candidate()
    with pytest.raises(CodeUnknown):
        office.drop(case, "2021-06-01", reason="tired")
    office.drop(case, "2021-06-01", reason=" LEFT_TO_WORK", return_on="2023-06-01")
    event = rows(office.desk.store)["step_event"][-1]
    assert (event["step"], event["reason"], event["return_on"]) == ("dropped", "left_to_work", "2023-06-01")


def test_a_drop_ends_the_stay_and_the_mentor_s_task(office, rows):
    """From the day of the drop the person is no candidate, and the mentor is free."""
    case, mentor = office.candidate(), office.member()
    office.mentor(case, mentor, "2021-02-01")
    office.drop(case, "2021-06-01")
    assert stays(rows, office.desk.store)[0] == ("candidate", "2021-01-05", "2021-06-01")
    task = rows(office.desk.store)["mentorship"][0]
    assert (task["from_on"], task["to_on"], task["end_reason"]) == ("2021-02-01", "2021-06-01", "case_ended")


def test_an_annulment_ends_the_stay_of_the_probationer(office, rows):
    """An admission that was annulled leaves no probationary member."""
    case = office.candidate()
    office.step(case, "admission_decision", "2021-05-01")
    office.step(case, "admission_ceremony", "2021-05-19")
    office.step(case, "decision_annulled", "2021-08-01")
    assert stays(rows, office.desk.store) == [
        ("candidate", "2021-01-05", "2021-05-19"),
        ("probationary", "2021-05-19", "2021-08-01"),
    ]


def test_the_ceremony_makes_a_probationary_member(office, rows):
    """Probation begins on the day of the ceremony, in the same cell; the decision alone changes no stay."""
    case = office.candidate()
    office.step(case, "admission_decision", "2021-05-01")
    assert stays(rows, office.desk.store) == [("candidate", "2021-01-05", OPEN)]
    office.step(case, "admission_ceremony", "2021-05-19")
    assert stays(rows, office.desk.store) == [
        ("candidate", "2021-01-05", "2021-05-19"),
        ("probationary", "2021-05-19", OPEN),
    ]
    assert {stay["unit_id"] for stay in rows(office.desk.store)["stay"]} == {2}


def test_a_ceremony_without_a_decision_is_a_note(office, rows):
    """Where only the ceremony is known the person is in probation all the same, and the missing decision is noted."""
    case = office.candidate(on=None)
    assert office.step(case, "admission_ceremony", "2019-05-19") == [
        ("not_recorded", "admission_decision"),
        ("not_recorded", "decision_received"),
    ]
    assert stays(rows, office.desk.store) == [
        ("candidate", "2019-05-19", "2019-05-19"),
        ("probationary", "2019-05-19", OPEN),
    ]


def test_an_earlier_step_opens_the_case_earlier_where_no_listing_was_stated(office, rows):
    """Unknown is no contradiction: the opening and the stay move back to the earliest day that is known."""
    case = office.candidate(on=None)
    office.step(case, "application", "2021-03-01")
    office.step(case, "course_completed", "2020-11-01")
    office.step(case, "opinions", "2021-04-01")
    store = rows(office.desk.store)
    assert store["candidacy"][0]["opened_on"] == "2020-11-01"
    assert stays(rows, office.desk.store) == [("candidate", "2020-11-01", OPEN)]


@pytest.mark.parametrize("last", ["admission_ceremony", "refused_by_vote"])
def test_an_earlier_step_opens_an_ended_case_earlier_too(office, rows, last):
    """Also when the person is no candidate any more, the time as one begins with the earliest step."""
    case = office.candidate(on=None)
    office.step(case, last, "2021-05-19")
    office.step(case, "course_completed", "2020-11-01")
    assert stays(rows, office.desk.store)[0] == ("candidate", "2020-11-01", "2021-05-19")


def test_a_step_before_the_stated_listing_is_refused(office, rows):
    """A day of listing that was stated stands: what lies before it contradicts it."""
    case = office.candidate(on="2021-01-05")
    before = rows(office.desk.store)
    with pytest.raises(BeforeListing) as caught:
        office.step(case, "course_completed", "2021-01-04")
    assert caught.value.facts() == {"case": case, "on": date(2021, 1, 4), "listed": date(2021, 1, 5)}
    assert rows(office.desk.store) == before
    office.step(case, "course_completed", "2021-01-05")


def test_a_step_before_the_cell_existed_is_refused(office):
    """Nothing happens in a cell before its first day."""
    office.unit("TG-09", since="2021-01-01")
    case = office.candidate(cell="TG-09", on=None)
    with pytest.raises(UnitNotYet):
        office.step(case, "opinions", "2020-12-31")


def test_the_deciding_unit_must_have_existed(office, rows):
    """Who decided is a unit, known and already founded on that day."""
    office.unit("BP", kind="section_committee", since="2021-06-01")
    case = office.candidate()
    with pytest.raises(UnitUnknown):
        office.step(case, "section_check", "2021-06-01", by="BQ")
    with pytest.raises(UnitNotYet):
        office.step(case, "section_check", "2021-05-31", by="BP")
    office.step(case, "section_check", "2021-06-01", by="bp", document="7-KNĐ", votes=(9, 8, 7))
    event = rows(office.desk.store)["step_event"][-1]
    assert (event["decided_by_id"], event["document"]) == (5, "7-KNĐ")
    assert (event["votes_entitled"], event["votes_present"], event["votes_for"]) == (9, 8, 7)


@pytest.mark.parametrize(
    ("text", "votes"), [("20/18/17", (20, 18, 17)), ("5/5/5", (5, 5, 5)), (" 3 / 2 / 0 ", (3, 2, 0))]
)
def test_votes_are_three_numbers(text, votes):
    """Entitled, present, in favour."""
    assert parse_votes(text) == Votes(*votes)


@pytest.mark.parametrize("text", ["", "18/17", "20/18/17/1", "18/20/17", "20/17/18", "20-18-17", "0/0/0"])
def test_votes_that_cannot_be_are_refused(text):
    """None present that are not entitled, none in favour that are not present, and somebody is entitled."""
    with pytest.raises(BadVotes):
        parse_votes(text)


@pytest.mark.parametrize("text", ["20/18/x", "20/18/-1", "20/1o/9", "20//9", "1.5/1/1"])
def test_votes_that_are_no_numbers_are_refused(text):
    """A letter or a minus in a number is named as what it is."""
    with pytest.raises(BadCount):
        parse_votes(text)


def test_a_rehearsed_step_changes_nothing(office, rows):
    """--dry-run tells the notes and refusals of the step and leaves records and journal alone."""
    case, store = office.candidate(), office.desk.store
    before = rows(store) | rows(store, journal=True)
    recorded = record_step(office.desk, case, NewStep("admission_ceremony", date(2021, 5, 19)), rehearse=True)
    assert {finding.rule for finding in recorded.findings} == {"not_recorded"}
    assert rows(store) | rows(store, journal=True) == before


EXCLUDED = [
    (key, earlier) for key, each in steps().items() for earlier in each.unless if key == "dropped" or not each.command
]


@pytest.mark.parametrize(("key", "earlier"), EXCLUDED)
def test_an_admitted_person_is_not_lost_from_the_list(office, rows, key, earlier):
    """Once a decision or ceremony is recorded the case can no longer end as if there had been none."""
    case = office.candidate()
    office.step(case, earlier, "2021-05-01")
    before = rows(office.desk.store)
    with pytest.raises(StepBlocked) as caught:
        end(office, case, key, "2021-06-01")
    assert ("excluded", earlier) in [(finding.rule, finding.step) for finding in caught.value.findings]
    assert rows(office.desk.store) == before


@pytest.mark.parametrize(("key", "earlier"), [(key, earlier) for key, earlier in EXCLUDED if not steps()[key].needs])
def test_who_was_lost_from_the_list_was_not_admitted(office, rows, key, earlier):
    """An admission that is recorded late contradicts such an end just as much, also on the same day."""
    case = office.candidate()
    end(office, case, key, "2021-06-01")
    before = rows(office.desk.store)
    for on in ("2021-05-01", "2021-06-01"):
        with pytest.raises(StepBlocked) as caught:
            office.step(case, earlier, on)
        assert ("excluded", key) in [(finding.rule, finding.step) for finding in caught.value.findings]
    assert rows(office.desk.store) == before


def placed(rows, store):
    """Where people were candidates or members: unit, role and days, without those that last for no day."""
    units = {row["id"]: row["code"] for row in rows(store)["unit"]}
    found = [(units[row["unit_id"]], row["role"], row["from_on"], row["to_on"]) for row in rows(store)["stay"]]
    return [stay for stay in found if stay[2] < stay[3]]


def test_an_earlier_step_opens_the_case_in_the_cell_that_has_it(office, rows):
    """The cell before was merged, dated back, and had none of the case: it opens earlier in the cell that carries it on."""
    case = office.candidate(on=None)
    office.step(case, "admission_ceremony", "2022-04-26")
    office.merge(("TG-01",), "TG-02", "2021-06-01")
    office.step(case, "application", "2022-01-10")
    assert sorted(placed(rows, office.desk.store)) == [
        ("TG-02", "candidate", "2022-01-10", "2022-04-26"),
        ("TG-02", "probationary", "2022-04-26", "9999-12-31"),
    ]


def test_an_earlier_step_of_a_case_leaves_the_next_one_where_it_was(office, rows):
    """Dropped and back in another cell on one day: what comes to light of the former case belongs to its own cell."""
    case = office.candidate(on=None)
    office.drop(case, "2022-04-26")
    office.return_case(case, "2022-04-26", cell="TG-02")
    office.step(case, "application", "2021-06-01")
    assert sorted(placed(rows, office.desk.store)) == [
        ("TG-01", "candidate", "2021-06-01", "2022-04-26"),
        ("TG-02", "candidate", "2022-04-26", "9999-12-31"),
    ]
