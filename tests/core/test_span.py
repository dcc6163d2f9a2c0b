"""What a quota is for, as typed: a year, years, a term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.errors import BadSpan, BadTerm
from partytrack.core.span import Span, parse_span, parse_term, year
from partytrack.core.texts import Texts

# fmt: off
TYPED = [
    # typed             span                           yearly figures   in Vietnamese and English
    ("2021",            Span(2021, 2021),              1,               "2021",                "2021"),
    (" 2021 ",          Span(2021, 2021),              1,               "2021",                "2021"),
    ("2021-2021",       Span(2021, 2021),              1,               "2021",                "2021"),
    ("2021-2025",       Span(2021, 2025),              5,               "2021–2025",           "2021–2025"),
    ("2021–2025",       Span(2021, 2025),              5,               "2021–2025",           "2021–2025"),
    ("1930-2999",       Span(1930, 2999),              1070,            "1930–2999",           "1930–2999"),
    ("term:2020-2025",  Span(2020, 2025, "2020-2025"), 5,               "nhiệm kỳ 2020–2025",  "term 2020–2025"),
    ("term: 2020–2025", Span(2020, 2025, "2020-2025"), 5,               "nhiệm kỳ 2020–2025",  "term 2020–2025"),
    ("term:2020-2021",  Span(2020, 2021, "2020-2021"), 1,               "nhiệm kỳ 2020–2021",  "term 2020–2021"),
]
# fmt: on
NEITHER = ["", "21", "2o21", "-2021", "2021-", "2025-2020", "2021..2025", "2021-25", "1929", "2021-3000", "２０２１"]


@pytest.mark.parametrize(("typed", "span", "years", "vietnamese", "english"), TYPED)
def test_a_span_is_read(typed, span, years, vietnamese, english):
    """Years are both included; a term ends in the year in which the next begins."""
    read = parse_span(typed)
    assert (read, read.years) == (span, years)
    assert (Texts("vi").value(read.told), Texts("en").value(read.told)) == (vietnamese, english)


@pytest.mark.parametrize(
    "typed", [*NEITHER, "term:", "term:2020", "term:2020-2020", "term:2025-2020", "term 2020-2025"]
)
def test_what_is_no_span_is_refused_as_it_was_typed(typed):
    """Years that run backward or are out of reach, and terms of one year, are refused with the text typed."""
    with pytest.raises(BadSpan) as refused:
        parse_span(typed)
    assert refused.value.text == typed


@pytest.mark.parametrize("typed", [*NEITHER, "2020", "2020-2020", "term:2020-2025"])
def test_what_is_no_name_of_a_term_is_refused_as_it_was_typed(typed):
    """A term is named after the two years in which it begins and ends."""
    with pytest.raises(BadTerm) as refused:
        parse_term(typed)
    assert refused.value.text == typed


@given(st.integers(1930, 2998), st.integers(1, 30))
def test_a_term_is_one_name_however_it_is_typed(first, length):
    """A hyphen or a dash, with the mark of a term or alone: the name is the same."""
    last = min(first + length, 2999)
    assert parse_term(f"{first}–{last}") == parse_span(f"term:{first}-{last}") == Span(first, last, f"{first}-{last}")
    assert parse_span(f"{first}-{last}").years == parse_term(f"{first}-{last}").years + 1


def test_a_year_is_a_span():
    """A calendar year is one year long and no term."""
    assert (year(2021), year(2021).is_year, year(2021).years) == (parse_span("2021"), True, 1)
    assert not parse_span("term:2020-2021").is_year
