"""How many a plan asks for, as decided and as it comes out: ``15``, ``15+``, ``15-20``, ``3%``, ``3-4%``, ``avg:15``.

Arithmetic is exact: a rate of the membership is rounded up to a whole person, year by year.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Literal, NamedTuple, TypeAlias, cast

from partytrack.core.errors import BadAmount, BaseNeeded, BaseWithoutRate
from partytrack.core.words import Told

Kind: TypeAlias = Literal["number", "at_least", "range", "rate", "rate_at_least", "rate_range", "average"]

_COUNT = r"([0-9]{1,8})"
_RATE = r"([0-9]{1,3}(?:[.,][0-9]{1,6})?)"
_DASH = "[-–]"
_FORMS: dict[Kind, str] = {
    "number": _COUNT,
    "at_least": rf"{_COUNT}\+",
    "range": f"{_COUNT}{_DASH}{_COUNT}",
    "rate": f"{_RATE}%",
    "rate_at_least": rf"{_RATE}%\+",
    "rate_range": f"{_RATE}{_DASH}{_RATE}%",
    "average": f"avg:{_COUNT}",
}
_WHOLE = 100  # per cent


@dataclass(frozen=True)
class Goal:
    """What a plan comes to in people: the figure compared with, the end above which a surplus counts, "or more"."""

    low: int
    high: int
    at_least: bool = False

    def __add__(self, other: "Goal") -> "Goal":
        """The sum of two: both ends are summed, and what holds "or more" of one holds of the whole."""
        return Goal(self.low + other.low, self.high + other.high, self.at_least or other.at_least)

    @property
    def text(self) -> str:
        """``15``, ``15–20``, ``15+``, and ``25–30+`` for a sum of the last two."""
        figure = str(self.low) if self.low == self.high else f"{self.low}–{self.high}"
        return f"{figure}+" if self.at_least else figure


class Amount(NamedTuple):
    """An amount as it was decided.

    ``low`` and ``high`` are people (``high`` of a range only), or ``rate_low`` and ``rate_high`` per cent of the
    ``base_count`` members that the unit had on ``base_on``.
    """

    kind: Kind
    low: int | None = None
    high: int | None = None
    rate_low: Decimal | None = None
    rate_high: Decimal | None = None
    base_count: int | None = None
    base_on: date | None = None

    @classmethod
    def from_row(
        cls, kind: str, low: int | None, high: int | None, rate_low: str | None, rate_high: str | None,
        base_count: int | None, base_on: date | None = None,
    ) -> "Amount":  # fmt: skip
        """An amount as the store holds it: rates are exact decimals kept as text."""
        lower, upper = (None if rate is None else Decimal(rate) for rate in (rate_low, rate_high))
        return cls(cast("Kind", kind), low, high, lower, upper, base_count, base_on)

    @property
    def is_figure(self) -> bool:
        """Whether it names people: what it comes to needs no reckoning."""
        return self.kind in {"number", "at_least", "range"}

    def goal(self, years: int) -> Goal:
        """What the amount comes to over its years: a rate and a yearly mean stand for each of them, the rest for all."""
        at_least = self.kind in {"at_least", "rate_at_least"}
        if self.rate_low is not None:
            low = self._people(self.rate_low) * years
            return Goal(low, low if self.rate_high is None else self._people(self.rate_high) * years, at_least)
        low = (self.low or 0) * (years if self.kind == "average" else 1)
        return Goal(low, low if self.high is None else self.high, at_least)

    def _people(self, rate: Decimal) -> int:
        """A year's figure of a rate: 3% of 101 members are 4 people."""
        return int((rate * (self.base_count or 0) / _WHOLE).to_integral_value(ROUND_CEILING))

    @property
    def told(self) -> Told:
        """The amount as it was decided, for readers: ``3-4%``, ``2,5%+``, ``15 a year on average``."""
        figures = {"low": self.low, "high": self.high, "rate_low": self.rate_low, "rate_high": self.rate_high}
        return Told(f"plan.{self.kind}", {name: value for name, value in figures.items() if value is not None})


def number(people: int) -> Amount:
    """A plain number of people."""
    return Amount("number", people)


def parse_amount(text: str, *, base_count: int | None = None, base_on: date | None = None) -> Amount:
    """Read an amount; a rate needs its base, the members of a day, and nothing else takes one.

    Raises ``BadAmount``, ``BaseNeeded`` or ``BaseWithoutRate``.
    """
    text = text.strip()
    kind, low, high = _match(text)
    based = (base_count is not None, base_on is not None)
    if not kind.startswith("rate"):
        if any(based):
            raise BaseWithoutRate(text)
        return Amount(kind, int(low), None if high is None else int(high))
    if not 0 < low <= (high or low) <= _WHOLE:
        raise BadAmount(text)
    if not all(based):
        raise BaseNeeded(text)
    return Amount(kind, None, None, low, high, base_count, base_on)


def _match(text: str) -> tuple[Kind, Decimal, Decimal | None]:
    """The kind of an amount and its one or two figures, which do not run backward."""
    for kind, form in _FORMS.items():
        if match := re.fullmatch(form, text):
            low, *more = (Decimal(figure.replace(",", ".")) for figure in match.groups())
            high = more[0] if more else None
            if high is None or low <= high:
                return kind, low, high
    raise BadAmount(text)
