"""What a report costs: a fixed number of statements, no table read as a whole, no library."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest

from partytrack.core.period import whole_years
from partytrack.core.texts import Texts
from partytrack.reports import Params, names, spec
from partytrack.store.connection import runner

ASKED = {"period": whole_years(2019, 2021), "as_of": date(2022, 4, 26)}


@pytest.fixture
def store_with(empty_store):
    """Open the empty store with one cell or many under a committee, each with a quota, a tally and admissions."""
    opened = []

    def store_with(cells):
        connection = sqlite3.connect(":memory:")
        opened.append(connection)
        with closing(sqlite3.connect(empty_store)) as source:
            source.backup(connection)
        for key in range(1, cells + 2):
            _add_unit(connection, key)
            if key > 1:
                _add_facts(connection, key)
        return connection

    yield store_with
    for connection in opened:
        connection.close()


def _add_unit(connection, key):
    days = ("0001-01-01", "9999-12-31")
    code, kind, path = ("TG", "committee", "00001") if key == 1 else (f"TG-{key - 1:02}", "cell", f"00001{key:05}")
    connection.execute(
        "INSERT INTO unit (id, code, kind, from_on, to_on, records_from, entered_on) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, code, kind, *days, "2019-01-01", "2022-04-26"),
    )
    connection.execute("INSERT INTO unit_name (unit_id, name, from_on, to_on) VALUES (?, ?, ?, ?)", (key, code, *days))
    connection.execute(
        "INSERT INTO path_version (unit_id, path, from_on, to_on) VALUES (?, ?, ?, ?)", (key, path, *days)
    )
    if key > 1:
        connection.execute(
            "INSERT INTO unit_edge (unit_id, parent_id, from_on, to_on) VALUES (?, 1, ?, ?)", (key, *days)
        )


def _add_facts(connection, key):
    connection.execute(
        "INSERT INTO quota (unit_id, measure, segment, round, first_year, last_year, term, kind, low, decided_on, document,"
        " assumed) VALUES (?, 'admission', '', '', 2019, 2019, '', 'number', 2, '2018-12-15', 'NQ', 0)",
        (key,),
    )
    connection.execute(
        "INSERT INTO tally (unit_id, year, measure, count, document) VALUES (?, 2018, 'admission', 1, 'BC')", (key,)
    )
    connection.execute(
        "INSERT INTO person (id, code, name, name_folded, name_key) VALUES (?, ?, 'A', 'a', 'a')", (key, f"P{key}")
    )
    connection.execute(
        "INSERT INTO candidacy (id, code, person_id, unit_id, source, opened_on)"
        " VALUES (?, ?, ?, ?, 'youth_union', '2019-01-01')",
        (key, f"C{key}", key, key),
    )
    connection.execute(
        "INSERT INTO step_event (candidacy_id, step, happened_on, unit_id)"
        " VALUES (?, 'admission_decision', '2019-05-03', ?)",
        (key, key),
    )
    connection.execute(
        "INSERT INTO stay (person_id, unit_id, role, from_on, to_on) VALUES (?, ?, 'full', '2019-05-19', '9999-12-31')",
        (key, key),
    )


def statements(connection, name, unit=None, *, explain=True):
    """The statements that a report runs, in their order, with their binds."""
    run, ran = runner(connection), []

    def watched(statement, binds):
        ran.append((statement, binds))
        return run(statement, binds)

    spec(name).build(watched, Params(unit, explain=explain, **ASKED), Texts("en"))
    return ran


@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("name", names())
def test_a_report_runs_the_same_statements_for_few_and_many_units(store_with, name, explain):
    """Three cells or forty: the statements are the same, and their number does not grow with what was found."""
    few, many = (
        [statement for statement, _ in statements(store_with(cells), name, explain=explain)] for cells in (3, 40)
    )
    assert few == many
    assert len(many) <= 25


@pytest.mark.parametrize("name", names())
def test_a_small_units_report_reads_no_table_as_a_whole(store_with, name):
    """One cell among forty: every statement starts from the cell's path, none from all steps, stays, quotas or units."""
    connection = store_with(40)
    for statement, binds in statements(connection, name, "TG-07"):
        plain = {key: str(value) if isinstance(value, date) else value for key, value in binds.items()}
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", plain)]
        scanned = {found[1] for step in plan if (found := re.match(r"SCAN (?:TABLE )?(\w+)", step))}
        # the levels of a path are twelve constant rows, the ways up a few that were just found
        assert {alias for alias in scanned if not alias.isdigit()} <= {"level", "way"}, (statement, plan)
        assert not [step for step in plan if "ix_step_event_step" in step], (statement, plan)


def test_reports_load_nothing_but_the_standard_library(demo, source_folder):
    """Reports, counting and lists are built without a single module of another maker."""
    program = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(source_folder)!r})
before = set(sys.modules)
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from partytrack import counting, lists
from partytrack.core.period import whole_years
from partytrack.core.texts import Texts
from partytrack.reports import Params, names, spec
from partytrack.store.connection import reading
for package in (counting, lists):
    for module in iter_modules(package.__path__):
        import_module(f"{{package.__name__}}.{{module.name}}")
with reading(Path({str(demo)!r})) as run:
    for name in names():
        spec(name).build(run, Params(None, whole_years(2019, 2021), date(2022, 4, 26), explain=True), Texts("vi"))
loaded = {{name.partition(".")[0] for name in set(sys.modules) - before}}
print(*sorted(loaded - set(sys.stdlib_module_names)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["partytrack"]
