"""Zero units: cells that admitted nobody, and those that cannot be judged (F11)."""

import pytest

WARD = """
committee TG, records from 2015-01-01
section S under TG
cell S-1 under S
cell S-2 under S
cell T under TG
"""


def test_f11_zero_units_are_the_cells_at_or_below_a_row(reported):
    """A cell counts itself, a section the cells under it, the total all of them; committees are no zero units."""
    facts = WARD + "case S-1, decision 2020-05-03"
    answer = reported(facts)
    assert answer.cells("unit", "zero_units") == [("S", 1), ("T", 1)]
    assert answer.total["zero_units"] == 2
    assert reported(facts, unit="S").cells("unit", "zero_units") == [("S-1", 0), ("S-2", 1)]
    assert reported(facts, "zero").column("unit") == ["S-2", "T"]
    assert reported(facts, "zero").total["zero_units"] == 2
    assert reported(facts, "zero", unit="S").column("unit") == ["S-2"]


def test_f11_one_admission_in_the_period_by_the_basis_is_enough(reported):
    """Judged is the period and the basis: a cell is zero by ceremony in a year that only saw the decision."""
    facts = WARD + "case T, decision 2020-12-20, ceremony 2021-01-10"
    zero = {
        (period, basis): "T" in reported(facts, "zero", period=period, basis=basis).column("unit")
        for period in ("2020", "2021")
        for basis in ("decision", "ceremony")
    }
    assert zero == {
        ("2020", "decision"): False,
        ("2020", "ceremony"): True,
        ("2021", "decision"): True,
        ("2021", "ceremony"): False,
    }


@pytest.mark.parametrize(
    ("cell", "as_of", "reason"),
    [
        ("cell X under TG", "2022-04-26", None),
        ("cell X under TG, since 2020-01-01", "2022-04-26", None),
        ("cell X under TG, since 2020-01-02", "2022-04-26", "younger"),
        ("cell X under TG, until 2020-12-31", "2022-04-26", None),
        ("cell X under TG, until 2020-12-30", "2022-04-26", "closed"),
        ("cell X under TG, until 2020-06-30", "2020-06-30", None),
        ("cell X under TG, until 2020-06-30", "2020-07-01", "closed"),
        ("cell X under TG, records from 2020-01-01", "2022-04-26", None),
        ("cell X under TG, records from 2020-01-02", "2022-04-26", "not_recorded"),
    ],
)
def test_f11_a_zero_unit_stood_and_was_recorded_on_every_day(reported, cell, as_of, reason):
    """A cell younger than the period, closed in it or not recorded for all of it is no zero unit but listed apart."""
    facts = f"committee TG, records from 2015-01-01\n{cell}"
    answer = reported(facts, "zero", period="2020", as_of=as_of)
    assert answer.column("unit") == ([] if reason else ["X"])
    assert answer.cells("unit", "reason", table="apart") == ([("X", reason)] if reason else [])
    assert reported(facts, period="2020", as_of=as_of).total["zero_units"] == (0 if reason else 1)


def test_f11_the_reasons_are_told_in_words(reported):
    """Each cell that cannot be judged comes with a sentence that names the day."""
    facts = """
    committee TG, records from 2015-01-01
    cell NEW under TG, since 2020-03-01
    cell OLD under TG, until 2020-06-30
    cell LATE under TG, records from 2020-05-01
    """
    assert reported(facts, "zero", period="2020").cells("unit", "why", table="apart") == [
        ("LATE", "not recorded for the whole period (complete from 1 May 2020)"),
        ("NEW", "formed 1 Mar 2020, after the period began"),
        ("OLD", "closed within the period"),
    ]


def test_f11_a_period_that_lies_ahead_judges_nobody(reported):
    """Of a year that has not begun no cell can be called zero."""
    answer = reported(WARD, "zero", period="2023")
    assert answer.column("unit") == []
    assert set(answer.column("reason", "apart")) == {"not_begun"}


def test_f11_a_period_under_way_is_judged_up_to_the_as_of_day(reported):
    """A cell founded after the as-of day is not there yet, and one that stood so far counts as zero so far."""
    facts = "committee TG, records from 2015-01-01\ncell A under TG\ncell NEW under TG, since 2021-09-01"
    answer = reported(facts, "zero", period="2021", as_of="2021-06-30")
    assert answer.column("unit") == ["A"]
    assert answer.column("unit", "apart") == []


def test_f11_zero_units_tell_for_how_long_and_who_is_there(reported):
    """Longest without an admission first: complete years known to be empty, last admission, members, open candidates."""
    facts = """
    committee TG, records from 2018-01-01
    cell A under TG
    cell B under TG
    cell C under TG
    cell D under TG
    tally C 2017 0
    tally C 2016 2
    tally D 2017 3
    case A, decision 2019-05-03
    case B, listed 2021-01-01
    case B, listed 2021-01-01, dropped 2021-05-01
    case B, listed 2022-01-01
    members B 5
    quota B 2021 2
    """
    answer = reported(facts, "zero", period="2021")
    shown = ("unit", "quota", "years_without", "last_admission", "members", "open_candidates")
    assert answer.cells(*shown) == [
        ("C", None, 5, "2016", 0, 0),
        ("B", 2, 4, None, 5, 2),
        ("D", None, 4, "2017", 0, 0),
        ("A", None, 2, "2019-05-03", 0, 0),
    ]
    assert (answer.total["zero_units"], answer.total["members"], answer.total["open_candidates"]) == (4, 5, 2)


def test_f11_years_without_an_admission_are_complete_years(reported):
    """The year of the as-of day counts from its last day on; a cell without one complete year has none."""
    facts = "committee TG, records from 2018-01-01\ncell A under TG\ncell NEW under TG, since 2021-01-01"
    years = {
        as_of: reported(facts, "zero", period="2021", as_of=as_of).cells("unit", "years_without")
        for as_of in ("2021-12-30", "2021-12-31")
    }
    assert years == {"2021-12-30": [("A", 3), ("NEW", 0)], "2021-12-31": [("A", 4), ("NEW", 1)]}
    own = reported(facts, "zero", unit="NEW", period="2021", as_of="2021-12-30")
    assert own.cells("unit", "years_without") == [("NEW", 0)]
