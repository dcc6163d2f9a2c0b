"""Where results go: text, JSON or CSV to the screen or a file, a workbook always to a file."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import IO, Literal, TypeAlias

from partytrack.cli.face import Face
from partytrack.cli.files import write_file
from partytrack.cli.page import page
from partytrack.cli.streams import put
from partytrack.core.errors import NoCalendar
from partytrack.core.period import Period
from partytrack.core.report import Letterhead, Report, Run, Table
from partytrack.core.texts import Texts

Format: TypeAlias = Literal["text", "json", "csv", "xlsx", "ics"]
ShowFormat: TypeAlias = Literal["text", "json", "csv"]
ListFormat: TypeAlias = Literal["text", "json", "csv", "xlsx"]
WIDEST = 120


def screen_width() -> int:
    """The width to write for: what COLUMNS says, the terminal's, 80 in a pipe."""
    return min(get_terminal_size((80, 24)).columns, WIDEST)


def put_one(
    face: Face, name: str, form: ShowFormat, make: Callable[[Run], Sequence[Table]], *, judged: bool = False
) -> None:  # fmt: skip
    """Read one thing from the store and write it: its head line by line, then the tables that belong to it."""
    with face.reading(judged=judged) as run:
        tables = make(run)
    put_tables(face, name, form, tables)


def put_tables(face: Face, name: str, form: ShowFormat, tables: Sequence[Table]) -> None:
    """Write one thing that was read: its head line by line, then the tables that belong to it."""
    if form == "json":
        from partytrack.render import json  # noqa: PLC0415  # each format is loaded when it is asked for

        put(json.render_tables(name, tables))
    elif form == "csv":
        put(_csv(tables))
    else:
        put(_pages(tables, face.say))


def _csv(tables: Sequence[Table]) -> str:
    from partytrack.render import csv  # noqa: PLC0415  # each format is loaded when it is asked for

    return "\r\n".join(csv.render_table(table) for table in tables)


def _pages(tables: Sequence[Table], say: Texts) -> str:
    from partytrack.render import text  # noqa: PLC0415  # each format is loaded when it is asked for

    head, *more = tables
    width = screen_width()
    parts = [page(head, say, width), *(text.render_table(table, say, width) for table in more if table.rows)]
    return "\n".join(parts)


def put_report(
    face: Face, report: Report, form: Format, output: Path | None, *, force: bool = False, names: bool = False
) -> None:  # fmt: skip
    """Write a report where it was asked for; a file that exists stays unless ``force`` says otherwise.

    A calendar names people only where ``names`` says so.
    """
    if form == "ics" and report.reminders is None:
        raise NoCalendar(report.name)
    if form == "xlsx":
        target = output or default_file(report, form)
        write_file(target, lambda file: _workbook(face, report, file), force=force)
    elif output is None:
        put(_text(face, report, form, names=names))
        return
    else:
        target, text = output, _text(face, report, form, names=names)
        # Excel takes a CSV file for UTF-8 only when it begins with the mark
        encoding = "utf-8-sig" if form == "csv" else "utf-8"
        write_file(target, lambda file: file.write(text.encode(encoding)), force=force)
    face.tell("written", file=target)


def default_file(report: Report, form: str) -> Path:
    """``reports/quota-TG-2019-2021.xlsx`` in the current folder."""
    code = report.unit.code.replace("/", "-")
    carried = "-today" if report.map == "today" and report.name != "history" else ""
    return Path("reports") / f"{report.name}-{code}-{_span(report.period)}{carried}.{form}"


def _span(period: Period) -> str:
    """The period as the name of a file tells it: a term, a year, years, two days, or one."""
    if period.term:
        return f"term-{period.term}"
    if period.whole_years != period.years:
        return f"{period.first}-{period.last}" if period.last > period.first else str(period.first)
    first, last = period.first.year, period.last.year
    return f"{first}-{last}" if last > first else str(first)


def _text(face: Face, report: Report, form: Format, *, names: bool) -> str:
    if form == "json":
        from partytrack.render import json  # noqa: PLC0415  # each format is loaded when it is asked for

        return json.render(report)
    if form == "csv":
        from partytrack.render import csv  # noqa: PLC0415  # as above

        return csv.render(report, face.say)
    if form == "ics":
        from partytrack.render import ics  # noqa: PLC0415  # as above

        return ics.render(report, face.say, datetime.now(UTC), names=names)
    from partytrack.render import text  # noqa: PLC0415  # as above

    return text.render(report, face.say, screen_width())


def _workbook(face: Face, report: Report, file: IO[bytes]) -> None:
    from partytrack.render import xlsx  # noqa: PLC0415  # each format is loaded when it is asked for

    settings = face.settings
    letterhead = Letterhead(settings.get("superior"), settings.get("place"), face.today)
    xlsx.write(report, face.say, letterhead, file)
