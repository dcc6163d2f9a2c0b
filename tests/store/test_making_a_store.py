"""A new store: its owner's alone, whole or not there at all, and never in the place of another."""

import os
import sqlite3
import stat
from contextlib import closing

import pytest

from partytrack.core.errors import StoreExists, StoreUnreadable, UnitUnknown
from partytrack.record.lookup import unit_by_code
from partytrack.store import creation
from partytrack.store.connection import APPLICATION_ID, BUSY_SECONDS, connect
from partytrack.store.creation import ensure_store, new_store
from partytrack.store.engine import writing

windows = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists, not in three digits")


def mode(path):
    """The rights of a file or folder as `ls` counts them."""
    return stat.S_IMODE(path.stat().st_mode)


@windows
def test_only_the_owner_can_read_a_new_store(tmp_path):
    """A new store is 0600 and its new folder 0700, whatever the user's umask allows."""
    old = os.umask(0)
    try:
        with new_store(tmp_path / "office" / "ward.db"):
            pass
    finally:
        os.umask(old)
    assert mode(tmp_path / "office" / "ward.db") == 0o600
    assert mode(tmp_path / "office") == 0o700


@windows
def test_a_store_is_private_while_it_is_made(tmp_path):
    """Nobody else can look into the draft, its log or its folder while the store is being filled."""
    with new_store(tmp_path / "ward.db") as draft:
        with writing(draft):
            assert {mode(path) for path in draft.parent.iterdir()} == {0o600}
        assert mode(draft.parent) == 0o700


@windows
def test_an_existing_folder_keeps_its_rights(tmp_path):
    """A folder that was there before is not shut to those who use it."""
    tmp_path.chmod(0o755)
    with new_store(tmp_path / "ward.db"):
        pass
    assert mode(tmp_path) == 0o755


def test_a_store_that_was_not_finished_leaves_nothing(tmp_path):
    """When the block fails, neither the store nor a draft of it is left behind."""
    with pytest.raises(UnitUnknown), new_store(tmp_path / "ward.db") as draft, writing(draft) as session:
        unit_by_code(session, "TG")
    assert list(tmp_path.iterdir()) == []


def test_a_schema_that_fails_leaves_nothing(tmp_path, monkeypatch):
    """When the tables cannot be made, neither the store nor a draft of it is left behind."""
    monkeypatch.setattr(creation, "upgrade", lambda draft: (_ for _ in ()).throw(sqlite3.OperationalError(draft)))
    with pytest.raises(sqlite3.OperationalError), new_store(tmp_path / "ward.db"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_existing_store_is_never_replaced_unasked(ward):
    """Making a store where one lies is refused before anything is done, and the one that lies there stays."""
    before = ward.read_bytes()
    with pytest.raises(StoreExists), new_store(ward):
        pytest.fail("the block must not begin")
    assert ward.read_bytes() == before


def test_a_store_that_came_in_between_stays(tmp_path):
    """When someone else makes the store meanwhile, theirs stays and ours is given up."""
    with pytest.raises(StoreExists), new_store(tmp_path / "ward.db"):
        (tmp_path / "ward.db").write_text("theirs")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"ward.db": "theirs"}


def test_a_replaced_store_is_replaced_whole(ward, rows):
    """With replace the new store takes the place of the old one, and only when it is finished."""
    with pytest.raises(UnitUnknown), new_store(ward, replace=True) as draft, writing(draft) as session:
        unit_by_code(session, "TG")
    assert [unit["code"] for unit in rows(ward)["unit"]] == ["TG", "TG-01", "TG-02", "TG-03"]
    with new_store(ward, replace=True):
        pass
    assert rows(ward)["unit"] == []
    assert [path.name for path in ward.parent.iterdir()] == ["ward.db"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """A file where the folder should be is a fault of the disk, not a crash."""
    (tmp_path / "office").write_text("a file")
    with pytest.raises(StoreUnreadable), new_store(tmp_path / "office" / "ward.db"):
        pass


def test_a_disk_without_links_takes_a_store_too(tmp_path, monkeypatch):
    """A memory stick knows no second name for a file; the store is made there all the same, never over another."""
    monkeypatch.setattr(creation.Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links")))
    with new_store(tmp_path / "ward.db"):
        pass
    with closing(connect(tmp_path / "ward.db")) as connection:
        assert connection.execute("SELECT count(*) FROM unit").fetchone() == (0,)
    with pytest.raises(StoreExists), new_store(tmp_path / "second.db"):
        (tmp_path / "second.db").write_text("theirs")
    assert (tmp_path / "second.db").read_text() == "theirs"


def test_init_in_an_existing_store_uses_it(ward, tmp_path):
    """ensure_store hands back what is there, and makes what is not."""
    with ensure_store(ward) as path:
        assert path == ward
    with ensure_store(tmp_path / "new.db") as path:
        assert path != tmp_path / "new.db"
    assert (tmp_path / "new.db").is_file()


def test_every_connection_is_as_safe_as_sqlite_can_be(ward):
    """Write-ahead log, every commit forced to the disk, foreign keys on, and waiting for others."""
    with closing(connect(ward)) as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "application_id")
        }
    full = 2
    assert settings == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": BUSY_SECONDS * 1000,
        "application_id": APPLICATION_ID,
    }


def test_an_act_holds_the_write_lock_from_its_first_reading(ward):
    """Two people never act on the same figure at once: the first to read holds the lock, others only look."""
    with writing(ward) as session, closing(sqlite3.connect(ward, timeout=0, isolation_level=None)) as other:
        assert unit_by_code(session, "TG").code == "TG"
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM unit").fetchone() == (4,)


def test_reading_cannot_change_a_store(ward):
    """A connection for reading refuses to write."""
    with closing(connect(ward, read_only=True)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM unit_name")
