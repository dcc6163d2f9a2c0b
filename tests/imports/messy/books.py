"""How a messy workbook is described: its rows as they look, and beside each row what must become of it.

A row of a sheet is a list of cells, blank ones ``None``. A row that is a record stands in brackets with what is expected
of it: ``([1, "Lê Thị Út", "3/5/1990", "TG-01"], add("P00009", name="Lê Thị Út", born_on="1990-05-03", unit="TG-01"))``.
Rows without an expectation are titles, headers, totals or blank: they must give no record.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Formula(NamedTuple):
    """A cell with a formula; who wrote the file has not calculated it."""

    text: str


class Shown(NamedTuple):
    """A number or a formula with a format: ``Shown(44708, "dd/mm/yyyy")`` shows a day."""

    value: Any
    form: str


class Error(NamedTuple):
    """A cell that shows an error (``#N/A``)."""

    text: str


@dataclass(frozen=True)
class Expected:
    """What must become of a row: its outcome, the code of its record, what is read from it, what is remarked of it.

    ``values``: the values of all its cells as scripts read them. ``findings``: ``C6 bad_date`` each, whether they refuse
    the row or not. ``changes``: column of the file, field, old and new value.
    """

    outcome: str
    key: str = ""
    findings: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    changes: tuple[tuple[str, str, Any, Any], ...] = ()


def add(key, *findings, **values):
    """A new record under this code."""
    return Expected("add", key, findings, values)


def same(key, *findings, **values):
    """A row that says what is on record."""
    return Expected("same", key, findings, values)


def change(key, changes, *findings, **values):
    """A row that changes a record: ``("D6", "born_on", "1990", "1990-05-03")`` each."""
    return Expected("change", key, findings, values, tuple(changes))


def refuse(*findings, key="", **values):
    """A row that is not taken, with the reasons."""
    return Expected("refuse", key, findings, values)


@dataclass(frozen=True)
class Book:
    """A messy workbook.

    ``columns``: which column of the file is read as which field, ``B name, C born_on``; ``unmatched`` those that are
    named as not understood, by the address of their header and its text. ``fault``: the whole file is refused with that
    finding, and its sentence names the ``mentions``. ``asked``: the options of the command. ``last``: what the records say
    afterwards that the rows do not tell: by code, field and value. ``dashes``: cells that say nothing, such as “–”.
    """

    name: str
    theme: str
    layout: str
    sheets: dict[str, list[Any]]
    columns: str = ""
    unmatched: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    mentions: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: str = ""
    hidden_sheets: tuple[str, ...] = ()
    epoch_1904: bool = False
    dashes: tuple[str, ...] = ()
    stored: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def read(self):
        """The name of the sheet that is read."""
        return self.sheet or next(iter(self.sheets))

    @property
    def rows(self):
        """The rows of that sheet: number, cells, what is expected of them."""
        for number, row in enumerate(self.sheets[self.read], start=1):
            cells, expected = row if isinstance(row, tuple) else (row, None)
            yield number, cells, expected

    @property
    def recorded(self):
        """The expectations of the rows that are recorded: none where a row is refused, unless good rows are accepted."""
        told = [expected for _, _, expected in self.rows if expected is not None]
        kept = [expected for expected in told if expected.outcome in {"add", "change"}]
        return kept if self.asked.get("accept_good") or all(each.outcome != "refuse" for each in told) else []

    @property
    def counts(self):
        """How many rows have which outcome."""
        told = [expected.outcome for _, _, expected in self.rows if expected is not None]
        return {outcome: told.count(outcome) for outcome in ("add", "change", "same", "refuse")}
