"""What it costs to import a list of 100,000 candidates, against reading and storing its rows: ``python tests/bench/imports.py [ROWS] [ROUNDS]``.

Each round, in processes of their own so that memory is told apart, and one after the other so that a slow moment of the
machine hits all:

- the import: the program's own command as its users call it, whole process, into an empty ward of 12 cells: near matches
  searched for among the rows, every record imaged and sealed in the journal, standing and due days derived;
- the floor: calamine's parse of the workbook, then the rows that the import left, one ``executemany`` for each table
  into tables of the same form, and the build of the same indexes, committed to a file; reading those rows is not counted;
- for information, the bare floor: the parse, one ``executemany`` of the list's own rows into a single table with indexes
  on name and birth date. No program that keeps people, stays, cases, events, facts and a sealed journal can be near it.

The limit is on processor time against the floor.
"""

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from operator import truediv
from pathlib import Path
from statistics import median
from time import process_time

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

LIMIT, MOST_MEMORY = 5.0, 600  # times the floor, MiB
CELLS = 12
HEADERS = (
    "STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chi bộ", "Nguồn", "Ngày đưa vào nguồn", "Dân tộc", "Nghề nghiệp",
)  # fmt: skip
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Trịnh",
    "Mai",
    "Cao",
    "Tô",
    "Lương",
]
MIDDLE = [
    "Văn",
    "Thị",
    "Hữu",
    "Đức",
    "Minh",
    "Ngọc",
    "Thanh",
    "Xuân",
    "Quốc",
    "Thu",
    "Hải",
    "Anh",
    "Công",
    "Đình",
    "Bảo",
    "Gia",
    "Khánh",
    "Phương",
    "Thuỳ",
    "Tiến",
    "Trọng",
]
GIVEN = [
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Đức",
    "Giang",
    "Hà",
    "Hùng",
    "Khánh",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
    "Uyên",
    "Vân",
    "Yến",
    "Tuấn",
    "Thảo",
    "Hương",
    "Hoa",
    "Hiếu",
    "Huy",
    "Kiên",
    "Long",
    "Lộc",
    "Mạnh",
    "Nga",
    "Nhung",
    "Phong",
    "Quyên",
    "Quỳnh",
    "Tài",
    "Thắng",
    "Thuỷ",
    "Trang",
    "Trung",
    "Tùng",
    "Việt",
    "Vinh",
]


def main() -> int:
    """Measure and print; 1 when a limit is broken."""
    asked = argparse.ArgumentParser()
    asked.add_argument("rows", nargs="?", type=int, default=100_000)
    asked.add_argument("rounds", nargs="?", type=int, default=3)
    asked.add_argument("--part", choices=("floor", "bare"))
    asked.add_argument("--folder", type=Path)
    options = asked.parse_args()
    if options.part:
        print({"floor": floor, "bare": bare}[options.part](options.folder))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), options.rows, options.rounds)


def measure(folder: Path, rows: int, rounds: int) -> int:
    """Run all, round by round."""
    write_list(folder / "list.xlsx", rows)
    found: dict[str, list[float]] = {"import": [], "floor": [], "bare": []}
    memory = 0.0
    for _ in range(rounds):
        where = {"PARTYTRACK_DB": str(new_ward(folder)), "PARTYTRACK_LANG": "en", "PARTYTRACK_TODAY": "2026-01-01"}
        seconds, used, _ = run(
            ["-m", "partytrack", "import", "candidates", str(folder / "list.xlsx"), "--accept-good"], where
        )
        found["import"].append(seconds)
        memory = max(memory, used)
        for part in ("floor", "bare"):
            *_, told = run([__file__, "--part", part, "--folder", str(folder)], {})
            found[part].append(float(told))
    print(f"{rows} rows of {len(HEADERS)} columns, {rounds} rounds, processor time, medians")
    for name, told in found.items():
        print(f"{name:8} {median(told):7.2f} s")
    with closing(sqlite3.connect(folder / "ward.db")) as store:
        counted = [
            store.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("candidacy", "journal_image")
        ]
    print(f"recorded: {counted[0]} cases, {counted[1]} images in the journal")
    ratio, to_bare = (median(map(truediv, found["import"], found[part])) for part in ("floor", "bare"))
    print(f"import / floor  {ratio:6.2f} (limit {LIMIT})")
    print(f"import / bare   {to_bare:6.2f}")
    print(f"memory          {memory:6.0f} MiB (limit {MOST_MEMORY})")
    return int(ratio > LIMIT or memory > MOST_MEMORY)


def run(arguments: list[str], more: dict[str, str]) -> tuple[float, float, str]:
    """Run a Python program; its processor time, its greatest memory in MiB, and what it printed."""
    with subprocess.Popen(
        [sys.executable, *arguments], env=os.environ | more, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        told = process.stdout.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 4}, process.returncode
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, told


def write_list(path: Path, rows: int) -> None:
    """A workbook of synthetic candidates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(HEADERS)
    chance = random.Random(26)
    for number in range(1, rows + 1):
        sheet.append((
            number,
            " ".join((chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(MIDDLE), chance.choice(GIVEN))),
            chance.choice(("Nam", "Nữ")),
            date(1980, 1, 1) + timedelta(days=chance.randrange(9_500)),
            f"TG-{number % CELLS + 1:02}",
            chance.choice(("Đoàn viên thanh niên", "Hội viên phụ nữ")),
            date(2019, 1, 1) + timedelta(days=chance.randrange(2_000)),
            "Kinh",
            chance.choice(("Nông dân", "Sinh viên")),
        ))  # fmt: skip
    book.save(path)


def new_ward(folder: Path) -> Path:
    """An empty ward of twelve cells."""
    store = folder / "ward.db"
    for left in folder.glob("ward.db*"):
        left.unlink()
    command = [sys.executable, "-m", "partytrack", "--db", str(store)]
    subprocess.run([*command, "init", "--code", "TG", "--name", "Đảng bộ"], check=True, capture_output=True)
    for number in range(1, CELLS + 1):
        unit = ["unit", "add", f"TG-{number:02}", f"Chi bộ {number}", "--kind", "cell", "--under", "TG"]
        subprocess.run([*command, *unit], check=True, capture_output=True)
    return store


def parsed(folder: Path) -> list[list[object]]:
    """The list as calamine reads it."""
    rows: list[list[object]] = CalamineWorkbook.from_path(str(folder / "list.xlsx")).get_sheet_by_index(0).to_python()
    return rows


def floor(folder: Path) -> float:
    """Parse; then store what the import left, table by table, and index it."""
    began = process_time()
    parsed(folder)
    spent = process_time() - began
    target = folder / "floor.db"
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / "ward.db")) as source, closing(sqlite3.connect(target)) as store:
        store.execute("PRAGMA journal_mode = WAL")
        schema = source.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        for kind, _, statement in schema:
            if kind == "table":
                store.execute(statement)
        for kind, name, _ in schema:
            rows = source.execute(f'SELECT * FROM "{name}"').fetchall() if kind == "table" else []
            began = process_time()
            if rows:
                store.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
            spent += process_time() - began
        began = process_time()
        for kind, _, statement in schema:
            if kind == "index":
                store.execute(statement)
        store.commit()
        return spent + process_time() - began


def bare(folder: Path) -> float:
    """Parse, store in one table, index."""
    began = process_time()
    rows = parsed(folder)
    target = folder / "bare.db"
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as store:
        columns = ", ".join(f"c{number}" for number in range(len(HEADERS)))
        store.execute(f"CREATE TABLE list (id INTEGER PRIMARY KEY, {columns})")
        written = [[str(cell) if isinstance(cell, date) else cell for cell in row] for row in rows[1:]]
        store.executemany(f"INSERT INTO list ({columns}) VALUES ({', '.join('?' * len(HEADERS))})", written)
        store.execute("CREATE INDEX by_name ON list (c1, c3)")
        store.execute("CREATE INDEX by_birth ON list (c3)")
        store.commit()
    return process_time() - began


if __name__ == "__main__":
    sys.exit(main())
