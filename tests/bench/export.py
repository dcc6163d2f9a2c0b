"""What it costs to write a long list as a workbook: ``python tests/bench/export.py [ROWS] [ROUNDS]``.

A store of as many cases (``wards.py``), each with facts, steps, documents and a mentor, is built once, in ``--store
FILE`` where it is kept for the next run, else in a temporary folder. Then, in this one process and round by round, so
that a slow moment of the machine hits all alike:

- the floor: a plain loop of openpyxl in write-only mode over cells that lie ready in memory, with the same values, types
  and looks; it has one cell of each look for each column and fills it anew, the quickest way that openpyxl documents;
- for information, the loop as it is mostly written: a new cell, and its named style, for every value;
- the program's writer over the same 20 columns, from rows that lie ready;
- the program's list of all candidates, read from the store and written with all its columns.

The limit is on the last two against the floor of as many columns, the median of the rounds' ratios in processor time.
At last the command itself in a process of its own: how long it takes and how much memory, beside a list of few rows.
"""

import argparse
import gc
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

from judging import interleaved
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import NamedStyle
from province import TODAY
from wards import build

from partytrack.core.dates import BEGINNING, OPEN, PartialDate, say_day
from partytrack.core.period import Period
from partytrack.core.report import Letterhead, Listing, Row, Run, Subject
from partytrack.core.texts import Texts
from partytrack.counting.subject import ask
from partytrack.imports.outgoing import outgoing
from partytrack.lists.candidates import candidates
from partytrack.render import xlsx
from partytrack.render.office.paper import Ink
from partytrack.render.office.table import BORDER, DAY_FORMAT
from partytrack.store.connection import reading
from partytrack.store.standings import rejudge

ROWS, COLUMNS, FEW = 100_000, 20, 1_000
LEAST_ROUNDS = 3
LIMIT = 1.3
SAY = Texts("vi")
FACTS = {
    "ethnicity": "kinh", "religion": "none", "youth_union": "yes", "occupation": "farmer", "schooling": "upper_secondary",
    "professional_level": "none",
}  # fmt: skip
CALL = """
import sys
from pathlib import Path
from partytrack.cli.app import call
assert call(sys.argv[1:]) == 0
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""
"""The command in a process of its own, which says how much memory it took at most; only Linux knows that."""
LOOKS = {"text": ("@", "left"), "day": (DAY_FORMAT, "center"), "number": ("0", "center")}


class Value(NamedTuple):
    """A cell that lies ready: its look and what it holds, a blank ``None``."""

    look: str
    holds: str | int | date | None


def main() -> int:
    """Measure and print; 1 when a limit is broken."""
    asked = argparse.ArgumentParser()
    asked.add_argument("rows", nargs="?", type=int, default=ROWS)
    asked.add_argument("rounds", nargs="?", type=int, default=LEAST_ROUNDS)
    asked.add_argument("--store", type=Path, help="where the store is kept, or lies from the last time")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store, few = options.store or Path(folder) / "wards.db", Path(folder) / "few.db"
        if not store.exists():
            make(store, options.rows)
        print(
            f"{store.stat().st_size / 1e6:.0f} MB, {options.rounds} interleaved rounds, Python {sys.version.split()[0]}"
        )
        with reading(store) as run:
            broken = measured(run, Path(folder) / "list.xlsx", max(LEAST_ROUNDS, options.rounds))
        make(few, FEW)
        for path in (few, store):
            command(path, Path(folder) / "command.xlsx")
    print(f"\nlimits broken: {broken}")
    return int(broken > 0)


def make(path: Path, cases: int) -> None:
    """A store of cases that has something to say in most columns."""
    build(path, cases)
    with closing(sqlite3.connect(path)) as connection, connection:
        people = "SELECT person_id, :fact, :value, :first, :last FROM candidacy"
        for fact, value in FACTS.items():
            binds = {"fact": fact, "value": value, "first": BEGINNING.isoformat(), "last": OPEN.isoformat()}
            connection.execute(f"INSERT INTO person_fact (person_id, fact, value, from_on, to_on) {people}", binds)
        connection.execute("UPDATE person SET sex = CASE id % 2 WHEN 0 THEN 'f' ELSE 'm' END")
        connection.execute("UPDATE step_event SET document = id || '-NQ/CB' WHERE step LIKE '%resolution'")
    rejudge(path)


def measured(run: Run, target: Path, rounds: int) -> int:
    """Measure the ways in turn and print them; how many limits are broken."""
    whole = listing(run)
    rows = list(whole.rows)
    narrow = replace(whole, paper=whole.paper[: COLUMNS - 1])
    wide_cells = [ready(row, whole) for row in rows]
    narrow_cells = [row[:COLUMNS] for row in wide_cells]
    all_columns = len(whole.paper) + 1
    gc.collect()
    gc.freeze()  # what lies ready here lies in no command, and must not be gone through while others are measured
    subject = Subject(ask(run, None, Period(TODAY, TODAY), TODAY).unit, TODAY)

    def program(made: Callable[[], Listing]) -> None:
        with target.open("wb") as file:
            xlsx.write_list(made(), SAY, subject, Letterhead(None, None, TODAY), file)

    floor, wide = f"floor: {COLUMNS} columns", f"floor: {all_columns} columns"
    ours, exported = f"the writer: {COLUMNS} columns", f"read and written: {all_columns} columns"
    ways: dict[str, Callable[[], object]] = {
        floor: lambda: plain(narrow_cells, target),
        f"a new cell for each value: {COLUMNS} columns": lambda: anew(narrow_cells, target),
        ours: lambda: program(lambda: replace(narrow, rows=rows)),
        wide: lambda: plain(wide_cells, target),
        exported: lambda: program(lambda: listing(run)),
    }
    times = interleaved(ways, rounds, process_time)
    print(f"\n{len(rows)} rows\n{'s':>8} {'ratio':>6} {'limit':>6}")
    broken = 0
    for name, taken in times.items():
        base = times[wide if f"{all_columns} columns" in name else floor]
        ratio = median(mine / other for mine, other in zip(taken, base, strict=True))
        broken += name in {ours, exported} and ratio > LIMIT
        print(f"{median(taken):8.2f} {ratio:6.2f} {f'{LIMIT:.1f}' if name in {ours, exported} else '':>6}  {name}")
    return broken


def listing(run: Run) -> Listing:
    """The list of all candidates as it goes into a workbook."""
    return outgoing(run, SAY, candidates(run, SAY, None, TODAY, everyone=True), TODAY, "xlsx")


def ready(row: Row, one: Listing) -> Sequence[Value]:
    """The cells of a row under the columns of a list, after its number."""
    found: list[Value] = [Value("number", 1)]
    for column in one.paper:
        value = row.get(column.key)
        if isinstance(value, PartialDate):
            value = value.first if value.precision == "day" else say_day(value, "vi")
        look = "day" if isinstance(value, date) else "number" if isinstance(value, int) else "text"
        found.append(Value("day" if value is None and column.type == "date" else look, value))
    return found


def styled(book: Workbook) -> None:
    """Give a workbook the looks under their names."""
    from openpyxl.styles import Alignment  # noqa: PLC0415  # beside what it is for

    for look, (form, side) in LOOKS.items():
        alignment = Alignment(horizontal=side, vertical="center", wrap_text=False)
        book.add_named_style(
            NamedStyle(look, font=Ink(12).font, border=BORDER, alignment=alignment, number_format=form)
        )


def plain(cells: Sequence[Sequence[Value]], target: Path) -> None:
    """The floor: a cell of each look in each column, filled anew for every row."""
    book = Workbook(write_only=True)
    styled(book)
    sheet = book.create_sheet()
    made = [{look: look_of(sheet, look) for look in LOOKS} for _ in cells[0]]
    for row in cells:
        line = []
        for looks, (look, holds) in zip(made, row, strict=True):
            cell = looks[look]
            cell.value = holds
            if look == "text":
                cell.data_type = "s"
            line.append(cell)
        sheet.append(line)
    book.save(target)


def anew(cells: Sequence[Sequence[Value]], target: Path) -> None:
    """The usual loop: a new cell for every value."""
    book = Workbook(write_only=True)
    styled(book)
    sheet = book.create_sheet()
    for row in cells:
        sheet.append([look_of(sheet, look, holds) for look, holds in row])
    book.save(target)


def look_of(sheet: Any, look: str, holds: str | int | date | None = None) -> Any:
    """A cell with a look."""
    cell = WriteOnlyCell(sheet, holds)
    cell.style = look
    return cell


def command(store: Path, target: Path) -> None:
    """Run the command on a store, and say how long it took and how much memory."""
    environment = os.environ | {"PARTYTRACK_DB": str(store)}
    line = ("candidate", "list", "--all", "--format", "xlsx", "--force", "--output", str(target))
    before = perf_counter()
    done = subprocess.run(
        (sys.executable, "-c", CALL, *line), env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        encoding="utf-8", check=True,
    )  # fmt: skip
    taken = perf_counter() - before
    print(f"the command on {store.name}: {taken:.1f} s, {int(done.stdout) / 1024:.0f} MB of memory at most")


if __name__ == "__main__":
    sys.exit(main())
