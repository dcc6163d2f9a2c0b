"""Random acts and undos in any order: refused or done, they leave a sound store and a chain that verifies."""

import shutil
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from agreement import check_agreement
from partytrack.core.errors import NothingToUndo, PartytrackError, Refused
from partytrack.core.period import whole_years
from partytrack.store.chain import verify_store
from partytrack.store.connection import reading
from partytrack.store.doctor import examine

DERIVED = {"path_version", "today_version", "case_stage", "case_due", "judged"}
CELLS = st.sampled_from(["TG-01", "TG-02", "TG-03", "X1", "X2"])
UNITS = st.sampled_from(["TG", "BP", "TG-01", "TG-02", "X1", "X2"])
PARENTS = st.sampled_from(["TG", "BP", "TG-01"])
NEW_UNITS = st.sampled_from(["X1", "X2", "x2", "X3"])
NAMES = st.sampled_from(["Chi bộ Tân Trung", "Chi bộ Tân Quý", "Chi bộ Trung Hậu"])
CASES = st.integers(1, 3).map("C{:05d}".format)
LEAVING = st.sampled_from(["transfer_out", "removal", "withdrawal", "death"])
PEOPLE = st.integers(1, 4).map("P{:05d}".format)
DAYS = st.integers(0, 480).map(lambda number: (date(2021, 1, 1) + timedelta(number)).isoformat())
LATE_DAYS = st.integers(400, 480).map(lambda number: (date(2021, 1, 1) + timedelta(number)).isoformat())
YEARS = st.integers(2020, 2022)
SPANS = ["2021-2022", "term:2021-2022"]
PLANNED = ["0", "3", "2+", "1-3", "avg:2"]
FACTS = st.sampled_from(["youth_union", "militia"])
STEPS = st.sampled_from(
    [
        "course_completed",
        "application",
        "cell_resolution",
        "admission_decision",
        "decision_received",
        "admission_ceremony",
        "self_review",
        "confirmation_cell_resolution",
        "confirmation_decision",
        "decision_annulled",
        "refused_by_vote",
    ]
)


def by_key(tables):
    """Every row that is no derived one, by its table and key."""
    return {
        (table, row.get("id", row.get("key"))): row
        for table, all_rows in tables.items()
        if table not in DERIVED
        for row in all_rows
    }


class RandomDays(RuleBasedStateMachine):
    """A secretary who does this and that, and takes this and that back."""

    template = folder = office_at = rows = None  # set by the test

    def __init__(self):
        super().__init__()
        for left in self.folder.iterdir():
            left.unlink()
        store = self.folder / "ward.db"
        shutil.copyfile(self.template, store)
        self.office = type(self).office_at(store)
        self.store = store
        self.sides = {}  # entry: the records before and after it
        self.undos = {}  # entry: the entry it undid
        self.entries = len(type(self).rows(store, journal=True)["journal"])
        self.founding = self.entries
        self.now = by_key(type(self).rows(store))

    def act(self, name, *args, **rest):
        """Do one act; refused it changes nothing, done it is one entry more."""
        done = False
        with suppress(PartytrackError):
            getattr(self.office, name)(*args, **rest)
            done = True
        after = by_key(type(self).rows(self.store))
        if done:
            self.entries += 1
            self.sides[self.entries] = (self.now, after)
        else:
            assert after == self.now, "a refused act has changed something"
        self.now = after

    @rule(code=NEW_UNITS, kind=st.sampled_from(["cell", "section_committee"]), under=PARENTS, since=st.none() | DAYS)
    def add_unit(self, code, kind, under, since):
        """Enter a unit."""
        self.act("unit", code, kind=kind, under=under, since=since)

    @rule(code=UNITS, name=NAMES, on=DAYS)
    def rename(self, code, name, on):
        """Give a unit a new name."""
        self.act("rename", code, name, on)

    @rule(code=UNITS, under=PARENTS, on=DAYS)
    def move(self, code, under, on):
        """Put a unit under another."""
        self.act("move", code, under, on)

    @rule(code=CELLS, into=CELLS, on=LATE_DAYS)
    def merge(self, code, into, on):
        """Let one cell carry another on."""
        self.act("merge", (code,), into, on)

    @rule(code=UNITS, on=LATE_DAYS)
    def close(self, code, on):
        """Close a unit."""
        self.act("close", code, on)

    @rule(unit=UNITS, confirmed=st.none() | DAYS)
    def add_member(self, unit, confirmed):
        """Enter a member."""
        self.act("member", unit=unit, confirmed=confirmed)

    @rule(cell=CELLS, on=st.none() | DAYS)
    def add_candidate(self, cell, on):
        """Open a case."""
        self.act("candidate", cell=cell, on=on)

    @rule(case=CASES, key=STEPS, on=DAYS)
    def record_step(self, case, key, on):
        """Record a step."""
        self.act("step", case, key, on)

    @rule(case=CASES, member=PEOPLE, on=DAYS)
    def assign_mentor(self, case, member, on):
        """Assign a mentor."""
        self.act("mentor", case, member, on)

    @rule(case=CASES, number=st.sampled_from(["TL-01", "TL-06", "CL-01"]), on=DAYS, until=st.none() | LATE_DAYS)
    def waive(self, case, number, on, until):
        """Waive a rule for a case, or put its limit off."""
        self.act("waive", case, number, on, until)

    @rule(case=CASES, on=DAYS)
    def drop(self, case, on):
        """Drop a candidate."""
        self.act("drop", case, on)

    @rule(case=CASES, cell=CELLS, on=DAYS)
    def move_case(self, case, cell, on):
        """Let a case go on in another cell."""
        self.act("move_case", case, cell, on)

    @rule(case=CASES, on=DAYS)
    def move_away(self, case, on):
        """Let a case go on elsewhere."""
        self.act("move_away", case, on)

    @rule(case=CASES, on=DAYS)
    def return_to_the_list(self, case, on):
        """Open a new case for a person whose case has ended."""
        self.act("return_case", case, on)

    @rule(case=CASES, member=PEOPLE, on=DAYS)
    def introduce(self, case, member, on):
        """Record an introduction."""
        self.act("introduce", case, member, on)

    @rule(person=PEOPLE, unit=UNITS, on=DAYS)
    def transfer(self, person, unit, on):
        """Transfer a member."""
        self.act("transfer", person, unit, on)

    @rule(person=PEOPLE, kind=LEAVING, on=DAYS)
    def leave(self, person, kind, on):
        """Let a member leave."""
        self.act("leave", person, kind, on)

    @rule(person=PEOPLE, unit=UNITS, on=DAYS)
    def come_back(self, person, unit, on):
        """Let a member come back."""
        self.act("back", person, unit, on=on)

    @rule(person=PEOPLE, unit=UNITS, on=DAYS)
    def restore(self, person, unit, on):
        """Restore a member."""
        self.act("restore", person, unit, on=on)

    @rule(unit=UNITS, on=DAYS, admitted=st.none() | DAYS)
    def arrive(self, unit, on, admitted):
        """Enter a member from elsewhere."""
        self.act("arrive", unit=unit, on=on, admitted=admitted)

    @rule(case=CASES, fact=FACTS, value=st.sampled_from(["yes", "no"]), on=st.none() | DAYS, correct=st.booleans())
    def record_fact(self, case, fact, value, on, correct):
        """Record a fact of a candidate."""
        self.act("fact", case, fact, value, on, correct=correct)

    @rule(person=PEOPLE, number=st.sampled_from(["001201012345", "001201012346"]), correct=st.booleans())
    def enter_number(self, person, number, correct):
        """Enter a national number."""
        self.act("number", person, number, correct=correct)

    @rule(person=PEOPLE, other=PEOPLE)
    def one_person(self, person, other):
        """Merge two records of one person."""
        self.act("one_person", person, other)

    @rule(unit=UNITS, area=st.sampled_from(["school", "police"]))
    def set_area(self, unit, area):
        """Say what a cell is."""
        self.act("area", unit, area)

    @rule(unit=UNITS, span=YEARS | st.sampled_from(SPANS), amount=st.sampled_from(PLANNED), on=DAYS)
    def set_quota(self, unit, span, amount, on):
        """Enter a quota."""
        self.act("quota", unit, span, amount, on)

    @rule(unit=UNITS, days=st.tuples(DAYS, DAYS))
    def set_term(self, unit, days):
        """Record a term."""
        self.act("term", unit, "2021-2022", *days)

    @rule(unit=UNITS, year=YEARS, count=st.integers(0, 5))
    def set_tally(self, unit, year, count):
        """Enter a tally."""
        self.act("tally", unit, year, count)

    @rule(unit=UNITS, year=YEARS)
    def remove_tally(self, unit, year):
        """Take a tally away."""
        self.act("untally", unit, year)

    @rule()
    def undo_the_newest(self):
        """Take back the newest act that stands."""
        acts = (entry for entry in range(1, self.entries + 1) if entry not in self.undos)
        self.undo(None, max(entry for entry in acts if self.stands(entry)))

    def stands(self, entry):
        """Whether an entry holds: no undo of it holds."""
        return not any(undone == entry and self.stands(undo) for undo, undone in self.undos.items())

    @rule(place=st.integers(0, 100))
    def undo_any(self, place):
        """Take back any act or undo of the day, standing or not."""
        if self.sides:
            entry = sorted(self.sides)[place % len(self.sides)]
            self.undo(entry, entry)

    @rule()
    def undo_the_last_entry(self):
        """Take back what was done last, be it an act or an undo: that is never refused."""
        if self.entries in self.sides:
            self.undo(self.entries, self.entries)

    def undo(self, typed, entry):
        """Undo an entry; each row it changed is then as before it, and no other row has changed."""
        if entry <= self.founding:
            return
        refused = False
        try:
            assert self.office.undo(typed) == entry
        except (Refused, NothingToUndo):
            refused = True
        after = by_key(type(self).rows(self.store))
        if refused:
            assert entry != self.entries, "the last entry can always be undone"
            assert after == self.now
            return
        before_act, after_act = self.sides[entry]
        touched = {key for key in before_act | after_act if before_act.get(key) != after_act.get(key)}
        expected = {key: row for key, row in self.now.items() if key not in touched}
        expected |= {key: before_act[key] for key in touched if key in before_act}
        assert after == expected
        self.entries += 1
        self.sides[self.entries] = (self.now, after)
        self.undos[self.entries] = entry
        self.now = after

    @invariant()
    def the_journal_has_no_gap(self):
        """One entry for each act that was done, numbered without a gap."""
        entries = [entry["id"] for entry in type(self).rows(self.store, journal=True)["journal"]]
        assert entries == list(range(1, self.entries + 1))

    @invariant()
    def nobody_is_in_two_units_on_a_day(self):
        """The stays of a person follow each other without overlap."""
        stays = [row for (table, _), row in self.now.items() if table == "stay" and row["from_on"] < row["to_on"]]
        stays.sort(key=lambda stay: (stay["person_id"], stay["from_on"]))
        assert not [
            (former, latter)
            for former, latter in pairwise(stays)
            if former["person_id"] == latter["person_id"] and former["to_on"] > latter["from_on"]
        ]

    def teardown(self):
        """In the end the chain verifies, the doctor has no complaint, and the reports agree as of today and before."""
        assert verify_store(self.store) == (self.entries, ())
        assert examine(self.store) == ()
        with reading(self.store) as run:
            for as_of in (date(2022, 4, 26), date(2021, 7, 1)):
                check_agreement(run, ["TG", "BP", "TG-01"], as_of, whole_years(2021, 2022))


def test_random_acts_and_undos_leave_a_sound_store(ward_template, office_at, rows, tmp_path):
    """Whatever is recorded and taken back in whatever order: whole acts, exact undos, a sound store at the end."""
    template = tmp_path / "begun.db"
    shutil.copyfile(ward_template, template)
    office = office_at(template)
    office.unit("BP", kind="section_committee")
    for name in ("Trần Thị Bích", "Lê Văn Ba"):
        office.candidate(name, on=None)
        office.member("Nguyễn Văn An")
    RandomDays.template, RandomDays.folder = template, tmp_path / "days"
    RandomDays.folder.mkdir()
    RandomDays.office_at, RandomDays.rows = office_at, rows
    run_state_machine_as_test(
        RandomDays,
        settings=settings(
            max_examples=10, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
