"""In which column of a row stands what a failure is about, so that a refusal has the address of its cell."""

from collections.abc import Container, Mapping

from partytrack.core import errors
from partytrack.core.errors import PartytrackError

PLACES: Mapping[type[PartytrackError], tuple[str, ...]] = {
    errors.NationalIdTaken: ("national_id",),
    errors.BirthAhead: ("born_on",),
    errors.CaseNotMember: ("member", "name"),
    errors.RollByCase: ("admitted_on", "confirmed_on"),
    errors.RollDaysActed: ("admitted_on", "confirmed_on"),
    errors.RollDaysCross: ("admitted_on", "confirmed_on"),
    errors.UnitByTransfer: ("unit",),
    errors.CellByMove: ("cell",),
    errors.NotACell: ("cell",),
    errors.UnitNotYet: ("unit", "cell", "under"),
    errors.UnitGone: ("unit", "cell", "under"),
    errors.UnitUnknown: ("unit", "cell", "under"),
    errors.UnitExists: ("code",),
    errors.BadCode: ("code",),
    errors.ParentUnnamed: ("under",),
    errors.CellHasNoChildren: ("under",),
    errors.AreaOfCells: ("area",),
    errors.MentorUnnamed: ("mentor",),
    errors.MentorNotFull: ("mentor",),
    errors.MentorAlready: ("mentor",),
    errors.DocumentNeeded: ("document",),
    errors.BaseNeeded: ("base_count",),
    errors.BaseWithoutRate: ("base_count",),
    errors.RoundNeedsYear: ("round",),
    errors.TermUnknown: ("years",),
    errors.BadYear: ("year",),
    errors.YearNotOver: ("year",),
}
"""The columns of layouts that failures are about."""


def place_of(error: PartytrackError, told: Container[str]) -> str:
    """The column of a failure, rather one that the row tells; empty where it is about the row, or about none."""
    if isinstance(error, errors.ValueMissing):
        return error.field
    if isinstance(error, errors.DaysOutOfOrder):
        return f"{error.later.code}_on"
    fields = PLACES.get(type(error), ("",))
    return next((name for name in fields if name in told), fields[0])
