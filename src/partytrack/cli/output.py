"""Where results go: text, JSON or CSV to the screen or a file, a workbook always to a file."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Literal, TypeAlias

from partytrack.cli.face import Face
from partytrack.core.errors import FileExists, FileOpen, StoreFull, StoreUnreadable
from partytrack.core.report import Letterhead, Report, Table
from partytrack.store.connection import DISK_FULL

Format: TypeAlias = Literal["text", "json", "csv", "xlsx"]
ListFormat: TypeAlias = Literal["text", "json", "csv"]
WIDEST = 120


def screen_width() -> int:
    """The width to write for: the terminal's, 80 in a pipe."""
    return min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST) if sys.stdout.isatty() else 80


def put_tables(face: Face, name: str, tables: Sequence[Table], form: ListFormat) -> None:
    """Write a list, or the several tables that show one thing."""
    if form == "json":
        from partytrack.render import json  # noqa: PLC0415  # each format is loaded when it is asked for

        (single, *more) = tables
        text = json.render_tables(name, tables) if more else json.render_table(name, single)
    elif form == "csv":
        from partytrack.render import csv  # noqa: PLC0415  # as above

        text = "\r\n".join(csv.render_table(table) for table in tables)
    else:
        from partytrack.render import text as plain  # noqa: PLC0415  # as above

        text = "\n".join(plain.render_table(table, face.say, screen_width()) for table in tables if table.rows)
    sys.stdout.write(text)


def put_report(face: Face, report: Report, form: Format, output: Path | None, *, force: bool = False) -> None:
    """Write a report where it was asked for; a file that exists stays unless ``force`` says otherwise."""
    if form == "xlsx":
        target = output or default_file(report, form)
        _write(face, target, lambda file: _workbook(face, report, file), force=force)
        return
    text = _text(face, report, form)
    if output is None:
        sys.stdout.write(text)
        return
    # Excel takes a CSV file for UTF-8 only when it begins with the mark
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    _write(face, output, lambda file: file.write(text.encode(encoding)), force=force)


def default_file(report: Report, form: str) -> Path:
    """``reports/quota-TG-2019-2021.xlsx`` in the current folder."""
    first, last = report.period.first, report.period.last
    years = list(report.period.whole_years)
    whole = len(years) == len(report.period.years)
    span = f"{first.year}-{last.year}" if len(years) > 1 else str(first.year)
    code = report.unit.code.replace("/", "-")
    return Path("reports") / f"{report.name}-{code}-{span if whole else f'{first}-{last}'}.{form}"


def _text(face: Face, report: Report, form: Format) -> str:
    if form == "json":
        from partytrack.render import json  # noqa: PLC0415  # each format is loaded when it is asked for

        return json.render(report)
    if form == "csv":
        from partytrack.render import csv  # noqa: PLC0415  # as above

        return csv.render(report, face.say)
    from partytrack.render import text  # noqa: PLC0415  # as above

    return text.render(report, face.say, screen_width())


def _workbook(face: Face, report: Report, file: IO[bytes]) -> None:
    from partytrack.render import xlsx  # noqa: PLC0415  # each format is loaded when it is asked for

    settings = face.settings
    letterhead = Letterhead(settings.get("superior"), settings.get("place"), face.today)
    xlsx.write(report, face.say, letterhead, file)


def _write(face: Face, target: Path, fill: Callable[[IO[bytes]], object], *, force: bool) -> None:
    """Write a file whole or not at all, readable by its owner only: reports name people."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415  # only files need it

    if target.exists() and not force:
        raise FileExists(str(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as draft:
            try:
                fill(draft.file)
                draft.flush()
                os.fsync(draft.fileno())
                draft.close()
                Path(draft.name).replace(target)
            except BaseException:
                draft.close()
                Path(draft.name).unlink(missing_ok=True)
                raise
    except PermissionError:
        raise FileOpen(str(target)) from None
    except OSError as error:
        raise (
            StoreFull(str(target)) if error.errno in DISK_FULL else StoreUnreadable(str(target), str(error.strerror))
        ) from error
    face.tell("written", file=target)
