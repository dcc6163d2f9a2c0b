"""Lists that were imported and are taken back, and done again: each time the store is what it was, row for row."""

from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.record.undo import undo


def bring_in(desk, path, *lines, **settings):
    """Import a list of members in a text file; hands back how many rows had which outcome."""
    path.write_text("\n".join(lines))
    return dict(import_list(desk, open_list(Asked("members", path, **settings))).counts)


def test_a_number_that_went_to_another_person_is_given_back(desk, rows, tmp_path):
    """A list gives one person another number and theirs to somebody new; taken back and done again it is the same."""
    path = tmp_path / "ds.csv"
    bring_in(desk, path, "name;born;unit;national_id", "Lê Văn An;1/2/1980;TG-01;001080000001")
    before = rows(desk.store)
    told = ["code;name;born;unit;national_id", "P00001;;;;001080000002", ";Bùi Thị Mới;3/4/1985;TG-01;001080000001"]
    assert bring_in(desk, path, *told, decided={"3": "new"}) == {"add": 1, "change": 1, "same": 0, "refuse": 0}
    after = rows(desk.store)
    entry = rows(desk.store, journal=True)["journal"][-1]["id"]
    for number, image in enumerate((before, after, before)):
        undo(desk, entry + number)
        assert rows(desk.store) == image
