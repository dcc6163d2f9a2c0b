"""What always holds of imports, tried on random wards: what goes out comes back as it was; nothing is lost, doubled or half done."""

import shutil
from contextlib import redirect_stderr
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from partytrack.cli.app import call
from partytrack.core.texts import Texts
from partytrack.imports.importing import Asked, import_list, open_list
from partytrack.imports.issuing import make_template
from partytrack.imports.shown import as_json
from partytrack.record.people import NewPerson
from partytrack.record.undo import undo
from partytrack.render.office import template as office
from partytrack.store.chain import verify_store
from partytrack.store.connection import reading
from partytrack.store.doctor import examine
from random_lists import NUMBERS, lists, write_list
from random_wards import FOUNDING, TODAY, deeds, live

LISTS = {
    "unit list": "units", "member list": "members", "candidate list --all": "candidates", "candidate list": "candidates",
    "tally list": "tallies",
}  # fmt: skip
LAYOUTS = ("units", "members", "candidates", "quotas", "tallies")
SAY = Texts("vi")
laws = settings(
    max_examples=8,  # always the same: the whole must fit six minutes; some hundred more were tried at random
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
new = st.just(()) | st.sets(st.integers(0, 5), max_size=3)


class Room:
    """A folder with a ward's store that each example finds as it was founded."""

    def __init__(self, folder, founded, make_desk, rows):
        self.folder, self.founded, self.make_desk, self.read = folder, founded, make_desk, rows
        self.store = folder / "ward.db"

    def ward(self, done):
        """A desk at the ward after the deeds."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copyfile(self.founded, self.store)
        desk = self.make_desk(self.store)
        live(desk, done)
        return desk

    def held(self, store=None):
        """Every row of every table but the journal's, and how many entries the journal has."""
        tables = self.read(store or self.store)
        whole = {table: sorted(map(str, map(dict.values, rows))) for table, rows in tables.items()}
        return whole, len(self.read(store or self.store, journal=True)["journal"])

    def go(self, *args, lang="en"):
        """Run a command of the program."""
        with redirect_stderr(StringIO()):
            code = call(["--db", str(self.store), "--lang", lang, "--today", TODAY.isoformat(), "--actor", "x", *args])
        assert code == 0


@pytest.fixture(scope="session")
def founded(templates, ward_template, desk_at):
    """The ward with some units, members and cases; never written to."""
    store = shutil.copyfile(ward_template, templates / "founded.db")
    live(desk_at(store), FOUNDING)
    return store


@pytest.fixture(scope="module")
def room(tmp_path_factory, founded, desk_at, rows):
    """The room of these tests."""
    return Room(tmp_path_factory.mktemp("laws"), founded, desk_at, rows)


def imported(desk, layout, path, **asked):
    """What becomes of a list."""
    return import_list(desk, open_list(Asked(layout, path, **asked)))


@pytest.mark.parametrize(
    ("deed", "layout", "listed", "codes"),
    [
        (
            ("split", "TG-01", date(2022, 1, 1)),
            "candidates",
            [{"name": "Trần Thị Bích", "cell": "TG-01", "source": "student"}],
            ["same"],
        ),
        (
            ("split", "TG-01", date(2022, 1, 1)),
            "members",
            [{"name": "Nguyễn Văn An", "unit": "TG-01"}],
            ["same"],
        ),
        (
            ("close", "tg-4/a", date(2022, 1, 1)),
            "members",
            [{"name": "Bùi Xuân Chi", "unit": "tg-4/a"}],
            ["unit_gone"],
        ),
        (
            ("fact", "P00003", "religion", 0, None),
            "candidates",
            [
                {"case": "C00001", "name": "Trần Thị Bích", "born_on": "03/05/2001"},
                {"name": "Trần Thị Bích", "born_on": "03/05/2001", "cell": "X1", "source": "student"},
            ],
            ["change", "duplicate_row"],
        ),
        (
            ("fact", "P00003", "religion", 0, None),
            "candidates",
            [
                {"case": "C00001", "name": "Trần Thị Bích", "national_id": NUMBERS[0]},
                {"name": "Bùi Xuân Chi", "national_id": NUMBERS[0], "cell": "X1", "source": "student"},
            ],
            ["change", "near_rows"],
        ),
    ],
)
def test_rows_that_the_laws_brought_to_light(room, deed, layout, listed, codes):
    """A cell of before a split is the one that carries it on; nobody is entered into a unit that is no more, or twice."""
    desk = room.ward([deed])
    result = imported(desk, layout, write_list(room.folder / "list.csv", layout, listed))
    assert [next(iter(remark.code for remark in line.remarks), line.outcome) for line in result.incoming.lines] == codes


def check_the_same(room, desk, layout, path):
    """A list that changes nothing: every row is the same, nothing is written, not even in the journal."""
    before = room.held()
    result = imported(desk, layout, path)
    told = [
        (line.row, line.key, line.outcome, line.changes, line.remarks)
        for line in result.incoming.lines
        if line.outcome != "same" or line.changes
    ]
    assert told == []
    assert room.held() == before
    return result.counts["same"]


@laws
@given(
    done=deeds(),
    line=st.sampled_from(sorted(LISTS)),
    form=st.sampled_from(["csv", "xlsx"]),
    lang=st.sampled_from(["vi", "en"]),
)
def test_every_list_comes_back_unchanged(room, done, line, form, lang):
    """A list as it goes out, in either language and as text or workbook, is all the same when it comes in."""
    desk = room.ward(done)
    path = room.folder / f"list.{form}"
    room.go(*line.split(), "--format", form, "--output", str(path), lang=lang)
    check_the_same(room, desk, LISTS[line], path)


@laws
@given(
    done=deeds(),
    unit=st.sampled_from(["TG", "TG", "TG-01", "BP"]),
    form=st.sampled_from(["csv", "xlsx"]),
    verb=st.sampled_from(["list", "history"]),
)
def test_every_list_of_quotas_comes_back_unchanged(room, done, unit, form, verb):
    """Each version of a quota stands in the list as it was decided."""
    desk = room.ward(done)
    path = room.folder / f"list.{form}"
    room.go("quota", verb, unit, "--format", form, "--output", str(path))
    check_the_same(room, desk, "quotas", path)


@pytest.mark.usefixtures("few_blank_rows")
@laws
@given(
    done=deeds(),
    layout=st.sampled_from(LAYOUTS),
    unit=st.sampled_from([None, None, "TG-01", "BP"]),
    lang=st.sampled_from(["vi", "en"]),
)
def test_every_template_comes_back_unchanged(room, done, layout, unit, lang):
    """A template that nobody filled in asks for nothing."""
    desk = room.ward(done)
    path = room.folder / "template.xlsx"
    with reading(room.store) as run:
        made = make_template(run, layout, unit, TODAY)
    with path.open("wb") as file:
        office.write_template(made, Texts(lang), file)
    assert check_the_same(room, desk, layout, path) == len(made.sent.rows)


def rows_of(result):
    """Of each row in the order of the list what became of it and of which record, what changed, and what was found."""
    return [
        (line.outcome, line.key, tuple(line.changes), tuple((remark.field, remark.code) for remark in line.remarks))
        for line in result.incoming.lines
    ]


def decided(new):
    """The decisions that the rows at some places are about new people; the first lies in line 2."""
    return {str(place + 2): "new" for place in new}


def good_rows(result, rows):
    """The rows of a list that were not refused."""
    refused = {line.row for line in result.incoming.lines if line.outcome == "refuse"}
    return [row for number, row in enumerate(rows, start=2) if number not in refused]


@laws
@example(
    done=[
        ("candidate", NewPerson("Trần Thị Bích"), "TG-01", "student", None),
        ("drop", "C00003", date(2019, 6, 1)),
        ("one_person", "P00002", "P00005"),
    ],
    listed=("members", [{"member": "P00002", "admitted_on": "01/06/2019", "confirmed_on": "01/06/2019"}]),
    new=(),
)
@given(done=deeds(), listed=lists(), new=new)
def test_an_import_is_undone_row_for_row(room, done, listed, new):
    """Undo leaves the store as it was, undoing that as the import left it; the chain verifies and the doctor is content."""
    desk, (name, rows) = room.ward(done), listed
    before, entries = room.held()
    path, new = write_list(room.folder / "list.csv", name, rows), [place for place in new if place < len(rows)]
    if not imported(desk, name, path, accept_good=True, decided=decided(new)).kept:
        assert room.held() == (before, entries)
        return
    after = room.held()[0]
    assert after != before
    for number, expected in enumerate((before, after, before), start=entries + 1):
        undo(desk, number)
        assert room.held() == (expected, number + 1)
    assert examine(room.store) == ()
    assert verify_store(room.store) == (entries + 4, ())


@laws
@given(done=deeds(), listed=lists(), order=st.randoms(use_true_random=False), new=new)
def test_rows_in_any_order_give_the_same_store(room, done, listed, order, new):
    """What becomes of a row, codes included, does not depend on where it stands in the list."""
    desk, (name, rows) = room.ward(done), listed
    other = Room(room.folder / "other", room.store, room.make_desk, room.read)
    other_desk = other.ward(())
    new = {place for place in new if place < len(rows)}
    places = list(range(len(rows)))
    order.shuffle(places)
    path = write_list(room.folder / "list.csv", name, rows)
    shuffled = write_list(other.folder / "list.csv", name, [rows[place] for place in places])
    told = rows_of(imported(desk, name, path, accept_good=True, decided=decided(new)))
    moved = [places.index(place) for place in new]
    found = rows_of(imported(other_desk, name, shuffled, accept_good=True, decided=decided(moved)))
    assert found == [told[place] for place in places]
    assert other.held() == room.held()


@laws
@given(done=deeds(), listed=lists())
def test_good_rows_are_written_as_if_they_had_come_alone(room, done, listed):
    """With ``--accept-good`` the store is the one that a file of the good rows gives; without it nothing is written."""
    desk, (name, rows) = room.ward(done), listed
    other = Room(room.folder / "other", room.store, room.make_desk, room.read)
    other_desk = other.ward(())
    path, before = write_list(room.folder / "list.csv", name, rows), room.held()
    whole = imported(desk, name, path)
    good = good_rows(whole, rows)
    if len(good) == len(rows):
        return
    assert not whole.kept
    assert room.held() == before
    accepted = imported(desk, name, path, accept_good=True)
    assert rows_of(accepted) == rows_of(whole)
    if good:
        alone = imported(other_desk, name, write_list(other.folder / "list.csv", name, good))
        assert rows_of(alone) == [row for row in rows_of(whole) if row[0] != "refuse"]
        assert other.held() == room.held()
    else:
        assert room.held() == before


@laws
@given(done=deeds(), listed=lists())
def test_the_same_list_again_is_all_the_same(room, done, listed):
    """What was recorded of a list is on record: a second time every row is the same, and the journal has no new entry."""
    desk, (name, rows) = room.ward(done), listed
    path = write_list(room.folder / "list.csv", name, rows)
    good = good_rows(imported(desk, name, path, accept_good=True), rows)
    if good:
        check_the_same(room, desk, name, write_list(path, name, good))


@laws
@given(done=deeds(), listed=lists(), good=st.booleans(), new=new)
def test_a_dry_run_tells_what_will_happen_and_changes_nothing(room, done, listed, good, new):
    """Row by row the same outcome, codes, changes and findings; the store and the journal stay as they were."""
    desk, (name, rows) = room.ward(done), listed
    path, before = write_list(room.folder / "list.csv", name, rows), room.held()
    asked = {"accept_good": good, "decided": decided(place for place in new if place < len(rows))}
    rehearsed = imported(replace(desk, rehearse=True), name, path, **asked)
    assert room.held() == before
    told, done = as_json(rehearsed, SAY), as_json(imported(desk, name, path, **asked), SAY)
    assert [told.pop("dry_run"), told.pop("recorded"), done.pop("dry_run")] == [True, False, False]
    assert done.pop("recorded") == (room.held() != before)
    assert told == done


@pytest.fixture(scope="module")
def few_blank_rows():
    """Fewer blank rows in the templates, which cost most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "BLANK_ROWS", 3)
        patch.setattr(office, "_PRINTED_BLANKS", 3)
        yield
