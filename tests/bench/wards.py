"""A store of 8,000 wards with 25 open cases each, at every stage of the journey: ``build(path)``.

A case has gone through about ten steps, some long ago and some this month; one in forty took so long that its
certificate ran out, one in twenty moved to the ward's other cell, one in fifty has a waiver, most have a mentor and
some had two. A ward is the same in a store of any size. All goes in past the acts: there is no journal, and nothing
is derived yet.
Run as a script it builds one store: ``python tests/bench/wards.py FILE [CASES]``.
"""

import sqlite3
import sys
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NamedTuple

from province import COLUMNS, PAPER, ROOT, TODAY, Forest, Register, Unit, insert, iso, write_organisation

from partytrack.core.dates import OPEN
from partytrack.store.creation import new_store

CASES, A_WARD = 200_000, 25
SEED = 1930


class Leg(NamedTuple):
    """A step on the way: how often it is recorded, and within how many days of the one before."""

    step: str
    chance: float
    shortest: int
    longest: int


WAY = (
    Leg("source_listed", 1, 0, 0),
    Leg("outstanding_listed", 0.8, 20, 200),
    Leg("sympathiser_listed", 0.6, 10, 150),
    Leg("mentor_assigned", 0.7, 0, 60),
    Leg("course_completed", 1, 30, 400),
    Leg("application", 1, 10, 200),
    Leg("personal_history", 1, 0, 30),
    Leg("verification_sent", 0.7, 5, 30),
    Leg("verification_received", 0.7, 10, 90),
    Leg("introduction_member", 1, 5, 30),
    Leg("introduction_union", 0.6, 0, 20),
    Leg("opinions", 0.6, 3, 20),
    Leg("cell_resolution", 1, 5, 30),
    Leg("executive_resolution", 1, 3, 25),
    Leg("admission_decision", 1, 3, 35),
    Leg("admission_ceremony", 1, 5, 40),
    Leg("member_file", 0.4, 5, 60),
    Leg("new_member_course", 0.6, 30, 200),
    Leg("self_review", 0.7, 200, 340),
    Leg("confirmation_cell_resolution", 1, 5, 40),
    Leg("confirmation_executive_resolution", 1, 3, 30),
    Leg("confirmation_decision", 1, 3, 40),
)
CERTIFICATE, CEREMONY = "course_completed", "admission_ceremony"
WAIVERS = "candidacy_id, rule, granted_on, authority_id, document, reason, until_on"


def build(path: Path, cases: int = CASES) -> None:
    """Make the store at a path where nothing lies yet."""
    with new_store(path) as draft, closing(sqlite3.connect(draft)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        forest = Forest()
        root = forest.add(ROOT, "committee", "Đảng bộ Đồng Mẫu", None)
        root.records_from = date(2010, 1, 1)
        wards = [_ward(forest, root, number) for number in range(1, (cases - 1) // A_WARD + 2)]
        with connection:
            write_organisation(connection, forest)
            _write_cases(connection, forest, wards, cases)
            connection.execute("DELETE FROM judged")  # what was written past the acts is yet to be judged
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        assert not broken, broken[:5]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _ward(forest: Forest, root: Unit, number: int) -> list[Unit]:
    """A ward with two cells; the committee comes first."""
    ward = forest.add(f"P{number:04}", "committee", f"Đảng bộ phường Mẫu {number}", root)
    cells = [forest.add(f"P{number:04}-{cell}", "cell", f"Chi bộ tổ dân phố {cell}", ward) for cell in (1, 2)]
    return [ward, *cells]


def _write_cases(connection: sqlite3.Connection, forest: Forest, wards: list[list[Unit]], cases: int) -> None:
    register = Register(Random(), [], [], forest)
    waivers: list[tuple[object, ...]] = []
    for place, ward in enumerate(wards):
        register.random = Random(SEED + place)  # a ward is the same in a store of any size
        helpers = [_helper(register, cell) for cell in ward[1:] for _ in (1, 2)]
        for _ in range(min(A_WARD, cases - place * A_WARD)):
            waivers += _case(register, ward, helpers)
    for table, rows in register.rows.items():
        insert(connection, table, COLUMNS[table], rows)
    insert(connection, "waiver", WAIVERS, waivers)


def _helper(register: Register, cell: Unit) -> int:
    """A full member who can help candidates."""
    admitted = date(2000, 3, 3)
    person = register.person(admitted, admitted + timedelta(366), 30)
    register.stay(person, "full", cell, admitted + timedelta(366), OPEN)
    return person


def _case(register: Register, ward: list[Unit], helpers: list[int]) -> Iterator[tuple[object, ...]]:
    """An open case with all that is on record of it; its waivers are handed back."""
    random, rows = register.random, register.rows
    steps = _steps(random)
    cells, turn = random.sample(ward[1:], 2), None
    if random.random() < 1 / 20:
        turn = steps[0][1] + (TODAY - steps[0][1]) * random.random()
        steps.insert(bisect_right(steps, turn, key=lambda step: step[1]), ("moved", turn))
    key, person = len(rows["candidacy"]) + 1, register.person(None, None, random.randrange(18, 40))
    opened = steps[0][1]
    rows["candidacy"].append((key, f"C{key:06}", person, cells[turn is not None].key, "youth_union", iso(opened)))
    for step, day in steps:
        votes = (6, 6, 5) if step.endswith("cell_resolution") else (None, None, None)
        cell = cells[turn is not None and day >= turn]
        rows["step_event"].append((key, step, iso(day), cell.key, None, *votes, None))
    _stays(register, person, cells, turn, steps)
    rows["mentorship"] += _mentors(random, key, helpers, steps)
    if random.random() < 1 / 50:
        rule, until = random.choice((("CL-01", None), ("TL-01", OPEN - timedelta(1)), ("TL-03", TODAY)))
        yield key, rule, iso(steps[-1][1]), ward[0].key, PAPER, "theo đề nghị của chi bộ", until and iso(until)


def _steps(random: Random) -> list[tuple[str, date]]:
    """The steps of a case and their days: a way begun so that the last one was within the last two months."""
    legs = [leg for leg in WAY[: random.randint(1, len(WAY))] if random.random() < leg.chance]
    gaps = [random.randint(leg.shortest, leg.longest) for leg in legs]
    late = next((place for place, leg in enumerate(legs) if leg.step == CERTIFICATE), len(legs)) + 1
    if late < len(legs) and random.random() < 1 / 40:
        gaps[late] += 6 * 365
    ends = list(accumulate(gaps))
    begun = TODAY - timedelta(ends[-1] + random.randrange(60))
    return [(leg.step, begun + timedelta(days)) for leg, days in zip(legs, ends, strict=True)]


def _stays(
    register: Register, person: int, cells: list[Unit], turn: date | None, steps: list[tuple[str, date]]
) -> None:
    """The days in the cell, or in the two of one who moved, as candidate and then on probation."""
    ceremony, decided = (
        next((day for step, day in steps if step == key), OPEN) for key in (CEREMONY, "confirmation_decision")
    )
    roles = (("candidate", steps[0][1], ceremony), ("probationary", ceremony, decided), ("full", decided, OPEN))
    turns = (date.min, turn or OPEN, OPEN)
    for role, first, last in roles:
        for cell, since, until in zip(cells, turns, turns[1:], strict=False):
            if max(first, since) < min(last, until):
                register.stay(person, role, cell, max(first, since), min(last, until))


def _mentors(
    random: Random, key: int, helpers: list[int], steps: list[tuple[str, date]]
) -> Iterator[tuple[object, ...]]:
    """One mentor from the day of assignment; one in ten has left since, and half of these were followed by another."""
    since = next((day for step, day in steps if step == "mentor_assigned"), None)
    if since is None:
        return
    first, second = random.sample(helpers, 2)
    left = since + (TODAY - since) / 2 if random.random() < 1 / 10 and since < TODAY - timedelta(60) else OPEN
    yield key, first, iso(since), iso(left)
    if left != OPEN and random.random() < 1 / 2:
        yield key, second, iso(left + timedelta(20)), iso(OPEN)


if __name__ == "__main__":
    begun = perf_counter()
    build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else CASES)
    print(f"{perf_counter() - begun:.1f} s")
