"""Form 2 filled in for people whom a reader can count: two years of admissions in a ward, line by line."""

import csv
import json
from datetime import date
from io import StringIO

import pytest

from partytrack.core.dates import parse_partial
from partytrack.record.candidates import add_candidate
from partytrack.record.facts import NewFact, record_case_fact
from partytrack.record.people import NewPerson
from partytrack.record.steps import NewStep, record_step
from partytrack.record.tallies import set_tally

pytestmark = pytest.mark.usefixtures("admitted")

TODAY = date(2022, 4, 26)
FACTS = (
    "ethnicity", "religion", "youth_union", "occupation", "schooling", "professional_level", "former_member",
)  # fmt: skip
# A dash: nobody wrote it down. Of the one born in 1990 nobody can tell whether they were 30 or 31 on the day.
ADMITTED = """
decided    cell  sex born       ethnicity religion    union occupation      schooling       level      former
2020-05-19 TG-01 f   1990-05-19 kinh      none        yes   public_employee upper_secondary university no
2020-09-02 TG-02 m   1985-01-01 kinh      none        no    farmer          lower_secondary none       no
2021-02-03 TG-01 f   2003-02-03 kinh      none        yes   pupil           upper_secondary none       no
2021-02-03 TG-01 f   1998-07    muong     none        yes   student         upper_secondary college    no
2021-05-19 TG-02 m   1990       kinh      catholicism -     private_owner   upper_secondary university no
2021-05-19 TG-02 m   1979-12-31 kinh      -           no    fdi_worker      -               -          yes
2021-09-02 TG-02 -   -          -         -           -     -               -               -          -
"""
FORM = """
groups             this unknown before unknown percent
women              2    1       1      0       200.00
ethnic_minority    1    1       0      0       -
religious          1    2       0      0       -
youth_union        2    2       1      0       200.00
trade_union        0    5       0      2       -
private_owner      1    1       0      0       -
population_policy  0    5       0      2       -
foreign_spouse     0    5       0      2       -
readmitted         1    1       0      0       -
"""
PARTITIONS = """
occupation         this before percent
public_service     0    1      0.00
enterprise_owners  1    0      -
enterprise_workers 1    0      -
agriculture        0    1      0.00
students           1    0      -
pupils             1    0      -
not_recorded       1    0      -
age                this before percent
aged_18_30         2    1      200.00
aged_31_35         0    1      0.00
aged_41_45         1    0      -
not_recorded       2    0      -
schooling          this before percent
lower_secondary    0    1      0.00
upper_secondary    3    1      300.00
not_recorded       2    0      -
professional_level this before percent
college            1    0      -
university         1    1      100.00
none               1    1      100.00
not_recorded       2    0      -
cells              this before percent
cells_admitted     2    2      100.00
cells_zero         1    1      100.00
"""
UNITS = """
unit  admitted women ethnic_minority religious youth_union aged_18_30 university not_recorded
TG-01 2        2     1               0         2           2          0          0
TG-02 3        0     0               1         0           0          1          3
TG-03 0        0     0               0         0           0          0          0
"""


def lines(text):
    """The lines of a table as lists of words."""
    return [line.split() for line in text.strip().splitlines()]


@pytest.fixture
def admitted(desk):
    """The people of the table, admitted in the ward."""
    _, *people = lines(ADMITTED)
    for decided, cell, sex, born, *facts in people:
        birth = None if born == "-" else parse_partial(born, TODAY)
        new = NewPerson(f"Người {decided} {cell} {born}", None if sex == "-" else sex, birth)
        case = add_candidate(desk, new, cell=cell, source="other", listed_on=date(2019, 1, 2)).case
        for fact, value in zip(FACTS, facts, strict=True):
            if value != "-":
                record_case_fact(desk, case, NewFact(fact, value))
        record_step(desk, case, NewStep("admission_decision", date.fromisoformat(decided)))


@pytest.fixture
def asked(cli, ward):
    """Ask for the form through the command: ``asked("--period", "2021")`` hands back what it wrote."""

    def asked(*options, form="json", lang="en"):
        done = cli("--today", TODAY, "--lang", lang, "report", "profile", *options, "--format", form, db=ward)
        assert done.code == 0, done.err
        return json.loads(done.out) if form == "json" else done.out

    return asked


def tables(document):
    """The tables of a report by name."""
    return {table["name"]: table for table in document["tables"]}


def cells(row, *keys):
    """Cells of a row as the tables above write them."""
    return ["-" if row[key] is None else str(row[key]) for key in keys]


def test_the_form_is_filled_in_as_a_reader_counts(asked):
    """Every line of part I, II and III, this year against last, with those of whom nobody knows beside or below."""
    found = tables(asked("--period", "2021"))
    keys = ("row", "this_period", "not_recorded", "last_year", "last_not_recorded", "percent")
    assert [cells(row, *keys) for row in found["groups"]["rows"]] == lines(FORM)[1:]
    expected, table = {}, ""
    for name, *figures in lines(PARTITIONS):
        if figures[0] == "this":
            expected[table := name] = {}
        else:
            expected[table][name] = figures
    for name, rows in expected.items():
        others = {row["row"]: row for row in found[name]["rows"] if row["row"] not in rows}
        assert all((row["this_period"], row["last_year"]) == (0, 0) for row in others.values())
        shown = {row["row"]: cells(row, "this_period", "last_year", "percent") for row in found[name]["rows"]}
        assert {code: shown[code] for code in rows} == rows
        assert found[name]["total"]["this_period"] == (3 if name == "cells" else 5)
    head, *rows = lines(UNITS)
    assert [cells(row, *head) for row in found["units"]["rows"]] == rows


def test_each_partition_adds_up_to_the_total(asked):
    """The rows of occupation, age, schooling and training are the 5 admitted, the year before the 2; of groups it is said."""
    found = asked("--period", "2021")
    for name in ("occupation", "age", "schooling", "professional_level"):
        table = tables(found)[name]
        assert table["rows"][-1]["row"] == "not_recorded"
        for key, count in (("this_period", 5), ("last_year", 2)):
            assert sum(row[key] for row in table["rows"]) == table["total"][key] == count
    assert tables(found)["groups"]["total"]["percent"] == "250.00"
    overlap = [note["text"] for note in found["notes"] if note["code"] == "groups_overlap"]
    assert overlap[0].startswith("The groups of part I and the columns by unit overlap")


def test_the_average_age_is_of_those_whose_age_is_known(asked):
    """18, 22 and 41 are 81 years over 3 people; of the one born in 1990 and the one of whom nothing is known, no age."""
    total = tables(asked("--period", "2021", "--decimals", "1"))["age"]["total"]
    assert (total["average_age"], total["ages_known"]) == ("27.0", 3)
    assert (total["last_average_age"], total["last_ages_known"]) == ("32.5", 2)
    total = tables(asked("--period", "2021H1", "--decimals", "0"))["age"]["total"]
    assert (total["last_average_age"], total["last_ages_known"]) == ("30", 1)


def test_both_maps_and_a_cell_by_itself(asked):
    """For the ward both maps say the same; a cell's own form has its people, its total and one row."""
    then, today = (asked("--period", "2021", "--map", name)["tables"] for name in ("then", "today"))
    assert then == today
    cell = asked("--period", "2021", "--unit", "TG-02")
    assert tables(cell)["occupation"]["total"]["this_period"] == 3
    assert [(row["unit"], row["admitted"]) for row in tables(cell)["units"]["rows"]] == [("TG-02", 3)]


def test_the_form_by_ceremony_and_for_a_segment(asked):
    """Nobody had a ceremony, so by ceremony nobody is counted; of women there are two, all of them women."""
    by_ceremony = asked("--period", "2021", "--by", "ceremony")
    assert tables(by_ceremony)["groups"]["total"]["this_period"] == 0
    assert "basis_missing" in {note["code"] for note in by_ceremony["notes"]}
    women = tables(asked("--period", "2021", "--segment", "women"))["groups"]
    assert (women["total"]["this_period"], women["rows"][0]["this_period"]) == (2, 2)


def test_a_tally_is_told_and_explained(desk, asked):
    """Three tallied in 2018 stand under "not recorded", and ``--explain`` names the paper they come from."""
    set_tally(desk, "TG-03", 2018, 3, measure="admission", document="BC 2018")
    found = asked("--period", "2018", "--unit", "TG-03", "--explain")
    assert tables(found)["occupation"]["rows"][-1]["this_period"] == 3
    assert [row["document"] for row in tables(found)["tallies"]["rows"]] == ["BC 2018"]
    assert any("3" in note["text"] for note in found["notes"] if note["code"] == "not_recorded")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", [
            "Thống kê đảng viên mới kết nạp (Biểu số 2)", "Kỳ này, kết nạp đảng viên: 5 người.",
            "Cùng kỳ trước (từ 1/1/2020 đến 31/12/2020): 2 người.",
            "Tuổi bình quân 27,00, tính trên 3 người đã ghi đủ ngày sinh.",
            "I. Trong đó (các nhóm chồng lên nhau, không cộng thành tổng số)", "II.1. Nghề nghiệp", "Chưa ghi",
        ]),
        ("en", [
            "Newly admitted members (form 2)", "This period, admissions: 5.",
            "The same period before (1 Jan 2020 to 31 Dec 2020): 2.", "Average age 27.00, of the 3 whose age is known.",
            "I. Among them (groups overlap and do not add up)", "II.1. Occupation", "Not recorded",
        ]),
    ],
)  # fmt: skip
def test_the_form_reads_well_at_80_columns(asked, lang, said):
    """Title, lead, parts and notes in the reader's language, no line longer than a screen."""
    shown = asked("--period", "2021", form="text", lang=lang)
    assert max(map(len, shown.splitlines())) <= 80
    assert [sentence for sentence in said if sentence not in shown] == []


def test_the_form_as_csv_has_the_average_age(asked):
    """What a screen says in a sentence has columns of its own for scripts."""
    parts = asked("--period", "2021", form="csv").split("\n\n")
    age = list(csv.DictReader(StringIO(parts[2])))
    assert (age[-1]["row"], age[-1]["this_period"], age[-1]["average_age"]) == ("TG", "5", "27.00")


def test_a_row_of_the_committees_own_needs_no_program(cli, ward, tmp_path):
    """A folder of its own adds a row to part I; a slip in it is told with its place, and nothing is printed."""
    own = tmp_path / "own"
    own.mkdir()
    row = '[groups.rows.militia]\nvi = "Dân quân"\nen = "Militia"\nwhere = [{ fact = "militia", is = ["yes"] }]\n'
    (own / "profile.toml").write_text(row + 'before = "women"\n', encoding="utf-8")
    env = {"PARTYTRACK_DATA": str(own)}
    ask = ("--today", TODAY, "--lang", "en", "report", "profile", "--period", "2021", "--format", "json")
    first = json.loads(cli(*ask, db=ward, env=env).out)["tables"][0]["rows"][0]
    assert (first["name"], first["this_period"], first["not_recorded"]) == ("Militia", 0, 5)
    (own / "profile.toml").write_text('[groups]\ncounts = "heads"\n', encoding="utf-8")
    refused = cli(*ask, db=ward, env=env)
    assert (refused.out, "[groups]" in refused.err, "heads" in refused.err) == ("", True, True)
    assert refused.code == 4
