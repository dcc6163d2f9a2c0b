"""A store of a given size that has been through a reform, made from nothing but a seed: ``build(path, "province")``.

A province of 13 districts, 210 communes and 8,000 cells with 130,000 members; on 1/1/2025 one district joined
another, on 1/7/2025 the districts ended and seven communes in ten went into others, mostly new ones of three. About
5 cells in 100 were merged with a neighbour, some moved, a few were split; people and open cases followed. Records
begin in 2019, tallies tell of 2017 and 2018. Nothing is random but people, days and amounts, so what befell a unit
follows from its number and a bench can name it:

- ``X001`` to ``X003`` (and each tenth three) stayed as they were and only stand under the root now;
- ``X004`` (and each tenth three) went on and took in the two after it;
- every other three became one new commune, ``N003`` and so on;
- a commune's cell 01 never changed; 03 (and 23, 43 …) was merged: into 02 before it, or with 04 into a new cell ``…-03M``;
- cell 33 joined 32 in 2023 in each fourth commune;
- cell 05 moved to another commune, in 2023 or with the reform; cell 07 of each fifth commune was split.

A city is such a forest without districts (15 wards), a ward one committee with 12 cells. All names are synthetic.
Rows go in by plain ``executemany``, past the acts: there is no journal, but all else holds that the doctor asks for.
Run as a script it builds one store: ``python tests/bench/province.py FILE [SIZE]``.
"""

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from time import perf_counter

from partytrack.core.dates import BEGINNING, OPEN
from partytrack.core.vietnamese import fold, name_key
from partytrack.store.creation import new_store
from partytrack.store.paths import Link, Organisation
from partytrack.store.standings import rejudge

TODAY = date(2025, 10, 31)
RECORDS_FROM = date(2019, 1, 1)
EARLIER, JOINED, REFORM = date(2023, 4, 1), date(2025, 1, 1), date(2025, 7, 1)
YEARS = range(RECORDS_FROM.year, TODAY.year + 1)
TALLIED = (2017, 2018)
PAPER = "01-NQ"
ROOT = "T"


@dataclass(frozen=True)
class Size:
    """How many of everything; the seed makes the same store every time."""

    districts: int
    communes: int
    cells: int
    members: int
    seed: int = 1930


SIZES = {
    "ward": Size(0, 0, 12, 600),
    "city": Size(0, 15, 600, 10_000),
    "province": Size(13, 210, 8_000, 130_000),
}


def build(path: Path, size: str) -> None:
    """Make the store of a size at a path where nothing lies yet."""
    measure = SIZES[size]
    with new_store(path) as draft:
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA cache_size = -200000")
            with connection:
                forest = grown(measure)
                write_organisation(connection, forest)
                _write_plan(connection, forest, Random(measure.seed))
                _write_people(connection, forest, measure)
                connection.execute("DELETE FROM judged")  # what was written past the acts is yet to be judged
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            assert not broken, broken[:5]
        rejudge(draft)
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# ---- the organisation and its changes


@dataclass
class Unit:
    """A unit under construction: its own days, its places so far, and who carries it on."""

    key: int
    code: str
    kind: str
    name: str
    since: date
    until: date = OPEN
    links: list[Link] = field(default_factory=list)
    heir: "Unit | None" = None
    records_from: date | None = None

    @property
    def parent(self) -> int:
        """The key of the unit it stands under, or stood last."""
        return self.links[-1].unit_id


@dataclass
class Forest:
    """All units by code, in the order in which they were formed, and who carried on whom."""

    units: dict[str, Unit] = field(default_factory=dict)
    order: list[Unit] = field(default_factory=list)
    successors: list[tuple[Unit, Unit, date, str, bool]] = field(default_factory=list)

    def add(self, code: str, kind: str, name: str, under: Unit | None, since: date = BEGINNING) -> Unit:
        """Form a unit."""
        unit = Unit(len(self.units) + 1, code, kind, name, since)
        if under:
            unit.links.append(Link(under.key, since, OPEN))
        self.units[code] = unit
        self.order.append(unit)
        return unit

    def move(self, unit: Unit, under: Unit, on: date) -> None:
        """Let a unit stand under another from a day on."""
        if unit.parent != under.key:
            unit.links[-1] = unit.links[-1]._replace(to_on=on)
            unit.links.append(Link(under.key, on, OPEN))

    def end(self, unit: Unit, on: date) -> None:
        """Close a unit, all of whose units have gone."""
        unit.until = on
        unit.links[-1] = unit.links[-1]._replace(to_on=on)

    def merge(self, sources: list[Unit], target: Unit, on: date) -> None:
        """Let one unit carry on others with all that stands under them."""
        for source in sources:
            for unit in self.units.values():
                if unit.links and unit.parent == source.key and unit.until == OPEN:
                    self.move(unit, target, on)
            self.end(source, on)
            source.heir = target
            self.successors.append((source, target, on, "merge", True))

    def split(self, unit: Unit, parts: list[Unit], on: date) -> None:
        """Let several units follow one, the first of them mainly."""
        self.end(unit, on)
        unit.heir = parts[0]
        self.successors += [(unit, part, on, "split", part is parts[0]) for part in parts]

    def line(self, unit: Unit) -> Iterator[Unit]:
        """The units above a unit when the records began."""
        while unit.links:
            unit = self.by_key(unit.links[0].unit_id)
            yield unit

    def by_key(self, key: int) -> Unit:
        """The unit of a key: the keys run on in the order of the units."""
        return self.order[key - 1]

    def organisation(self) -> Organisation:
        """The units as the program itself derives its paths from them."""
        every = self.units.values()
        return Organisation(
            {unit.key: (unit.since, unit.until) for unit in every},
            {unit.key: unit.links for unit in every if unit.links},
            {unit.key: unit.heir.key for unit in every if unit.heir},
        )


def grown(size: Size) -> Forest:
    """The organisation of a size, with everything that befell it."""
    forest = Forest()
    root = forest.add(ROOT, "committee", "Đảng bộ Đồng Mẫu", None)
    root.records_from = RECORDS_FROM
    districts = [
        forest.add(f"H{number:02}", "committee", f"Đảng bộ huyện Mẫu {number}", root)
        for number in range(1, size.districts + 1)
    ]
    above = districts or [root]
    communes = [
        forest.add(f"X{number:03}", "committee", f"Đảng bộ xã Mẫu {number}", above[(number - 1) * len(above) // size.communes])
        for number in range(1, size.communes + 1)
    ] or [root]  # fmt: skip
    for number, commune in enumerate(communes):
        first, last = (size.cells * place // len(communes) for place in (number, number + 1))
        _cells(forest, commune, last - first, sections=number % 4 == 0)
        if number % 16 == 6:
            commune.records_from = date(2020, 1, 1)
    _reform(forest, root, districts, communes)
    return forest


def _cells(forest: Forest, commune: Unit, count: int, *, sections: bool) -> None:
    """The cells of a commune; in some, those from 10 to 23 stand under two section committees."""
    parts = [
        forest.add(f"{commune.code}-B{part}", "section_committee", f"Đảng bộ bộ phận {part}", commune)
        for part in ((1, 2) if sections else ())
    ]
    for number in range(1, count + 1):
        under = parts[number >= 17] if parts and 10 <= number <= 23 else commune
        forest.add(f"{commune.code}-{number:02}", "cell", f"Chi bộ thôn {number}", under)


def _reform(forest: Forest, root: Unit, districts: list[Unit], communes: list[Unit]) -> None:
    """Everything that changed, day by day."""
    for number, commune in enumerate(communes[:-1]):
        if number % 3 == 0:
            _move_cell(forest, commune, communes[number + 1], EARLIER)
        if number % 4 == 2 and (cell := forest.units.get(f"{commune.code}-33")):
            forest.merge([cell], forest.units[f"{commune.code}-32"], EARLIER)
    if districts:
        forest.merge(districts[-1:], districts[-2], JOINED)
    heirs = _communes_today(forest, root, communes) if communes != [root] else communes
    for district in districts[:-1]:
        forest.end(district, REFORM)
    for number, commune in enumerate(communes):
        if number % 3 == 1:
            _move_cell(forest, commune, heirs[(number + 3) % len(heirs)], REFORM)
        _merge_cells(forest, commune, into_existing=number % 2 == 0)
        if number % 5 == 0 and (cell := forest.units.get(f"{commune.code}-07")):
            parts = [_cell_beside(forest, cell, f"{cell.code}{letter}") for letter in "AB"]
            forest.split(cell, parts, REFORM)


def _communes_today(forest: Forest, root: Unit, communes: list[Unit]) -> list[Unit]:
    """Three by three the communes stay, go on in the first of them, or become a new one; by the communes' order."""
    heirs: list[Unit] = []
    for number in range(0, len(communes), 3):
        three = communes[number : number + 3]
        group = number // 3
        if group % 10 <= 1:
            for commune in three[: 1 if group % 10 else 3]:
                forest.move(commune, root, REFORM)
            if group % 10:
                forest.merge(three[1:], three[0], REFORM)
            heirs += three if group % 10 == 0 else [three[0]] * len(three)
        else:
            new = forest.add(f"N{group + 1:03}", "committee", f"Đảng bộ xã Mới {group + 1}", root, REFORM)
            forest.merge(three, new, REFORM)
            heirs += [new] * len(three)
    return heirs


def _move_cell(forest: Forest, commune: Unit, under: Unit, on: date) -> None:
    cell = forest.units.get(f"{commune.code}-05")
    if cell is not None:
        forest.move(cell, under, on)


def _merge_cells(forest: Forest, commune: Unit, *, into_existing: bool) -> None:
    """Merge every twentieth cell with its neighbour; those between 10 and 23 stay within their section."""
    for number in range(3, 999, 20):
        cell, before, after = (
            forest.units.get(f"{commune.code}-{place:02}") for place in (number, number - 1, number + 1)
        )
        if cell is None or before is None or (after is None and not into_existing):
            return
        if into_existing or after.parent != cell.parent:
            forest.merge([cell], before, REFORM)
        else:
            forest.merge([cell, after], _cell_beside(forest, cell, f"{cell.code}M"), REFORM)


def _cell_beside(forest: Forest, cell: Unit, code: str) -> Unit:
    return forest.add(code, "cell", f"Chi bộ thôn mới {code[-3:]}", forest.by_key(cell.parent), REFORM)


def write_organisation(connection: sqlite3.Connection, forest: Forest) -> None:
    """Write the settings, the units and where they stood and stand."""
    units, organisation = forest.order, forest.organisation()
    insert(connection, "setting", "key, value", [("today", iso(TODAY)), ("lang", "vi")])
    columns = "id, code, kind, from_on, to_on, records_from, entered_on, end_document, area"
    insert(connection, "unit", columns, map(_unit_row, units))
    names = ((unit.key, unit.name, iso(unit.since), iso(unit.until)) for unit in units)
    insert(connection, "unit_name", "unit_id, name, from_on, to_on", names)
    links = ((unit.key, link.unit_id, iso(link.from_on), iso(link.to_on)) for unit in units for link in unit.links)
    insert(connection, "unit_edge", "unit_id, parent_id, from_on, to_on", links)
    followed = ((old.key, new.key, iso(on), kind, main, PAPER) for old, new, on, kind, main in forest.successors)
    insert(connection, "successor", "unit_id, successor_id, from_on, kind, main, document", followed)
    for table, stretches in (("path_version", organisation.then), ("today_version", organisation.today)):
        rows = (
            (unit.key, path, iso(from_on), iso(to_on)) for unit in units for path, from_on, to_on in stretches(unit.key)
        )
        insert(connection, table, "unit_id, path, from_on, to_on", rows)
    terms = (
        (unit.key, "2020-2025", "2020-06-15", min(iso(unit.until), "2025-06-15"), PAPER)
        for unit in units
        if unit.kind == "committee" and unit.since == BEGINNING
    )
    insert(connection, "unit_term", "unit_id, term, from_on, to_on, document", terms)


def _unit_row(unit: Unit) -> tuple[object, ...]:
    areas = ("residential", "residential", "residential", "agency", "school", "enterprise", "police", None)
    area = areas[unit.key % len(areas)] if unit.kind == "cell" else None
    records_from, paper = unit.records_from and iso(unit.records_from), None if unit.until == OPEN else PAPER
    entered_on = iso(max(unit.since, date(2018, 12, 1)))
    return unit.key, unit.code, unit.kind, iso(unit.since), iso(unit.until), records_from, entered_on, paper, area


# ---- the plan and what was counted before

QUOTA = (
    "unit_id, measure, segment, round, first_year, last_year, term, kind, low, high, rate_low, base_count, base_on,"
    " decided_on, document, assumed"
)


def _write_plan(connection: sqlite3.Connection, forest: Forest, random: Random) -> None:
    cells = [unit for unit in forest.order if unit.kind == "cell" and unit.since == BEGINNING]
    communes = [unit for unit in forest.order if unit.code[0] == "X" and unit.kind == "committee"]
    quotas = chain(
        _committee_quotas(forest.order[0], 45 * len(cells) // 80),
        *(_committee_quotas(commune, random.randint(15, 30)) for commune in communes if commune.key % 10),
        *(_cell_quotas(cell, random) for cell in cells),
    )
    insert(connection, "quota", QUOTA, quotas)
    tallied = [(unit, random.randint(8, 30)) for unit in communes if unit.key % 5]
    told = {unit.key for unit, _ in tallied}
    tallied += [(cell, random.randint(0, 2)) for cell in cells if not told & {unit.key for unit in forest.line(cell)}]
    tallies = [(unit.key, year, "admission", count, f"BC {year}") for unit, count in tallied for year in TALLIED]
    late = RECORDS_FROM.year
    tallies += [(unit.key, late, "admission", 9, f"BC {late}") for unit in communes if unit.records_from]
    insert(connection, "tally", "unit_id, year, measure, count, document", tallies)


def _committee_quotas(unit: Unit, about: int) -> Iterator[tuple[object, ...]]:
    """A committee's plan: each year's, lowered once; its women, its class; the whole term's."""
    for year in YEARS:
        decided = f"{year - 1}-12-15"
        yield _quota(unit, year, decided, low=about)
        yield _quota(unit, year, decided, low=about * 2, measure="course")
        yield _quota(unit, year, decided, low=about // 2, segment="women")
        if year % 3 == 2:
            yield _quota(unit, year, f"{year}-08-20", low=about - 2)
    yield _quota(unit, 2020, "2020-06-15", low=5 * about, term="2020-2025", last=2025)
    if unit.key % 4 == 0:
        yield _quota(unit, 2026, "2025-10-15", kind="rate", base=600)


def _cell_quotas(cell: Unit, random: Random) -> Iterator[tuple[object, ...]]:
    """A cell's plan: a number each year, at least so many or a range in some, a later version in a few."""
    for year in YEARS:
        low, dice = random.randint(0, 2), random.random()
        kind = "at_least" if dice < 0.1 else "range" if dice < 0.15 else "number"
        yield _quota(cell, year, f"{year - 1}-12-20", kind=kind, low=low, high=low + 1 if kind == "range" else None)
        if dice > 0.95:
            yield _quota(cell, year, f"{year}-09-10", low=low + 1)


def _quota(
    unit: Unit, year: int, decided: str, *, low: int | None = None, measure: str = "admission", segment: str = "",
    term: str = "", last: int | None = None, kind: str = "number", high: int | None = None, base: int | None = None,
) -> tuple[object, ...]:  # fmt: skip
    span = (year, last or year, term)
    rate = ("3.5", base, f"{year - 1}-09-30") if base else (None, None, None)
    return (unit.key, measure, segment, "", *span, kind, low, high, *rate, decided, PAPER, False)


# ---- people, their stays and cases

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đào",
)  # fmt: skip
MIDDLES = (
    "Thị", "Văn", "Đức", "Minh", "Ngọc", "Quang", "Hữu", "Thanh", "Xuân", "Thu", "Mai", "Công", "Bảo", "Kim", "Đình",
)  # fmt: skip
GIVEN = (
    "An", "Anh", "Bình", "Chi", "Dung", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hoà", "Hồng", "Khánh", "Linh", "Uyên",
)  # fmt: skip
FACTS = {
    "youth_union": (("yes", 60), ("no", 30), (None, 10)),
    "ethnicity": (("kinh", 90), ("tay", 5), (None, 5)),
    "religion": (("none", 85), ("catholicism", 8), (None, 7)),
    "occupation": (("farmer", 30), ("private_worker", 20), ("student", 15), ("public_employee", 25), (None, 10)),
    "military": (("none", 30), ("demobilised", 5), (None, 65)),
}
COLUMNS = {
    "person": "id, code, name, name_folded, name_key, born_on, born_precision, sex, admitted_on, confirmed_on",
    "stay": "person_id, unit_id, role, from_on, to_on",
    "candidacy": "id, code, person_id, unit_id, source, opened_on",
    "step_event": (
        "candidacy_id, step, happened_on, unit_id, document, votes_entitled, votes_present, votes_for, reason"
    ),
    "mentorship": "candidacy_id, mentor_id, from_on, to_on",
    "person_fact": "person_id, fact, value, from_on, to_on",
}


@dataclass
class Register:
    """The rows of everyone, by table, until they are written; ``posts``: the cells with their share of the people."""

    random: Random
    posts: list[Unit]
    shares: list[int]
    forest: Forest
    rows: dict[str, list[tuple[object, ...]]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def person(self, admitted: date | None, confirmed: date | None, age: int) -> int:
        """Enter a person and hand back the key."""
        random, key = self.random, len(self.rows["person"]) + 1
        name = f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"
        born = date.fromordinal((admitted or TODAY).toordinal() - age * 365 - random.randrange(365))
        known = key % 50 > 0  # of a few neither day nor sex is on record
        birth = (iso(born), "day", random.choice("fm")) if known else (None, None, None)
        days = (admitted and iso(admitted), confirmed and iso(confirmed))
        self.rows["person"].append((key, f"P{key:05}", name, *_keys(name), *birth, *days))
        return key

    def stay(self, person: int, role: str, cell: Unit, from_on: date, to_on: date) -> None:
        """Enter a person's days in a cell and, once it has ended, in those that carry it on."""
        for unit, first, last in stations(cell, from_on, to_on):
            self.rows["stay"].append((person, unit.key, role, iso(first), iso(last)))

    def posting(self) -> Unit:
        """A cell, the larger ones more often."""
        return self.random.choices(self.posts, cum_weights=self.shares)[0]


def stations(cell: Unit, from_on: date, to_on: date) -> Iterator[tuple[Unit, date, date]]:
    """The cell and its heirs, each with the days of a stretch that fell to it."""
    unit: Unit | None = cell
    while unit is not None and from_on < to_on:
        end = min(to_on, unit.until)
        if from_on < end:
            yield unit, from_on, end
        from_on, unit = max(from_on, end), unit.heir


def heir_on(cell: Unit, day: date) -> Unit:
    """The cell, or the one that carries it on, as of a day."""
    while cell.until <= day and cell.heir:
        cell = cell.heir
    return cell


def _write_people(connection: sqlite3.Connection, forest: Forest, size: Size) -> None:
    register = _register(forest, size)
    admissions = [round(size.members * register.random.uniform(0.03, 0.04) * _part(year)) for year in YEARS]
    for _ in range(size.members - sum(admissions)):
        _member(register)
    for year, count in zip(YEARS, admissions, strict=True):
        for _ in range(count):
            _admitted(register, year, size.members)
    for _ in range(size.members // 25):
        _on_the_way(register, size.members)
    for table, rows in register.rows.items():
        insert(connection, table, COLUMNS[table], rows)


def _register(forest: Forest, size: Size) -> Register:
    random = Random(size.seed)
    cells = [unit for unit in forest.units.values() if unit.kind == "cell" and unit.since == BEGINNING]
    shares, total = [], 0
    for _ in cells:
        total += random.randint(6, 30)
        shares.append(total)
    return Register(random, cells, shares, forest)


def _part(year: int) -> float:
    """The part of a year that has passed today."""
    return min((TODAY - date(year, 1, 1)).days + 1, 365) / 365


def _member(register: Register) -> None:
    """A member of the roll, admitted before the records; one in ten has come from another cell."""
    random, cell = register.random, register.posting()
    admitted = date.fromordinal(random.randrange(date(1980, 1, 1).toordinal(), date(2018, 1, 1).toordinal()))
    confirmed = admitted + timedelta(365)
    person = register.person(admitted, confirmed, random.randrange(18, 45))
    register.stay(person, "probationary", cell, admitted, confirmed)
    some_day = date.fromordinal(random.randrange(RECORDS_FROM.toordinal(), TODAY.toordinal()))
    turn = some_day if random.random() < 0.1 else OPEN
    register.stay(person, "full", cell, confirmed, turn)
    if turn != OPEN:
        register.stay(person, "full", heir_on(register.posting(), turn), turn, OPEN)


def _admitted(register: Register, year: int, members: int) -> None:
    """A case from the list to the ceremony, and to the confirmation a year later where that has come."""
    random, cell = register.random, register.posting()
    if any(unit.records_from and unit.records_from.year > year for unit in register.forest.line(cell)):
        year = 2021  # of the earlier year a tally tells there
    decided = date(year, 1, 1) + timedelta(random.randrange(int(365 * _part(year))))
    ceremony = min(decided + timedelta(random.randrange(5, 30)), TODAY)
    confirmed = ceremony + timedelta(random.randrange(366, 400))
    days = [decided - timedelta(days) for days in sorted(random.sample(range(40, 900), 4), reverse=True)]
    steps = list(zip(("source_listed", "outstanding_listed", "course_completed", "application"), days, strict=True))
    steps = steps[random.randrange(2) :]
    steps.append(("cell_resolution", decided - timedelta(random.randrange(10, 40))))
    dice = random.random()
    steps += [("admission_decision", decided)] * (dice > 0.003) + [("admission_ceremony", ceremony)] * (dice < 0.99)
    if confirmed <= TODAY:
        steps.append(("confirmation_decision", confirmed))
    elif dice > 0.997 and ceremony < TODAY - timedelta(60):
        steps.append(("decision_annulled", ceremony + timedelta(45)))
    person = register.person(None, None, random.randrange(18, 40))
    end = steps[-1][1] if steps[-1][0] == "decision_annulled" else OPEN
    full = min(max(confirmed, ceremony) if confirmed <= TODAY else OPEN, end)
    for role, first, last in (
        ("candidate", steps[0][1], min(ceremony, end)), ("probationary", ceremony, full), ("full", full, end),
    ):  # fmt: skip
        register.stay(person, role, cell, first, last)
    _case(register, person, cell, steps, members)


def _on_the_way(register: Register, members: int) -> None:
    """A case not yet decided, or dropped on the way."""
    random, cell = register.random, register.posting()
    begun = TODAY - timedelta(random.randrange(30, 1000))
    keys = ("source_listed", "outstanding_listed", "course_completed", "application")[: random.randint(1, 4)]
    days = sorted({begun, *(begun + timedelta(random.randrange((TODAY - begun).days + 1)) for _ in keys[1:])})
    steps, end = list(zip(keys, days, strict=False)), OPEN
    if random.random() < 0.35:
        end = days[-1] + timedelta(1)
        steps.append(("dropped", end)) if end <= TODAY else None
    person = register.person(None, None, random.randrange(18, 40))
    register.stay(person, "candidate", cell, begun, end if end <= TODAY else OPEN)
    _case(register, person, cell, steps, members)


def _case(register: Register, person: int, cell: Unit, steps: list[tuple[str, date]], members: int) -> None:
    """The case with its events, its mentor and what is on record of the person; once ended it keeps its cell."""
    random, rows, begun = register.random, register.rows, steps[0][1]
    key = len(rows["candidacy"]) + 1
    last = steps[-1][1] if steps[-1][0] in {"dropped", "decision_annulled"} else TODAY
    source = random.choice(("youth_union", "youth_union", "womens_union", "student", "farmer"))
    rows["candidacy"].append((key, f"C{key:05}", person, heir_on(cell, last).key, source, iso(begun)))
    for step, day in steps:
        votes = (15, 14, random.randint(10, 14)) if step == "cell_resolution" else (None, None, None)
        paper = f"{key % 900 + 1}-QĐ" if step.startswith("admission") else None
        reason = "left_to_work" if step == "dropped" else None
        rows["step_event"].append((key, step, iso(day), heir_on(cell, day).key, paper, *votes, reason))
    rows["mentorship"].append((key, random.randrange(1, members // 2), iso(begun), iso(OPEN)))
    for fact, values in FACTS.items():
        (value,) = random.choices([value for value, _ in values], [weight for _, weight in values])
        if value is not None:
            rows["person_fact"].append((person, fact, value, iso(BEGINNING), iso(OPEN)))


@cache
def _keys(name: str) -> tuple[str, str]:
    return fold(name), name_key(name)


@cache
def iso(day: date) -> str:
    """A day as the store has it."""
    return day.isoformat()


def insert(connection: sqlite3.Connection, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Put rows into a table."""
    marks = ", ".join("?" for _ in columns.split(","))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


if __name__ == "__main__":
    begun = perf_counter()
    build(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "province")
    print(f"{perf_counter() - begun:.1f} s")
