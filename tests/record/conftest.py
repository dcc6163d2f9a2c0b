"""The secretary's words for the acts that the tests of the record layer use again and again."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from partytrack.core.amount import parse_amount
from partytrack.core.case import Votes
from partytrack.core.dates import PartialDate
from partytrack.core.period import Period
from partytrack.core.span import parse_span, parse_term
from partytrack.record.arrivals import arrive, come_back, restore
from partytrack.record.candidates import add_candidate, drop_candidate
from partytrack.record.corrections import Correction, correct_step
from partytrack.record.departures import leave, transfer
from partytrack.record.facts import NewFact, record_case_fact, record_person_fact
from partytrack.record.introductions import introduce
from partytrack.record.life import Happening
from partytrack.record.mentors import assign_mentor
from partytrack.record.merging import merge_people
from partytrack.record.moves import move_case, move_case_away, return_case
from partytrack.record.numbers import set_national_id
from partytrack.record.particulars import correct_person
from partytrack.record.people import NewPerson, add_member
from partytrack.record.quotas import NewQuota, set_quota
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.steps import NewStep, record_step
from partytrack.record.succession import merge_units, split_unit
from partytrack.record.tallies import remove_tally, set_tally
from partytrack.record.terms import set_term
from partytrack.record.undo import undo
from partytrack.record.units import add_unit, rename_unit, set_area, set_records_from
from partytrack.record.waivers import NewWaiver, waive


def day(text):
    """A day from ISO text; nothing from nothing."""
    return date.fromisoformat(text) if text else None


class Office:
    """A secretary at a desk: each method is one act with the plainest words for it."""

    def __init__(self, desk):
        self.desk = desk

    def unit(self, code, name=None, *, kind="cell", under="TG", since=None, records_from=None):
        """Enter a unit."""
        return add_unit(
            self.desk, code, name or f"Chi bộ {code}", kind=kind, under=under, since=day(since),
            records_from=day(records_from),
        )  # fmt: skip

    def rename(self, code, name, on, document=None):
        """Give a unit a new name."""
        return rename_unit(self.desk, code, name, on=day(on), document=document)

    def records(self, code, on):
        """Say from when a unit's records are complete."""
        return set_records_from(self.desk, code, day(on))

    def move(self, code, under, on):
        """Put a unit under another."""
        return move_unit(self.desk, code, under=under, on=day(on), document="7-QĐ")

    def close(self, code, on):
        """Close a unit."""
        return close_unit(self.desk, code, on=day(on), document="7-QĐ")

    def merge(self, codes, into, on, **rest):
        """Merge units."""
        return merge_units(self.desk, codes, into=into, on=day(on), document="7-QĐ", **rest)

    def split(self, code, into, main, on):
        """Split a unit."""
        return split_unit(self.desk, code, into=into, main=main, on=day(on), document="7-QĐ", names={})

    def member(self, name="Nguyễn Văn An", unit="TG-01", *, born=None, admitted=None, confirmed=None):
        """Enter a member."""
        return add_member(
            self.desk, NewPerson(name, born=born), unit, admitted_on=day(admitted), confirmed_on=day(confirmed)
        )

    def candidate(self, name="Trần Thị Bích", cell="TG-01", *, on="2021-01-05", source="youth_union", born=None):
        """Open a case and hand back its code."""
        born = PartialDate(day(born), "day") if isinstance(born, str) else born
        return add_candidate(
            self.desk, NewPerson(name, born=born), cell=cell, source=source, listed_on=day(on)
        ).case  # fmt: skip

    def step(self, case, key, on, **rest):
        """Record a step and hand back the findings as pairs of rule and step."""
        votes = rest.pop("votes", None)
        new = NewStep(key, day(on), votes=Votes(*votes) if votes else None, **rest)
        return [(finding.rule, finding.step) for finding in record_step(self.desk, case, new).findings]

    def mentor(self, case, member, on):
        """Assign a mentor and hand back the rules that noted something."""
        return [finding.rule for finding in assign_mentor(self.desk, case, member, on=day(on)).findings]

    def correct(self, case, key, on=None, *, was=None, votes=None, **rest):
        """Correct a step on record and hand back the rules that remarked something."""
        new = Correction(key, day(was), day(on), votes=Votes(*votes) if votes else None, **rest)
        return [finding.rule for finding in correct_step(self.desk, case, new).findings]

    def waive(self, case, rule, on, until=None):
        """Waive a rule for a case."""
        return waive(self.desk, case, NewWaiver(rule, "TG", "3-TB/ĐU", "chỉ đạo của cấp trên", day(until)), on=day(on))

    def drop(self, case, on, reason="left_to_study", return_on=None):
        """End a case without admission."""
        return drop_candidate(self.desk, case, reason=reason, on=day(on), return_on=day(return_on))

    def transfer(self, person, to, on):
        """Transfer a member to another unit."""
        return transfer(self.desk, person, to=to, on=day(on), document="5-QĐ")

    def leave(self, person, kind, on, place=None):
        """Let a member leave: transfer_out, removal, expulsion, withdrawal, death."""
        return leave(self.desk, person, Happening(kind, day(on), "5-QĐ", place=place))

    def arrive(self, name="Phạm Văn Đến", unit="TG-01", *, on, admitted=None, confirmed=None):
        """Enter a member who comes from elsewhere and hand back their code."""
        days = {"admitted_on": day(admitted), "confirmed_on": day(confirmed)}
        return arrive(self.desk, NewPerson(name), unit, on=day(on), place="Đảng bộ xã X", **days)[0]

    def back(self, person, unit="TG-01", *, on, admitted=None, confirmed=None):
        """Let somebody who moved away be a member here again."""
        days = {"admitted_on": day(admitted), "confirmed_on": day(confirmed)}
        return come_back(self.desk, person, unit, on=day(on), place="Đảng bộ xã X", **days)

    def restore(self, person, unit="TG-01", *, on):
        """Restore a member."""
        return restore(self.desk, person, unit, on=day(on), document="6-QĐ")

    def introduce(self, case, member, on, since=None):
        """Record an introduction and hand back what the rules say."""
        recorded = introduce(self.desk, case, member, on=day(on), together_since=day(since))
        return [finding.rule for finding in recorded.findings]

    def move_case(self, case, to, on):
        """Let a case go on in another cell."""
        return move_case(self.desk, case, to=to, on=day(on), document="5-GT")

    def move_away(self, case, on, place="Đảng bộ xã X"):
        """Let a case go on in another organisation."""
        return move_case_away(self.desk, case, place=place, on=day(on), document="5-GT")

    def return_case(self, case, on, **rest):
        """Open a new case for a person whose case has ended and hand back its code."""
        return return_case(self.desk, case, on=day(on), **rest).case

    def quota(self, unit, span, amount, on="2020-12-15", document="12-CV/ĐU", *, of=None, **rest):
        """Enter a quota: a number for a year, or both as the command takes them; a rate is ``of`` so many members."""
        span = parse_span(span) if isinstance(span, str) else span
        base = {} if of is None else {"base_count": of, "base_on": date(2020, 12, 31)}
        amount = parse_amount(amount, **base) if isinstance(amount, str) else amount
        return set_quota(self.desk, NewQuota(unit, span, amount, day(on), document, **rest))

    def term(self, unit, term, first, last, document=None):
        """Say which days a term has."""
        return set_term(self.desk, unit, parse_term(term), Period(day(first), day(last)), document=document)

    def tally(self, unit, year, count, document="BC", measure="admission"):
        """Enter a tally."""
        return set_tally(self.desk, unit, year, count, measure=measure, document=document)

    def untally(self, unit, year):
        """Take a tally away."""
        return remove_tally(self.desk, unit, year, measure="admission")

    def fact(self, code, fact, value, on=None, *, correct=False):
        """Record a fact of a case's person or of a person, and hand back its first day and the first after it."""
        record = record_case_fact if code.startswith("C") else record_person_fact
        held = record(self.desk, code, NewFact(fact, value, day(on), correct=correct))
        return held.from_on.isoformat(), held.to_on.isoformat()

    def number(self, person, number, *, correct=False):
        """Enter a national number."""
        return set_national_id(self.desk, person, number, correct=correct)

    def corrected(self, person, **told):
        """Correct who a person is."""
        return correct_person(self.desk, person, told)

    def one_person(self, person, other):
        """Merge the second record into the first and hand back the cases that moved."""
        return merge_people(self.desk, person, other).cases

    def area(self, code, area):
        """Say where the people of a cell live or work."""
        return set_area(self.desk, code, area)

    def undo(self, entry=None):
        """Undo an entry; hand back its number."""
        return undo(self.desk, entry).id


@pytest.fixture
def office(desk):
    """The secretary at the ward's desk."""
    return Office(desk)


@pytest.fixture(scope="session")
def office_at(desk_at):
    """Put the secretary at another store: ``office_at(store)``."""
    return lambda store, **settings: Office(desk_at(store, **settings))


@pytest.fixture(scope="session")
def execute():
    """Run one statement on a store behind the program's back: ``execute(store, statement)``."""

    def run(store, statement):
        with closing(sqlite3.connect(store)) as connection:
            connection.execute(statement)
            connection.commit()

    return run
