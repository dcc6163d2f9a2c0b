"""Units that are no more, which lists go on naming: who carries them on, and which nobody does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partytrack.core.dates import day_before
from partytrack.core.report import Run
from partytrack.counting.subject import as_day
from partytrack.imports.likeness import Known
from partytrack.imports.lines import Line


@dataclass(frozen=True)
class Units:
    """The units by which people are told apart: their keys by code, and the one that carries on each that is no more."""

    keys: Mapping[str, int]
    heirs: Mapping[int, int]

    def of(self, code: object) -> int | None:
        """The key of a unit, of one that is no more that of the unit which carries it on."""
        key = self.keys.get(str(code))
        return None if key is None else self.heirs.get(key, key)

    def with_heirs(self, people: Iterable[Known]) -> Iterator[Known]:
        """The people, those of a unit that is no more as people of the unit which carries it on too."""
        if not self.heirs:
            yield from people
            return
        for known in people:
            more = {self.heirs[key] for key in known.unit_ids if key in self.heirs} - known.unit_ids
            yield known._replace(unit_ids=known.unit_ids | more) if more else known


def read_units(run: Run, today: date) -> Units:
    """All units, and who carries on those that are no more today."""
    return Units(dict(run("SELECT code, id FROM unit", {})), dict(run(_HEIRS, {"today": today})))


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
_LINE = """
WITH RECURSIVE line (unit_id, last_id) AS (
    SELECT id, id FROM unit WHERE to_on <= :today
    UNION
    SELECT line.unit_id, s.successor_id FROM line JOIN successor s ON s.unit_id = line.last_id AND s.main)
"""
_HEIRS = f"""{_LINE}
SELECT line.unit_id, line.last_id FROM line JOIN unit h ON h.id = line.last_id WHERE h.to_on > :today
"""
_GONE = f"""{_LINE}
SELECT u.code, u.to_on FROM unit u
WHERE u.to_on <= :today
  AND NOT EXISTS (SELECT 1 FROM line JOIN unit h ON h.id = line.last_id WHERE line.unit_id = u.id AND h.to_on > :today)
"""
