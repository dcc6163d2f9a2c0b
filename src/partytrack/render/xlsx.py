"""Reports as an Excel workbook, laid out as a Party office expects its paper."""

from typing import IO

from partytrack.core.report import Letterhead, Report
from partytrack.core.texts import Texts


def write(report: Report, say: Texts, letterhead: Letterhead, target: IO[bytes]) -> None:
    """Write the workbook of the report to ``target``, always built fresh."""
    from partytrack.render.office.book import write_book  # noqa: PLC0415  # only this format pays for openpyxl

    write_book(report, say, letterhead, target)
