"""What the formats share: which columns people see, and how one cell reads to people and to scripts.

``None`` is unknown and never 0; a row that lacks a column's key has nothing to say there and shows a blank.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from partytrack.core.dates import PartialDate
from partytrack.core.period import Period
from partytrack.core.report import Cell, CellType, Column, Fraction, Ranged, Report, Row, Table
from partytrack.core.texts import Texts

_SPACES = "[\t\n\v\f\r\x85\u2028\u2029]+"
_UNWRITABLE = "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
_FORMULA = r" *[=+\-@\t\r]"


def plain(cell: Cell) -> str | int | bool | None:
    """A cell as scripts read it: ISO days, exact decimals as text, a fraction only when both its sides are known."""
    if isinstance(cell, Fraction):
        return None if None in cell else f"{cell.actual}/{cell.goal}"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, PartialDate):
        return cell.iso
    if isinstance(cell, date):
        return cell.isoformat()
    return cell


def shown(cell: Cell, kind: CellType, say: Texts) -> str:
    """A cell as people read it: ``62,50%``, ``15/24``, a day in the form of the language, ``–`` for unknown."""
    if cell is None:
        return say.value(None)
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, Fraction):
        return say.value(None) if cell == (None, None) else f"{say.value(cell.actual)}/{say.value(cell.goal)}"
    if isinstance(cell, Ranged):
        return cell.text
    if kind == "percent":
        return f"{say.value(cell)}%"
    return tidy(say.value(cell))


def shown_in(row: Row, column: Column, say: Texts) -> str:
    """What a row shows under a column; a blank where the row has no such key."""
    return shown(row[column.key], column.type, say) if column.key in row else ""


def tidy(text: str) -> str:
    """A text as one line of printable characters: controls and halves of characters are removed."""
    return re.sub(_UNWRITABLE, "", re.sub(_SPACES, " ", text))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula or a command."""
    return re.match(_FORMULA, text) is not None


def visible(table: Table, *, paper: bool = True) -> tuple[Column, ...]:
    """The columns that people see, on paper or on the narrower screen; hidden ones serve scripts."""
    return tuple(column for column in table.columns if not column.hidden and (paper or not column.paper))


def labelled_total(table: Table, say: Texts, *, paper: bool = True) -> Row | None:
    """The total with its label in the first text column that it leaves open, else in the first column."""
    columns = visible(table, paper=paper)
    if table.total is None or not columns:
        return table.total
    open_texts = [column.key for column in columns if column.type == "text" and table.total.get(column.key) is None]
    key = open_texts[0] if open_texts else columns[0].key
    filled: Mapping[str, Cell] = {name: cell for name, cell in table.total.items() if name not in open_texts}
    return {**filled, key: say("layout.total")}


def scope(report: Report, say: Texts) -> str:
    """The period where the report is of more than one day, the as-of day, what is counted, and the organisation where it is not that of the event's day."""
    is_of_a_day = report.period.first == report.period.last == report.as_of
    parts = [] if is_of_a_day else [_period(report.period, say)]
    parts.append(say("layout.as_of", day=report.as_of))
    if report.basis:
        parts.append(say(f"layout.basis_{report.basis}"))
    if report.map == "today":
        parts.append(say("layout.map_today"))
    return "; ".join(parts)


def _period(period: Period, say: Texts) -> str:
    first, last = period.first.year, period.last.year
    if period.term:
        term = period.term.replace("-", "–")
        return say("layout.period_term", term=term, first=period.first, last=period.last)
    if period.whole_years != period.years:
        return say("layout.period_days", first=period.first, last=period.last)
    if first == last:
        return say("layout.period_year", year=first)
    return say("layout.period_years", first=first, last=last)
