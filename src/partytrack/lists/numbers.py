"""National numbers in lists and on pages: masked, and headed as such, unless they are revealed."""

from partytrack.core.masking import masked
from partytrack.core.report import Column
from partytrack.core.texts import Texts

KEY = "national_id"


def number_column(say: Texts, *, revealed: bool = False) -> Column:
    """The column of national numbers; who reads a masked one can tell from its heading."""
    return Column(KEY, "text", say("columns.national_id" if revealed else "columns.national_id_masked"))


def number_cell(number: str | None, *, revealed: bool = False) -> str | None:
    """A national number as it is shown."""
    return number if revealed or number is None else masked(number)
