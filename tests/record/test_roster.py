"""People entered many at once: the same records, and the same refusals, as one by one."""

import shutil
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partytrack.core.errors import PartytrackError
from partytrack.record.act import act
from partytrack.record.candidates import add_candidate_within
from partytrack.record.people import NewPerson, add_member_within
from partytrack.record.roster import Roster
from partytrack.store.chain import verify_store
from partytrack.store.doctor import examine
from random_wards import FOUNDING, NAMES, NUMBERS, SOURCES, births, facts, live, recent, reforms

AHEAD = ("unit", "X2", "cell", "TG", date(2022, 5, 1), None, None)
"""A cell that begins after today."""

people = st.builds(
    NewPerson,
    st.sampled_from([*NAMES, "Nguyễn  Văn\tAn ", "123", "Lê\u200bBa"]),
    st.none() | st.sampled_from(["f", "m"]),
    births,
    facts | facts | st.sampled_from([(("shoe", "38"),), (("militia", "maybe"),)]),
    st.none() | st.sampled_from(NUMBERS),
)
units = st.sampled_from(["TG-01", "TG-02", "X1", "tg-4/a", "TG-4/A", "BP", "X2", "X9"])
newcomers = st.tuples(st.just("member"), people, units, st.none() | recent, st.none() | recent) | st.tuples(
    st.just("candidate"), people, units, st.sampled_from([*SOURCES, "nowhere"]), st.none() | recent
)


def one_by_one(it, new):
    """Enter somebody as the commands do."""
    kind, person, unit, *told = new
    with it.attempt():
        if kind == "member":
            return add_member_within(it, person, unit, admitted_on=told[0], confirmed_on=told[1]).code
        return add_candidate_within(it, person, cell=unit, source=told[0], listed_on=told[1]).case


def at_once(roster, new):
    """Let somebody wait on the roster."""
    kind, person, unit, *told = new
    if kind == "member":
        return roster.add_member(person, unit, admitted_on=told[0], confirmed_on=told[1])
    return roster.add_candidate(person, unit, *told)


def outcome(enter, holder, new):
    """The code that somebody got, or the class of the refusal."""
    try:
        return enter(holder, new)
    except PartytrackError as error:
        return type(error)


@pytest.fixture(scope="module")
def founded(tmp_path_factory, ward_template, desk_at):
    """The ward with some units, members and cases, and a cell that is still to come; never written to."""
    store = shutil.copyfile(ward_template, tmp_path_factory.mktemp("founded") / "ward.db")
    live(desk_at(store), [*FOUNDING, AHEAD])
    return store


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(done=st.lists(reforms, max_size=3), coming=st.lists(newcomers, min_size=1, max_size=8), stored=st.integers(0, 8))
def test_people_at_once_are_the_same_as_one_by_one(founded, desk_at, rows, done, coming, stored):
    """Keys, codes, stays along the units that carried others on, facts, cases: row for row, whenever what waits is stored."""
    one, other = (founded.with_name(name) for name in ("one.db", "other.db"))
    shutil.copyfile(founded, one)
    live(desk_at(one), done)
    shutil.copyfile(one, other)
    with act(desk_at(one), "import", "one by one") as it:
        told = [outcome(one_by_one, it, new) for new in coming]
    with act(desk_at(other), "import", "at once") as it:
        roster, found = Roster(it), []
        for place, new in enumerate(coming):
            found.append(outcome(at_once, roster, new))
            if place == stored:
                roster.store()
        roster.store()
    assert found == told
    assert rows(other) == rows(one)
    assert examine(other) == ()
    assert verify_store(other)[1] == ()
