"""Days as people type and read them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.dates import (
    BEGINNING,
    OPEN,
    PartialDate,
    add_months,
    last_day,
    parse_day,
    parse_partial,
    parse_past_day,
    say_day,
)
from partytrack.core.errors import BadDay, DayAhead, DayWithoutYearAhead

TODAY = date(2022, 5, 30)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(9998, 12, 31))
PARTIALS = st.one_of(
    DAYS.map(lambda day: PartialDate(day, "day")),
    DAYS.map(lambda day: PartialDate(day.replace(day=1), "month")),
    DAYS.map(lambda day: PartialDate(day.replace(day=1, month=1), "year")),
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("27/5/2022", date(2022, 5, 27)),
        ("27/05/2022", date(2022, 5, 27)),
        ("27-5-2022", date(2022, 5, 27)),
        ("27.5.2022", date(2022, 5, 27)),
        ("2022-05-27", date(2022, 5, 27)),
        ("2022-5-7", date(2022, 5, 7)),
        (" 27/5/2022 ", date(2022, 5, 27)),
        ("5/4/2021", date(2021, 4, 5)),  # the day comes first, always
        ("29/2/2020", date(2020, 2, 29)),
        ("29/2/2000", date(2000, 2, 29)),
        ("3/2/1930", date(1930, 2, 3)),
        ("27/5", date(2022, 5, 27)),  # this year
        ("30/5", TODAY),  # today is not ahead
        ("1/6/2023", date(2023, 6, 1)),  # a day ahead is a day; only acts refuse it
    ],
)
def test_a_day_is_read_in_the_style_of_either_language(typed, day):
    """A day is read as day/month/year, as ISO, or as day/month of this year."""
    assert parse_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2021",
        "2021-02-31",
        "29/2/2021",  # no leap year
        "29/2/1900",  # a full century is none either
        "29/2",  # nor is this year
        "31/4/2021",
        "5/27/2021",  # month first is never read
        "0/5/2021",
        "27/0/2021",
        "27/5/21",
        "27/5/1899",
        "27/5-2021",
        "1/5/2021-3/5/2021",
        "27/5/2021 8:00",
        "44343",  # a serial number of Excel
        "2021",
        "5/2021",
        "２７/５/２０２１",
        "27/5/٢٠٢١",
        "27 tháng 5",
        "",
    ],
)
def test_what_is_no_day_is_refused_as_it_was_typed(typed):
    """A day that the calendar does not have, or a form that would need a guess, is refused with the text typed."""
    with pytest.raises(BadDay) as refused:
        parse_day(typed, TODAY)
    assert refused.value.text == typed


def test_a_day_of_this_year_must_not_lie_ahead():
    """A day without a year that lies after today may mean last year, so it is refused and not guessed."""
    with pytest.raises(DayWithoutYearAhead) as refused:
        parse_day("31/5", TODAY)
    assert (refused.value.text, refused.value.today) == ("31/5", TODAY)


def test_what_has_happened_did_not_happen_tomorrow():
    """The day of something that has happened is today at the latest."""
    assert parse_past_day("30/5/2022", TODAY) == TODAY
    with pytest.raises(DayAhead) as refused:
        parse_past_day("31/5/2022", TODAY)
    assert (refused.value.on, refused.value.today) == (date(2022, 5, 31), TODAY)


@pytest.mark.parametrize(
    ("typed", "first", "last", "iso"),
    [
        ("3/5/2001", date(2001, 5, 3), date(2001, 5, 3), "2001-05-03"),
        ("2001-05-03", date(2001, 5, 3), date(2001, 5, 3), "2001-05-03"),
        ("5/2001", date(2001, 5, 1), date(2001, 5, 31), "2001-05"),
        ("05-2001", date(2001, 5, 1), date(2001, 5, 31), "2001-05"),
        ("2001-05", date(2001, 5, 1), date(2001, 5, 31), "2001-05"),
        ("2/2000", date(2000, 2, 1), date(2000, 2, 29), "2000-02"),
        ("2/2001", date(2001, 2, 1), date(2001, 2, 28), "2001-02"),
        ("12/2001", date(2001, 12, 1), date(2001, 12, 31), "2001-12"),
        ("2001", date(2001, 1, 1), date(2001, 12, 31), "2001"),
    ],
)
def test_a_birth_date_claims_no_more_than_was_known(typed, first, last, iso):
    """A birth date known to the month or the year means any day from its first to its last."""
    born = parse_partial(typed, TODAY)
    assert (born.first, born.last, born.iso) == (first, last, iso)


@pytest.mark.parametrize(
    "typed", ["13/2001", "0/2001", "2001-13", "1899", "0000", "99", "31/02/2001", "27/5", "khoảng 1960", ""]
)
def test_what_is_no_birth_date_is_refused(typed):
    """A birth date that does not exist is refused, and so is one without a year: nobody was born this year."""
    with pytest.raises(BadDay) as refused:
        parse_partial(typed, TODAY)
    assert refused.value.text == typed


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (date(2022, 4, 26), "26/4/2022", "26 Apr 2022"),
        (date(2022, 12, 1), "1/12/2022", "1 Dec 2022"),
        (PartialDate(date(2001, 5, 3), "day"), "3/5/2001", "3 May 2001"),
        (PartialDate(date(2001, 5, 1), "month"), "5/2001", "May 2001"),
        (PartialDate(date(2001, 1, 1), "year"), "2001", "2001"),
    ],
)
def test_a_day_is_written_in_the_form_of_the_language(day, vietnamese, english):
    """A day is written in figures in Vietnamese, with the month's name in English, no finer than it is known."""
    assert (say_day(day, "vi"), say_day(day, "en")) == (vietnamese, english)


@given(DAYS)
def test_a_day_written_in_vietnamese_or_iso_reads_back(day):
    """What the program writes in Vietnamese or in a file is read back as the same day."""
    assert parse_day(say_day(day, "vi"), TODAY) == day
    assert parse_day(day.isoformat(), TODAY) == day


@given(PARTIALS)
def test_a_partial_date_reads_back(partial):
    """A partial date keeps its precision through writing and reading."""
    assert parse_partial(say_day(partial, "vi"), TODAY) == partial
    assert parse_partial(partial.iso, TODAY) == partial


@given(PARTIALS)
def test_a_partial_date_spans_its_month_or_year(partial):
    """The day after the last reading of a partial date begins the next day, month or year."""
    assert partial.first <= partial.last
    after = partial.last + timedelta(days=1)
    if partial.precision == "month":
        assert after.day == 1
        assert (partial.last.year, partial.last.month) == (partial.first.year, partial.first.month)
    if partial.precision == "year":
        assert (after.day, after.month, partial.last.year) == (1, 1, partial.first.year)


@given(st.text(alphabet="0123456789/-. ", max_size=12))
def test_any_text_is_a_day_or_refused_by_name(text):
    """Whatever is typed comes back as a day of the years 1900 to 9998 or as a refusal that names the text."""
    try:
        year, named = parse_day(text, TODAY).year, text.strip()
    except (BadDay, DayWithoutYearAhead) as refused:
        year, named = TODAY.year, refused.text
    assert 1900 <= year <= 9998
    assert named == text.strip()


def test_an_interval_ends_for_a_reader_on_its_last_day():
    """The store's first day after is the reader's last day before, and an open interval has none."""
    assert last_day(date(2025, 7, 1)) == date(2025, 6, 30)
    assert last_day(OPEN) is None
    assert BEGINNING < date(1900, 1, 1) < date(9998, 12, 31) < OPEN


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2021, 5, 19), 12, date(2022, 5, 19)),  # probation: twelve months (Charter, article 5)
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 2, 29), 48, date(2024, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2021, 11, 30), 1, date(2021, 12, 30)),
        (date(2021, 12, 31), 0, date(2021, 12, 31)),
        (date(2022, 1, 31), -2, date(2021, 11, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    """A limit in months ends on the same day of its month, or on the last day of a month that lacks it."""
    assert add_months(day, months) == later


@given(DAYS.filter(lambda day: day.year < 9900), st.integers(0, 1000))
def test_months_later_never_leaves_the_month(day, months):
    """The month reached is the month counted to, and its day is never later than the day counted from."""
    later = add_months(day, months)
    assert later.year * 12 + later.month == day.year * 12 + day.month + months
    assert later.day <= day.day
