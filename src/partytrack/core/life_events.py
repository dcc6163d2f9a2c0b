"""What can happen to a member (``data/codes/life_events.toml``): the kinds of event that the program itself has to know."""

from partytrack.core.codes import code_list
from partytrack.core.lifecycle import REMOVAL

TRANSFER, TRANSFER_IN, TRANSFER_OUT = "transfer", "transfer_in", "transfer_out"
REMOVED, EXPELLED, WITHDREW, DIED, RESTORED = "removal", "expulsion", "withdrawal", "death", "restoration"


def departures() -> tuple[str, ...]:
    """The kinds by which a member leaves the Party: those with which a case in probation ends as by a removal."""
    return tuple(kind for kind, row in code_list("life_events").items() if row.get("case_step") == REMOVAL)
