"""What can be counted and compared with a quota: admissions, people sent to the course, confirmations (``data/codes/measures.toml``)."""

from collections.abc import Mapping
from typing import NamedTuple

from partytrack.core.codes import code_list


class Measure(NamedTuple):
    """One measure: the step that makes one count, by basis, and the step after which it no longer does."""

    code: str
    steps: Mapping[str, str]
    annulled_by: str

    def basis(self, wanted: str) -> str:
        """The basis wanted where the measure has it, else its only one."""
        return wanted if wanted in self.steps else next(iter(self.steps))


def measure(code: str) -> Measure:
    """The measure of a code that the list has."""
    row = code_list("measures")[code]
    return Measure(code, row["steps"], row["annulled_by"])


def measured_by(step: str) -> Measure | None:
    """The measure that a step counts for, if any."""
    return next((each for code in code_list("measures") if step in (each := measure(code)).steps.values()), None)
