"""The quotas of a forest reckoned by hand, for the rows of ``forest_by_hand.py``.

A goal is its two ends and whether more is welcome, ``(15, 20, False)``; ``LACKS`` where one that is needed
was not set, ``NOTHING`` where none is needed.
"""

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

LACKS, NOTHING = "lacks", "nothing"


def worth(fact):
    """What a version of a quota comes to: a rate is rounded up a year at a time, an average stands for each year."""
    amount = fact.amount
    years = fact.last - fact.first + (not fact.term) or 1
    more = amount.kind.endswith("at_least")
    if amount.kind.startswith("rate"):
        low, high = (
            _people(rate, amount.base) * years for rate in (amount.rate_low, amount.rate_high or amount.rate_low)
        )
        return low, high, more
    low = amount.low * (years if amount.kind == "average" else 1)
    return low, low if amount.high is None else amount.high, more


def _people(rate, base):
    return int((Decimal(rate) / 100 * base).to_integral_value(ROUND_CEILING))


def together(goals):
    """The sum of goals, those that need nothing left out; one that lacks leaves the sum unknown."""
    goals = [goal for goal in goals if goal != NOTHING]
    if LACKS in goals or not goals:
        return LACKS if goals else NOTHING
    return sum(goal[0] for goal in goals), sum(goal[1] for goal in goals), any(goal[2] for goal in goals)


class Plan:
    """The quotas of the units under the one asked about, as its map places them."""

    def __init__(self, view):
        self.view, self.reckoning, self.tree = view, view.reckoning, view.tree
        self.facts, self.years = view.reckoning.facts, view.reckoning.years

    # what was decided

    def versions(self, unit):
        """The version in force of each quota of a unit for the whole plan."""
        found = {}
        for fact in sorted(self.facts.quotas, key=lambda fact: fact.decided):
            if (fact.unit, fact.measure, fact.segment, fact.round) == (unit, self.reckoning.measure, "", ""):
                found[fact.first, fact.last, fact.term] = fact
        return found

    def days(self, unit, fact):
        """The days that a quota stands for: its years, or the recorded days of its term."""
        terms = {known.unit: known for known in self.facts.terms if known.term == fact.term}
        way = self.tree.way(unit, min(self.tree.last(unit), self.reckoning.as_of))
        for code in reversed(way) if fact.term else ():
            if code in terms:
                return terms[code].from_on, terms[code].to_on - timedelta(days=1)
        return date(fact.first, 1, 1), date(fact.last, 12, 31)

    def is_recorded(self, unit, fact):
        """Whether the days of a quota are known: only a term needs to be recorded."""
        way = self.tree.way(unit, min(self.tree.last(unit), self.reckoning.as_of))
        return not fact.term or any(known.unit in way and known.term == fact.term for known in self.facts.terms)

    def spans(self, unit):
        """The quotas of a unit for more than a calendar year."""
        return [fact for fact in self.versions(unit).values() if fact.term or fact.first < fact.last]

    def exact(self, unit):
        """The quota of a unit for exactly the period, if any."""
        period = self.reckoning.first, self.reckoning.last
        found = [fact for fact in self.spans(unit) if self.is_recorded(unit, fact)]
        return next((fact for fact in found if self.days(unit, fact) == period), None)

    def has_other_span(self, unit):
        """Whether a unit has a quota for several years that the period touches without being its span."""
        exact = self.exact(unit)
        return any(
            fact is not exact and days[0] <= self.reckoning.last and days[1] >= self.reckoning.first
            for fact in self.spans(unit)
            for days in [self.days(unit, fact)]
        )

    def year(self, unit, year):
        """What a unit's quota for a year comes to, if it has one."""
        fact = self.versions(unit).get((year, year, ""))
        return None if fact is None else worth(fact)

    # what is needed

    def before(self, unit):
        """The units from which one was formed by merger or split; formed on 1 January, none: their year was over."""
        begun = self.tree.begun(unit)
        if (begun.month, begun.day) == (1, 1):
            return []
        found = []
        for link in self.facts.links:
            if (link.successor, link.on) == (unit, begun):
                found += [link.unit] if link.unit in self.tree.units else self.before(link.unit)
        return found

    def lived(self, unit):
        """The years of the period that a unit saw, as far as was known."""
        begun, last = self.tree.begun(unit), self.tree.last(unit)
        return [
            year for year in self.years if begun <= min(date(year, 12, 31), self.reckoning.until) and last.year >= year
        ]

    def spot(self, unit, day):
        """The place of a unit on a day below the unit asked about; elsewhere, the whole way there."""
        way = self.tree.way(unit, day)
        below = self.view.under(way)
        return below if below is not None else ("", *way)

    def own(self, unit, holds, left_out=frozenset()):
        """A unit's own goal at the places that hold: for exactly the period, else the sum of all its years there."""
        exact, lived = self.exact(unit), self.lived(unit)
        if exact:
            if not holds(self.spot(unit, min(self.reckoning.last, self.tree.last(unit), self.reckoning.as_of))):
                return NOTHING
            return worth(exact) if not left_out else LACKS if set(lived) - left_out else NOTHING
        there = [
            year for year in lived if year not in left_out and holds(self.spot(unit, self.reckoning.anchor(unit, year)))
        ]
        return together([self.own_year(unit, year) for year in there])

    def own_year(self, unit, year):
        """A unit's own goal for a year: none is needed for that of its forming, nor where others hold the parts of it."""
        emptied = self.view.map == "today" and self.is_emptied(unit, year)
        if emptied and self.tree.last(unit) < self.reckoning.as_of:
            return NOTHING
        formed = self.before(unit) and year == self.tree.begun(unit).year
        return self.year(unit, year) or (NOTHING if formed or emptied else LACKS)

    def is_emptied(self, unit, year):
        """Whether today nothing is shown under a unit that others stood under in a year."""
        place = self.view.under(self.tree.place(unit))
        if place is None:
            return False
        below = any(each[: len(place)] == place and each != place for each in self.view.shown)
        days = self.reckoning.of_year(year)
        return not below and any(self.tree.is_above(unit, each, *days) for each in self.tree.units if each != unit)

    # goals

    def goal(self, place, left_out=frozenset()):
        """The goal of a place: its own, else the sum of those directly under it."""
        own = self.own_of(place, left_out)
        below = [each for each in self.view.shown if each and each[:-1] == place]
        if own not in {LACKS, NOTHING} or not below:
            return own
        doubled = self.doubled(place, left_out)
        return LACKS if doubled is None else together([self.goal(each, left_out | doubled) for each in sorted(below)])

    def own_of(self, place, left_out=frozenset()):
        """The own goal of a place: of its unit while it stood there, under ``today`` of all that it carries on."""
        unit = (self.view.asked, *place)[-1]
        if self.view.map == "then":
            return self.own(unit, lambda spot: spot == place or not place, left_out)
        carried = [each for each in self.view.node(unit) if each in self.view.units]
        return together([self.own(each, lambda _: True, left_out) for each in carried])

    def everywhere(self, unit):
        """The own goal of a unit wherever under the one asked about it stood."""
        if self.view.map == "then":
            return self.own(unit, lambda spot: spot[:1] != ("",))
        return together([self.own(each, lambda _: True) for each in self.view.node(unit) if each in self.view.units])

    def doubled(self, place, left_out):
        """The year in which a unit was formed where its predecessors' own quotas hold those of its children; ``None``: some do."""
        unit = (self.view.asked, *place)[-1]
        before = [each for each in self.before(unit) if each not in self.view.node(unit)]
        year = self.tree.begun(unit).year
        if not before or year not in self.years or year in left_out:
            return frozenset()
        have = [self.in_use(code, year) for code in before]
        return frozenset({year}) if all(have) else None if any(have) else frozenset()

    def in_use(self, unit, year):
        """Whether a unit's own quota for a year is the one that its row shows."""
        spot = self.spot(unit, self.reckoning.anchor(unit, year))
        own = self.own(unit, lambda each: each == spot or self.view.map == "today")
        return own not in {LACKS, NOTHING} and bool(self.exact(unit) or self.year(unit, year))


def compare(goal, admitted, decimals=2, rounding="half-up"):
    """A goal against admitted, with the percentage as decimals divide."""
    quota, high = (None, None) if goal in {None, LACKS, NOTHING} else goal[:2]
    known = None not in {quota, admitted}
    percent = None
    if quota and admitted is not None:
        ways = {"half-up": ROUND_HALF_UP, "truncate": ROUND_DOWN}
        exact = Decimal(admitted) * 100 / Decimal(quota)
        percent = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ways[rounding])
    return {
        "quota": quota,
        "quota_text": None if quota is None else _text(*goal),
        "admitted": admitted,
        "percent": percent,
        "shortfall": max(quota - admitted, 0) if known else None,
        "surplus": max(admitted - high, 0) if known else None,
    }


def _text(low, high, more):
    return f"{low}–{high}"[: len(str(low)) if low == high else None] + "+" * more
