"""Percentages as published and as exact arithmetic has them, and counts as typed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.errors import BadCount, TooManyDecimals
from partytrack.core.figures import average, median, parse_count, parse_decimals, percent

PARTS = st.integers(0, 99_999_999)
WHOLES = st.integers(1, 99_999_999)
DECIMALS = st.integers(0, 6)
ROUNDINGS = st.sampled_from(["half-up", "truncate"])


@pytest.mark.parametrize(
    ("place", "admitted", "quota", "decimals", "rounding", "printed"),
    [
        # field notes, section 7; regulation, section 4
        ("Quận 11, first half of 2011", 46, 120, 2, "half-up", "38.33"),
        ("Diên Hồng ward, 2020–2025", 103, 105, 2, "truncate", "98.09"),
        ("Diên Hồng ward, 2020–2025", 103, 105, 2, "half-up", "98.10"),
        ("Hải Dương province, first half of 2024", 848, 2200, 1, "half-up", "38.5"),
        ("Tiền Giang province, 2015–2020", 8793, 6500, 2, "half-up", "135.28"),
        ("Ninh Thuận", 288, 815, 2, "half-up", "35.34"),
        ("Ninh Thuận", 266, 930, 1, "half-up", "28.6"),
        ("Ninh Thuận", 52, 102, 2, "half-up", "50.98"),
        ("Ninh Thuận", 13, 75, 2, "half-up", "17.33"),
        ("Ninh Thuận", 400, 930, 2, "half-up", "43.01"),
        ("Ninh Thuận", 472, 900, 2, "half-up", "52.44"),
        ("Ninh Thuận", 21, 20, 0, "half-up", "105"),
        ("Bình Thuận", 1669, 2000, 2, "half-up", "83.45"),
        ("Cần Thơ", 1988, 2100, 1, "half-up", "94.7"),
        # field notes, section 1: an exact half goes up, which rules out banker's rounding
        ("printed 75,63", 121, 160, 2, "half-up", "75.63"),
        ("printed 48,3", 193, 400, 1, "half-up", "48.3"),
        # contract, exactness
        ("seven of eight", 7, 8, 0, "half-up", "88"),
        ("seven of eight", 7, 8, 0, "truncate", "87"),
        ("an even half", 1, 8, 0, "half-up", "13"),
        ("nobody", 0, 15, 2, "half-up", "0.00"),
        ("all", 15, 15, 2, "half-up", "100.00"),
        ("the last unit is not rounded away", 99_999_999, 100_000_000, 2, "truncate", "99.99"),
        ("six decimals", 1, 3, 6, "half-up", "33.333333"),
        ("next to nothing", 1, 100_000_000, 6, "half-up", "0.000001"),
    ],
)
def test_percentages_are_those_that_committees_published(place, admitted, quota, decimals, rounding, printed):
    """A published percentage comes out to the last decimal that was printed."""
    assert str(percent(admitted, quota, decimals, rounding)) == printed, place


@pytest.mark.parametrize(("admitted", "quota"), [(15, None), (None, 15), (None, None), (0, 0), (3, 0), (None, 0)])
def test_no_quota_no_percentage(admitted, quota):
    """Without an actual, without a quota, or with a quota of 0 there is no percentage, which is not 0 %."""
    assert percent(admitted, quota) is None


@given(PARTS, WHOLES, DECIMALS)
def test_half_up_is_the_nearest_value_and_the_upper_of_two(part, whole, decimals):
    """The half-up percentage lies within half a unit of the exact one, and a tie is above it."""
    exact, half_unit = Fraction(part * 100, whole), Fraction(1, 2 * 10**decimals)
    shown = percent(part, whole, decimals)
    assert -half_unit < Fraction(shown) - exact <= half_unit


@given(PARTS, WHOLES, DECIMALS)
def test_truncated_is_never_above_the_exact_value(part, whole, decimals):
    """The truncated percentage is at most the exact one and less than a unit below it."""
    below = Fraction(part * 100, whole) - Fraction(percent(part, whole, decimals, "truncate"))
    assert 0 <= below < Fraction(1, 10**decimals)


@given(PARTS, WHOLES, DECIMALS, ROUNDINGS)
def test_the_decimals_shown_are_the_decimals_asked(part, whole, decimals, rounding):
    """A percentage keeps its trailing zeros and is never written with an exponent."""
    written = str(percent(part, whole, decimals, rounding))
    assert len(written.partition(".")[2]) == decimals
    assert "E" not in written


@given(PARTS, PARTS, WHOLES, DECIMALS, ROUNDINGS)
def test_more_admitted_is_never_a_lower_percentage(some, others, whole, decimals, rounding):
    """Of two units with one quota, the one that admitted more has no lower percentage."""
    fewer, more = sorted((some, others))
    assert percent(fewer, whole, decimals, rounding) <= percent(more, whole, decimals, rounding)


@given(PARTS)
def test_the_whole_quota_is_a_hundred_percent(count):
    """A quota exactly met is 100 %, and nothing less is, when cut off."""
    assert percent(count + 1, count + 1) == Decimal(100)
    assert percent(count, count + 1, 2, "truncate") < Decimal(100)


@pytest.mark.parametrize(
    ("numbers", "decimals", "rounding", "mean"),
    [
        ([30, 31], 1, "half-up", "30.5"),
        ([30, 31], 0, "half-up", "31"),
        ([30, 31], 0, "truncate", "30"),
        ([20, 20, 21], 2, "half-up", "20.33"),
        ([20, 21, 21], 2, "half-up", "20.67"),
        ([20, 21, 21], 2, "truncate", "20.66"),
        ([0], 2, "half-up", "0.00"),
    ],
)
def test_an_average_is_as_exact_as_a_percentage(numbers, decimals, rounding, mean):
    """The sum divided by the number, half-up or truncated at the decimals asked; of nobody there is none."""
    assert str(average(numbers, decimals, rounding)) == mean
    assert average([], decimals, rounding) is None


@pytest.mark.parametrize(
    ("typed", "count"), [("0", 0), ("10", 10), (" 10 ", 10), ("007", 7), ("99999999", 99_999_999), ("00000000", 0)]
)
def test_a_count_is_a_whole_number_from_0_up(typed, count):
    """A count is written in digits, at most eight."""
    assert parse_count("amount", typed) == count


@pytest.mark.parametrize(
    "typed", ["1o", "-3", "+3", "1.5", "1,5", "1.614", "1 614", "1_000", "１", "٣", "²", "1e3", "0x1", "", "100000000"]
)
def test_what_is_no_count_is_refused_as_it_was_typed(typed):
    """Letters, signs, decimals, thousands marks and digits of other scripts are refused, never guessed at."""
    with pytest.raises(BadCount) as refused:
        parse_count("amount", typed)
    assert "amount" in str(refused.value.what)
    assert refused.value.text == typed


def test_a_percentage_shows_up_to_six_decimals():
    """The number of decimals is a count up to 6."""
    assert [parse_decimals(str(number)) for number in range(7)] == list(range(7))
    with pytest.raises(TooManyDecimals) as refused:
        parse_decimals("7")
    assert (refused.value.text, refused.value.most) == ("7", 6)
    with pytest.raises(BadCount):
        parse_decimals("-1")


@pytest.mark.parametrize(
    ("numbers", "middle"),
    [([], None), ([7], "7"), ([9, 1, 4], "4"), ([1, 2], "1.5"), ([4, 1, 3, 1], "2"), ([0, 0], "0"), ([1, 10**6], "500000.5")],
)  # fmt: skip
def test_a_median_is_exact(numbers, middle):
    """The middle of an odd count of numbers is one of them, of an even count the exact half between two."""
    assert median(numbers) == (None if middle is None else Decimal(middle))
    assert middle is None or str(median(numbers)) == middle
