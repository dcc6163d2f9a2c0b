"""The days on which offices do not work, against the calendars that the state gave out and days counted by hand."""

from datetime import date, timedelta

import pytest

from partytrack.core.errors import DataUnsound
from partytrack.core.workdays import Workdays
from partytrack.store.days_off import days_off

OFF = days_off(2016, 2028)
WORKDAYS = Workdays(OFF)

# The first and the last of the weekdays off at Tết, as announced for the civil service; for 2027 as the library expects them.
TET = {
    2017: ("2017-01-26", "2017-02-01"), 2018: ("2018-02-14", "2018-02-20"), 2019: ("2019-02-04", "2019-02-08"),
    2020: ("2020-01-23", "2020-01-29"), 2021: ("2021-02-10", "2021-02-16"), 2022: ("2022-01-31", "2022-02-04"),
    2023: ("2023-01-20", "2023-01-26"), 2024: ("2024-02-08", "2024-02-14"), 2025: ("2025-01-27", "2025-01-31"),
    2026: ("2026-02-16", "2026-02-20"), 2027: ("2027-02-04", "2027-02-10"),
}  # fmt: skip

# The other weekdays off, year by year: holidays, days made up for, days exchanged.
WEEKDAYS_OFF = {
    2019: "01-01 04-15 04-29 04-30 05-01 09-02",
    2020: "01-01 04-02 04-30 05-01 09-02",
    2021: "01-01 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
SATURDAYS_WORKED = ("2019-01-05", "2019-05-04", "2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22")

# Each row: what it crosses, the start, and the working days one by one, a week a string ("month: days").
COUNTED = {
    "Tết 2024: 8 to 14 February": (
        "2024-01-15", 30, ["1: 16 17 18 19", "1: 22 23 24 25 26", "1: 29 30 31", "2: 1 2", "2: 5 6 7", "2: 15 16",
                           "2: 19 20 21 22 23", "2: 26 27 28 29", "3: 1", "3: 4"]),
    "Tết 2025: 27 to 31 January": (
        "2025-01-10", 30, ["1: 13 14 15 16 17", "1: 20 21 22 23 24", "2: 3 4 5 6 7", "2: 10 11 12 13 14",
                           "2: 17 18 19 20 21", "2: 24 25 26 27 28"]),
    "Tết 2026: 16 to 20 February, Saturday 10 January worked": (
        "2026-01-07", 30, ["1: 8 9 10", "1: 12 13 14 15 16", "1: 19 20 21 22 23", "1: 26 27 28 29 30",
                           "2: 2 3 4 5 6", "2: 9 10 11 12 13", "2: 23 24"]),
    "30/4 and 1/5/2023: Hùng Vương on Saturday and 30/4 on Sunday made up for on 2 and 3 May": (
        "2023-04-27", 5, ["4: 28", "5: 4 5", "5: 8 9"]),
    "30/4 and 1/5/2024: Monday 29 April exchanged for Saturday 4 May": (
        "2024-04-25", 6, ["4: 26", "5: 2 3 4", "5: 6 7"]),
    "30/4 and 1/5/2025: Friday 2 May exchanged for Saturday 26 April": (
        "2025-04-21", 10, ["4: 22 23 24 25 26", "4: 28 29", "5: 5 6 7"]),
    "2/9/2022: Thursday and Friday": ("2022-08-30", 4, ["8: 31", "9: 5 6 7"]),
    "2/9/2025: Monday and Tuesday": ("2025-08-27", 6, ["8: 28 29", "9: 3 4 5", "9: 8"]),
    "2/9/2026: Monday 31 August exchanged for Saturday 22 August": (
        "2026-08-20", 10, ["8: 21 22", "8: 24 25 26 27 28", "9: 3 4", "9: 7"]),
    "New Year 2026: Friday 2 January exchanged for Saturday 10 January": (
        "2025-12-31", 7, ["1: 5 6 7 8 9 10", "1: 12"]),
    "an ordinary month": ("2024-06-03", 30, ["6: 4 5 6 7", "6: 10 11 12 13 14", "6: 17 18 19 20 21",
                                             "6: 24 25 26 27 28", "7: 1 2 3 4 5", "7: 8 9 10 11 12", "7: 15"]),
}  # fmt: skip


def day(text):
    """A day as the tables write it."""
    return date.fromisoformat(text)


def weekdays(first, last):
    """The days from Monday to Friday between two days, both included."""
    found = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {each for each in found if each.weekday() < 5}


@pytest.mark.parametrize("year", TET)
def test_tet_is_off_as_announced(year):
    """Offices are closed on every day of the Tết holiday and work on the weekday before and after it."""
    first, last = map(day, TET[year])
    assert weekdays(first, last) <= OFF
    around = {first - timedelta(days=1), last + timedelta(days=1)}
    assert {each for each in around if each.weekday() < 5} & OFF == set()
    assert len(weekdays(first, last)) == 5


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_no_other_weekday_is_off(year):
    """Beside Tết the weekdays off are the holidays, the days made up for and those exchanged, and no others."""
    tet = weekdays(*map(day, TET[year]))
    found = sorted(each for each in OFF if each.year == year and each.weekday() < 5 and each not in tet)
    assert [f"{each:%m-%d}" for each in found] == WEEKDAYS_OFF[year].split()


def test_weekends_are_off_but_for_the_saturdays_worked():
    """Of all Saturdays and Sundays exactly those are worked that were exchanged for a weekday."""
    first, last = date(2019, 1, 1), date(2026, 12, 31)
    every = {first + timedelta(days=number) for number in range((last - first).days + 1)}
    worked = sorted(each for each in every - OFF if each.weekday() >= 5)
    assert worked == [day(each) for each in SATURDAYS_WORKED]


@pytest.mark.parametrize("crossed", COUNTED, ids=ascii)
def test_working_days_counted_by_hand(crossed):
    """Each working day after the start is the one that was counted on paper."""
    start, count, weeks = COUNTED[crossed]
    start = day(start)
    listed = []
    for week in weeks:
        month, _, days = week.partition(":")
        year = start.year + (int(month) < start.month)
        listed += [date(year, int(month), int(each)) for each in days.split()]
    assert len(listed) == count
    assert [WORKDAYS.after(start, number) for number in range(1, count + 1)] == listed


def test_a_saturday_is_worked_although_it_was_exchanged_for_a_day_of_the_year_before():
    """5 January 2019 was worked for 31 December 2018, also where only 2019 is asked about."""
    assert date(2019, 1, 5) not in days_off(2019, 2019)


def test_only_the_years_asked_about():
    """The set holds days of the years that were asked about."""
    assert {each.year for each in days_off(2024, 2025)} == {2024, 2025}


TOLD = 'worked = {worked}\nsource = "12-TB/ĐU"\n'


def test_a_committee_adds_and_corrects_days(own_data):
    """Its own file makes a weekday free, a Saturday worked, and takes back what the program says of a day."""
    days = {"2024-07-10": "false", "2024-07-13": "true", "2026-01-02": "true"}
    own_data({"holidays/ours.toml": "".join(f"[{each}]\n{TOLD.format(worked=days[each])}" for each in list(days)[:2])})
    own_data({"holidays/moved-days.toml": f"[2026-01-02]\n{TOLD.format(worked=days['2026-01-02'])}"})
    found = days_off(2024, 2026)
    assert {each: str(day(each) not in found).lower() for each in days} == days


# what a file says, the table that is at fault, the clause that tells why
UNSOUND = (
    ("[2024-02-30]\n" + TOLD.format(worked="true"), "2024-02-30", "not_a_day"),
    ("[2024-02-20]\nworked = true\n", "2024-02-20", "field_missing"),
    ("[2024-02-20]\nreason = 'x'\n" + TOLD.format(worked="true"), "2024-02-20", "field_unknown"),
    ("[2024-02-20]\n" + TOLD.format(worked='"no"'), "2024-02-20", "field_bad"),
    ("[2026-01-02]\n" + TOLD.format(worked="true"), "2026-01-02", "both"),
)


@pytest.mark.parametrize(("text", "table", "fault"), UNSOUND, ids=[fault for *_, fault in UNSOUND])
def test_a_day_that_cannot_be_read_is_refused(own_data, text, table, fault):
    """A table that is no day, lacks its paper or contradicts another file is named with the reason."""
    own_data({"holidays/ours.toml": text})
    with pytest.raises(DataUnsound) as refused:
        days_off(2024, 2026)
    assert refused.value.table == table
    assert refused.value.fault.name == f"data.{fault}"
