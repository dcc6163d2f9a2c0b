"""The organisation changes: moves, closings, mergers and splits, each a dated act that can be undone."""

from datetime import date
from pathlib import Path

import pytest

from partytrack.core import errors
from partytrack.core.period import Period, whole_years
from partytrack.core.texts import Texts
from partytrack.record.act import Desk
from partytrack.record.candidates import add_candidate
from partytrack.record.people import NewPerson, add_member
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.steps import NewStep, record_step
from partytrack.record.succession import merge_units, split_unit
from partytrack.record.undo import undo
from partytrack.record.units import add_unit
from partytrack.reports import Params, spec
from partytrack.store.connection import reading
from partytrack.store.doctor import examine

MERGER = date(2021, 7, 1)
PAPER = "12-QĐ/ThU"


def admit(desk: Desk, name: str, cell: str, on: date) -> str:
    """A person of a cell whose admission was decided on a day; hands back the case."""
    case = add_candidate(desk, NewPerson(name), cell=cell, source="youth_union", listed_on=date(2019, 1, 2)).case
    record_step(desk, case, NewStep("admission_decision", on))
    return case


def admitted(store: Path, period: Period, unit: str | None = None) -> dict[str, object]:
    """Admissions of each row of the quota report, and of the total."""
    params = Params(unit=unit, period=period, as_of=date(2022, 4, 26))
    with reading(store) as run:
        table = spec("quota").build(run, params, Texts("en")).tables[0]
    return {str(row["unit"]): row["admitted"] for row in (*table.rows, {**(table.total or {}), "unit": "total"})}


def labels(store: Path, period: Period) -> list[object]:
    """The names of the rows."""
    with reading(store) as run:
        report = spec("quota").build(run, Params(None, period, date(2022, 4, 26)), Texts("en"))
    return [row["name"] for row in report.tables[0].rows]


def test_a_merger_keeps_past_admissions_in_their_cells(ward: Path, desk: Desk) -> None:
    """Two cells merge on 1/7/2021: 2020 shows each with its own, 2021 shows them departed beside the new one."""
    admit(desk, "Trần An", "TG-01", date(2020, 5, 19))
    admit(desk, "Lê Bình", "TG-02", date(2021, 2, 3))
    merge_units(desk, ("TG-01", "TG-02"), into="TG-20", name="Chi bộ 20", on=MERGER, document=PAPER)
    assert admitted(ward, whole_years(2020, 2020)) == {"TG-01": 1, "TG-02": 0, "TG-03": 0, "total": 1}
    assert admitted(ward, whole_years(2021, 2021)) == {"TG-01": 0, "TG-02": 1, "TG-03": 0, "TG-20": 0, "total": 1}
    assert any("until 30 Jun 2021" in str(name) for name in labels(ward, whole_years(2021, 2021)))


def test_people_and_open_cases_follow_a_merger(ward: Path, desk: Desk) -> None:
    """A case that is open when its cell is merged goes on in the new cell; an earlier step, recorded late, in the old."""
    case = add_candidate(desk, NewPerson("Hà Dũng"), cell="TG-01", source="student", listed_on=date(2020, 1, 2)).case
    add_member(desk, NewPerson("Ngô Giang"), "TG-02", admitted_on=date(2000, 1, 1), confirmed_on=date(2001, 1, 1))
    touched = merge_units(desk, ("TG-01", "TG-02"), into="TG-20", name="Chi bộ 20", on=MERGER, document=PAPER)
    assert (touched.cells, touched.members, touched.candidates) == (("TG-01", "TG-02"), 1, 1)
    record_step(desk, case, NewStep("application", date(2021, 3, 1)))
    record_step(desk, case, NewStep("admission_decision", date(2021, 9, 2)))
    assert admitted(ward, whole_years(2021, 2021))["TG-20"] == 1
    with reading(ward) as run:
        steps = run(
            "SELECT e.step, u.code FROM step_event e JOIN unit u ON u.id = e.unit_id WHERE e.happened_on > '2021-01-01'",
            {},
        )
        stays = run("SELECT count(*) FROM stay s JOIN unit u ON u.id = s.unit_id WHERE u.code = 'TG-20'", {})
    assert set(steps) == {("application", "TG-01"), ("admission_decision", "TG-20")}
    assert stays == [(2,)]


def test_a_merger_into_one_of_the_units_lets_it_go_on(ward: Path, desk: Desk) -> None:
    """TG-02 is merged into TG-01, which keeps its own life and takes the rest on."""
    merge_units(desk, ("TG-01", "TG-02"), into="TG-01", on=MERGER, document=PAPER)
    with reading(ward) as run:
        ends = dict(run("SELECT code, to_on FROM unit WHERE code IN ('TG-01', 'TG-02')", {}))
    assert ends == {"TG-01": "9999-12-31", "TG-02": "2021-07-01"}


def test_a_unit_moved_on_the_day_of_an_admission_counts_where_it_moved(ward: Path, desk: Desk) -> None:
    """The day given is the first of the new state: an admission of that day counts under the new parent."""
    add_unit(desk, "BP", "Đảng bộ bộ phận", kind="section_committee", under="TG")
    admit(desk, "Trần An", "TG-01", date(2021, 6, 30))
    admit(desk, "Lê Bình", "TG-01", MERGER)
    move_unit(desk, "TG-01", under="BP", on=MERGER, document=PAPER)
    assert admitted(ward, whole_years(2021, 2021)) == {"BP": 1, "TG-01": 1, "TG-02": 0, "TG-03": 0, "total": 2}
    assert admitted(ward, whole_years(2021, 2021), "BP") == {"TG-01": 1, "total": 1}


def test_a_split_names_its_main_successor(ward: Path, desk: Desk) -> None:
    """TG-03 is split in two; its people go on in the main part, and it ends."""
    add_member(desk, NewPerson("Ngô Giang"), "TG-03")
    split_unit(
        desk, "TG-03", into=("TG-31", "TG-32"), main="TG-31", on=MERGER, document=PAPER, names={"TG-31": "Chi bộ 31"}
    )
    with reading(ward) as run:
        heirs = run("SELECT u.code, s.main FROM successor s JOIN unit u ON u.id = s.successor_id ORDER BY u.code", {})
        home = run("SELECT u.code FROM stay s JOIN unit u ON u.id = s.unit_id WHERE s.to_on = '9999-12-31'", {})
    assert heirs == [("TG-31", 1), ("TG-32", 0)]
    assert home == [("TG-31",)]


def test_a_merged_committee_hands_its_cells_on(ward: Path, desk: Desk) -> None:
    """The cells of a committee that is merged stand under the one that carries it on."""
    add_unit(desk, "BP1", "Đảng bộ bộ phận 1", kind="section_committee", under="TG")
    add_unit(desk, "BP2", "Đảng bộ bộ phận 2", kind="section_committee", under="TG")
    add_unit(desk, "B-01", "Chi bộ B 1", kind="cell", under="BP1")
    merge_units(desk, ("BP1",), into="BP2", on=MERGER, document=PAPER)
    admit(desk, "Trần An", "B-01", date(2021, 8, 1))
    assert admitted(ward, whole_years(2021, 2021), "BP2") == {"B-01": 1, "total": 1}


CHANGES = {
    "move": lambda desk: move_unit(desk, "TG-01", under="BP", on=MERGER, document=PAPER),
    "close": lambda desk: close_unit(desk, "TG-01", on=MERGER, document=PAPER),
    "merge": lambda desk: merge_units(desk, ("TG-01", "TG-02"), into="N", name="Mới", on=MERGER, document=PAPER),
    "split": lambda desk: split_unit(
        desk, "TG-01", into=("TG-01", "N"), main="TG-01", on=MERGER, document=PAPER, names={}
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undo_takes_a_change_back_row_for_row(change, ward: Path, desk: Desk, rows) -> None:
    """After a change and its undo every table holds what it held, and what is derived is right in between."""
    add_unit(desk, "BP", "Đảng bộ bộ phận", kind="section_committee", under="TG")
    admit(desk, "Trần An", "TG-01", date(2020, 5, 19))
    before = rows(ward)
    change(desk)
    assert examine(ward) == ()
    assert rows(ward) != before
    undo(desk)
    assert rows(ward) == before
    assert examine(ward) == ()


REFUSED = {
    "a unit under itself": (errors.MoveIntoItself, lambda d: move_unit(d, "BP", under="BP", on=MERGER, document=PAPER)),
    "the root": (errors.MoveIntoItself, lambda d: move_unit(d, "TG", under="BP", on=MERGER, document=PAPER)),
    "where it stands": (errors.AlreadyUnder, lambda d: move_unit(d, "TG-01", under="TG", on=MERGER, document=PAPER)),
    "under a cell": (errors.CellHasNoChildren, lambda d: move_unit(d, "BP", under="TG-01", on=MERGER, document=PAPER)),
    "closed with units": (errors.StillHasUnits, lambda d: close_unit(d, "TG", on=MERGER, document=PAPER)),
    "merged with nobody": (
        errors.NothingToMerge, lambda d: merge_units(d, ("TG-01",), into="TG-01", on=MERGER, document=PAPER),
    ),
    "a new code without a name": (
        errors.UnitUnknown, lambda d: merge_units(d, ("TG-01",), into="NEW", on=MERGER, document=PAPER),
    ),
    "a cell into a committee": (
        errors.KindsDiffer, lambda d: merge_units(d, ("TG-01",), into="BP", on=MERGER, document=PAPER),
    ),
    "a main that is no part": (
        errors.MainNotAmong,
        lambda d: split_unit(d, "TG-01", into=("A", "B"), main="C", on=MERGER, document=PAPER, names={}),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("failure", "change"), REFUSED.values(), ids=REFUSED)
def test_a_change_that_makes_no_sense_is_refused(failure, change, ward: Path, desk: Desk, rows) -> None:
    """Refused changes say why and leave every table as it was."""
    add_unit(desk, "BP", "Đảng bộ bộ phận", kind="section_committee", under="TG")
    before = rows(ward)
    with pytest.raises(failure):
        change(desk)
    assert rows(ward) == before
