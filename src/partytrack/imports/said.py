"""A cell as a person reads it there, for the sentence that refuses it."""

from datetime import date, datetime
from decimal import Decimal

from partytrack.imports.sheets import Cell, Percent


def said(raw: Cell) -> str:
    """The cell as text: whole numbers without a point, percentages as such, days day first."""
    match raw:
        case str():
            return raw
        case bool():
            return str(raw).upper()
        case float():
            return _number(raw)
        case datetime():
            return f"{raw:%H:%M} {raw.day}/{raw.month}/{raw.year}"
        case date():
            return f"{raw.day}/{raw.month}/{raw.year}"
    return str(raw)


def _number(raw: float) -> str:
    if isinstance(raw, Percent):
        return percent(raw)
    return str(int(raw)) if raw.is_integer() else repr(raw)


def percent(raw: float) -> str:
    """``3.5%`` for 0.035; a number cell keeps fifteen digits."""
    return f"{(Decimal(f'{raw:.15g}') * 100).normalize():f}%"
