"""The figures of the demo: what the README, the help and the seed's article rest on."""

import json

import pytest

ZERO = ["TG-06", "TG-08", "TG-09", "TG-10"]


@pytest.fixture
def document(cli, demo):
    """Run a report on the demo through the command, and read its JSON."""

    def document(*asked):
        done = cli("report", *asked, "--format", "json", db=demo)
        assert done.code == 0, done.err
        return json.loads(done.out)

    return document


def by_name(document):
    """The rows of a report's tables by the table's name."""
    return {table["name"]: table["rows"] for table in document["tables"]}


def test_three_years_of_the_ward(document):
    """15 admitted of an assumed quota of 24 are 62.50 %: short by 9 net, by 11 gross, four cells with none."""
    found = document("quota", "--unit", "TG", "--period", "2019..2021")
    expected = {
        "unit": "TG",
        "quota": 24,
        "allocated": 24,
        "admitted": 15,
        "percent": "62.50",
        "shortfall": 9,
        "surplus": 0,
        "gross_shortfall": 11,
        "zero_units": 4,
    }
    assert found["tables"][0]["total"] | expected == found["tables"][0]["total"]
    assert [(note["code"], note["units"]) for note in found["notes"]] == [("quota_assumed", ["TG"])]
    rows = by_name(found)["units"]
    assert [row["unit"] for row in rows] == [f"TG-{number:02}" for number in range(1, 13)]
    assert [row["unit"] for row in rows if row["zero_units"]] == ZERO
    assert found["as_of"] == "2022-04-26"


def test_the_ward_as_it_stood_at_the_end_of_2020(document):
    """As of 31 December 2020 there were 10 of the same 24, 41.67 %, and the report calls it a part-year result."""
    found = document("quota", "--unit", "TG", "--period", "2019..2021", "--as-of", "2020-12-31")
    total = found["tables"][0]["total"]
    assert (total["admitted"], total["quota"], total["percent"]) == (10, 24, "41.67")
    assert {note["code"] for note in found["notes"]} == {"quota_assumed", "part_year"}


def test_explain_opens_the_fifteen_decisions(document):
    """Behind the 15 stand 15 people, each with the day and number of the decision and the cell."""
    listed = by_name(document("quota", "--period", "2019..2021", "--explain"))["admissions"]
    assert len({row["case"] for row in listed}) == len(listed) == 15
    assert all(row["name"] and row["document"] and row["unit_then"] for row in listed)
    years = [row["date"][:4] for row in listed]
    assert [years.count(year) for year in ("2019", "2020", "2021")] == [6, 4, 5]


def test_by_ceremony_the_years_differ(document):
    """By ceremony the same 15 fall on the years as 6, 3 and 6."""
    counts = [
        document("quota", "--period", year, "--by", "ceremony")["tables"][0]["total"]["admitted"]
        for year in ("2019", "2020", "2021")
    ]
    assert counts == [6, 3, 6]


def test_the_cells_that_admitted_nobody(document):
    """The four zero cells with three years each, and nobody who cannot be judged."""
    rows = by_name(document("zero", "--period", "2019..2021"))
    assert [(row["unit"], row["years_without"]) for row in rows["units"]] == [(cell, 3) for cell in ZERO]
    assert "apart" not in rows


def test_the_furthest_behind(document):
    """The shortfall report begins with the cell that lacks most and agrees with the quota report on every figure."""
    shortfall = document("shortfall", "--period", "2019..2021")
    quota = document("quota", "--period", "2019..2021")
    first = shortfall["tables"][0]["rows"][0]
    assert (first["unit"], first["shortfall"], first["years_behind"]) == ("TG-03", 3, 3)
    shared = ("unit", "quota", "admitted", "percent", "shortfall", "surplus", "zero_units")
    figures = [
        sorted(tuple(str(row[key]) for key in shared) for row in by_name(found)["units"])
        for found in (shortfall, quota)
    ]
    assert figures[0] == figures[1]
