"""By whose admissions the two maps differ for a unit: those of units that crossed its border (F3)."""

from contextlib import suppress

from partytrack.core.errors import UnitGone, UnitNotYet
from partytrack.core.report import Run
from partytrack.counting.ledger import Ledger, keep, known_by_unit
from partytrack.counting.scope import THEN, TODAY

OTHER = {"then": "today", "today": "then"}


def moved(run: Run, ledger: Ledger) -> list[tuple[str, int]]:
    """The units that count differently on the other map, by code, with how many more admissions this map has of each.

    At the root nothing can cross the border, so both maps agree; below it they differ by exactly these.
    A unit that the other map does not show, because others have carried it on, has no other figure to differ from.
    """
    question = ledger.question
    if question.is_root or not any(run(_CROSSED, question.binds())):
        return []
    if question.map == "then" and any(run(_CARRIED_ON, question.binds())):
        return []
    other: Ledger | None = None
    with suppress(UnitGone, UnitNotYet):  # it stood on no day of the window: what counts here counts elsewhere there
        other = keep(run, question.on_map(OTHER[question.map]))
    here, there = known_by_unit(ledger), known_by_unit(other) if other else {}
    codes = {
        unit_id: places[0].life.code
        for each in (ledger, other)
        if each is not None
        for unit_id, places in each.facts.places.items()
        if places
    }
    differing = (
        (codes[unit_id], here.get(unit_id, 0) - there.get(unit_id, 0)) for unit_id in here.keys() | there.keys()
    )
    return sorted((code, difference) for code, difference in differing if difference)


# Whether any unit stood under the one asked about in the window and is not shown there today, or the other way round.
_CROSSED = f"""
SELECT 1 FROM {THEN.stretches}
CROSS JOIN today_version t
WHERE {THEN.within} AND t.unit_id = v.unit_id AND t.from_on <= :as_of AND t.to_on > :as_of
  AND NOT EXISTS (SELECT 1 FROM today_version y
                  WHERE y.unit_id = :unit AND y.from_on <= :as_of AND y.to_on > :as_of
                    AND t.path >= y.path AND t.path < y.path || '~')
UNION ALL
SELECT 1 FROM {TODAY.stretches}
WHERE {TODAY.within} AND s.path IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM path_version y
                  WHERE y.unit_id = :unit AND s.path >= y.path AND s.path < y.path || '~')
LIMIT 1
"""


_CARRIED_ON = """
SELECT 1 FROM unit u JOIN successor s ON s.unit_id = u.id AND s.main WHERE u.id = :unit AND u.to_on <= :as_of
"""
