"""Reports on facts that a test notes as text."""

import json
import sqlite3
from contextlib import closing, contextmanager
from datetime import date

import pytest
from factbook import read, write

from partytrack.core.period import parse_period
from partytrack.core.texts import Texts
from partytrack.render.json import render
from partytrack.reports import Params, spec
from partytrack.store.connection import runner

TODAY = date(2022, 4, 26)


class Answer:
    """A report as scripts read it: its rows by unit, its total, its notes by code."""

    def __init__(self, report):
        self.document = json.loads(render(report))
        self.tables = {table["name"]: table["rows"] for table in self.document["tables"]}
        self.total = self.document["tables"][0]["total"]
        self.notes = {note["code"]: note["units"] for note in self.document["notes"]}
        self.texts = {note["code"]: note["text"] for note in self.document["notes"]}

    def row(self, unit, *, own=False):
        """The one row of a unit."""
        (found,) = [row for row in self.tables["units"] if row["unit"] == unit and row.get("own", own) == own]
        return found

    def column(self, key, table="units"):
        """The cells of a column, top down."""
        return [row[key] for row in self.tables.get(table, ())]

    def cells(self, *keys, table="units"):
        """The cells of several columns, a tuple a row."""
        return [tuple(row[key] for key in keys) for row in self.tables.get(table, ())]


@pytest.fixture(scope="session")
def schema(empty_template):
    """The tables of an empty store, to be poured into memory."""
    with closing(sqlite3.connect(empty_template)) as connection:
        return "\n".join(connection.iterdump())


@pytest.fixture(scope="session")
def opened(schema):
    """Hold the facts of a book in a store in memory, for ``with``, and hand out what runs statements on it."""

    @contextmanager
    def opened(book):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(schema)
            write(book, connection)
            yield runner(connection)

    return opened


@pytest.fixture(scope="session")
def built():
    """Build a report on a book as the plain value that formats read."""

    def built(run, name="quota", *, unit=None, period="2019..2021", as_of=TODAY, **options):
        as_of = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        period = parse_period(period, TODAY) if isinstance(period, str) else period
        return spec(name).build(run, Params(unit, period, as_of, **options), Texts("en"))

    return built


@pytest.fixture(scope="session")
def reported(opened, built):
    """Report on facts noted as text: ``reported(text, "quota", period="2021", unit="A", as_of="2021-06-30")``."""

    def reported(text, name="quota", **asked):
        with opened(read(text)) as run:
            return Answer(built(run, name, **asked))

    return reported
