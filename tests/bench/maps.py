"""What an earlier as-of day and the other map cost beside the plain report: ``python tests/bench/maps.py [ROUNDS]``.

A province of 8,000 cells and 130,000 members (``province.py``) is built once, in ``--store FILE`` where it is kept for
the next run, else in a temporary folder. Then every report is built in this one process, over one connection, about
the root, a commune and a cell: plain, then in its variants, round by round, so that a slow moment of the machine hits
all alike. ``--size city`` measures a smaller store, ``--only NAME`` some reports.

The questions are comparable because they count the same admissions under the same unit:

- The period is 2024, a year that had ended by each of the as-of days, so the days counted, the years needed and the
  complete years looked back on are the same; only what was decided later is not seen.
- ``X001`` and its cell ``X001-01`` went through the reform unchanged: in both maps the commune has the same cells and
  admissions. The root has the same total in both, with 13 districts as rows or with today's communes.
- ``X004`` took in two others, so under today's map it counts what three plain reports count: it is held against
  these three together.
- ``depth cells`` has a row for every cell, which is more to say, so it has no limit against the plain report; its
  own variant has one against itself.

A ratio is the median over the rounds of variant ÷ base within a round, in processor time; the spread beside it is
the middle half of the rounds. A round repeats a small unit's report until it takes 50 ms. The garbage collector is
set as a command sets it and has run before each measure. The raw floor is one scan of the period's admissions, two
columns each, fetched whole.
"""

import argparse
import gc
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from province import ROOT, SIZES, TODAY, build

from partytrack.core.lifecycle import DECISION
from partytrack.core.period import whole_years
from partytrack.core.report import Run
from partytrack.core.texts import Texts
from partytrack.reports import Params, names, spec
from partytrack.store.connection import reading

LEAST_ROUNDS = 5
LEAST_SECONDS = 0.05
LIMIT = 1.30
PERIOD = whole_years(2024, 2024)


@dataclass
class Measure:
    """One way to ask: about which units, what it changes of the plain question, what it is held against.

    ``build`` builds the reports, ``seconds`` has what that took in each round.
    """

    name: str
    units: tuple[str, ...]
    changes: dict[str, object] = field(default_factory=dict)
    base: str = "plain"
    limited: bool = True
    build: Callable[[], object] = lambda: None
    seconds: list[float] = field(default_factory=list)


UNITS = {
    (ROOT,): "the root",
    ("X001",): "a commune",
    ("X001-01",): "a cell",
    ("X004", "X005", "X006"): "a commune and the two that it took in",
}
"""The units measured, each with those whose admissions today's map shows as its own."""


def variants(units: tuple[str, ...]) -> list[Measure]:
    """The ways to ask about a unit, and about it and those it took in; the plain one comes first."""
    earlier, spring = {"as_of": date(2024, 12, 31)}, {"as_of": date(2025, 3, 31)}
    today, cells, alone = {"map": "today"}, {"depth": "cells"}, units[:1]
    return [
        Measure("plain", units, limited=False),
        Measure("as of 2024-12-31", units, earlier),
        Measure("as of 2025-03-31", units, spring),
        Measure("map today", alone, today),
        Measure("map today, as of 2025-03-31", units, today | spring),
        Measure("depth cells", units, cells, limited=False),
        Measure("depth cells, map today", alone, cells | today, base="depth cells"),
    ]


def main() -> int:
    """Measure and print; 1 when a limit is broken."""
    asked = argparse.ArgumentParser()
    asked.add_argument("rounds", nargs="?", type=int, default=11)
    asked.add_argument("--store", type=Path, help="where the store is kept, or lies from the last time")
    asked.add_argument("--size", choices=[size for size in SIZES if size != "ward"], default="province")
    asked.add_argument("--only", action="append", choices=names(), help="this report; may be repeated")
    options = asked.parse_args()
    rounds = max(LEAST_ROUNDS, options.rounds)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / f"{options.size}.db"
        if not store.exists():
            begun = perf_counter()
            build(store, options.size)
            print(f"built a {options.size} in {perf_counter() - begun:.1f} s, {store.stat().st_size / 1e6:.0f} MB")
        print(f"{rounds} interleaved rounds, Python {sys.version.split()[0]}, processor time")
        with reading(store) as run:
            broken = [compared(run, name, units, rounds) for name in options.only or names() for units in UNITS]
    print(f"\nlimits broken: {sum(broken)}")
    return int(any(broken))


def compared(run: Run, name: str, units: tuple[str, ...], rounds: int) -> int:
    """Measure one report about some units in all its variants and print it; how many limits are broken."""
    ways = variants(units)
    for way in ways:
        way.build = builder(run, name, way)
    floor = Measure("raw floor: two columns of each admission", units, limited=False, build=scan(run, units))
    interleave([*ways, floor], rounds)
    print(f"\n{name}, {UNITS[units]}\n{'ms':>9} {'ratio':>7} {'middle half':>13} {'limit':>6}")
    bases = {way.name: way.seconds for way in ways}
    return sum([line(way, bases[way.base]) for way in (*ways, floor)])


def builder(run: Run, name: str, way: Measure) -> Callable[[], object]:
    """What builds the reports of a way; a program that did not heed the map would look fast."""
    made, say = spec(name), Texts("vi")
    asked = [Params(unit, PERIOD, **{"as_of": TODAY, **way.changes}) for unit in way.units]
    for params in asked:
        assert made.build(run, params, say).map == params.map, f"{name} knows no map {params.map}"
    return lambda: [made.build(run, params, say) for params in asked]


def interleave(ways: list[Measure], rounds: int) -> None:
    """Take the seconds of every way in every round, beginning with another one each time."""
    repeats = {way.name: max(1, round(LEAST_SECONDS / once(way, 1))) for way in ways}
    gc.freeze()
    gc.set_threshold(50_000)
    for number in range(rounds):
        first = number % len(ways)
        for way in (*ways[first:], *ways[:first]):
            way.seconds.append(once(way, repeats[way.name]))
    gc.unfreeze()


def once(way: Measure, repeats: int) -> float:
    """The seconds of processor time that one building takes."""
    gc.collect()
    begun = process_time()
    for _ in range(repeats):
        way.build()
    return (process_time() - begun) / repeats


def line(way: Measure, base: list[float]) -> bool:
    """Print the figures of one way; whether its limit is broken."""
    ratios = [mine / other for mine, other in zip(way.seconds, base, strict=True)]
    low, middle, high = quantiles(ratios, n=4)
    slow = way.limited and middle > LIMIT
    limit = f"{LIMIT:.2f}" if way.limited else ""
    against = f" / {way.base}" if way.base != "plain" else ""
    print(
        f"{median(way.seconds) * 1000:9.2f} {middle:7.2f} {f'{low:.2f}-{high:.2f}':>13} {limit:>6}"
        f"  {way.name}{against}{'  TOO SLOW' if slow else ''}",
        flush=True,
    )
    return slow


def scan(run: Run, units: tuple[str, ...]) -> Callable[[], object]:
    """What reads the admissions of the period under some units, as of today, and nothing else."""
    period = {"step": DECISION, "first": PERIOD.first, "last": PERIOD.last}
    return lambda: [run(SCAN, {"code": unit, **period}) for unit in units]


SCAN = """
SELECT e.unit_id, e.happened_on
FROM unit u
CROSS JOIN path_version x
CROSS JOIN path_version v
CROSS JOIN step_event e
WHERE u.code = :code AND x.unit_id = u.id AND x.from_on <= :first AND x.to_on > :last
  AND v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :first AND v.to_on > :last
  AND e.unit_id = v.unit_id AND e.step = :step AND e.happened_on BETWEEN :first AND :last
"""


if __name__ == "__main__":
    sys.exit(main())
