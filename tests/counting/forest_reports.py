"""Reports of the program on a forest: a store in memory, and the answer as scripts read it."""

import json
import sqlite3
from contextlib import closing, contextmanager
from datetime import date

from forest_store import write

from partytrack.core.period import parse_period
from partytrack.core.texts import Texts
from partytrack.render.json import render
from partytrack.reports import Params, spec
from partytrack.store.connection import runner

TODAY = date(2026, 12, 31)


@contextmanager
def opened(schema, forest):
    """Hold the facts of a forest in a store in memory, for ``with``, and hand out what runs statements on it."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        write(forest, connection)
        yield runner(connection)


def built(run, name="quota", *, unit=None, period="2025", as_of=TODAY, **options):
    """Build a report as the plain value that formats read."""
    as_of = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    period = parse_period(period, TODAY) if isinstance(period, str) else period
    return spec(name).build(run, Params(unit, period, as_of, **options), Texts("en"))


class Answer:
    """A report as scripts read it: rows by unit, own rows with a star, the total, the notes by code."""

    def __init__(self, report):
        document = json.loads(render(report))
        self.map = document["map"]
        self.tables = {table["name"]: table["rows"] for table in document["tables"]}
        self.total = document["tables"][0].get("total")
        self.rows = {row["unit"] + "*" * row.get("own", False): row for row in document["tables"][0]["rows"]}
        self.notes = {note["code"]: note["units"] for note in document["notes"]}
        self.texts = {note["code"]: note["text"] for note in document["notes"]}

    def column(self, key):
        """A figure of every row, and of the total under the sign of a sum."""
        return {**{unit: row[key] for unit, row in self.rows.items()}, "Σ": self.total[key]}

    @property
    def figures(self):
        """Quota and admitted of every row and of the total."""
        quota, admitted = self.column("quota"), self.column("admitted")
        return {unit: (quota[unit], admitted[unit]) for unit in quota}
