"""The reports on the plan and on the people: allocation, history, segments; and the options that every report takes."""

import json
from datetime import date

import pytest

from partytrack.core.amount import parse_amount
from partytrack.core.dates import PartialDate
from partytrack.record.candidates import add_candidate
from partytrack.record.facts import NewFact, record_case_fact
from partytrack.record.people import NewPerson
from partytrack.record.quotas import NewQuota, set_quota
from partytrack.record.steps import NewStep, record_step
from partytrack.record.succession import merge_units
from partytrack.record.tallies import set_tally
from partytrack.record.units import add_unit

MERGER = date(2021, 7, 1)


@pytest.fixture
def document(cli, ward):
    """Run a report on the ward through the command and read its JSON."""

    def document(*asked):
        done = cli("--today", "2022-04-26", "report", *asked, "--format", "json", db=ward)
        assert done.code == 0, done.err
        return json.loads(done.out)

    return document


def lines(found, name=None):
    """The rows of a table, of the first when none is named; none where the report has no such table."""
    tables = {table["name"]: table["rows"] for table in found["tables"]}
    return tables.get(name, []) if name else found["tables"][0]["rows"]


def codes(found):
    """The units that each note names."""
    return {note["code"]: note["units"] for note in found["notes"]}


def give(desk, unit, amount, decided="2020-12-15", span=2021, **rest):
    """Enter a quota decided on a day."""
    set_quota(desk, NewQuota(unit, span, amount, date.fromisoformat(decided), "12-NQ", **rest))


def admit(desk, on, cell="TG-01", **person):
    """A person whose admission was decided on a day; hands back the case."""
    new = NewPerson(f"Người {on}", person.get("sex"), person.get("born"))
    case = add_candidate(desk, new, cell=cell, source=person.get("source", "student"), listed_on=date(2019, 1, 2)).case
    record_step(desk, case, NewStep("admission_decision", date.fromisoformat(on)))
    return case


def test_22_allotments_add_to_1950_against_a_printed_1905(desk, document):
    """Quảng Nam 2024: the plan is 1,905, the 22 parts add to 1,950; the report says so, with both figures and 45 more."""
    give(desk, "TG", 1905)
    for number in range(22):
        add_unit(desk, f"QN-{number:02}", f"Đảng bộ {number}", kind="section_committee", under="TG")
        give(desk, f"QN-{number:02}", 88 if number else 102)
    for cell in ("TG-01", "TG-02", "TG-03"):
        give(desk, cell, 0)
    found = document("allocation", "--period", "2021")
    total = found["tables"][0]["total"]
    assert (total["quota"], total["allocated"], total["difference"]) == (1905, 1950, 45)
    assert codes(found)["allocation_differs"] == ["TG"]
    assert [(row["unit"], row["difference"]) for row in lines(found, "differing")] == [("TG", 45)]
    assert len([row for row in lines(found) if row["quota"]]) == 22


def test_a_plan_lowered_after_places_were_given_out_leaves_both_readable(desk, document):
    """Planned 6 and given out 6, then lowered to 4: each decision stands with the plan and the sum as they then were."""
    give(desk, "TG", 6, "2020-12-01")
    for cell in ("TG-01", "TG-02", "TG-03"):
        give(desk, cell, 2, "2020-12-20")
    give(desk, "TG", 4, "2021-06-01")
    found = document("allocation", "--period", "2021")
    turns = [(row["date"], row["units"], row["quota"], row["allocated"]) for row in lines(found, "decisions")]
    assert turns == [
        ("2020-12-01", "TG", 6, None),
        ("2020-12-20", "TG-01, TG-02, TG-03", 6, 6),
        ("2021-06-01", "TG", 4, 6),
    ]
    earlier = document("allocation", "--period", "2021", "--as-of", "2021-05-31")
    assert (
        earlier["tables"][0]["total"] | {"quota": 6, "allocated": 6, "difference": 0} == earlier["tables"][0]["total"]
    )
    assert "allocation_differs" not in codes(earlier)


def test_a_range_is_seen_as_one(cli, desk, ward, document):
    """15–20 is 15 for scripts and 15–20 for readers; 22 admitted are 2 over, 18 are neither short nor over."""
    give(desk, "TG", parse_amount("15-20"))
    shown = cli("--today", "2022-04-26", "report", "quota", "--period", "2021", db=ward).out
    assert "15–20" in shown
    total = document("quota", "--period", "2021")["tables"][0]["total"]
    assert (total["quota"], total["quota_text"], total["shortfall"]) == (15, "15–20", 15)


def test_history_goes_back_to_the_first_year_of_which_anything_is_known(desk, document):
    """Years before the records show their tally; a merged cell's years go on in the cell that carries it on."""
    set_tally(desk, "TG-01", 2018, 3, measure="admission", document="BC")
    admit(desk, "2020-05-19")
    give(desk, "TG-01", 2, span=2020)
    merge_units(desk, ("TG-01", "TG-02"), into="TG-20", name="Chi bộ 20", on=MERGER, document="12-QĐ")
    found = document("history", "--unit", "TG-20")
    years = {row["year"]: (row["quota"], row["admitted"]) for row in lines(found)}
    assert years == {
        "2018": (None, None), "2019": (None, 0), "2020": (None, 1), "2021": (None, 0), "2022": (None, 0),
    }  # fmt: skip
    assert found["map"] == "today"
    assert [(row["unit"], row["to_on"]) for row in lines(found, "predecessors")] == [
        ("TG-01", "2021-06-30"), ("TG-02", "2021-06-30"),
    ]  # fmt: skip
    whole = document("history")
    assert [(row["year"], row["admitted"]) for row in lines(whole)][:3] == [("2018", 3), ("2019", 0), ("2020", 1)]
    one = document("history", "--period", "2020..2021")
    assert [row["year"] for row in lines(one)] == ["2020", "2021"]


def test_blank_sex_or_birth_date_is_a_column_of_its_own(desk, document):
    """Of four admitted one is a woman of 20, one of unknown sex and age, one born in 1991 or 1990: nobody is guessed."""
    born = PartialDate(date(2001, 3, 1), "day")
    admit(desk, "2021-05-03", sex="f", born=born)
    admit(desk, "2021-05-04", sex="m", born=PartialDate(date(1970, 1, 1), "year"))
    admit(desk, "2021-05-05")
    admit(desk, "2021-05-06", sex="m", born=PartialDate(date(1990, 1, 1), "year"))  # 30 or 31 that day
    give(desk, "TG", 2, segment="women")
    found = document("segments", "--period", "2021")
    by_code = {row["segment"]: row for row in lines(found)}
    women, young = by_code["women"], by_code["aged_18_30"]
    assert (women["admitted"], women["unknown"], women["quota"], women["percent"]) == (1, 1, 2, "50.00")
    assert (young["admitted"], young["unknown"], young["quota"]) == (1, 2, None)
    assert found["tables"][0]["total"]["admitted"] == 4
    alone = document("quota", "--period", "2021", "--segment", "women")
    total = alone["tables"][0]["total"]
    assert (total["quota"], total["admitted"]) == (2, 1)
    assert codes(alone)["not_recorded"] == ["TG"]


def test_a_fact_counts_as_it_was_on_the_day(desk, document):
    """A student until 31 July is a student when admitted that day, and none on 1 August, when the next fact begins."""
    cases = [admit(desk, "2021-07-31"), admit(desk, "2021-08-01")]
    for case in cases:
        record_case_fact(desk, case, NewFact("occupation", "student", date(2018, 9, 1)))
        record_case_fact(desk, case, NewFact("occupation", "farmer", date(2021, 8, 1)))
    (student,) = [row for row in lines(document("segments", "--period", "2021")) if row["segment"] == "student"]
    assert (student["admitted"], student["unknown"]) == (1, 0)


def test_tallied_people_are_not_recorded_in_any_segment(desk, document):
    """A tally of three says nothing of who they were: three in the total, three not recorded in every segment."""
    set_tally(desk, "TG-02", 2018, 3, measure="admission", document="BC")
    found = document("segments", "--unit", "TG-02", "--period", "2018")
    assert found["tables"][0]["total"]["admitted"] == 3
    assert {(row["admitted"], row["unknown"]) for row in lines(found)} == {(0, 3)}


def test_a_round_counts_up_to_its_day(desk, document):
    """By 19 May two of three had been admitted against a round quota of 4; the year's own quota knows nothing of it."""
    for day in ("2021-02-01", "2021-05-19", "2021-05-20"):
        admit(desk, day)
    give(desk, "TG", 4, round="ho_chi_minh_birthday")
    found = document("segments", "--period", "2021")
    (row,) = lines(found, "rounds")
    assert (row["due"], row["quota"], row["admitted"], row["shortfall"]) == ("2021-05-19", 4, 2, 2)
    assert document("quota", "--period", "2021")["tables"][0]["total"]["quota"] is None


def test_people_sent_to_the_course_are_counted_by_themselves(desk, document, cli, ward):
    """The course has its own quota and its own count; only admissions can be counted by the ceremony."""
    case = admit(desk, "2021-05-03")
    record_step(desk, case, NewStep("course_completed", date(2020, 9, 1)))
    give(desk, "TG", 3, span=2020, measure="course")
    total = document("quota", "--period", "2020", "--measure", "course")["tables"][0]["total"]
    assert (total["quota"], total["admitted"]) == (3, 1)
    assert document("quota", "--period", "2020")["tables"][0]["total"]["admitted"] == 0
    refused = cli("report", "quota", "--measure", "course", "--by", "ceremony", db=ward)
    assert refused.code == 2


def test_confirmations_count_by_their_decision_and_make_full_members(desk, document, ward, rows):
    """The decision of 1/6/2022 counts that day; full membership dates from the end of the twelve months."""
    case = admit(desk, "2021-03-03")
    record_step(desk, case, NewStep("admission_ceremony", date(2021, 3, 20)))
    record_step(desk, case, NewStep("confirmation_decision", date(2022, 4, 20)))
    total = document("quota", "--period", "2022", "--measure", "confirmation")["tables"][0]["total"]
    assert total["admitted"] == 1
    stays = [(stay["role"], stay["from_on"]) for stay in rows(ward)["stay"]]
    assert stays == [("candidate", "2019-01-02"), ("probationary", "2021-03-20"), ("full", "2022-03-20")]


def test_a_merged_cell_is_shown_with_the_one_that_carries_it_on(desk, document, cli, ward):
    """On today's map the merged cell's row is its successor's; asked about by its own code it is refused by name."""
    admit(desk, "2020-05-19")
    merge_units(desk, ("TG-01", "TG-02"), into="TG-20", name="Chi bộ 20", on=MERGER, document="12-QĐ")
    then = document("quota", "--period", "2020..2021")
    assert [row["unit"] for row in lines(then)] == ["TG-01", "TG-02", "TG-03", "TG-20"]
    assert lines(then)[0]["name"] == "Chi bộ Tổ dân phố 1 (until 30 Jun 2021; merged into TG-20, 12-QĐ)"
    today = document("quota", "--period", "2020..2021", "--map", "today")
    assert [(row["unit"], row["admitted"]) for row in lines(today)] == [("TG-03", 0), ("TG-20", 1)]
    assert lines(today)[1]["name"] == "Chi bộ 20 (formed 1 Jul 2021 from TG-01, TG-02)"
    assert "moved_units" not in codes(today)
    below = document("quota", "--period", "2020", "--map", "today", "--unit", "TG-20")
    assert codes(below)["moved_units"] == ["TG-01"]
    refused = cli("--today", "2022-04-26", "report", "quota", "--unit", "TG-01", "--map", "today", db=ward)
    assert (refused.code, "TG-20" in refused.err) == (1, True)
