"""Units that are no more, which lists go on naming: who carries them on, and which nobody does."""

from collections.abc import Mapping
from datetime import date

from partytrack.core.dates import day_before
from partytrack.core.report import Run
from partytrack.counting.subject import as_day
from partytrack.imports.lines import Line


def keep_heir(run: Run, line: Line, column: str, held: object, today: date) -> None:
    """Put the unit on record in the place of one that it carries on: a list of before a merger asks for no move."""
    told = line.values.get(column)
    if told is not None and held is not None and told != held:
        names = {"told": str(told), "held": str(held), "today": today}
        if run(_CARRIED_ON, names):
            line.values[column] = str(held)


def units_gone(run: Run, today: date) -> Mapping[str, date]:
    """The units that ended and that no unit of today carries on, by their codes with their last days."""
    return {code: day_before(as_day(end)) for code, end in run(_GONE, {"today": today})}


_CARRIED_ON = """
WITH RECURSIVE heir (unit_id) AS (
    SELECT id FROM unit WHERE code = :told AND to_on <= :today
    UNION
    SELECT s.successor_id FROM heir JOIN successor s ON s.unit_id = heir.unit_id)
SELECT u.id FROM heir JOIN unit u ON u.id = heir.unit_id WHERE u.code = :held
"""
_GONE = """
WITH RECURSIVE line (unit_id, last_id) AS (
    SELECT id, id FROM unit WHERE to_on <= :today
    UNION
    SELECT line.unit_id, s.successor_id FROM line JOIN successor s ON s.unit_id = line.last_id AND s.main)
SELECT u.code, u.to_on FROM unit u
WHERE u.to_on <= :today
  AND NOT EXISTS (SELECT 1 FROM line JOIN unit h ON h.id = line.last_id WHERE line.unit_id = u.id AND h.to_on > :today)
"""
