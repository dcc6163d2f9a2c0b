"""New people of a list whom another row of it makes somebody on record into."""

from collections.abc import Mapping, Sequence

from partytrack.core.errors import DuplicateRow, NearRows
from partytrack.imports.cells import Value
from partytrack.imports.heirs import Units
from partytrack.imports.likeness import SAME, Known, Likeness
from partytrack.imports.lines import NEW, Incoming, Line
from partytrack.imports.people import who_of

WHO = ("name", "born_on", "national_id")
"""What tells people apart."""


def apart_from_changed(
    incoming: Incoming, known: Sequence[Line], now: Mapping[str, Mapping[str, Value]], new: Sequence[Line],
    units: Units, unit: str,
) -> Sequence[Line]:  # fmt: skip
    """The rows of new people without those that may be about somebody whose name, birth date or number the list puts right.

    They were held against what was on record before; ``now`` tells it.
    """
    changed = [line for line in known if any(change.field in WHO for change in line.changes)]
    if not changed:
        return new
    whos = [
        who_of({**now[line.key], **{change.field: change.new for change in line.changes}}, units, unit)
        for line in changed
    ]
    likeness = Likeness(
        Known(place, line.key, who.name, who.folded, who.born, frozenset((who.unit_id or 0,)), who.number)
        for place, (line, who) in enumerate(zip(changed, whos, strict=True))
    )
    for line in new:
        found = () if incoming.decision(line) == NEW else likeness.found(who_of(line.values, units, unit))
        if found:
            rows = tuple(changed[other.person_id].row for other, _ in found)
            line.refuse((DuplicateRow if any(why == SAME for _, why in found) else NearRows)(line.row, rows))
    return [line for line in new if not line.refused]
