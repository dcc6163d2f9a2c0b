"""The steps of a case as ``data/lifecycle.toml`` tells them, in their order."""

from dataclasses import dataclass

from partytrack.core.data import read_toml
from partytrack.core.errors import CodeUnknown
from partytrack.core.words import Citation, Word

DECISION, CEREMONY, ANNULMENT = "admission_decision", "admission_ceremony", "decision_annulled"
CONFIRMATION = "confirmation_decision"
LISTING, MENTORING, DROPPING = "source_listed", "mentor_assigned", "dropped"


@dataclass(frozen=True)
class Step:
    """One step: whether it can be recorded once only, whether it ends the case, what must not come later.

    ``after``: steps that, where recorded, must not lie later; ``needs``: steps that must be recorded;
    ``unless``: steps that leave no room for it;
    ``command``: the command that records the step, where it has one of its own.
    """

    key: str
    once: bool
    ends: bool
    after: tuple[str, ...]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    article: Citation
    command: str | None


def steps() -> dict[str, Step]:
    """Every step by its key, in the order of the journey."""
    return {
        key: Step(
            key,
            row["once"],
            row["ends"],
            tuple(row["after"]),
            tuple(row["needs"]),
            tuple(row.get("unless", ())),
            Citation(**row["article"]),
            row.get("command"),
        )
        for key, row in read_toml("lifecycle").items()
    }


def step(key: str) -> Step:
    """The step of a key; ``CodeUnknown`` with the known keys when there is none."""
    known = steps()
    if key not in known:
        raise CodeUnknown(Word("words", "steps"), key, tuple(known))
    return known[key]


def ends() -> tuple[str, ...]:
    """The steps that end a case without admission or take it back."""
    return tuple(key for key, each in steps().items() if each.ends)
