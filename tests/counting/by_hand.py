"""The figures reckoned by hand from the facts of a book: days and years one by one, no SQL, nothing of ``counting``.

Slow and plain on purpose: it states the rules of "What the figures mean" a second time, so that two
readings of them are compared and not one with itself. No unit moves here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Share:
    """What is known of a unit's admissions: the known number, if any, and why it is not all."""

    known: int | None
    gaps: frozenset


class Reckoning:
    """One question to a book: a period, an as-of day, a basis."""

    def __init__(self, book, first, last, as_of, basis="decision"):
        self.book, self.first, self.last, self.as_of, self.basis = book, first, last, as_of, basis
        self.until = min(last, as_of)
        self.years = list(range(first.year, last.year + 1))
        self.facts = {unit.code: unit for unit in book.units}

    def over(self, year):
        """The same question about one whole year."""
        return Reckoning(self.book, date(year, 1, 1), date(year, 12, 31), self.as_of, self.basis)

    # the organisation

    def stood(self, unit, day):
        """Whether a unit existed on a day."""
        fact = self.facts[unit]
        return (fact.since or date.min) <= day <= (fact.until or date.max)

    def stood_between(self, unit, first, last):
        """Whether a unit existed on any day from first to last."""
        fact = self.facts[unit]
        return first <= last and (fact.since or date.min) <= last and (fact.until or date.max) >= first

    def is_shown(self, unit):
        """Whether a unit existed in the period, up to the as-of day; of a period ahead, on the as-of day."""
        if self.first > self.as_of:
            return self.stood(unit, self.as_of)
        return self.stood_between(unit, self.first, self.until)

    def children(self, unit):
        """The units directly under a unit, by code."""
        return sorted(fact.code for fact in self.book.units if fact.under == unit and self.is_shown(fact.code))

    def under(self, unit):
        """A unit and everything below it."""
        return [unit, *(below for child in self.children(unit) for below in self.under(child))]

    def above(self, unit):
        """The units above a unit, nearest first."""
        parent = self.facts[unit].under
        return [parent, *self.above(parent)] if parent else []

    def cells(self, unit):
        """The cells at or below a unit."""
        return [below for below in self.under(unit) if self.facts[below].kind == "cell"]

    # admissions

    def records_from(self, unit):
        """The day from which a unit's records are complete."""
        stated = (self.facts[code].records_from for code in (unit, *self.above(unit)))
        return next((day for day in stated if day), self.facts[unit].entered)

    def events(self, unit):
        """The cases of a cell that count, whatever the period: on the basis, not annulled by the as-of day."""
        for case in self.book.cases:
            day = case.days.get(self.basis)
            annulled = case.days.get("annulled", date.max) <= self.as_of
            if case.cell == unit and day and day <= self.as_of and not annulled:
                yield case, day

    def tally(self, unit, year):
        """The tally of a unit for a year; as of a day before that year there is none yet."""
        told = (fact for fact in self.book.tallies if (fact.unit, fact.year) == (unit, year))
        return next((fact for fact in told if year <= self.as_of.year), None)

    def is_whole(self, year):
        """Whether the period has the whole year and it had ended by the as-of day."""
        return self.first <= date(year, 1, 1) and date(year, 12, 31) <= min(self.last, self.as_of)

    def counted(self, unit):
        """The events of a cell that its figures rest on."""
        for case, day in self.events(unit):
            tallied = any(self.tally(code, day.year) for code in (unit, *self.above(unit)))
            if self.first <= day <= self.until and day >= self.records_from(unit) and not tallied:
                yield case, day

    def year_of(self, unit, year):
        """The share of the unit itself, without those under it, in one year; ``None`` where it has none."""
        tally = self.tally(unit, year)
        if tally:
            known = tally.count if self.is_whole(year) else None
            return Share(known, frozenset() if known is not None else frozenset({"tally_not_divided"}))
        first = max(date(year, 1, 1), self.first)
        last = min(date(year, 12, 31), self.until, self.facts[unit].until or date.max)
        if any(self.stood_between(child, first, last) for child in self.children(unit)):
            return None
        days = [first, *((self.facts[unit].since,) if self.facts[unit].since else ())]
        if not self.stood_between(unit, first, last):
            return None
        covered = [code for code in self.above(unit) if self.tally(code, year)]
        if covered:
            return Share(None, frozenset({("covered", covered[0]) if self.is_whole(year) else "not_recorded"}))
        known = sum(day.year == year for _, day in self.counted(unit))
        if max(days) < self.records_from(unit):
            return Share(known if self.records_from(unit) <= last else None, frozenset({"not_recorded"}))
        return Share(known, frozenset())

    def share(self, unit):
        """What is known of a unit with all under it, as seen from that unit."""
        inside = set(self.under(unit))
        shares = [share for below in inside for year in self.years if (share := self.year_of(below, year))]
        gaps = frozenset(
            "not_recorded" if isinstance(gap, tuple) else gap
            for share in shares
            for gap in share.gaps
            if not (isinstance(gap, tuple) and gap[1] in inside)
        )
        known = [share.known for share in shares if share.known is not None]
        alone = not self.children(unit)
        return Share(None if gaps and (alone or not known) else sum(known), gaps)

    # quotas

    def version(self, unit, year):
        """The version of a quota in force."""
        decided = [fact for fact in self.book.quotas if (fact.unit, fact.year) == (unit, year)]
        return max(
            (fact for fact in decided if fact.decided <= self.as_of), key=lambda fact: fact.decided, default=None
        )

    def quota_years(self, unit):
        """The years of the period in which a unit needs a quota: those it saw, by what was known on the as-of day."""
        fact = self.facts[unit]
        gone = fact.until if fact.until and fact.until < self.as_of else date.max
        begun = fact.since or date.min
        return [year for year in self.years if begun <= min(date(year, 12, 31), self.as_of) and gone.year >= year]

    def quota(self, unit):
        """A unit's own quota for all those years, else the sum of its children's."""
        years = self.quota_years(unit)
        own = [self.version(unit, year) for year in years]
        if own and all(own):
            return sum(fact.amount for fact in own)
        parts = [self.quota(child) for child in self.children(unit) if self.quota_years(child)]
        return sum(parts) if parts and None not in parts else None

    def is_assumed(self, unit):
        """Whether a figure in use is an assumption."""
        own = [self.version(unit, year) for year in self.quota_years(unit)]
        if own and all(own):
            return any(fact.assumed for fact in own)
        return any(self.is_assumed(child) for child in self.children(unit))

    # rows

    def judged(self, cell):
        """Why a cell cannot be called a zero unit, else whether it is one."""
        if self.first > self.as_of:
            return "not_begun"
        fact = self.facts[cell]
        if not self.stood(cell, self.first):
            return "younger"
        if fact.until and fact.until < self.until:
            return "closed"
        share = self.share(cell)
        return "not_recorded" if share.gaps else share.known == 0

    def figures(self, unit, decimals, rounding):
        """The figures of a unit with all under it."""
        quota, admitted = self.quota(unit), self.share(unit).known
        figures = compare(quota, admitted, decimals, rounding)
        return figures | {"zero_units": sum(self.judged(cell) is True for cell in self.cells(unit))}

    def rows(self, unit, decimals=2, rounding="half-up"):
        """The rows of a report: each child, and what belongs to the unit itself."""
        children = self.children(unit)
        if not children:
            return [{"unit": unit, "own": True, **self.figures(unit, decimals, rounding)}]
        rows = [{"unit": child, "own": False, **self.figures(child, decimals, rounding)} for child in children]
        own = [share for year in self.years if (share := self.year_of(unit, year))]
        if any(self.tally(unit, year) for year in self.years):
            known = None if any(share.gaps for share in own) else sum(share.known for share in own)
            rows.append({"unit": unit, "own": True, **compare(None, known, decimals, rounding), "zero_units": 0})
        return rows

    def total(self, unit, decimals=2, rounding="half-up"):
        """The total of a report."""
        rows = self.rows(unit, decimals, rounding)
        sums = {
            name: sum(known) if (known := [row[key] for row in rows if row[key] is not None]) else None
            for name, key in (("allocated", "quota"), ("gross_shortfall", "shortfall"))
        }
        return {"unit": unit, **self.figures(unit, decimals, rounding), **sums}

    def notes(self, unit):
        """The units that each note names, by the note's code."""
        rows, total = self.rows(unit), self.total(unit)
        children = self.children(unit)
        found = {
            "quota_not_set": {row["unit"] for row in rows if row["quota"] is None and (not row["own"] or not children)}
            | ({unit} if total["quota"] is None else set()),
            "quota_assumed": {unit}
            if total["quota"] is not None and self.is_assumed(unit)
            else {child for child in children if self.is_assumed(child)},
            "allocation_differs": {unit}
            if None not in {total["quota"], total["allocated"]} and total["quota"] != total["allocated"]
            else set(),
            "part_year": set() if all(map(self.is_inside, self.years)) and self.last <= self.as_of else {unit},
            "basis_missing": {case.cell for case in self.incomplete(unit)},
        }
        for reason in ("not_recorded", "tally_not_divided"):
            found[reason] = {code for code in (*children, unit) if reason in self.share(code).gaps}
        return {code: units for code, units in found.items() if units}

    def is_inside(self, year):
        """Whether the period has the whole year."""
        return self.first <= date(year, 1, 1) and date(year, 12, 31) <= self.last

    def incomplete(self, unit):
        """The cases with the other day in the period that lack the day of the basis."""
        other = "ceremony" if self.basis == "decision" else "decision"
        cells = set(self.cells(unit))
        return [
            case
            for case in self.book.cases
            if case.cell in cells
            and self.first <= case.days.get(other, date.min) <= self.until
            and case.days.get(self.basis, date.max) > self.as_of
            and case.days.get("annulled", date.max) > self.as_of
        ]

    def explained(self, unit):
        """The cases that a report lists, with the day and the cell."""
        return {(case.code, day, cell) for cell in self.cells(unit) for case, day in self.counted(cell)}

    def run_of_years(self, holds):
        """For how many complete years in a row, back from the as-of day, something holds."""
        year = (self.as_of + timedelta(days=1)).year - 1
        count = 0
        while year > 1990 and holds(self.over(year)):
            year, count = year - 1, count + 1
        return count

    def years_behind(self, unit):
        """Consecutive complete years in which a unit is known to have stayed below its quota."""

        def behind(year):
            if not year.is_shown(unit):
                return False
            quota, share = year.quota(unit), year.share(unit)
            return None not in {quota, share.known} and not share.gaps and share.known < quota

        return self.run_of_years(behind)

    def years_without(self, cell):
        """Consecutive complete years in which a cell existed and is known to have admitted nobody."""

        def nobody(year):
            return year.is_shown(cell) and year.share(cell) == Share(0, frozenset())

        return self.run_of_years(nobody)


def compare(quota, admitted, decimals, rounding):
    """Quota against admitted, with the percentage as decimals divide."""
    short = None if None in {quota, admitted} else quota - admitted
    percent = None
    if quota and admitted is not None:
        ways = {"half-up": ROUND_HALF_UP, "truncate": ROUND_DOWN}
        exact = Decimal(admitted) * 100 / Decimal(quota)
        percent = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ways[rounding])
    return {
        "quota": quota,
        "admitted": admitted,
        "percent": percent,
        "shortfall": None if short is None else max(short, 0),
        "surplus": None if short is None else max(-short, 0),
    }
