"""Templates that come back: what had been sent, and what the cell changed of it, cell by cell.

Three values meet in a cell: as it was sent, as it came back, and what the store has now. What the cell did not touch keeps
what the store has; what both changed, to different values, is a conflict that a person decides.
"""

from typing import Literal, TypeAlias

from partytrack.core import sent as sending
from partytrack.core.dates import PartialDate
from partytrack.core.errors import OtherLayout, OtherStore, TemplateDamaged
from partytrack.core.report import Run
from partytrack.core.sent import SENT_SHEET, Sent, Value, store_mark
from partytrack.imports.sheets import Book

__all__ = ["Sent", "Verdict", "check_sent", "mark_of", "read_sent", "three_way"]

Verdict: TypeAlias = Literal["same", "change", "conflict", "blank_kept"]


def three_way(sent: Value, returned: Value, now: Value) -> Verdict:
    """What becomes of a cell.

    ``same``: nothing is to be recorded, since the store has it or the cell did not touch it. ``change``: it did, and the
    store still had what was sent. ``blank_kept``: it was emptied, which never erases. ``conflict``: the store has gone on
    to another value meanwhile.
    """
    sent, returned, now = _comparable(sent), _comparable(returned), _comparable(now)
    if returned == now:
        return "same"
    if returned is None:
        return "same" if sent is None else "blank_kept"
    if returned == sent:
        return "same"
    return "change" if now == sent else "conflict"


def _comparable(value: Value) -> Value:
    """A full birth date as the day that it is; an empty text as nothing."""
    if isinstance(value, PartialDate) and value.precision == "day":
        return value.first
    return None if value == "" else value


def read_sent(book: Book) -> Sent | None:
    """What a file tells that it was sent with, if it is one of our templates; ``TemplateDamaged`` where that is not whole."""
    hidden = next((sheet for sheet in book.sheets if sheet.name == SENT_SHEET), None)
    if hidden is None:
        return None
    found = sending.read_sent([["" if cell is None else cell for cell in row.cells] for row in hidden.rows()])
    if found is None:
        raise TemplateDamaged(book.file)
    return found


def mark_of(run: Run) -> str:
    """Which store it is: told by the seal of the first entry of its journal."""
    first = run("SELECT digest FROM journal WHERE id = 1", {})
    return store_mark(str(first[0][0]) if first else "")


def check_sent(sent: Sent, file: str, layout: str, store: str) -> None:
    """Refuse a template of another store, whose codes mean others, or of another layout."""
    if sent.store != store:
        raise OtherStore(file, sent.unit, sent.made_on)
    if sent.layout != layout:
        raise OtherLayout(file, sent.layout, layout)
