"""What it costs to judge 200,000 open cases, against reading the same rows: ``python tests/bench/judging.py [ROUNDS]``.

A store of 8,000 wards with 25 open cases each (``wards.py``) is built once, in ``--store FILE`` where it is kept for
the next run, else in a temporary folder. Then, in this one process and round by round, so that a slow moment of the
machine hits all alike:

- the floor: the rows that judging needs, plain ``sqlite3``, whole tables in whatever order they lie, fetched at once;
- the same rows by the program's own statements, some people at a time;
- reading and judging: every stage and every obligation of every case, past ones too, nothing written;
- for information, the findings on every step of some cases, each read whole.

The limit is on judging against the floor, the median of the rounds' ratios in processor time. The derived rows of all
are written once; that is told, and what memory it took, and has no limit: it happens when the law or the data change.

Then what is due in one ward: how the report's statement is answered (never from the journal or the events, which
ends the run with 1), and how long it takes against a plain read of the ward's part of the index. At last whole
processes, in this store and in one of a few wards: ``due``, a list, a case's page and an act, of another case each
time; after it that person alone is judged anew.
"""

import argparse
import gc
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TypeVar

from province import TODAY
from wards import A_WARD, CASES, build

from partytrack.core.dues import dues
from partytrack.core.journey import spells, stages
from partytrack.core.period import Period
from partytrack.core.report import Run
from partytrack.core.rules import findings
from partytrack.core.texts import Texts
from partytrack.counting import dossiers as reading_cases
from partytrack.counting.dossiers import dossiers, whole
from partytrack.reports import Params, spec
from partytrack.store.connection import connect, reading, runner
from partytrack.store.engine import writing
from partytrack.store.judging import judge
from partytrack.store.standings import derive_all, rejudge

Way = TypeVar("Way", bound=Hashable)
LEAST_ROUNDS = 3
LIMIT = 10.0
WARD, FEW, FEW_CASES = "P0042", "P0010", 1_000
FLOOR = (
    "SELECT id, person_id, unit_id, opened_on FROM candidacy",
    "SELECT candidacy_id, step, happened_on FROM step_event",
    "SELECT candidacy_id, from_on, to_on, end_reason FROM mentorship",
    "SELECT candidacy_id, rule, granted_on, until_on, document FROM waiver",
    "SELECT person_id, from_on, unit_id FROM stay WHERE person_id IN (SELECT person_id FROM candidacy)",
)
INDEX = """
SELECT d.due_on, d.from_on, d.to_on, d.rule, d.step, d.candidacy_id FROM case_due d
WHERE d.unit_id IN (SELECT e.unit_id FROM unit u JOIN unit_edge e ON e.parent_id = u.id WHERE u.code = :ward)
  AND d.due_on <= :until AND d.from_on <= :day AND d.to_on > :day
"""
ELSEWHERE = ("journal", "step_event", "mentorship", "waiver", "person_fact")
"""What is due is read as it was derived: none of these tables is asked for it."""


def main() -> int:
    """Measure and print; 1 when a limit is broken."""
    asked = argparse.ArgumentParser()
    asked.add_argument("rounds", nargs="?", type=int, default=5)
    asked.add_argument("--store", type=Path, help="where the store is kept, or lies from the last time")
    asked.add_argument("--cases", type=int, default=CASES)
    options = asked.parse_args()
    rounds = max(LEAST_ROUNDS, options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "wards.db"
        if not store.exists():
            with told("built the store"):
                build(store, options.cases)
        print(f"{store.stat().st_size / 1e6:.0f} MB, {rounds} interleaved rounds, Python {sys.version.split()[0]}")
        gc.freeze()
        gc.set_threshold(50_000)
        with told("derived and wrote everything"), writing(store) as session:
            derive_all(session)
        with reading(store) as run:
            broken = [judged(run, rounds), ward(run, store, rounds)]
        small = Path(folder) / "few.db"
        build(small, FEW_CASES)
        rejudge(small)
        commands(store, small, rounds)
    print(f"\nlimits broken: {sum(broken)}")
    return int(any(broken))


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say how long something took, and how much memory the process has taken at most by then."""
    begun = perf_counter()
    yield
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what} in {perf_counter() - begun:.1f} s, {most:.0f} MB of memory at most", flush=True)


def judged(run: Run, rounds: int) -> bool:
    """Measure judging against reading and print it; whether the limit is broken."""
    judge().workdays.after(TODAY, 1)  # the days off are worked out once in a run
    ways: dict[str, Callable[[Run], int]] = {
        "floor: the same rows, plain sqlite3": floor,
        "the program's own statements": statements,
        "cases put together, not judged": put_together,
        "cases judged: stages and obligations": judge_all,
        "findings on every step, 1 case in 100": find_all,
    }
    times = interleaved({name: lambda way=way: way(run) for name, way in ways.items()}, rounds, process_time)
    base = times["floor: the same rows, plain sqlite3"]
    ratios = {
        name: median(mine / other for mine, other in zip(taken, base, strict=True)) for name, taken in times.items()
    }
    print(f"\n{'s':>8} {'ratio':>6} {'limit':>6}")
    for name, taken in times.items():
        limit = f"{LIMIT:.1f}" if name.startswith("cases judged") else ""
        print(f"{median(taken):8.2f} {ratios[name]:6.2f} {limit:>6}  {name}")
    return ratios["cases judged: stages and obligations"] > LIMIT


def floor(run: Run) -> int:
    """Read the rows, and nothing else."""
    return sum([len(run(statement, {})) for statement in FLOOR])


def statements(run: Run) -> int:
    """Read the rows as the program does."""
    ((least, most),) = run(reading_cases._PEOPLE, {})
    every = (reading_cases._CASES, *reading_cases._PARTS)
    size = reading_cases._PART
    return sum(
        [
            len(run(one, {"first": first, "last": first + size - 1}))
            for first in range(least, most + 1, size)
            for one in every
        ]
    )


def put_together(run: Run) -> int:
    """Make the cases."""
    return sum(1 for _ in dossiers(run))


def judge_all(run: Run) -> int:
    """Judge every case."""
    by, count = judge(), 0
    for dossier in dossiers(run):
        held = spells(dossier.case, by)
        count += len(stages(dossier.case, by, held)) + len(dues(dossier.case, by, held))
    return count


def find_all(run: Run) -> int:
    """Judge every step of some cases by every rule."""
    some = run("SELECT id FROM candidacy WHERE id % 100 = 0", {})
    return sum([len(findings(whole(run, case_id)[0], judge())) for (case_id,) in some])


def ward(run: Run, store: Path, rounds: int) -> bool:
    """Measure what is due in one ward, and say from what it is read; whether that is more than it may be."""
    params, say = Params(WARD, Period(TODAY, TODAY), as_of=TODAY, within=30), Texts("vi")
    binds = {"ward": WARD, "day": TODAY, "until": TODAY}
    times = interleaved(
        {
            "floor: the ward's part of the index": lambda: run(INDEX, binds),
            f"due: the report about {A_WARD} open cases": lambda: spec("due").build(run, params, say),
        },
        rounds * 5,
        perf_counter,
    )
    print("\n      ms")
    for name, taken in times.items():
        print(f"{median(taken) * 1000:8.2f}  {name}")
    tables = sorted(asked_of(store, lambda own: spec("due").build(own, params, say)))
    print(f"read for it: {', '.join(tables)}")
    return any(table.startswith(ELSEWHERE) for table in tables)


def asked_of(store: Path, build: Callable[[Run], object]) -> set[str]:
    """The tables that something reads."""
    connection, tables = connect(store, read_only=True), set()

    def note(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            tables.add(table)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    build(runner(connection))
    connection.close()
    return tables


def commands(store: Path, small: Path, rounds: int) -> None:
    """Measure whole processes in the store, and beside it in one of a few wards: an act must not pay for others' cases."""
    ways = {
        "due --unit (a ward)": lambda: ("due", "--unit", FEW),
        "candidate list --unit (a ward)": lambda: ("candidate", "list", "--unit", FEW),
        "candidate show": lambda: ("candidate", "show", "C000010"),
        "candidate step": lambda: ("candidate", "step", f"C{next(cases):06}", "opinions", "--on", f"{TODAY}"),
    }
    cases = iter(_untouched(store, small))

    def call(path: Path, command: Callable[[], tuple[str, ...]]) -> None:
        environment = os.environ | {"PARTYTRACK_DB": str(path)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run(
            (sys.executable, "-m", "partytrack", *command()), env=environment, capture_output=True, check=True
        )

    paired = {
        (name, path): lambda path=path, way=way: call(path, way)
        for name, way in ways.items()
        for path in (store, small)
    }
    times = interleaved(paired, max(5, rounds), perf_counter)
    print("\n      ms   ratio to a store of a few wards")
    for name in ways:
        here, there = (median(times[name, path]) for path in (store, small))
        print(f"{here * 1000:8.1f} {here / there:6.2f}  partytrack {name}")


def _untouched(*stores: Path) -> list[int]:
    """The numbers of cases to which no act has been done in any of the stores."""
    numbers = set(range(1, FEW_CASES))
    for store in stores:
        with closing(sqlite3.connect(store)) as connection:
            numbers -= {int(subject[1:]) for (subject,) in connection.execute("SELECT subject FROM journal")}
    return sorted(numbers)


def interleaved(
    ways: Mapping[Way, Callable[[], object]], rounds: int, clock: Callable[[], float]
) -> dict[Way, list[float]]:
    """The seconds that each way takes in each round; the first round, which warms the disk, does not count."""
    times: dict[Way, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()
            begun = clock()
            way()
            if number:
                times[name].append(clock() - begun)
    return times


if __name__ == "__main__":
    sys.exit(main())
