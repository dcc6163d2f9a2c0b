"""What is known and what is not: the day from which records are complete, and tallies (F9, F10)."""

import pytest

WARD = "committee TG, records from 2019-01-01\ncell A under TG\ncell B under TG\n"


def test_f9_before_the_records_a_year_is_unknown_and_not_zero(reported):
    """Where neither records nor a tally tell of a year, rows and total are unknown, noted, and no cell is a zero unit."""
    answer = reported(WARD + "quota A 2018 2\nquota B 2018 1", period="2018")
    shown = ("unit", "quota", "admitted", "percent", "shortfall", "surplus", "zero_units")
    assert answer.cells(*shown) == [("A", 2, None, None, None, None, 0), ("B", 1, None, None, None, None, 0)]
    assert [answer.total[key] for key in shown] == ["TG", 3, None, None, None, None, 0]
    assert answer.total["gross_shortfall"] is None
    assert answer.notes["not_recorded"] == ["A", "B", "TG"]


def test_f9_the_total_is_the_known_sum(reported):
    """A row that is not known for the whole period is empty; the total adds up what is known and has the same note."""
    facts = """
    committee TG, records from 2019-01-01
    cell A under TG
    cell B under TG, records from 2020-01-01
    case A, decision 2019-05-03
    case B, decision 2020-05-03
    """
    answer = reported(facts, period="2019..2020")
    assert answer.cells("unit", "admitted", "zero_units") == [("A", 1, 0), ("B", None, 0)]
    assert answer.total["admitted"] == 2
    assert answer.notes["not_recorded"] == ["B", "TG"]


def test_f9_events_before_the_records_do_not_count(reported):
    """A decision on file from before the records is not counted and not listed, whatever part of the year is asked for."""
    facts = """
    committee TG, records from 2019-07-01
    cell A under TG
    cell B under TG, records from 2019-01-01
    case A, decision 2019-03-03
    case A, decision 2019-07-01
    case B, decision 2019-03-03
    """
    for period in ("2019", "2019..2020"):
        answer = reported(facts, period=period, explain=True)
        assert answer.cells("unit", "admitted") == [("A", None), ("B", 1)]
        assert answer.total["admitted"] == 2
        assert answer.column("case", "admissions") == ["C3", "C2"]
    second_half = reported(facts, period="2019H2", explain=True)
    assert second_half.cells("unit", "admitted", "zero_units") == [("A", 1, 0), ("B", 0, 1)]
    assert "not_recorded" not in second_half.notes
    assert reported(facts, period="2019H1").cells("unit", "admitted") == [("A", None), ("B", 1)]


@pytest.mark.parametrize(
    ("cell", "first_year_known"),
    [
        ("cell A under S", 2019),
        ("cell A under S, records from 2021-01-01", 2021),
        ("cell A under S, records from 2018-01-01", 2018),
    ],
)
def test_f9_the_day_of_complete_records_is_inherited(reported, cell, first_year_known):
    """A cell's own day holds, else that of the nearest unit above it that has one, in its own report as in the root's."""
    facts = f"committee TG, records from 2017-01-01\nsection S under TG, records from 2019-01-01\n{cell}\n"
    for unit in ("TG", "S", "A"):
        years = range(2017, 2022)
        known = [year for year in years if reported(facts, unit=unit, period=str(year)).total["admitted"] is not None]
        assert known == list(range(first_year_known, 2022))


def test_f9_without_any_such_day_records_begin_when_the_unit_was_entered(reported):
    """Nobody said since when the records are complete: they are from the day on which the unit was entered."""
    facts = "committee TG, entered 2021-03-01\ncell A under TG, entered 2021-06-01\n"
    assert reported(facts, period="2021-05-31..2021-06-30").cells("unit", "admitted") == [("A", None)]
    assert reported(facts, period="2021-06-01..2021-06-30").cells("unit", "admitted") == [("A", 0)]


def test_f9_a_cell_founded_after_the_year_leaves_no_gap(reported):
    """A cell founded in 2021 admitted nobody before, which is no gap in the records of 2018."""
    facts = """
    committee TG, records from 2019-01-01
    cell A under TG, records from 2018-01-01
    cell NEW under TG, since 2021-02-01
    """
    answer = reported(facts, period="2018..2021")
    assert answer.cells("unit", "admitted") == [("A", 0), ("NEW", 0)]
    assert "not_recorded" not in answer.notes


def test_f9_a_committee_without_cells_is_unknown_before_its_records_too(reported):
    """Where no cell stood the committee answers for itself: unknown before the records, nobody after."""
    facts = """
    committee TG, records from 2019-01-01
    cell NEW under TG, since 2020-06-01
    tally TG 2017 2
    """
    admitted = {year: reported(facts, period=year).total["admitted"] for year in ("2017", "2018", "2019", "2020")}
    assert admitted == {"2017": 2, "2018": None, "2019": 0, "2020": 0}
    answer = reported(facts, period="2018..2020")
    assert answer.cells("unit", "admitted") == [("NEW", 0)]
    assert (answer.total["admitted"], answer.notes["not_recorded"]) == (0, ["TG"])


def test_f10_a_tally_of_a_year_ahead_has_not_been_told(reported):
    """As of a day before the year began its tally changes nothing, also where the period reaches into that year."""
    facts = "committee TG, records from 2018-01-01\ncell A under TG\ntally A 2020 3\ncase A, decision 2019-03-03"
    answer = reported(facts, period="2019..2020", as_of="2019-12-31")
    assert answer.cells("unit", "admitted") == [("A", 1)]
    assert "tally_not_divided" not in answer.notes
    assert reported(facts, period="2019..2020", as_of="2020-01-01").notes["tally_not_divided"] == ["A", "TG"]


def test_f10_a_tally_counts_for_its_year_on_either_basis(reported):
    """Before the records a tally is the year's figure, by decision as by ceremony, beside recorded years."""
    facts = WARD + "tally A 2018 4\ntally B 2018 2\ncase A, decision 2019-05-03, ceremony 2019-05-19"
    for basis in ("decision", "ceremony"):
        answer = reported(facts, period="2018..2019", basis=basis)
        assert answer.cells("unit", "admitted") == [("A", 5), ("B", 2)]
        assert answer.total["admitted"] == 7
        assert "not_recorded" not in answer.notes


@pytest.mark.parametrize(
    ("period", "as_of", "admitted"),
    [
        ("2018", "2022-04-26", 4),
        ("2018", "2018-12-31", 4),
        ("2018", "2018-12-30", None),
        ("2018..2019", "2019-06-30", 4),
        ("2018H1", "2022-04-26", None),
        ("2018-01-01..2018-12-30", "2022-04-26", None),
        ("2018-07-01..2019-12-31", "2022-04-26", None),
        ("2017-12-31..2018-12-31", "2022-04-26", None),
    ],
)
def test_f10_a_tally_is_never_divided(reported, period, as_of, admitted):
    """A tally counts for a whole year that had ended; for a part of one the row is unknown and the note says why."""
    facts = WARD + "tally A 2018 4\n"
    answer = reported(facts, unit="A", period=period, as_of=as_of)
    assert answer.column("admitted") == [admitted]
    starts_before = period.startswith("2017")
    assert ("tally_not_divided" in answer.notes) == (admitted is None and not starts_before)
    assert ("not_recorded" in answer.notes) == starts_before


def test_f10_an_undivided_tally_leaves_the_known_rest(reported):
    """Beside a cell whose tally cannot be divided the others count, and the total is what is known."""
    facts = "committee TG, records from 2018-01-01\ncell A under TG\ncell B under TG\n"
    facts += "tally A 2018 4\ncase B, decision 2018-03-03"
    answer = reported(facts, period="2018H1")
    assert answer.cells("unit", "admitted") == [("A", None), ("B", 1)]
    assert answer.total["admitted"] == 1
    assert answer.notes["tally_not_divided"] == ["A", "TG"]
    assert "not_recorded" not in answer.notes


def test_f10_a_tally_of_zero_says_nobody(reported):
    """A tally of 0 is knowledge: the cell admitted nobody and is a zero unit, unlike one without a tally."""
    answer = reported(WARD + "tally A 2018 0", period="2018")
    assert answer.cells("unit", "admitted", "zero_units") == [("A", 0, 1), ("B", None, 0)]
    assert answer.total["zero_units"] == 1


def test_f10_a_committees_tally_is_its_own_row(reported):
    """The tally of a committee is a row of its own; how it fell on the cells is not known, but nothing is missing above."""
    facts = """
    committee TG, records from 2019-01-01
    section S under TG
    cell S-1 under S
    cell S-2 under S
    tally S 2018 9, document BC-18
    """
    section = reported(facts, unit="S", period="2018", explain=True)
    assert section.cells("unit", "own", "admitted") == [("S-1", False, None), ("S-2", False, None), ("S", True, 9)]
    assert section.row("S", own=True)["name"] == "Đơn vị S (own)"
    assert section.total["admitted"] == 9
    assert section.notes["not_recorded"] == ["S-1", "S-2"]
    assert section.cells("unit", "count", "document", table="tallies") == [("S", 9, "BC-18")]
    above = reported(facts, period="2018")
    assert above.cells("unit", "own", "admitted") == [("S", False, 9)]
    assert above.total["admitted"] == 9
    assert "not_recorded" not in above.notes
    cell = reported(facts, unit="S-1", period="2018")
    assert (cell.total["admitted"], cell.notes["not_recorded"]) == (None, ["S-1"])


def test_f10_a_committees_tally_beside_cells_that_were_recorded(reported):
    """In a year that a committee's tally stands for, its recorded cells are unknown, not zero; the years after are known."""
    facts = "committee TG, records from 2017-01-01\ncell A under TG\ntally TG 2018 3\ncase A, decision 2019-05-03"
    answer = reported(facts, period="2018")
    assert answer.cells("unit", "own", "admitted", "zero_units") == [("A", False, None, 0), ("TG", True, 3, 0)]
    assert reported(facts, period="2019").cells("unit", "admitted") == [("A", 1)]
    both = reported(facts, period="2018..2019")
    assert both.cells("unit", "admitted") == [("A", None), ("TG", 3)]
    assert both.total["admitted"] == 4
