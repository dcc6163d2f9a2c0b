"""What it costs to import a list of 100,000 candidates, against reading and storing its rows: ``python tests/bench/imports.py [ROWS] [ROUNDS]``.

Each round, in processes of their own so that memory is told apart, and one after the other so that a slow moment of the
machine hits both:

- the floor: calamine's parse of the workbook, one ``executemany`` of its rows into a table of the same columns, and
  indexes on the name and the birth date, in a file that is safe on the disk when it ends;
- the import: the program's own command as its users call it, into a ward of 12 cells, near matches searched for among the
  rows, every record imaged and sealed in the journal, standing and due days derived.

For information, a second floor: the rows that the import leaves in all tables, stored anew by one ``executemany`` a table
into tables with the same indexes. The limit is on processor time against the first floor.
"""

import argparse
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
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
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Cao Tô Lương".split()
MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Thanh Xuân Quốc Thu Hải Anh Công Đình Bảo Gia Khánh Phương Thuỳ Tiến Trọng".split()
GIVEN = (
    "An Bình Chi Dũng Đức Giang Hà Hùng Khánh Lan Linh Mai Nam Oanh Phúc Quân Sơn Tâm Uyên Vân Yến Tuấn Thảo Hương Hoa "
    "Hiếu Huy Kiên Long Lộc Mạnh Nga Nhung Phong Quyên Quỳnh Tài Thắng Thuỷ Trang Trung Tùng Việt Vinh"
).split()


def main() -> int:
    """Measure and print; 1 when a limit is broken."""
    asked = argparse.ArgumentParser()
    asked.add_argument("rows", nargs="?", type=int, default=100_000)
    asked.add_argument("rounds", nargs="?", type=int, default=3)
    asked.add_argument("--part", choices=("floor", "tables"))
    asked.add_argument("--folder", type=Path)
    options = asked.parse_args()
    if options.part:
        {"floor": floor, "tables": tables}[options.part](options.folder)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), options.rows, options.rounds)


def measure(folder: Path, rows: int, rounds: int) -> int:
    """Run both, round by round."""
    write_list(folder / "list.xlsx", rows)
    found: dict[str, list[tuple[float, float]]] = {"floor": [], "import": [], "tables": []}
    for _ in range(rounds):
        store = new_ward(folder)
        found["floor"].append(run([__file__, "--part", "floor", "--folder", str(folder)], {}))
        found["import"].append(
            run(["-m", "partytrack", "import", "candidates", str(folder / "list.xlsx"), "--accept-good"],
                {"PARTYTRACK_DB": str(store), "PARTYTRACK_LANG": "en", "PARTYTRACK_TODAY": "2026-01-01"})
        )  # fmt: skip
        found["tables"].append(run([__file__, "--part", "tables", "--folder", str(folder)], {}))
    seconds = {name: median(each[0] for each in told) for name, told in found.items()}
    memory = max(each[1] for each in found["import"])
    ratio = median(a[0] / b[0] for a, b in zip(found["import"], found["floor"], strict=True))
    print(f"{rows} rows of {len(HEADERS)} columns, {rounds} rounds, processor time")
    for name, told in seconds.items():
        print(f"{name:8} {told:7.2f} s")
    with closing(sqlite3.connect(folder / "ward.db")) as store_now:
        print("candidates recorded:", store_now.execute("SELECT count(*) FROM candidacy").fetchone()[0])
    print(f"import / floor   {ratio:5.2f} (limit {LIMIT})")
    print(f"import / tables  {seconds['import'] / seconds['tables']:5.2f}")
    print(f"memory           {memory:5.0f} MiB (limit {MOST_MEMORY})")
    return int(ratio > LIMIT or memory > MOST_MEMORY)


def run(arguments: list[str], more: dict[str, str]) -> tuple[float, float]:
    """Run a Python program; its processor time and its greatest memory in MiB."""
    with subprocess.Popen([sys.executable, *arguments], env=os.environ | more, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 4}, process.returncode
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


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


def floor(folder: Path) -> None:
    """Parse, store in one table, index."""
    rows = CalamineWorkbook.from_path(str(folder / "list.xlsx")).get_sheet_by_index(0).to_python()
    target = folder / "floor.db"
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as store:
        store.execute(f"CREATE TABLE list (id INTEGER PRIMARY KEY, {', '.join(f'c{n}' for n in range(len(HEADERS)))})")
        written = [[str(cell) if isinstance(cell, date) else cell for cell in row] for row in rows[1:]]
        places = ", ".join("?" * len(HEADERS))
        columns = ", ".join(f"c{n}" for n in range(len(HEADERS)))
        store.executemany(f"INSERT INTO list ({columns}) VALUES ({places})", written)
        store.execute("CREATE INDEX by_name ON list (c1, c3)")
        store.execute("CREATE INDEX by_birth ON list (c3)")
        store.commit()


def tables(folder: Path) -> None:
    """Store the rows that the import left, table by table, into empty tables of the same form."""
    target = folder / "tables.db"
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / "ward.db")) as source, closing(sqlite3.connect(target)) as store:
        schema = source.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        for kind, _, statement in schema:
            if kind == "table":
                store.execute(statement)
        before = process_time()
        for kind, name, _ in schema:
            if kind == "table" and (rows := source.execute(f'SELECT * FROM "{name}"').fetchall()):
                store.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        for kind, _, statement in schema:
            if kind == "index":
                store.execute(statement)
        store.commit()
        print(process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    sys.exit(main())
