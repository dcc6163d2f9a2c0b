"""A store that is missing, foreign, newer, locked or without room is told from the others, and left as it is."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from partytrack.core.errors import (
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreNewer,
    StoreUnreadable,
)
from partytrack.record.people import NewPerson, add_member
from partytrack.record.units import add_unit
from partytrack.store import connection as connection_module
from partytrack.store import engine
from partytrack.store.connection import connect, reading


def no_file(path):
    """Nothing lies at the path."""
    path.unlink()


def a_folder(path):
    """A folder lies where the file should be."""
    path.unlink()
    path.mkdir()


def an_empty_file(path):
    """A file without one byte."""
    path.write_bytes(b"")


def a_text_file(path):
    """A letter, saved under the name of the store."""
    path.write_text("Kính gửi: Đảng ủy phường Tân Giang\n" * 100, encoding="utf-8")


def another_database(path):
    """A database of another program."""
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE invoice (id INTEGER)")


def no_schema_row(path):
    """Our own file, but nothing says which schema it has."""
    run(path, "DELETE FROM alembic_version")


def no_schema_table(path):
    """Our own file, but without the table of the schema."""
    run(path, "DROP TABLE alembic_version")


def a_newer_schema(path):
    """A store that a newer version of the program wrote."""
    run(path, "UPDATE alembic_version SET version_num = '9999'")


def half_a_store(path):
    """A file that was cut off when it was copied."""
    path.write_bytes(path.read_bytes()[:6000])


def run(path, statement):
    """Change a store behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


SPOILED = [
    (no_file, StoreMissing),
    (a_folder, StoreMissing),
    (an_empty_file, StoreForeign),
    (a_text_file, StoreForeign),
    (another_database, StoreForeign),
    (no_schema_row, StoreForeign),
    (no_schema_table, StoreForeign),
    (a_newer_schema, StoreNewer),
    (half_a_store, StoreUnreadable),
]


@pytest.mark.parametrize(("spoil", "fault"), SPOILED, ids=[spoil.__name__ for spoil, _ in SPOILED])
@pytest.mark.parametrize("way", ["reading", "an act"])
def test_what_is_no_store_of_ours_is_refused(desk, spoil, fault, way):
    """Whatever lies at the path, the fault names it, whether the store is read or written."""
    spoil(desk.store)
    before = desk.store.read_bytes() if desk.store.is_file() else None
    with pytest.raises(fault) as caught:
        use(desk, way)
    assert caught.value.path == str(desk.store)
    assert (desk.store.read_bytes() if desk.store.is_file() else None) == before


def use(desk, way):
    """Read every table of the store, or add a unit to it."""
    if way == "an act":
        add_unit(desk, "TG-09", "Chi bộ 9", kind="cell", under="TG")
        return
    with reading(desk.store) as read:
        for table in ("unit", "unit_name", "person", "journal", "journal_image"):
            read(f"SELECT * FROM {table}", {})


def test_a_newer_store_is_named_with_its_schema(ward):
    """The message can say which schema was found, so that the user knows what to update to."""
    a_newer_schema(ward)
    with pytest.raises(StoreNewer) as caught:
        connect(ward)
    assert caught.value.schema == "9999"


def test_a_path_too_long_for_the_system_is_told(tmp_path):
    """What the system refuses about a path is a fault of the store, not a crash."""
    with pytest.raises(StoreUnreadable):
        connect(tmp_path / ("x" * 5000))


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_locked_store_is_told_and_left(desk, rows, monkeypatch, lock):
    """While another program writes, an act waits its time, then says so; nothing is half done."""
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.05)
    before = rows(desk.store)
    with closing(sqlite3.connect(desk.store, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        with pytest.raises(StoreLocked):
            use(desk, "an act")
        use(desk, "reading")  # the log lets everyone read on
    assert rows(desk.store) == before


def test_an_act_waits_for_the_one_before(desk, rows, source_folder):
    """A store that another process holds for a moment is waited for, not refused."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk.store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=source_folder,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        holder.stdin.write(b"let go\n")
        holder.stdin.flush()
        use(desk, "an act")
    assert holder.returncode == 0
    assert [unit["code"] for unit in rows(desk.store)["unit"]][-1] == "TG-09"


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
connection.close()
"""


def fill(desk):
    """Add members until the disk is full."""
    for number in range(2000):
        add_member(desk, NewPerson(f"Nguyễn Văn {'A' * (number % 180 + 1)}"), "TG-01")


def test_a_full_disk_is_told_and_the_last_act_undone(desk, rows, monkeypatch):
    """When the database has no room left, the act that found it out leaves nothing, and those before it stay."""

    def cramped(path):
        connection = connect(path)
        connection.execute("PRAGMA max_page_count = 80")
        return connection

    monkeypatch.setattr(engine, "connect", cramped)
    with pytest.raises(StoreFull):
        fill(desk)
    people, entries = rows(desk.store)["person"], rows(desk.store, journal=True)["journal"]
    assert len(people) > 0
    assert [entry["act"] for entry in entries].count("member.add") == len(people)
    assert connection_module.runner(connect(desk.store))("PRAGMA integrity_check", {}) == [("ok",)]


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to the size of files")
def test_a_file_that_may_not_grow_is_told_and_the_last_act_undone(desk, rows, source_folder):
    """When the system refuses another byte in the middle of an act, the store keeps what it had."""
    size = desk.store.stat().st_size
    done = subprocess.run(
        [sys.executable, "-c", WRITE_WITHIN, str(desk.store)],
        preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000)
        ),  # the child is single
        capture_output=True,
        text=True,
        cwd=source_folder,
        check=False,
    )
    assert done.stdout.split() == ["StoreUnreadable"], done.stderr
    people, entries = rows(desk.store)["person"], rows(desk.store, journal=True)["journal"]
    assert [entry["act"] for entry in entries].count("member.add") == len(people)


WRITE_WITHIN = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from partytrack.core.errors import StoreFault
from partytrack.record.act import Desk
from partytrack.record.people import NewPerson, add_member
desk = Desk(Path(sys.argv[1]), "secretary", date(2022, 4, 26), datetime.now(UTC))
try:
    for number in range(2000):
        add_member(desk, NewPerson("Nguyễn Văn An"), "TG-01")
except StoreFault as fault:
    print(type(fault).__name__)
"""


@pytest.fixture
def shut_folder(ward):
    """A folder in which only root may write, with a store at rest in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(ward, folder / "ward.db")
        folder.chmod(0o555)
        (folder / "ward.db").chmod(0o444)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists, not in three digits")
def test_a_read_only_folder_can_be_read_but_not_written(shut_folder, desk, source_folder):
    """A store on a disk that cannot be written to is still read; an act on it is refused with the reason."""
    done = subprocess.run(
        [sys.executable, "-c", READ_THEN_WRITE, str(desk.store), str(shut_folder / "ward.db")],
        capture_output=True,
        text=True,
        cwd=source_folder,
        check=False,
    )
    assert done.stdout.split() == ["4", "StoreUnreadable", "StoreUnreadable"], done.stderr
    assert sorted(path.name for path in shut_folder.iterdir()) == ["ward.db"]


READ_THEN_WRITE = """
import os, sys
from datetime import UTC, date, datetime
from pathlib import Path
from partytrack.core.errors import StoreFault
from partytrack.record.act import Desk
from partytrack.record.units import add_unit
from partytrack.store.connection import reading
from partytrack.store.creation import new_store

def use(store):
    with reading(store) as run:
        yield len(run("SELECT * FROM unit", {}))
    try:
        add_unit(Desk(store, "x", date(2022, 4, 26), datetime.now(UTC)), "TG-09", "Chi bộ 9", kind="cell", under="TG")
    except StoreFault as fault:
        yield type(fault).__name__
    try:
        with new_store(store.with_name("second.db")):
            pass
    except StoreFault as fault:
        yield type(fault).__name__

list(use(Path(sys.argv[1])))  # everything is loaded while the process may still read its own library
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
print(*use(Path(sys.argv[2])))
"""
