"""Candidates who move to another cell or away, and who come back: stays, steps, mentors, and every episode kept."""

import pytest

from partytrack.core.errors import (
    AlreadyThere,
    BeforeListing,
    CaseClosed,
    CaseStillOpen,
    CodeUnknown,
    LaterInLife,
    MovedAsMember,
    NotACell,
    NotTracked,
    NoWayBack,
    StillHere,
    UnitGone,
    UnitNotYet,
    YearTallied,
)
from partytrack.lists.candidates import candidates
from partytrack.lists.members import members
from partytrack.store.connection import reading

OPEN = "9999-12-31"


@pytest.fixture
def held(office, rows):
    """A table of the store, as plain rows."""
    return lambda table: rows(office.desk.store)[table]


@pytest.fixture
def stays(held):
    """Where a person was as what, from when to when; stays without a day are left out."""

    def read(person=1):
        units = {unit["id"]: unit["code"] for unit in held("unit")}
        found = [
            (units[stay["unit_id"]], stay["role"], stay["from_on"], stay["to_on"])
            for stay in held("stay")
            if stay["person_id"] == person and stay["from_on"] < stay["to_on"]
        ]
        return sorted(found, key=lambda stay: stay[2])

    return read


@pytest.fixture
def steps(held):
    """The steps of a case in the order of their days, with the unit of each."""

    def read(case=1):
        units = {unit["id"]: unit["code"] for unit in held("unit")}
        return sorted(
            (event["happened_on"], event["step"], units[event["unit_id"]])
            for event in held("step_event")
            if event["candidacy_id"] == case
        )

    return read


@pytest.fixture
def listed(office):
    """Who is listed under a unit on a day: ``listed(candidates, "TG-01", day)``."""

    class Plain:
        """Texts that are their own keys."""

        def __call__(self, name, **_values):
            return name

        def term(self, _listing, code):
            return code

        def word(self, word):
            return word.code

    def read(of, unit, on, **rest):
        from datetime import date  # noqa: PLC0415  # here alone

        with reading(office.desk.store) as run:
            return [
                row.get("case") or row["code"] for row in of(run, Plain(), unit, date.fromisoformat(on), **rest).rows
            ]

    return read


def admit(office, case, decided="2021-05-01", ceremony="2021-05-19"):
    """The decision and the ceremony."""
    office.step(case, "admission_decision", decided)
    office.step(case, "admission_ceremony", ceremony)


def test_a_case_goes_on_in_another_cell(office, held, stays, steps):
    """The candidate, the open case and its later steps are in the new cell; what was before stays in the old one."""
    case = office.candidate()
    office.step(case, "application", "2021-02-01")
    moved = office.move_case(case.lower(), "tg-02", "2021-03-01")
    office.step(case, "cell_resolution", "2021-04-01")
    assert (moved.case, moved.unit, moved.unmentored) == (case, "TG-01", ())
    assert stays() == [("TG-01", "candidate", "2021-01-05", "2021-03-01"), ("TG-02", "candidate", "2021-03-01", OPEN)]
    assert steps() == [
        ("2021-01-05", "source_listed", "TG-01"),
        ("2021-02-01", "application", "TG-01"),
        ("2021-03-01", "moved", "TG-02"),
        ("2021-04-01", "cell_resolution", "TG-02"),
    ]
    assert held("candidacy")[0]["unit_id"] == 3
    assert held("step_event")[2]["document"] == "5-GT"


def test_the_task_of_the_mentor_ends_with_the_move(office, held):
    """The new cell assigns anew; the case is told. A mentor who is in the new cell goes on."""
    case, mentor = office.candidate(), office.member()
    office.mentor(case, mentor, "2021-02-01")
    assert office.move_case(case, "TG-02", "2021-03-01").unmentored == (case,)
    assert [(task["to_on"], task["end_reason"]) for task in held("mentorship")] == [("2021-03-01", "moved")]
    other = office.member("Lê Thị Lan", "TG-03")
    office.mentor(case, other, "2021-03-10")
    assert office.move_case(case, "TG-03", "2021-04-01").unmentored == ()
    assert held("mentorship")[1]["to_on"] == OPEN


def test_a_move_told_late_takes_the_later_steps_along(office, stays, steps):
    """A decision and a ceremony after the move belong to the new cell, and so does the member."""
    case = office.candidate()
    admit(office, case)
    office.move_case(case, "TG-02", "2021-03-01")
    assert steps()[1:] == [
        ("2021-03-01", "moved", "TG-02"),
        ("2021-05-01", "admission_decision", "TG-02"),
        ("2021-05-19", "admission_ceremony", "TG-02"),
    ]
    assert stays()[1:] == [
        ("TG-02", "candidate", "2021-03-01", "2021-05-19"),
        ("TG-02", "probationary", "2021-05-19", OPEN),
    ]


def test_a_move_told_late_is_refused_where_an_admission_would_stand_beside_a_tally(office):
    """The new cell's year is counted as a whole already."""
    office.tally("TG-02", 2020, 4)
    case = office.candidate(on="2020-01-05")
    admit(office, case, "2020-05-01", "2020-05-19")
    with pytest.raises(YearTallied):
        office.move_case(case, "TG-02", "2020-03-01")


def test_after_a_split_a_candidate_is_put_into_another_part(office, held, stays):
    """On the first day of the stay the whole stay is placed there."""
    case = office.candidate()
    office.split("TG-01", ("TG-11", "TG-12"), "TG-11", "2022-01-01")
    office.move_case(case, "TG-12", "2022-01-01")
    assert stays() == [("TG-01", "candidate", "2021-01-05", "2022-01-01"), ("TG-12", "candidate", "2022-01-01", OPEN)]
    units = {unit["id"]: unit["code"] for unit in held("unit")}
    assert units[held("candidacy")[0]["unit_id"]] == "TG-12"


def test_a_move_on_the_day_of_the_listing_leaves_no_empty_stay(office, stays):
    """Listed and moved on one day, the candidate was in the other cell from the start."""
    office.move_case(office.candidate(), "TG-02", "2021-01-05")
    assert stays() == [("TG-02", "candidate", "2021-01-05", OPEN)]


def test_a_case_moves_into_a_cell_that_merges_later(office, held, stays):
    """A merger dated ahead carries the case on from its day."""
    case = office.candidate()
    office.merge(("TG-02",), "TG-03", "2022-07-01")
    office.move_case(case, "TG-02", "2021-03-01")
    assert stays()[1:] == [
        ("TG-02", "candidate", "2021-03-01", "2022-07-01"),
        ("TG-03", "candidate", "2022-07-01", OPEN),
    ]
    assert held("candidacy")[0]["unit_id"] == 4


def test_a_case_of_a_closed_cell_moves(office, stays):
    """A cell that nobody carries on leaves its cases open, to be moved."""
    case = office.candidate()
    office.close("TG-01", "2022-03-01")
    office.move_case(case, "TG-02", "2022-03-15")
    assert stays() == [("TG-01", "candidate", "2021-01-05", "2022-03-01"), ("TG-02", "candidate", "2022-03-15", OPEN)]


def test_a_case_that_moves_away_ends(office, held, stays):
    """Another organisation goes on with it: the case ends with the place and the letter, and so does the mentor's task."""
    case, mentor = office.candidate(), office.member()
    office.mentor(case, mentor, "2021-02-01")
    office.move_away(case, "2021-03-01")
    event = held("step_event")[-1]
    assert (event["step"], event["happened_on"], event["place"], event["document"]) == (
        "moved_away", "2021-03-01", "Đảng bộ xã X", "5-GT")  # fmt: skip
    assert stays() == [("TG-01", "candidate", "2021-01-05", "2021-03-01")]
    assert held("mentorship")[0]["end_reason"] == "case_ended"


def test_the_lists_know_where_a_case_was(office, listed):
    """As of each day a case is listed in the cell of that day, and nowhere else."""
    case = office.candidate()
    office.move_case(case, "TG-02", "2021-03-01")
    office.move_away(case, "2021-06-01")
    assert listed(candidates, "TG-01", "2021-02-28") == [case]
    assert listed(candidates, "TG-02", "2021-02-28") == []
    assert listed(candidates, "TG-01", "2021-03-01") == []
    assert listed(candidates, "TG-02", "2021-05-31") == [case]
    assert listed(candidates, "TG-02", "2021-06-01") == []
    assert listed(candidates, "TG", "2021-06-01", everyone=True) == [case]


def test_the_roll_knows_where_a_member_was(office, listed):
    """As of each day a member is on the roll of the unit of that day, and not between leaving and coming back."""
    member = office.member()
    office.transfer(member, "TG-02", "2021-03-01")
    office.leave(member, "removal", "2021-06-01")
    office.restore(member, "TG-03", on="2021-09-01")
    shown = [
        [unit for unit in ("TG-01", "TG-02", "TG-03") if listed(members, unit, on)]
        for on in ("2021-02-28", "2021-03-01", "2021-05-31", "2021-06-01", "2021-08-31", "2021-09-01")
    ]
    assert shown == [["TG-01"], ["TG-02"], ["TG-02"], [], [], ["TG-03"]]


def test_who_comes_back_gets_a_new_case(office, held, stays, steps, listed):
    """The same person, the same cell and source; the case before is kept as it was."""
    case = office.candidate(source="student")
    office.drop(case, "2021-06-01", return_on="2022-06-01")
    before = steps(1)
    assert office.return_case(case, "2022-01-10") == "C00002"
    new = held("candidacy")[1]
    assert (new["person_id"], new["unit_id"], new["source"], new["opened_on"]) == (1, 2, "student", "2022-01-10")
    assert steps(1) == before
    assert steps(2) == [("2022-01-10", "source_listed", "TG-01")]
    assert stays() == [("TG-01", "candidate", "2021-01-05", "2021-06-01"), ("TG-01", "candidate", "2022-01-10", OPEN)]
    assert listed(candidates, "TG", "2021-05-31") == [case]
    assert listed(candidates, "TG", "2022-01-09") == []
    assert listed(candidates, "TG", "2022-01-10") == ["C00002"]
    assert sorted(listed(candidates, "TG", "2022-01-10", everyone=True)) == [case, "C00002"]


def test_who_comes_back_may_be_elsewhere_and_of_another_source(office, held):
    """Told otherwise, the new case is in another cell and from another source."""
    case = office.candidate()
    office.drop(case, "2021-06-01")
    office.return_case(case, "2022-01-10", cell="tg-03", source="demobilised_soldier")
    new = held("candidacy")[1]
    assert (new["unit_id"], new["source"]) == (4, "demobilised_soldier")


def test_who_comes_back_is_in_the_cell_that_carries_theirs_on(office, held):
    """The former cell is gone; the one that carries it on has the new case."""
    case = office.candidate()
    office.drop(case, "2021-06-01")
    office.merge(("TG-01",), "TG-03", "2021-07-01")
    office.return_case(case, "2022-01-10")
    assert held("candidacy")[1]["unit_id"] == 4


def test_a_member_who_left_may_be_considered_again(office, steps):
    """After a removal a new case is opened for the same person; whether the law lets it go on is for the rules to say."""
    case = office.candidate()
    admit(office, case)
    office.leave("P00001", "removal", "2021-12-01")
    assert office.return_case(case, "2022-01-10") == "C00002"
    assert steps(1)[-1] == ("2021-12-01", "removed_in_probation", "TG-01")


def test_a_late_step_of_the_case_before_leaves_the_new_one_alone(office, stays):
    """The decision of a case that led to membership long ago is annulled late: the new case of the person goes on."""
    case = office.candidate(on="2020-01-05")
    admit(office, case, "2020-05-01", "2020-05-19")
    office.step(case, "confirmation_decision", "2021-05-20")
    office.leave("P00001", "removal", "2021-06-01")
    office.return_case(case, "2022-01-10")
    office.step(case, "decision_annulled", "2021-08-01")
    assert stays()[-1] == ("TG-01", "candidate", "2022-01-10", OPEN)


def dropped(office):
    """A case that ended on 1 June 2021."""
    office.drop(office.candidate(), "2021-06-01")


def admitted(office):
    """A case that led to probation on 19 May 2021."""
    admit(office, office.candidate())


def moved(office):
    """A case that moved on 1 June 2021."""
    office.move_case(office.candidate(), "TG-02", "2021-06-01")


def moved_away_in_probation(office):
    """A member who moved away in probation on 1 September 2021."""
    admitted(office)
    office.leave("P00001", "transfer_out", "2021-09-01", "X")


def died(office):
    """A candidate who died on 1 June 2021."""
    office.step(office.candidate(), "died", "2021-06-01")


C1 = "C00001"
# fmt: off
REFUSED = {
    "a move to the same cell": (lambda o: o.candidate(), lambda o: o.move_case(C1, "TG-01", "2021-06-01"), AlreadyThere),
    "a move to a committee": (lambda o: o.candidate(), lambda o: o.move_case(C1, "TG", "2021-06-01"), NotACell),
    "a move before the listing": (lambda o: o.candidate(), lambda o: o.move_case(C1, "TG-02", "2021-01-04"), BeforeListing),
    "a move away before the listing": (lambda o: o.candidate(), lambda o: o.move_away(C1, "2021-01-04"), BeforeListing),
    "a move to a cell to come": (
        lambda o: (o.candidate(), o.unit("TG-09", since="2022-01-01")), lambda o: o.move_case(C1, "TG-09", "2021-06-01"), UnitNotYet),
    "a move to a closed cell": (
        lambda o: (o.candidate(), o.close("TG-02", "2021-03-01")), lambda o: o.move_case(C1, "TG-02", "2021-06-01"), UnitGone),
    "a move of a case that is over": (dropped, lambda o: o.move_case(C1, "TG-02", "2021-07-01"), CaseClosed),
    "a move on the day of the end": (dropped, lambda o: o.move_case(C1, "TG-02", "2021-06-01"), CaseClosed),
    "a second end": (dropped, lambda o: o.move_away(C1, "2021-07-01"), CaseClosed),
    "a move of a member": (admitted, lambda o: o.move_case(C1, "TG-02", "2021-06-01"), MovedAsMember),
    "a move away of a member": (admitted, lambda o: o.move_away(C1, "2021-06-01"), MovedAsMember),
    "a move of who moved away as a member": (moved_away_in_probation, lambda o: o.move_case(C1, "TG-02", "2021-10-01"), NotTracked),
    "a move before another": (moved, lambda o: o.move_case(C1, "TG-03", "2021-05-01"), LaterInLife),
    "a move on the day of another": (moved, lambda o: o.move_case(C1, "TG-03", "2021-06-01"), LaterInLife),
    "a return while the case is open": (lambda o: o.candidate(), lambda o: o.return_case(C1, "2021-06-01"), CaseStillOpen),
    "a return in probation": (admitted, lambda o: o.return_case(C1, "2021-06-01"), CaseStillOpen),
    "a return of who moved away in probation": (moved_away_in_probation, lambda o: o.return_case(C1, "2021-10-01"), CaseStillOpen),
    "a return before the end": (dropped, lambda o: o.return_case(C1, "2021-05-31"), CaseStillOpen),
    "a return before a later case": (
        lambda o: (dropped(o), o.return_case(C1, "2022-01-10")), lambda o: o.return_case(C1, "2021-12-01"), LaterInLife),
    "a return from the dead": (died, lambda o: o.return_case(C1, "2021-07-01"), NoWayBack),
    "a return to a committee": (dropped, lambda o: o.return_case(C1, "2022-01-10", cell="TG"), NotACell),
    "a return from an unknown source": (dropped, lambda o: o.return_case(C1, "2022-01-10", source="youth"), CodeUnknown),
    "a return to a closed cell": (
        lambda o: (dropped(o), o.close("TG-01", "2021-07-01")), lambda o: o.return_case(C1, "2022-01-10"), UnitGone),
    "a return of a member from elsewhere": (
        lambda o: (dropped(o), o.back("P00001", on="2021-09-01")), lambda o: o.return_case(C1, "2022-01-10"), StillHere),
}
# fmt: on


@pytest.mark.parametrize(("given", "act", "refusal"), REFUSED.values(), ids=REFUSED.keys())
def test_what_contradicts_the_records_is_refused(office, rows, given, act, refusal):
    """What cannot have been is refused, and nothing changes."""
    given(office)
    before = rows(office.desk.store) | rows(office.desk.store, journal=True)
    with pytest.raises(refusal):
        act(office)
    assert rows(office.desk.store) | rows(office.desk.store, journal=True) == before
