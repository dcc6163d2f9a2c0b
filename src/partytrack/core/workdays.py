"""Working days, counted with the days off as a plain set: Saturdays, Sundays and holidays alike."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cached_property


class Workdays:
    """Counts working days; the day after the start is day 1. Days beyond those of the set are not to be asked about.

    The days off are not looked at before a day is counted: few cases have come to where they matter.
    """

    def __init__(self, days_off: Iterable[date]) -> None:
        self._days_off = days_off

    @cached_property
    def _off(self) -> list[int]:
        return sorted({day.toordinal() for day in self._days_off})

    @cached_property
    def _before(self) -> list[int]:
        """How many days up to each day off were worked: it never falls, so that both directions are searches."""
        return [day - place for place, day in enumerate(self._off)]

    def after(self, day: date, count: int) -> date:
        """The working day so many working days after a day, which may itself be one or not."""
        start = day.toordinal()
        worked = start - bisect_right(self._off, start) + count
        return date.fromordinal(worked + bisect_right(self._before, worked))

    def count(self, day: date, until: date) -> int:
        """How many working days follow a day, up to another one and with it; none where that is not later."""
        return max(0, self._worked(until) - self._worked(day))

    def is_off(self, day: date) -> bool:
        """Whether nobody works on a day."""
        place = bisect_left(self._off, day.toordinal())
        return place < len(self._off) and self._off[place] == day.toordinal()

    def _worked(self, day: date) -> int:
        """The working days up to a day, from a beginning that drops out of every difference."""
        return day.toordinal() - bisect_right(self._off, day.toordinal())
