"""What a quota is for: a year, several years, or a term of office by the name it is called (``2020-2025``)."""

import re
from typing import NamedTuple

from partytrack.core.errors import BadSpan, BadTerm
from partytrack.core.period import FIRST_YEAR, LAST_YEAR, TERM_MARK
from partytrack.core.words import Told

_YEARS = r"([0-9]{4})(?:[-–]([0-9]{4}))?"


class Span(NamedTuple):
    """The years ``first`` to ``last``, both included; or a term named after the years in which it begins and ends."""

    first: int
    last: int
    term: str = ""

    @property
    def years(self) -> int:
        """How many yearly figures it holds: a term ends in the year in which the next begins."""
        return max(self.last - self.first, 1) if self.term else self.last - self.first + 1

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return not self.term and self.first == self.last

    @property
    def told(self) -> Told:
        """The span for readers: ``2021``, ``2021–2025``, ``term 2020–2025``."""
        kind = "term" if self.term else "year" if self.is_year else "years"
        return Told(f"plan.{kind}", {"first": self.first, "last": self.last})


def year(number: int) -> Span:
    """One calendar year."""
    return Span(number, number)


def parse_span(text: str) -> Span:
    """Read ``2021``, ``2021-2025`` or ``term:2020-2025``; ``BadSpan`` for anything else."""
    text = text.strip()
    is_term = text.startswith(TERM_MARK)
    years = _years(text.removeprefix(TERM_MARK))
    if years is None or (is_term and years[0] == years[1]):
        raise BadSpan(text)
    return Span(*years, "{}-{}".format(*years) if is_term else "")


def parse_term(text: str) -> Span:
    """Read the name of a term, ``2020-2025``; ``BadTerm`` for anything else."""
    text = text.strip()
    years = _years(text)
    if years is None or years[0] == years[1]:
        raise BadTerm(text)
    return Span(*years, "{}-{}".format(*years))


def _years(text: str) -> tuple[int, int] | None:
    """The first and the last year, not running backward and within reach; a single year is both."""
    match = re.fullmatch(_YEARS, text.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if FIRST_YEAR <= first <= last <= LAST_YEAR else None
