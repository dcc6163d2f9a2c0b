"""How SQLite goes about a report on a small unit: from the unit's own path and keys, never through a whole table.

The store is a city of some hundred units after its reform: 15 wards of which most became five, cells merged, split and
moved. Asked about are a ward that has only changed its place, and two cells of it: one that took in its neighbour and
one that moved. The planner is asked with the statistics of ANALYZE and without, as a store may have them or not.
"""

import re
import sqlite3
import sys
from contextlib import closing
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from partytrack.core.period import whole_years
from partytrack.core.texts import Texts
from partytrack.reports import Params, names, spec
from partytrack.store.connection import runner
from partytrack.store.doctor import examine

UNITS = ("X001", "X001-02", "X001-05")
ASKED = {"period": whole_years(2022, 2025), "as_of": date(2025, 10, 31)}
EXTRAS = ({}, {"explain": True}, {"measure": "course"}, {"segment": "women"}, {"segment": "women", "explain": True})
FACTS = (
    "step_event", "person", "stay", "candidacy", "quota", "tally", "successor", "unit", "unit_name", "unit_edge",
    "person_fact", "path_version", "today_version", "unit_term", "mentorship", "case_due", "case_stage",
)  # fmt: skip
KEYS = {"rowid", "id", "code", "unit_id", "parent_id", "successor_id", "candidacy_id", "person_id", "mentor_id"}


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The city's store."""
    place = Path(__file__).parents[1] / "bench" / "province.py"
    found = spec_from_file_location("province", place)
    province = sys.modules["province"] = module_from_spec(found)
    found.loader.exec_module(province)
    path = tmp_path_factory.mktemp("city") / "city.db"
    province.build(path, "city")
    return path


@pytest.fixture(scope="module")
def planners(city):
    """The store in memory: as it is, and after ANALYZE."""
    opened = {}
    for analysed in (False, True):
        opened[analysed] = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(city)) as source:
            source.backup(opened[analysed])
    opened[True].execute("ANALYZE")
    yield opened
    for connection in opened.values():
        connection.close()


def read_whole(statement, plan):
    """The steps of a plan that go through a whole table of facts, or build an index or a filter over one."""
    named = re.findall(r"(?:\b(?:FROM|JOIN)\b|,)\s+(\w+)\s+(?:AS\s+)?(\w+)", statement)
    facts = set(FACTS) | {alias for table, alias in named if table in FACTS}
    steps = [(step, re.match(r"(SCAN|SEARCH|BLOOM FILTER ON) (\w+)(.*)", step)) for step in plan]
    return [step for step, found in steps if found and found[2] in facts and not _is_keyed(found[1], found[3])]


def _is_keyed(way, rest):
    """Whether a step finds its rows by the key of a unit, a case or a person, or by a path's range with both its ends."""
    terms = re.search(r"\((.*)\)", rest)
    if way != "SEARCH" or terms is None or "AUTOMATIC" in rest:
        return False
    first, *others = terms[1].split(" AND ")
    return first.removesuffix("=?") in KEYS or first == "path=?" or (first, *others[:1]) == ("path>?", "path<?")


def plans(connection, name, params):
    """Every statement that a report runs, with SQLite's plan for it."""
    run = runner(connection)

    def explained(statement, binds):
        found[statement] = [row[3] for row in run(f"EXPLAIN QUERY PLAN {statement}", binds)]
        return run(statement, binds)

    found = {}
    spec(name).build(explained, params, Texts("en"))
    return found


@pytest.mark.parametrize("analysed", [False, True])
@pytest.mark.parametrize("depth", ["children", "cells"])
@pytest.mark.parametrize("map_", ["then", "today"])
@pytest.mark.parametrize("name", names())
def test_a_small_units_report_touches_no_full_table(planners, name, map_, depth, analysed):
    """Whatever is asked about a ward or a cell, every statement reads what belongs to it and no table as a whole."""
    for unit in UNITS:
        for extra in EXTRAS:
            params = Params(unit, map=map_, depth=depth, **ASKED, **extra)
            for statement, plan in plans(planners[analysed], name, params).items():
                if "upper(e.code)" not in statement:  # asked only for a code that no unit bears as it was typed
                    assert read_whole(statement, plan) == [], (unit, extra, statement, plan)


@pytest.mark.parametrize(
    ("statement", "whole"),
    [
        ("SELECT * FROM stay s", ["SCAN s"]),
        ("SELECT 1 FROM unit u WHERE u.code > 'X'", ["SEARCH u USING COVERING INDEX sqlite_autoindex_unit_1 (code>?)"]),
        ("SELECT 1 FROM path_version v WHERE v.path >= '00001'", ["SEARCH v USING COVERING INDEX ix_path_version_path (path>?)"]),
        ("SELECT 1 FROM step_event e WHERE e.unit_id = 7", []),
        ("SELECT 1 FROM path_version v WHERE v.path >= '00001' AND v.path < '00001~'", []),
        ("WITH level(n) AS (VALUES (1), (2)) SELECT n FROM level", []),
    ],
)  # fmt: skip
def test_a_plan_that_goes_through_a_whole_table_is_told(planners, statement, whole):
    """The check itself: a scan and an open range are found, a search by key or path is none."""
    plan = [row[3] for row in planners[False].execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert read_whole(statement, plan) == whole


def test_the_city_is_a_sound_store(city):
    """The store that the plans are read in, made past the acts, is one with which the doctor finds no fault."""
    assert examine(city) == ()
