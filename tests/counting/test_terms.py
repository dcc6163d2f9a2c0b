"""The days of a term: a unit's own, else those of the nearest unit above it, where it stands on the as-of day."""

from contextlib import closing
from datetime import date

import pytest

from partytrack.core.errors import TermUnknown
from partytrack.core.period import Period
from partytrack.core.span import parse_term
from partytrack.counting.terms import term_period
from partytrack.record.reorganisation import close_unit, move_unit
from partytrack.record.terms import set_term
from partytrack.record.units import add_unit
from partytrack.store import engine
from partytrack.store.connection import connect, reading, runner

TODAY = date(2022, 4, 26)
COMMITTEE = (date(2020, 8, 15), date(2025, 8, 14))
SECTION = (date(2020, 6, 1), date(2025, 5, 31))
CELL = (date(2020, 3, 1), date(2022, 8, 31))
UNITS = {"TG": 1, "TG-01": 2, "TG-02": 3, "TG-03": 4, "BP": 5, "TG-09": 6}


@pytest.fixture
def store(desk):
    """TG with its cells and the section BP above TG-09; TG, BP and TG-02 have each recorded the term 2020-2025."""
    add_unit(desk, "BP", "Đảng bộ bộ phận", kind="section_committee", under="TG")
    add_unit(desk, "TG-09", "Chi bộ 9", kind="cell", under="BP")
    for unit, days in (("TG", COMMITTEE), ("BP", SECTION), ("TG-02", CELL)):
        set_term(desk, unit, parse_term("2020-2025"), Period(*days))
    set_term(desk, "TG-09", parse_term("2022-2024"), Period(date(2022, 6, 1), date(2024, 5, 31)))
    move_unit(desk, "TG-03", under="BP", on=date(2023, 1, 1), document="7-QĐ")
    close_unit(desk, "TG-01", on=date(2021, 7, 1), document="8-QĐ")
    return desk.store


@pytest.mark.parametrize(
    ("unit", "as_of", "days"),
    [
        ("TG", TODAY, COMMITTEE),
        ("BP", TODAY, SECTION),
        ("TG-02", TODAY, CELL),
        ("TG-09", TODAY, SECTION),
        ("TG-03", TODAY, COMMITTEE),
        ("TG-03", date(2023, 1, 1), SECTION),  # from that day on it stands under BP
        ("TG-01", date(2030, 1, 1), COMMITTEE),  # a unit that is gone keeps the term of where it last stood
        ("TG", date(2019, 1, 1), COMMITTEE),  # the term itself may lie ahead
    ],
)
def test_the_nearest_term_holds(store, unit, as_of, days):
    """A unit's own days go before those of a unit above it, the nearer before the farther."""
    with reading(store) as run:
        found = term_period(run, UNITS[unit], "2020-2025", as_of)
    assert (found, found.term) == (Period(*days), "2020-2025")


@pytest.mark.parametrize(
    ("unit", "term"), [("TG", "2015-2020"), ("BP", "2022-2024"), ("TG-02", "2022-2024"), ("TG", "")]
)
def test_what_nobody_above_has_recorded_is_unknown(store, unit, term):
    """The term of a unit below, or beside, is not one's own."""
    with reading(store) as run, pytest.raises(TermUnknown) as told:
        term_period(run, UNITS[unit], term, TODAY)
    assert told.value.term == term


def test_the_terms_of_other_units_are_not_read(store):
    """The question goes by the unit's own path: no table is read through."""
    asked = []

    def note(statement, binds):
        asked.append((statement, {name: str(value) for name, value in binds.items()}))
        return runner(connection)(statement, binds)

    with closing(connect(store)) as connection:
        term_period(note, UNITS["TG-09"], "2020-2025", TODAY)
        plans = [
            row[3] for statement, binds in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", binds)
        ]
    assert [step for step in plans if step.startswith("SCAN") and "CONSTANT" not in step and "level" not in step] == []
    assert any("uq_unit_term" in step or "sqlite_autoindex_unit_term" in step for step in plans)


def test_a_session_answers_as_a_connection_does(store):
    """Acts ask the same question within their own transaction."""
    with engine.writing(store) as session:
        assert term_period(engine.runner(session), UNITS["TG-09"], "2020-2025", TODAY) == Period(*SECTION)
