"""The rules as ``data/rules.toml`` lists them: what kind each is, where it is judged, which value of the law it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from partytrack.core.data import read_toml
from partytrack.core.finding import Weight
from partytrack.core.lifecycle import CEREMONY, END_OF_PROBATION, Step, steps


@dataclass(frozen=True)
class Rule:
    """One rule: its kind and aspect, the key of its value in the legal texts, what the kind needs to know beside (``more``).

    ``done_by``: other steps that do what is asked as well.
    """

    key: str
    kind: str
    aspect: str
    value: str
    weight: Weight
    at: tuple[str, ...]
    start: str | None
    step: str | None
    law_of: str | None
    done_by: frozenset[str]
    more: Mapping[str, Any]

    def is_a(self, kind: str, aspect: str = "") -> bool:
        """Whether the rule is of a kind and, where it has several, of an aspect: the chief one unless it is named."""
        return (self.kind, self.aspect) == (kind, aspect)

    @cached_property
    def begun_by(self) -> str | None:
        """Of a time limit, the step that must be recorded for it to run."""
        return self.law_of or (CEREMONY if self.start == END_OF_PROBATION else self.start)


@dataclass(frozen=True)
class Rulebook:
    """Every rule, and the steps that they are about.

    ``at``: the rules to judge at each step. ``limits``: what must be done in time, of every kind.
    ``later``: for each step the steps of a later stage, which show that it was done although nobody recorded it.
    ``ends``: the steps that end a case.
    """

    steps: Mapping[str, Step]
    at: Mapping[str, tuple[Rule, ...]]
    limits: tuple[Rule, ...]
    validity: tuple[Rule, ...]
    gaps: tuple[Rule, ...]
    later: Mapping[str, frozenset[str]]
    ends: frozenset[str]


@cache
def rulebook() -> Rulebook:
    """The rules of ``data/rules.toml``, read once."""
    rules = [_rule(key, row) for key, row in read_toml("rules").items()]
    known = steps()
    at: dict[str, list[Rule]] = {}
    for rule in rules:
        for key in rule.at:
            at.setdefault(key, []).append(rule)
    return Rulebook(
        known,
        {key: tuple(found) for key, found in at.items()},
        tuple(rule for rule in rules if rule.is_a("limit")),
        tuple(rule for rule in rules if rule.is_a("validity")),
        tuple(rule for rule in rules if rule.is_a("mentor", "gap")),
        {key: _later(each, known) for key, each in known.items()},
        frozenset(key for key, each in known.items() if each.ends),
    )


def _rule(key: str, row: Mapping[str, Any]) -> Rule:
    limited = [row["step"]] if row["kind"] == "limit" and "step" in row else []
    return Rule(
        key, row["kind"], row.get("aspect", ""), row["value"], row["weight"], tuple(row.get("at", limited)),
        row.get("start"), row.get("step"), row.get("law_of"), frozenset(row.get("done_by", ())), row,
    )  # fmt: skip


def _later(each: Step, known: Mapping[str, Step]) -> frozenset[str]:
    """The step itself, those that come after it, and those of a later stage of the journey."""
    after = (other.key for other in known.values() if each.key in other.after and not other.ends)
    later = (
        other.key
        for other in known.values()
        if each.stage is not None and other.stage not in {None, each.stage} and other.rank > each.rank
    )
    return frozenset((each.key, *after, *later))
