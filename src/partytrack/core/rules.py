"""Rules as pure functions: facts and the day in, findings out; no clock, no database.

A step that was not recorded is a note; only a recorded contradiction blocks, so that old records
with two dates stay legal.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from partytrack.core.finding import Finding
from partytrack.core.lifecycle import Step


class Happened(NamedTuple):
    """A step that was recorded, and its day."""

    step: str
    on: date


def order_of_steps(new: Step, on: date, recorded: tuple[Happened, ...], known: Mapping[str, Step]) -> list[Finding]:
    """What must come first must not lie later, in either direction (``data/lifecycle.toml``: after, needs).

    Of a step that was repeated the first day counts: a second vote does not unmake the first.
    """
    first: dict[str, date] = {}
    for event in recorded:
        first[event.step] = min(event.on, first.get(event.step, event.on))
    own = min(on, first.get(new.key, on))
    findings = [
        Finding("order_later", "block", key, new.article, first[key])
        for key in new.after
        if key in first and first[key] > on
    ]
    findings += [
        Finding("order_earlier", "block", key, known[key].article, day)
        for key, day in first.items()
        if new.key in known[key].after and day < own
    ]
    findings += [Finding("excluded", "block", key, new.article, first[key]) for key in new.unless if key in first]
    findings += [Finding("needed", "block", key, new.article) for key in new.needs if key not in first]
    unrecorded = (key for key in new.after if key not in first and key not in new.needs)
    findings += [Finding("not_recorded", "note", key, new.article) for key in unrecorded]
    return findings
