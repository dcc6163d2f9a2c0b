"""The acts of a forest are the program's acts: what one allows and does to its facts, the other does to a store."""

import sqlite3
from contextlib import closing

import pytest
from forest import TallyFact
from forest_store import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_forests import forests, is_free, years_of

from partytrack.core.errors import TallyBesideRecords, TallyBesideTally, UnitUnknown
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.succession import merge_units, split_unit
from partytrack.record.tallies import set_tally
from partytrack.record.units import add_unit, begin

PAPER = "12-QĐ/ThU"
FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def found(desk, code, kind, under, on):
    """A new unit, or the root."""
    if under is None:
        begin(desk, code, code, kind=kind, since=on, records_from=None, settings={})
    else:
        add_unit(desk, code, code, kind=kind, under=under, since=on)


def merged(desk, codes, into, on, under):
    """Merge units into one that there is, or into a new one."""
    try:
        merge_units(desk, codes, into=into, on=on, document=PAPER)
    except UnitUnknown:
        merge_units(desk, codes, into=into, on=on, document=PAPER, name=into, under=under)


ACTS = {
    "found": found,
    "move": lambda desk, code, under, on: move_unit(desk, code, under=under, on=on, document=PAPER),
    "close": lambda desk, code, on: close_unit(desk, code, on=on, document=PAPER),
    "merge": merged,
    "split": lambda desk, code, into, main, on: split_unit(
        desk, code, into=into, main=main, on=on, document=PAPER, names={}
    ),
}
FACTS = {
    "unit": "SELECT u.code, u.from_on, u.to_on FROM unit u",
    "unit_edge": "SELECT u.code, p.code, e.from_on, e.to_on FROM unit_edge e JOIN unit u ON u.id = e.unit_id"
    " JOIN unit p ON p.id = e.parent_id",
    "successor": "SELECT u.code, h.code, s.from_on, s.kind, s.main FROM successor s JOIN unit u ON u.id = s.unit_id"
    " JOIN unit h ON h.id = s.successor_id",
    "path_version": "SELECT u.code, v.path, v.from_on, v.to_on FROM path_version v JOIN unit u ON u.id = v.unit_id",
    "today_version": "SELECT u.code, v.path, v.from_on, v.to_on FROM today_version v JOIN unit u ON u.id = v.unit_id",
}


def facts_of(store):
    """What a store holds of its organisation, by codes."""
    with closing(sqlite3.connect(store)) as connection:
        return {name: sorted(connection.execute(statement).fetchall()) for name, statement in FACTS.items()}


@pytest.fixture
def new_store(empty_template, tmp_path):
    """Make a fresh empty store for each example."""
    content = empty_template.read_bytes()

    def new_store():
        store = tmp_path / "store.db"
        for left in tmp_path.glob("store.db*"):
            left.unlink()
        store.write_bytes(content)
        return store

    return new_store


@FEW
@given(forest=forests(recorded=True))
def test_the_acts_of_a_forest_are_those_of_the_program(new_store, desk_at, forest):
    """The program allows every act of a random forest, and keeps the same lives, places, successors and maps."""
    acted = new_store()
    for name, *told in forest.acts:
        ACTS[name](desk_at(acted), *told)
    by_acts = facts_of(acted)
    written = new_store()
    with closing(sqlite3.connect(written)) as connection:
        write(forest, connection)
    assert facts_of(written) == by_acts


@FEW
@given(data=st.data(), forest=forests(recorded=True))
def test_a_forest_has_a_tally_where_the_program_accepts_one(new_store, desk_at, data, forest):
    """A tally is free to be set exactly where the act does not find another, or a case that counts, in the unit's line."""
    store = new_store()
    with closing(sqlite3.connect(store)) as connection:
        write(forest, connection)
    units = [code for code in forest.units if forest.ever_stood(code)]
    for code in data.draw(st.lists(st.sampled_from(units), min_size=1, max_size=3)):
        year = data.draw(st.integers(2019, 2021))
        if not years_of(forest, code, [year]):
            continue
        free = is_free(forest, code, year, "admission")
        try:
            set_tally(desk_at(store), code, year, 2, measure="admission", document=PAPER)
        except (TallyBesideRecords, TallyBesideTally):
            assert not free
        else:
            assert free
            forest.tallies.append(TallyFact(code, year, 2))
