"""Findings: what a rule says about the user's records; a value, never an exception."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from partytrack.core.words import Citation

Weight: TypeAlias = Literal["block", "warn", "note"]


@dataclass(frozen=True)
class Finding:
    """One remark of one rule on one step, with the legal text it rests on (``source``: document and article).

    ``rule`` names the sentence under ``data/texts/findings.toml``; ``on`` is the day that the rule found.
    """

    rule: str
    weight: Weight
    step: str
    source: Citation
    on: date | None = None
