"""What one rule judges: a step of a case, under the value of the law that was in force on its day."""

from datetime import date
from typing import NamedTuple

from partytrack.core.case import Case, Event
from partytrack.core.finding import Finding, Weight
from partytrack.core.journey import Judge
from partytrack.core.regulation import Value
from partytrack.core.rulebook import Rule

SURE = frozenset("AB")


class Matter(NamedTuple):
    """A rule, the case and the step that it judges, what it is judged by, and the value in force on the step's day."""

    rule: Rule
    case: Case
    event: Event
    judge: Judge
    value: Value | None

    @property
    def law(self) -> Value:
        """The value of the law; a rule is judged only where there is one."""
        if self.value is None:
            raise AssertionError(self.rule.key)
        return self.value

    def find(self, name: str) -> Value | None:
        """Another value that the rule names, in force on the day of the step."""
        key = self.rule.more.get(name)
        return None if key is None else self.judge.law.find(key, self.event.on)

    def before(self, step: str) -> list[Event]:
        """The records of a step up to the day of the one judged."""
        return [event for event in self.case.events if event.step == step and event.on <= self.event.on]

    def finding(
        self, sentence: str, *, on: date | None = None, value: Value | None = None, weight: Weight | None = None,
        about: str | None = None, **values: object,
    ) -> Finding:  # fmt: skip
        """A finding of this rule with the text that it rests on; what is not well known never blocks.

        It is about the step that is judged, unless another is named (``about``).
        """
        law = value or self.law
        weight = weight or self.rule.weight
        if weight == "block" and law.confidence not in SURE:
            weight = "warn"
        return Finding(
            sentence, weight, about or self.event.step, law.source, on, code=law.rule, verified=law.verified, values=values
        )
