"""A process that is killed in the midst of an import, or of its undo, leaves either nothing of it or all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.record.undo import undo
from partytrack.store.chain import verify_store
from partytrack.store.doctor import examine
from random_lists import write_list
from random_wards import FOUNDING, live

SEED = 20220426
KILLS, KILLS_OF_UNDO = 20, 5
LIST = [
    {"name": "Bùi Xuân Chi", "cell": "TG-01", "source": "student", "born_on": "12/12/1999", "source_listed": "05/01/2021"},
    {"name": "Bùi Xuân Giang", "cell": "TG-02", "source": "farmer", "sex": "nữ", "ethnicity": "tay"},
    {
        "name": "Cao Thanh Minh", "cell": "X1", "source": "student", "source_listed": "05/01/2021",
        "sympathiser_listed": "05/02/2021", "mentor": "Nguyễn Văn An", "mentor_assigned": "06/02/2021",
    },
    {
        "case": "C00001", "name": "Trần Thị Bính", "occupation": "student", "sympathiser_listed": "05/01/2020",
        "course_completed": "05/06/2020", "course_completed_document": "7/CN",
    },
    {"case": "C00002", "name": "Đặng Đức", "source_listed": "05/01/2021", "national_id": "001201012345"},
]  # fmt: skip
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")


@pytest.fixture(scope="module")
def list_file(tmp_path_factory):
    """A list that enters people, changes others, and records steps."""
    return write_list(tmp_path_factory.mktemp("list") / "list.csv", "candidates", LIST)


@pytest.fixture(scope="module")
def begun(tmp_path_factory, ward_template, desk_at):
    """The ward with some units, members and cases."""
    store = shutil.copyfile(ward_template, tmp_path_factory.mktemp("begun") / "begun.db")
    live(desk_at(store), FOUNDING)
    return store


@pytest.fixture(scope="module")
def imported(begun, list_file, desk_at):
    """The same with the list imported."""
    store = shutil.copyfile(begun, begun.with_name("imported.db"))
    assert import_list(desk_at(store), open_list(Asked("candidates", list_file))).counts == {
        "add": 3, "change": 2, "same": 0, "refuse": 0,
    }  # fmt: skip
    return store


@pytest.fixture
def killed(tmp_path):
    """Do something to copies of a store, the first of them to the end, each other killed at a statement; hand back all copies."""

    def go(what, file, store, count):
        copies = [shutil.copyfile(store, tmp_path / f"{number}.db") for number in range(count + 1)]
        script = Path(__file__).with_name("killed.py")
        done = subprocess.run(
            [sys.executable, script, what, file, str(SEED), *copies],
            capture_output=True, encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told = done.stdout.splitlines()
        assert len(told) == count
        assert all(line.endswith(": killed") for line in told), told
        return copies

    return go


def check_nothing_or_all(store, rows, without, whole):
    """The store is sound and has nothing or all of the act; whether it has all."""
    found, entries = rows(store), len(rows(store, journal=True)["journal"])
    assert found in (rows(without), rows(whole))
    assert entries == len(rows(without if found == rows(without) else whole, journal=True)["journal"])
    assert verify_store(store) == (entries, ())
    assert examine(store) == ()
    return found == rows(whole)


def test_a_killed_import_leaves_nothing_or_all(begun, imported, list_file, killed, rows, desk_at):
    """Killed at any of twenty statements, the store is as before, and importing again completes it."""
    done, *stores = killed("candidates", list_file, begun, KILLS)
    assert check_nothing_or_all(done, rows, begun, imported)
    for store in stores:
        assert not check_nothing_or_all(store, rows, begun, imported)
        assert import_list(desk_at(store), open_list(Asked("candidates", list_file))).kept
        assert rows(store) == rows(imported)


def test_a_killed_undo_of_an_import_leaves_nothing_or_all(begun, imported, killed, rows, desk_at):
    """Killed at any of some statements, the import stands whole; undoing it again takes it away."""
    done, *stores = killed("undo", "-", imported, KILLS_OF_UNDO)
    assert check_nothing_or_all(done, rows, imported, done)
    assert rows(done) == rows(begun)
    for store in stores:
        assert not check_nothing_or_all(store, rows, imported, done)
        undo(desk_at(store))
        assert rows(store) == rows(begun)
