"""What happens to members: transfers, arrivals, returns, removals, deaths, restorations, and the stays that follow."""

from datetime import date

import pytest

from partytrack.core.errors import (
    ActedLater,
    AlreadyThere,
    DaysOutOfOrder,
    LaterInLife,
    NotACell,
    NotAMember,
    NotRestorable,
    NoWayBack,
    StepsLater,
    StillHere,
    UnitGone,
    UnitNotYet,
    UnitUnknown,
)

OPEN = "9999-12-31"


@pytest.fixture
def stays(office, rows):
    """Where a person was as what, from when to when; stays that were cut off before they began are left out."""

    def read(person="P00001"):
        store = rows(office.desk.store)
        units = {unit["id"]: unit["code"] for unit in store["unit"]}
        found = [
            (units[stay["unit_id"]], stay["role"], stay["from_on"], stay["to_on"])
            for stay in store["stay"]
            if f"P{stay['person_id']:05d}" == person and stay["from_on"] < stay["to_on"]
        ]
        return sorted(found, key=lambda stay: stay[2])

    return read


@pytest.fixture
def events(office, rows):
    """What is recorded of a person's life: kind, day, unit, unit or place at the other end."""

    def read(person="P00001"):
        store = rows(office.desk.store)
        units = {unit["id"]: unit["code"] for unit in store["unit"]} | {None: None}
        return [
            (event["kind"], event["happened_on"], units[event["unit_id"]], units[event["to_unit_id"]] or event["place"])
            for event in store["life_event"]
            if f"P{event['person_id']:05d}" == person
        ]

    return read


@pytest.fixture
def tasks(office, rows):
    """The mentors' tasks: case, first day, first day after, and why they ended."""

    def read():
        return [
            (f"C{task['candidacy_id']:05d}", task["from_on"], task["to_on"], task["end_reason"])
            for task in rows(office.desk.store)["mentorship"]
        ]

    return read


@pytest.fixture
def steps(office, rows):
    """The steps of a case, in the order of their days, with the unit of each."""

    def read(case="C00001"):
        store = rows(office.desk.store)
        units = {unit["id"]: unit["code"] for unit in store["unit"]}
        found = [
            (event["happened_on"], event["step"], units[event["unit_id"]])
            for event in store["step_event"]
            if f"C{event['candidacy_id']:05d}" == case
        ]
        return sorted(found)

    return read


def probationer(office, *, listed="2021-01-05", decided="2021-05-01", ceremony="2021-05-19"):
    """A case that has led to probation; hands back the codes of the person and of the case."""
    case = office.candidate(on=listed)
    office.step(case, "admission_decision", decided)
    office.step(case, "admission_ceremony", ceremony)
    return f"P{int(case[1:]):05d}", case


def test_a_transfer_ends_one_stay_and_begins_another(office, stays, events):
    """From the day on the member is in the other unit, as what they were; the event names both."""
    member = office.member()
    lived = office.transfer(member.lower(), "tg-02", "2021-06-01")
    assert (lived.person, lived.unit, lived.case) == (member, "TG-01", None)
    assert stays() == [("TG-01", "full", "0001-01-01", "2021-06-01"), ("TG-02", "full", "2021-06-01", OPEN)]
    assert events() == [("transfer", "2021-06-01", "TG-01", "TG-02")]


def test_a_transfer_may_lead_to_a_committee(office, stays):
    """Who belongs to no cell stands in the committee itself."""
    office.transfer(office.member(), "TG", "2021-06-01")
    assert stays()[-1] == ("TG", "full", "2021-06-01", OPEN)


def test_a_transfer_told_late_takes_the_roles_along(office, stays):
    """Full membership that dates from after the transfer is full membership in the new unit."""
    office.member(admitted="2020-05-19", confirmed="2021-05-19")
    office.transfer("P00001", "TG-02", "2021-01-01")
    assert stays() == [
        ("TG-01", "probationary", "2020-05-19", "2021-01-01"),
        ("TG-02", "probationary", "2021-01-01", "2021-05-19"),
        ("TG-02", "full", "2021-05-19", OPEN),
    ]


def test_a_transfer_is_not_undone_by_a_merger_ahead(office, stays):
    """Who leaves a cell before it merges does not go with it; who comes into one that merges goes with that one."""
    office.member()
    office.member()
    office.merge(("TG-01",), "TG-03", "2022-07-01")
    office.transfer("P00001", "TG-02", "2022-01-01")
    assert stays() == [("TG-01", "full", "0001-01-01", "2022-01-01"), ("TG-02", "full", "2022-01-01", OPEN)]
    office.transfer("P00001", "TG-01", "2022-02-01")
    assert stays()[1:] == [
        ("TG-02", "full", "2022-01-01", "2022-02-01"),
        ("TG-01", "full", "2022-02-01", "2022-07-01"),
        ("TG-03", "full", "2022-07-01", OPEN),
    ]
    assert stays("P00002")[-1] == ("TG-03", "full", "2022-07-01", OPEN)


def test_after_a_split_a_member_is_put_into_another_part(office, stays, events):
    """On the first day of the stay the whole stay is placed there; they come from the unit that was split."""
    office.member()
    office.split("TG-01", ("TG-11", "TG-12"), "TG-11", "2022-01-01")
    office.transfer("P00001", "TG-12", "2022-01-01")
    assert stays() == [("TG-01", "full", "0001-01-01", "2022-01-01"), ("TG-12", "full", "2022-01-01", OPEN)]
    assert events() == [("transfer", "2022-01-01", "TG-01", "TG-12")]


@pytest.mark.parametrize("on", ["2022-03-01", "2022-04-01"])
def test_a_member_of_a_closed_cell_is_transferred_later(office, stays, on):
    """A cell that nobody carries on leaves its members without a unit, as members still."""
    office.member()
    office.close("TG-01", "2022-03-01")
    office.transfer("P00001", "TG-02", on)
    assert stays() == [("TG-01", "full", "0001-01-01", "2022-03-01"), ("TG-02", "full", on, OPEN)]


def test_who_left_before_their_cell_was_closed_goes_on_in_the_new_one(office, stays):
    """The end of the old cell is not the end of a stay in the new one."""
    office.member()
    office.close("TG-01", "2022-03-01")
    office.transfer("P00001", "TG-02", "2022-02-01")
    assert stays() == [("TG-01", "full", "0001-01-01", "2022-02-01"), ("TG-02", "full", "2022-02-01", OPEN)]


def test_the_case_of_a_probationer_goes_along(office, rows, stays, steps):
    """The transfer is a move of the case as well: later steps, also those told before, belong to the new cell."""
    person, case = probationer(office)
    office.step(case, "self_review", "2022-03-01")
    lived = office.transfer(person, "TG-02", "2021-09-01")
    assert (lived.case, lived.step) == (case, "moved")
    assert steps()[-2:] == [("2021-09-01", "moved", "TG-02"), ("2022-03-01", "self_review", "TG-02")]
    assert rows(office.desk.store)["candidacy"][0]["unit_id"] == 3
    assert stays()[1:] == [
        ("TG-01", "probationary", "2021-05-19", "2021-09-01"),
        ("TG-02", "probationary", "2021-09-01", OPEN),
    ]


def test_a_probationer_with_a_case_goes_to_a_cell(office):
    """Cells look after people in probation, so a committee does not take their case."""
    person, _ = probationer(office)
    with pytest.raises(NotACell):
        office.transfer(person, "TG", "2021-09-01")


def test_a_case_that_is_over_stays_where_it_was(office, steps):
    """The case of a full member does not move with them any more."""
    person, case = probationer(office, listed="2020-01-05", decided="2020-05-01", ceremony="2020-05-19")
    office.step(case, "confirmation_decision", "2021-05-20")
    assert office.transfer(person, "TG-02", "2021-09-01").case is None
    assert steps()[-1] == ("2021-05-20", "confirmation_decision", "TG-01")


ENDS = {
    "transfer_out": ("moved", "Đảng bộ xã X"),
    "removal": ("left", None),
    "expulsion": ("left", None),
    "withdrawal": ("left", None),
    "death": ("died", None),
}


@pytest.mark.parametrize(("kind", "reason", "place"), [(kind, *rest) for kind, rest in ENDS.items()], ids=ENDS.keys())
def test_who_leaves_is_on_the_roll_no_longer(office, stays, events, tasks, kind, reason, place):
    """The stay ends, the tasks as a mentor end with their reason, and the cases that lack a mentor are told."""
    member, case = office.member(), office.candidate()
    office.mentor(case, member, "2021-02-01")
    lived = office.leave(member, kind, "2021-06-01", place)
    assert (lived.unit, lived.case, lived.unmentored) == ("TG-01", None, (case,))
    assert stays() == [("TG-01", "full", "0001-01-01", "2021-06-01")]
    assert events() == [(kind, "2021-06-01", "TG-01", place)]
    assert tasks() == [(case, "2021-02-01", "2021-06-01", reason)]


def test_who_leaves_does_not_go_with_a_merger_ahead(office, stays):
    """Stays that lay ahead are none."""
    office.member()
    office.merge(("TG-01",), "TG-03", "2022-07-01")
    office.leave("P00001", "removal", "2022-02-01")
    assert stays() == [("TG-01", "full", "0001-01-01", "2022-02-01")]


CASES_THAT_END = {
    "removal": "removed_in_probation",
    "expulsion": "removed_in_probation",
    "withdrawal": "removed_in_probation",
    "death": "died",
}


@pytest.mark.parametrize(("kind", "step"), CASES_THAT_END.items())
def test_a_case_in_probation_ends_with_its_member(office, steps, tasks, kind, step):
    """Removal or death ends the case on the same day, and the task of the case's own mentor with it."""
    person, case = probationer(office)
    office.mentor(case, office.member(), "2021-05-19")
    lived = office.leave(person, kind, "2022-01-10")
    assert (lived.case, lived.step) == (case, step)
    assert steps()[-1] == ("2022-01-10", step, "TG-01")
    assert tasks() == [(case, "2021-05-19", "2022-01-10", "case_ended")]


def test_a_case_goes_on_when_its_member_comes_back(office, stays, steps):
    """Who moves away in probation may come back: the case has not ended, and goes on."""
    person, case = probationer(office)
    assert office.leave(person, "transfer_out", "2021-09-01", "Đảng bộ xã X").case is None
    office.back(person, "TG-02", on="2022-01-10")
    office.step(case, "self_review", "2022-03-01")
    assert steps()[-1] == ("2022-03-01", "self_review", "TG-02")
    assert stays()[1:] == [
        ("TG-01", "probationary", "2021-05-19", "2021-09-01"),
        ("TG-02", "probationary", "2022-01-10", OPEN),
    ]


def test_a_case_goes_on_in_the_cell_to_which_its_member_comes_back(office, rows, tasks):
    """The cell that they left does not go on with it, nor does the mentor there; and a committee has no cases."""
    person, case = probationer(office)
    office.mentor(case, office.member(), "2021-06-01")
    office.leave(person, "transfer_out", "2021-09-01", "Đảng bộ xã X")
    before = rows(office.desk.store)
    with pytest.raises(NotACell):
        office.back(person, "TG", on="2022-01-10")
    assert rows(office.desk.store) == before
    assert office.back(person, "TG-02", on="2022-01-10").unmentored == (case,)
    units = {row["id"]: row["code"] for row in rows(office.desk.store)["unit"]}
    assert [units[row["unit_id"]] for row in rows(office.desk.store)["candidacy"]] == ["TG-02"]
    assert tasks() == [(case, "2021-06-01", "2022-01-10", "moved")]
    office.undo()
    assert rows(office.desk.store) == before


def test_a_mentor_who_changes_cells_leaves_the_task(office, tasks):
    """The cell assigned them; where both come to be in one cell the task goes on."""
    member, stayed, moved = office.member(), office.candidate(), office.candidate("Lê Văn Ba")
    for case in (stayed, moved):
        office.mentor(case, member, "2021-02-01")
    office.move_case(moved, "TG-02", "2021-05-01")
    office.mentor(moved, member, "2021-05-02")
    assert office.transfer(member, "TG-02", "2021-06-01").unmentored == (stayed,)
    assert tasks() == [
        (stayed, "2021-02-01", "2021-06-01", "moved"),
        (moved, "2021-02-01", "2021-05-01", "moved"),
        (moved, "2021-05-02", OPEN, None),
    ]


def test_a_task_that_had_ended_by_then_leaves_nobody_without_a_mentor(office, tasks):
    """Told late, the member left before they were replaced: the case has had its mentor since."""
    member, other, case = office.member(), office.member("Lê Thị Lan"), office.candidate()
    office.mentor(case, member, "2021-02-01")
    office.mentor(case, other, "2021-08-01")
    assert office.leave(member, "death", "2021-06-01").unmentored == ()
    assert tasks() == [(case, "2021-02-01", "2021-06-01", "died"), (case, "2021-08-01", OPEN, None)]


def test_an_arrival_begins_on_its_day(office, rows, stays, events):
    """A member from elsewhere is on the roll from the day of arrival, never earlier, whenever they were admitted."""
    person = office.arrive(on="2021-06-01", admitted="2015-05-19", confirmed="2016-05-19")
    assert person == "P00001"
    assert stays() == [("TG-01", "full", "2021-06-01", OPEN)]
    assert events() == [("transfer_in", "2021-06-01", "TG-01", "Đảng bộ xã X")]
    assert rows(office.desk.store)["person"][0]["admitted_on"] == "2015-05-19"
    assert rows(office.desk.store)["candidacy"] == []


ARRIVALS = {
    "no days known": (None, None, [("full", "2021-06-01", OPEN)]),
    "in probation": ("2021-01-01", None, [("probationary", "2021-06-01", OPEN)]),
    "confirmed here": (
        "2021-01-01",
        "2022-01-01",
        [("probationary", "2021-06-01", "2022-01-01"), ("full", "2022-01-01", OPEN)],
    ),
    "confirmed here, admission unknown": (
        None,
        "2022-01-01",
        [("probationary", "2021-06-01", "2022-01-01"), ("full", "2022-01-01", OPEN)],
    ),
    "confirmed on the day": ("2020-06-01", "2021-06-01", [("full", "2021-06-01", OPEN)]),
}


@pytest.mark.parametrize(("admitted", "confirmed", "expected"), ARRIVALS.values(), ids=ARRIVALS.keys())
def test_the_days_told_say_as_what_a_member_arrives(office, stays, admitted, confirmed, expected):
    """As on the roll: admitted and not confirmed is in probation, no days are a full member."""
    office.arrive(on="2021-06-01", admitted=admitted, confirmed=confirmed)
    assert [stay[1:] for stay in stays()] == expected


def test_nobody_arrives_before_their_admission_or_in_a_unit_that_is_not_there(office):
    """A member was admitted before; a unit takes nobody before its first day or after its last."""
    with pytest.raises(DaysOutOfOrder):
        office.arrive(on="2021-06-01", admitted="2021-06-02")
    office.unit("TG-09", since="2021-07-01")
    with pytest.raises(UnitNotYet):
        office.arrive(unit="TG-09", on="2021-06-30")
    office.close("TG-02", "2021-03-01")
    with pytest.raises(UnitGone):
        office.arrive(unit="TG-02", on="2021-06-30")


def test_an_arrival_goes_with_a_unit_that_merged_since(office, stays):
    """Told late, a member who came into a cell that another carries on is in that one now."""
    office.merge(("TG-01",), "TG-03", "2021-07-01")
    office.arrive(on="2021-06-01")
    assert stays() == [("TG-01", "full", "2021-06-01", "2021-07-01"), ("TG-03", "full", "2021-07-01", OPEN)]


def test_who_had_moved_away_comes_back_as_what_they_were(office, stays, events):
    """The same person goes on, in the role they had."""
    member = office.member(admitted="2015-05-19", confirmed="2016-05-19")
    office.leave(member, "transfer_out", "2021-06-01", "Đảng bộ xã X")
    office.back(member, "TG-02", on="2022-01-10")
    assert stays()[1:] == [
        ("TG-01", "full", "2016-05-19", "2021-06-01"),
        ("TG-02", "full", "2022-01-10", OPEN),
    ]
    assert [kind for kind, *_ in events()] == ["transfer_out", "transfer_in"]


def test_who_was_confirmed_elsewhere_comes_back_a_full_member(office, rows, stays):
    """The day is told with the return and kept on the roll."""
    member = office.member(admitted="2021-01-01")
    office.leave(member, "transfer_out", "2021-06-01", "Đảng bộ xã X")
    office.back(member, on="2022-02-01", confirmed="2022-01-01")
    assert stays()[-1] == ("TG-01", "full", "2022-02-01", OPEN)
    assert rows(office.desk.store)["person"][0]["confirmed_on"] == "2022-01-01"


def test_a_candidate_who_was_admitted_elsewhere_comes_back_a_member(office, stays, steps):
    """They left to study, were admitted there, and are the same person: no second one, and no admission here."""
    case = office.candidate()
    office.move_away(case, "2021-03-01")
    office.back("P00001", on="2022-02-01", admitted="2021-09-02")
    assert stays() == [
        ("TG-01", "candidate", "2021-01-05", "2021-03-01"),
        ("TG-01", "probationary", "2022-02-01", OPEN),
    ]
    assert steps()[-1] == ("2021-03-01", "moved_away", "TG-01")


@pytest.mark.parametrize("kind", ["removal", "expulsion"])
def test_who_was_wrongly_removed_is_restored(office, stays, events, kind):
    """From the day of the restoration they are again what they were."""
    member = office.member(admitted="2021-01-01")
    office.leave(member, kind, "2021-06-01")
    office.restore(member, "TG-02", on="2022-01-10")
    assert stays() == [
        ("TG-01", "probationary", "2021-01-01", "2021-06-01"),
        ("TG-02", "probationary", "2022-01-10", OPEN),
    ]
    assert events()[-1] == ("restoration", "2022-01-10", "TG-02", None)


def test_who_was_removed_on_their_first_day_is_restored_as_what_they_were(office, stays):
    """A stay that was cut off where it began still tells the role."""
    member = office.member(admitted="2021-01-01", confirmed="2022-01-01")
    office.leave(member, "removal", "2021-01-01")
    assert stays() == []
    office.restore(member, on="2021-06-01")
    assert stays() == [("TG-01", "probationary", "2021-06-01", OPEN)]


def gone(kind):
    """A member who left on 1 June 2021."""
    return lambda office: office.leave(office.member(), kind, "2021-06-01", "X" if kind == "transfer_out" else None)


def arrived(office):
    """A member who came on 1 June 2021."""
    office.arrive(on="2021-06-01")


def mentor(office):
    """A member who became a mentor on 1 June 2021."""
    office.mentor(office.candidate(), office.member(), "2021-06-01")


def in_probation(office):
    """A member in probation whose case took a step on 1 June 2021."""
    _, case = probationer(office)
    office.step(case, "member_file", "2021-06-01")


def moved_as_a_candidate(office):
    """A candidate who moved on 1 June 2021 and was admitted after that."""
    case = office.candidate()
    office.move_case(case, "TG-02", "2021-04-01")
    office.step(case, "admission_decision", "2021-05-01")
    office.step(case, "admission_ceremony", "2021-05-19")


P1 = "P00001"
# fmt: off
REFUSED = {
    "a candidate is transferred": (lambda o: o.candidate(), lambda o: o.transfer(P1, "TG-02", "2021-06-01"), NotAMember),
    "a candidate is removed": (lambda o: o.candidate(), lambda o: o.leave(P1, "removal", "2021-06-01"), NotAMember),
    "who has left is transferred": (gone("removal"), lambda o: o.transfer(P1, "TG-02", "2021-07-01"), NotAMember),
    "who has left dies": (gone("transfer_out"), lambda o: o.leave(P1, "death", "2021-07-01"), NotAMember),
    "a transfer before the arrival": (arrived, lambda o: o.transfer(P1, "TG-02", "2021-05-31"), NotAMember),
    "a transfer on the day of the arrival": (arrived, lambda o: o.transfer(P1, "TG-02", "2021-06-01"), LaterInLife),
    "a transfer before the end": (gone("death"), lambda o: o.transfer(P1, "TG-02", "2021-05-01"), LaterInLife),
    "a second end before the first": (gone("removal"), lambda o: o.leave(P1, "death", "2021-05-01"), LaterInLife),
    "a restoration before the end": (gone("removal"), lambda o: o.restore(P1, on="2021-05-01"), LaterInLife),
    "a return on the day of the end": (gone("transfer_out"), lambda o: o.back(P1, on="2021-06-01"), LaterInLife),
    "a transfer where they are": (lambda o: o.member(), lambda o: o.transfer(P1, "TG-01", "2021-06-01"), AlreadyThere),
    "a transfer to nowhere": (lambda o: o.member(), lambda o: o.transfer(P1, "TG-99", "2021-06-01"), UnitUnknown),
    "a transfer to a closed cell": (
        lambda o: (o.member(), o.close("TG-02", "2021-03-01")), lambda o: o.transfer(P1, "TG-02", "2021-06-01"), UnitGone),
    "a transfer to a cell to come": (
        lambda o: (o.member(), o.unit("TG-09", since="2022-01-01")), lambda o: o.transfer(P1, "TG-09", "2021-06-01"), UnitNotYet),
    "death before mentoring": (mentor, lambda o: o.leave("P00002", "death", "2021-05-31"), ActedLater),
    "death on the day of the assignment": (mentor, lambda o: o.leave("P00002", "death", "2021-06-01"), ActedLater),
    "removal before a step of their own": (in_probation, lambda o: o.leave(P1, "removal", "2021-05-31"), ActedLater),
    "who is here comes back": (lambda o: o.member(), lambda o: o.back(P1, on="2021-06-01"), StillHere),
    "a candidate comes back": (lambda o: o.candidate(), lambda o: o.back(P1, on="2021-06-01"), StillHere),
    "who is here is restored": (lambda o: o.member(), lambda o: o.restore(P1, on="2021-06-01"), StillHere),
    "who moved away is restored": (gone("transfer_out"), lambda o: o.restore(P1, on="2021-07-01"), NotRestorable),
    "who asked to leave is restored": (gone("withdrawal"), lambda o: o.restore(P1, on="2021-07-01"), NotRestorable),
    "the dead are restored": (gone("death"), lambda o: o.restore(P1, on="2021-07-01"), NotRestorable),
    "who was removed comes back by a transfer": (gone("removal"), lambda o: o.back(P1, on="2021-07-01"), NoWayBack),
    "the dead come back": (gone("death"), lambda o: o.back(P1, on="2021-07-01"), NoWayBack),
    "a return without an earlier admission": (
        gone("transfer_out"), lambda o: o.back(P1, on="2021-07-01", admitted="2021-08-01"), DaysOutOfOrder),
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


def test_the_refusal_names_what_stands_in_the_way(office):
    """The event, its day and the day that was asked for; of an act the case in which it is recorded."""
    gone("removal")(office)
    with pytest.raises(LaterInLife) as caught:
        office.transfer(P1, "TG-02", "2021-05-01")
    assert (caught.value.event.code, caught.value.later, caught.value.on) == (
        "removal", date(2021, 6, 1), date(2021, 5, 1))  # fmt: skip
    case, other = office.candidate(), office.member("Lê Thị Lan")
    office.mentor(case, other, "2021-06-01")
    with pytest.raises(ActedLater) as caught:
        office.leave(other, "death", "2021-05-01")
    assert (caught.value.case, caught.value.step.code) == (case, "mentor_assigned")


def test_a_move_as_a_candidate_stands_before_what_happens_to_the_member(office):
    """A transfer told of a day before that move would not know where they went."""
    moved_as_a_candidate(office)
    office.transfer(P1, "TG-03", "2021-06-01")
    with pytest.raises(LaterInLife):
        office.move_case("C00001", "TG-03", "2021-03-01")


def test_a_merger_told_late_takes_later_events_along(office, stays, events):
    """Who came into the cell, or left it, after the merger came into, or left, the one that carries it on."""
    office.arrive(on="2021-06-01")
    office.member("Lê Thị Lan", "TG-02")
    office.transfer("P00002", "TG-01", "2021-06-01")
    office.leave("P00001", "removal", "2021-09-01")
    office.merge(("TG-01",), "TG-03", "2021-06-01")
    assert events() == [
        ("transfer_in", "2021-06-01", "TG-03", "Đảng bộ xã X"),
        ("removal", "2021-09-01", "TG-03", None),
    ]
    assert events("P00002") == [("transfer", "2021-06-01", "TG-02", "TG-03")]
    assert stays() == [("TG-03", "full", "2021-06-01", "2021-09-01")]


def test_who_left_on_the_day_of_the_merger_left_the_old_cell(office, events):
    """On the eve of the merger they were in the cell that ended."""
    office.transfer(office.member(), "TG-02", "2021-06-01")
    office.merge(("TG-01",), "TG-03", "2021-06-01")
    assert events() == [("transfer", "2021-06-01", "TG-01", "TG-02")]


@pytest.mark.parametrize("on", ["2021-03-01", "2021-06-01"])
def test_a_cell_is_not_closed_before_somebody_came_into_it(office, rows, on):
    """Nobody would carry the member on; the day is named."""
    office.transfer(office.member(), "TG-02", "2021-06-01")
    before = rows(office.desk.store)
    with pytest.raises(StepsLater) as caught:
        office.close("TG-02", on)
    assert caught.value.last == date(2021, 6, 1)
    assert rows(office.desk.store) == before
