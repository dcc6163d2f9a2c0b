"""What the lists of quotas and of tallies share: rows that tell of several figures of one unit and its years."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from partytrack.core.errors import PartytrackError
from partytrack.imports.lines import OUTCOMES, Change, Incoming, Line, Outcome
from partytrack.record.act import Act


class Entered(NamedTuple):
    """What became of one figure of a row."""

    outcome: Outcome
    changes: Sequence[Change] = ()


def record_figures(
    it: Act, incoming: Incoming, order: Callable[[Line], tuple[str, ...]], enter: Callable[[Line], Sequence[Entered]]
) -> None:
    """Enter the figures of each row, all of them or none; the row is what the first of add, change, same says."""
    for line in sorted(incoming.waiting(), key=order):
        line.key = " ".join(filter(None, order(line)))
        try:
            with it.attempt():
                entered = enter(line)
        except PartytrackError as error:
            if not line.refused:  # a conflict is remarked at its cell already
                line.refuse(error)
        else:
            line.changes = [change for each in entered for change in each.changes]
            line.outcome = min((each.outcome for each in entered), key=OUTCOMES.index)
        incoming.tick()
