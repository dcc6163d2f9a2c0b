"""What goes along when units end: steps of later days, records, shares, areas; and what is refused so that nothing is lost."""

from datetime import date

import pytest

from partytrack.core import errors
from partytrack.record.units import set_area
from partytrack.store.doctor import examine

MERGER = "2021-07-01"
SPLIT = "unit split TG-03 --into TG-31 TG-32 --main TG-31 --on 1/7/2021 --document 7-QĐ"


@pytest.fixture
def found(ward, rows):
    """The rows of a table of the ward."""
    return lambda table: rows(ward)[table]


@pytest.fixture
def unit(found):
    """One unit by its code."""
    return lambda code: next(row for row in found("unit") if row["code"] == code)


def test_steps_of_later_days_go_with_the_people(office, found, unit):
    """A merger of July that is told in October: a step of March stays with the old cell, one of August is the new one's."""
    case = office.candidate(cell="TG-01", on="2021-01-05")
    office.step(case, "application", "2021-03-01")
    office.step(case, "admission_decision", "2021-08-10")
    office.merge(("TG-01",), "TG-02", MERGER)
    where = {row["step"]: row["unit_id"] for row in found("step_event")}
    assert where["application"] == unit("TG-01")["id"]
    assert where["admission_decision"] == unit("TG-02")["id"]
    office.undo()
    assert {row["unit_id"] for row in found("step_event")} == {unit("TG-01")["id"]}


def test_a_unit_is_not_closed_before_its_last_step(office, ward, rows):
    """Nobody carries a closed cell on, so a step after its last day would stand nowhere: refused with that day."""
    case = office.candidate(cell="TG-01", on="2021-01-05")
    office.step(case, "application", "2021-08-10")
    before = rows(ward)
    with pytest.raises(errors.StepsLater) as refused:
        office.close("TG-01", MERGER)
    assert refused.value.facts()["last"] == date(2021, 8, 10)
    assert rows(ward) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda office: office.merge(("TG-03",), "TG-01", "2021-06-01"),
        lambda office: office.merge(("TG-02",), "TG-03", "2021-06-01"),
        lambda office: office.close("TG-02", "2021-06-01"),
    ],
    ids=[
        "into a cell that ends later",
        "of a cell that takes another in later",
        "closing one that takes another in later",
    ],
)
def test_a_change_before_a_later_one_is_refused(office, ward, rows, change):
    """TG-01 goes into TG-02 in July; what would end either of them before, or send people where they cannot stay, waits."""
    office.merge(("TG-01",), "TG-02", MERGER)
    before = rows(ward)
    with pytest.raises(errors.ChangesLater):
        change(office)
    assert rows(ward) == before


def test_nothing_is_entered_under_a_unit_that_ends(office):
    """A cell entered under a committee that is closed would outlast it."""
    office.unit("BP", kind="section_committee")
    office.close("BP", MERGER)
    with pytest.raises(errors.UnitGone):
        office.unit("BP-01", under="BP")


def test_a_new_units_records_are_complete_when_those_of_all_it_carries_on_were(office, unit):
    """TG-01's records begin in 2020, TG-02's in 2019 like the ward's: the new cell's are complete from 2020."""
    office.records("TG-01", "2020-01-01")
    office.merge(("TG-01", "TG-02"), "TG-20", MERGER, name="Chi bộ 20")
    assert unit("TG-20")["records_from"] == "2020-01-01"
    office.merge(("TG-03",), "TG-30", MERGER, name="Chi bộ 30")
    assert unit("TG-30")["records_from"] is None  # the ward's day holds for it as it did for TG-03


def test_a_new_unit_has_the_area_that_all_shared(office, desk, unit):
    """Two residential cells make a residential cell; with a school beside them nobody can say."""
    for cell, area in (("TG-01", "residential"), ("TG-02", "residential"), ("TG-03", "school")):
        set_area(desk, cell, area)
    office.merge(("TG-01", "TG-02"), "TG-20", MERGER, name="Chi bộ 20")
    office.merge(("TG-20", "TG-03"), "TG-30", "2021-08-01", name="Chi bộ 30")
    assert (unit("TG-20")["area"], unit("TG-30")["area"]) == ("residential", None)


def test_shares_of_a_split_are_kept_and_divide_nothing(cli, office, ward, found):
    """60 and 40 per cent stand beside the links; the main part alone has the people."""
    office.member(unit="TG-03")
    done = cli("--today", "2022-04-26", *SPLIT.split(), "--share", "TG-31=60", "--share", "TG-32=40%", db=ward)
    assert done.code == 0, done.err
    assert [(row["share"], row["main"]) for row in found("successor")] == [("60", 1), ("40", 0)]
    shown = cli("unit", "show", "TG-03", db=ward)
    assert "60%" in shown.out
    assert len({row["unit_id"] for row in found("stay") if row["to_on"] == "9999-12-31"}) == 1


@pytest.mark.parametrize(
    ("shares", "code"),
    [("TG-31=60", 4), ("TG-31=60 TG-32=50", 4), ("TG-31=6o TG-32=40", 4), ("TG-31=60 TG-99=40", 4)],
)
def test_shares_that_do_not_make_a_whole_are_refused(cli, ward, rows, shares, code):
    """Every part has a share, and together they are 100 per cent."""
    before = rows(ward)
    options = [word for share in shares.split() for word in ("--share", share)]
    assert cli("--today", "2022-04-26", *SPLIT.split(), *options, db=ward).code == code
    assert rows(ward) == before


def test_a_unit_that_goes_on_is_its_own_main_successor(office, desk, found):
    """TG-01 gives a part away and goes on: its people and history stay; another main successor makes no sense."""
    with pytest.raises(errors.MainNotAmong):
        office.split("TG-01", ("TG-01", "N"), "N", MERGER)
    office.split("TG-01", ("tg-01", "N"), "tg-01", MERGER)
    assert [(row["kind"], row["main"]) for row in found("successor")] == [("split", 0)]
    assert examine(desk.store) == ()


def test_a_name_tried_out_is_not_given(cli, ward, rows):
    """A new name with --dry-run is checked in full and not recorded."""
    before = rows(ward)
    done = cli("unit", "rename", "TG-01", "Chi bộ Mới", "--on", "1/7/2021", "--dry-run", db=ward)
    assert (done.code, "Nothing was recorded." in done.err) == (0, True)
    assert rows(ward) == before
    assert cli("unit", "rename", "TG-09", "Mới", "--on", "1/7/2021", "--dry-run", db=ward).code == 3


def test_two_changes_on_one_day_keep_the_records_complete(office, unit):
    """A cell formed and split on the same day: its parts' records are complete since the ward's are."""
    office.merge(("TG-01", "TG-02"), "TG-20", MERGER, name="Chi bộ 20")
    office.split("TG-20", ("TG-21", "TG-22"), "TG-21", MERGER)
    assert (unit("TG-21")["records_from"], unit("TG-22")["records_from"]) == (None, None)


TALLIED = {
    "a merger into a tallied cell": (errors.TallyInTheWay, lambda o: o.merge(("TG-01",), "TG-02", MERGER)),
    "a move under a tallied committee": (errors.TallyInTheWay, lambda o: o.move("TG-01", "BP", MERGER)),
    "a merger of a cell with a later tally": (
        errors.TalliesLater,
        lambda o: o.merge(("TG-03",), "TG-02", "2019-07-01"),
    ),
    "the closing of one": (errors.TalliesLater, lambda o: o.close("TG-03", "2020-01-01")),
}


@pytest.mark.parametrize(("failure", "change"), TALLIED.values(), ids=TALLIED)
def test_no_change_hides_what_a_tally_stands_beside(office, ward, rows, failure, change):
    """An admission that would come under a tally, and a tally that would outlive its unit, are refused; nothing is lost."""
    office.unit("BP", kind="section_committee")
    case = office.candidate(cell="TG-01", on="2021-01-05")
    office.step(case, "admission_decision", "2021-08-10")
    for code in ("TG-02", "BP"):
        office.tally(code, 2021, 4)
    office.tally("TG-03", 2020, 3)
    before = rows(ward)
    with pytest.raises(failure):
        change(office)
    assert rows(ward) == before


WRONG = {
    "a committee into one under it": (errors.MoveIntoItself, lambda o: o.merge(("BP",), "BP-1", MERGER)),
    "into a new one under a unit that ends": (
        errors.MoveIntoItself, lambda o: o.merge(("BP-1",), "N", MERGER, name="Mới", under="BP-1"),
    ),
    "a new cell under a cell": (
        errors.CellHasNoChildren, lambda o: o.merge(("TG-01",), "N", MERGER, name="Mới", under="TG-02"),
    ),
    "a cell split into a committee": (errors.KindsDiffer, lambda o: o.split("TG-01", ("BP", "N"), "BP", MERGER)),
    "a committee split into its own cell": (errors.KindsDiffer, lambda o: o.split("BP", ("B-1", "N"), "B-1", MERGER)),
    "a split into itself": (errors.NothingToSplit, lambda o: o.split("TG-01", ("TG-01",), "TG-01", MERGER)),
    "a split into one part twice": (errors.NothingToSplit, lambda o: o.split("TG-01", ("N", "N"), "N", MERGER)),
    "the root": (errors.RootStays, lambda o: o.split("TG", ("N", "M"), "N", MERGER)),
    "a name for a cell that has one": (errors.UnitExists, lambda o: o.merge(("TG-01",), "TG-02", MERGER, name="Mới")),
}  # fmt: skip


@pytest.mark.parametrize(("failure", "change"), WRONG.values(), ids=WRONG)
def test_a_succession_that_makes_no_tree_is_refused(office, ward, rows, failure, change):
    """Whoever carries others on is of their kind and does not hang on them; every table stays as it was."""
    office.unit("BP", kind="section_committee")
    office.unit("BP-1", kind="section_committee", under="BP")
    office.unit("B-1", under="BP")
    before = rows(ward)
    with pytest.raises(failure):
        change(office)
    assert rows(ward) == before


def test_a_unit_that_is_known_to_end_does_not_end_twice(office, ward, rows):
    """A merger of 2022 is on record: another one, or a closing, before it would give the cell two heirs."""
    office.merge(("TG-01",), "TG-02", "2022-01-01")
    before = rows(ward)
    for change in (lambda: office.merge(("TG-01",), "TG-03", MERGER), lambda: office.close("TG-01", MERGER)):
        with pytest.raises(errors.ChangesLater):
            change()
    assert rows(ward) == before


def test_who_is_entered_late_goes_on_with_the_successor(office, found, unit, cli, ward):
    """A candidate and a member of before the merger, told after it, are in the cell that carries theirs on."""
    office.merge(("TG-01",), "TG-02", MERGER)
    case = office.candidate("Lê Muộn", cell="TG-01", on="2021-06-01")
    office.member("Ngô Trễ", unit="TG-01")
    where = [(row["unit_id"], row["to_on"]) for row in found("stay")]
    old, new = unit("TG-01")["id"], unit("TG-02")["id"]
    assert where == [(old, "2021-07-01"), (new, "9999-12-31")] * 2
    office.step(case, "admission_decision", "2021-06-20")
    office.step(case, "admission_ceremony", "2021-08-01")
    assert "Lê Muộn" in cli("--today", "2022-04-26", "candidate", "list", "--unit", "TG-02", "--all", db=ward).out
    assert "Ngô Trễ" in cli("--today", "2022-04-26", "member", "list", "--unit", "TG-02", db=ward).out


def test_a_merger_that_lies_ahead_changes_nothing_today(office, cli, ward, found):
    """Recorded today for 2023: until then the case is in its old cell, and what happens meanwhile goes along."""
    case = office.candidate("Lê Sớm", cell="TG-01", on="2021-06-01")
    office.merge(("TG-01",), "TG-20", "2023-01-01", name="Chi bộ 20")
    for day, cell in (("2022-04-26", "TG-01"), ("2023-02-01", "TG-20")):
        assert "Lê Sớm" in cli("--today", day, "candidate", "list", "--unit", cell, db=ward).out
    office.step(case, "admission_decision", "2022-02-02")
    office.step(case, "admission_ceremony", "2022-03-03")
    stays = [(row["role"], row["from_on"], row["to_on"]) for row in found("stay")]
    assert sorted(stays) == [
        ("candidate", "2021-06-01", "2022-03-03"),
        ("probationary", "2022-03-03", "2023-01-01"),
        ("probationary", "2023-01-01", "9999-12-31"),
    ]


def test_a_merger_is_not_undone_under_a_later_step(office, ward, rows):
    """A step recorded in the successor since the merger stands on it: the undo names the step's entry."""
    case = office.candidate(cell="TG-01", on="2021-01-05")
    office.merge(("TG-01",), "TG-02", MERGER)
    merger = max(row["id"] for row in rows(ward, journal=True)["journal"])
    office.step(case, "application", "2021-08-01")
    with pytest.raises(errors.UndoBlockedByLater):
        office.undo(merger)
    office.undo()
    office.undo()


def test_quotas_that_would_count_nowhere_are_named(office, cli, ward):
    """Places of 2022 given to a cell that is merged on 1 January 2022 are told, to be given anew."""
    office.quota("TG-01", 2022, 2)
    said = cli(
        "--today", "2022-04-26", "unit", "merge", "TG-01", "--into", "TG-02", "--on", "1/1/2022", "--document", "7-QĐ",
        db=ward,
    )  # fmt: skip
    assert (said.code, "TG-01 2022" in said.err) == (0, True)


def test_a_closing_says_who_is_left(office, cli, ward):
    """A member and a candidate of a closed cell are counted out to whoever closes it."""
    office.member(unit="TG-01")
    office.candidate(cell="TG-01", on="2021-01-05")
    said = cli("--today", "2022-04-26", "unit", "close", "TG-01", "--on", "1/7/2021", "--document", "7-QĐ", db=ward)
    assert "Left without a unit: 1 members, 1 candidates." in said.err


def test_lists_show_what_departed_units_left(office, cli, ward):
    """A merged cell's tally and quotas are listed with its successor, and for itself by its own code."""
    office.tally("TG-01", 2018, 3)
    office.quota("TG-01", 2021, 2)
    office.merge(("TG-01",), "TG-02", MERGER)
    for line in (
        "tally list",
        "tally list --unit TG-02",
        "quota list TG-02",
        "quota list TG-01",
        "tally list --unit TG-01",
    ):
        assert "TG-01" in cli("--today", "2022-04-26", *line.split(), db=ward).out, line
    assert "TG-02" not in cli("--today", "2022-04-26", "quota", "list", "TG-01", db=ward).out


def test_no_undo_hides_what_a_tally_stands_beside(office, ward, rows):
    """A move taken back, or done again, would bring an admission under a tally set since: refused, nothing is lost."""
    office.unit("BP", kind="section_committee")
    case = office.candidate(cell="TG-01", on="2021-01-05")
    office.step(case, "admission_decision", "2021-08-10")
    office.move("TG-01", "BP", MERGER)
    moved = max(row["id"] for row in rows(ward, journal=True)["journal"])
    taken_back = office.undo()
    office.tally("BP", 2021, 4)
    before = rows(ward)
    with pytest.raises(errors.TallyInTheWay):
        office.undo(moved + 1)
    assert (taken_back, rows(ward) == before) == (moved, True)


def test_a_merger_is_not_undone_under_who_was_entered_late(office, rows, ward):
    """A member told after the merger was handed on by it: without it nobody would know where they are."""
    office.merge(("TG-01",), "TG-02", MERGER)
    merger = max(row["id"] for row in rows(ward, journal=True)["journal"])
    office.member("Ngô Trễ", unit="TG-01")
    with pytest.raises(errors.UndoBlockedByLater):
        office.undo(merger)


def test_a_ceremony_told_late_makes_no_full_member_less(office, found):
    """Confirmed in June 2022 and only then the ceremony of March 2021: probationary for twelve months, full since."""
    case = office.candidate(cell="TG-01", on="2020-01-05")
    office.step(case, "admission_decision", "2021-03-01")
    office.step(case, "confirmation_decision", "2022-04-20")
    office.step(case, "admission_ceremony", "2021-03-20")
    stays = sorted((row["from_on"], row["to_on"], row["role"]) for row in found("stay"))
    assert stays == [
        ("2020-01-05", "2021-03-20", "candidate"),
        ("2021-03-20", "2022-03-20", "probationary"),
        ("2022-03-20", "2022-04-20", "full"),
        ("2022-04-20", "9999-12-31", "full"),
    ]


def test_a_closing_that_lies_ahead_freezes_nobody(office, found):
    """Until a cell closes in 2023 its people become members or leave as anywhere; after it a case can still be ended."""
    first, second, third = (office.candidate(name, cell="TG-01", on="2021-01-05") for name in ("An", "Bo", "Cu"))
    office.close("TG-01", "2022-04-01")
    office.step(first, "admission_decision", "2022-01-10")
    office.step(first, "admission_ceremony", "2022-02-01")
    office.drop(second, "2022-03-01")
    office.drop(third, "2022-04-20")
    stays = sorted((row["person_id"], row["role"], row["to_on"]) for row in found("stay"))
    assert stays == [
        (1, "candidate", "2022-02-01"),
        (1, "probationary", "2022-04-01"),
        (2, "candidate", "2022-03-01"),
        (3, "candidate", "2022-04-01"),
    ]


def test_an_organisation_deeper_than_any_is_refused(office):
    """Twelve levels are twice what the Party has; a thirteenth is a slip, and no report would look so deep."""
    under = "TG"
    for level in range(2, 13):
        office.unit(f"B-{level}", kind="section_committee", under=under)
        under = f"B-{level}"
    with pytest.raises(errors.TooDeep):
        office.unit("B-13", kind="section_committee", under=under)


def test_codes_of_parts_are_known_in_any_letters(office, found):
    """Small letters name the main part, a name and a share as well as capitals."""
    office.split("TG-03", ("TG-3A", "TG-3B"), "tg-3a", MERGER)
    assert sorted(row["main"] for row in found("successor")) == [0, 1]


def test_an_opening_moved_back_ends_with_its_cell(office, rows):
    """A case opened today in a cell that is closed as of last month: an early step opens it while the cell was there."""
    case = office.candidate(on=None)
    office.close("TG-01", "2022-03-01")
    office.step(case, "application", "2021-01-01")
    (stay,) = rows(office.desk.store)["stay"]
    assert (stay["from_on"], stay["to_on"]) == ("2021-01-01", "2022-03-01")
