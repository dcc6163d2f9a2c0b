"""Stores of an older version: kept beside their place, brought to this version's schema, whole or not at all."""

import json
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime

import pytest

from partytrack.core.errors import NothingToUndo, StoreFull, StoreLocked, StoreNewer, StoreOlder
from partytrack.record.undo import undo
from partytrack.record.units import add_unit
from partytrack.store import migration, upgrade
from partytrack.store.backup import back_up
from partytrack.store.chain import verify, verify_store
from partytrack.store.connection import SCHEMAS, connect, reading, runner
from partytrack.store.doctor import examine
from partytrack.store.restore import restore
from partytrack.store.upgrade import schema_of, upgrade_in_place

AT = datetime(2022, 4, 26, 9, 15, 30, tzinfo=UTC)
KEPT = f"older-before-{SCHEMAS[-1]}.db"
OLDER = SCHEMAS[:-1]
YOUNGER = {
    "unit": {"area": None},
    "quota": {"round": ""},
    "person": {"national_id": None, "merged_into_id": None},
    "step_event": {"member_id": None, "together_since": None, "place": None},
}
"""What rows of an older store say in the columns that came since."""
STANDING = ("case_stage", "case_due", "judged")
"""Tables that follow from the others; after an upgrade they wait until they are first asked for."""
NEW = ("unit_term", "person_fact", "waiver", "course", "enrolment", "life_event", *STANDING)
"""Tables that came since, of which nobody could have filled one."""


def everything(rows, store):
    """All tables of a store, the journal's too."""
    return rows(store) | rows(store, journal=True)


def as_upgraded(tables):
    """The rows of an older store as this version holds them."""
    found = {table: [YOUNGER.get(table, {}) | row for row in rows] for table, rows in tables.items()}
    return {table: [] for table in NEW} | found


def records(tables):
    """The tables without what follows from them: the oldest schemas did not keep it."""
    return {table: found for table, found in tables.items() if table not in STANDING}


def files(store):
    """The stores and the copies of stores in a store's folder."""
    return sorted(path.name for path in store.parent.glob("*.db"))


@pytest.mark.parametrize("older", OLDER, indirect=True)
def test_the_older_store_is_one(older, busy, rows, request):
    """The store of these tests has an older schema, the rows of a day's work, and a journal that verifies."""
    assert schema_of(older) == request.node.callspec.params["older"]
    assert records(as_upgraded(rows(older))) == records(rows(busy))
    with closing(sqlite3.connect(older)) as connection:
        assert verify(runner(connection)) == ()


def read(desk):
    """Read the store as a report does."""
    with reading(desk.store):
        pytest.fail("the block must not begin")


WAYS = {
    "reading": read,
    "an act": lambda desk: add_unit(desk, "TG-09", "Chi bộ 9", kind="cell", under="TG"),
    "the journal": lambda desk: verify_store(desk.store),
    "the doctor": lambda desk: examine(desk.store),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_older_store_is_not_used_as_it_is(older, desk_at, rows, way):
    """Whoever opens it is told first, before anything is read or done; nothing changes."""
    before = everything(rows, older)
    with pytest.raises(StoreOlder) as told:
        WAYS[way](desk_at(older))
    assert (told.value.path, told.value.schema) == (str(older), "0001")
    assert everything(rows, older) == before


@pytest.mark.parametrize("older", OLDER, indirect=True)
def test_every_row_survives_the_upgrade(older, rows):
    """Quotas, people, events and the journal are what they were; the store is sound and its chain holds."""
    before = everything(rows, older)
    upgrade_in_place(older)
    assert schema_of(older) == SCHEMAS[-1]
    assert everything(rows, older) == as_upgraded(before)
    assert len(rows(older)["quota"]) > 0
    assert verify_store(older) == (len(before["journal"]), ())
    assert examine(older) == ()


def test_what_was_there_before_is_kept(older, rows):
    """Beside the store lies its last state under the older schema, its owner's alone."""
    before = everything(rows, older)
    kept = upgrade_in_place(older)
    assert kept == older.with_name(KEPT)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert schema_of(kept) == "0001"
    assert everything(rows, kept) == before


def test_what_is_kept_never_replaces_a_file(older, rows):
    """Where the name is taken, the next free one is used."""
    taken = [older.with_name(KEPT), older.with_name(KEPT.replace(".db", "-2.db"))]
    for path in taken:
        path.write_text("mine")
    kept = upgrade_in_place(older)
    assert kept == older.with_name(KEPT.replace(".db", "-3.db"))
    assert [path.read_text() for path in taken] == ["mine", "mine"]
    assert rows(kept)["unit"] != []


def test_an_upgraded_store_is_left_alone(older):
    """A second time, or where another program was quicker, there is nothing to do and nothing to keep."""
    upgrade_in_place(older)
    before = files(older)
    assert upgrade_in_place(older) is None
    assert files(older) == before


@pytest.mark.parametrize("older", OLDER, indirect=True)
def test_old_entries_can_be_undone(older, desk_at, rows):
    """After the upgrade every old act can still be taken back, down to the empty store, and the chain holds."""
    upgrade_in_place(older)
    desk = desk_at(older)
    with suppress(NothingToUndo):
        while True:
            undo(desk)
    assert rows(older)["unit"] == []
    assert examine(older) == ()


@pytest.mark.parametrize("older", OLDER, indirect=True)
def test_an_old_undo_can_be_undone(older, desk_at, rows):
    """A quota that was taken back before the upgrade comes back after it, as a quota of the whole year's plan."""
    entries = rows(older, journal=True)["journal"]
    (taken_back,) = [entry["id"] for entry in entries if entry["act"] == "undo" and entry["undoes_id"] == QUOTA]
    upgrade_in_place(older)
    before = rows(older)["quota"]
    undo(desk_at(older), taken_back)
    (back,) = [quota for quota in rows(older)["quota"] if quota not in before]
    assert (back["first_year"], back["low"], back["segment"], back["round"], back["term"]) == (2022, 3, "", "", "")
    assert examine(older) == ()


QUOTA = 18
"""The entry of the quota that the older store's secretary took back."""


def read_only(path):
    """Open the file as a disk does that cannot be written to."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)


def cramped(path):
    """Open the file on a disk that has no page left."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return connection


@pytest.mark.parametrize(("disk", "fault"), [(read_only, StoreOlder), (cramped, StoreFull)])
def test_an_upgrade_that_cannot_be_written_changes_nothing(older, rows, monkeypatch, disk, fault):
    """On a disk that is full or cannot be written to the store stays what it was, and nothing is left beside it."""
    before, beside = everything(rows, older), files(older)
    monkeypatch.setattr(migration, "_open", disk)
    with pytest.raises(fault) as told:
        upgrade_in_place(older)
    assert told.value.path == str(older)
    assert (schema_of(older), everything(rows, older), files(older)) == ("0001", before, beside)


def test_an_upgrade_without_a_place_to_keep_the_old_store_is_not_begun(older, rows, monkeypatch):
    """Where the copy finds no room, the store is not touched."""
    before = everything(rows, older)

    def no_room(_store, target):
        raise StoreFull(str(target))

    monkeypatch.setattr(upgrade, "back_up", no_room)
    with pytest.raises(StoreFull):
        upgrade_in_place(older)
    assert (schema_of(older), everything(rows, older)) == ("0001", before)


def test_an_upgrade_that_breaks_off_changes_nothing(older, rows, monkeypatch):
    """All of an upgrade is one transaction: what breaks off at its end was never there."""
    before, beside = everything(rows, older), files(older)
    whole = upgrade.migrate

    def broken_off(connection):
        whole(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(upgrade, "migrate", broken_off)
    with pytest.raises(KeyboardInterrupt):
        upgrade_in_place(older)
    assert (schema_of(older), everything(rows, older), files(older)) == ("0001", before, beside)


def test_a_store_in_use_is_not_upgraded(older, rows, monkeypatch):
    """While another program writes, the upgrade waits its time, then says so."""
    monkeypatch.setattr(migration, "BUSY_SECONDS", 0.05)
    before = everything(rows, older)
    with closing(sqlite3.connect(older, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            upgrade_in_place(older)
    assert (everything(rows, older), files(older)) == (before, ["older.db"])


def test_a_newer_store_is_not_taken_for_an_older_one(older):
    """What a newer version wrote is refused, not upgraded."""
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StoreNewer):
        upgrade_in_place(older)


@pytest.mark.parametrize("older", OLDER, indirect=True)
def test_a_command_upgrades_the_store_and_goes_on(older, busy, cli):
    """The report of an older store is that of the store today; the upgrade is told once and beside the data."""
    report = ("report", "quota", "--period", "2021", "--as-of", "2022-04-26", "--format", "json")
    first, second = cli(*report, db=older), cli(*report, db=older)
    today = cli(*report, db=busy)
    assert (first.code, second.code, second.err) == (0, 0, "")
    assert "older version" in first.err
    assert KEPT in first.err
    assert json.loads(first.out) == json.loads(second.out) == json.loads(today.out)


def test_an_act_upgrades_the_store_and_is_done_once(older, cli, rows):
    """The act that met the older store is entered once, after the upgrade."""
    entries = len(rows(older, journal=True)["journal"])
    done = cli("unit", "add", "TG-09", "Chi bộ 9", "--kind", "cell", "--under", "TG", db=older)
    assert (done.code, len(rows(older, journal=True)["journal"])) == (0, entries + 1)
    assert done.err.index("older version") < done.err.index("TG-09")


@pytest.mark.parametrize("line", ["--help", "quota list --help", "unit", "--version", "backup copy.db"])
def test_what_does_not_use_the_records_upgrades_nothing(older, cli, line):
    """Help leaves an older store as it is, and a backup of it is a copy of what lies there."""
    cli(*line.split(), db=older)
    assert schema_of(older) == "0001"


def test_commands_at_once_upgrade_once(older, clean_environment):
    """Several commands that meet the older store at the same moment all do their work on the one upgrade."""
    line = [sys.executable, "-m", "partytrack", "--db", str(older), "unit", "list"]
    started = [
        subprocess.Popen(line, env=clean_environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    heard = [(command.communicate()[1], command.returncode) for command in started]
    assert [code for _, code in heard] == [0, 0, 0]
    assert sum("older version" in said for said, _ in heard) == 1
    assert files(older) == [KEPT, "older.db"]


@pytest.mark.parametrize("there", ["over a store", "over an older store", "where none lies"])
def test_an_older_backup_is_restored_in_this_version_s_schema(older, busy, rows, tmp_path, there):
    """The store that comes back has every row of the backup; the backup itself stays what it is."""
    before = everything(rows, older)
    backup = tmp_path / "stick.db"
    back_up(older, backup)
    places = {"over a store": busy, "over an older store": older, "where none lies": tmp_path / "new" / "ward.db"}
    store = places[there]
    replaced = None if there == "where none lies" else everything(rows, store)
    kept = restore(backup, store, force=True, at=AT)
    assert everything(rows, store) == as_upgraded(before)
    assert examine(store) == ()
    assert (schema_of(backup), everything(rows, backup)) == ("0001", before)
    assert (None if kept is None else everything(rows, kept)) == replaced
    assert not list(tmp_path.glob("**/.*"))


def test_a_restore_that_cannot_upgrade_changes_nothing(older, busy, rows, tmp_path, monkeypatch):
    """Where the older backup cannot be brought up to date, the store that lies there stays and no copy is left."""
    before = everything(rows, busy)
    monkeypatch.setattr(migration, "_open", cramped)
    with pytest.raises(StoreFull):
        restore(older, busy, force=True, at=AT)
    assert everything(rows, busy) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["busy.db", "older.db"]


def test_an_upgraded_store_keeps_its_log(older):
    """The upgraded store is written ahead like any other, and every reference in it leads somewhere."""
    upgrade_in_place(older)
    with closing(connect(older)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
