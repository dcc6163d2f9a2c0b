"""Numbers shown in full leave an entry in the journal, in which there is nothing to undo."""

import pytest

from partytrack.core.errors import UndoWithoutChange
from partytrack.record.revealing import reveal
from partytrack.record.undo import undo
from partytrack.store.chain import verify_store
from partytrack.store.doctor import examine


def test_the_entry_tells_what_was_shown_and_why(office, rows):
    """The list, how many people and the reason stand in the journal; no record changes."""
    store = office.desk.store
    before = rows(store)
    reveal(office.desk, "members TG", "đối chiếu  hồ sơ\n2022", 12)
    entry = rows(store, journal=True)["journal"][-1]
    assert (entry["act"], entry["subject"]) == ("person.reveal", "members TG (12): đối chiếu hồ sơ 2022")
    assert rows(store) == before
    assert verify_store(store) == (entry["id"], ())
    assert examine(store) == ()


def test_undo_passes_it_over(office):
    """What is undone is the newest act that changed a record; the entry named by its number is refused."""
    member = office.member()
    reveal(office.desk, f"member {member}", "đối chiếu", 1)
    with pytest.raises(UndoWithoutChange) as told:
        office.undo(6)
    assert (told.value.entry, told.value.act.code) == (6, "person.reveal")
    assert undo(office.desk).act == "member.add"
    assert verify_store(office.desk.store) == (7, ())
