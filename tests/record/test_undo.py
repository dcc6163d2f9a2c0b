"""Undo restores the store row for row, of every kind of act, and is refused where later acts stand on it."""

from dataclasses import replace
from datetime import date

import pytest

from partytrack.core.data import read_toml
from partytrack.core.errors import (
    ActedLater,
    EntryUnknown,
    IntroducedAlready,
    NothingToUndo,
    Refused,
    StepAlready,
    TallyBesideRecords,
    TallyBesideTally,
    UndoBlockedByLater,
    UndoBlockedByReference,
    UndoImageErased,
    UndoneAlready,
    YearTallied,
)
from partytrack.record.demo import build
from partytrack.record.undo import undo
from partytrack.record.units import begin
from partytrack.store.chain import verify_store
from partytrack.store.doctor import examine
from school import School


def admit(office):
    """A case with its decision."""
    case = office.candidate()
    office.step(case, "admission_decision", "2021-05-01")
    return case


def with_mentor(office):
    """A case with a mentor, and a second full member."""
    case, first = office.candidate(), office.member()
    office.mentor(case, first, "2021-02-01")
    return case, office.member("Lê Thị Lan")


def in_probation(office):
    """A case with its decision and its ceremony."""
    case = admit(office)
    office.step(case, "admission_ceremony", "2021-05-19")
    return case


def dropped(office):
    """A case that has ended."""
    case = office.candidate()
    office.drop(case, "2021-06-01")
    return case


def full_cell(office):
    """A cell with a member, a candidate and a quota."""
    office.member()
    office.candidate()
    office.quota("TG-01", 2022, 3)


def in_course(office):
    """A case in a course of March 2022."""
    school, case = School(office), office.candidate()
    course = school.opens(first="2022-03-01", last="2022-03-05")
    school.takes(course, case)
    return school, course, case


def certified(office):
    """A case with the certificate of a course."""
    school, course, case = in_course(office)
    school.certifies(course, case, on="2022-03-10")
    return school, course, case


def recorded_twice(office):
    """A member who was admitted here, and the same one as the roll has them: the number, a fact, a task as mentor."""
    case = office.candidate(on="2019-01-05")
    for step, on in (("decision", "2019-05-01"), ("ceremony", "2019-05-19")):
        office.step(case, f"admission_{step}", on)
    office.step(case, "confirmation_decision", "2020-06-01")
    office.fact("P00001", "ethnicity", "kinh")
    other = office.member(admitted="2019-05-19", confirmed="2020-05-19")
    office.number(other, "001201012345")
    office.fact(other, "ethnicity", "kinh")
    office.fact(other, "occupation", "farmer", "2020-01-01")
    office.mentor(office.candidate("Lê Văn Cường"), other, "2022-03-01")
    return "P00001", other


ACTS = {
    "unit.add": lambda o: (None, lambda _: o.unit("TG-09", since="2020-01-01")),
    "unit.add under a section": lambda o: (
        o.unit("BP", kind="section_committee"), lambda _: o.unit("TG-09", under="BP")),
    "unit.rename": lambda o: (None, lambda _: o.rename("TG-01", "Chi bộ mới", "2022-01-01", "5-QĐ")),
    "unit.records": lambda o: (None, lambda _: o.records("TG-01", "2018-01-01")),
    "unit.move": lambda o: (o.unit("BP", kind="section_committee"), lambda _: o.move("TG-01", "BP", "2022-01-01")),
    "unit.move of a section": lambda o: (
        (o.unit("BP", kind="section_committee"), o.unit("BQ", kind="section_committee"), o.unit("TG-09", under="BP")),
        lambda _: o.move("BP", "BQ", "2022-01-01")),
    "unit.close": lambda o: (full_cell(o), lambda _: o.close("TG-01", "2022-01-01")),
    "unit.merge": lambda o: (full_cell(o), lambda _: o.merge(("TG-01", "TG-02"), "TG-03", "2022-01-01")),
    "unit.merge into a new one": lambda o: (
        full_cell(o), lambda _: o.merge(("TG-01", "TG-02"), "TG-20", "2022-01-01", name="Chi bộ 1 và 2")),
    "unit.split": lambda o: (full_cell(o), lambda _: o.split("TG-01", ("TG-11", "TG-12"), "TG-11", "2022-01-01")),
    "unit.split and go on": lambda o: (
        full_cell(o), lambda _: o.split("TG-01", ("TG-01", "TG-12"), "TG-01", "2022-01-01")),
    "member.add": lambda o: (None, lambda _: o.member(admitted="2015-01-01", confirmed="2016-01-01")),
    "candidate.add": lambda o: (None, lambda _: o.candidate(born="2001-05-03")),
    "candidate.add without a day": lambda o: (None, lambda _: o.candidate(on=None)),
    "candidate.step": lambda o: (
        o.candidate(), lambda case: o.step(case, "cell_resolution", "2021-03-01", by="TG", votes=(20, 18, 17))),
    "candidate.step before the opening": lambda o: (
        o.candidate(on=None), lambda case: o.step(case, "application", "2020-03-01")),
    "candidate.step ceremony": lambda o: (admit(o), lambda case: o.step(case, "admission_ceremony", "2021-05-19")),
    "candidate.step annulment": lambda o: (admit(o), lambda case: o.step(case, "decision_annulled", "2021-08-01")),
    "candidate.correct": lambda o: (in_probation(o), lambda case: o.correct(case, "admission_ceremony", "2021-05-20")),
    "candidate.mentor": lambda o: ((o.candidate(), o.member()), lambda both: o.mentor(*both, "2021-02-01")),
    "candidate.mentor replaced": lambda o: (with_mentor(o), lambda both: o.mentor(*both, "2021-03-01")),
    "candidate.drop": lambda o: (
        with_mentor(o), lambda both: o.drop(both[0], "2021-06-01", return_on="2023-06-01")),
    "candidate.introduce": lambda o: (
        (o.candidate(), o.member()), lambda both: o.introduce(*both, "2021-06-01", "2020-01-01")),
    "candidate.move": lambda o: (with_mentor(o), lambda both: o.move_case(both[0], "TG-02", "2021-06-01")),
    "candidate.move told late": lambda o: (in_probation(o), lambda case: o.move_case(case, "TG-02", "2021-02-01")),
    "candidate.move away": lambda o: (with_mentor(o), lambda both: o.move_away(both[0], "2021-06-01")),
    "candidate.return": lambda o: (dropped(o), lambda case: o.return_case(case, "2021-12-01")),
    "member.transfer": lambda o: (with_mentor(o), lambda _: o.transfer("P00002", "TG-02", "2021-06-01")),
    "member.transfer in probation": lambda o: (in_probation(o), lambda _: o.transfer("P00001", "TG-02", "2021-06-01")),
    "member.transfer before a merger": lambda o: (
        (o.member(), o.merge(("TG-01",), "TG-03", "2022-07-01")), lambda _: o.transfer("P00001", "TG-02", "2021-06-01")),
    "member.transfer away": lambda o: (
        with_mentor(o), lambda _: o.leave("P00002", "transfer_out", "2021-06-01", "Đảng bộ xã X")),
    "member.arrive": lambda o: (None, lambda _: o.arrive(on="2021-06-01", admitted="2020-09-02")),
    "member.return": lambda o: (
        (o.member(admitted="2020-09-02"), o.leave("P00001", "transfer_out", "2021-06-01", "Đảng bộ xã X")),
        lambda _: o.back("P00001", "TG-02", on="2021-12-01", confirmed="2021-09-02")),
    "member.remove": lambda o: (with_mentor(o), lambda _: o.leave("P00002", "expulsion", "2021-06-01")),
    "member.remove in probation": lambda o: (in_probation(o), lambda _: o.leave("P00001", "removal", "2021-06-01")),
    "member.remove before a merger": lambda o: (
        (o.member(), o.merge(("TG-01",), "TG-03", "2022-07-01")), lambda _: o.leave("P00001", "removal", "2021-06-01")),
    "member.die": lambda o: (in_probation(o), lambda _: o.leave("P00001", "death", "2021-06-01")),
    "member.restore": lambda o: (
        (o.member(), o.leave("P00001", "removal", "2021-06-01")), lambda _: o.restore("P00001", "TG-02", on="2021-12-01")),
    "person.fact": lambda o: (o.candidate(), lambda case: o.fact(case, "occupation", "student")),
    "person.fact after another": lambda o: (
        (case := o.candidate(), o.fact(case, "occupation", "student")),
        lambda both: o.fact(both[0], "occupation", "farmer", "2021-03-01")),
    "person.fact before the same": lambda o: (
        (case := o.candidate(), o.fact(case, "occupation", "student", "2021-03-01")),
        lambda both: o.fact(both[0], "occupation", "student", "2020-03-01")),
    "person.fact corrected": lambda o: (
        (case := o.candidate(), o.fact(case, "occupation", "student"), o.fact(case, "occupation", "farmer", "2021-03-01")),
        lambda all_: o.fact(all_[0], "occupation", "student", "2021-03-01", correct=True)),
    "person.merge": lambda o: (recorded_twice(o), lambda both: o.one_person(*both)),
    "person.merge of what fits nowhere": lambda o: (
        (o.member(admitted="2015-01-01"), o.member(admitted="2015-01-01")), lambda both: o.one_person(*both)),
    "person.correct": lambda o: (o.member(), lambda person: o.corrected(person, name="Trần Văn Bảo", sex="m")),
    "person.national_id": lambda o: (o.member(), lambda person: o.number(person, "001201012345")),
    "person.national_id corrected": lambda o: (
        (o.member(), o.number("P00001", "001201012345")),
        lambda both: o.number(both[0], "001201012346", correct=True)),
    "course.add": lambda o: (None, lambda _: School(o).opens(first="2022-06-01", last="2022-06-05")),
    "course.enrol": lambda o: (
        (in_course(o), o.candidate("Lê Văn An")), lambda both: both[0][0].takes(both[0][1], both[1])),
    "course.result": lambda o: (in_course(o), lambda a: a[0].marks(*a[1:], 90, "4", "7", "2022-03-07")),
    "course.decision": lambda o: (in_course(o), lambda a: a[0].recognises(a[1], on="2022-03-10")),
    "course.certificate": lambda o: (in_course(o), lambda a: a[0].certifies(*a[1:], on="2022-03-10")),
    "course.certificate again": lambda o: (
        certified(o), lambda a: a[0].certifies(*a[1:], on="2022-03-20", number="12A", again=True)),
    "candidate.waive": lambda o: (o.candidate(), lambda case: School(o).waives(case, "TL-01", "2021-06-01", "2021-08-01")),
    "unit.area": lambda o: (None, lambda _: o.area("TG-01", "school")),
    "quota.set": lambda o: (None, lambda _: o.quota("TG-01", 2022, 2)),
    "quota.set again": lambda o: (o.quota("TG-01", 2022, 2), lambda _: o.quota("TG-01", 2022, 3, "2022-03-01")),
    "quota.set a rate": lambda o: (None, lambda _: o.quota("TG-01", "2021-2025", "2.5-4%", of=47)),
    "quota.set for a term": lambda o: (
        o.term("TG", "2020-2025", "2020-08-15", "2025-08-14"), lambda _: o.quota("TG-01", "term:2020-2025", "5+")),
    "quota.set a part": lambda o: (
        o.quota("TG-01", 2022, 2), lambda _: o.quota("TG-01", 2022, "avg:1", segment="women", round="national_day")),
    "unit.term": lambda o: (None, lambda _: o.term("TG", "2020-2025", "2020-08-15", "2025-08-14", "3-NQ")),
    "unit.term again": lambda o: (
        o.term("TG", "2020-2025", "2020-08-15", "2025-08-14", "3-NQ"),
        lambda _: o.term("TG", "2020-2025", "2020-08-15", "2025-06-30", "9-QĐ")),
    "quota.set assumed": lambda o: (None, lambda _: o.quota("TG-01", 2022, 0, None, None, assumed=True)),
    "tally.set": lambda o: (None, lambda _: o.tally("TG-01", 2015, 0)),
    "tally.remove": lambda o: (o.tally("TG-01", 2015, 3), lambda _: o.untally("TG-01", 2015)),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_undo_restores_the_store_row_for_row(office, rows, name):
    """Every act can be undone, redone and undone again, and each time the store is as it was, row for row."""
    store = office.desk.store
    given, act = ACTS[name](office)
    before = rows(store)
    act(given)
    after = rows(store)
    assert after != before
    entry = office.undo()
    assert rows(store) == before
    office.undo(entry + 1)
    assert rows(store) == after
    office.undo(entry + 2)
    assert rows(store) == before
    assert examine(store) == ()


def test_every_kind_of_act_is_undone_above():
    """A new kind of act gets its line in the table; an import has its laws in tests/imports, and who looks changes nothing."""
    shown = {name.split()[0] for name in ACTS} | {"init", "demo", "undo", "person.reveal", "import"}
    assert shown == set(read_toml("codes/acts"))


def test_the_founding_can_be_undone(empty_store, desk_at, rows):
    """Of a store in which only its root was founded, undo leaves the empty store; redo brings the root back."""
    desk, before = desk_at(empty_store), rows(empty_store)
    begin(
        desk, "TG", "Tân Giang", kind="committee", since=None, records_from=None, settings={"lang": "vi", "place": "x"}
    )
    after = rows(empty_store)
    undo(desk)
    assert rows(empty_store) == before
    undo(desk, 2)
    assert rows(empty_store) == after
    assert examine(empty_store) == ()


def test_the_whole_demo_can_be_undone(demo_copy, desk_at, rows):
    """The demo's one act of 600 people and their steps goes as it came, row for row."""
    desk, whole = desk_at(demo_copy), rows(demo_copy)
    undo(desk)
    assert [unit["code"] for unit in rows(demo_copy)["unit"]] == ["TG"]
    assert rows(demo_copy)["person"] == rows(demo_copy)["step_event"] == []
    undo(desk, 3)
    assert rows(demo_copy) == whole
    assert examine(demo_copy) == ()


def test_undo_takes_the_newest_act_that_still_stands(office, rows):
    """Undo twice takes back the two newest acts, and never an undo: that would only do the act again."""
    office.unit("TG-08")
    office.unit("TG-09")
    assert (office.undo(), office.undo()) == (6, 5)
    assert [unit["code"] for unit in rows(office.desk.store)["unit"]] == ["TG", "TG-01", "TG-02", "TG-03"]


def test_an_act_done_again_is_the_newest_again(office):
    """After an undo was itself undone, its act stands again and is the next to be undone."""
    office.unit("TG-08")
    office.unit("TG-09")
    office.undo(5)
    office.undo(7)
    assert office.undo() == 6
    assert office.undo() == 5


def test_undo_of_the_named_entry_leaves_the_others(office, rows):
    """An older entry is undone by its number while newer acts on other rows stay."""
    office.unit("TG-08")
    office.unit("TG-09")
    office.quota("TG-01", 2022, 3)
    assert office.undo(5) == 5
    store = rows(office.desk.store)
    assert [unit["code"] for unit in store["unit"]] == ["TG", "TG-01", "TG-02", "TG-03", "TG-09"]
    assert len(store["quota"]) == 1


def test_the_journal_tells_what_undid_what(office, rows):
    """An undo is an entry of its own that names the entry it undid; nothing is taken out of the journal."""
    office.unit("TG-09")
    office.undo()
    office.undo(6)
    entries = rows(office.desk.store, journal=True)["journal"]
    assert [(entry["id"], entry["act"], entry["undoes_id"]) for entry in entries[4:]] == [
        (5, "unit.add", None),
        (6, "undo", 5),
        (7, "undo", 6),
    ]


def test_a_rehearsed_undo_changes_nothing(office, rows):
    """--dry-run names what would be undone and leaves records and journal alone."""
    office.unit("TG-09")
    store = office.desk.store
    before = rows(store) | rows(store, journal=True)
    assert undo(office.desk, rehearse=True).id == 5
    assert rows(store) | rows(store, journal=True) == before


def later_rename(office):
    """A name given, and another given after it."""
    office.rename("TG-01", "Chi bộ Một", "2022-01-01")
    office.rename("TG-01", "Chi bộ Một mới", "2022-02-01")


def later_step_of_the_stay(office):
    """A ceremony changed the stay that the listing began."""
    case = admit(office)
    office.undo()
    office.step(case, "admission_ceremony", "2021-05-19")


def later_drop(office):
    """A mentor assigned, and the case dropped, which ended the task."""
    case, _ = with_mentor(office)
    office.drop(case, "2021-06-01")


def later_end_of_a_unit(office):
    """A new name, and then the unit was closed, which ended the name."""
    office.rename("TG-01", "Chi bộ Một", "2022-01-01")
    office.close("TG-01", "2022-03-01")


def parent_of_a_unit(office):
    """A section committee under which a cell was entered."""
    office.unit("BP", kind="section_committee")
    office.unit("TG-09", under="BP")


def unit_with_quota(office):
    """A cell for which a quota was set."""
    office.unit("TG-09")
    office.quota("TG-09", 2022, 1)


def unit_with_member(office):
    """A cell in which a member was entered."""
    office.unit("TG-09")
    office.member(unit="TG-09")


def mentor_of_a_case(office):
    """A member who mentors a case."""
    member, case = office.member(), office.candidate()
    office.mentor(case, member, "2021-02-01")


def case_with_a_step(office):
    """A case of which a step was recorded."""
    admit(office)


def unit_that_decided(office):
    """A committee that decided a step."""
    office.unit("BP", kind="section_committee")
    case = office.candidate()
    office.step(case, "section_check", "2021-03-01", by="BP")


def target_of_a_merger(office):
    """A cell that carries another on."""
    office.unit("TG-09")
    office.merge(("TG-01",), "TG-09", "2022-01-01")


BLOCKED = [
    (later_rename, 5, UndoBlockedByLater),
    (later_step_of_the_stay, 5, UndoBlockedByLater),
    (later_drop, 7, UndoBlockedByLater),
    (later_end_of_a_unit, 5, UndoBlockedByLater),
    (parent_of_a_unit, 5, UndoBlockedByReference),
    (unit_with_quota, 5, UndoBlockedByReference),
    (unit_with_member, 5, UndoBlockedByReference),
    (mentor_of_a_case, 5, UndoBlockedByReference),
    (case_with_a_step, 5, UndoBlockedByReference),
    (unit_that_decided, 5, UndoBlockedByReference),
    (target_of_a_merger, 5, UndoBlockedByReference),
]


@pytest.mark.parametrize(("story", "entry", "refusal"), BLOCKED, ids=[story.__name__ for story, *_ in BLOCKED])
def test_undo_is_refused_while_later_acts_stand_on_it(office, rows, story, entry, refusal):
    """An act on whose rows a later one stands is not undone; when the later ones are undone, it is."""
    before = rows(office.desk.store)
    story(office)
    standing = rows(office.desk.store) | rows(office.desk.store, journal=True)
    with pytest.raises(refusal) as caught:
        office.undo(entry)
    assert caught.value.entry == entry
    assert rows(office.desk.store) | rows(office.desk.store, journal=True) == standing
    undone = []
    while 5 not in undone:
        undone.append(office.undo())
    assert entry in undone
    assert rows(office.desk.store) == before


def test_the_later_act_is_named(office):
    """The refusal names the entry to undo first, the newest that stands in the way."""
    later_rename(office)
    office.rename("TG-01", "Chi bộ Một nữa", "2022-03-01")
    with pytest.raises(UndoBlockedByLater) as caught:
        office.undo(5)
    assert (caught.value.later, caught.value.act.code) == (6, "unit.rename")


def test_a_later_act_that_was_itself_undone_is_no_hindrance(office, rows):
    """What was done and undone since leaves the rows as they were, so the older act can be undone."""
    before = rows(office.desk.store)
    later_rename(office)
    office.undo()
    office.undo(5)
    assert rows(office.desk.store) == before


def test_a_later_act_done_again_hinders_again(office):
    """An undo that was undone counts as not there: the later act stands in the way again."""
    later_rename(office)
    office.undo()
    office.undo(7)
    with pytest.raises(UndoBlockedByLater):
        office.undo(5)


def test_an_entry_is_undone_once(office):
    """The second undo of an entry is refused and names the first, which can itself be undone."""
    office.unit("TG-09")
    office.undo(5)
    with pytest.raises(UndoneAlready) as caught:
        office.undo(5)
    assert caught.value.by == 6


@pytest.mark.parametrize("entry", [0, 5, 99999999])
def test_an_unknown_entry_is_told(office, entry):
    """A number that the journal does not have is named."""
    with pytest.raises(EntryUnknown):
        office.undo(entry)


def test_nothing_left_to_undo_is_told(empty_store, office_at):
    """In a store without acts, and in one whose acts are all undone, there is nothing to undo."""
    office = office_at(empty_store)
    with pytest.raises(NothingToUndo):
        office.undo()
    begin(office.desk, "TG", "Tân Giang", kind="committee", since=None, records_from=None, settings={})
    office.undo()
    with pytest.raises(NothingToUndo):
        office.undo()


def test_an_undo_counts_by_the_order_of_entries_not_by_their_moments(office, rows):
    """A clock set back does not change which act is the newest."""
    office.unit("TG-09")
    office.desk = replace(office.desk, at=office.desk.at.replace(year=1999))
    office.unit("TG-10")
    assert office.undo() == 6
    assert rows(office.desk.store)["unit"][-1]["code"] == "TG-09"


def test_an_erased_image_cannot_be_restored(office, rows, execute):
    """Where the law has had an image erased, undo says that there is nothing to restore."""
    office.rename("TG-01", "Chi bộ Một", "2022-01-01")
    execute(office.desk.store, "UPDATE journal_image SET before = NULL, after = NULL, salt = NULL WHERE entry_id = 5")
    before = rows(office.desk.store)
    with pytest.raises(UndoImageErased):
        office.undo()
    assert rows(office.desk.store) == before


def cell_of_a_vanished_section(office):
    """A cell under a section: the cell undone, the section undone, and now the cell again."""
    parent_of_a_unit(office)
    office.undo(6)
    office.undo(5)
    return 7


def second_tally_of_a_year(office):
    """A tally taken away, others entered, the same year again: and now the first one back."""
    office.tally("TG-01", 2015, 3)
    office.tally("TG-02", 2015, 1)
    office.untally("TG-01", 2015)
    office.tally("TG-01", 2015, 4)
    return 7


def tally_beside_one_above(office):
    """A cell's tally undone, the committee's entered for the year: and now the cell's again."""
    office.tally("TG-01", 2015, 3)
    office.tally("TG-02", 2016, 1)
    office.undo(5)
    office.tally("TG", 2015, 9)
    return 7


def tally_beside_admissions(office):
    """A tally undone, an admission recorded in its year: and now the tally again."""
    office.tally("TG-01", 2021, 3)
    office.undo()
    admit(office)
    return 6


def admission_beside_a_tally(office):
    """An annulled admission, a tally entered for its year: and now the annulment undone."""
    case = admit(office)
    office.step(case, "decision_annulled", "2021-08-01")
    office.tally("TG-01", 2021, 3)
    return 7


def second_decision_of_a_case(office):
    """A decision undone and recorded with another day: and now the first one back."""
    case = admit(office)
    office.step(case, "opinions", "2021-02-01")
    office.undo(6)
    office.step(case, "admission_decision", "2021-05-02")
    return 8


def second_unit_of_a_code(office):
    """A cell undone and its code given again, in small letters: and now the first one back."""
    office.unit("TG-09")
    office.unit("TG-10")
    office.undo(5)
    office.unit("tg-09")
    return 7


def second_mentor_of_a_case(office):
    """A mentor undone and another assigned: and now the first one back."""
    first, case, other = office.member(), office.candidate(), office.candidate("Lê Thị Lan")
    office.mentor(case, first, "2021-02-01")
    office.mentor(other, first, "2021-02-01")
    office.undo(8)
    second = office.member("Lê Văn Ba")
    office.mentor(case, second, "2021-03-01")
    return 10


def second_quota_of_a_day(office):
    """A quota undone and decided anew on the same day: and now the first one back."""
    office.quota("TG-01", 2022, 3)
    office.quota("TG-02", 2022, 3)
    office.undo(5)
    office.quota("TG-01", 2022, 4)
    return 7


def old_stay_of_who_came_back(office):
    """A case dropped, a new one opened for the same person: and now the drop undone."""
    office.return_case(dropped(office), "2021-12-01")
    return 6


def old_stay_of_who_was_restored(office):
    """A member removed and restored: and now the removal undone."""
    member = office.member()
    office.leave(member, "removal", "2021-06-01")
    office.restore(member, "TG-02", on="2021-12-01")
    return 6


def return_beside_the_old_case(office):
    """A new case of somebody undone, the drop of the one before undone: and now the new case again."""
    case = dropped(office)
    office.return_case(case, "2021-12-01")
    office.undo()
    office.undo()
    return 8


def member_who_has_mentored_since(office):
    """A member restored who is a mentor since: and now the restoration undone."""
    member, case = office.member(), office.candidate()
    office.leave(member, "removal", "2021-06-01")
    office.restore(member, on="2021-08-01")
    office.mentor(case, member, "2021-09-01")
    return 8


def death_of_who_has_acted_since(office):
    """A death undone, an introduction by the member: and now the death again."""
    member, case = office.member(), office.candidate()
    office.leave(member, "death", "2021-06-01")
    office.undo()
    office.introduce(case, member, "2021-09-01")
    return 8


def transfer_into_a_closed_cell(office):
    """A transfer undone, the cell closed since: and now the transfer again."""
    member = office.member()
    office.transfer(member, "TG-02", "2021-06-01")
    office.undo()
    office.close("TG-02", "2022-01-01")
    return 7


def move_of_a_case_with_a_step_since(office):
    """A case moved, a step recorded in the new cell: and now the move undone."""
    case = office.candidate()
    office.move_case(case, "TG-02", "2021-06-01")
    office.step(case, "opinions", "2021-09-01")
    return 6


def second_introduction_by_a_member(office):
    """An introduction undone and recorded with another day: and now the first one back."""
    case, member = office.candidate(), office.member()
    office.introduce(case, member, "2021-06-01")
    office.step(case, "opinions", "2021-06-02")
    office.undo(7)
    office.introduce(case, member, "2021-07-01")
    return 9


CLASHES = [
    (old_stay_of_who_came_back, UndoBlockedByLater),
    (old_stay_of_who_was_restored, UndoBlockedByLater),
    (return_beside_the_old_case, UndoBlockedByLater),
    (member_who_has_mentored_since, UndoBlockedByLater),
    (death_of_who_has_acted_since, ActedLater),
    (transfer_into_a_closed_cell, UndoBlockedByLater),
    (move_of_a_case_with_a_step_since, UndoBlockedByLater),
    (second_introduction_by_a_member, IntroducedAlready),
    (cell_of_a_vanished_section, UndoBlockedByLater),
    (second_tally_of_a_year, UndoBlockedByLater),
    (tally_beside_one_above, TallyBesideTally),
    (tally_beside_admissions, TallyBesideRecords),
    (admission_beside_a_tally, YearTallied),
    (second_decision_of_a_case, StepAlready),
    (second_unit_of_a_code, UndoBlockedByLater),
    (second_mentor_of_a_case, UndoBlockedByLater),
    (second_quota_of_a_day, UndoBlockedByLater),
]


@pytest.mark.parametrize(("story", "refusal"), CLASHES, ids=[story.__name__ for story, _ in CLASHES])
def test_undo_never_brings_back_what_the_records_since_forbid(office, rows, story, refusal):
    """What could not be entered beside today's records does not come back by undo either; nothing changes."""
    entry = story(office)
    before = rows(office.desk.store) | rows(office.desk.store, journal=True)
    with pytest.raises(refusal):
        office.undo(entry)
    assert rows(office.desk.store) | rows(office.desk.store, journal=True) == before


def test_a_step_undone_and_recorded_again_is_counted_once(office, rows):
    """A decision taken back and recorded with its right day is one decision, and the chain holds."""
    case = admit(office)
    office.undo()
    office.step(case, "admission_decision", "2021-05-02")
    events = rows(office.desk.store)["step_event"]
    assert [(event["step"], event["happened_on"]) for event in events] == [
        ("source_listed", "2021-01-05"),
        ("admission_decision", "2021-05-02"),
    ]
    assert verify_store(office.desk.store) == (8, ())


def test_demo_build_needs_an_empty_store(desk):
    """The demo's ward is founded once; a store with a root refuses it."""
    with pytest.raises(Refused):
        build(replace(desk, today=date(2022, 4, 26)))
