"""Lists go to the screen, or into a file; a workbook always into a file."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import IO

from partytrack.cli.face import Face
from partytrack.cli.files import check_free, write_file
from partytrack.cli.output import ListFormat, screen_width
from partytrack.cli.streams import put
from partytrack.core.errors import RevealUnseen
from partytrack.core.period import Period
from partytrack.core.report import Letterhead, Listing, Run, Subject, Table

Make = Callable[[Run], Table]


@dataclass(frozen=True)
class Wanted:
    """How a list is asked for: in which format, into which file, and whether that may take the place of another.

    ``reveal``: why national numbers are to be shown in full; without a reason they are masked.
    """

    form: ListFormat = "text"
    output: Path | None = None
    force: bool = False
    reveal: str | None = None


def put_list(
    face: Face, wanted: Wanted, make: Make, unit: str | None = None, day: date | None = None, *, judged: bool = False
) -> None:  # fmt: skip
    """Read a list from the store and write it; ``judged``: it tells where cases stand.

    It is about a unit, the root where none is named, on a day, today where none is told.
    """
    as_of = day or face.today
    if wanted.reveal is not None:
        _reveal(face, wanted, make, unit, as_of, judged=judged)
    shown, target = StringIO(newline=""), wanted.output
    with face.reading(judged=judged) as run:
        table = make(run)
        if wanted.form == "xlsx":
            subject = _subject(run, unit, as_of)
            listing, target = _outgoing(face, run, table, as_of, wanted), _target(table, subject, wanted)
            write_file(target, lambda file: _workbook(face, listing, subject, file), force=wanted.force)
        elif target is not None:
            write_file(target, lambda file: _write(face, run, table, as_of, wanted, file), force=wanted.force)
        else:
            _write_text(face, run, table, as_of, wanted, shown)
    if target is None:
        put(shown.getvalue())
    else:
        face.tell("written", file=target)


def _reveal(face: Face, wanted: Wanted, make: Make, unit: str | None, as_of: date, *, judged: bool) -> None:
    """Enter in the journal that numbers are shown in full, and why, before any of them is written."""
    if wanted.form == "text":
        raise RevealUnseen
    from partytrack.imports.outgoing import numbers  # noqa: PLC0415  # lists on the screen do without

    with face.reading(judged=judged) as run:
        table, subject = make(run), _subject(run, unit, as_of)
        count = numbers(run, table, as_of)
    target = _target(table, subject, wanted) if wanted.form == "xlsx" else wanted.output
    if target is not None:
        check_free(target, force=wanted.force)
    face.reveal(f"{table.name} {subject.unit.code}", wanted.reveal or "", count)


def _subject(run: Run, unit: str | None, as_of: date) -> Subject:
    from partytrack.counting.subject import ask  # noqa: PLC0415  # lists on the screen do without

    return Subject(ask(run, unit, Period(as_of, as_of), as_of).unit, as_of)


def _target(table: Table, subject: Subject, wanted: Wanted) -> Path:
    """Where the workbook goes: as named, else ``reports/members-TG-2022-04-26.xlsx`` in the current folder."""
    code = subject.unit.code.replace("/", "-")
    return wanted.output or Path("reports") / f"{table.name}-{code}-{subject.as_of}.xlsx"


def _outgoing(face: Face, run: Run, table: Table, as_of: date, wanted: Wanted) -> Listing:
    """The list with the columns by which it can come back, where it can."""
    from partytrack.imports.outgoing import comes_back, outgoing  # noqa: PLC0415  # lists on the screen do without
    from partytrack.render.cells import visible  # noqa: PLC0415  # each format is loaded when it is asked for

    if wanted.form == "text" or not comes_back(table):
        return Listing(table.name, table.title, table.columns, visible(table), table.rows)
    return outgoing(run, face.say, table, as_of, wanted.form, revealed=wanted.reveal is not None)


def _workbook(face: Face, listing: Listing, subject: Subject, file: IO[bytes]) -> None:
    from partytrack.render import xlsx  # noqa: PLC0415  # each format is loaded when it is asked for

    settings = face.settings
    letterhead = Letterhead(settings.get("superior"), settings.get("place"), face.today)
    xlsx.write_list(listing, face.say, subject, letterhead, file)


def _write(face: Face, run: Run, table: Table, as_of: date, wanted: Wanted, file: IO[bytes]) -> None:
    """Write text into a file; Excel takes a CSV file for UTF-8 only when it begins with the mark."""
    stream = TextIOWrapper(file, "utf-8-sig" if wanted.form == "csv" else "utf-8", newline="")
    try:
        _write_text(face, run, table, as_of, wanted, stream)
        stream.flush()
    finally:
        with suppress(OSError):  # what a full disk did not take
            stream.detach()


def _write_text(face: Face, run: Run, table: Table, as_of: date, wanted: Wanted, target: IO[str]) -> None:
    if wanted.form == "text":
        from partytrack.render import text  # noqa: PLC0415  # each format is loaded when it is asked for

        target.write(text.render_table(table, face.say, screen_width()))
        return
    listing = _outgoing(face, run, table, as_of, wanted)
    if wanted.form == "csv":
        from partytrack.render import csv  # noqa: PLC0415  # as above

        csv.write_list(listing, target)
    else:
        from partytrack.render import json  # noqa: PLC0415  # as above

        target.write(json.render_table(table.name, replace(table, rows=tuple(listing.rows))))
