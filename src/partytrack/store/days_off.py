"""The days on which offices do not work: Saturdays, Sundays, public holidays, and what ``data/holidays/`` says beside.

The library ``holidays`` knows the holidays of the Labour Code (art. 112), the days made up for where one falls on a
Saturday or Sunday (art. 111.3: the next working day; around Tết the days that the state chose), and most exchanges of
working days. What it does not know, and what a committee knows better, is read from the files.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from partytrack.core.data import as_written, read_toml, source_of, toml_names, unsound

FIELDS = ("worked", "vi", "en", "source")
SATURDAY = 5


def days_off(first_year: int, last_year: int) -> frozenset[date]:
    """Every day of these years, both included, on which nobody works."""
    import holidays  # noqa: PLC0415  # 80 ms, it loads every country: only where working days are counted

    # a year before and after: Saturdays are worked in exchange for days of another year
    public = holidays.country_holidays("VN", years=range(first_year - 1, last_year + 2))
    worked, off = set(public.weekend_workdays), set(public)
    for day, is_worked in _moved_days().items():
        (worked if is_worked else off).add(day)
        (off if is_worked else worked).discard(day)
    weekends = (day for day in _days(first_year, last_year) if day.weekday() >= SATURDAY)
    return frozenset(day for day in {*weekends, *off} - worked if first_year <= day.year <= last_year)


def _days(first_year: int, last_year: int) -> Iterator[date]:
    first = date(first_year, 1, 1)
    for number in range((date(last_year, 12, 31) - first).days + 1):
        yield first + timedelta(days=number)


def _moved_days() -> dict[date, bool]:
    """What the files say of single days: whether they are worked. Two files must not contradict each other."""
    told: dict[date, tuple[bool, str]] = {}
    for name in toml_names("holidays"):
        for key, row in read_toml(name).items():
            day, is_worked = _moved_day(source_of(name), key, row)
            known, file = told.setdefault(day, (is_worked, source_of(name)))
            if known != is_worked:
                raise unsound(source_of(name), key, "both", file=file)
    return {day: is_worked for day, (is_worked, _) in told.items()}


def _moved_day(file: str, key: str, row: object) -> tuple[date, bool]:
    """One table of a file: its day, and whether it is worked."""
    if not isinstance(row, dict):
        raise unsound(file, key, "not_a_table")
    for field in ("worked", "source"):
        if field not in row:
            raise unsound(file, key, "field_missing", field=field)
    for field, value in row.items():
        if field not in FIELDS:
            raise unsound(file, key, "field_unknown", field=field, known=FIELDS)
        if type(value) is not (bool if field == "worked" else str):
            raise unsound(file, key, "field_bad", field=field, value=as_written(value))
    try:
        return date.fromisoformat(key), row["worked"]
    except ValueError:
        raise unsound(file, key, "not_a_day") from None
