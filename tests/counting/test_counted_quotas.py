"""Quotas, percentages and rows that add up (F5, F6, F7, F8, F15)."""

import pytest

WARD = "committee TG, records from 2015-01-01\ncell A under TG\ncell B under TG\n"


@pytest.mark.parametrize(
    ("as_of", "quota"),
    [("2018-12-14", None), ("2018-12-15", 2), ("2019-06-29", 2), ("2019-06-30", 5), ("2020-03-01", 0)],
)
def test_f5_the_version_in_force_is_the_latest_decided_by_the_as_of_day(reported, as_of, quota):
    """A change of the quota holds from the day of its decision; the day before, the old figure still does."""
    facts = WARD + "quota A 2019 2, decided 2018-12-15\nquota A 2019 5, decided 2019-06-30\n"
    answer = reported(facts + "quota A 2019 0, decided 2020-03-01", unit="A", period="2019", as_of=as_of)
    assert answer.total["quota"] == quota
    assert ("quota_not_set" in answer.notes) == (quota is None)


def test_f5_zero_is_a_quota(reported):
    """A quota of 0 is met: shortfall 0, no percentage, and not called missing."""
    facts = WARD + "quota A 2019 0\nquota B 2019 0\ncase B, decision 2019-03-03"
    answer = reported(facts, period="2019")
    shown = ("unit", "quota", "admitted", "percent", "shortfall", "surplus")
    assert answer.cells(*shown) == [("A", 0, 0, None, 0, 0), ("B", 0, 1, None, 0, 1)]
    assert answer.total["quota"] == answer.total["shortfall"] == 0
    assert answer.total["percent"] is None
    assert "quota_not_set" not in answer.notes


def test_f5_an_assumed_quota_is_called_so(reported):
    """The note names the unit whose own figure is assumed, else the rows; a decided one takes it away."""
    facts = WARD + "quota A 2019 2, assumed\nquota B 2019 1\n"
    assert reported(facts + "quota TG 2019 3, assumed", period="2019").notes["quota_assumed"] == ["TG"]
    assert reported(facts + "quota TG 2019 3", period="2019").notes["quota_assumed"] == ["A"]
    assert reported(facts, period="2019").notes["quota_assumed"] == ["TG"]
    decided = facts + "quota A 2019 2, decided 2019-02-01"
    assert "quota_assumed" not in reported(decided, period="2019").notes
    assert reported(decided, period="2019", as_of="2019-01-31").notes["quota_assumed"] == ["TG"]


def test_f5_an_unknown_total_is_not_called_assumed(reported):
    """Where the total has no quota the note names the rows whose assumed quota is shown."""
    answer = reported(WARD + "quota A 2019 2, assumed", period="2019")
    assert answer.notes["quota_assumed"] == ["A"]
    assert answer.notes["quota_not_set"] == ["TG", "B"]


@pytest.mark.parametrize(
    ("period", "quota", "part_year"),
    [
        ("2019", 12, False),
        ("2019..2021", 12 + 20 + 40, False),
        ("2019H1", 12, True),
        ("2020Q3", 20, True),
        ("2019-12-31..2020-01-01", 12 + 20, True),
        ("2019-01-01..2020-12-31", 12 + 20, False),
        ("2019-07-01..2021-12-31", 12 + 20 + 40, True),
    ],
)
def test_f6_a_period_has_the_full_quota_of_every_year_it_touches(reported, period, quota, part_year):
    """A half, a quarter or two days are set against the whole year's quota, and the report says so."""
    facts = WARD + "quota TG 2019 12\nquota TG 2020 20\nquota TG 2021 40"
    answer = reported(facts, period=period)
    assert answer.total["quota"] == quota
    assert ("part_year" in answer.notes) == part_year


def test_f6_the_as_of_day_cuts_a_year_too(reported):
    """A year seen from its middle is a part-year result against the full-year quota; from its last day it is whole."""
    facts = WARD + "quota TG 2021 4\ncase A, decision 2021-03-03\ncase A, decision 2021-09-03"
    cut = reported(facts, period="2021", as_of="2021-06-30")
    assert (cut.total["quota"], cut.total["admitted"], cut.total["percent"]) == (4, 1, "25.00")
    assert cut.notes["part_year"] == ["TG"]
    assert cut.texts["part_year"] == (
        "A part-year result (1 Jan 2021 to 30 Jun 2021), set against the full-year quota."
    )
    whole = reported(facts, period="2021", as_of="2021-12-31")
    assert (whole.total["admitted"], "part_year" in whole.notes) == (2, False)


def test_f6_a_period_that_lies_ahead_has_its_quota_and_nobody_yet(reported):
    """A plan for next year can be shown: the quota, no admission, also none of today, and no cell called zero."""
    facts = WARD + "quota TG 2022 4\nquota TG 2023 5, decided 2022-01-15\ncase A, decision 2022-04-26"
    for period in ("2023", "2022H2"):
        answer = reported(facts, period=period, explain=True)
        assert answer.cells("unit", "admitted", "zero_units") == [("A", 0, 0), ("B", 0, 0)]
        assert answer.column("case", "admissions") == []
        assert "part_year" in answer.notes
    assert reported(facts, period="2023").total["quota"] == 5


def test_f7_a_row_has_its_own_quota_else_the_sum_of_its_children(reported):
    """The sum of the cells stands in for a committee without a quota of its own, at every level."""
    facts = """
    committee TG, records from 2015-01-01
    section S under TG
    cell S-1 under S
    cell S-2 under S
    section T under TG
    cell T-1 under T
    quota S-1 2019 2
    quota S-2 2019 3
    quota T 2019 7
    quota T-1 2019 4
    """
    answer = reported(facts, period="2019")
    assert answer.cells("unit", "quota") == [("S", 5), ("T", 7)]
    assert (answer.total["quota"], answer.total["allocated"]) == (12, 12)
    assert "allocation_differs" not in answer.notes
    below = reported(facts, period="2019", unit="T")
    assert (below.total["quota"], below.total["allocated"]) == (7, 4)


def test_f7_a_missing_quota_leaves_quota_and_percent_unknown(reported):
    """Without a quota there is no percentage, shortfall or surplus, but the admissions are all there."""
    facts = WARD + "quota A 2019 2\ncase A, decision 2019-05-03\ncase B, decision 2019-05-03"
    answer = reported(facts, period="2019")
    shown = ("quota", "admitted", "percent", "shortfall", "surplus")
    assert [answer.total[key] for key in shown] == [None, 2, None, None, None]
    assert [answer.row("B")[key] for key in shown] == [None, 1, None, None, None]
    assert answer.row("B")["quota_text"] is None
    assert answer.notes["quota_not_set"] == ["TG", "B"]
    assert (answer.total["allocated"], answer.total["gross_shortfall"]) == (2, 1)


def test_f7_quotas_are_never_mixed_by_year(reported):
    """Where one of three years lacks a quota the whole period does; own and children's years are not patched together."""
    own_for_two = "quota TG 2019 5\nquota TG 2020 5\n"
    cells_for_one = "quota A 2021 1\nquota B 2021 1\n"
    answer = reported(WARD + own_for_two + cells_for_one)
    assert (answer.total["quota"], answer.total["percent"], answer.total["admitted"]) == (None, None, 0)
    assert answer.notes["quota_not_set"] == ["TG", "A", "B"]
    every_year = "".join(f"quota {cell} {year} 1\n" for cell in "AB" for year in (2019, 2020))
    assert reported(WARD + own_for_two + cells_for_one + every_year).total["quota"] == 6


def test_f7_both_figures_are_given_where_the_allocation_differs(reported):
    """A committee's quota and the sum allocated to its cells are two figures, and the note gives both."""
    facts = WARD + "quota TG 2019 10\nquota A 2019 4\nquota B 2019 7"
    answer = reported(facts, period="2019")
    assert (answer.total["quota"], answer.total["allocated"]) == (10, 11)
    assert answer.notes["allocation_differs"] == ["TG"]
    assert "10" in answer.texts["allocation_differs"]
    assert "11" in answer.texts["allocation_differs"]
    partly = reported(WARD + "quota TG 2019 10\nquota A 2019 4", period="2019")
    assert (partly.total["allocated"], "allocation_differs" in partly.notes) == (4, True)
    none_allocated = reported(WARD + "quota TG 2019 10", period="2019")
    assert (none_allocated.total["allocated"], "allocation_differs" in none_allocated.notes) == (None, False)


def test_f7_a_young_or_closed_unit_lacks_no_quota_for_years_it_did_not_see(reported):
    """A cell founded in the last year of the period needs a quota for that year only, a closed one until its own."""
    facts = """
    committee TG, records from 2015-01-01
    cell NEW under TG, since 2021-03-01
    cell OLD under TG, until 2019-08-31
    quota NEW 2021 2
    quota OLD 2019 3
    """
    answer = reported(facts)
    assert answer.cells("unit", "quota") == [("NEW", 2), ("OLD", 3)]
    assert answer.total["quota"] == 5
    assert "quota_not_set" not in answer.notes


def test_f8_what_belongs_to_the_committee_alone_is_its_own_row(reported):
    """A committee's tally beside recorded cells is an own row without a quota, and the rows add up with it."""
    facts = WARD + "tally TG 2018 7\nquota A 2018 1\nquota B 2018 1\nquota A 2019 1\nquota B 2019 1\n"
    facts += "case A, decision 2019-05-03"
    answer = reported(facts, period="2018..2019")
    own = answer.row("TG", own=True)
    assert (own["admitted"], own["quota"], own["percent"], own["zero_units"]) == (7, None, None, 0)
    assert "quota_not_set" not in answer.notes
    assert answer.total["admitted"] == 8
    assert [row["own"] for row in reported(facts, period="2019").tables["units"]] == [False, False]


def test_f8_gross_shortfall_is_not_netted_across_rows(reported):
    """A surplus in one cell makes the net shortfall smaller and never the gross one; each row is netted over the years."""
    facts = f"""{WARD}
    quota A 2019 3
    quota A 2020 3
    quota B 2019 1
    quota B 2020 1
    case A, decision 2019-02-02
    case B, decision 2019-02-02
    case B, decision 2020-02-02
    case B, decision 2020-03-02
    case B, decision 2020-04-02
    """
    answer = reported(facts, period="2019..2020")
    assert answer.cells("unit", "shortfall", "surplus") == [("A", 5, 0), ("B", 0, 2)]
    assert (answer.total["shortfall"], answer.total["gross_shortfall"]) == (3, 5)


def test_f8_gross_shortfall_is_taken_at_the_depth_shown(reported):
    """Two cells that balance inside a section hide their gap from above and show it in the section's own report."""
    facts = """
    committee TG, records from 2015-01-01
    section S under TG
    cell S-1 under S
    cell S-2 under S
    quota S-1 2019 2
    quota S-2 2019 0
    case S-2, decision 2019-02-02
    case S-2, decision 2019-02-03
    """
    assert reported(facts, period="2019").total["gross_shortfall"] == 0
    assert reported(facts, period="2019", unit="S").total["gross_shortfall"] == 2


def test_f8_a_cell_shows_itself(reported):
    """The report of a cell is one own row with the cell's figures, equal to its total."""
    facts = WARD + "quota A 2019 2\ncase A, decision 2019-05-03"
    answer = reported(facts, unit="A", period="2019")
    (row,) = answer.tables["units"]
    shown = ("unit", "quota", "admitted", "percent", "shortfall", "surplus", "zero_units")
    assert row["own"] is True
    assert [row[key] for key in shown] == ["A", 2, 1, "50.00", 1, 0, 0]
    assert [answer.total[key] for key in shown] == [row[key] for key in shown]
    assert (answer.total["allocated"], answer.total["gross_shortfall"]) == (2, 1)


def test_f8_a_unit_is_found_in_small_letters_too(reported):
    """The code of a unit may be typed in small letters, and without one the root is meant."""
    facts = WARD + "case A, decision 2019-05-03"
    assert reported(facts, unit="a").document["unit"]["code"] == "A"
    assert reported(facts).document["unit"]["code"] == "TG"


@pytest.mark.parametrize(
    ("admitted", "quota", "decimals", "rounding", "percent"),
    [
        (7, 8, 0, "half-up", "88"),
        (7, 8, 0, "truncate", "87"),
        (7, 8, 1, "half-up", "87.5"),
        (1, 8, 0, "half-up", "13"),
        (1, 8, 2, "half-up", "12.50"),
        (1, 3, 2, "half-up", "33.33"),
        (2, 3, 2, "half-up", "66.67"),
        (2, 3, 2, "truncate", "66.66"),
        (2, 3, 6, "half-up", "66.666667"),
        (121, 160, 2, "half-up", "75.63"),
        (5, 4, 2, "half-up", "125.00"),
        (0, 9, 2, "half-up", "0.00"),
    ],
)
def test_f15_percentages_are_exact(reported, admitted, quota, decimals, rounding, percent):
    """Admitted × 100 ÷ quota, half-up or truncated to the decimals asked, in the row as in the total."""
    facts = WARD + f"quota A 2014 {quota}\nquota B 2014 0\ntally A 2014 {admitted}\ntally B 2014 0"
    answer = reported(facts, period="2014", decimals=decimals, rounding=rounding)
    assert answer.row("A")["percent"] == answer.total["percent"] == percent
    assert answer.row("A")["fraction"] == f"{admitted}/{quota}"
