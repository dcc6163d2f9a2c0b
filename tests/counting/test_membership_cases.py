"""Form 1 in the cases that an office meets, with figures counted on paper: how somebody comes, moves and goes."""

import json

import pytest
from forest_reports import built, opened
from forest_text import read

from partytrack.render.json import render

MAPS = pytest.mark.parametrize("shown_by", ["then", "today"])
WARD = """
committee TG, records from 2015-01-01
section S under TG
cell A under S
cell B under S
cell C under TG
"""


class Answer:
    """The form as scripts read it: its tables, the rows and the total of the units, the notes by code."""

    def __init__(self, report):
        document = json.loads(render(report))
        self.basis = document["basis"]
        self.tables = {table["name"]: table["rows"] for table in document["tables"]}
        self.total = document["tables"][1]["total"]
        self.rows = {row["unit"]: row for row in self.tables.get("units", ())}
        self.notes = {note["code"]: note["units"] for note in document["notes"]}
        self.texts = {note["code"]: note["text"] for note in document["notes"]}


@pytest.fixture
def year(schema):
    """The year 2025 of a ward with the facts noted as text, as of the end of 2026: the figures that are not nothing."""

    def year(facts, **asked):
        with opened(schema, read(WARD + facts)) as run:
            return Answer(built(run, "movement", period=asked.pop("period", "2025"), **asked))

    return year


def told(row):
    """A row as an organiser writes it: every figure that is not nothing."""
    names = [key for key in row if key not in {"unit", "name", "own"}]
    return ", ".join(f"{key} {row[key]}" for key in names if row[key])


def total(answer):
    """The figures of the unit asked about."""
    return told({row["row"]: row["this_period"] for row in answer.tables["form"]})


def units(answer):
    """The figures of each unit that has any."""
    return {row["unit"] + "*" * row["own"]: told(row) for row in answer.tables["units"] if told(row)}


STAYED = "start 1, end 1"
LIVES = [
    ("there since nobody knows when", "in A", STAYED),
    ("admitted", "in A since 2025-03-03 by admission_ceremony", "increase 1, admitted 1, end 1"),
    ("on New Year's Day is in the year", "in A since 2025-01-01 by admission_ceremony", "increase 1, admitted 1, end 1"),
    ("on the eve is there at the start", "in A since 2024-12-31 by admission_ceremony", STAYED),
    ("on the last day is there at the end", "in A since 2025-12-31 by admission_ceremony", "increase 1, admitted 1, end 1"),
    ("on the day after is not", "in A since 2026-01-01 by admission_ceremony", ""),
    ("becoming full is no movement", "in A since 2024-03-03 by admission_ceremony, full 2025-03-03", STAYED),
    ("came from another committee", "in A since 2025-03-03 by transfer_in", "increase 1, moved_in 1, end 1"),
    ("put on the roll", "in A since 2025-03-03 by roll", "increase 1, entered 1, end 1"),
    ("went to another committee", "in A, 2025-03-03 transfer_out", "start 1, decrease 1, moved_out 1"),
    ("went from one cell to another", "in A, 2025-03-03 transfer to B", STAYED),
    ("died", "in A, 2025-03-03 death", "start 1, decrease 1, died 1"),
    ("was expelled", "in A, 2025-03-03 expulsion", "start 1, decrease 1, expelled 1"),
    ("asked to leave", "in A, 2025-03-03 withdrawal", "start 1, decrease 1, withdrawn 1"),
    ("removed as a full member", "in A, 2025-03-03 removal", "start 1, decrease 1, removed 1"),
    ("off the roll, nobody says why", "in A, 2025-03-03 lapse", "start 1, decrease 1, left 1"),
    ("gone on New Year's Day is there at the start", "in A, 2025-01-01 death", "start 1, decrease 1, died 1"),
    ("gone on the last day is not there at the end", "in A, 2025-12-31 death", "start 1, decrease 1, died 1"),
    ("gone the day after is", "in A, 2026-01-01 death", STAYED),
    (
        "a probationer removed by a step of the case",
        "in A since 2024-05-05 by admission_ceremony, full 2025-05-05, 2025-03-03 removed_in_probation",
        "start 1, decrease 1, removed 1, removed_probationers 1",
    ),
    (
        "a probationer who died, told by a step of the case",
        "in A since 2024-05-05 by admission_ceremony, full 2025-05-05, 2025-03-03 died",
        "start 1, decrease 1, died 1",
    ),
    (
        "an admission annulled in the same year",
        "in A since 2025-02-03 by admission_ceremony, full 2026-02-03, 2025-09-09 decision_annulled",
        "increase 1, admitted 1, decrease 1, annulled 1",
    ),
    (
        "removed, then admitted again",
        "in A, 2022-03-03 removal, 2025-03-03 admission_ceremony to B",
        "increase 1, admitted 1, readmitted 1, end 1",
    ),
    (
        "annulled, then admitted: the first time",
        "in A since 2022-03-03 by admission_ceremony, 2022-09-09 decision_annulled, 2025-03-03 admission_ceremony to B",
        "increase 1, admitted 1, end 1",
    ),
    (
        "expelled by mistake and restored",
        "in A, 2025-03-03 expulsion, 2025-06-06 restoration to A",
        "start 1, increase 1, restored 1, decrease 1, expelled 1, end 1",
    ),
]  # fmt: skip


@MAPS
@pytest.mark.parametrize(("life", "expected"), [pytest.param(*rest, id=name) for name, *rest in LIVES])
def test_a_life_in_the_year(year, shown_by, life, expected):
    """What a year of one person's life is in the form, on either map."""
    assert total(year(f"member An {life}", map=shown_by)) == expected


def test_who_was_a_member_elsewhere_is_readmitted_as_in_form_2(schema):
    """A membership in another committee is told by a fact of the person, on both forms."""
    with opened(schema, read(f"{WARD}member An in A since 2025-03-03 by admission_ceremony")) as run:
        run(
            "INSERT INTO person_fact (person_id, fact, value, from_on, to_on)"
            " SELECT id, 'former_member', 'yes', '0001-01-01', '9999-12-31' FROM person",
            {},
        )
        asked = {"period": "2025", "basis": "ceremony"}
        forms = [Answer(built(run, name, **asked)) for name in ("movement", "profile")]
    assert total(forms[0]) == "increase 1, admitted 1, readmitted 1, end 1"
    assert {row["row"]: row["this_period"] for row in forms[1].tables["groups"]}["readmitted"] == 1


@MAPS
def test_who_moves_between_two_units_is_in_their_rows_and_not_in_the_total(year, shown_by):
    """Out of the section, into the cell beside it; within the section nothing; the ward is as it was, and a note says so."""
    facts = """
    member An in A, 2025-03-03 transfer to C
    member Bình in A, 2025-04-04 transfer to B
    """
    ward = year(facts, map=shown_by)
    assert units(ward) == {"S": "start 2, decrease 1, moved_out 1, end 1", "C": "increase 1, moved_in 1, end 1"}
    assert total(ward) == "start 2, end 2"
    assert ward.notes["moved_within"] == ["TG"]
    section = year(facts, map=shown_by, unit="S")
    assert total(section) == "start 2, decrease 1, moved_out 1, end 1"
    assert units(section) == {"A": "start 2, decrease 2, moved_out 2", "B": "increase 1, moved_in 1, end 1"}
    cells = year(facts, map=shown_by, depth="cells")
    assert units(cells) == {**units(section), "C": "increase 1, moved_in 1, end 1"}


MERGED = """
member An in A
member Bình in B
member Chi in C
on 2025-07-01 merge B C into C
"""


def test_a_merger_then_and_today(year):
    """Then, B's member goes over to C by change of organisation; today, B's history is C's, and nothing moved."""
    assert units(year(MERGED)) == {
        "S": "start 2, decrease 1, organisation_out 1, end 1",
        "C": "start 1, increase 1, organisation_in 1, end 2",
    }
    assert units(year(MERGED, map="today")) == {"S": "start 1, end 1", "C": "start 2, end 2"}
    assert {total(year(MERGED, map=shown_by)) for shown_by in ("then", "today")} == {"start 3, end 3"}
    assert total(year(MERGED, unit="C")) == "start 1, increase 1, organisation_in 1, end 2"
    assert total(year(MERGED, unit="C", map="today")) == "start 2, end 2"


def test_who_leaves_on_the_day_of_the_merger_has_left(year):
    """A transfer or a death on the first day of the new state is told by its paper, not by the merger."""
    facts = MERGED + "member Dũng in B, 2025-07-01 transfer to A\nmember Giang in B, 2025-07-01 death\n"
    cells = year(facts, unit="S")
    assert units(cells) == {
        "A": "start 1, increase 1, moved_in 1, end 2",
        "B": "start 3, decrease 3, died 1, moved_out 1, organisation_out 1",
    }
    assert total(cells) == "start 4, decrease 2, died 1, organisation_out 1, end 2"


def test_a_split_parts_its_people_by_change_of_organisation(year):
    """Who is put into the other part on the day of the split goes by it too, also where a transfer was written for it."""
    facts = """
    on 2025-07-01 split A into P Q main P
    member An in A
    member Bình in A, 2025-07-01 transfer to Q
    member Chi in A, 2025-07-02 transfer to Q
    """
    assert units(year(facts, unit="S")) == {
        "A": "start 3, decrease 3, organisation_out 3",
        "P": "increase 2, organisation_in 2, decrease 1, moved_out 1, end 1",
        "Q": "increase 2, moved_in 1, organisation_in 1, end 2",
    }
    assert total(year(facts, unit="S")) == "start 3, end 3"


def test_a_cell_that_moves_takes_its_people_along(year):
    """Then, they leave the section and come to stand under the ward; today, they were there all the time."""
    facts = "on 2025-07-01 move A under TG\nmember An in A\nmember Bình in B, 2025-09-09 transfer to A\n"
    assert units(year(facts)) == {
        "A": "increase 2, moved_in 1, organisation_in 1, end 2",
        "S": "start 2, decrease 2, moved_out 1, organisation_out 1",
    }
    assert units(year(facts, map="today")) == {
        "A": "start 1, increase 1, moved_in 1, end 2",
        "S": "start 1, decrease 1, moved_out 1",
    }


def test_who_becomes_full_on_the_day_on_which_the_cell_moves_goes_along(year):
    """One stay ends and the next begins on that day; the member is the same, and moves with the cell."""
    facts = "on 2025-07-01 move A under TG\nmember An in A since 2024-07-01 by admission_ceremony, full 2025-07-01\n"
    moved = {"A": "increase 1, organisation_in 1, end 1", "S": "start 1, decrease 1, organisation_out 1"}
    assert units(year(facts)) == moved
    assert units(year(facts, depth="cells")) == {"A": STAYED}
    assert total(year(facts)) == STAYED


def test_a_cell_that_ends_on_new_years_day_had_its_people_the_evening_before(year):
    """It has a row in that year, in which they go over; the year after it has none."""
    facts = "on 2025-01-01 merge B C into C\nmember Bình in B\n"
    assert units(year(facts, unit="S")) == {"B": "start 1, decrease 1, organisation_out 1"}
    assert "B" not in {row["unit"] for row in year(facts, unit="S", period="2026").tables["units"]}


@MAPS
def test_a_closed_cell_whose_people_nobody_took(year, shown_by):
    """They go by change of organisation; who is taken in later comes by transfer."""
    facts = "on 2025-07-01 close C\nmember An in C\nmember Bình in C, 2025-08-08 transfer to A\n"
    ward = year(facts, map=shown_by)
    assert total(ward) == "start 2, increase 1, moved_in 1, decrease 2, organisation_out 2, end 1"


@MAPS
def test_members_of_the_committee_itself_have_a_row_of_their_own(year, shown_by):
    """Who is on the roll of the ward and of no cell stands in its own row, which is there only when somebody is."""
    assert units(year("member An in TG\nmember Bình in A", map=shown_by)) == {"S": STAYED, "TG*": STAYED}
    assert "TG*" not in units(year("member Bình in A", map=shown_by))


def test_the_same_days_of_the_year_before(year):
    """The column beside is the same days a year earlier, cut by the as-of day like this period, and their percentage."""
    facts = """
    member An in A since 2024-02-03 by admission_ceremony
    member Bình in A since 2024-11-11 by admission_ceremony
    member Chi in A since 2025-05-19 by admission_ceremony
    """
    form = {row["row"]: row for row in year(facts).tables["form"]}
    assert [form["admitted"][key] for key in ("this_period", "last_year", "percent")] == [1, 2, "50.00"]
    assert [form["start"][key] for key in ("this_period", "last_year", "percent")] == [2, 0, None]
    cut = year(facts, as_of="2025-06-30")
    form = {row["row"]: row for row in cut.tables["form"]}
    assert [form["admitted"][key] for key in ("this_period", "last_year", "percent")] == [1, 1, "100.00"]
    assert "30 Jun 2024" in cut.texts["part_year"]


@pytest.mark.parametrize(
    ("period", "came_on", "last_year"),
    [
        ("2024-02-29..2024-02-29", "2023-02-28", 1),
        ("2025-02-01..2025-02-28", "2024-02-29", 1),
        ("2024-02-01..2024-02-29", "2023-02-28", 1),
        ("2024-02-01..2024-02-29", "2023-03-01", 0),
        ("2021..2023", "2018-01-01", 1),
        ("2021..2023", "2017-12-31", 0),
        ("2021..2023", "2021-01-01", 0),
    ],
)
def test_leap_days_and_several_years_have_their_days_before(year, period, came_on, last_year):
    """29 February has the last of February before it; three years have the three years before."""
    found = year(f"member An in A since {came_on} by admission_ceremony", period=period)
    form = {row["row"]: row for row in found.tables["form"]}
    assert form["admitted"]["last_year"] == last_year


def test_a_unit_that_was_not_there_the_year_before_has_nothing_to_compare_with(year):
    """Its column is unknown, not 0, and a note says so."""
    found = year("cell N under TG, since 2025-02-02\nmember An in N since 2025-03-03 by admission_ceremony", unit="N")
    assert {row["last_year"] for row in found.tables["form"]} == {None}
    assert "did not exist" in found.texts["not_recorded"]


def test_a_period_that_lies_ahead_has_no_start_yet(year):
    """How many there will be is unknown; nothing has happened."""
    found = year("member An in A", period="2027")
    assert found.total["start"] is None
    assert found.total["end"] is None
    assert (found.total["increase"], found.total["decrease"]) == (0, 0)
    assert found.notes["part_year"] == ["TG"]


def test_before_the_records_the_roll_speaks(year):
    """A period that begins before the records do is shown as the roll has it, with a note that names the cells."""
    found = year("cell N under TG, records from 2025-06-01\nmember An in N", unit="TG")
    assert found.rows["N"]["start"] == 1
    assert found.notes["not_recorded"] == ["N", "TG"]
    assert "not_recorded" not in year("cell N under TG, records from 2024-01-01\nmember An in N").notes


def test_who_came_and_went_without_a_reason_is_named(year):
    """Notes say how many and who; the form has lines for them only where there are any."""
    facts = """
    member An in A since 2025-03-03 by roll
    member Bình in A, 2025-04-04 lapse
    member Chi in A since 2025-02-03 by admission_ceremony, 2025-09-09 decision_annulled
    """
    found = year(facts)
    codes = ("entered_without_case", "left_without_reason", "admission_annulled")
    assert {code: found.notes[code] for code in codes} == {code: ["TG"] for code in codes}
    assert [name in found.texts[code] for code, name in zip(codes, ("An", "Bình", "Chi"), strict=True)] == [True] * 3
    plain = {row["row"] for row in year("member An in A").tables["form"]}
    assert plain.isdisjoint({"entered", "left", "annulled", "organisation_in", "organisation_out"})


def test_explain_names_everyone_who_crossed_a_border(year):
    """Each line has the day, the person, what it was for the unit asked about, from where and to where, and the paper."""
    facts = """
    member An in A, 2022-03-03 removal, 2025-03-03 admission_ceremony to B
    member Bình in B, 2025-05-05 transfer to C
    member Chi in C, 2025-06-06 transfer_out
    member Dũng in A since 2025-07-07 by transfer_in
    """
    keys = ("date", "person", "row", "of_these", "left_unit", "joined_unit", "document")
    lines = [tuple(row[key] for key in keys) for row in year(facts, explain=True).tables["movements"]]
    assert lines == [
        ("2025-03-03", "An", "admitted", "readmitted", "", "B", "1-QĐ"),
        ("2025-05-05", "Bình", "moved_within", None, "B", "C", "1-GT"),
        ("2025-06-06", "Chi", "moved_out", None, "C", "Hà Nội", "1-GT"),
        ("2025-07-07", "Dũng", "moved_in", None, "Hà Nội", "A", "1-GT"),
    ]
    section = year(facts, explain=True, unit="S").tables["movements"]
    assert [row["row"] for row in section] == ["admitted", "moved_out", "moved_in"]


def test_the_report_is_by_ceremony_of_everybody(year):
    """Whatever basis, measure or segment is asked for, membership begins with the ceremony and is everybody's."""
    facts = "case A, person An, decision 2024-12-20, ceremony 2025-01-05"
    for asked in ({}, {"basis": "decision"}, {"measure": "course"}, {"segment": "women"}):
        found = year(facts, **asked)
        assert total(found) == "increase 1, admitted 1, end 1"
        assert ("of_everybody" in found.notes) == bool(asked.keys() & {"measure", "segment"})
    assert total(year(facts, period="2024")) == ""
    assert year(facts).basis == "ceremony"
