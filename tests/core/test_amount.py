"""Amounts of a quota: what may be typed, what it comes to in people, and how it is written."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.amount import Amount, Goal, number, parse_amount
from partytrack.core.errors import BadAmount, BaseNeeded, BaseWithoutRate
from partytrack.core.texts import Texts

BASE_ON = date(2020, 12, 31)

# fmt: off
TYPED = [
    # typed      base  years  what it comes to   written in Vietnamese and English
    ("15",       None,   1,   "15",              "15",      "15"),
    ("0",        None,   1,   "0",               "0",       "0"),
    ("99999999", None,   1,   "99999999",        "99999999", "99999999"),
    (" 15 ",     None,   1,   "15",              "15",      "15"),
    ("015",      None,   1,   "15",              "15",      "15"),
    ("15",       None,   5,   "15",              "15",      "15"),      # a number is for the whole span
    ("15+",      None,   1,   "15+",             "15+",     "15+"),
    ("0+",       None,   1,   "0+",              "0+",      "0+"),
    ("500+",     None,   5,   "500+",            "500+",    "500+"),
    ("15-20",    None,   1,   "15–20",           "15-20",   "15-20"),
    ("15–20",    None,   1,   "15–20",           "15-20",   "15-20"),
    ("0-2",      None,   1,   "0–2",             "0-2",     "0-2"),
    ("15-15",    None,   1,   "15",              "15-15",   "15-15"),
    ("90-100",   None,   3,   "90–100",          "90-100",  "90-100"),
    ("avg:15",   None,   1,   "15",              "bình quân 15 mỗi năm", "15 a year on average"),
    ("avg:15",   None,   5,   "75",              "bình quân 15 mỗi năm", "15 a year on average"),
    ("3%",       600,    1,   "18",              "3%",      "3%"),
    ("3%",       601,    1,   "19",              "3%",      "3%"),      # 18.03 people are 19
    ("3%",       601,    5,   "95",              "3%",      "3%"),      # rounded up in each of five years
    ("3%+",      601,    1,   "19+",             "3%+",     "3%+"),
    ("3-4%",     610,    1,   "19–25",           "3-4%",    "3-4%"),
    ("3–4%",     610,    2,   "38–50",           "3-4%",    "3-4%"),
    ("3-4%",     25,     1,   "1",               "3-4%",    "3-4%"),    # both ends are one person
    ("2.5%",     600,    1,   "15",              "2,5%",    "2.5%"),
    ("2,5%",     600,    1,   "15",              "2,5%",    "2.5%"),
    ("2.50%",    601,    1,   "16",              "2,50%",   "2.50%"),
    ("2,5-3.5%", 1000,   1,   "25–35",           "2,5-3,5%", "2.5-3.5%"),
    ("0.1%+",    1,      1,   "1+",              "0,1%+",   "0.1%+"),
    ("0.000001%", 99999999, 1, "1",              "0,000001%", "0.000001%"),
    ("100%",     47,     1,   "47",              "100%",    "100%"),
    ("3%",       0,      1,   "0",               "3%",      "3%"),      # nobody to reckon from
]
REFUSED = [
    "", " ", "một", "1o", "-3", "+3", "3.5", "3,5", "15++", "+15", "15 +", "20-15", "15-", "-20", "15--20", "15-20+",
    "15—20", "1-2-3", "123456789", "1-123456789", "１５", "%", "0%", "0%+", "0-3%", "0.0%", "101%", "100.1%", "3-101%",
    "4-3%", "1000%", "3.%", ".5%", "3.1234567%", "3%-4%", "3 %", "3%%", "-3%", "３%", "avg:", "avg:-3", "avg:3+",
    "avg:3-4", "avg:3%", "avg 15", "AVG:15", "15 20", "15..20", "term:15", "NaN", "1e3", "inf%", "\u0661\u0665",
]
# fmt: on
COUNTS = st.integers(0, 99_999_999)
RATES = st.decimals(Decimal("0.000001"), 100, places=6)
YEARS = st.integers(1, 30)
NUMBERS = st.builds(lambda low, kind: Amount(kind, low), COUNTS, st.sampled_from(["number", "at_least", "average"]))
RANGES = st.tuples(COUNTS, COUNTS).map(lambda ends: Amount("range", min(ends), max(ends)))
BASES = st.tuples(COUNTS, st.dates())
PLAIN_RATES = st.builds(
    lambda kind, rate, base: Amount(kind, None, None, rate, None, *base),
    st.sampled_from(["rate", "rate_at_least"]), RATES, BASES,
)  # fmt: skip
RATE_RANGES = st.builds(
    lambda ends, base: Amount("rate_range", None, None, min(ends), max(ends), *base), st.tuples(RATES, RATES), BASES
)
AMOUNTS = st.one_of(NUMBERS, RANGES, PLAIN_RATES, RATE_RANGES)
GOALS = st.builds(lambda amount, years: amount.goal(years), AMOUNTS, YEARS)


def based(base):
    """The base of a rate, counted at the end of 2020, or none."""
    return {} if base is None else {"base_count": base, "base_on": BASE_ON}


@pytest.mark.parametrize(("typed", "base", "years", "figure", "vietnamese", "english"), TYPED)
def test_an_amount_comes_to_people(typed, base, years, figure, vietnamese, english):
    """Each form has its figure for the years it is for, and is written in either language as it was decided."""
    amount = parse_amount(typed, **based(base))
    assert amount.goal(years).text == figure
    assert (Texts("vi").value(amount.told), Texts("en").value(amount.told)) == (vietnamese, english)


@pytest.mark.parametrize("typed", REFUSED, ids=ascii)
@pytest.mark.parametrize("base", [None, 600])
def test_what_is_no_amount_is_refused_as_it_was_typed(typed, base):
    """Nothing is guessed: another form, a figure out of reach or ends the wrong way round, with a base or without."""
    with pytest.raises(BadAmount) as refused:
        parse_amount(typed, **based(base))
    assert refused.value.text == typed.strip()


@pytest.mark.parametrize("typed", ["3%", "3%+", "3-4%"])
@pytest.mark.parametrize("given_", [{}, {"base_count": 600}, {"base_on": BASE_ON}])
def test_a_rate_needs_its_base(typed, given_):
    """Without the number of members and its day a rate is nobody's figure."""
    with pytest.raises(BaseNeeded) as refused:
        parse_amount(typed, **given_)
    assert refused.value.amount == typed


@pytest.mark.parametrize("typed", ["15", "15+", "15-20", "avg:15"])
@pytest.mark.parametrize("given_", [{"base_count": 600, "base_on": BASE_ON}, {"base_count": 0}, {"base_on": BASE_ON}])
def test_only_a_rate_has_a_base(typed, given_):
    """A base beside a number of people is a slip in one of the two."""
    with pytest.raises(BaseWithoutRate) as refused:
        parse_amount(typed, **given_)
    assert refused.value.amount == typed


@pytest.mark.parametrize(
    ("summands", "text"),
    [
        ([], "0"),
        (["15", "3"], "18"),
        (["15-20", "3"], "18–23"),
        (["15-20", "1-2"], "16–22"),
        (["15+", "3"], "18+"),
        (["15-20", "15+"], "30–35+"),
    ],
)
def test_goals_are_summed_at_both_ends(summands, text):
    """The years of a plan, or the units of a row, add up end by end; "or more" of one is "or more" of all."""
    assert sum((parse_amount(each).goal(1) for each in summands), Goal(0, 0)).text == text


@given(st.lists(GOALS, max_size=6))
def test_a_sum_is_the_same_in_any_order(goals):
    """Neither the order nor the grouping of what is summed matters, and a figure never runs backward."""
    total = sum(goals, Goal(0, 0))
    assert total == sum(reversed(goals), Goal(0, 0))
    assert (total.low, total.high) == (sum(goal.low for goal in goals), sum(goal.high for goal in goals))
    assert total.at_least == any(goal.at_least for goal in goals)
    assert total.low <= total.high


@given(st.one_of(PLAIN_RATES, RATE_RANGES), YEARS)
def test_a_rate_is_rounded_up_to_whole_people_in_each_year(amount, years):
    """A year's figure is the least whole number that is not below the rate; the years of a span only multiply it."""
    year, span = amount.goal(1), amount.goal(years)
    for people, rate in ((year.low, amount.rate_low), (year.high, amount.rate_high or amount.rate_low)):
        scaled = int(rate.scaleb(6)) * amount.base_count  # whole millionths of a per cent
        assert (people - 1) * 100 * 10**6 < scaled <= people * 100 * 10**6
    assert (span.low, span.high) == (year.low * years, year.high * years)


@given(AMOUNTS, YEARS)
def test_a_figure_tells_what_kind_it_is(amount, years):
    """The text of a figure names both its ends where they differ, and a plus where more is asked for."""
    goal = amount.goal(years)
    low, high, more = re.fullmatch(r"([0-9]+)(?:–([0-9]+))?(\+?)", goal.text).groups()
    assert (int(low), int(high or low), bool(more)) == (goal.low, goal.high, goal.at_least)
    assert goal.at_least == amount.kind.endswith("at_least")


@given(AMOUNTS.filter(lambda amount: amount.kind != "average"))  # an average is shown in words
def test_an_amount_is_read_as_it_is_written(amount):
    """A number, a range or a rate as a list shows it, in either language, can be typed again and means the same."""
    for lang in ("vi", "en"):
        written = Texts(lang).value(amount.told)
        assert parse_amount(written, base_count=amount.base_count, base_on=amount.base_on) == amount


@given(AMOUNTS)
def test_an_amount_comes_back_from_the_store(amount):
    """Rates are kept as exact decimal text, so that what was decided is what is reckoned with."""
    rates = (None if rate is None else f"{rate:f}" for rate in (amount.rate_low, amount.rate_high))
    row = (amount.kind, amount.low, amount.high, *rates, amount.base_count, amount.base_on)
    assert Amount.from_row(*row) == amount


def test_a_whole_number_is_an_amount():
    """Most quotas are plain numbers."""
    assert number(15) == parse_amount("15")
    assert [parse_amount(typed, **based(base)).is_figure for typed, base in
            [("15", None), ("15+", None), ("1-2", None), ("avg:1", None), ("3%", 1)]] == [True] * 3 + [False] * 2  # fmt: skip
