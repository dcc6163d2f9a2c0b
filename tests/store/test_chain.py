"""The journal's chain: whatever is changed in it behind the program's back is found."""

import sqlite3
from contextlib import closing, suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partytrack.store.chain import canonical, entry_digest, image_digest, verify_store

ENTRIES = 17
IMAGES, HEAD = "journal_image", "journal_head"
TABLES = ("journal", IMAGES, HEAD)


@pytest.fixture(scope="module")
def journal(busy_template, tmp_path_factory):
    """A store of many acts and two undos that a test may spoil as often as it likes."""
    return Journal(busy_template.read_bytes(), tmp_path_factory.mktemp("chain") / "busy.db")


class Journal:
    """A store that is whole again before each change."""

    def __init__(self, whole, path):
        self.whole, self.path = whole, path
        path.write_bytes(whole)
        self.cells = self.read_cells()

    def read_cells(self):
        """Every value of every row of the journal, as ``(table, rowid, column, value)``."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.text_factory = bytes
            return [
                (table, rowid, column, value)
                for table in TABLES
                for rowid, *values in connection.execute(f"SELECT rowid, * FROM {table}").fetchall()
                for column, value in zip(self.columns(connection, table), values, strict=True)
            ]

    @staticmethod
    def columns(connection, table):
        """The names of a table's columns."""
        return [row[1].decode() for row in connection.execute(f"PRAGMA table_info({table})")]

    def after(self, *statements, binds=()):
        """What verify finds after the statements were run on the whole store, no rule of the store being asked."""
        self.path.write_bytes(self.whole)
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            for statement in statements:
                connection.execute(statement, binds)
            connection.commit()
        return verify_store(self.path)[1]

    def with_value(self, table, rowid, column, value, kind):
        """What verify finds when one value is another."""
        return self.after(f"UPDATE {table} SET {column} = CAST(? AS {kind}) WHERE rowid = {rowid}", binds=(value,))


def test_a_whole_journal_verifies(journal):
    """Acts of every kind and undos leave a chain without fault, and its length is told."""
    assert journal.after() == ()
    assert verify_store(journal.path) == (ENTRIES, ())


def test_an_empty_journal_verifies(empty_store):
    """A store in which nothing was recorded has nothing to find."""
    assert verify_store(empty_store) == (0, ())


@given(data=st.data())
def test_any_changed_byte_is_found(journal, data):
    """Whichever byte of whichever value of whichever row is changed to whichever other: it is found."""
    table, rowid, column, value = data.draw(st.sampled_from([cell for cell in journal.cells if cell[3] is not None]))
    number = isinstance(value, int)
    raw = bytearray(str(value).encode() if number else value)
    assume(raw)
    place = data.draw(st.integers(0, len(raw) - 1), label="place")
    new = data.draw(st.sampled_from(b"0123456789") if number else st.integers(0, 255), label="byte")
    raw[place] = new
    changed = int(raw) if number else bytes(raw)
    assume(changed != value)
    with suppress(sqlite3.IntegrityError):  # a key that serves another row cannot be set at all
        assert journal.with_value(table, rowid, column, changed, "INTEGER" if number else "TEXT")


def test_every_value_of_every_row_is_sealed(journal):
    """The last byte of each value, changed one after the other, is found each time."""
    for table, rowid, column, value in journal.cells:
        if isinstance(value, bytes) and value:
            spoilt = value[:-1] + bytes([value[-1] ^ 1])
            assert journal.with_value(table, rowid, column, spoilt, "TEXT"), (table, rowid, column)


def test_a_value_kept_as_bytes_is_found(journal):
    """The same letters stored as a blob are no longer what was sealed; verify finds it and does not stumble."""
    for table, rowid, column, value in journal.cells:
        if isinstance(value, bytes) and (table, rowid) in {("journal", 3), (IMAGES, 3), (HEAD, 1)}:
            assert journal.with_value(table, rowid, column, value, "BLOB"), (table, rowid, column)


@pytest.mark.parametrize("column", ["before", "after", "salt"])
def test_an_emptied_image_is_found(journal, column):
    """Taking away what an image shows, or its salt, is found; so is showing what was not there."""
    filled = [cell for cell in journal.cells if cell[0] == IMAGES and cell[2] == column and cell[3] is not None]
    for table, rowid, *_ in filled:
        assert journal.with_value(table, rowid, column, None, "TEXT")
    empty = [cell for cell in journal.cells if cell[0] == IMAGES and cell[2] == column and cell[3] is None]
    for table, rowid, *_ in empty:
        assert journal.with_value(table, rowid, column, "{}", "TEXT")


def test_an_undo_cannot_be_denied(journal):
    """That an entry undid another, or did not, is sealed too."""
    assert journal.after("UPDATE journal SET undoes_id = NULL WHERE id = 16")
    assert journal.after("UPDATE journal SET undoes_id = 3 WHERE id = 12")


SPOILT = {
    "the last entry with its images cut off": [
        "DELETE FROM journal_image WHERE entry_id = 17",
        "DELETE FROM journal WHERE id = 17",
    ],
    "the first entry taken away": ["DELETE FROM journal WHERE id = 1"],
    "one entry taken out of the middle": ["DELETE FROM journal WHERE id = 9"],
    "every entry taken away": ["DELETE FROM journal", "DELETE FROM journal_image"],
    "the head taken away": ["DELETE FROM journal_head"],
    "everything but the head taken away, and the head set back": [
        "DELETE FROM journal WHERE id > 1",
        "DELETE FROM journal_image WHERE entry_id > 1",
        "UPDATE journal_head SET entry_id = 1",
    ],
    "a second head": ["INSERT INTO journal_head SELECT 2, entry_id, digest FROM journal_head"],
    "one image taken away": ["DELETE FROM journal_image WHERE entry_id = 6 AND position = 1"],
    "all images of an entry taken away": ["DELETE FROM journal_image WHERE entry_id = 6"],
    "one image copied to the end of its entry": [
        ("INSERT INTO journal_image SELECT entry_id, 99, table_name, row_key, before, after, salt, digest"
        " FROM journal_image WHERE entry_id = 6 AND position = 1")
    ],
    "one image given to another entry": ["UPDATE journal_image SET entry_id = 7, position = 9 WHERE entry_id = 6 AND position = 1"],
    "an image of an entry that never was": ["UPDATE journal_image SET entry_id = 55 WHERE entry_id = 6 AND position = 1"],
    "two images of one entry swapped": [
        "UPDATE journal_image SET position = -1 WHERE entry_id = 6 AND position = 1",
        "UPDATE journal_image SET position = 1 WHERE entry_id = 6 AND position = 2",
        "UPDATE journal_image SET position = 2 WHERE entry_id = 6 AND position = -1",
    ],
    "two entries swapped with their images": [
        "UPDATE journal SET id = -1 WHERE id = 6", "UPDATE journal_image SET entry_id = -1 WHERE entry_id = 6",
        "UPDATE journal SET id = 6 WHERE id = 7", "UPDATE journal_image SET entry_id = 6 WHERE entry_id = 7",
        "UPDATE journal SET id = 7 WHERE id = -1", "UPDATE journal_image SET entry_id = 7 WHERE entry_id = -1",
    ],
    "an entry copied behind the last": [
        "INSERT INTO journal SELECT 18, at, actor, act, subject, undoes_id, previous_digest, digest FROM journal WHERE id = 17"
    ],
    "all entries moved up by one": [
        "UPDATE journal SET id = -id - 1", "UPDATE journal SET id = -id",
        "UPDATE journal_image SET entry_id = -entry_id - 1", "UPDATE journal_image SET entry_id = -entry_id",
        "UPDATE journal_head SET entry_id = entry_id + 1",
    ],
}  # fmt: skip


@pytest.mark.parametrize("statements", SPOILT.values(), ids=SPOILT.keys())
def test_rows_taken_away_added_or_swapped_are_found(journal, statements):
    """Rows of the journal can be neither lost, nor invented, nor put in another order."""
    assert journal.after(*statements)


def test_a_fault_names_the_entry(journal):
    """Of a changed image and a missing entry verify says which entry is concerned, and what is wrong."""
    found = journal.after("UPDATE journal_image SET after = '{}' WHERE entry_id = 6 AND position = 1")
    assert (6, "image") in found
    found = journal.after("DELETE FROM journal WHERE id = 9")
    assert (9, "gap") in found


def test_sealing_anew_without_the_chain_behind_is_found(journal):
    """Who changes an entry and computes its digest anew still breaks the entry that follows."""
    journal.after()
    with closing(sqlite3.connect(journal.path)) as connection:
        entry = connection.execute("SELECT id, at, actor, act, subject, undoes_id FROM journal WHERE id = 6").fetchone()
        previous = connection.execute("SELECT digest FROM journal WHERE id = 5").fetchone()[0]
    forged = entry_digest([*entry[:2], "someone else", *entry[3:]], [], previous)
    assert journal.after(
        "DELETE FROM journal_image WHERE entry_id = 6",
        f"UPDATE journal SET actor = 'someone else', digest = '{forged}' WHERE id = 6",
    ) == ((7, "seal"),)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, JSON)
def test_different_values_have_different_texts(one, other):
    """What is sealed is a text from which the value can be told: no two values share one."""
    same = repr(one) == repr(other)
    assume(not same)
    plain = [canonical(one), canonical(other)]
    assert plain[0] != plain[1] or one == other


@given(st.text(), st.text(), st.text())
def test_the_seal_of_an_image_keeps_its_parts_apart(salt, before, after):
    """Moving a letter from the salt to the content, or from before to after, changes the seal."""
    seal = image_digest(salt, before, after)
    assert image_digest(salt + before, "", after) != seal or not before
    assert image_digest(salt, before + after, "") != seal or not after
    assert image_digest(salt, None, after) != seal
