"""Quotas of every kind as they are recorded, and the terms of office that some of them are for."""

from datetime import date

import pytest

from partytrack.core.errors import (
    CodeUnknown,
    DaysOutOfOrder,
    QuotaAlready,
    RoundNeedsYear,
    TermOutside,
    TermUnknown,
    UndoBlockedByLater,
    UnitGone,
    UnitNotYet,
    UnitUnknown,
)
from partytrack.core.span import parse_span
from partytrack.store.doctor import examine

TERM = ("2020-2025", "2020-08-15", "2025-08-14")

# fmt: off
RECORDED = [
    # for               amount     of     kind             low   high  rate_low  rate_high  base_count
    ("2021",            "15",      None, ("number",         15,   None, None,    None,      None)),
    ("2021",            "0",       None, ("number",         0,    None, None,    None,      None)),
    ("2021",            "15+",     None, ("at_least",       15,   None, None,    None,      None)),
    ("2021",            "15–20",   None, ("range",          15,   20,   None,    None,      None)),
    ("2021-2025",       "avg:15",  None, ("average",        15,   None, None,    None,      None)),
    ("2021",            "3%",      47,   ("rate",           None, None, "3",     None,      47)),
    ("2021-2023",       "2,50%+",  47,   ("rate_at_least",  None, None, "2.50",  None,      47)),
    ("2021",            "3-4%",    0,    ("rate_range",     None, None, "3",     "4",       0)),
    ("term:2020-2025",  "500+",    None, ("at_least",       500,  None, None,    None,      None)),
    ("term:2020-2025",  "0.000001%", 47, ("rate",           None, None, "0.000001", None,   47)),
]
# fmt: on


@pytest.mark.parametrize(("span", "amount", "of", "recorded"), RECORDED)
def test_a_quota_is_recorded_as_it_was_decided(office, rows, span, amount, of, recorded):
    """Nothing is reckoned when a quota is entered: rates and ranges are kept as they were decided, with their base."""
    office.term("TG", *TERM)
    office.quota("TG", span, amount, of=of)
    (quota,) = rows(office.desk.store)["quota"]
    kept = ("kind", "low", "high", "rate_low", "rate_high", "base_count")
    meant = parse_span(span)
    assert tuple(quota[name] for name in kept) == recorded
    assert (quota["first_year"], quota["last_year"], quota["term"]) == (meant.first, meant.last, meant.term)
    assert quota["base_on"] == (None if of is None else "2020-12-31")


def test_quotas_beside_each_other(office, rows):
    """A year, years, a term, a segment and a round are quotas of their own: one day may bring them all."""
    office.term("TG", *TERM)
    for span in ("2021", "2021-2025", "2020-2025", "term:2020-2025"):
        for part in ({}, {"segment": "women"}, {"segment": "youth_union"}, {"measure": "course"}):
            office.quota("TG", span, "15", **part)
    office.quota("TG", "2021", "4", round="national_day")
    office.quota("TG", "2021", "2", round="youth_union_day", segment="women")
    assert len(rows(office.desk.store)["quota"]) == 18


SAME_DAY = [
    ("2021", {}, "15+", None),
    ("2021-2025", {}, "avg:3", None),
    ("2021", {"segment": "women"}, "40%", 20),
    ("2021", {"round": "national_day"}, "15-20", None),
    ("term:2020-2025", {}, "2.5%+", 47),
]


@pytest.mark.parametrize(("span", "part", "amount", "of"), SAME_DAY)
def test_one_day_brings_one_version_of_each(office, rows, span, part, amount, of):
    """A second amount of the same day is refused with the first one, whatever its kind; the next day it is a version."""
    office.term("TG", *TERM)
    office.quota("TG", span, amount, "2021-01-05", of=of, **part)
    before = rows(office.desk.store)
    with pytest.raises(QuotaAlready) as caught:
        office.quota("TG", span, "7", "2021-01-05", **part)
    assert (caught.value.span, caught.value.on) == (parse_span(span).told, date(2021, 1, 5))
    assert caught.value.amount.name.removeprefix("plan.") == before["quota"][0]["kind"]
    assert rows(office.desk.store) == before
    office.quota("TG", span, "7", "2021-01-06", **part)


@pytest.mark.parametrize(
    ("span", "part", "fault"),
    [
        ("2021", {"segment": "ladies"}, CodeUnknown),
        ("2021", {"round": "new_year"}, CodeUnknown),
        ("2021-2025", {"round": "new_year"}, CodeUnknown),
        ("2021-2025", {"round": "national_day"}, RoundNeedsYear),
        ("term:2020-2025", {"round": "national_day"}, RoundNeedsYear),
        ("term:2020-2021", {}, TermUnknown),
        ("term:2015-2020", {}, TermUnknown),
    ],
)
def test_what_is_no_part_of_a_plan_is_refused(office, rows, span, part, fault):
    """An unknown group, anniversary or term is told, and an anniversary lies in one year."""
    office.term("TG", *TERM)
    before = rows(office.desk.store)
    with pytest.raises(fault):
        office.quota("TG", span, "2", **part)
    assert rows(office.desk.store) == before


def test_codes_are_taken_in_any_letters(office, rows):
    """Capitals and blanks around a code do not matter."""
    office.quota("tg-01", "2021", "1", segment=" Women ", round="National_Day")
    assert [(quota["segment"], quota["round"]) for quota in rows(office.desk.store)["quota"]] == [
        ("women", "national_day")
    ]


def test_a_quota_is_for_years_in_which_the_unit_exists(office):
    """Founded in July 2020 and closed from July 2021: years that touch its life can have a quota, others cannot."""
    office.unit("TG-09", since="2020-07-01")
    office.close("TG-09", "2021-07-01")
    for span in ("2015-2020", "2021-2025", "2015-2025"):
        office.quota("TG-09", span, "1")
    with pytest.raises(UnitNotYet):
        office.quota("TG-09", "2015-2019", "1")
    with pytest.raises(UnitGone):
        office.quota("TG-09", "2022-2025", "1")


def test_a_term_s_quota_is_for_its_days(office):
    """Whether a unit lives in a term is judged by the term's recorded days, not by the years of its name."""
    office.unit("TG-09", since="2020-03-01")
    office.close("TG-09", "2020-07-01")
    office.term("TG", *TERM)
    office.term("TG", "2015-2020", "2015-08-15", "2020-08-14")
    office.quota("TG-09", "term:2015-2020", "1")
    with pytest.raises(UnitGone):
        office.quota("TG-09", "term:2020-2025", "1")


def terms(rows, store):
    """The recorded terms, their days half-open as the store counts."""
    columns = ("unit_id", "term", "from_on", "to_on", "document")
    return [tuple(term[column] for column in columns) for term in rows(store)["unit_term"]]


def test_a_term_has_its_days_both_included(office, rows):
    """As typed the last day belongs to the term; the store counts to the day after."""
    office.term("tg", *TERM, "3-NQ/ĐH")
    assert terms(rows, office.desk.store) == [(1, "2020-2025", "2020-08-15", "2025-08-15", "3-NQ/ĐH")]


def test_a_term_recorded_again_gets_the_new_days(office, rows):
    """A congress that is put off changes the days of its term; other terms and units stay."""
    office.term("TG", *TERM)
    office.term("TG-01", "2020-2025", "2020-03-01", "2025-02-28")
    office.term("TG", "2025-2030", "2025-08-15", "2030-08-14")
    office.term("TG", "2020-2025", "2020-08-15", "2025-06-30", "9-QĐ")
    assert terms(rows, office.desk.store) == [
        (1, "2020-2025", "2020-08-15", "2025-07-01", "9-QĐ"),
        (2, "2020-2025", "2020-03-01", "2025-03-01", None),
        (1, "2025-2030", "2025-08-15", "2030-08-15", None),
    ]


@pytest.mark.parametrize(
    ("unit", "first", "last", "fault"),
    [
        ("TG", "2025-08-14", "2020-08-15", DaysOutOfOrder),
        ("TG", "2020-08-15", "2020-08-14", DaysOutOfOrder),
        ("TG", "2026-01-01", "2030-12-31", TermOutside),
        ("TG", "2015-01-01", "2019-12-31", TermOutside),
        ("TG-07", "2020-01-01", "2020-06-30", UnitNotYet),
        ("TG-08", "2020-07-01", "2025-06-30", UnitGone),
        ("TG-99", "2020-08-15", "2025-08-14", UnitUnknown),
    ],
)
def test_a_term_that_cannot_be_is_refused(office, rows, unit, first, last, fault):
    """Days that run backward, that no year of the term's name holds, or on none of which the unit lived."""
    office.unit("TG-07", since="2020-07-01")
    office.unit("TG-08")
    office.close("TG-08", "2020-07-01")
    before = rows(office.desk.store)
    with pytest.raises(fault):
        office.term(unit, "2020-2025", first, last)
    assert rows(office.desk.store) == before


@pytest.mark.parametrize(
    ("first", "last"), [("2025-12-31", "2030-01-01"), ("2015-01-01", "2020-01-01"), ("2021-06-01",) * 2]
)
def test_a_term_touches_the_years_of_its_name(office, first, last):
    """A day in them is enough: congresses come early and late."""
    office.term("TG", "2020-2025", first, last)


def test_units_share_the_term_of_the_unit_above(office):
    """A quota can be for a term of the unit itself or of any unit above it, but not of one beside or below it."""
    office.unit("BP", kind="section_committee")
    office.unit("TG-09", under="BP")
    office.term("BP", *TERM)
    for unit in ("BP", "TG-09"):
        office.quota(unit, "term:2020-2025", "3")
    for unit in ("TG", "TG-01"):
        with pytest.raises(TermUnknown) as caught:
            office.quota(unit, "term:2020-2025", "3")
        assert caught.value.term == "2020-2025"


def test_a_unit_that_is_still_to_come_shares_the_term_above(office):
    """A unit dated ahead can be planned for as soon as it is entered."""
    office.unit("TG-09", since="2023-01-01")
    office.term("TG", *TERM)
    office.quota("TG-09", "term:2020-2025", "3")


def test_a_term_is_not_taken_back_from_under_its_quota(office, rows):
    """While a quota stands for the term, its first entry cannot be undone; a change of its days can."""
    office.term("TG", *TERM)
    office.quota("TG-01", "term:2020-2025", "3")
    office.term("TG", "2020-2025", "2020-08-15", "2025-06-30")
    office.undo()
    before = rows(office.desk.store)
    with pytest.raises(UndoBlockedByLater) as caught:
        office.undo(5)
    assert (caught.value.entry, caught.value.later) == (5, 6)
    assert rows(office.desk.store) == before


def test_a_quota_does_not_come_back_without_its_term(office, rows):
    """A quota and then its term were undone: bringing the quota back alone is refused, with the term it lacks."""
    office.term("TG", *TERM)
    office.quota("TG-01", "term:2020-2025", "3")
    office.undo()
    office.undo()
    before = rows(office.desk.store)
    with pytest.raises(TermUnknown):
        office.undo(7)
    assert rows(office.desk.store) == before
    office.undo(8)
    office.undo(7)
    assert len(rows(office.desk.store)["quota"]) == 1
    assert examine(office.desk.store) == ()


def test_a_term_may_go_where_another_stands_above(office):
    """The cell's own term is taken back: its quota then rests on the committee's term of the same name."""
    office.term("TG", *TERM)
    office.term("TG-01", "2020-2025", "2020-03-01", "2025-02-28")
    office.quota("TG-01", "term:2020-2025", "3")
    office.undo(6)
    assert examine(office.desk.store) == ()
