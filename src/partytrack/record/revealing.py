"""National numbers that are shown in full: who asked, for what and how many, stands in the journal before they are seen."""

from partytrack.record.act import Desk, act


def reveal(desk: Desk, what: str, reason: str, count: int) -> None:
    """Enter in the journal that the numbers of ``count`` people are shown in full, and why; no record is changed.

    ``what`` names the list and its unit (``members TG``), or the page (``member P00001``), never a name or a number.
    Call it before the numbers are written anywhere.
    """
    with act(desk, "person.reveal", f"{what} ({count}): {' '.join(reason.split())}"):
        pass
