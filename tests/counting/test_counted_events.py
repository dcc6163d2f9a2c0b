"""Which events count, when and where (F1, F2, F3, F14)."""

import pytest

from partytrack.core.errors import UnitGone, UnitNotYet

WARD = """
committee TG, records from 2015-01-01
cell A under TG
cell B under TG
quota TG 2019 4
quota TG 2020 4
quota TG 2021 4
"""


@pytest.mark.parametrize(
    ("period", "counted"),
    [
        ("2019-05-03..2019-05-03", 1),
        ("2019-05-03..2019-12-31", 1),
        ("2019-01-01..2019-05-03", 1),
        ("2019-05-04..2019-12-31", 0),
        ("2019-01-01..2019-05-02", 0),
        ("2019H1", 1),
        ("2019Q2", 1),
        ("2019Q3", 0),
        ("2019", 1),
        ("2018..2019", 1),
        ("2020..2021", 0),
    ],
)
def test_f1_both_ends_of_a_period_belong_to_it(reported, period, counted):
    """An admission on the first or the last day of a period counts in it, one on the day before or after does not."""
    answer = reported(WARD + "case A, decision 2019-05-03", period=period)
    assert answer.row("A")["admitted"] == answer.total["admitted"] == counted


def test_f1_new_year_parts_two_years(reported):
    """31 December belongs to the old year and 1 January to the new one."""
    facts = WARD + "case A, decision 2019-12-31\ncase B, decision 2020-01-01"
    assert reported(facts, period="2019").cells("unit", "admitted") == [("A", 1), ("B", 0)]
    assert reported(facts, period="2020").cells("unit", "admitted") == [("A", 0), ("B", 1)]


def test_f1_the_as_of_day_is_included(reported):
    """A decision of the as-of day has happened, one of the day after has not."""
    facts = WARD + "case A, decision 2021-06-30\ncase B, decision 2021-07-01"
    assert reported(facts, as_of="2021-06-30").cells("unit", "admitted") == [("A", 1), ("B", 0)]


def test_f1_a_unit_without_a_first_day_is_valid_for_all_past_days(reported):
    """A cell entered without its founding day counts in any year, one founded later is no row before its day."""
    facts = """
    committee TG, records from 2000-01-01
    cell OLD under TG
    cell NEW under TG, since 2020-06-01
    case OLD, decision 2001-02-03
    """
    assert reported(facts, period="2001").cells("unit", "admitted") == [("OLD", 1)]
    assert reported(facts, period="2020").column("unit") == ["NEW", "OLD"]


def test_f1_a_unit_is_asked_about_only_for_days_on_which_it_stood(reported):
    """A report on a unit for days wholly before its first or after its last is refused with that day."""
    facts = """
    committee TG, records from 2015-01-01
    cell NEW under TG, since 2020-06-01
    cell OLD under TG, until 2019-06-30
    """
    with pytest.raises(UnitNotYet):
        reported(facts, unit="NEW", period="2019")
    with pytest.raises(UnitNotYet):
        reported(facts, unit="NEW", period="2020", as_of="2020-05-31")
    with pytest.raises(UnitGone):
        reported(facts, unit="OLD", period="2020")
    assert reported(facts, unit="NEW", period="2020", as_of="2020-06-01").total["admitted"] == 0
    assert reported(facts, unit="OLD", period="2019").total["admitted"] == 0


@pytest.mark.parametrize(("as_of", "counted"), [("2019-09-30", 1), ("2019-10-01", 0), ("2022-04-26", 0)])
def test_f2_an_annulled_decision_counts_until_the_day_of_its_annulment(reported, as_of, counted):
    """As of a day before the annulment the admission stands, from that day on it never did."""
    facts = WARD + "case A, decision 2019-05-03, ceremony 2019-05-19, annulled 2019-10-01"
    for basis in ("decision", "ceremony"):
        answer = reported(facts, period="2019", as_of=as_of, basis=basis, explain=True)
        assert answer.total["admitted"] == counted
        assert answer.column("case", "admissions") == ["C1"] * counted


def test_f2_decision_and_ceremony_are_two_bases(reported):
    """The same case counts in the year of its decision by decision, in that of its ceremony by ceremony."""
    facts = WARD + "case A, decision 2019-12-20, ceremony 2020-01-10"
    counts = {
        (basis, period): reported(facts, basis=basis, period=period).total["admitted"]
        for basis in ("decision", "ceremony")
        for period in ("2019", "2020")
    }
    assert counts == {
        ("decision", "2019"): 1,
        ("decision", "2020"): 0,
        ("ceremony", "2019"): 0,
        ("ceremony", "2020"): 1,
    }


def test_f2_a_case_without_the_day_of_the_basis_is_named_and_not_counted(reported):
    """The other day never stands in for a missing one: the case is left out and named with its cell."""
    facts = WARD + "case A, decision 2019-05-03\ncase B, ceremony 2019-06-01"
    by_ceremony = reported(facts, period="2019", basis="ceremony")
    assert by_ceremony.cells("unit", "admitted") == [("A", 0), ("B", 1)]
    assert by_ceremony.notes["basis_missing"] == ["A"]
    assert "C1" in by_ceremony.texts["basis_missing"]
    assert "C2" not in by_ceremony.texts["basis_missing"]
    by_decision = reported(facts, period="2019")
    assert by_decision.cells("unit", "admitted") == [("A", 1), ("B", 0)]
    assert by_decision.notes["basis_missing"] == ["B"]
    assert "C2" in by_decision.texts["basis_missing"]


def test_f2_a_case_with_both_days_is_never_called_incomplete(reported):
    """A case whose ceremony came after the period lacks nothing, unless the as-of day lies before it."""
    facts = WARD + "case A, decision 2019-12-20, ceremony 2020-01-10"
    assert "basis_missing" not in reported(facts, period="2019", basis="ceremony").notes
    assert reported(facts, period="2019", basis="ceremony", as_of="2020-01-09").notes["basis_missing"] == ["A"]


def test_f2_an_annulled_case_is_not_called_incomplete(reported):
    """A decision annulled by the as-of day misses no ceremony; before that day it does."""
    facts = WARD + "case A, decision 2019-05-03, annulled 2019-10-01"
    assert "basis_missing" not in reported(facts, period="2019", basis="ceremony").notes
    assert reported(facts, period="2019", basis="ceremony", as_of="2019-09-30").notes["basis_missing"] == ["A"]


def test_f2_removed_probationers_and_readmissions_count(reported):
    """Who is removed in probation was admitted all the same, and who is admitted again counts twice."""
    facts = WARD + (
        "case A, decision 2019-05-03, ceremony 2019-05-19, removed 2020-02-01\n"
        "case B, person C1, decision 2021-05-03, ceremony 2021-05-19"
    )
    answer = reported(facts, explain=True)
    assert answer.total["admitted"] == 2
    assert answer.cells("case", "name", table="admissions") == [("C1", "Người 1"), ("C2", "Người 1")]


def test_f2_members_on_the_roll_make_no_admission(reported):
    """The roll of members never counts, and neither does a case that is only open."""
    answer = reported(WARD + "members A 40\ncase A, listed 2019-03-01", explain=True)
    assert answer.total["admitted"] == 0
    assert answer.column("case", "admissions") == []


def test_f3_an_event_counts_in_the_unit_of_its_case(reported):
    """A person who moved to another cell after admission still counts in the cell that admitted them."""
    facts = WARD + "case A, decision 2019-05-03, ceremony 2019-05-19\nmoved C1 to B on 2020-03-01"
    answer = reported(facts)
    assert answer.document["map"] == "then"
    assert answer.cells("unit", "admitted") == [("A", 1), ("B", 0)]


def test_f3_a_departed_unit_keeps_its_row_with_its_last_day(reported):
    """A cell that closed in the period stays a row, labelled with its last day once that day is over."""
    facts = "committee TG, records from 2015-01-01\ncell A under TG\ncell OLD under TG, until 2020-06-30"
    facts += "\ncase OLD, decision 2020-05-03"
    assert reported(facts, period="2020").row("OLD")["name"] == "Đơn vị OLD (until 30 Jun 2020; closed)"
    assert reported(facts, period="2020").row("OLD")["admitted"] == 1
    assert reported(facts, period="2020", as_of="2020-06-30").row("OLD")["name"] == "Đơn vị OLD"
    assert reported(facts, period="2021").column("unit") == ["A"]


def test_f14_explain_opens_a_count_to_its_events(reported):
    """Each counted event is listed with name, day, number, unit then and unit now, and no other event is."""
    facts = f"""{WARD}
    case A, name Bùi An, decision 2019-05-03, ceremony 2019-05-19, number 12-QĐ
    case B, name Lê Chi, decision 2020-05-03, number 7-QĐ
    case B, name Vũ Dũng, decision 2020-02-01, annulled 2020-08-01
    case A, name Hồ Hoa, decision 2022-01-05
    moved C1 to B on 2020-03-01
    """
    shown = ("name", "date", "document", "unit_then", "unit_now")
    assert reported(facts, explain=True).cells(*shown, table="admissions") == [
        ("Bùi An", "2019-05-03", "12-QĐ", "A", "B"),
        ("Lê Chi", "2020-05-03", "7-QĐ", "B", "B"),
    ]
    assert reported(facts, explain=True, basis="ceremony").cells(*shown, table="admissions") == [
        ("Bùi An", "2019-05-19", "12-QĐ", "A", "B"),
    ]
    assert "admissions" not in reported(facts).tables


def test_f14_unit_now_is_where_the_person_stood_on_the_as_of_day(reported):
    """As of a day before the move the person is still in the first cell; who was removed is in none."""
    facts = f"""{WARD}
    case A, decision 2019-05-03, ceremony 2019-05-19
    case A, decision 2019-06-03, ceremony 2019-06-19, removed 2020-01-10
    moved C1 to B on 2020-03-01
    """
    before = reported(facts, explain=True, as_of="2019-12-31")
    assert before.cells("case", "unit_now", table="admissions") == [("C1", "A"), ("C2", "A")]
    after = reported(facts, explain=True, as_of="2020-03-01")
    assert after.cells("case", "unit_now", table="admissions") == [("C1", "B"), ("C2", None)]


def test_f14_tallies_are_listed_with_their_document(reported):
    """A count that rests on tallies opens to them; a tally of another year or of no whole year is not listed."""
    facts = """
    committee TG, records from 2020-01-01
    cell A under TG
    tally A 2018 3, document BC-18
    tally A 2019 0, document BC-19
    case A, decision 2020-05-03
    """
    answer = reported(facts, period="2018..2020", explain=True)
    assert answer.total["admitted"] == 4
    assert answer.cells("unit", "year", "count", "document", table="tallies") == [
        ("A", "2018", 3, "BC-18"),
        ("A", "2019", 0, "BC-19"),
    ]
    assert answer.column("case", "admissions") == ["C1"]
    assert reported(facts, period="2019", explain=True).column("year", "tallies") == ["2019"]
    assert "tallies" not in reported(facts, period="2018H1", explain=True).tables
