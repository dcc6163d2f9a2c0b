"""Form 1 from the acts of an office to the paper: a year in which everything happens that can happen to a member."""

import json
from datetime import date

import pytest

from partytrack.core.texts import LANGS
from partytrack.record.arrivals import arrive, restore
from partytrack.record.candidates import add_candidate
from partytrack.record.departures import leave, transfer
from partytrack.record.life import Happening
from partytrack.record.people import NewPerson, add_member
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.steps import NewStep, record_step
from partytrack.record.succession import merge_units
from partytrack.record.undo import undo
from partytrack.record.units import add_unit

ASKED = ("movement", "--period", "2021")
CONTRACT = ["start", "increase", "admitted", "readmitted", "moved_in", "organisation_in", "restored", "entered"]
CONTRACT += ["decrease", "died", "expelled", "removed", "removed_probationers", "withdrawn", "moved_out"]
CONTRACT += ["organisation_out", "annulled", "left", "end"]


def on(text):
    """A day of 2021 from day and month."""
    day, month = text.split("/")
    return date(2021, int(month), int(day))


def member(desk, name, unit="TG-01"):
    """A member since nobody knows when."""
    return add_member(desk, NewPerson(name), unit)


def admitted(desk, name, ceremony, cell="TG-01"):
    """A candidate who was admitted; hands back the case."""
    case = add_candidate(desk, NewPerson(name), cell=cell, source="student", listed_on=date(2019, 1, 2)).case
    record_step(desk, case, NewStep("admission_decision", date(2020, 12, 1), document="9-QĐ"))
    record_step(desk, case, NewStep("admission_ceremony", ceremony))
    return case


def gone(desk, name, kind, day, place=None):
    """A member who left."""
    leave(desk, member(desk, name), Happening(kind, on(day), "5-QĐ", place=place))


@pytest.fixture
def eventful(desk):
    """The ward after a year in which members came, moved and went in every way."""
    member(desk, "Nguyễn Văn An")
    admitted(desk, "Trần Thị Bích", on("3/2"))
    arrive(desk, NewPerson("Lê Chi"), "TG-02", on=on("4/3"), place="Đảng bộ xã X", document="1-GT")
    add_member(desk, NewPerson("Phạm Dũng"), "TG-02", admitted_on=on("5/4"))
    transfer(desk, member(desk, "Vũ Giang"), to="TG-02", on=on("6/5"), document="2-GT")
    for name, kind, day in (
        ("Đỗ Hà", "death", "7/6"), ("Bùi Khoa", "expulsion", "8/7"), ("Hồ Lan", "removal", "9/8"),
        ("Mai Minh", "withdrawal", "10/9"),
    ):  # fmt: skip
        gone(desk, name, kind, day)
    gone(desk, "Ngô Nam", "transfer_out", "11/10", "Đảng bộ xã Y")
    wronged = member(desk, "Đinh Oanh")
    leave(desk, wronged, Happening("removal", on("12/3"), "6-QĐ"))
    restore(desk, wronged, "TG-01", on=on("13/9"), document="7-QĐ")
    case = admitted(desk, "Cao Phúc", on("14/2"))
    record_step(desk, case, NewStep("decision_annulled", on("15/11"), document="8-QĐ"))
    on_probation = admitted(desk, "Tạ Quỳnh", date(2020, 12, 20))
    record_step(desk, on_probation, NewStep("removed_in_probation", on("16/11"), document="9-QĐ"))
    member(desk, "Lý Sơn", "TG-03")
    merge_units(desk, ("TG-03",), into="TG-02", on=on("1/12"), document="10-QĐ")
    add_unit(desk, "TG-04", "Chi bộ 4", kind="cell", under="TG")
    member(desk, "Phan Tú", "TG-04")
    close_unit(desk, "TG-04", on=on("1/12"), document="11-QĐ")
    return desk


@pytest.fixture
def document(cli):
    """Run the report through the command and read its JSON."""

    def document(store, *asked):
        done = cli("--today", "2022-04-26", "report", *(asked or ASKED), "--format", "json", db=store)
        assert done.code == 0, done.err
        return json.loads(done.out)

    return document


def figures(row):
    """The figures of a row that are not nothing."""
    return {key: row[key] for key in CONTRACT if row[key]}


def test_a_year_in_which_everything_happens(eventful, document):
    """Each act is counted where the form has it, and the sum closes for every cell and for the ward."""
    found = document(eventful.store)
    form, units = found["tables"]
    assert {row["row"]: row["this_period"] for row in form["rows"] if row["this_period"]} == {
        "start": 11, "increase": 5, "decrease": 9, "end": 7,
        "admitted": 2, "moved_in": 1, "restored": 1, "entered": 1,
        "died": 1, "expelled": 1, "removed": 3, "removed_probationers": 1, "withdrawn": 1, "moved_out": 1,
        "organisation_out": 1, "annulled": 1,
    }  # fmt: skip
    assert figures(units["total"]) == {row["row"]: row["this_period"] for row in form["rows"] if row["this_period"]}
    for row in (*units["rows"], units["total"]):
        assert row["start"] + row["increase"] - row["decrease"] == row["end"]
        assert [key for key in row if key in CONTRACT] == CONTRACT
    assert found["basis"] == "ceremony"
    codes = ["entered_without_case", "admission_annulled", "moved_within"]
    assert [note["code"] for note in found["notes"] if note["code"] in codes] == codes


def test_the_basis_asked_for_makes_no_difference(eventful, document):
    """By decision or by ceremony the form is the same."""
    assert document(eventful.store, *ASKED, "--by", "decision") == document(eventful.store, *ASKED, "--by", "ceremony")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("more", [(), ("--map", "today"), ("--depth", "cells")])
def test_the_text_fits_eighty_columns(eventful, cli, lang, more):
    """However much happened, no line of the form or of the units is wider than a page of text."""
    done = cli("--today", "2022-04-26", "--lang", lang, "report", *ASKED, *more, db=eventful.store)
    assert done.code == 0, done.err
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_columns_of_nothing_are_for_scripts_only(ward, desk, cli, document):
    """A quiet year shows start and end and what came between; JSON and CSV have every column all the same."""
    member(desk, "Nguyễn Văn An")
    admitted(desk, "Trần Thị Bích", on("3/2"))
    text = cli("--today", "2022-04-26", "--lang", "en", "report", *ASKED, db=ward).out
    (heading,) = [line for line in text.splitlines() if line.startswith("Code")]
    assert "Admitted" in heading
    assert "Died" not in heading
    columns = [column["key"] for column in document(ward)["tables"][1]["columns"]]
    assert columns == ["unit", "name", "own", *CONTRACT]
    csv = cli("--today", "2022-04-26", "report", *ASKED, "--format", "csv", db=ward).out
    assert ",".join(columns) in csv


def test_a_workbook_is_written(eventful, cli, tmp_path):
    """The form is the paper, the units an annex; explain is a further one."""
    path = tmp_path / "form-1.xlsx"
    done = cli(
        "--today", "2022-04-26", "report", *ASKED, "--explain", "--format", "xlsx", "--output", path, db=eventful.store
    )  # fmt: skip
    assert done.code == 0, done.err
    assert path.read_bytes().startswith(b"PK")


def test_explain_stands_behind_every_criterion(eventful, document):
    """For each figure of the form there are so many lines with a name, a day and a paper."""
    form, _, people = document(eventful.store, *ASKED, "--explain")["tables"]
    lines = [row["row"] for row in people["rows"]]
    for row in form["rows"]:
        if row["row"] not in {"start", "increase", "readmitted", "decrease", "removed_probationers", "end"}:
            assert lines.count(row["row"]) == row["this_period"], row["row"]
    assert [row["name"] for row in people["rows"] if row["row"] == "moved_within"] == ["Vũ Giang"]
    assert [(row["left_unit"], row["joined_unit"]) for row in people["rows"] if row["row"] == "moved_in"] == [
        ("Đảng bộ xã X", "TG-02")
    ]


def test_a_cell_that_moved_up_and_its_undo(eventful, document):
    """A cell under a section goes with its people; taken back, the form is what it was before."""
    add_unit(eventful, "S", "Đảng bộ bộ phận", kind="section_committee", under="TG")
    before = document(eventful.store)
    move_unit(eventful, "TG-01", under="S", on=on("1/7"), document="12-QĐ")
    rows = {row["unit"]: figures(row) for row in document(eventful.store)["tables"][1]["rows"]}
    assert rows["TG-01"]["organisation_out"] == rows["S"]["organisation_in"]
    assert rows["S"]["organisation_in"] > 0
    undo(eventful)
    assert document(eventful.store) == before
