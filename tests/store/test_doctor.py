"""The doctor finds what was changed behind the program's back, and has nothing to say of a sound store."""

import sqlite3
from contextlib import closing

import pytest

from partytrack.core.errors import StoreUnreadable
from partytrack.store.doctor import Complaint, examine


@pytest.mark.parametrize("name", ["empty_store", "ward", "busy", "demo_copy"])
def test_a_sound_store_has_no_complaint(request, rows, name):
    """Of a new store, a ward, a day's work with undos and the demo the doctor finds nothing, and changes nothing."""
    store = request.getfixturevalue(name)
    before = rows(store) | rows(store, journal=True)
    assert examine(store) == ()
    assert rows(store) | rows(store, journal=True) == before


PERSON = "P00001"
CHANGED = {
    "a path leads elsewhere": ("UPDATE path_version SET path = '0000100003' WHERE unit_id = 2", Complaint("path", "2")),
    "a path begins later": ("UPDATE path_version SET from_on = '2020-01-01' WHERE unit_id = 2", Complaint("path", "2")),
    "a path is missing": ("DELETE FROM path_version WHERE unit_id = 3", Complaint("path", "3")),
    "a path too many": (
        "INSERT INTO path_version (unit_id, from_on, to_on, path) VALUES (4, '2020-01-01', '2021-01-01', '0000100004')",
        Complaint("path", "4"),
    ),
    "today's map leads elsewhere": ("UPDATE today_version SET path = '00001' WHERE unit_id = 4", Complaint("path", "4")),
    "an edge was moved, the paths not": ("UPDATE unit_edge SET parent_id = 3 WHERE unit_id = 2", Complaint("path", "2")),
    "a unit ended, the paths not": ("UPDATE unit SET to_on = '2021-01-01' WHERE id = 1", Complaint("path", "1")),
    "a name sorts elsewhere": ("UPDATE person SET name_key = '!' WHERE id = 1", Complaint("name", PERSON)),
    "a name is found by other letters": ("UPDATE person SET name_folded = 'x' WHERE id = 1", Complaint("name", PERSON)),
    "a name changed, its key not": ("UPDATE person SET name = 'Lê Văn Bé' WHERE id = 1", Complaint("name", PERSON)),
    "a case stands elsewhere": ("UPDATE case_stage SET step = 'opinions' WHERE rowid = 1", Complaint("standing", "C00001")),
    "a unit was taken away": ("DELETE FROM unit WHERE id = 4", Complaint("reference", "path_version 4")),
    "a stay of nobody": ("UPDATE stay SET person_id = 77 WHERE id = 1", Complaint("reference", "stay 1")),
    "an entry has another actor": ("UPDATE journal SET actor = 'x' WHERE id = 2", Complaint("chain_seal", "2")),
    "an entry is missing": ("DELETE FROM journal WHERE id = 17", Complaint("chain_head", "16")),
    "an image shows something else": (
        "UPDATE journal_image SET after = '{}' WHERE entry_id = 3 AND position = 1",
        Complaint("chain_image", "3"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("statement", "complaint"), CHANGED.values(), ids=CHANGED.keys())
def test_what_was_changed_by_hand_is_found(busy, statement, complaint):
    """One change past the program, and the doctor names what is wrong and where."""
    with closing(sqlite3.connect(busy)) as connection:
        assert connection.execute(statement).rowcount == 1
        connection.commit()
    assert complaint in examine(busy)


def test_a_scratched_file_is_found(demo_copy):
    """A page of noise in the middle of the file is found by its checks, or the file cannot be read at all."""
    raw = bytearray(demo_copy.read_bytes())
    middle = len(raw) // 2 // 4096 * 4096
    raw[middle : middle + 4096] = b"\xa5" * 4096
    demo_copy.write_bytes(raw)
    try:
        checks = {complaint.check for complaint in examine(demo_copy)}
    except StoreUnreadable:
        checks = {"integrity"}
    assert "integrity" in checks


def test_a_lost_index_entry_is_found(busy):
    """An index that no longer fits its table would let rows be missed; the doctor sees it."""
    with closing(sqlite3.connect(busy)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("CREATE INDEX ix_spare ON person (name)")
        connection.execute(
            "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_spare ON person (code)' WHERE name = 'ix_spare'"
        )
        connection.commit()
    assert "integrity" in {complaint.check for complaint in examine(busy)}
