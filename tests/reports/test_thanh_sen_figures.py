"""The figures of the demo after the reform: what was stays, and both maps add up to the same."""

import csv
from datetime import date
from pathlib import Path

import pytest

from partytrack.core.errors import UnitCarriedOn, UnitNotYet
from partytrack.core.period import Period, whole_years
from partytrack.core.texts import Texts
from partytrack.record.undo import undo
from partytrack.reports import Params, spec
from partytrack.store.chain import verify_store
from partytrack.store.connection import reading
from partytrack.store.doctor import examine

pytestmark = pytest.mark.xdist_group("thanh-sen")  # the store is built once
DATA = Path(__file__).parents[2] / "data"
REFORM, TODAY = date(2025, 7, 1), date(2025, 12, 31)
WARDS = ("TG", "BH", "TQ", "TH", "NH", "TP", "HHT", "VY")
ENTRIES = 13


@pytest.fixture(scope="module")
def reformed(templates, empty_template, desk_at):
    """The store of the demo after the reform, for reading only."""
    from partytrack.record.demo_reform import build  # noqa: PLC0415  # as in conftest.py

    store = templates / "thanh-sen.db"
    store.write_bytes(empty_template.read_bytes())
    build(desk_at(store, today=TODAY))
    return store


@pytest.fixture
def reformed_copy(reformed, tmp_path):
    """The same store, to be written to."""
    copy = tmp_path / "thanh-sen.db"
    copy.write_bytes(reformed.read_bytes())
    copy.chmod(0o600)
    return copy


@pytest.fixture
def quota(reformed):
    """The quota report of a unit on a map, on the last day of 2025."""

    def ask(unit, period, map_="then", **more):
        with reading(reformed) as run:
            return spec("quota").build(run, Params(unit, period, TODAY, map=map_, **more), Texts("en"))

    return ask


def total(report):
    """The total row."""
    return report.tables[0].total


def note(report, code):
    """The note of a code, or none."""
    return next((each for each in report.notes if each.code == code), None)


def decisions():
    """Each admission in the files: the unit in which it was decided, the cell as it was then, the day."""
    rows = {
        name: [row for folder in ("tan-giang", "thanh-sen") for row in read(folder, name)]
        for name in ("candidates", "steps")
    }
    cells = {row["ref"]: row["cell"] for row in rows["candidates"]}
    return [
        (cells[row["ref"]], date.fromisoformat(row["on"]))
        for row in rows["steps"]
        if row["step"] == "admission_decision"
    ]


def read(folder, name):
    """The rows of a file of the demo."""
    with (DATA / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


DECISIONS = decisions()


def of_thanh_sen(cell):
    """Whether a cell of the old organisation is a part of Thành Sen today."""
    return cell.partition("-")[0] in WARDS or cell == "DN-01"


@pytest.mark.parametrize("basis", ["decision", "ceremony"])
@pytest.mark.parametrize(("first", "last"), [(2019, 2021), (2022, 2023), (2024, 2024), (2025, 2025), (2022, 2025)])
def test_the_province_has_one_total_on_both_maps(quota, basis, first, last):
    """At the root both maps agree on the admitted and on the quota, the rows add up, and no unit is named as moved."""
    then, today = (quota("HT", whole_years(first, last), map_, basis=basis) for map_ in ("then", "today"))
    for key in ("admitted", "quota", "quota_text", "percent", "shortfall", "surplus"):
        assert total(then)[key] == total(today)[key]
    for report in (then, today):
        assert sum(row["admitted"] or 0 for row in report.tables[0].rows) == total(report)["admitted"]
        assert note(report, "moved_units") is None


@pytest.mark.parametrize("first", [2024, 2025])
def test_thanh_sen_differs_by_the_units_that_came(quota, first):
    """Below the root the maps differ by what was decided before the reform, cell by cell, and those cells are named."""
    then, today = (quota("TS", whole_years(first, 2025), map_) for map_ in ("then", "today"))
    ours = [(cell, on) for cell, on in DECISIONS if of_thanh_sen(cell) and first <= on.year]
    before = sorted({cell for cell, on in ours if on < REFORM})
    assert total(then)["admitted"] == sum(on >= REFORM for _, on in ours)
    assert total(today)["admitted"] == len(ours)
    for report in (then, today):
        assert list(note(report, "moved_units").units) == before


def test_the_figures_that_the_demo_shows(quota):
    """The province has 55 of 74 in both years; Thành Sen has 9 since its first day and 38 of 47 with those it carries on."""
    both = whole_years(2024, 2025)
    shown = {
        map_: {row["unit"]: (row["quota_text"], row["admitted"]) for row in quota(None, both, map_).tables[0].rows}
        for map_ in ("then", "today")
    }
    assert shown == {
        "then": {"BV": ("1", 1), "HHT2": (None, 2), "TP2": (None, 2), "TPHT": ("72–73+", 41), "TS": (None, 9)},
        "today": {"BV": ("2", 2), "HHT2": ("12", 8), "TP2": ("12", 7), "TPHT": (None, 0), "TS": ("47–48+", 38)},
    }
    assert (total(quota(None, both))["quota"], total(quota(None, both))["admitted"]) == (74, 55)
    year = total(quota("TS", whole_years(2025, 2025), "today"))
    assert (year["quota"], year["admitted"], year["shortfall"], year["gross_shortfall"]) == (23, 20, 3, 8)


def test_what_was_stays(quota):
    """Tân Giang's own reports are as before: 15 of 24 for 2019–2021, 5 of 8 for 2024, with its twelve cells."""
    past, year = quota("TG", whole_years(2019, 2021)), quota("TG", whole_years(2024, 2024))
    assert (total(past)["quota"], total(past)["admitted"], total(past)["zero_units"]) == (24, 15, 4)
    assert (total(year)["quota"], total(year)["admitted"]) == (8, 5)
    assert [row["unit"] for row in year.tables[0].rows] == [f"TG-{number:02}" for number in range(1, 13)]


def test_each_map_refuses_whom_it_does_not_know(quota):
    """In 2024 there was no Thành Sen, and today there is no Tân Giang: each map says so."""
    with pytest.raises(UnitNotYet):
        quota("TS", whole_years(2024, 2024))
    with pytest.raises(UnitCarriedOn) as refused:
        quota("TG", whole_years(2024, 2024), "today")
    assert refused.value.heir == "TS"


def test_rows_say_what_became_of_a_unit(quota):
    """A departed unit is labelled with its last day and the act, a new one with those from which it was formed."""
    names = {row["unit"]: row["name"] for row in quota(None, whole_years(2025, 2025)).tables[0].rows}
    assert names["TPHT"] == "Đảng bộ thành phố Hà Tĩnh (until 30 Jun 2025; closed, 1665/NQ-UBTVQH15)"
    assert names["TS"] == "Đảng bộ phường Thành Sen (formed 1 Jul 2025 from BH, DN, HHT and 6 more)"
    cells = {row["unit"]: row["name"] for row in quota("TS", whole_years(2025, 2025), "today").tables[0].rows}
    assert cells["TS-01"] == "Chi bộ Tổ dân phố 8–9 Tân Giang (formed 1 Jul 2025 from TG-08, TG-09)"


def test_the_plan_of_the_term(quota):
    """A mean of 32 for five years is 160 for exactly the term, and only a note elsewhere."""
    term = quota("TS", Period(REFORM, date(2030, 6, 30), "2025-2030"))
    assert (total(term)["quota"], total(term)["admitted"]) == (160, 9)
    assert "160" in note(quota("TS", whole_years(2025, 2025)), "term_quota").text


def test_by_ceremony_june_becomes_july(quota):
    """Two decisions of June and none of the last one in December: by ceremony Thành Sen has 10 of its own, one is named."""
    by_day = {basis: quota("TS", whole_years(2025, 2025), basis=basis) for basis in ("decision", "ceremony")}
    assert [total(report)["admitted"] for report in by_day.values()] == [9, 10]
    assert note(by_day["ceremony"], "basis_missing").units == ("TQ-03",)


def test_before_the_records_the_tallies_count(quota):
    """For 2022 and 2023 the other wards have tallies, which stand as the own row of who carries them on."""
    tallied = sum(int(row["count"]) for row in read("thanh-sen", "tallies") if row["unit"] in WARDS)
    recorded = sum(of_thanh_sen(cell) and on.year in {2022, 2023} for cell, on in DECISIONS)
    report = quota("TS", whole_years(2022, 2023), "today")
    assert total(report)["admitted"] == tallied + recorded
    assert [row["admitted"] for row in report.tables[0].rows if row["own"]] == [tallied]


def test_two_wards_of_one_name(reformed):
    """Trần Phú and Hà Huy Tập are each borne by one unit until 30/6/2025 and by another from the next day."""
    with reading(reformed) as run:
        borne = run(
            "SELECT n.name, u.code, n.from_on, n.to_on FROM unit_name n JOIN unit u ON u.id = n.unit_id "
            "WHERE n.name LIKE '%Trần Phú' AND u.kind = 'committee' OR n.name LIKE 'Đảng bộ%Hà Huy Tập' ORDER BY 1, 3",
            {},
        )
    assert [(code, str(first), str(end)) for _, code, first, end in borne] == [
        ("HHT", "0001-01-01", "2025-07-01"), ("HHT2", "2025-07-01", "9999-12-31"),
        ("TP", "0001-01-01", "2025-07-01"), ("TP2", "2025-07-01", "9999-12-31"),
    ]  # fmt: skip


def test_the_store_is_sound(reformed):
    """The doctor finds nothing, and the journal holds: one entry for each act."""
    assert examine(reformed) == ()
    assert verify_store(reformed) == (ENTRIES, ())


def test_the_last_change_can_be_undone(reformed_copy, desk_at, rows):
    """The split of TG-03 goes as it came; the demo with it undone is sound, and done again it is as before."""
    desk, whole = desk_at(reformed_copy, today=TODAY), rows(reformed_copy)
    undone = undo(desk)
    assert (undone.act, undone.subject) == ("unit.split", "TG-03")
    assert "TS-02" not in {unit["code"] for unit in rows(reformed_copy)["unit"]}
    assert examine(reformed_copy) == ()
    undo(desk, ENTRIES + 1)
    assert rows(reformed_copy) == whole
    assert examine(reformed_copy) == ()
    assert verify_store(reformed_copy) == (ENTRIES + 2, ())


def test_the_whole_reform_can_be_taken_back(reformed_copy, desk_at, rows):
    """Act by act, the last first, until the wards stand under the city as if nothing had happened."""
    desk = desk_at(reformed_copy, today=TODAY)
    undone = [undo(desk).act for _ in range(ENTRIES - 2)]
    assert undone[1:3] == ["demo", "unit.term"]
    left = rows(reformed_copy)
    assert {unit["to_on"] for unit in left["unit"]} == {"9999-12-31"}
    assert left["successor"] == left["unit_term"] == []
    assert not {unit["code"] for unit in left["unit"]} & {"TS", "TP2", "HHT2", "TS-01", "TS-02"}
    assert examine(reformed_copy) == ()
