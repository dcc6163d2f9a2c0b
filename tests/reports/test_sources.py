"""What became of those who entered, by source and year, as the secretary records it."""

from datetime import date
from functools import partial

import pytest
from tracked import candidate

from partytrack.core.texts import Texts
from partytrack.record.candidates import drop_candidate
from partytrack.render import text

TODAY = date(2022, 4, 26)


@pytest.fixture
def report(report_of):
    """The report on the sources of the ward."""
    return partial(report_of, "sources")


def way(row):
    """How many of a row came how far, and what became of the rest."""
    return tuple(row[key] for key in ("entered", "course", "dossier", "cell", "admitted", "lost", "open"))


@pytest.mark.parametrize(
    ("steps", "reached"),
    [
        ((), (1, 0, 0, 0, 0, 0, 1)),
        (("sympathiser_listed 2021-02-01",), (1, 0, 0, 0, 0, 0, 1)),
        (("course_completed 2021-02-01",), (1, 1, 0, 0, 0, 0, 1)),
        (("personal_history 2021-02-01",), (1, 1, 1, 0, 0, 0, 1)),
        (("application 2021-02-01", "opinions 2021-03-01"), (1, 1, 1, 0, 0, 0, 1)),
        (("cell_resolution 2021-02-01",), (1, 1, 1, 1, 0, 0, 1)),
        (("executive_resolution 2021-02-01", "refused_by_executive 2021-03-01"), (1, 1, 1, 1, 0, 1, 0)),
        (("admission_decision 2021-02-01",), (1, 1, 1, 1, 1, 0, 0)),
        (("admission_decision 2021-02-01", "decision_annulled 2021-03-01"), (1, 1, 1, 1, 0, 1, 0)),
    ],
)
def test_a_stage_is_reached_by_its_own_step_or_a_later_one(desk, tables, steps, reached):
    """Who has a cell resolution on record has taken the course and handed in a dossier, recorded or not."""
    candidate(desk, "2021-01-05", *steps)
    (row,) = tables()["sources"]["rows"]
    assert way(row) == way(tables()["sources"]["total"]) == reached


def test_a_cohort_is_followed_beyond_its_year(desk, tables):
    """Who entered in 2020 and was admitted in 2021 is an admission of 2020's cohort; as of 2020 still open."""
    candidate(desk, "2020-01-05", "admission_decision 2021-02-01")
    assert way(tables("2020")["sources"]["rows"][0]) == (1, 1, 1, 1, 1, 0, 0)
    assert way(tables("2020", as_of=date(2020, 12, 31))["sources"]["rows"][0]) == (1, 0, 0, 0, 0, 0, 1)
    assert tables("2021")["sources"]["rows"] == []
    assert way(tables("2021")["sources"]["total"]) == (0, 0, 0, 0, 0, 0, 0)


def test_each_source_and_each_of_its_years_has_a_row(desk, tables):
    """Two sources over three years: rows by source, then by source and year, each with the same total."""
    candidate(desk, "2019-05-05", "admission_decision 2020-02-01")
    candidate(desk, "2021-05-05")
    candidate(desk, "2020-05-05", source="student")
    found = tables()
    assert [(row["source"], row["entered"]) for row in found["sources"]["rows"]] == [("youth_union", 2), ("student", 1)]
    assert [(row["source"], row["year"], row["entered"], row["admitted"]) for row in found["years"]["rows"]] == [
        ("youth_union", "2019", 1, 1), ("youth_union", "2021", 1, 0), ("student", "2020", 1, 0),
    ]  # fmt: skip
    assert way(found["years"]["total"]) == way(found["sources"]["total"]) == (3, 1, 1, 1, 1, 0, 2)
    assert "years" not in tables("2020")


def test_conversion_is_exact_and_rounded_half_up(desk, tables):
    """1 of 3 is 33.33, of 8 is 12.5 and rounds up to 13 without decimals; the fraction stands beside; nobody of nobody is unknown."""
    candidate(desk, "2021-01-05", "admission_decision 2021-02-01")
    for _ in range(2):
        candidate(desk, "2021-01-05")
    row = tables()["sources"]["total"]
    assert (row["percent"], row["course_percent"], row["fraction"]) == ("33.33", "33.33", "1/3")
    for _ in range(5):
        candidate(desk, "2021-01-05")
    assert tables(decimals=0)["sources"]["total"]["percent"] == "13"
    assert tables(decimals=0, rounding="truncate")["sources"]["total"]["percent"] == "12"
    assert tables("2020")["sources"]["total"]["percent"] is None


def test_the_first_sentence_closes(desk, report):
    """Entered is admitted, lost and open, in one sentence of each language."""
    candidate(desk, "2021-01-05", "admission_decision 2021-02-01")
    drop_candidate(desk, candidate(desk, "2021-01-05"), reason="no_will", on=TODAY, return_on=None)
    candidate(desk, "2021-01-05")
    assert report().lead == ("3 entered: 1 admitted, 1 lost, 1 still open.",)
    assert report(lang="vi").lead == ("Đưa vào nguồn 3 người: kết nạp 1, không thành 1, đang theo dõi 1.",)
    (people,) = [table for table in report(explain=True).tables if table.name == "cases"]
    assert [row["outcome"] for row in people.rows] == ["open", "admitted", "lost"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_line_has_room_in_80_columns(desk, report, lang):
    """Long names of sources fold, figures do not."""
    for source in ("village_head", "business_owner", "enterprise_worker"):
        for year in (2019, 2020, 2021):
            candidate(desk, f"{year}-01-05", f"admission_decision {year}-09-01", source=source)
    assert max(map(len, text.render(report(lang=lang, explain=True), Texts(lang)).splitlines())) <= 80
