"""Where the units of a forest stood on a day, and where their history is shown: the edges walked by hand."""

from datetime import date, timedelta

from partytrack.core.dates import OPEN

DAY = timedelta(days=1)


class Tree:
    """The organisation as it was known on a day."""

    def __init__(self, forest, as_of):
        self.facts, self.as_of = forest.known_on(as_of), as_of
        self.units = [code for code in self.facts.units if self.facts.ever_stood(code)]
        self.edges = [edge for edge in self.facts.edges if edge.from_on < edge.to_on]
        self.ways = {}

    def is_cell(self, unit):
        """Whether a unit is a cell."""
        return self.facts.units[unit].kind == "cell"

    def begun(self, unit):
        """A unit's first day."""
        return self.facts.units[unit].from_on

    def last(self, unit):
        """A unit's last day, as far as it was known."""
        to_on = self.facts.units[unit].to_on
        return OPEN if to_on == OPEN else to_on - DAY

    def stood(self, unit, first, last):
        """Whether a unit existed on a day from first to last."""
        return unit in self.units and first <= last and self.begun(unit) <= last and self.last(unit) >= first

    def way(self, unit, day):
        """The units from the root down to a unit on a day."""
        if not self.stood(unit, day, day):
            return None
        if (unit, day) not in self.ways:
            above = [edge.parent for edge in self.edges if edge.unit == unit and edge.from_on <= day < edge.to_on]
            self.ways[unit, day] = (*(self.way(above[0], day) if above else ()), unit)
        return self.ways[unit, day]

    def place(self, unit):
        """Where a unit's history is shown today: its own place, else its heir's, else under whoever carries on its parent."""
        if self.stood(unit, self.as_of, self.as_of):
            return self.way(unit, self.as_of)
        heir = self.facts.heir(unit)
        if heir:
            return self.place(heir)
        parent = max((edge for edge in self.edges if edge.unit == unit), key=lambda edge: edge.to_on).parent
        return (*self.place(parent), unit)

    def calm(self, first, last):
        """The days from first to last in stretches on which nothing changes, cut at the turns of years too."""
        changes = [day for edge in self.edges for day in (edge.from_on, edge.to_on)]
        changes += [day for unit in self.facts.units.values() for day in (unit.from_on, unit.to_on)]
        turns = sorted({first, *(day for day in (*changes, *_new_years(first, last)) if first < day <= last)})
        return [
            (start, stop - DAY) for start, stop in zip(turns, [*turns[1:], last + DAY], strict=True) if start < stop
        ]

    def stretches(self, unit, first, last):
        """The stretches of days on which a unit stood at one place, each with the way there; no longer than a year."""
        found = []
        for start, stop in self.calm(first, last) if first <= last else ():
            way = self.way(unit, start)
            if (
                found
                and way
                and (found[-1][0], found[-1][2] + DAY) == (way, start)
                and start not in _new_years(start, start)
            ):
                found[-1] = (way, found[-1][1], stop)
            elif way:
                found.append((way, start, stop))
        return found

    def is_above(self, unit, other, first, last):
        """Whether a unit is another or stood above it on a day from first to last."""
        return any(unit in way for way, _, _ in self.stretches(other, first, last))


def _new_years(first, last):
    return [date(year, 1, 1) for year in range(first.year, last.year + 1) if first <= date(year, 1, 1)]
