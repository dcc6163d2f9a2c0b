"""The pipeline: who stands where, for how long, what became of the admitted; as the secretary records it."""

from datetime import date
from functools import partial

import pytest
from tracked import candidate

from partytrack.core.codes import code_list
from partytrack.core.texts import Texts
from partytrack.counting.case_tables import stage_heading
from partytrack.record.candidates import drop_candidate
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.succession import merge_units
from partytrack.record.units import add_unit
from partytrack.render import text


@pytest.fixture
def report(report_of):
    """The pipeline of the ward."""
    return partial(report_of, "pipeline")


def by(rows, key):
    """Rows by one of their cells."""
    return {row[key]: row for row in rows}


def test_a_stage_is_as_old_as_its_first_step(desk, tables):
    """Days count from the application, not from the last paper of the dossier; 116 and 85 days have the middle 100.5."""
    candidate(desk, "2021-01-05", "application 2021-12-31", "opinions 2022-04-20")
    candidate(desk, "2021-01-05", "application 2022-01-31", name="Lê Uyên")
    candidate(desk, "2022-04-01", name="Lê Vân")
    stages = by(tables()["stages"]["rows"], "stage")
    assert (stages["dossier"]["open"], stages["dossier"]["median_days"]) == (2, "100.5")
    assert (stages["source"]["open"], stages["source"]["median_days"]) == (1, "25")
    assert (stages["cell"]["open"], stages["cell"]["median_days"]) == (0, None)


def test_a_case_is_admitted_by_the_basis_asked_for(desk, tables):
    """Decided and not yet sworn in: admitted by decision, by ceremony still open at the stage of the decision."""
    candidate(desk, "2021-01-05", "admission_decision 2022-03-01")
    by_decision, by_ceremony = tables(), tables(basis="ceremony")
    assert by_decision["balance"]["rows"] == [{"entered": 1, "open": 0, "admitted": 1, "lost": 0}]
    assert by(by_decision["admitted"]["rows"], "state")["decided"] == {
        "state": "decided", "name": "decided, ceremony still to come", "count": 1, "median_days": "56",
    }  # fmt: skip
    assert by_ceremony["balance"]["rows"] == [{"entered": 1, "open": 1, "admitted": 0, "lost": 0}]
    assert by(by_ceremony["stages"]["rows"], "stage")["decision"]["open"] == 1
    assert "decided" not in by(by_ceremony["admitted"]["rows"], "state")


def test_the_admitted_are_followed_by_a_block_of_their_own(desk, tables):
    """In probation, full member, removed in probation: together they are the admitted; as of 2020 all three were in probation."""
    held = ("admission_decision 2019-12-20", "admission_ceremony 2020-01-10")
    candidate(desk, "2019-01-05", "admission_decision 2022-01-10", "admission_ceremony 2022-02-25")
    candidate(desk, "2019-01-05", *held, "confirmation_decision 2021-01-15", name="Lê Uyên")
    candidate(desk, "2019-01-05", *held, "removed_in_probation 2020-11-01", name="Lê Vân")
    found = tables()
    states = by(found["admitted"]["rows"], "state")
    assert {state: row["count"] for state, row in states.items()} == {
        "decided": 0,
        "probation": 1,
        "full": 1,
        "left": 1,
    }
    assert states["probation"]["median_days"] == "60"
    assert found["admitted"]["total"]["count"] == found["balance"]["rows"][0]["admitted"] == 3
    then = by(tables(as_of=date(2020, 10, 31))["admitted"]["rows"], "state")
    assert {state: row["count"] for state, row in then.items()} == {"decided": 0, "probation": 2, "full": 0, "left": 0}


def test_an_annulled_decision_makes_an_admitted_case_lost(desk, tables):
    """Until the day before the annulment the case is admitted, from that day on it is lost."""
    candidate(desk, "2021-01-05", "admission_decision 2021-05-03", "decision_annulled 2021-08-01")
    assert tables(as_of=date(2021, 7, 31))["balance"]["rows"][0]["admitted"] == 1
    assert tables(as_of=date(2021, 8, 1))["balance"]["rows"][0] == {"entered": 1, "open": 0, "admitted": 0, "lost": 1}


def test_a_lapsed_decision_is_named_where_it_still_counts(desk, report):
    """By decision the admission stands until it is annulled, and the note names the case; by ceremony the case is lost."""
    code = candidate(desk, "2021-01-05", "admission_decision 2021-05-03", "decision_lapsed 2021-06-30")
    (note,) = report().notes
    assert (note.code, note.units, code in note.text) == ("ended_before_ceremony", ("TG-01",), True)
    assert report(basis="ceremony").notes == ()
    assert {table.name: table for table in report(basis="ceremony").tables}["balance"].rows[0]["lost"] == 1


def test_a_ceremony_without_decision_is_open_by_decision_and_named(desk, report, tables):
    """What lacks the day of the basis is never counted by the other day; it stays open, in probation, and is named."""
    code = candidate(desk, "2021-01-05", "admission_ceremony 2021-05-19")
    (note,) = report().notes
    assert (note.code, code in note.text) == ("basis_missing", True)
    assert by(tables()["stages"]["rows"], "stage")["probation"]["open"] == 1
    assert tables(basis="ceremony")["balance"]["rows"][0]["admitted"] == 1


@pytest.mark.parametrize(
    ("step", "told"), [("confirmation_decision", ("decision", "ceremony")), ("admission_ceremony", ("decision",))]
)
def test_what_leads_past_a_day_that_is_not_recorded_is_named(desk, report, step, told):
    """A full member or probationer whose case lacks the day of the basis is open by it, and never in silence."""
    code = candidate(desk, "2021-01-05", f"{step} 2021-06-01")
    for basis in ("decision", "ceremony"):
        named = [note.text for note in report(basis=basis).notes if note.code == "basis_missing"]
        assert [(code in text, basis in text) for text in named] == [(True, True)] * (basis in told)


def test_a_period_follows_those_who_entered_in_it(desk, tables):
    """Of two cases the one of 2021 counts in 2021, whatever became of it later; without a period both do."""
    candidate(desk, "2020-12-31", "application 2021-02-01")
    drop_candidate(
        desk, candidate(desk, "2021-01-01", name="Lê Uyên"), reason="no_will", on=date(2022, 2, 1), return_on=None
    )
    assert tables("2021")["balance"]["rows"] == [{"entered": 1, "open": 0, "admitted": 0, "lost": 1}]
    assert tables("2020")["balance"]["rows"] == [{"entered": 1, "open": 1, "admitted": 0, "lost": 0}]
    assert tables()["balance"]["rows"][0]["entered"] == 2


def test_the_open_stand_where_their_cell_stands_on_the_day(desk, tables):
    """A merged cell's open cases go on in the one that carries it on; as of the day before they were in the old one."""
    candidate(desk, "2021-01-05", "application 2021-02-01")
    merge_units(desk, ("TG-01", "TG-02"), into="TG-20", name="Chi bộ 20", on=date(2021, 7, 1), document="12-QĐ")
    for map_ in ("then", "today"):
        assert {row["unit"]: row["open"] for row in tables(map=map_)["units"]["rows"]} == {"TG-03": 0, "TG-20": 1}
        before = tables(map=map_, as_of=date(2021, 6, 30))["units"]["rows"]
        assert {row["unit"]: row["open"] for row in before} == {"TG-01": 1, "TG-02": 0, "TG-03": 0}


def test_nobody_is_lost_with_a_closed_cell(desk, tables):
    """Open in a cell that was closed: in its labelled row on both maps; ended later it is lost there, and the row is gone."""
    code = candidate(desk, "2021-01-05")
    close_unit(desk, "TG-01", on=date(2021, 7, 1), document="7-QĐ")
    for map_ in ("then", "today"):
        rows = by(tables(map=map_)["units"]["rows"], "unit")
        assert rows["TG-01"]["open"] == 1
        assert rows["TG-01"]["name"] == "Chi bộ Tổ dân phố 1 (until 30 Jun 2021; closed, 7-QĐ)"
    drop_candidate(desk, code, reason="no_will", on=date(2021, 9, 1), return_on=None)
    for map_ in ("then", "today"):
        assert tables(map=map_)["balance"]["rows"] == [{"entered": 1, "open": 0, "admitted": 0, "lost": 1}]
        assert "TG-01" not in by(tables(map=map_)["units"]["rows"], "unit")


def test_the_maps_differ_by_the_units_that_crossed_the_border(desk, report):
    """The cell came under the section in 2022: admitted before, the case counts there on today's map only, and the note says so."""
    add_unit(desk, "S", "Đảng bộ bộ phận S", kind="section_committee", under="TG")
    add_unit(desk, "S-01", "Chi bộ S 1", kind="cell", under="S")
    candidate(desk, "2021-01-05", "admission_decision 2021-05-03")
    move_unit(desk, "TG-01", under="S", on=date(2022, 1, 1), document="7-QĐ")
    then, today = report(unit="S"), report(unit="S", map="today")
    counts = [{table.name: table for table in each.tables}["balance"].rows[0]["admitted"] for each in (then, today)]
    assert counts == [0, 1]
    for each, moved in ((then, "TG-01 -1"), (today, "TG-01 +1")):
        (note,) = each.notes
        assert (note.code, note.units, moved in note.text) == ("moved_units", ("TG-01",), True)
    assert report().notes == ()


def test_a_sections_row_holds_the_cases_of_its_cells(desk, tables):
    """Directly below the ward the cell's case is in the section's row, by cells in its own."""
    candidate(desk, "2021-01-05")
    add_unit(desk, "S", "Đảng bộ bộ phận S", kind="section_committee", under="TG")
    move_unit(desk, "TG-01", under="S", on=date(2021, 7, 1), document="7-QĐ")
    below, cells = (by(tables(depth=depth)["units"]["rows"], "unit") for depth in ("children", "cells"))
    assert {unit: row["open"] for unit, row in below.items()} == {"S": 1, "TG-02": 0, "TG-03": 0}
    assert {unit: row["open"] for unit, row in cells.items()} == {"TG-01": 1, "TG-02": 0, "TG-03": 0}


def test_a_segment_counts_those_who_belong_to_it_and_says_who_is_not_known(desk, report):
    """Of three candidates one is a woman, one a man, of one the sex is not recorded: 1 is counted, 1 is in the note."""
    for name, sex in (("Lê Chi", "f"), ("Lê An", "m"), ("Lê Vy", None)):
        candidate(desk, "2021-01-05", name=name, sex=sex)
    women = report(segment="women")
    assert {table.name: table for table in women.tables}["balance"].rows[0]["entered"] == 1
    (note,) = women.notes
    assert (note.code, "1" in note.text) == ("not_recorded", True)
    assert women.title == "Candidates on the way, by stage: women"


def test_the_people_behind_the_counts_are_told_once_each(desk, report):
    """Open cases by their stage, then the admitted, then the lost; with where they stand and since when."""
    admitted = candidate(desk, "2021-01-05", "admission_decision 2021-05-03", name="Bùi An")
    lost = candidate(desk, "2021-01-05", name="Bùi Bình")
    drop_candidate(desk, lost, reason="no_will", on=date(2022, 2, 1), return_on=None)
    cell = candidate(desk, "2021-01-05", "cell_resolution 2022-04-16", name="Bùi Chi")
    listed = candidate(desk, "2021-01-05", name="Bùi Dung")
    (people,) = [table for table in report(explain=True).tables if table.name == "cases"]
    assert [(row["case"], row["outcome"], row["standing"], row["days"]) for row in people.rows] == [
        (listed, "open", "source", 476),
        (cell, "open", "cell resolution", 10),
        (admitted, "admitted", "decided, ceremony still to come", None),
        (lost, "lost", "dropped from the list", None),
    ]
    assert all(table.name != "cases" for table in report().tables)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_screen_shows_what_occurs_in_80_columns(desk, report, lang):
    """With cases at seven stages each line has room; a stage at which nobody stands has no column."""
    way = ("sympathiser_listed", "course_completed", "application", "cell_resolution", "executive_resolution", "admission_decision")  # fmt: skip
    for number in range(len(way) + 1):
        steps = [f"{step} 2022-03-0{place}" for place, step in enumerate(way[:number], start=1)]
        candidate(desk, "2021-01-05", *steps, name=f"Bùi Thị Ngọc Ánh {number}")
    shown = text.render(report(lang=lang, basis="ceremony", explain=True), Texts(lang))
    assert max(map(len, shown.splitlines())) <= 80
    assert "Hết hạn" not in shown
    assert "Lapsed" not in shown


def test_a_stage_without_a_short_heading_is_headed_by_its_term():
    """A stage that somebody adds to the list needs no other text."""
    say = Texts("en")
    assert [stage_heading(stage, say) for stage in ("sympathiser", "full")] == ["On list", "full member"]
    assert set(code_list("stages")) >= {"source", "dossier", "probation", "full"}


def test_an_empty_ward_has_an_empty_pipeline(report, tables):
    """Nobody entered: zeros, no sentence about a stage, and the period is the year of the day."""
    assert report().lead == ("0 candidates are on the way.",)
    assert report().period.years == range(2022, 2023)
    assert tables()["balance"]["rows"] == [{"entered": 0, "open": 0, "admitted": 0, "lost": 0}]
