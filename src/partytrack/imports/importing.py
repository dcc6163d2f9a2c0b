"""The import of a list: one act, all of it or, where asked, its good rows; shown before it is done.

``open_list`` reads the file and finds the table, ``import_list`` matches its rows with what is on record and records them.
A dry run does the same and keeps nothing, so that what it shows is what will happen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path

from partytrack.core.errors import DecidedOtherwise, DecisionAstray, GivenUnknown, SaidTwice
from partytrack.core.layout import OWN_KINDS, Field, layout
from partytrack.core.legacy_text import ENCODINGS, decode
from partytrack.core.report import Run
from partytrack.core.sent import person_code
from partytrack.imports.cells import Context
from partytrack.imports.headers import Heading, body, which_sheet
from partytrack.imports.hidden_keys import take_keys
from partytrack.imports.lines import FROM_FILE, FROM_STORE, Incoming, Line
from partytrack.imports.naming import settle_members, unit_namer
from partytrack.imports.reading import Way, read_lines
from partytrack.imports.returned import Sent, check_sent, mark_of, read_sent
from partytrack.imports.sheets import Sheet, read_book
from partytrack.record.act import Act, Desk, act
from partytrack.store.engine import runner

OF_PEOPLE = ("members", "candidates")
DATED_AHEAD = ("units", "quotas")
"""Layouts whose days may lie ahead."""


@dataclass(frozen=True)
class Asked:
    """What the reader asks: which layout and file, which sheet and encoding where that must be said, what was decided.

    ``decided``: by row or cell, a code, ``new``, ``file`` or ``store``. ``given``: what holds where a row leaves a column
    blank. ``accept_good``: the good rows are recorded although others are refused.
    """

    layout: str
    path: Path
    sheet: str | None = None
    encoding: str | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    accept_good: bool = False


@dataclass(frozen=True)
class Opened:
    """A list as it was found in its file."""

    asked: Asked
    sheet: Sheet
    heading: Heading
    sent: Sent | None

    @property
    def fields(self) -> Mapping[str, Field]:
        """The columns of the layout."""
        return layout(self.asked.layout)

    @property
    def row_count(self) -> int:
        """How many rows lie under the headers, blank ones among them."""
        last = self.sheet.grid.last
        return last[0] - self.heading.body + 1 if last else 0


@dataclass(frozen=True)
class Result:
    """What became of each row; ``kept``: whether it was recorded, ``rehearsed``: that was never asked."""

    incoming: Incoming
    kept: bool
    rehearsed: bool

    @property
    def ending(self) -> str:
        """How it ended: ``rehearsed``, ``recorded``, ``refused``, or with nothing to record (``same``).

        ``none_good``: of the rows that are not refused none holds anything new, so that to accept them records nothing.
        """
        if self.kept or self.rehearsed:
            return "recorded" if self.kept else "rehearsed"
        counts = self.counts
        if not counts["refuse"]:
            return "same"
        return "refused" if counts["add"] or counts["change"] else "none_good"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows had which outcome."""
        counted = dict.fromkeys(("add", "change", "same", "refuse"), 0)
        for line in self.incoming.lines:
            counted[line.outcome or "refuse"] += 1
        return counted


def open_list(asked: Asked) -> Opened:
    """Read the file and find the table in it; a value for a column that a whole list cannot share is refused first."""
    fields, asked = layout(asked.layout), replace(asked, encoding=asked.encoding and asked.encoding.lower())
    shared = [name for name, field in fields.items() if field.kind not in OWN_KINDS]
    for name in asked.given:
        if name not in shared:
            raise GivenUnknown(name, tuple(shared))
    book = read_book(asked.path, asked.encoding)
    sent = read_sent(book)
    read = partial(decode, encoding=asked.encoding) if asked.encoding in ENCODINGS else str
    sheet, heading = which_sheet(book, asked.layout, asked.sheet, read)
    return Opened(asked, sheet, heading, sent)


def import_list(desk: Desk, opened: Opened, tick: Callable[[], None] = lambda: None) -> Result:
    """Record the list in one act; nothing is kept of a list with refused rows unless its good rows were accepted.

    A list that changes nothing leaves no entry in the journal. ``tick`` is called for each row as it is read, and again
    as it is recorded.
    """
    asked = opened.asked
    with act(desk, "import", f"{asked.layout} {asked.path.name}") as it:
        incoming = _incoming(it, opened, tick)
        import_module(f"partytrack.imports.{asked.layout}").record(it, incoming)
        refused = any(line.refused for line in incoming.lines)
        it.keeps = it.keeps and it.changed and (asked.accept_good or not refused)
        return Result(incoming, it.keeps, desk.rehearse)


def _incoming(it: Act, opened: Opened, tick: Callable[[], None]) -> Incoming:
    """The list with its rows read; what a row needs and does not have, or what was sent otherwise, is refused."""
    asked, run, fields = opened.asked, runner(it.session), opened.fields
    if opened.sent is not None:
        check_sent(opened.sent, str(asked.path), asked.layout, mark_of(run))
    lines = tuple(_ticked(read_lines(opened.sheet, opened.heading, _way(run, it, opened)), tick))
    for name, column in fields.items():
        if column.kind == "member":
            settle_members(run, lines, (name, column.step, "cell"), it.today)
    if opened.sent is not None:
        code = next((name for name, column in fields.items() if column.kind == "key"), None)
        take_keys(opened.sent, str(asked.path), opened.sheet, lines, code)
    incoming = Incoming(
        asked.layout, str(asked.path), opened.sheet.name, fields, opened.heading, lines, asked.decided, opened.sent, tick
    )  # fmt: skip
    _check_decisions(incoming)
    return incoming


def _ticked(lines: Iterator[Line], tick: Callable[[], None]) -> Iterator[Line]:
    for line in lines:
        tick()
        yield line


def _way(run: Run, it: Act, opened: Opened) -> Way:
    asked = opened.asked
    coming = _codes_coming(opened) if asked.layout == "units" else ()
    known = Context(
        unit_namer(run, it.today, coming), person_code,
        people=asked.layout in OF_PEOPLE, ahead=asked.layout in DATED_AHEAD,
    )  # fmt: skip
    return Way(it.today, known, asked.given, asked.encoding)


def _codes_coming(opened: Opened) -> Iterator[str]:
    """The codes of the units that a list of units brings, among which its rows may name the one above."""
    column = opened.heading.columns.get("code", 0)
    for row in body(opened.sheet, opened.heading):
        cell = row.at(column)
        if isinstance(cell, str):
            yield cell.strip()


def _check_decisions(incoming: Incoming) -> None:
    """Refuse decisions that would settle nothing, lest they be missed.

    One on a row or cell that the list does not have, on one cell of what a whole row is; and, of a row that names its
    record, the row on which another was decided.
    """
    code = next((name for name, column in incoming.fields.items() if column.kind == "key"), "")
    numbers = {name.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for name in incoming.decided}
    rows, cells = set[str](), set[str]()
    for line in incoming.lines:
        if str(line.row) not in numbers:
            continue
        names = (str(line.row), *_named(incoming.at(line)))
        _check_once(incoming.decided, names)
        rows.update(names)
        cells.update(*(_named(incoming.at(line, name)) for name in incoming.heading.columns))
        decided, told = incoming.decision(line), line.values.get(code)
        if told is None or decided in {None, FROM_FILE, FROM_STORE}:
            continue
        if str(decided).casefold() != str(told).casefold():
            line.refuse(DecidedOtherwise(line.row, str(told), str(decided)), code)
    for name, decided in incoming.decided.items():
        if name not in rows and (name not in cells or decided not in {FROM_FILE, FROM_STORE}):
            raise DecisionAstray(name)


def _check_once(decided: Mapping[str, str], names: tuple[str, ...]) -> None:
    """Refuse two different decisions on one row: neither is known to be the one that was meant."""
    said = [decided[name] for name in names if name in decided]
    if len(set(said)) > 1:
        raise SaidTwice(names[0], *said[:2])


def _named(cell: str) -> tuple[str, str]:
    """The address of a cell with its sheet and without."""
    return cell, cell.rpartition("!")[2]
