"""Random lives, each recorded twice in a ward that changes: merged, every row is still reached and every case counted alike."""

from contextlib import suppress
from datetime import date
from random import Random

import pytest

from agreement import check_agreement
from partytrack.core.dates import PartialDate
from partytrack.core.errors import PartytrackError, Refused
from partytrack.core.period import Period, whole_years
from partytrack.core.texts import Texts
from partytrack.counting.cases import cases
from partytrack.counting.people import members
from partytrack.counting.subject import ask
from partytrack.lists.candidates import candidates
from partytrack.lists.persons import person
from partytrack.record.arrivals import arrive
from partytrack.record.candidates import add_candidate
from partytrack.record.people import NewPerson, add_member
from partytrack.store.connection import reading
from partytrack.store.doctor import examine

TODAY = date(2022, 4, 26)
DAYS = (date(2019, 3, 1), date(2021, 3, 15), TODAY)
CELLS = ("TG-01", "TG-02", "TG-03")
NAMING = {
    "stay": "person_id", "person_fact": "person_id", "candidacy": "person_id", "life_event": "person_id",
    "mentorship": "mentor_id", "step_event": "member_id",
}  # fmt: skip


class Ward:
    """A secretary who records each of some people twice, as chance has it."""

    def __init__(self, office, seed):
        self.office, self.chance, self.number = office, Random(seed), 0

    def day(self, first, last):
        """A day of some years."""
        return date(
            self.chance.randint(first, last), self.chance.randint(1, 12), self.chance.randint(1, 28)
        ).isoformat()

    def some(self):
        """Who is told of: two readings of one birth, perhaps a sex, perhaps a number."""
        self.number += 1
        precision = self.chance.choice(("day", "month", "year", None))
        first = {"day": date(1980, 5, 3), "month": date(1980, 5, 1), "year": date(1980, 1, 1), None: None}[precision]
        number = f"{self.number:012d}" if self.chance.random() < 0.3 else None
        return NewPerson(
            "Trần Thị Bích", self.chance.choice(("f", None)), PartialDate(first, precision) if precision else None,
            national_id=number,
        )  # fmt: skip

    def listed(self, cell, on):
        """A case; its person and its code."""
        case = add_candidate(self.office.desk, self.some(), cell=cell, source="youth_union", listed_on=date.fromisoformat(on)).case  # fmt: skip
        return self.newest(), case

    def newest(self):
        """The person entered last."""
        with reading(self.office.desk.store) as run:
            return run("SELECT code FROM person ORDER BY id DESC LIMIT 1", {})[0][0]

    def on_the_roll(self, unit, admitted=None, confirmed=None):
        """A member as the roll has them."""
        days = {"admitted_on": admitted, "confirmed_on": confirmed}
        return add_member(self.office.desk, self.some(), unit, **{key: day and date.fromisoformat(day) for key, day in days.items()})  # fmt: skip

    def came(self, unit, on):
        """A member who came from elsewhere."""
        return arrive(self.office.desk, self.some(), unit, on=date.fromisoformat(on), place="Đảng bộ xã X")[0]

    def twice_on_the_roll(self):
        """The roll of one cell has a member twice."""
        cell = self.chance.choice(CELLS)
        if self.chance.random() < 0.5:
            return self.came(cell, self.day(2010, 2018)), self.came(cell, self.day(2010, 2018))
        admitted = self.day(2009, 2010)
        return tuple(self.on_the_roll(cell, admitted, "2012-01-01") for _ in range(2))

    def dropped_and_listed_again(self):
        """A candidate was dropped, and entered anew when they came back to the list."""
        first, case = self.listed(self.chance.choice(CELLS), self.day(2018, 2018))
        self.office.drop(case, self.day(2019, 2019))
        other, again = self.listed(self.chance.choice(CELLS), self.day(2020, 2020))
        self.walk(again)
        return first, other

    def case_recorded_twice(self):
        """One candidacy has two cases; the one of them was ended."""
        cell = self.chance.choice(CELLS)
        both = [self.listed(cell, self.day(2018, 2020)) for _ in range(2)]
        self.chance.shuffle(both)
        self.office.drop(both[0][1], self.day(2021, 2021), reason="other")
        if self.chance.random() < 0.5:
            with suppress(Refused):
                self.office.move_case(both[1][1], self.chance.choice(CELLS), self.day(2022, 2022)[:5] + "03-01")
        return both[0][0], both[1][0]

    def left_and_came(self):
        """A member left, and was entered anew when they came back."""
        first = self.on_the_roll(self.chance.choice(CELLS))
        self.office.leave(first, "transfer_out", self.day(2019, 2019), "Đảng bộ xã Y")
        return first, self.came(self.chance.choice(CELLS), self.day(2020, 2020))

    def admitted_and_on_the_roll(self):
        """A member was admitted here, and a list has them on the roll as well."""
        cell = self.chance.choice(CELLS)
        first, case = self.listed(cell, "2018-01-05")
        self.office.step(case, "admission_decision", "2019-05-01")
        self.office.step(case, "admission_ceremony", "2019-05-19")
        self.office.step(case, "confirmation_decision", "2020-06-01")
        return first, self.on_the_roll(cell, "2019-05-19", "2020-05-19")

    def walk(self, case):
        """Some steps of a case."""
        for step, on in (("application", "2021-02-01"), ("admission_decision", "2021-09-01"), ("admission_ceremony", "2021-09-20")):  # fmt: skip
            if self.chance.random() < 0.7:
                with suppress(Refused):
                    self.office.step(case, step, on)

    def tell_more(self, code):
        """Facts of a person and tasks for them, where they may have them."""
        for fact, value in (
            ("occupation", "student"),
            ("occupation", "farmer"),
            ("ethnicity", "kinh"),
            ("religion", "none"),
        ):
            if self.chance.random() < 0.4:
                with suppress(PartytrackError):
                    self.office.fact(code, fact, value, self.day(2015, 2020) if fact == "occupation" else None)
        if self.chance.random() < 0.5:
            _, case = self.listed(self.chance.choice(CELLS), "2020-02-01")
            with suppress(Refused):
                self.office.mentor(case, code, "2020-03-01")
            with suppress(Refused):
                self.office.introduce(case, code, "2021-04-01")

    def people(self):
        """Pairs of records of one person each, and the ward's cells changed before, between or after."""
        lives = [
            self.twice_on_the_roll, self.dropped_and_listed_again, self.case_recorded_twice, self.left_and_came,
            self.admitted_and_on_the_roll,
        ]  # fmt: skip
        self.chance.shuffle(lives)
        changed = self.chance.randint(0, len(lives))
        pairs = []
        for place, life in enumerate((*lives, None)):
            if place == changed:
                self.office.merge(("TG-02",), "TG-03", "2021-07-01")
            if life is not None:
                with suppress(Refused):
                    pairs.append(life())
                    for code in pairs[-1]:
                        self.tell_more(code)
        return pairs


def roots(tables):
    """By the key of each person the one who goes on in their place."""
    into = {row["id"]: row["merged_into_id"] for row in tables["person"]}

    def root(key):
        return key if into[key] is None else root(into[key])

    return {key: root(key) for key in into}


def naming(tables):
    """By each reference to a person the one who is reached by it."""
    root = roots(tables)
    return {
        (table, row["id"]): root[row[column]]
        for table, column in NAMING.items()
        for row in tables[table]
        if row[column]
    }


def counted(store):
    """Every case of every unit as of some days on both maps, by decision: what became of it, where and when; and the lists."""
    found = {}
    with reading(store) as run:
        for unit in ("TG", *CELLS):
            for as_of in DAYS:
                for on_map in ("then", "today"):
                    with suppress(PartytrackError):
                        asked = ask(run, unit, Period(date(1930, 1, 1), as_of), as_of, on_map=on_map)
                        found[unit, as_of, on_map] = sorted(
                            (case.code, case.outcome, case.unit, case.step or "", case.on)
                            for case in cases(run, asked).found
                        )
                listed = candidates(run, Texts("en"), unit, as_of, everyone=True).rows
                found[unit, as_of, "list"] = sorted((row["case"], row["unit"], row["open"]) for row in listed)
    return found


def on_rolls(store, root):
    """How many human beings are on the roll of each unit as of some days."""
    with reading(store) as run:
        units = {unit: key for key, unit in run("SELECT id, code FROM unit", {})}
        by_hand = {
            (cell, as_of): len({root[who] for (who,) in run(_ON_THE_ROLL, {"unit": units[cell], "on": as_of})})
            for cell in CELLS for as_of in DAYS
        }  # fmt: skip
        told = {
            (cell, as_of): members(run, ask(run, cell, Period(as_of, as_of), as_of)).get(units[cell], 0)
            for cell in CELLS for as_of in DAYS
        }  # fmt: skip
    return by_hand, told


_ON_THE_ROLL = """
SELECT person_id FROM stay WHERE unit_id = :unit AND role <> 'candidate' AND from_on <= :on AND to_on > :on
"""


def check_merged(office, rows, both, before, counts):
    """What holds after a merger: nothing is gone, all is reached from the record that goes on, all cases count as before."""
    store, (kept, other) = office.desk.store, both
    after = rows(store)
    keys = {row["code"]: row["id"] for row in after["person"]}
    root, reached = roots(after), naming(after)
    assert root[keys[other]] == root[keys[kept]]
    former = roots(before)
    assert {place: root[person] for place, person in naming(before).items()}.items() <= reached.items()
    assert {person for person in former if root[person] != former[person]} <= {
        key for key in root if root[key] == root[keys[kept]]
    }
    for table, found in before.items():
        if table not in {"case_stage", "case_due", "judged"}:
            assert [row["id"] for row in found if "id" in row] == [row["id"] for row in after[table] if "id" in row][: len(found)]  # fmt: skip
    assert {row["person_id"] for row in after["stay"]} <= set(root.values())
    assert counted(store) == counts
    by_hand, told = on_rolls(store, root)
    assert told == by_hand
    with reading(store) as run:
        assert keys[person(run, Texts("en"), other, TODAY)[0].rows[0]["code"]] == root[keys[kept]]
    assert examine(store) == ()


@pytest.mark.parametrize("seed", range(4))
def test_merged_records_keep_every_row_and_every_count(office, rows, seed):
    """Each pair of records is refused whole, or merged: then nothing is lost, undo brings the store back row for row, redo too."""
    ward = Ward(office, seed)
    pairs, store, merged = ward.people(), office.desk.store, 0
    strangers = [ward.chance.choice(pair) for pair in pairs[:2]]
    for both in (*pairs, tuple(strangers)):
        before, counts = rows(store), counted(store)
        try:
            office.one_person(*both)
        except Refused:
            assert rows(store) == before
            continue
        merged += 1
        check_merged(office, rows, both, before, counts)
        after, entry = rows(store), office.undo()
        assert rows(store) == before
        office.undo(entry + 1)
        assert rows(store) == after
    assert merged
    with reading(store) as run:
        check_agreement(run, ["TG", *CELLS], TODAY, whole_years(2019, 2022))
