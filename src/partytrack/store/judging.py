"""By what cases are judged here: the law and rules of the data, and the days off; and a digest that tells when they change."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from partytrack.core.data import law_digest
from partytrack.core.errors import StoreStale
from partytrack.core.report import Run

if TYPE_CHECKING:
    from partytrack.core.journey import Judge

FIRST_YEAR, LAST_YEAR = 2016, 2060
"""The years of the time limits: the first text that sets one is of 2016."""
_FORM = "1"  # of the derived rows; another number has them made anew


@cache
def judge() -> "Judge":
    """The law, the rules and the working days; read once."""
    from partytrack.core.journey import Judge  # noqa: PLC0415  # lists of what is due need only the digest
    from partytrack.core.regulation import regulation  # noqa: PLC0415  # as above
    from partytrack.core.rulebook import rulebook  # noqa: PLC0415  # as above
    from partytrack.core.workdays import Workdays  # noqa: PLC0415  # as above

    return Judge(regulation(), rulebook(), Workdays(_days_off()))


def _days_off() -> Iterator[date]:
    from partytrack.store.days_off import days_off  # noqa: PLC0415  # loads the library of holidays

    yield from days_off(FIRST_YEAR, LAST_YEAR)


@cache
def digest() -> str:
    """What the derived rows rest on beside the records."""
    return sha256(f"{_FORM} {law_digest()} {_holidays()}".encode()).hexdigest()


def _holidays() -> str:
    """The version of the library of holidays, as its installer wrote it beside the library.

    ``importlib.metadata`` says the same, but takes a tenth of the time in which a whole list of what is due is made.
    """
    library = find_spec("holidays")
    site = Path(library.origin).parents[1] if library and library.origin else Path()
    found = [path.name.removesuffix(".dist-info").partition("-")[2] for path in site.glob("holidays-*.dist-info")]
    if len(found) == 1:
        return found[0]
    from importlib.metadata import version  # noqa: PLC0415  # it was installed in another way

    return version("holidays")


def check_judged(run: Run, store: str) -> None:
    """Raise ``StoreStale`` where the derived rows rest on something else than what holds now."""
    if [tuple(row) for row in run("SELECT digest FROM judged", {})] != [(digest(),)]:
        raise StoreStale(store)
