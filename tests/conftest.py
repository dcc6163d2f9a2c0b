"""What every test may ask for: stores ready to use, a desk to record at, and the command itself."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

TODAY = date(2022, 4, 26)
NOW = datetime(2022, 4, 26, 8, 30, tzinfo=UTC)
RECORDS_FROM = date(2019, 1, 1)
CELLS = ("TG-01", "TG-02", "TG-03")


@dataclass(frozen=True)
class Outcome:
    """What a run of the command left behind: its exit code, the data and the messages."""

    code: int
    out: str
    err: str


def make_desk(store, today=TODAY, actor="secretary"):
    """A desk at a store, on the day of the seed's meeting."""
    from partytrack.record.act import Desk  # noqa: PLC0415  # tests of core and render need no database

    return Desk(store, actor, today, NOW)


def copy_store(source, target):
    """Copy a store that nobody has open; its log was emptied into it when it was closed."""
    shutil.copyfile(source, target)
    target.chmod(0o600)
    return target


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    """The folder of the stores that are built once and copied for each test."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(scope="session")
def empty_template(templates):
    """A store with its tables and not one row; never written to."""
    from partytrack.store.creation import new_store  # noqa: PLC0415  # as above

    with new_store(templates / "empty.db"):
        pass
    return templates / "empty.db"


@pytest.fixture(scope="session")
def ward_template(templates, empty_template):
    """The committee TG with the cells TG-01 to TG-03, records complete from 2019; never written to."""
    from partytrack.record.units import add_unit, begin  # noqa: PLC0415  # as above

    desk = make_desk(copy_store(empty_template, templates / "ward.db"))
    begin(desk, "TG", "Đảng bộ phường Tân Giang", kind="committee", since=None, records_from=RECORDS_FROM, settings={})
    for number, code in enumerate(CELLS, start=1):
        add_unit(desk, code, f"Chi bộ Tổ dân phố {number}", kind="cell", under="TG")
    return desk.store


@pytest.fixture(scope="session")
def demo(templates, empty_template):
    """The demo's store with the seed's ward, for reading only: a test that writes takes ``demo_copy``."""
    from partytrack.record.demo import build  # noqa: PLC0415  # as above

    desk = make_desk(copy_store(empty_template, templates / "demo.db"))
    build(desk)
    return desk.store


@pytest.fixture
def demo_copy(demo, tmp_path):
    """The demo's store, to be written to."""
    return copy_store(demo, tmp_path / "demo.db")


@pytest.fixture(scope="session")
def busy_template(templates, ward_template):
    """The ward after a day's work: one act of every kind, and undos; never written to."""
    from partytrack.core.dates import PartialDate  # noqa: PLC0415  # as above
    from partytrack.record.candidates import add_candidate, drop_candidate  # noqa: PLC0415
    from partytrack.record.mentors import assign_mentor  # noqa: PLC0415
    from partytrack.record.people import NewPerson, add_member  # noqa: PLC0415
    from partytrack.record.quotas import NewQuota, set_quota  # noqa: PLC0415
    from partytrack.record.steps import NewStep, record_step  # noqa: PLC0415
    from partytrack.record.tallies import remove_tally, set_tally  # noqa: PLC0415
    from partytrack.record.undo import undo  # noqa: PLC0415
    from partytrack.record.units import rename_unit  # noqa: PLC0415

    desk = make_desk(copy_store(ward_template, templates / "busy.db"))
    member = add_member(desk, NewPerson("Nguyễn Thị Hoà", "f", PartialDate(date(1970, 1, 1), "year")), "TG-01")
    case = add_candidate(
        desk, NewPerson("Trần Đức"), cell="TG-01", source="youth_union", listed_on=date(2021, 1, 5)
    ).case
    assign_mentor(desk, case, member, on=date(2021, 1, 10))
    record_step(desk, case, NewStep("admission_decision", date(2021, 5, 1), document="9-QĐ"))
    record_step(desk, case, NewStep("admission_ceremony", date(2021, 5, 19)))
    other = add_candidate(desk, NewPerson("Lê Uyên"), cell="TG-02", source="student", listed_on=None).case
    drop_candidate(desk, other, reason="left_to_study", on=TODAY, return_on=None)
    set_quota(desk, NewQuota("TG-01", 2021, 2, date(2020, 12, 15), "12-CV/ĐU"))
    set_tally(desk, "TG-03", 2017, 3, measure="admission", document="BC 2017")
    remove_tally(desk, "TG-03", 2017, measure="admission")
    rename_unit(desk, "TG-03", "Chi bộ 3 mới", on=date(2022, 1, 1), document="5-QĐ")
    undo(desk)
    undo(desk, 16)
    return desk.store


@pytest.fixture
def busy(busy_template, tmp_path):
    """The ward after a day's work, to be written to."""
    return copy_store(busy_template, tmp_path / "busy.db")


@pytest.fixture(scope="session")
def older_template(templates, busy_template):
    """The ward after a day's work, a quota given and taken back, as an older version wrote it (by its schema); never written to."""
    from older import write_older  # noqa: PLC0415  # as above
    from partytrack.record.quotas import NewQuota, set_quota  # noqa: PLC0415
    from partytrack.record.undo import undo  # noqa: PLC0415

    desk = make_desk(copy_store(busy_template, templates / "newer.db"))
    set_quota(desk, NewQuota("TG-02", 2022, 3, date(2021, 12, 15), "13-CV/ĐU"))
    undo(desk)
    return cache(lambda schema: write_older(desk.store, templates / f"older-{schema}.db", schema))


@pytest.fixture
def older(request, older_template, tmp_path):
    """A store that an older version wrote, to be written to: the first one, where a test names no other schema."""
    return copy_store(older_template(getattr(request, "param", "0001")), tmp_path / "older.db")


@pytest.fixture
def empty_store(empty_template, tmp_path):
    """A store with its tables and not one row."""
    return copy_store(empty_template, tmp_path / "empty.db")


@pytest.fixture
def ward(ward_template, tmp_path):
    """A store with the committee TG and the cells TG-01 to TG-03, records complete from 2019."""
    return copy_store(ward_template, tmp_path / "ward.db")


@pytest.fixture
def desk(ward):
    """A desk at the ward's store: the secretary, on 26 April 2022."""
    return make_desk(ward)


@pytest.fixture(scope="session")
def desk_at():
    """Make a desk at another store or on another day: ``desk_at(store, today=...)``."""
    return make_desk


@pytest.fixture(scope="session")
def rows():
    """Read what a store holds for a comparison row for row: every table but the journal's."""
    return read_rows


def read_rows(store, *, journal=False):
    """Each table's rows in the order of their keys, as dicts; ``journal=True`` for the journal's tables instead."""
    with closing(sqlite3.connect(store)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        tables = [name for (name,) in names if name != "alembic_version" and name.startswith("journal") == journal]
        return {
            table: [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")] for table in tables
        }


DROPPED_VARIABLES = ("LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONUTF8", "PYTHONIOENCODING")


@pytest.fixture
def clean_environment(tmp_path):
    """The environment of a new user: no setting of ours, an English console, an empty home."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PARTYTRACK_", "LC_", "XDG_")) and name not in DROPPED_VARIABLES
    }
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    places = {"HOME": home, "USERPROFILE": home, "LOCALAPPDATA": home, "XDG_DATA_HOME": home / "data"}
    return {**kept, **{name: str(place) for name, place in places.items()}, "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": ""}


@pytest.fixture
def cli(tmp_path, clean_environment):
    """Run the command as its user does: ``cli("unit", "list", db=ward)`` hands back ``code``, ``out`` and ``err``.

    Without ``db`` it has only the user's own, empty, data folder. It runs in ``cwd`` or the test's folder.
    """

    def run(*args, db=None, env=None, input=None, cwd=None):  # noqa: A002  # named as subprocess names it
        settings = {"PARTYTRACK_DB": str(db)} if db is not None else {}
        done = subprocess.run(
            [sys.executable, "-m", "partytrack", *(str(arg) for arg in args)],
            env={**clean_environment, **settings, **(env or {})},
            input="" if input is None else input,
            cwd=cwd or tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


def read_anew():
    """Forget what this process keeps of the data files, so that it reads them again."""
    from partytrack.core import data  # noqa: PLC0415  # as above

    for name, module in list(sys.modules.items()):
        for each in vars(module).values() if name.startswith("partytrack.") else ():
            getattr(each, "cache_clear", lambda: None)()
    data._ASIDE.clear()


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """Lay a committee's own data over the program's: ``own_data({"codes/sources.toml": text})`` hands back the folder.

    Files laid before stay; ``own_data(None)`` takes the folder away.
    """
    folder = tmp_path / "own data"

    def lay(files):
        if files is None:
            monkeypatch.delenv("PARTYTRACK_DATA")
            return read_anew()
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.setenv("PARTYTRACK_DATA", str(folder))
        read_anew()
        return folder

    yield lay
    monkeypatch.undo()
    read_anew()


@pytest.fixture(scope="session")
def source_folder():
    """The folder ``src``, of which a started process may need to know."""
    return Path(__file__).parent.parent / "src"
