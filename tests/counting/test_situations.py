"""Situations that offices meet when units and plans change, with figures reckoned on paper."""

import pytest
from forest_reports import Answer, built, opened
from forest_text import read

from partytrack.core.errors import UnitCarriedOn, UnitNotYet

WARD = "committee TG, records from 2015-01-01\n"
MAPS = pytest.mark.parametrize("shown_by", ["then", "today"])


@pytest.fixture
def answer(schema):
    """Report on facts noted as text, as of the end of 2026: ``answer(text, "quota", period="2025", map="today")``."""

    def answer(text, name="quota", **asked):
        with opened(schema, read(text)) as run:
            return Answer(built(run, name, **asked))

    return answer


@MAPS
def test_a_quota_on_a_middle_level_whose_people_sit_in_its_cells(answer, shown_by):
    """The section's own quota is set against its cells' admissions; the cells show theirs without a percentage."""
    facts = f"""{WARD}
    section S under TG
    cell S-1 under S
    cell S-2 under S
    cell T under TG
    quota S 2025 6
    quota T 2025 2
    case S-1, decision 2025-03-03
    case S-1, decision 2025-05-05
    case S-2, decision 2025-06-01
    case T, decision 2025-06-01
    """
    above = answer(facts, map=shown_by)
    assert above.figures == {"S": (6, 3), "T": (2, 1), "Σ": (8, 4)}
    assert above.column("shortfall") == {"S": 3, "T": 1, "Σ": 4}
    assert above.notes == {}
    section = answer(facts, unit="S", map=shown_by)
    assert section.figures == {"S-1": (None, 2), "S-2": (None, 1), "Σ": (6, 3)}
    assert (section.total["allocated"], section.total["percent"]) == (None, "50.00")
    assert section.notes == {"quota_not_set": ["S-1", "S-2"]}
    cells = answer(facts, map=shown_by, depth="cells")
    assert cells.figures == {"S-1": (None, 2), "S-2": (None, 1), "T": (2, 1), "Σ": (8, 4)}
    assert (cells.total["allocated"], cells.total["gross_shortfall"]) == (2, 1)
    assert cells.notes == {"quota_not_set": ["S-1", "S-2"], "allocation_differs": ["TG"]}


@MAPS
def test_a_person_admitted_in_one_cell_who_later_moves(answer, shown_by):
    """The admission stays with the cell of its day, in either map; only "unit now" follows the person."""
    facts = f"""{WARD}
    cell A under TG
    cell B under TG
    case A, decision 2025-03-03, ceremony 2025-04-01 in B
    """
    by_decision = answer(facts, map=shown_by, explain=True)
    assert by_decision.column("admitted") == {"A": 1, "B": 0, "Σ": 1}
    assert [(row["unit_then"], row["unit_now"]) for row in by_decision.tables["admissions"]] == [("A", "B")]
    assert answer(facts, map=shown_by, basis="ceremony").column("admitted") == {"A": 0, "B": 1, "Σ": 1}
    assert "moved_units" not in answer(facts, unit="A", map=shown_by).notes


MERGED = f"""{WARD}
cell A under TG
cell B under TG
on 2025-07-01 merge A B into M
case A, decision 2024-05-03
case A, decision 2025-02-03
case B, decision 2025-03-03
case A, listed 2025-05-05, decision 2025-09-02
quota A 2024 2
quota B 2024 1
quota A 2025 3
quota B 2025 2
quota M 2026 6
"""


def test_two_cells_merged_are_shown_as_they_stood(answer):
    """As they stood: each keeps its admissions and its full-year quota; the new cell has what came after the merger."""
    assert answer(MERGED, period="2024").figures == {"A": (2, 1), "B": (1, 0), "Σ": (3, 1)}
    merged = answer(MERGED, period="2025")
    assert merged.figures == {"A": (3, 1), "B": (2, 1), "M": (None, 1), "Σ": (5, 3)}
    assert merged.notes == {"quota_not_set": ["M"]}
    assert answer(MERGED, period="2026").figures == {"M": (6, 0), "Σ": (6, 0)}
    assert answer(MERGED, period="2024..2026").figures == {"A": (5, 2), "B": (3, 1), "M": (6, 1), "Σ": (14, 4)}
    assert answer(MERGED, "zero", period="2024").rows.keys() == {"B"}


def test_two_cells_merged_are_shown_as_they_stand_today(answer):
    """Today's map: the new cell has its predecessors' history and quotas, in every year; the totals are the same."""
    assert answer(MERGED, period="2024", map="today").figures == {"M": (3, 1), "Σ": (3, 1)}
    merged = answer(MERGED, period="2025", map="today")
    assert merged.map == "today"
    assert merged.figures == {"M": (5, 3), "Σ": (5, 3)}
    assert merged.notes == {}
    assert answer(MERGED, period="2024..2026", map="today").figures == {"M": (14, 4), "Σ": (14, 4)}
    assert answer(MERGED, "zero", period="2024", map="today").rows == {}


def test_a_merger_is_not_known_before_its_day(answer):
    """As of the day before, today's map is the old one; the new cell comes with its first day."""
    before = answer(MERGED, period="2025", map="today", as_of="2025-06-30")
    assert before.figures == {"A": (3, 1), "B": (2, 1), "Σ": (5, 2)}
    on_the_day = answer(MERGED, period="2025", map="today", as_of="2025-07-01")
    assert on_the_day.figures == {"M": (5, 2), "Σ": (5, 2)}


def test_a_merged_cell_is_asked_about_in_the_map_that_has_it(answer):
    """What ended is asked about as it stood; what is new has its predecessors' years only as it stands today."""
    assert answer(MERGED, unit="M", period="2024", map="today").figures == {"M*": (3, 1), "Σ": (3, 1)}
    assert answer(MERGED, unit="M", period="2024", map="today").notes == {"moved_units": ["A"]}
    with pytest.raises(UnitNotYet):
        answer(MERGED, unit="M", period="2024")
    assert answer(MERGED, unit="A", period="2024").figures == {"A*": (2, 1), "Σ": (2, 1)}
    with pytest.raises(UnitCarriedOn) as refused:
        answer(MERGED, unit="A", period="2024", map="today")
    assert "M" in vars(refused.value).values()
    assert answer(MERGED, unit="M", period="2025").notes == {"quota_not_set": ["M"], "moved_units": ["A", "B"]}


SPLIT = f"""{MERGED}
on 2026-07-01 split M into P Q main P
case M, decision 2026-02-02
case P, decision 2026-08-02
case Q, decision 2026-09-02
"""


def test_a_merged_cell_is_split_again(answer):
    """The main part inherits all that went before, the other begins with its own day; the year's quota stays whole."""
    assert answer(SPLIT, period="2026").figures == {"M": (6, 1), "P": (None, 1), "Q": (None, 1), "Σ": (6, 3)}
    assert answer(SPLIT, period="2026").notes == {"quota_not_set": ["P", "Q"]}
    assert answer(SPLIT, period="2026", map="today").figures == {"P": (6, 2), "Q": (None, 1), "Σ": (6, 3)}
    assert answer(SPLIT, period="2025", map="today").figures == {"P": (5, 3), "Σ": (5, 3)}
    assert answer(SPLIT, period="2025", map="today", as_of="2026-06-30").figures == {"M": (5, 3), "Σ": (5, 3)}
    apart = answer(SPLIT, "zero", period="2026", map="today", as_of="2026-08-31").tables["apart"]
    assert [(row["unit"], row["reason"]) for row in apart] == [("Q", "younger")]


MOVED = f"""{WARD}
section S1 under TG
section S2 under TG
cell A under S1
cell B under S1
cell C under S2
on 2025-07-01 move A under S2
case A, decision 2025-06-30
case A, decision 2025-07-01
case B, decision 2025-01-05
quota A 2025 4
quota B 2025 1
quota C 2025 2
"""


def test_a_unit_moved_on_the_day_of_an_admission(answer):
    """That day is the first under the new section; the year's quota stands there, where the cell stands at its end."""
    assert answer(MOVED).figures == {"S1": (1, 2), "S2": (6, 1), "Σ": (7, 3)}
    before = answer(MOVED, unit="S1")
    assert before.figures == {"A": (None, 1), "B": (1, 1), "Σ": (1, 2)}
    assert before.notes == {"quota_not_set": ["A"], "moved_units": ["A"]}
    after = answer(MOVED, unit="S2")
    assert after.figures == {"A": (4, 1), "C": (2, 0), "Σ": (6, 1)}
    assert after.notes == {"moved_units": ["A"]}
    assert answer(MOVED, as_of="2025-06-30").figures == {"S1": (5, 2), "S2": (2, 0), "Σ": (7, 2)}


def test_a_moved_unit_is_shown_where_it_stands_today(answer):
    """Today's map has all of it in the new section; what the two maps differ by is the unit that moved."""
    assert answer(MOVED, map="today").figures == {"S1": (1, 1), "S2": (6, 2), "Σ": (7, 3)}
    for section, figures in (("S1", {"B": (1, 1), "Σ": (1, 1)}), ("S2", {"A": (4, 2), "C": (2, 0), "Σ": (6, 2)})):
        today = answer(MOVED, unit=section, map="today")
        assert today.figures == figures
        assert today.notes == {"moved_units": ["A"]}
    assert answer(MOVED, depth="cells").figures == answer(MOVED, depth="cells", map="today").figures
    assert answer(MOVED, depth="cells").figures == {"A": (4, 2), "B": (1, 1), "C": (2, 0), "Σ": (7, 3)}


def test_a_plan_lowered_after_places_were_given_out(answer):
    """Until the day of the new decision the places add up; from then on both figures are given."""
    facts = f"""{WARD}
    cell A under TG
    cell B under TG
    quota TG 2025 10, decided 2024-12-15
    quota A 2025 6, decided 2025-01-10
    quota B 2025 4, decided 2025-01-10
    quota TG 2025 8, decided 2025-06-30
    """
    before = answer(facts, as_of="2025-06-29")
    assert (before.total["quota"], before.total["allocated"]) == (10, 10)
    assert "allocation_differs" not in before.notes
    after = answer(facts, as_of="2025-06-30")
    assert (after.total["quota"], after.total["allocated"]) == (8, 10)
    assert after.notes["allocation_differs"] == ["TG"]
    assert all(figure in after.texts["allocation_differs"] for figure in ("8", "10"))


@MAPS
def test_a_unit_closed_in_the_middle_of_a_period(answer, shown_by):
    """It keeps its row with its last day, its admissions and its full-year quota; it is no zero unit, and gone next year."""
    facts = f"""{WARD}
    cell A under TG
    cell OLD under TG
    on 2025-07-01 close OLD
    case OLD, decision 2025-02-03
    quota A 2025 1
    quota OLD 2025 2
    quota A 2026 1
    """
    closed = answer(facts, map=shown_by)
    assert closed.figures == {"A": (1, 0), "OLD": (2, 1), "Σ": (3, 1)}
    assert closed.rows["OLD"]["name"].startswith("Đơn vị OLD (until 30 Jun 2025")
    assert closed.column("zero_units") == {"A": 1, "OLD": 0, "Σ": 1}
    (apart,) = answer(facts, "zero", map=shown_by).tables["apart"]
    assert (apart["unit"], apart["reason"]) == ("OLD", "closed")
    assert answer(facts, map=shown_by, period="2025..2026").figures == {"A": (2, 0), "OLD": (2, 1), "Σ": (4, 1)}
    assert answer(facts, map=shown_by, period="2026").figures == {"A": (1, 0), "Σ": (1, 0)}


@MAPS
def test_a_term_quota_and_yearly_quotas_on_one_unit(answer, shown_by):
    """The term's quota stands for exactly the days of the term; in any other period the years add up and a note tells of it."""
    facts = f"""{WARD}
    cell A under TG
    term 2020-2025 of TG 2020-05-15..2025-06-14
    quota A term:2020-2025 20
    quota A 2021-2023 avg:4
    """ + "\n".join(f"quota A {year} 3" for year in range(2020, 2026))
    quotas = {}
    for period in ("2020-05-15..2025-06-14", "2021..2023", "2021", "2020..2025", "2025-06-15..2025-12-31"):
        told = answer(facts, map=shown_by, period=period)
        quotas[period] = (told.total["quota"], told.notes.get("term_quota"))
    assert quotas == {
        "2020-05-15..2025-06-14": (20, ["A"]),
        "2021..2023": (12, ["A"]),
        "2021": (3, ["A"]),
        "2020..2025": (18, ["A"]),
        "2025-06-15..2025-12-31": (3, None),
    }


@MAPS
def test_a_cell_younger_than_the_period(answer, shown_by):
    """It needs a quota only for the years it saw, is listed apart from the zero units, and leaves no gap before its day."""
    facts = f"""{WARD}
    cell A under TG
    cell NEW under TG, since 2025-03-01
    case NEW, decision 2025-04-04
    quota A 2024 1
    quota A 2025 1
    quota NEW 2025 2
    """
    both = answer(facts, map=shown_by, period="2024..2025")
    assert both.figures == {"A": (2, 0), "NEW": (2, 1), "Σ": (4, 1)}
    assert both.column("zero_units") == {"A": 1, "NEW": 0, "Σ": 1}
    assert both.notes == {}
    (apart,) = answer(facts, "zero", map=shown_by, period="2024..2025").tables["apart"]
    assert (apart["unit"], apart["reason"]) == ("NEW", "younger")
    assert answer(facts, map=shown_by, period="2024").figures == {"A": (1, 0), "Σ": (1, 0)}


@MAPS
def test_a_name_reused_by_another_unit(answer, shown_by):
    """Two units that bore one name at different times are two rows, told apart by the last day; nothing is mixed."""
    facts = f"""{WARD}
    cell A under TG, named Chi bộ Hòa Bình
    on 2025-07-01 close A
    cell B under TG, since 2025-07-01, named Chi bộ Hòa Bình
    case A, decision 2025-02-03
    case B, decision 2025-08-03
    case B, decision 2025-09-03
    """
    told = answer(facts, map=shown_by)
    assert told.column("admitted") == {"A": 1, "B": 2, "Σ": 3}
    assert told.rows["A"]["name"].startswith("Chi bộ Hòa Bình (until 30 Jun 2025")
    assert told.rows["B"]["name"] == "Chi bộ Hòa Bình"


SECTIONS = f"""{WARD}
section S1 under TG
section S2 under TG
cell C1 under S1
cell C2 under S1
cell C3 under S2
on 2025-07-01 merge S1 S2 into M
case C1, decision 2025-02-02
case C1, decision 2025-08-02
case C3, decision 2025-03-03
quota C1 2025 6
quota C2 2025 4
quota C3 2025 5
"""


def test_a_committee_merged_in_the_year_counts_no_quota_twice(answer):
    """The cells' quotas are parts of their old committees' own ones; without those they count where the cells stand."""
    cells_only = answer(SECTIONS)
    assert cells_only.figures == {"M": (15, 1), "S1": (None, 1), "S2": (None, 1), "Σ": (15, 3)}
    assert cells_only.notes == {"quota_not_set": ["S1", "S2"]}
    both = answer(SECTIONS + "quota S1 2025 10\nquota S2 2025 5")
    assert both.figures == {"M": (None, 1), "S1": (10, 1), "S2": (5, 1), "Σ": (15, 3)}
    assert both.notes == {"quota_not_set": ["M"]}
    one = answer(SECTIONS + "quota S1 2025 10")
    assert one.figures == {"M": (None, 1), "S1": (10, 1), "S2": (None, 1), "Σ": (None, 3)}
    assert one.notes == {"quota_not_set": ["TG", "M", "S2"]}


def test_a_committee_merged_in_the_year_as_it_stands_today(answer):
    """Today's map: the new committee has its predecessors' own quotas together, or, where one lacks, its cells'."""
    for own in ("", "quota S1 2025 10", "quota S1 2025 10\nquota S2 2025 5"):
        told = answer(SECTIONS + own, map="today")
        assert told.figures == {"M": (15, 3), "Σ": (15, 3)}
        assert told.notes == {}
    assert answer(SECTIONS, map="today", unit="M").notes == {"moved_units": ["C1", "C3"]}


def test_a_tally_of_a_committee_whose_cell_moved_within_the_year(answer):
    """The tally is whole where its committee stands; what the moved cell did elsewhere that year nobody knows."""
    facts = f"""{WARD}
    section S1 under TG
    section S2 under TG
    cell A under S1
    cell B under S2
    on 2025-07-01 move A under S2
    tally S1 2025 7
    case B, decision 2025-03-03
    """
    told = answer(facts)
    assert told.column("admitted") == {"S1": 7, "S2": 1, "Σ": 8}
    assert told.notes["not_recorded"] == ["S2"]
    assert answer(facts, unit="S1").column("admitted") == {"A": None, "S1*": 7, "Σ": 7}
    assert answer(facts, unit="S2").column("admitted") == {"A": None, "B": 1, "Σ": 1}
    assert answer(facts, depth="cells").column("admitted") == {"A": None, "B": 1, "S1*": 7, "Σ": 8}
    today = answer(facts, map="today")
    assert today.column("admitted") == {"S1": 7, "S2": 1, "Σ": 8}
    assert answer(facts, map="today", unit="S2").column("admitted") == {"A": None, "B": 1, "Σ": 1}


def test_a_closed_cell_stays_with_whoever_carries_on_its_committee(answer):
    """A cell closed before its section was merged away is shown under the section that carries that one on."""
    facts = f"""{WARD}
    section S1 under TG
    section S2 under TG
    cell A under S1
    cell B under S2
    on 2025-03-01 close A
    on 2025-07-01 merge S1 into S2
    case A, decision 2025-02-03
    case B, decision 2025-02-03
    """
    assert answer(facts).column("admitted") == {"S1": 1, "S2": 1, "Σ": 2}
    assert answer(facts, map="today").column("admitted") == {"S2": 2, "Σ": 2}
    inside = answer(facts, unit="S2", map="today")
    assert inside.column("admitted") == {"A": 1, "B": 1, "Σ": 2}
    assert inside.notes["moved_units"] == ["A"]


@pytest.mark.parametrize(
    ("amounts", "quota", "text", "surplus"),
    [
        (("15+", "3"), 18, "18+", 0),
        (("1-2", "1-3"), 2, "2–5", 0),
        (("1-2", "1+"), 2, "2–3+", 1),
        (("3% of 101", "3-4% of 40"), 6, "6", 0),
        (("0", "1"), 1, "1", 3),
    ],
)
def test_years_of_every_kind_of_quota_add_up(answer, amounts, quota, text, surplus):
    """Both ends are summed over the years, a rate is rounded up year by year, and the surplus counts above the upper end."""
    facts = f"{WARD}cell A under TG\n" + "case A, decision 2024-02-02\n" * 4
    facts += f"quota A 2024 {amounts[0]}\nquota A 2025 {amounts[1]}"
    told = answer(facts, period="2024..2025").total
    assert (told["quota"], told["quota_text"], told["surplus"]) == (quota, text, surplus)
