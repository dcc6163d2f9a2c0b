"""Random forests for the properties: a tree, then dated changes as the acts allow them, then plans, tallies and cases."""

from dataclasses import replace
from datetime import date, timedelta

from forest import BEFORE_ALL, AmountFact, CaseFact, Forest, QuotaFact, TallyFact, TermFact
from hypothesis import strategies as st

from partytrack.core.dates import OPEN
from partytrack.core.period import Period, whole_years

DAY = timedelta(days=1)
FIRST, LAST = date(2019, 1, 1), date(2021, 12, 31)
YEARS = st.integers(FIRST.year, LAST.year)
TURNS = [date(year, month, day) for year in range(2019, 2022) for month, day in ((1, 1), (6, 30), (7, 1), (12, 31))]
OTHERS = [FIRST + 89 * number * DAY for number in range(1, 13)]
DAYS = st.sampled_from([*TURNS, *TURNS, *OTHERS])
CHANGE_DAYS = st.sampled_from([*(day for day in TURNS if day.day == 1), *TURNS, *OTHERS])
A_DAY_NOW_AND_THEN = st.sampled_from([None] * 3 * len(TURNS) + TURNS)
TERM = TermFact("K1", "2018-2020", date(2018, 5, 10), date(2020, 7, 1))
SPANS = [(2019, 2020, ""), (2019, 2021, ""), (2020, 2021, ""), (2018, 2020, TERM.term)]
AMOUNTS = [
    *(AmountFact("number", low) for low in (0, 1, 2, 3, 1, 2)),
    *(AmountFact(kind, low) for kind in ("at_least", "average") for low in (0, 1, 2)),
    *(AmountFact("range", low, high) for low, high in ((0, 1), (1, 3), (2, 2))),
    *(AmountFact("rate", rate_low="2.5", base=base) for base in (1, 40, 41)),
    AmountFact("rate_at_least", rate_low="3", base=34),
    *(AmountFact("rate_range", rate_low="2.5", rate_high="4", base=base) for base in (25, 60)),
]
BESIDE = [{"segment": "women"}, {"round": "19/5"}, {"measure": "course"}]
COURSES = [
    *["decision", "decision", "decision", "decision ceremony", "decision ceremony", "ceremony"],
    *["decision ceremony annulled", "course decision", "course", "listed", "listed dropped"],
]


@st.composite
def periods(draw):
    """A year, several years, the recorded term, a half, a quarter, or any two days."""
    part = draw(st.sampled_from(["years", "years", "years", "term", "half", "quarter", "days"]))
    first, last = sorted((draw(YEARS), draw(YEARS)))
    if part == "term":
        return Period(TERM.from_on, TERM.to_on - DAY, TERM.term)
    if part == "half":
        return Period(date(first, 1, 1), date(first, 6, 30))
    if part == "quarter":
        return Period(date(first, 10, 1), date(first, 12, 31))
    if part == "days":
        return Period(*sorted((draw(DAYS), draw(DAYS))))
    return whole_years(first, last)


@st.composite
def forests(draw, *, recorded=False):
    """An organisation with all its facts; ``recorded``: nothing is unknown, so there are no tallies either."""
    forest = draw(trees(recorded=recorded))
    changes = draw(st.integers(0, 6))
    for day in sorted(draw(st.lists(CHANGE_DAYS, min_size=changes, max_size=changes))):
        _change(draw, forest, day, recorded=recorded)
    if draw(st.booleans()):
        forest.terms.append(TERM)
    for number in range(1, draw(st.integers(2, 9)) + 1):
        forest.cases.append(draw(cases(forest, f"A{number}")))
    forest.quotas += draw(quotas(forest))
    if not recorded:
        _tallies(draw, forest)
    return forest


@st.composite
def trees(draw, *, recorded):
    """The tree as it stood before the changes: committees and sections to the third level, cells under any of them."""
    forest, levels = Forest(), {"K1": 1}
    complete = BEFORE_ALL if recorded else draw(st.sampled_from([BEFORE_ALL, BEFORE_ALL, date(2019, 7, 1), None]))
    forest.found("K1", "committee", None, records_from=complete, **({} if recorded else {"entered": draw(DAYS)}))
    for number in range(2, draw(st.integers(0, 3)) + 2):
        under = draw(st.sampled_from([code for code, level in levels.items() if level < 3]))
        kind = draw(st.sampled_from(["section_committee", "section_committee", "committee"]))
        forest.found(f"K{number}", kind, under, **_records(draw, recorded=recorded))
        levels[f"K{number}"] = levels[under] + 1
    for number in range(1, draw(st.integers(2, 5)) + 1):
        since = draw(st.sampled_from([None, None, date(2018, 7, 1)]))
        under = draw(st.sampled_from(list(levels)))
        forest.found(f"C{number}", "cell", under, since, **_records(draw, recorded=recorded))
    return forest


def _records(draw, *, recorded):
    if recorded:
        return {"entered": BEFORE_ALL}
    return {"records_from": draw(A_DAY_NOW_AND_THEN), "entered": draw(DAYS)}


# changes


def _change(draw, forest, day, *, recorded):
    """One act of the day, where there is something that it can be done to."""
    act = draw(st.sampled_from([_move, _move, _merge, _merge, _split, _found, _close]))
    here = [code for code in forest.units if forest.stands(code, day)]
    act(draw, forest, day, here, lambda: _records(draw, recorded=recorded))


def _committees(forest, codes):
    return [code for code in codes if forest.units[code].kind != "cell"]


def _move(draw, forest, day, here, _records):
    """A unit goes under another committee, never under itself or what stands under it."""
    ways = [
        (code, under)
        for code in here
        for under in _committees(forest, here)
        if code != forest.root and under != forest.parent(code) and not forest.stands_within(under, code, day)
    ]
    if ways:
        forest.move(*draw(st.sampled_from(ways)), day)


def _close(draw, forest, day, here, _records):
    """A unit without units under it ends; one formed the same day is left to stand."""
    ends = [
        code
        for code in here
        if code != forest.root and not forest.children(code, day) and forest.units[code].from_on < day
    ]
    if ends:
        forest.close(draw(st.sampled_from(ends)), day)


def _merge(draw, forest, day, here, records):
    """One or two units of a kind go into another of that kind or into a new one."""
    pairs = [
        (source, target)
        for source in here
        for target in here
        if source not in {target, forest.root}
        and forest.units[source].kind == forest.units[target].kind
        and not forest.stands_within(target, source, day)
    ]
    if not pairs:
        return
    source, target = draw(st.sampled_from(pairs))
    if target == forest.root or not draw(st.booleans()):
        forest.merge([source], target, day)
        return
    unders = {forest.parent(source)} - {target} or {forest.root}
    if forest.parent(source) != forest.parent(target):
        standing = [code for code in _committees(forest, here) if not _is_within(forest, code, (source, target), day)]
        unders = {draw(st.sampled_from(standing))}
    new = _new_code(forest, source)
    forest.merge([source, target], new, day, min(unders))
    forest.units[new] = replace(forest.units[new], **records())


def _is_within(forest, code, outer, day):
    return any(forest.stands_within(code, unit, day) for unit in outer)


def _split(draw, forest, day, here, records):
    """A unit is parted in two: both new, or it goes on beside a new one."""
    wholes = [code for code in here if code != forest.root]
    if not wholes:
        return
    code = draw(st.sampled_from(wholes))
    one = _new_code(forest, code)
    parts = (code, one) if draw(st.booleans()) else (one, f"{one}-2")
    forest.split(code, parts, parts[0], day)
    for part in parts:
        if part != code:
            forest.units[part] = replace(forest.units[part], **records())


def _found(draw, forest, day, here, records):
    """A new unit under a committee."""
    under = draw(st.sampled_from(_committees(forest, here)))
    kind = draw(st.sampled_from(["cell", "cell", "section_committee"]))
    forest.found(_new_code(forest, "C" if kind == "cell" else "K"), kind, under, day, **records())


def _new_code(forest, like):
    return f"{like[0]}{len(forest.units) + 10}"


# plans


def years_of(forest, code, years=range(2018, 2022)):
    """The years in which a unit stood."""
    unit = forest.units[code]
    return [year for year in years if unit.from_on <= date(year, 12, 31) and unit.to_on > date(year, 1, 1)]


@st.composite
def quotas(draw, forest):
    """Quotas of every kind: a unit often has them for all its years; some have one for several years or a term."""
    found = []
    for code in filter(forest.ever_stood, forest.units):
        habit = draw(st.sampled_from(["all", "all", "some", "none"]))
        for year in years_of(forest, code) if habit != "none" else ():
            if habit == "all" or draw(st.booleans()):
                found += _versions(draw, code, year, year)
        for first, last, term in draw(st.sampled_from([(), (), (), (), *((span,) for span in SPANS), SPANS[1:3]])):
            if years_of(forest, code, range(first, last + 1)):
                found += _versions(draw, code, first, last, term)
    return found


def _versions(draw, code, first, last, term=""):
    """One decision on a quota, or two; now and then of another measure, or for a part of the people or of the year."""
    one = QuotaFact(code, first, last, draw(st.sampled_from(AMOUNTS)), date(first - 1, 12, 15), term)
    twist = draw(st.integers(0, 9))
    if twist < 6:
        return [one]
    more = draw(st.sampled_from(AMOUNTS))
    if twist < 8:
        return [one, replace(one, amount=more, decided=draw(DAYS))]
    beside = replace(one, amount=more, **draw(st.sampled_from(BESIDE)))
    return [one, beside] if twist == 8 else [beside]


@st.composite
def cell_quotas(draw, forest):
    """A number for every cell and every year that it saw."""
    return [
        QuotaFact(code, year, year, draw(st.sampled_from(AMOUNTS[:4])), date(2017, 12, 15))
        for code, unit in forest.units.items()
        if unit.kind == "cell" and forest.ever_stood(code)
        for year in years_of(forest, code)
    ]


# cases and tallies


@st.composite
def cases(draw, forest, code):
    """A case that goes with its cell: each step lies in the cell of its day, which now and then is another one."""
    here = draw(st.sampled_from([unit.code for unit in forest.units.values() if unit.kind == "cell"]))
    unit, found = forest.units[here], {}
    steps = draw(st.sampled_from(COURSES)).split()
    days = sorted(draw(st.sampled_from([*_days_of_change(forest), *TURNS])) for _ in steps)
    first = max(min(days[0], min(unit.to_on, OPEN) - DAY), unit.from_on)
    for step, day in zip(steps, days, strict=True):
        now = max(day, first) if found else first
        here = forest.carried(here, now)
        if here is None:
            break
        if step == "ceremony" and draw(st.integers(0, 3)) == 3:
            here = draw(st.sampled_from(_cells_on(forest, now)))
        found[step] = (now, here)
    opened, cell = min(found.values())
    return CaseFact(code, code, cell, opened, found)


def _days_of_change(forest):
    """The days of the changes and the days before them."""
    changed = [edge.from_on for edge in forest.edges if edge.from_on >= FIRST]
    return [day - before * DAY for day in changed for before in (0, 1)]


def _cells_on(forest, day):
    return [unit.code for unit in forest.units.values() if unit.kind == "cell" and forest.stands(unit.code, day)]


def _tallies(draw, forest):
    """Tallies as they are accepted: beside no other tally and no case that counts, up or down the tree in that year."""
    units = [code for code in forest.units if forest.ever_stood(code)]
    for code, year in draw(st.lists(st.tuples(st.sampled_from(units), st.integers(2018, 2021)), max_size=4)):
        measure = draw(st.sampled_from(["admission"] * 5 + ["course"]))
        if years_of(forest, code, [year]) and is_free(forest, code, year, measure):
            forest.tallies.append(TallyFact(code, year, draw(st.integers(0, 3)), measure))


def is_free(forest, code, year, measure):
    """Whether a tally may be set: nothing else stands for the year in the unit's line at any time of it."""
    line = line_in(forest, code, year)
    steps = {"course"} if measure == "course" else {"decision", "ceremony"}
    events = [
        told
        for case in forest.cases
        for step, told in case.steps.items()
        if step in steps and (measure == "course" or "annulled" not in case.steps)
    ]
    return not any(day.year == year and cell in line for day, cell in events) and not any(
        (tally.year, tally.measure) == (year, measure) and tally.unit in line for tally in forest.tallies
    )


def line_in(forest, code, year):
    """The unit and all that stood above or below it at any time of a year."""
    links = {
        (edge.unit, edge.parent, max(edge.from_on, date(year, 1, 1)), min(edge.to_on, date(year + 1, 1, 1)))
        for edge in forest.edges
    }

    def follow(unit, first, last, here, there):
        found = {unit}
        for link in links:
            since, until = max(first, link[2]), min(last, link[3])
            if link[here] == unit and since < until:
                found |= follow(link[there], since, until, here, there)
        return found

    days = date(year, 1, 1), date(year + 1, 1, 1)
    return follow(code, *days, 0, 1) | follow(code, *days, 1, 0)
