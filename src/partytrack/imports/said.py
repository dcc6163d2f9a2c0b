"""A cell as a person reads it there, for the sentence that refuses it."""

from datetime import date, datetime

from partytrack.imports.sheets import Cell


def said(raw: Cell) -> str:
    """The cell as text: whole numbers without a point, days day first."""
    match raw:
        case str():
            return raw
        case bool():
            return str(raw).upper()
        case float():
            return str(int(raw)) if raw.is_integer() else repr(raw)
        case datetime():
            return f"{raw:%H:%M} {raw.day}/{raw.month}/{raw.year}"
        case date():
            return f"{raw.day}/{raw.month}/{raw.year}"
    return str(raw)
