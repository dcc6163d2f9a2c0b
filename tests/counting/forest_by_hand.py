"""The figures of a forest reckoned by hand: where a unit stood, what is known of it, row by row, in both maps.

It states the rules of "What the figures mean" a second time, without SQL and without ``counting``, so
that two readings are compared and not one with itself. Places are in ``forest_tree_by_hand.py``, quotas in
``forest_plan_by_hand.py``.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from forest_plan_by_hand import Plan, compare
from forest_tree_by_hand import Tree

STEPS = {
    "admission": {"decision": "decision", "ceremony": "ceremony"},
    "course": {"completion": "course"},
    "confirmation": {"decision": "confirmation"},
}


@dataclass(frozen=True)
class Piece:
    """What is known of a unit itself, without those under it, for a stretch of days at one place within a year.

    ``gap`` says why that is not all; no gap is seen from where one of the tallies ``told_by`` is counted.
    """

    unit: str
    year: int
    way: tuple
    known: int | None
    gap: str = ""
    told_by: frozenset = frozenset()
    tallied: bool = False
    events: tuple = ()


class Reckoning:
    """One question to a forest: a period, an as-of day, a basis, a measure."""

    def __init__(self, forest, first, last, as_of, basis="decision", measure="admission"):
        self.tree, self.first, self.last, self.as_of = Tree(forest, as_of), first, last, as_of
        self.facts, self.measure = self.tree.facts, measure
        steps = STEPS[measure]
        self.step = steps.get(basis, next(iter(steps.values())))
        self.until = min(last, as_of)
        self.lies_ahead = first > as_of
        self.window = (min(first, as_of), self.until)
        self.years = range(first.year, last.year + 1)

    def is_shown(self, unit):
        """Whether a unit existed on a day of the period up to the as-of day; of a period ahead, on the as-of day."""
        return self.tree.stood(unit, *self.window)

    def is_whole(self, year):
        """Whether the period has the whole year and it had ended by the as-of day."""
        return self.first <= date(year, 1, 1) and date(year, 12, 31) <= self.until

    def of_year(self, year):
        """The days of a year up to the as-of day."""
        return date(year, 1, 1), min(date(year, 12, 31), self.as_of)

    def tally(self, unit, year):
        """The count of a unit's tally for a year."""
        return next(
            (
                fact.count
                for fact in self.facts.tallies
                if (fact.unit, fact.year, fact.measure) == (unit, year, self.measure) and unit in self.tree.units
            ),
            None,
        )

    def anchor(self, unit, year):
        """The day on which a unit's quota and tally of a year stand: the last of the year, the unit, or the days shown."""
        return min(date(year, 12, 31), self.tree.last(unit), self.until)

    def records_from(self, way):
        """The day from which the records of a unit at a place are complete."""
        stated = (self.facts.units[code].records_from for code in reversed(way))
        return next((day for day in stated if day), self.facts.units[way[-1]].entered)

    def events(self, unit, first, last):
        """The cases that count in a cell from first to last, with their days."""
        annulled = "annulled" if self.measure != "course" else ""
        return tuple(
            (case.code, day)
            for case in self.facts.cases
            for day, cell in [case.steps.get(self.step, (date.max, ""))]
            if cell == unit and first <= day <= last and annulled not in case.steps
        )

    @cached_property
    def pieces(self):
        """Everything that is counted or not known, once."""
        if self.lies_ahead:
            here, ahead = self.as_of, self.as_of.year in self.years
            tallied = [unit for unit in self.tree.units if ahead and self.tally(unit, here.year) is not None]
            ways = [(unit, way) for unit in tallied if (way := self.tree.way(unit, here))]
            return [Piece(unit, here.year, way, None, "tally_not_divided", tallied=True) for unit, way in ways]
        stretches = (each for unit in self.tree.units for each in self.tree.stretches(unit, self.first, self.until))
        return [piece for way, first, last in stretches if (piece := self.piece(way, first, last))]

    def piece(self, way, first, last):
        """What is known of a unit for a stretch; nothing where it had units under it, which answer for themselves."""
        unit, year = way[-1], first.year
        tally = self.tally(unit, year)
        if tally is not None and not self.is_whole(year):
            return Piece(unit, year, way, None, "tally_not_divided", tallied=True)
        if tally is not None and first <= self.anchor(unit, year) <= last:
            return Piece(unit, year, way, tally, tallied=True)
        if any(unit in (above or ())[:-1] for above in self.ways_between(first, last)):
            return None
        told_by = self.told_by(way, year)
        if told_by:
            return Piece(unit, year, way, None, "not_recorded", told_by if self.is_whole(year) else frozenset())
        begun = self.records_from(way)
        events = self.events(unit, max(first, begun), last)
        if first < begun:
            return Piece(unit, year, way, len(events) if begun <= last else None, "not_recorded", events=events)
        return Piece(unit, year, way, len(events), events=events)

    def ways_between(self, first, last):
        """Every way on which a unit stood from first to last."""
        return [way for unit in self.tree.units for way, _, _ in self.tree.stretches(unit, first, last)]

    def told_by(self, way, year):
        """The tallies of a year that hold a unit's share: of a unit it stands under, else of one it stood under that year."""
        above = frozenset(unit for unit in way if self.tally(unit, year) is not None)
        days = self.of_year(year)
        return above or frozenset(
            unit
            for unit in self.tree.units
            if self.tally(unit, year) is not None and self.tree.is_above(unit, way[-1], *days)
        )


def share(pieces, *, alone):
    """The known sum of some pieces and why it is not all; a unit alone, half known, is not known."""
    told = {(piece.unit, piece.year) for piece in pieces if piece.tallied}
    gaps = {
        piece.gap for piece in pieces if piece.gap and not any((unit, piece.year) in told for unit in piece.told_by)
    }
    known = [piece.known for piece in pieces if piece.known is not None]
    return None if gaps and (alone or not known) else sum(known), gaps


class View:
    """The units under the one asked about as a map shows them: places are the units from just below it down."""

    def __init__(self, reckoning, asked, shown_by="then"):
        self.reckoning, self.tree, self.asked, self.map = reckoning, reckoning.tree, asked, shown_by
        self.units = [unit for unit in self.tree.units if reckoning.is_shown(unit)]
        places = {unit: self.places(unit) for unit in self.units}
        self.shown = {place[:end] for found in places.values() for place in found for end in range(len(place) + 1)}
        self.pieces = [
            (place, piece) for piece in reckoning.pieces if (place := self.under(self.spot(piece))) is not None
        ]
        self.plan, self.done = Plan(self), {}

    def under(self, way):
        """A way from the root as the place below the unit asked about; nothing where it does not lead there."""
        return way[way.index(self.asked) + 1 :] if way and self.asked in way else None

    def spot(self, piece):
        """Where a piece is counted."""
        return piece.way if self.map == "then" else self.tree.place(piece.unit)

    def places(self, unit):
        """Where a unit is shown."""
        if self.map == "today":
            ways = [self.tree.place(unit)]
        else:
            ways = [way for way, _, _ in self.tree.stretches(unit, *self.reckoning.window)]
        return [place for way in ways if (place := self.under(way)) is not None]

    @property
    def is_answered(self):
        """Whether the unit can be asked about: it, or under ``today`` something at its place, stood in the period."""
        if self.map == "then":
            return self.asked in self.units
        return self.asked in self.tree.units and self.tree.place(self.asked)[-1] == self.asked and () in self.shown

    @property
    def children(self):
        """The units directly under the one asked about."""
        return sorted(place[-1] for place in self.shown if len(place) == 1)

    @property
    def leaves(self):
        """The units at or below the one asked about that never had a unit under them."""
        above = {unit for place in self.shown for unit in (self.asked, *place[:-1]) if place}
        return sorted({place[-1] for place in self.shown if place} - above)

    # zero units

    def node(self, unit):
        """The units whose history a row's unit carries."""
        return [unit] if self.map == "then" else [code for code in self.tree.units if self.tree.place(code)[-1] == unit]

    @cached_property
    def cells(self):
        """The cells and where each belongs: its place on the last day of the period or its own."""
        if self.map == "today":
            found = {place[-1]: self.under(place) for unit in self.units if (place := self.tree.place(unit))}
        else:
            last = self.reckoning.window[1]
            found = {unit: self.under(self.tree.way(unit, min(last, self.tree.last(unit)))) for unit in self.units}
        return {unit: place for unit, place in found.items() if place is not None and self.tree.is_cell(unit)}

    def judged(self, cell):
        """Why a cell cannot be called a zero unit, else whether it is one."""
        reckoning, node = self.reckoning, self.node(cell)
        if reckoning.lies_ahead:
            return "not_begun"
        if not any(self.tree.stood(unit, reckoning.first, reckoning.first) for unit in node):
            return "younger"
        if max(self.tree.last(unit) for unit in node) < reckoning.until:
            return "closed"
        known, gaps = share([piece for piece in reckoning.pieces if piece.unit in node], alone=True)
        return "not_recorded" if gaps else known == 0

    def zero(self, holds):
        """How many zero units belong to places."""
        return sum(holds((self.asked, *place)) and self.judged(cell) is True for cell, place in self.cells.items())

    # rows

    def rows(self, depth="children"):
        """The rows by unit and whether they are its own: figures, and beside them why they are not all."""
        if depth not in self.done:
            self.done[depth] = self._rows(depth)
        return self.done[depth]

    def _rows(self, depth):
        if not self.children:
            return {(self.asked, True): self.figures(lambda _: True, self.plan.goal(()), alone=True)}
        if depth == "children":
            found = {(unit, False): self.child(unit) for unit in self.children}
        else:
            found = {(unit, False): self.leaf(unit) for unit in self.leaves}
        owners = {(self.asked, *place)[-1] for place, piece in self.pieces if piece.tallied} - set(self.leaves)
        for unit in owners & ({self.asked} if depth == "children" else owners):
            found[unit, True] = self.figures(lambda way, unit=unit: way[-1] == unit, None, alone=True, zero=False)
        return found

    def child(self, unit):
        """The row of a unit with all under it."""
        alone = not any(place[:1] == (unit,) and len(place) > 1 for place in self.shown)
        return self.figures(lambda way: way[1:2] == (unit,), self.plan.goal((unit,)), alone=alone)

    def leaf(self, unit):
        """The row of a unit wherever it stood."""
        return self.figures(lambda way: way[-1] == unit, self.plan.everywhere(unit), alone=True)

    def figures(self, holds, goal, *, alone, zero=True):
        """The figures of the places that a row holds."""
        known, gaps = share([piece for place, piece in self.pieces if holds((self.asked, *place))], alone=alone)
        zero_units = self.zero(holds) if zero else 0
        return {**compare(goal, known), "zero_units": zero_units, "gaps": gaps}

    def total(self, depth="children"):
        """The total, with the sums over the rows."""
        rows = self.rows(depth).values()
        total = self.figures(lambda _: True, self.plan.goal(()), alone=not self.children)
        for name, key in (("allocated", "quota"), ("gross_shortfall", "shortfall")):
            known = [row[key] for row in rows if row[key] is not None]
            total[name] = sum(known) if known else None
        return total

    def counted(self):
        """The cases that the total rests on, with day and unit."""
        return {(code, day, piece.unit) for _, piece in self.pieces for code, day in piece.events}

    # notes

    def notes(self, depth="children"):
        """The units that each note names, by the note's code."""
        rows, total = self.rows(depth), self.total(depth)
        named = [(unit, row) for (unit, _), row in rows.items()] + [(self.asked, total)]
        cut = self.reckoning.first != date(self.reckoning.first.year, 1, 1) or self.reckoning.until != date(
            self.reckoning.last.year, 12, 31
        )
        found = {
            "quota_not_set": {
                unit for (unit, own), row in rows.items() if row["quota"] is None and not (own and self.children)
            }
            | ({self.asked} if total["quota"] is None else set()),
            "allocation_differs": {self.asked}
            if None not in {total["quota"], total["allocated"]} and total["quota"] != total["allocated"]
            else set(),
            "part_year": {self.asked} if cut else set(),
            "term_quota": {each for unit, _ in named for each in self.node(unit) if self.plan.has_other_span(each)},
            "moved_units": self.moved(),
            **{
                gap: {unit for unit, row in named if gap in row["gaps"]}
                for gap in ("not_recorded", "tally_not_divided")
            },
        }
        return {code: units for code, units in found.items() if units}

    def moved(self):
        """The units of which something is counted in one of the two maps only; one that another carries on is in one only."""
        if self.tree.place(self.asked)[-1] != self.asked:
            return set()
        then, today = (View.pieces_of(self.reckoning, self.asked, shown_by) for shown_by in ("then", "today"))
        return {piece.unit for piece in then ^ today if piece.known}

    @staticmethod
    def pieces_of(reckoning, asked, shown_by):
        """What a map counts under a unit."""
        tree = reckoning.tree
        ways = ((piece, piece.way if shown_by == "then" else tree.place(piece.unit)) for piece in reckoning.pieces)
        return {piece for piece, way in ways if asked in way}
