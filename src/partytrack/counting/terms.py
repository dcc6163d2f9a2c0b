"""The days of a term of office: a unit's own, else those of the nearest unit above it that has a term of this name."""

from datetime import date

from partytrack.core.dates import day_before
from partytrack.core.errors import TermUnknown
from partytrack.core.period import Period
from partytrack.core.report import Run
from partytrack.counting.places import LEVELS
from partytrack.counting.subject import as_day


def term_period(run: Run, unit_id: int, term: str, as_of: date) -> Period:
    """The period of a term such as ``2020-2025``, for a unit where it stands on the as-of day, or last stood.

    Raises ``TermUnknown`` where neither the unit nor one above it has recorded the term.
    """
    found = run(_TERM, {"unit": unit_id, "term": term, "as_of": as_of})
    if not found:
        raise TermUnknown(term)
    from_on, to_on = (as_day(day) for day in found[0])
    return Period(from_on, day_before(to_on), term)


_TERM = f"""
{LEVELS}
SELECT t.from_on, t.to_on
FROM path_version x
JOIN level ON level.width <= length(x.path)
JOIN path_version v ON v.path = substr(x.path, 1, level.width) AND v.from_on <= x.from_on AND v.to_on >= x.to_on
JOIN unit_term t ON t.unit_id = v.unit_id AND t.term = :term
WHERE x.unit_id = :unit
  AND x.from_on = (SELECT max(y.from_on) FROM path_version y WHERE y.unit_id = :unit AND y.from_on <= :as_of)
ORDER BY level.width DESC
LIMIT 1
"""
