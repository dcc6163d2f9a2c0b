"""Reports and lists as an Excel workbook, laid out as a Party office expects its paper."""

from typing import IO

from partytrack.core.report import Letterhead, Listing, Report, Subject
from partytrack.core.texts import Texts


def write(report: Report, say: Texts, letterhead: Letterhead, target: IO[bytes]) -> None:
    """Write the workbook of the report, or of a pack of reports, to ``target``, always built fresh."""
    if report.parts:
        from partytrack.render.office.pack import write_pack  # noqa: PLC0415  # only this format pays for openpyxl

        write_pack(report, say, letterhead, target)
        return
    from partytrack.render.office.book import write_book  # noqa: PLC0415  # as above

    write_book(report, say, letterhead, target)


def write_list(listing: Listing, say: Texts, subject: Subject, letterhead: Letterhead, target: IO[bytes]) -> None:
    """Write the workbook of a list to ``target``, row by row."""
    from partytrack.render.office.listing import write_listing  # noqa: PLC0415  # as above

    write_listing(listing, say, subject, letterhead, target)
