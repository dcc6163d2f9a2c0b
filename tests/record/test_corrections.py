"""Corrections: a step entered wrong is put right by an act of its own, checked like any step and undoable."""

from datetime import date

import pytest

from partytrack.core.errors import (
    BeforeListing,
    CorrectionCrosses,
    NothingToCorrect,
    StepBlocked,
    StepByOtherCommand,
    StepNotRecorded,
    StepSeveral,
)
from partytrack.record.corrections import Correction, correct_step
from partytrack.store.doctor import examine


def stays(rows, store):
    """The stays of the case's person that have days: role, first day, day of the end."""
    found = [(stay["role"], stay["from_on"], stay["to_on"]) for stay in rows(store)["stay"] if stay["person_id"] == 1]
    return [stay for stay in found if stay[1] < stay[2]]


def admitted(office):
    """A case from the list to the confirmation of full membership."""
    case = office.candidate(on="2021-01-05")
    office.step(case, "application", "2021-02-01")
    office.step(case, "cell_resolution", "2021-03-01", votes=(20, 18, 17))
    office.step(case, "admission_decision", "2021-05-01", document="12-QĐ/ĐU")
    office.step(case, "admission_ceremony", "2021-05-19")
    return case


@pytest.mark.parametrize(
    ("key", "told", "columns"),
    [
        ("application", {"on": "2021-02-10"}, {"happened_on": "2021-02-10"}),
        ("admission_decision", {"document": "13-QĐ/ĐU"}, {"document": "13-QĐ/ĐU", "happened_on": "2021-05-01"}),
        ("cell_resolution", {"votes": (20, 20, 15)}, {"votes_for": 15, "votes_present": 20}),
        ("admission_decision", {"by": "TG"}, {"decided_by_id": 1}),
    ],
)
def test_what_was_told_stands_there_instead(office, rows, key, told, columns):
    """Day, document, ballot and deciding unit can each be put right; the rest stays; undo brings back what stood there."""
    case = admitted(office)
    before = rows(office.desk.store)
    office.correct(case, key, **told)
    event = next(row for row in rows(office.desk.store)["step_event"] if row["step"] == key)
    assert {name: event[name] for name in columns} == columns
    assert examine(office.desk.store) == ()
    office.undo()
    assert rows(office.desk.store) == before


def test_a_ceremony_moves_the_turn_of_the_stays(office, rows):
    """The probationary member begins on the other day, and the official date follows it."""
    case = admitted(office)
    office.step(case, "confirmation_decision", "2022-06-20")
    office.correct(case, "admission_ceremony", "2021-05-22")
    assert stays(rows, office.desk.store) == [
        ("candidate", "2021-01-05", "2021-05-22"),
        ("probationary", "2021-05-22", "2022-05-22"),
        ("full", "2022-05-22", "9999-12-31"),
    ]
    assert examine(office.desk.store) == ()


def test_an_end_moves_with_its_stay_and_the_mentor_s_task(office, rows):
    """A drop put right ends the stay and the mentor's task on the other day."""
    case, mentor = office.candidate(), office.member()
    office.mentor(case, mentor, "2021-02-01")
    office.drop(case, "2021-06-01")
    office.correct(case, "dropped", "2021-07-01")
    assert stays(rows, office.desk.store) == [("candidate", "2021-01-05", "2021-07-01")]
    assert rows(office.desk.store)["mentorship"][0]["to_on"] == "2021-07-01"


def test_the_day_of_listing_is_that_of_the_case(office, rows):
    """A listing put right opens the case on the other day, but not after what is recorded of it."""
    case = admitted(office)
    office.correct(case, "source_listed", "2020-12-01")
    store = rows(office.desk.store)
    assert (store["candidacy"][0]["opened_on"], stays(rows, office.desk.store)[0][1]) == ("2020-12-01", "2020-12-01")
    with pytest.raises(BeforeListing):
        office.correct(case, "source_listed", "2021-02-02")


REFUSED = {
    "a step that is not on record": ("opinions", {"on": "2021-02-10"}, StepNotRecorded),
    "another day than the one on record": ("application", {"was": "2021-02-02", "on": "2021-02-10"}, StepNotRecorded),
    "nothing else than what stands there": ("application", {"on": "2021-02-01"}, NothingToCorrect),
    "nothing at all": ("application", {}, NothingToCorrect),
    "a day that contradicts the order": ("admission_decision", {"on": "2021-02-20"}, StepBlocked),
    "too few votes": ("cell_resolution", {"votes": (20, 18, 13)}, StepBlocked),
    "a day before the listing": ("application", {"on": "2021-01-04"}, BeforeListing),
}


@pytest.mark.parametrize(("key", "told", "failure"), REFUSED.values(), ids=REFUSED.keys())
def test_a_correction_that_cannot_be_is_refused(office, rows, key, told, failure):
    """What contradicts the law or the records is refused as it is for a new step, and changes nothing."""
    case = admitted(office)
    before = rows(office.desk.store) | rows(office.desk.store, journal=True)
    with pytest.raises(failure):
        office.correct(case, key, **told)
    assert rows(office.desk.store) | rows(office.desk.store, journal=True) == before


def test_of_several_the_one_meant_is_named(office, rows):
    """A repeated step needs the day on record; then only that one changes."""
    case = office.candidate()
    office.step(case, "opinions", "2021-02-01")
    office.step(case, "opinions", "2021-03-01")
    with pytest.raises(StepSeveral) as caught:
        office.correct(case, "opinions", "2021-03-05")
    assert caught.value.days == (date(2021, 2, 1), date(2021, 3, 1))
    office.correct(case, "opinions", "2021-03-05", was="2021-03-01")
    days = [row["happened_on"] for row in rows(office.desk.store)["step_event"] if row["step"] == "opinions"]
    assert days == ["2021-02-01", "2021-03-05"]


def test_a_turn_is_not_crossed(office, rows):
    """An end cannot move before a stay began, nor a ceremony beyond the end that follows it."""
    case = admitted(office)
    office.step(case, "decision_annulled", "2021-08-01")
    before = rows(office.desk.store)
    with pytest.raises((CorrectionCrosses, StepBlocked)):
        office.correct(case, "admission_ceremony", "2021-08-02")
    assert rows(office.desk.store) == before


def returned(office):
    """A case that was dropped, and the next one of the same person, opened on the day of the drop."""
    case = office.candidate(on="2021-01-05")
    office.drop(case, "2021-06-01")
    return case, office.return_case(case, "2021-06-01")


def test_an_end_leaves_the_next_case_where_it_was(office, rows):
    """What is put right in a case moves its own stay, also where the next case was opened on the very day."""
    former, _ = returned(office)
    office.correct(former, "dropped", "2021-05-20")
    assert stays(rows, office.desk.store) == [
        ("candidate", "2021-01-05", "2021-05-20"),
        ("candidate", "2021-06-01", "9999-12-31"),
    ]


CROSSED = {
    "an end beyond the next case": lambda office, former, _: office.correct(former, "dropped", "2021-06-02"),
    "an opening before the end of the last case": lambda o, _, latter: o.correct(latter, "source_listed", "2021-05-31"),
}


@pytest.mark.parametrize("correct", CROSSED.values(), ids=CROSSED.keys())
def test_two_cases_of_a_person_never_overlap(office, rows, correct):
    """A person has one case at a time, and what is recorded of the other is taken back first."""
    cases = returned(office)
    before = rows(office.desk.store)
    with pytest.raises(CorrectionCrosses):
        correct(office, *cases)
    assert rows(office.desk.store) == before


@pytest.mark.parametrize("on", ["2021-07-20", "2021-08-10", "2021-09-02"])
def test_an_end_by_an_act_on_the_member_keeps_its_day(office, rows, on):
    """A removal is told of the member too; the act is taken back and recorded anew."""
    case = admitted(office)
    office.leave("P00001", "removal", "2021-08-01")
    before = rows(office.desk.store)
    with pytest.raises(CorrectionCrosses):
        office.correct(case, "removed_in_probation", on)
    assert rows(office.desk.store) == before


def test_a_ceremony_on_the_day_of_the_opening_leaves_no_gap(office, rows):
    """Until the day of the ceremony put right the person was a candidate."""
    case = office.candidate(on="2021-05-19")
    office.step(case, "admission_ceremony", "2021-05-19")
    office.correct(case, "admission_ceremony", "2021-06-01")
    assert stays(rows, office.desk.store) == [
        ("candidate", "2021-05-19", "2021-06-01"),
        ("probationary", "2021-06-01", "9999-12-31"),
    ]


def test_a_ceremony_on_the_day_of_a_move_is_recorded_anew(office, rows):
    """The cell changed on that very day, and which of the two turns is meant nobody can tell."""
    case = admitted(office)
    office.transfer("P00001", "TG-02", "2021-05-19")
    before = rows(office.desk.store)
    with pytest.raises(CorrectionCrosses):
        office.correct(case, "admission_ceremony", "2021-05-25")
    assert rows(office.desk.store) == before


def test_a_move_on_the_day_on_which_probation_ends_stays(office, rows):
    """A ceremony put right moves what it made of the person, not a transfer that falls on the end of the twelve months."""
    case = admitted(office)
    office.transfer("P00001", "TG-02", "2022-05-19")
    office.correct(case, "admission_ceremony", "2021-05-22")
    assert stays(rows, office.desk.store) == [
        ("candidate", "2021-01-05", "2021-05-22"),
        ("probationary", "2021-05-22", "2022-05-19"),
        ("probationary", "2022-05-19", "9999-12-31"),
    ]


def test_a_mentor_s_day_has_its_own_command(office):
    """The day of an assignment is a stay of its own, and is put right by undoing and assigning anew."""
    case, mentor = office.candidate(), office.member()
    office.mentor(case, mentor, "2021-02-01")
    with pytest.raises(StepByOtherCommand):
        office.correct(case, "mentor_assigned", "2021-02-03")


def test_a_rehearsed_correction_changes_nothing(office, rows):
    """--dry-run tells what the rules say and leaves records and journal alone."""
    case = admitted(office)
    before = rows(office.desk.store) | rows(office.desk.store, journal=True)
    recorded = correct_step(
        office.desk, case, Correction("admission_ceremony", on=date(2021, 9, 30)), rehearse=True
    )  # fmt: skip
    assert "not_recorded" in {finding.rule for finding in recorded.findings}
    assert rows(office.desk.store) | rows(office.desk.store, journal=True) == before
