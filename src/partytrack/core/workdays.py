"""Working days, counted with the days off as a plain set: Saturdays, Sundays and holidays alike."""

from bisect import bisect_right
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
