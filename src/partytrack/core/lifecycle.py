"""The steps of a case as ``data/lifecycle.toml`` tells them, in their order."""

from dataclasses import dataclass
from functools import cache

from partytrack.core.codes import Codes, nearest_first
from partytrack.core.data import read_toml
from partytrack.core.errors import CodeUnknown
from partytrack.core.words import Citation, Word

DECISION, CEREMONY, ANNULMENT = "admission_decision", "admission_ceremony", "decision_annulled"
RESOLUTION, CONFIRMATION, LOST_BALLOT = "cell_resolution", "confirmation_decision", "confirmation_vote_lost"
LISTING, MENTORING, DROPPING = "source_listed", "mentor_assigned", "dropped"
INTRODUCTION, UNION_INTRODUCTION = "introduction_member", "introduction_union"
MOVE, MOVE_AWAY, LAPSED, DECISION_LAPSED = "moved", "moved_away", "certificate_lapsed", "decision_lapsed"
REMOVAL, DEATH = "removed_in_probation", "died"
"""The steps that the program itself has to know, not only their rules in the data."""
END_OF_PROBATION = "end_of_probation"
"""Where a limit starts that no step starts."""


@dataclass(frozen=True)
class Step:
    """One step: whether it can be recorded once only, whether it ends the case, what must not come later.

    ``rank``: its place in the journey. ``stage``: where a case stands that has reached it, none for ends and moves.
    ``after``: steps that, where recorded, must not lie later; ``expects``: steps that usually come before, too;
    ``needs``: steps that must be recorded; ``unless``: steps that leave no room for it, nor it for them;
    ``only_under``: the kind of unit that must stand above the cell for the step to be asked for;
    ``only_of``: facts of which the person must be known to have one for the step to be asked for;
    ``derived``: it follows from the law and the other steps, and nobody records it;
    ``command``: the command that records the step, where it has one of its own.
    """

    key: str
    rank: int
    stage: str | None
    form: str
    actor: str
    once: bool
    ends: bool
    after: tuple[str, ...]
    expects: tuple[str, ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    only_under: str | None
    only_of: tuple[str, ...]
    derived: bool
    article: Citation
    command: str | None


@cache
def steps() -> Codes[Step]:
    """Every step by its key, in the order of the journey, read once."""
    found = {
        key: Step(
            key,
            rank,
            row.get("stage"),
            row["form"],
            row["actor"],
            row["once"],
            row["ends"],
            tuple(row["after"]),
            tuple(row.get("expects", ())),
            tuple(row["needs"]),
            tuple(row.get("unless", ())),
            row.get("only_under"),
            tuple(row.get("only_of", ())),
            row.get("derived", False),
            Citation(**row["article"]),
            row.get("command"),
        )
        for rank, (key, row) in enumerate(read_toml("lifecycle").items())
    }
    return Codes("steps", found)


def step(text: str) -> Step:
    """The step of a key as typed, also in capitals; ``CodeUnknown`` with the keys, nearest first, when there is none."""
    known, key = steps(), text.strip().lower()
    if key not in known:
        recorded = [key for key, each in known.items() if not each.derived]
        raise CodeUnknown(Word("words", "steps"), text, nearest_first(key, recorded))
    return known[key]


def ends() -> tuple[str, ...]:
    """The steps that end a case without admission or take it back."""
    return tuple(key for key, each in steps().items() if each.ends)
