"""What is told of a fact that was recorded, of a candidate or of a member."""

from typing import TYPE_CHECKING

from partytrack.cli.face import Face
from partytrack.core.dates import BEGINNING, last_day
from partytrack.core.facts import for_life
from partytrack.core.words import Word

if TYPE_CHECKING:
    from partytrack.record.facts import Held


def tell_fact(face: Face, held: "Held", *, dry_run: bool) -> None:
    """Tell what is recorded of whom, and for which days where the fact can change."""
    face.tell(
        "fact_rehearsed" if dry_run else "fact_for_life" if for_life(held.fact) else "fact_recorded",
        of=held.of, fact=Word("facts", held.fact), value=held.value_word,
        first=Word("words", "unknown_day") if held.from_on == BEGINNING else held.from_on,
        last=last_day(held.to_on) or Word("words", "until_now"),
    )  # fmt: skip
