"""The shortfall report: its order, years behind, last admission, open candidates (F13)."""

import pytest
from factbook import read

QUOTAS = "\n".join(f"quota {cell} {year} 2" for cell in "ABC" for year in (2018, 2019, 2020, 2021))
WARD = f"committee TG, records from 2015-01-01\ncell A under TG\ncell B under TG\ncell C under TG\n{QUOTAS}\n"


def test_f13_the_worst_comes_first(reported):
    """Rows go by shortfall down, percent up, then code; a quota of 0 follows those met, a missing one comes last."""
    facts = """
    committee TG, records from 2015-01-01
    cell A under TG
    cell B under TG
    cell C under TG
    cell D under TG
    cell E under TG
    cell F under TG
    cell G under TG
    quota A 2020 4
    quota B 2020 2
    quota C 2020 0
    quota D 2020 1
    quota F 2020 2
    quota G 2020 3
    case A, decision 2020-02-01
    case A, decision 2020-02-01
    case D, decision 2020-02-01
    case E, decision 2020-02-01
    case G, decision 2020-02-01
    """
    rows = reported(facts, "shortfall", period="2020").cells("unit", "shortfall", "percent")
    assert rows == [
        ("B", 2, "0.00"),
        ("F", 2, "0.00"),
        ("G", 2, "33.33"),
        ("A", 2, "50.00"),
        ("D", 0, "100.00"),
        ("C", 0, None),
        ("E", None, None),
    ]


@pytest.mark.parametrize(
    ("as_of", "years"),
    [("2021-06-30", 3), ("2021-12-30", 3), ("2021-12-31", 4), ("2022-04-26", 4), ("2019-12-31", 2), ("2018-06-30", 0)],
)
def test_f13_years_behind_are_complete_years_up_to_the_as_of_day(reported, as_of, years):
    """A year counts once it is over: the as-of day inside a year leaves that year out, whatever the period asked for."""
    for period in ("2018", "2021"):
        if period <= as_of[:4]:
            answer = reported(WARD, "shortfall", period=period, as_of=as_of)
            assert answer.row("A")["years_behind"] == years


def test_f13_a_year_on_plan_or_without_a_quota_ends_the_run(reported):
    """Behind are the years in a row, back from the last; one that met its quota, had 0 or none ends them."""
    facts = f"""{WARD}
    case A, decision 2019-02-01
    case A, decision 2019-03-01
    case B, decision 2021-02-01
    case B, decision 2021-03-01
    quota C 2020 0, decided 2020-01-31
    cell D under TG
    quota D 2018 1
    quota D 2020 1
    quota D 2021 1
    """
    answer = reported(facts, "shortfall", period="2021")
    assert {row["unit"]: row["years_behind"] for row in answer.tables["units"]} == {"A": 2, "B": 0, "C": 1, "D": 2}


def test_f13_years_behind_of_the_total_follow_its_own_quota(reported):
    """The committee is behind where its own quota, else its cells', was missed; an own row has no such figure."""
    facts = WARD + "case A, decision 2021-02-01\n" * 6
    assert reported(facts, "shortfall", period="2021").total["years_behind"] == 0
    answer = reported(facts + "quota TG 2021 7\ntally TG 2017 3", "shortfall", period="2017..2021")
    assert answer.total["years_behind"] == 4
    assert answer.row("TG", own=True)["years_behind"] is None


def test_f13_a_year_that_is_not_known_ends_the_run(reported):
    """Before the records nobody can say that a unit was behind, not even when what is known lies below the quota."""
    facts = """
    committee TG, records from 2020-01-01
    cell A under TG
    cell B under TG, records from 2021-01-01
    quota A 2019 1
    quota A 2020 1
    quota A 2021 1
    quota B 2020 1
    quota B 2021 1
    """
    answer = reported(facts, "shortfall", period="2021")
    assert answer.cells("unit", "years_behind") == [("A", 2), ("B", 1)]
    assert answer.total["years_behind"] == 1


def test_f13_a_tally_below_the_quota_is_a_year_behind(reported):
    """Years before the records count as behind where a tally tells that the quota was missed."""
    facts = "committee TG, records from 2020-01-01\ncell A under TG\n"
    facts += "".join(f"quota A {year} 3\n" for year in range(2016, 2022))
    facts += "tally A 2016 1\ntally A 2017 3\ntally A 2018 2\ntally A 2019 0"
    assert reported(facts, "shortfall", period="2021").row("A")["years_behind"] == 4


def test_f13_a_young_unit_is_behind_for_no_year(reported):
    """A cell without a complete year has no year behind, in the committee's report as in its own."""
    facts = WARD + "cell NEW under TG, since 2022-02-01\nquota NEW 2022 1"
    assert reported(facts, "shortfall", period="2022").row("NEW")["years_behind"] == 0
    assert reported(facts, "shortfall", unit="NEW", period="2022").total["years_behind"] == 0


@pytest.mark.parametrize(
    ("facts", "as_of", "last"),
    [
        ("case A, decision 2016-05-03, ceremony 2016-06-01", "2022-04-26", "2016-05-03"),
        ("case A, decision 2016-05-03\ncase A, decision 2021-01-01", "2020-12-31", "2016-05-03"),
        ("case A, decision 2016-05-03\ncase A, decision 2021-01-01", "2021-01-01", "2021-01-01"),
        ("case A, decision 2016-05-03, annulled 2017-01-01", "2022-04-26", None),
        ("tally A 2017 3", "2022-04-26", "2017"),
        ("tally A 2017 3", "2017-12-31", "2017"),
        ("tally A 2017 3", "2017-12-30", None),
        ("tally A 2017 0", "2022-04-26", None),
        ("tally A 2017 3\ncase A, decision 2018-05-03", "2022-04-26", "2018-05-03"),
        ("tally A 2017 3\ncase A, decision 2016-05-03", "2022-04-26", "2017"),
    ],
)
def test_f13_the_last_admission_ever(reported, facts, as_of, last):
    """The latest admission up to the as-of day, also from before the period; of a later tally only the year is known."""
    answer = reported(WARD + facts, "shortfall", period=as_of[:4], as_of=as_of)
    assert answer.row("A")["last_admission"] == answer.total["last_admission"] == last
    assert answer.row("B")["last_admission"] is None


def test_f13_the_last_admission_follows_the_basis(reported):
    """By ceremony the last admission is the last ceremony."""
    facts = WARD + "case A, decision 2016-05-03, ceremony 2016-06-01"
    assert reported(facts, "shortfall", basis="ceremony").row("A")["last_admission"] == "2016-06-01"


def test_f13_open_candidates_are_neither_admitted_nor_ended(reported):
    """Counted are cases listed by the as-of day that had no decision, ceremony or end by then."""
    facts = f"""{WARD}
    case A, listed 2019-01-01
    case A, listed 2019-01-01, decision 2020-05-03
    case A, listed 2019-01-01, ceremony 2020-05-03
    case B, listed 2019-01-01, dropped 2020-05-03
    case B, listed 2021-01-01
    """
    open_on = {
        as_of: reported(facts, "shortfall", period="2019", as_of=as_of).cells("unit", "open_candidates")
        for as_of in ("2019-06-30", "2020-05-02", "2020-05-03", "2021-01-01")
    }
    before, after = [("A", 3), ("B", 1), ("C", 0)], [("A", 1), ("B", 0), ("C", 0)]
    assert {day: sorted(rows) for day, rows in open_on.items()} == {
        "2019-06-30": before,
        "2020-05-02": before,
        "2020-05-03": after,
        "2021-01-01": [("A", 1), ("B", 1), ("C", 0)],
    }


def test_f13_the_lead_tells_net_and_gross(opened, built):
    """The first sentences give admitted and quota, net and gross shortfall, the worst units, zero cells, candidates."""
    facts = WARD + "case A, decision 2021-02-01\n" * 3 + "case B, listed 2021-01-01"
    with opened(read(facts)) as run:
        report = built(run, "shortfall", period="2021")
    assert report.lead == (
        "Admitted 3, quota 6.",
        "Short by 3 net, by 4 over the units that fell short (surplus hides 1).",
        "Furthest behind: B, C.",
        "2 of 3 cells admitted nobody in the period.",
        "1 candidates are on the way.",
    )
