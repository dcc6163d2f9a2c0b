"""Periods of a report as typed, and what the as-of day leaves of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.errors import BackwardPeriod, BadPeriod, BadYear, DayWithoutYearAhead, TermUnknown
from partytrack.core.period import Period, parse_period, parse_year, term_named, whole_years

TODAY = date(2022, 4, 26)
DAYS = st.dates(min_value=date(1930, 1, 1), max_value=date(2999, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2019..2021", date(2019, 1, 1), date(2021, 12, 31)),
        ("2021..2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("1930..2999", date(1930, 1, 1), date(2999, 12, 31)),
        (" 2021 ", date(2021, 1, 1), date(2021, 12, 31)),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026h2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2021-01-01..2022-09-30", date(2021, 1, 1), date(2022, 9, 30)),
        ("1/1/2021..30/9/2022", date(2021, 1, 1), date(2022, 9, 30)),
        ("1.1.2021..30.9.2022", date(2021, 1, 1), date(2022, 9, 30)),
        ("2021-01-01 .. 2022-09-30", date(2021, 1, 1), date(2022, 9, 30)),
        ("2022-03-08..2022-03-08", date(2022, 3, 8), date(2022, 3, 8)),
        ("1/1..26/4", date(2022, 1, 1), TODAY),
    ],
)
def test_a_period_is_read_with_both_ends_included(typed, first, last):
    """A year, a span of years, a half, a quarter or two days: the first and the last day both belong to it."""
    assert parse_period(typed, TODAY) == Period(first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "..",
        "21",
        "1929",
        "3000",
        "1929..2021",
        "2021..3000",
        "2026H0",
        "2026H3",
        "2026Q0",
        "2026Q5",
        "2026M3",
        "1929H1",
        "2019-2021",
        "2019…2021",
        "2019...2021",
        "2019..",
        "..2021",
        "2019..2020..2021",
        "2021..30/9/2022",
        "2021-02-31..2021-12-31",
        "1/1/1929..31/12/2021",
        "1/1/2021..31/12/3000",
        "２０２１",
        "term 2020",
    ],
)
def test_what_is_no_period_is_refused_as_it_was_typed(typed):
    """A form that is no period, or years out of reach, are refused with the text typed."""
    with pytest.raises(BadPeriod) as refused:
        parse_period(typed, TODAY)
    assert refused.value.text == typed


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("term:2020-2025", "2020-2025"),
        (" term:2020–2025 ", "2020-2025"),
        ("term: 2020-2025", "2020-2025"),
        ("term:", ""),
        ("2020-2025", None),
        ("term 2020-2025", None),
    ],
)
def test_a_term_is_asked_for_by_its_name(typed, term):
    """The days of a term lie in the store; without one no term is known."""
    assert term_named(typed) == term
    with pytest.raises(BadPeriod if term is None else TermUnknown):
        parse_period(typed, TODAY)


def test_a_term_is_its_days():
    """A period that bears the name of a term is the same as one of the same days; the as-of day leaves days, no term."""
    term = Period(date(2020, 8, 15), date(2025, 8, 14), "2020-2025")
    assert term == Period(term.first, term.last)
    assert len({term, Period(term.first, term.last)}) == 1
    assert term.within(TODAY).term == ""


@pytest.mark.parametrize("typed", ["2021..2019", "2022-09-30..2021-01-01", "2/1/2021..1/1/2021"])
def test_a_period_does_not_run_backward(typed):
    """A period that ends before it begins is refused, not turned round."""
    with pytest.raises(BackwardPeriod) as refused:
        parse_period(typed, TODAY)
    assert refused.value.text == typed


def test_a_day_without_a_year_in_a_period_must_not_lie_ahead():
    """A day of this year that lies ahead is refused in a period as elsewhere."""
    with pytest.raises(DayWithoutYearAhead):
        parse_period("1/1..31/12", TODAY)


@pytest.mark.parametrize(
    ("typed", "touched", "whole"),
    [
        ("2019..2021", [2019, 2020, 2021], [2019, 2020, 2021]),
        ("2021H1", [2021], []),
        ("2021-01-01..2022-09-30", [2021, 2022], [2021]),
        ("2020-01-02..2022-12-31", [2020, 2021, 2022], [2021, 2022]),
        ("2020-06-01..2022-06-01", [2020, 2021, 2022], [2021]),
        ("2020-06-01..2021-06-01", [2020, 2021], []),
        ("2021-12-31..2022-01-01", [2021, 2022], []),
    ],
)
def test_a_period_touches_years_and_holds_whole_ones(typed, touched, whole):
    """Quotas count for every year that the period touches, tallies only for the years wholly inside."""
    period = parse_period(typed, TODAY)
    assert (list(period.years), list(period.whole_years)) == (touched, whole)


@pytest.mark.parametrize(
    ("typed", "as_of", "cut"),
    [
        ("2019..2021", date(2022, 4, 26), False),
        ("2019..2021", date(2021, 12, 31), False),
        ("2019..2021", date(2021, 12, 30), True),
        ("2022", date(2022, 4, 26), True),
        ("2021H1", date(2022, 4, 26), True),  # half a year is cut by itself
        ("2021-01-01..2022-09-30", date(2023, 1, 1), True),
        ("2020-01-02..2021-12-31", date(2023, 1, 1), True),
    ],
)
def test_a_part_year_result_is_known_as_such(typed, as_of, cut):
    """A period that shows less than whole years, by itself or because of the as-of day, says so."""
    assert parse_period(typed, TODAY).is_cut(as_of) is cut


@pytest.mark.parametrize(
    ("as_of", "first", "last"),
    [
        (date(2023, 1, 1), date(2019, 1, 1), date(2021, 12, 31)),
        (date(2021, 12, 31), date(2019, 1, 1), date(2021, 12, 31)),
        (date(2020, 3, 8), date(2019, 1, 1), date(2020, 3, 8)),
        (date(2019, 1, 1), date(2019, 1, 1), date(2019, 1, 1)),
    ],
)
def test_the_as_of_day_cuts_the_period(as_of, first, last):
    """Of a period that has begun only the days up to the as-of day, itself included, are left."""
    assert whole_years(2019, 2021).within(as_of) == Period(first, last)


@pytest.mark.parametrize(
    ("first", "last", "years", "first_before", "last_before"),
    [
        ("2026-01-01", "2026-06-30", 1, "2025-01-01", "2025-06-30"),
        ("2021-01-01", "2021-12-31", 1, "2020-01-01", "2020-12-31"),
        ("2020-07-01", "2021-06-30", 1, "2019-07-01", "2020-06-30"),
        ("2020-07-01", "2021-07-01", 2, "2018-07-01", "2019-07-01"),
        ("2019-01-01", "2021-12-31", 3, "2016-01-01", "2018-12-31"),
        ("2020-06-03", "2025-05-20", 5, "2015-06-03", "2020-05-20"),
        # the end of February is where the month ends
        ("2024-01-01", "2024-02-29", 1, "2023-01-01", "2023-02-28"),
        ("2025-01-01", "2025-02-28", 1, "2024-01-01", "2024-02-29"),
        ("2024-01-01", "2024-02-28", 1, "2023-01-01", "2023-02-28"),
        ("2024-02-29", "2024-02-29", 1, "2023-02-28", "2023-02-28"),
        ("1930-01-01", "2999-12-31", 1070, "0860-01-01", "1929-12-31"),
    ],
)
def test_the_same_days_of_the_year_before(first, last, years, first_before, last_before):
    """A year before, or as many years as the period has; what ends with its month ends with it there too."""
    period = Period(date.fromisoformat(first), date.fromisoformat(last))
    before = Period(date.fromisoformat(first_before), date.fromisoformat(last_before))
    assert (period.years_long, period.years_before(period.years_long)) == (years, before)


@given(PERIODS)
def test_the_same_days_before_never_meet_the_period(period):
    """Whatever the period, the same days of so many years before are over when it begins, and would not be a year later."""
    years = period.years_long
    assert period.years_before(years).last < period.first
    assert years == 1 or period.years_before(years - 1).end >= period.first


@given(PERIODS)
def test_a_period_written_as_two_days_reads_back(period):
    """Two days in ISO form read back as the same period."""
    assert parse_period(f"{period.first}..{period.last}", TODAY) == period


@given(PERIODS)
def test_whole_years_are_the_touched_years_with_every_day_inside(period):
    """A year is whole in a period when its first and its last day lie in it."""
    inside = [y for y in period.years if period.first <= date(y, 1, 1) and date(y, 12, 31) <= period.last]
    assert list(period.whole_years) == inside
    assert period.end - timedelta(days=1) == period.last


@given(PERIODS, DAYS)
def test_nothing_of_a_cut_period_lies_after_the_as_of_day(period, as_of):
    """A cut period lies up to the as-of day, and cutting it again changes nothing."""
    cut = period.within(as_of)
    assert cut.first <= cut.last <= as_of
    assert cut.within(as_of) == cut


@given(st.integers(1930, 2999))
def test_halves_and_quarters_fill_the_year(year):
    """The halves and the quarters of a year follow each other without a gap and make up the year."""
    for parts in (["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"]):
        periods = [parse_period(f"{year}{part}", TODAY) for part in parts]
        assert [one.end for one in periods[:-1]] == [following.first for following in periods[1:]]
        assert Period(periods[0].first, periods[-1].last) == whole_years(year, year)


@pytest.mark.parametrize("typed", ["2021", " 1930 ", "2999"])
def test_a_year_is_read(typed):
    """A year is four digits from 1930, when the Party was founded."""
    assert parse_year(typed) == int(typed)


@pytest.mark.parametrize("typed", ["", "21", "1929", "3000", "2o21", "-2021", "2021.0", "２０２１"])
def test_what_is_no_year_is_refused(typed):
    """Anything else is refused with the text typed."""
    with pytest.raises(BadYear) as refused:
        parse_year(typed)
    assert refused.value.text == typed
