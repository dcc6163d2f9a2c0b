"""The search for people by name, the units to search in, and what every list of people shows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from partytrack.core.dates import PartialDate
from partytrack.core.period import Period
from partytrack.core.report import Cell, Run
from partytrack.core.vietnamese import fold, same_spelling
from partytrack.counting.subject import as_day, ask


def below(run: Run, unit: str | None, as_of: date) -> dict[str, object]:
    """The unit and the day that a list asks about; no unit is the root."""
    question = ask(run, unit, Period(as_of, as_of), as_of)
    return {"unit": question.unit_id, "as_of": as_of}


def search(text: str) -> dict[str, object]:
    """The search form of a text: it finds the start of any word, whatever the marks (``duc`` finds Đức).

    Several words are found one after the other, with others between them: ``nguyen hanh`` finds Nguyễn Thị Đức Hạnh.
    """
    words = fold(text).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_").split()
    return {"text": "".join(f"% {word}" for word in words) + "%"}


def best_first(rows: Sequence[tuple[Any, ...]], text: str, name: int = 1) -> Sequence[tuple[Any, ...]]:
    """The rows in their order; when a text was searched, its exact spelling first: as a whole word, then as a start."""
    wanted = " ".join(same_spelling(text).split())

    def rank(row: tuple[Any, ...]) -> int:
        words = f" {same_spelling(str(row[name]))} "
        return 0 if f" {wanted} " in words else 1 if f" {wanted}" in words else 2

    return sorted(rows, key=rank) if wanted else rows


# Everything shown at or under a unit on a day, with what the units there carry on. A unit that was closed shows what was
# closed under it, as the reports count it; one that another carries on shows its own, for its place is the other's.
SHOWN_UNDER = """
x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of
AND v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :as_of AND v.to_on > :as_of
AND (v.unit_id = :unit OR NOT EXISTS (SELECT 1 FROM unit g JOIN successor h ON h.unit_id = g.id
                                      WHERE g.id = :unit AND g.to_on <= :as_of AND h.main))
"""


def birth(born_on: Any, precision: Any) -> Cell:
    """A birth date as far as it is known."""
    return PartialDate(as_day(born_on), precision) if born_on else None
