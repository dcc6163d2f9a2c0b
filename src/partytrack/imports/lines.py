"""The rows of a list on their way into the store: what each says, what was remarked of it, what becomes of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from partytrack.core.errors import OwnMissing, PartytrackError, ValueMissing
from partytrack.core.finding import Finding
from partytrack.core.layout import OWN_KINDS, Field, column_word
from partytrack.core.layout import layout as layout_of
from partytrack.core.words import Told
from partytrack.imports.cells import Value, code_of
from partytrack.imports.headers import Heading
from partytrack.imports.places import place_of
from partytrack.imports.returned import Sent
from partytrack.imports.sheets import address

Outcome: TypeAlias = Literal["add", "change", "same", "refuse"]
OUTCOMES: tuple[Outcome, ...] = ("add", "change", "same", "refuse")
NEW, FROM_FILE, FROM_STORE = "new", "file", "store"


class Remark(NamedTuple):
    """What is found of a row or of one of its cells (``field``; empty: of the row); some refuse the row."""

    field: str
    code: str
    said: PartytrackError | Told
    refuses: bool = True


class Change(NamedTuple):
    """A value of a record that becomes another."""

    field: str
    old: Value
    new: Value


@dataclass(slots=True)
class Line:
    """One row of the list: the values of its cells by field, blanks left out.

    ``about``: the column whose value is being recorded; what refuses it has its address. ``given``: the columns whose
    value the row has not told, but was given for the whole list. ``apart``: it has no running number as the others have.
    """

    row: int
    values: dict[str, Value]
    remarks: list[Remark] = field(default_factory=list)
    key: str = ""
    changes: list[Change] = field(default_factory=list)
    outcome: Outcome | None = None
    about: str = ""
    given: tuple[str, ...] = ()
    apart: bool = False

    @property
    def refused(self) -> bool:
        """Whether anything refuses the row."""
        return any(remark.refuses for remark in self.remarks)

    def refuse(self, error: PartytrackError, at: str = "") -> None:
        """Refuse the row, for what is wrong with it or with one of its cells."""
        at = at or place_of(error, self.values) or self.about
        error.__traceback__ = error.__context__ = None  # they hold all that was at work there as long as the row
        self.remarks.append(Remark(at, code_of(error), error))
        self.outcome = "refuse"

    def require(self, layout: str, fields: Iterable[str]) -> None:
        """Refuse the row for each value that it needs and leaves blank; what could not be read is refused already."""
        told = {remark.field for remark in self.remarks}
        for name in fields:
            if self.values.get(name) is None and name not in told:
                missing = OwnMissing if layout_of(layout)[name].kind in OWN_KINDS else ValueMissing
                self.refuse(missing(column_word(layout, name), name), name)

    def note(self, code: str, at: str, /, **values: object) -> None:
        """Remark something that does not refuse the row (``data/texts/imports.toml``)."""
        self.remarks.append(Remark(at, code, Told(f"imports.{code}", values), refuses=False))

    def found(self, finding: Finding, at: str) -> None:
        """Remark what a rule says of a step of the row without refusing it."""
        self.remarks.append(Remark(at, finding.rule, Told("imports.finding", {"finding": finding}), refuses=False))


@dataclass(frozen=True)
class Incoming:
    """A list that came in: where it lies, its columns, its rows, and what the reader decided of them.

    ``sent``: what our own template had sent, where the list is one that came back.
    """

    layout: str
    file: str
    sheet: str
    fields: Mapping[str, Field]
    heading: Heading
    lines: tuple[Line, ...]
    decided: Mapping[str, str]
    sent: Sent | None = None
    tick: Callable[[], None] = lambda: None

    @cached_property
    def by_row(self) -> Mapping[int, Line]:
        """The lines by the numbers of their rows."""
        return {line.row: line for line in self.lines}

    def at(self, line: Line, field: str = "") -> str:
        """The address of a cell of a row; of a row, or of a value that has no column, that of its first cell."""
        return address(self.sheet, line.row, self.heading.column_of(field, line.values))

    def decision(self, line: Line, field: str = "") -> str | None:
        """What was decided of a row (``5``, ``A5``, ``Sheet1!A5``), or of one of its cells (``D5``)."""
        if not self.decided:
            return None
        cell = self.at(line, field)
        names = (cell, cell.rpartition("!")[2], *(() if field else (str(line.row),)))
        return next((self.decided[name] for name in names if name in self.decided), None)

    def sent_of(self, line: Line) -> Mapping[str, Value] | None:
        """What our own template had told of the record of a row; ``None`` where it had not told of it."""
        return None if self.sent is None else self.sent.rows.get(line.key)

    def waiting(self) -> Iterator[Line]:
        """The rows of which nothing is settled yet."""
        return (line for line in self.lines if line.outcome is None)
