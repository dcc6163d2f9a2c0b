"""What the reports on cases share: the ward as its secretary records it or entered past the acts, and a report as scripts read it."""

import json
from datetime import date

import pytest
from wardbook import opened

from partytrack.core.period import parse_period
from partytrack.core.texts import Texts
from partytrack.render import json as as_json
from partytrack.reports import Params, spec
from partytrack.store.connection import reading

TODAY = date(2022, 4, 26)


@pytest.fixture
def report_of(desk):
    """Build a report on the ward: of every case ever opened, unless a period is named."""

    def report_of(name, period=None, unit=None, as_of=TODAY, lang="en", **asked):
        params = Params(unit, parse_period(period or "2022", TODAY), as_of, every_year=period is None, **asked)
        with reading(desk.store) as run:
            return spec(name).build(run, params, Texts(lang))

    return report_of


@pytest.fixture
def tables(report):
    """The tables of a module's ``report`` as scripts read them, by name."""

    def tables(*args, **asked):
        document = json.loads(as_json.render(report(*args, **asked)))
        return {table["name"]: table for table in document["tables"]}

    return tables


@pytest.fixture
def book(ward):
    """The ward TG with its cells TG-01 to TG-03, nobody in it; rows are entered past the acts."""
    with opened(ward) as book:
        yield book
