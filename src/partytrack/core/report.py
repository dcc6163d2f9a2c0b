"""The report as a plain frozen value: the one thing that reports make and formats read.

No report knows a format, and no format knows a report. A cell holds a plain value whose kind its
column names; ``None`` is unknown, which is never 0.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from partytrack.core.dates import Lang, PartialDate
from partytrack.core.period import Period

CellType: TypeAlias = Literal["text", "count", "percent", "date", "fraction", "flag"]
Cell: TypeAlias = "str | int | bool | Decimal | date | PartialDate | Fraction | None"
Run: TypeAlias = Callable[[str, Mapping[str, Any]], Sequence[tuple[Any, ...]]]
"""Runs one statement with named binds (``:name``) and hands back all its rows."""


class Fraction(NamedTuple):
    """The pair actual/goal, as published figures print it: 11/15; either may be unknown."""

    actual: int | None
    goal: int | None


class Ranged(int):
    """A count that readers see as more than its number: the 15 of a range as ``15–20``, of "15 or more" as ``15+``."""

    text: str


def with_text(number: int, text: str) -> int:
    """The count; where its text says more than the number, it carries the text along."""
    if text == str(number):
        return number
    ranged = Ranged(number)
    ranged.text = text
    return ranged


@dataclass(frozen=True)
class Column:
    """One column: its key (glossary identifier), the kind of its cells, its label in the reader's language.

    A hidden column serves scripts (JSON, CSV) and is not shown on paper or screen; one for paper is
    left out on the screen, where 80 places must do.
    """

    key: str
    type: CellType
    label: str
    hidden: bool = False
    paper: bool = False


Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True)
class Table:
    """Rows under columns; the total, where there is one, has the columns' keys and perhaps more.

    ``brief``: the rows that the screen shows where all of them are too many for it.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    brief: tuple[Row, ...] | None = None


@dataclass(frozen=True)
class Listing:
    """A list that may be long: its rows come one after the other and can be gone through once.

    ``columns`` are those of the screen and of scripts, ``paper`` those of the workbook.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    paper: tuple[Column, ...]
    rows: Iterable[Row]


@dataclass(frozen=True)
class Note:
    """What a reader must know about the figures; ``code`` is one of the contract's note codes."""

    code: str
    text: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """Columns of one table drawn against each other: quota beside admitted, a bar pair for each row, or lines over years."""

    table: str
    title: str
    names: str
    series: tuple[str, ...]
    kind: Literal["bar", "line"] = "bar"


@dataclass(frozen=True)
class Unit:
    """The unit that a report is about; ``kind`` is a code of ``data/codes/unit_kinds.toml``."""

    code: str
    name: str
    kind: str


class Subject(NamedTuple):
    """What a list is about: a unit and those under it, on a day."""

    unit: Unit
    as_of: date


@dataclass(frozen=True)
class Letterhead:
    """What an office's paper says beside the report: superior organ, place, and the day it was made."""

    superior: str | None
    place: str | None
    made_on: date


@dataclass(frozen=True)
class Reminder:
    """A day for the calendar: what is to be done about which case by then, who acts, on what ground.

    ``key`` names the obligation as long as it stands and tells nothing of the person; ``name`` is the person's.
    """

    key: str
    on: date
    case: str
    name: str
    unit: str
    what: str
    who: str
    ground: str


@dataclass(frozen=True)
class Report:
    """A report ready to be written in any format; texts are already in ``lang``.

    ``reminders``: what a calendar can take over, in the one report that is about days to come.
    ``parts``: the reports of a pack, whose own tables hold their main figures, each named after its report.
    """

    name: str
    title: str
    lang: Lang
    unit: Unit
    period: Period
    as_of: date
    basis: str
    map: str
    tables: tuple[Table, ...]
    notes: tuple[Note, ...]
    lead: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    reminders: tuple[Reminder, ...] | None = None
    parts: tuple["Report", ...] = ()
