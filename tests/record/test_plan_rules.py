"""Quotas in dated versions, and tallies that never add up silently with anything else."""

import pytest

from partytrack.core.amount import number
from partytrack.core.errors import (
    CodeUnknown,
    DocumentNeeded,
    QuotaAlready,
    TallyBesideRecords,
    TallyBesideTally,
    TallyUnknown,
    UnitGone,
    UnitNotYet,
    UnitUnknown,
    YearNotOver,
    YearTallied,
)
from partytrack.core.span import Span


def quotas(rows, store):
    """The versions of all quotas in the order of entry."""
    columns = ("unit_id", "first_year", "last_year", "kind", "low", "decided_on", "document", "assumed")
    return [tuple(quota[column] for column in columns) for quota in rows(store)["quota"]]


def tallies(rows, store):
    """The tallies in the order of entry."""
    return [(tally["unit_id"], tally["year"], tally["count"], tally["document"]) for tally in rows(store)["tally"]]


def test_a_quota_is_a_dated_decision(office, rows):
    """A year's quota names its unit, its number, its day and its document."""
    office.quota("tg-01", 2021, 2, "2020-12-15", "12-CV/ĐU")
    assert quotas(rows, office.desk.store) == [(2, 2021, 2021, "number", 2, "2020-12-15", "12-CV/ĐU", 0)]


def test_a_change_is_a_new_version(office, rows):
    """What was decided before stays; also an older decision can be entered late."""
    office.quota("TG-01", 2021, 2, "2020-12-15")
    office.quota("TG-01", 2021, 3, "2021-06-30")
    office.quota("TG-01", 2021, 1, "2020-11-01")
    assert [(low, on) for _, _, _, _, low, on, _, _ in quotas(rows, office.desk.store)] == [
        (2, "2020-12-15"),
        (3, "2021-06-30"),
        (1, "2020-11-01"),
    ]


def test_one_day_brings_one_version(office, rows):
    """A second figure of the same day for the same unit, year and measure is refused, with the first."""
    office.quota("TG-01", 2021, 2, "2020-12-15")
    before = rows(office.desk.store)
    for amount in (2, 3):
        with pytest.raises(QuotaAlready) as caught:
            office.quota("TG-01", 2021, amount, "2020-12-15")
        assert (caught.value.unit, caught.value.span, caught.value.amount) == (
            "TG-01",
            Span(2021, 2021).told,
            number(2).told,
        )
    assert rows(office.desk.store) == before


def test_one_day_may_bring_many_quotas(office, rows):
    """Other units, years and measures are other quotas."""
    office.quota("TG-01", 2021, 2)
    office.quota("TG-02", 2021, 2)
    office.quota("TG-01", 2022, 2)
    office.quota("TG-01", 2021, 2, measure="course")
    assert len(quotas(rows, office.desk.store)) == 4


def test_a_quota_of_nothing_is_a_quota(office, rows):
    """0 is decided like any other number."""
    office.quota("TG-01", 2021, 0)
    assert quotas(rows, office.desk.store)[0][4] == 0


def test_an_assumed_quota_needs_no_document(office, rows):
    """An assumption says that it is one; without a day it stands from today."""
    office.quota("TG-01", 2021, 2, None, None, assumed=True)
    office.quota("TG-02", 2021, 2, "2020-12-15", None, assumed=True)
    assert [quota[5:] for quota in quotas(rows, office.desk.store)] == [
        ("2022-04-26", None, 1),
        ("2020-12-15", None, 1),
    ]


@pytest.mark.parametrize(
    ("on", "document"), [(None, "12-CV/ĐU"), ("2020-12-15", None), ("2020-12-15", ""), (None, None)]
)
def test_a_quota_that_is_not_assumed_needs_day_and_document(office, rows, on, document):
    """A decision without its day or number is not taken for one."""
    before = rows(office.desk.store)
    with pytest.raises(DocumentNeeded):
        office.quota("TG-01", 2021, 2, on, document)
    assert rows(office.desk.store) == before


def test_a_quota_is_for_a_year_in_which_the_unit_exists(office):
    """Founded in July 2020 and closed from July 2021: 2020 and 2021 can have a quota, 2019 and 2022 cannot."""
    office.unit("TG-09", since="2020-07-01")
    office.close("TG-09", "2021-07-01")
    office.quota("TG-09", 2020, 1)
    office.quota("TG-09", 2021, 1)
    with pytest.raises(UnitNotYet):
        office.quota("TG-09", 2019, 1)
    with pytest.raises(UnitGone):
        office.quota("TG-09", 2022, 1)


def test_unknown_units_and_measures_are_told(office):
    """A slip in either is named, for quotas and tallies."""
    with pytest.raises(UnitUnknown):
        office.quota("TH", 2021, 1)
    with pytest.raises(CodeUnknown):
        office.quota("TG-01", 2021, 1, measure="party")
    with pytest.raises(UnitUnknown):
        office.tally("TH", 2015, 1)
    with pytest.raises(CodeUnknown):
        office.tally("TG-01", 2015, 1, measure="party")


def test_a_tally_is_a_count_with_its_document(office, rows):
    """A tally of 0 says that nobody was admitted."""
    office.tally("TG-01", 2015, 3, "BC 2015")
    office.tally("TG-01", 2016, 0, "BC 2016")
    assert tallies(rows, office.desk.store) == [(2, 2015, 3, "BC 2015"), (2, 2016, 0, "BC 2016")]


def under_a_section(office):
    """TG stands above the section BP, BP above TG-09; TG-01 stands beside them."""
    office.unit("BP", kind="section_committee")
    office.unit("TG-09", under="BP")


LINE = ["TG", "BP", "TG-09"]
"""Units of which each stands above the next."""


@pytest.mark.parametrize("first", LINE)
@pytest.mark.parametrize("second", LINE)
@pytest.mark.parametrize("count", [0, 4])
def test_two_tallies_of_one_line_are_refused(office, rows, first, second, count):
    """The same unit, one above it or one below it: the refusal names both figures, also where one is 0."""
    under_a_section(office)
    office.tally(first, 2015, 3)
    before = rows(office.desk.store)
    with pytest.raises(TallyBesideTally) as caught:
        office.tally(second, 2015, count)
    assert caught.value.facts() == {"unit": second, "year": 2015, "count": count, "other": first, "found": 3}
    assert rows(office.desk.store) == before


def test_tallies_side_by_side_are_taken(office, rows):
    """Another cell, another year, another measure: nothing is counted twice."""
    under_a_section(office)
    office.tally("TG-09", 2015, 3)
    office.tally("TG-01", 2015, 3)
    office.tally("BP", 2016, 3)
    office.tally("TG", 2015, 30, measure="course")
    assert len(tallies(rows, office.desk.store)) == 4


def test_a_line_is_that_of_the_year(office, rows):
    """A cell that came under the section later was not part of its tally of before."""
    under_a_section(office)
    office.move("TG-01", "BP", "2018-01-01")
    office.tally("BP", 2017, 5)
    office.tally("TG-01", 2017, 2)
    office.tally("BP", 2018, 5)
    with pytest.raises(TallyBesideTally):
        office.tally("TG-01", 2018, 2)
    assert len(tallies(rows, office.desk.store)) == 3


def decided(office, on="2021-05-01", key="admission_decision"):
    """A case of TG-09 with a decision or a ceremony."""
    case = office.candidate(cell="TG-09")
    office.step(case, key, on)
    return case


@pytest.mark.parametrize("key", ["admission_decision", "admission_ceremony"])
@pytest.mark.parametrize("unit", LINE)
def test_a_tally_beside_recorded_admissions_is_refused(office, rows, unit, key):
    """Admissions of the year at, above or below the unit, by decision or ceremony: the refusal names both figures."""
    under_a_section(office)
    decided(office, key=key)
    decided(office, key=key)
    before = rows(office.desk.store)
    with pytest.raises(TallyBesideRecords) as caught:
        office.tally(unit, 2021, 5)
    assert caught.value.facts() == {"unit": unit, "year": 2021, "count": 5, "recorded": 2}
    assert rows(office.desk.store) == before


def test_a_case_counts_once(office):
    """A decision and a ceremony of the same case are one admission."""
    under_a_section(office)
    office.step(decided(office), "admission_ceremony", "2021-05-19")
    with pytest.raises(TallyBesideRecords) as caught:
        office.tally("TG-09", 2021, 5)
    assert caught.value.recorded == 1


def test_what_is_no_admission_of_the_year_bars_no_tally(office, rows):
    """An annulled decision, one of another cell or year, a member of the roll: none is counted beside the tally."""
    under_a_section(office)
    office.step(decided(office), "decision_annulled", "2021-08-01")
    decided(office, on="2022-01-01")
    office.member(unit="TG-09", admitted="2021-03-01")
    office.step(office.candidate(cell="TG-01"), "admission_decision", "2021-05-01")
    office.candidate(cell="TG-09")
    office.tally("TG-09", 2021, 5)
    assert tallies(rows, office.desk.store) == [(6, 2021, 5, "BC")]


def test_a_tally_of_another_measure_is_beside_no_admission(office, rows):
    """People sent to the course are counted apart from admissions."""
    under_a_section(office)
    decided(office)
    office.tally("TG-09", 2021, 5, measure="course")
    assert len(tallies(rows, office.desk.store)) == 1


@pytest.mark.parametrize(("year", "fault"), [(2021, None), (2022, YearNotOver), (2023, YearNotOver)])
def test_a_tally_stands_for_a_year_that_is_over(office, year, fault):
    """On 26 April 2022 the last year that can be tallied is 2021."""
    if fault is None:
        office.tally("TG-01", year, 1)
        return
    with pytest.raises(fault) as caught:
        office.tally("TG-01", year, 1)
    assert (caught.value.year, caught.value.today) == (year, office.desk.today)


def test_a_tally_stands_for_a_year_in_which_the_unit_existed(office):
    """A year before the unit's first day, or after its last, has no tally."""
    office.unit("TG-09", since="2018-07-01")
    office.close("TG-09", "2020-07-01")
    for year in (2018, 2020):
        office.tally("TG-09", year, 1)
    with pytest.raises(UnitNotYet):
        office.tally("TG-09", 2017, 1)
    with pytest.raises(UnitGone):
        office.tally("TG-09", 2021, 1)


@pytest.mark.parametrize("key", ["admission_decision", "admission_ceremony"])
@pytest.mark.parametrize("unit", LINE)
def test_an_admission_into_a_tallied_year_is_refused(office, rows, unit, key):
    """Where the cell, or a unit above it, has a tally for the year, no admission is added; both figures are named."""
    under_a_section(office)
    office.tally(unit, 2021, 4)
    case = office.candidate(cell="TG-09")
    before = rows(office.desk.store)
    with pytest.raises(YearTallied) as caught:
        office.step(case, key, "2021-12-31")
    assert caught.value.facts() == {"unit": "TG-09", "year": 2021, "tally_unit": unit, "count": 4}
    assert rows(office.desk.store) == before
    office.step(case, key, "2022-01-01")


def test_other_steps_are_free_in_a_tallied_year(office, rows):
    """Only decision and ceremony make an admission; a tally of the course bars neither."""
    under_a_section(office)
    office.tally("TG-09", 2021, 4)
    office.tally("TG-01", 2021, 4, measure="course")
    office.step(office.candidate(cell="TG-09"), "cell_resolution", "2021-05-01")
    office.step(office.candidate(cell="TG-01"), "admission_decision", "2021-05-01")
    assert len(rows(office.desk.store)["step_event"]) == 4


def test_a_tally_taken_away_frees_the_year(office, rows):
    """After its removal the year can be recorded case by case, or tallied anew."""
    under_a_section(office)
    office.tally("TG-09", 2021, 4)
    office.untally("tg-09", 2021)
    assert tallies(rows, office.desk.store) == []
    decided(office)


@pytest.mark.parametrize(("unit", "year"), [("TG-01", 2016), ("TG-02", 2015), ("TG", 2015)])
def test_only_the_unit_s_own_tally_is_taken_away(office, rows, unit, year):
    """Another year, another unit, or the one above has none to take away."""
    office.tally("TG-01", 2015, 3)
    before = rows(office.desk.store)
    with pytest.raises(TallyUnknown):
        office.untally(unit, year)
    assert rows(office.desk.store) == before
