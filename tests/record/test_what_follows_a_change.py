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
