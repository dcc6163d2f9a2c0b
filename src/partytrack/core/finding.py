"""Findings: what a rule says about the user's records; a value, never an exception."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from partytrack.core.words import Citation

Weight: TypeAlias = Literal["block", "warn", "note"]


@dataclass(frozen=True)
class Finding:
    """One remark of one rule on one step, with the legal text it rests on (``source``: document and article).

    ``rule`` names the sentence under ``data/texts/findings.toml``; ``on`` is the day that the rule found, or the last
    day it leaves. ``code`` is the number of the rule (EL-01 …), empty for the order of steps. ``verified``: false
    where the wording of the text was not seen. ``values``: what the sentence names beside. ``waived_by``: the paper that
    waived the rule for the case.
    """

    rule: str
    weight: Weight
    step: str
    source: Citation
    on: date | None = None
    code: str = ""
    verified: bool = True
    values: Mapping[str, object] = field(default_factory=dict)
    waived_by: str | None = None
