"""Random committees for the properties: trees of two to four levels with quotas, tallies and admissions."""

from dataclasses import replace
from datetime import date, timedelta

from factbook import Book, CaseFact, QuotaFact, TallyFact, UnitFact
from hypothesis import strategies as st

from partytrack.core.period import Period, whole_years

YEARS = st.integers(2018, 2022)
TURNS = [date(year, month, day) for year in range(2018, 2023) for month, day in ((1, 1), (6, 30), (7, 1), (12, 31))]
DAYS = st.one_of(st.sampled_from(TURNS), st.dates(date(2018, 1, 1), date(2022, 12, 31)))
LONG_AGO, FAR_AHEAD = date(2000, 1, 1), date(2030, 1, 1)


def seldom(values):
    """A value now and then, else nothing."""
    return st.one_of(st.none(), st.none(), values)


@st.composite
def periods(draw):
    """A year, several years, a half, a quarter, or any two days."""
    first, last = sorted((draw(YEARS), draw(YEARS)))
    part = draw(st.sampled_from(["years", "years", "half", "quarter", "days"]))
    if part == "half":
        return Period(date(first, 1, 1), date(first, 6, 30))
    if part == "quarter":
        return Period(date(first, 10, 1), date(first, 12, 31))
    if part == "days":
        return Period(*sorted((draw(DAYS), draw(DAYS))))
    return whole_years(first, last)


@st.composite
def units(draw, *, recorded):
    """A tree: committees and sections down to the third level, cells under any of them; cells may close."""
    root = UnitFact("K1", "committee", records_from=LONG_AGO if recorded else draw(st.one_of(st.none(), DAYS)))
    found, levels = [root], {"K1": 1}
    for number in range(2, draw(st.integers(1, 3)) + 2):
        under = draw(st.sampled_from([code for code, level in levels.items() if level < 3]))
        levels[f"K{number}"] = levels[under] + 1
        found.append(_unit(draw, f"K{number}", "section_committee", under, found, recorded=recorded))
    for number in range(1, draw(st.integers(1, 5)) + 1):
        cell = _unit(draw, f"C{number}", "cell", draw(st.sampled_from(sorted(levels))), found, recorded=recorded)
        until = draw(seldom(DAYS))
        found.append(replace(cell, until=until) if until and until >= (cell.since or until) else cell)
    return found


def _unit(draw, code, kind, under, found, *, recorded):
    """A unit, not older than the one above it."""
    parent = next(unit for unit in found if unit.code == under)
    since = draw(seldom(DAYS))
    if parent.since:
        since = max(since or parent.since, parent.since)
    records_from = None if recorded else draw(seldom(DAYS))
    return UnitFact(code, kind, under, since, None, records_from, LONG_AGO if recorded else draw(DAYS))


@st.composite
def books(draw, *, recorded=False):
    """A committee with all its facts; ``recorded``: nothing is unknown, so there are no tallies either."""
    book = Book(units=draw(units(recorded=recorded)))
    cells = [unit for unit in book.units if unit.kind == "cell"]
    for number in range(1, draw(st.integers(0, 9)) + 1):
        case = draw(cases(f"A{number}", draw(st.sampled_from(cells))))
        if case:
            book.cases.append(case)
    book.quotas += draw(quotas(book.units))
    if not recorded:
        book.tallies += draw(tallies(book))
    return book


@st.composite
def cases(draw, code, cell):
    """A case with a decision, a ceremony, or both, sometimes annulled; within the life of its cell."""
    first, last = cell.since or LONG_AGO, cell.until or FAR_AHEAD
    days = sorted(min(max(day, first), last) for day in draw(st.lists(DAYS, min_size=3, max_size=3)))
    steps = draw(st.sampled_from(["decision", "decision ceremony", "decision ceremony annulled", "ceremony"]))
    return CaseFact(code, cell.code, code, f"Người {code}", dict(zip(steps.split(), days, strict=False)))


@st.composite
def quotas(draw, among):
    """Quotas of some units for some years in one or two versions; a unit often has them for all years."""
    found = []
    for unit in among:
        habit = draw(st.sampled_from(["all", "all", "some", "none"]))
        for year in range(2018, 2023) if habit != "none" else ():
            if exists_in(unit, year) and (habit == "all" or draw(st.booleans())):
                amount, assumed = draw(st.integers(0, 4)), draw(st.integers(0, 9)) == 0
                found.append(QuotaFact(unit.code, year, amount, date(year - 1, 12, 15), assumed))
                later = draw(seldom(DAYS))
                if later and later != date(year - 1, 12, 15):
                    found.append(QuotaFact(unit.code, year, draw(st.integers(0, 4)), later))
    return found


@st.composite
def tallies(draw, book):
    """Tallies as they are accepted: beside no tally and no admission up or down the tree in that year."""
    found = []
    for unit, year in draw(st.lists(st.tuples(st.sampled_from(book.units), YEARS), max_size=5)):
        if exists_in(unit, year) and is_free(book, found, unit.code, year):
            found.append(TallyFact(unit.code, year, draw(st.integers(0, 3)), f"BC-{unit.code}-{year}"))
    return found


def exists_in(unit, year):
    """Whether a unit existed on any day of a year."""
    return (unit.since or LONG_AGO) <= date(year, 12, 31) and (unit.until or FAR_AHEAD) >= date(year, 1, 1)


def is_free(book, tallied, unit, year):
    """Whether a tally of the unit for the year stands beside no other and beside no recorded admission."""
    under = {fact.code: fact.under for fact in book.units}

    def line(code):
        return [code, *line(under[code])] if code else []

    def in_line(code):
        return unit in line(code) or code in line(unit)

    admitted = any(
        in_line(case.cell) and "annulled" not in case.days and any(day.year == year for day in case.days.values())
        for case in book.cases
    )
    return not admitted and not any(fact.year == year and in_line(fact.unit) for fact in tallied)


@st.composite
def later_acts(draw, book, as_of):
    """The same book with acts dated after the as-of day: units, quotas, cases, ceremonies, annulments, closings, tallies."""
    after = st.dates(as_of + timedelta(days=1), date(2023, 12, 31))
    more = Book(list(book.units), list(book.quotas), list(book.tallies), [_goes_on(draw, c, after) for c in book.cases])
    busy = {case.cell for case in more.cases}
    for place, unit in enumerate(more.units):
        if unit.kind == "cell" and unit.until is None and unit.code not in busy and draw(st.booleans()):
            more.units[place] = replace(unit, until=max(draw(after) - timedelta(days=1), unit.since or as_of))
    parent = draw(st.sampled_from([unit for unit in more.units if unit.kind != "cell"]))
    since = max(draw(after), parent.since or as_of)
    more.units.append(UnitFact("A-NEW", "cell", parent.code, since, records_from=draw(seldom(DAYS))))
    days = dict(zip(("decision", "ceremony"), sorted((draw(after), draw(after))), strict=True))
    for cell in ("A-NEW", *sorted(busy)):
        start = since if cell == "A-NEW" else as_of
        later = {step: max(day, start) for step, day in days.items()}
        more.cases.append(CaseFact(f"Z-{cell}", cell, f"Z-{cell}", "Người Z", later))
    for unit in more.units[:-1]:
        decided, year = draw(after), draw(YEARS)
        if exists_in(unit, year) and (unit.code, year, decided) not in _versions(more):
            more.quotas.append(QuotaFact(unit.code, year, draw(st.integers(0, 4)), decided))
    for unit in draw(st.lists(st.sampled_from(more.units), max_size=2)):
        if exists_in(unit, as_of.year + 1) and is_free(more, more.tallies, unit.code, as_of.year + 1):
            more.tallies.append(TallyFact(unit.code, as_of.year + 1, 2, "BC"))
    return more


def _goes_on(draw, case, after):
    """A case that goes on after the as-of day: the ceremony where it lacks, or the annulment."""
    days = dict(case.days)
    step = draw(st.sampled_from(["ceremony", "annulled", "nothing"]))
    if step in {"ceremony", "annulled"} and step not in days and "decision" in days:
        days[step] = max(draw(after), *days.values())
    return replace(case, days=days)


def _versions(book):
    return {(fact.unit, fact.year, fact.decided) for fact in book.quotas}
