"""By what cases are judged here: the law and rules of the data, and the days off; and a digest that tells when they change."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version

from partytrack.core.errors import StoreStale
from partytrack.core.journey import Judge
from partytrack.core.regulation import law_digest, regulation
from partytrack.core.report import Run
from partytrack.core.rulebook import rulebook
from partytrack.core.workdays import Workdays

FIRST_YEAR, LAST_YEAR = 2016, 2060
"""The years of the time limits: the first text that sets one is of 2016."""
_FORM = "1"  # of the derived rows; another number has them made anew


@cache
def judge() -> Judge:
    """The law, the rules and the working days; read once."""
    from partytrack.store.days_off import days_off  # noqa: PLC0415  # loads the library of holidays

    return Judge(regulation(), rulebook(), Workdays(days_off(FIRST_YEAR, LAST_YEAR)))


@cache
def digest() -> str:
    """What the derived rows rest on beside the records."""
    return sha256(f"{_FORM} {law_digest()} {version('holidays')}".encode()).hexdigest()


def check_judged(run: Run, store: str) -> None:
    """Raise ``StoreStale`` where the derived rows rest on something else than what holds now."""
    if [tuple(row) for row in run("SELECT digest FROM judged", {})] != [(digest(),)]:
        raise StoreStale(store)
