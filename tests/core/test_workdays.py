"""Working days: counted by searches, as one counts them on a calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partytrack.core.workdays import Workdays

MONDAY = date(2024, 1, 1)
YEAR = [MONDAY + timedelta(days=number) for number in range(366)]
WEEKENDS = frozenset(day for day in YEAR if day.weekday() >= 5)


def by_calendar(off, day, count):
    """The day on which a finger has passed so many working days."""
    while count:
        day += timedelta(days=1)
        count -= day not in off
    return day


def test_the_day_after_the_start_is_day_one():
    """From a Monday the first working day is Tuesday, the fifth is the next Monday."""
    workdays = Workdays(WEEKENDS)
    assert [workdays.after(MONDAY, count).day for count in (1, 4, 5)] == [2, 5, 8]


def test_a_limit_that_starts_on_a_day_off_begins_on_the_next_working_day():
    """What happens on a Saturday has its first working day on Monday."""
    assert Workdays(WEEKENDS).after(date(2024, 1, 6), 1) == date(2024, 1, 8)


def test_without_days_off_every_day_counts():
    """A committee that works every day counts calendar days."""
    assert Workdays(()).after(MONDAY, 30) == date(2024, 1, 31)


@given(st.sets(st.sampled_from(YEAR[:250])), st.sampled_from(YEAR[:200]), st.integers(1, 60))
def test_the_searches_agree_with_the_calendar(off, day, count):
    """For any days off, the day found is the one that a finger on the calendar finds."""
    assert Workdays(off).after(day, count) == by_calendar(off, day, count)
