"""Backup and restore: a copy of one moment, its owner's alone, never over anything unasked."""

import os
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest

from partytrack.core.errors import (
    FileExists,
    FileMissing,
    StoreExists,
    StoreForeign,
    StoreLocked,
    StoreMissing,
    StoreNewer,
    StoreUnreadable,
)
from partytrack.record.people import NewPerson, add_member
from partytrack.record.units import add_unit
from partytrack.store import connection as connection_module
from partytrack.store.backup import back_up
from partytrack.store.chain import verify_store
from partytrack.store.connection import connect
from partytrack.store.restore import restore

AT = datetime(2022, 4, 26, 9, 15, 30, tzinfo=UTC)
KEPT = "ward-before-restore-20220426-091530.db"


@pytest.fixture
def backup(desk, tmp_path):
    """A backup of the ward, after which a cell was added to the store."""
    folder = tmp_path / "stick"
    folder.mkdir()
    back_up(desk.store, folder / "backup.db")
    add_unit(desk, "TG-09", "Chi bộ 9", kind="cell", under="TG")
    return folder / "backup.db"


def everything(rows, store):
    """All tables of a store, the journal's too."""
    return rows(store) | rows(store, journal=True)


def test_a_backup_holds_every_row(desk, rows, tmp_path):
    """The copy is equal to the store row for row, the journal included, and it is one file."""
    back_up(desk.store, tmp_path / "backup.db")
    assert everything(rows, tmp_path / "backup.db") == everything(rows, desk.store)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "ward.db"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in lists, not in three digits")
def test_only_the_owner_can_read_a_backup(desk, tmp_path):
    """A backup holds what the store holds, so it is as private."""
    old = os.umask(0)
    try:
        back_up(desk.store, tmp_path / "backup.db")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "backup.db").stat().st_mode) == 0o600


def test_a_backup_never_replaces_a_file(desk, tmp_path):
    """An existing file is refused and left, even one that comes up in the very moment."""
    (tmp_path / "backup.db").write_text("older backup")
    with pytest.raises(FileExists):
        back_up(desk.store, tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_text() == "older backup"


def test_a_backup_of_no_store_makes_no_file(tmp_path):
    """Where there is nothing to copy, nothing is left behind."""
    with pytest.raises(StoreMissing):
        back_up(tmp_path / "none.db", tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_into_no_folder_is_told(desk, tmp_path):
    """A folder that does not exist is named as what it is: a fault of the disk."""
    with pytest.raises(StoreUnreadable) as caught:
        back_up(desk.store, tmp_path / "stick" / "backup.db")
    assert caught.value.path == str(tmp_path / "stick" / "backup.db")


def test_a_backup_works_while_others_write(desk, rows, tmp_path):
    """Every backup taken while members are being entered holds each act whole, with its entry, or not at all."""
    done = threading.Event()

    def enter_members():
        for number in range(40):
            add_member(desk, NewPerson(f"Trần Thị {chr(65 + number % 26)}"), "TG-01")
        done.set()

    writer = threading.Thread(target=enter_members)
    writer.start()
    copies = []
    while not done.is_set() or not copies:
        copies.append(tmp_path / f"backup-{len(copies)}.db")
        back_up(desk.store, copies[-1])
    writer.join()
    for copy in copies:
        people, entries = rows(copy)["person"], rows(copy, journal=True)["journal"]
        assert len(people) == [entry["act"] for entry in entries].count("member.add")
        assert verify_store(copy) == (len(entries), ())


def test_an_uncommitted_change_of_another_is_not_in_the_backup(desk, rows, tmp_path):
    """What another connection has written and not yet committed stays out of the copy."""
    before = rows(desk.store)
    with closing(connect(desk.store)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM unit_name")
        back_up(desk.store, tmp_path / "backup.db")
        other.execute("COMMIT")
    assert rows(tmp_path / "backup.db") == before != rows(desk.store)


def test_restore_brings_back_every_row(desk, rows, backup):
    """After a restore the store is that of the backup, row for row, and works on as before."""
    assert everything(rows, desk.store) != everything(rows, backup)
    restore(backup, desk.store, force=True, at=AT)
    assert everything(rows, desk.store) == everything(rows, backup)
    add_unit(desk, "TG-10", "Chi bộ 10", kind="cell", under="TG")
    assert verify_store(desk.store) == (5, ())
    with closing(connect(desk.store)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_restore_keeps_what_was_there(desk, rows, backup):
    """The replaced store lies beside the new one, under a name with the moment, equal row for row."""
    before = everything(rows, desk.store)
    kept = restore(backup, desk.store, force=True, at=AT)
    assert kept == desk.store.with_name(KEPT)
    assert everything(rows, kept) == before


def test_restore_without_force_is_refused(desk, rows, backup):
    """A store is not replaced unasked, and no copy of it is made either."""
    before = everything(rows, desk.store)
    with pytest.raises(StoreExists):
        restore(backup, desk.store, force=False, at=AT)
    assert everything(rows, desk.store) == before
    assert not desk.store.with_name(KEPT).exists()


def test_restore_stops_when_the_old_store_cannot_be_kept(desk, rows, backup):
    """Without its own backup a store is never replaced."""
    before = everything(rows, desk.store)
    desk.store.with_name(KEPT).write_text("an earlier one")
    with pytest.raises(FileExists):
        restore(backup, desk.store, force=True, at=AT)
    assert everything(rows, desk.store) == before
    assert desk.store.with_name(KEPT).read_text() == "an earlier one"


def test_restore_on_a_new_computer(rows, backup, tmp_path):
    """Where no store lies yet, not even its folder, the backup becomes the store."""
    store = tmp_path / "new" / "data" / "partytrack.db"
    assert restore(backup, store, force=False, at=AT) is None
    assert everything(rows, store) == everything(rows, backup)
    with closing(connect(store)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_restore_waits_for_nobody_forever(desk, rows, backup, monkeypatch):
    """A store that another program is writing to is not restored over; the restore says so and ends."""
    monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.05)
    before = everything(rows, desk.store)
    with closing(sqlite3.connect(desk.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            restore(backup, desk.store, force=True, at=AT)
    assert everything(rows, desk.store) == before


def cut(path):
    """The file was cut off in the copying."""
    path.write_bytes(path.read_bytes()[:20_000])


def scratched(path):
    """A page in the middle holds noise."""
    raw = bytearray(path.read_bytes())
    raw[8192:12288] = b"\xa5" * 4096
    path.write_bytes(raw)


def a_letter(path):
    """The file is a text."""
    path.write_text("Kính gửi Thành ủy\n" * 500, encoding="utf-8")


def newer(path):
    """A newer version wrote the backup."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


BAD_BACKUPS = [
    (cut, (StoreUnreadable, StoreForeign)),
    (scratched, (StoreUnreadable, StoreForeign)),
    (a_letter, StoreForeign),
    (newer, StoreNewer),
    (lambda path: path.unlink(), FileMissing),
]


@pytest.mark.parametrize("there", ["over a store", "where none lies"])
@pytest.mark.parametrize(("spoil", "fault"), BAD_BACKUPS, ids=["cut", "scratched", "a_letter", "newer", "missing"])
def test_a_bad_backup_is_never_restored(desk, rows, backup, tmp_path, spoil, fault, there):
    """A damaged, foreign, newer or missing backup is refused by name, and nothing on the disk changes."""
    spoil(backup)
    store = desk.store if there == "over a store" else tmp_path / "new" / "ward.db"
    before = everything(rows, desk.store)
    with pytest.raises(fault) as caught:
        restore(backup, store, force=True, at=AT)
    assert str(backup) in caught.value.args
    assert everything(rows, desk.store) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stick", "ward.db"]


def test_a_backup_of_a_store_at_work_is_the_last_committed_moment(desk, tmp_path):
    """What lies in the log only, because the store is still open, is in the backup."""
    with closing(connect(desk.store)) as reader:
        reader.execute("SELECT count(*) FROM unit").fetchone()
        add_unit(desk, "TG-09", "Chi bộ 9", kind="cell", under="TG")
        assert desk.store.with_name("ward.db-wal").stat().st_size > 0
        back_up(desk.store, tmp_path / "backup.db")
    with closing(connect(tmp_path / "backup.db", read_only=True)) as copy:
        assert copy.execute("SELECT count(*) FROM unit WHERE code = 'TG-09'").fetchone() == (1,)


def test_a_store_is_no_backup_of_itself(desk, rows):
    """Restoring a store from its own file is refused even with force, and makes no further copy."""
    before = everything(rows, desk.store)
    with pytest.raises(StoreExists):
        restore(desk.store, desk.store, force=True, at=AT)
    assert everything(rows, desk.store) == before
    assert not desk.store.with_name(KEPT).exists()
