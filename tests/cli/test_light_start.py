"""What a process loads: a report must not pay for what it does not use, for start-up is what a ward office feels."""

import os
import subprocess
import sys

import pytest

HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "pydantic", "openpyxl", "pandas", "numpy"}
PROBE = """
import sys, atexit
sys.argv = ["partytrack", *sys.argv[1:]]
atexit.register(lambda: print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr))
from partytrack.__main__ import main
main()
"""


def loaded(store, *args):
    """The packages in memory when the command ended."""
    environment = {**os.environ, "PARTYTRACK_DB": str(store), "PARTYTRACK_LANG": "vi"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *args], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "partytrack" in done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("form", ["text", "json", "csv"])
@pytest.mark.parametrize("report", ["quota", "shortfall", "zero"])
def test_a_report_loads_no_database_library(demo, report, form):
    """Neither SQLModel nor openpyxl nor anything like them; rich only where a table is drawn."""
    heavy = HEAVY if form == "text" else HEAVY | {"rich"}
    assert loaded(demo, "report", report, "--period", "2019..2021", "--explain", "--format", form) & heavy == set()


@pytest.mark.parametrize(
    "line", ["unit list", "unit show TG", "course list", "candidate show C00003", "member find duc", "quota list TG"]
)
def test_a_list_loads_no_database_library(demo, line):
    """Lists read the store as the reports do."""
    assert loaded(demo, *line.split()) & HEAVY == set()


@pytest.mark.parametrize("form", ["text", "json", "csv", "ics"])
def test_what_is_due_loads_no_database_library(demo, form):
    """Nor the days off, by which it was derived before; the library of calendars only for a calendar."""
    heavy = HEAVY | {"holidays"} | ({"icalendar"} if form != "ics" else set()) | ({"rich"} if form != "text" else set())
    assert loaded(demo, "due", "--format", form) & heavy == set()


@pytest.mark.parametrize("line", ["--help", "--version", "report --help", "candidate step --help"])
def test_help_loads_nothing_heavy(demo, line):
    """Help needs neither the database library nor rich."""
    assert loaded(demo, *line.split()) & (HEAVY | {"rich", "pygments"}) == set()
