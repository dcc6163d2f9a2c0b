"""What one rule judges: a step of a case, under the value of the law that was in force on its day."""

from datetime import date
from typing import NamedTuple

from partytrack.core.case import Case, Event, Waiver
from partytrack.core.dates import OPEN
from partytrack.core.finding import Finding, Weight
from partytrack.core.journey import Judge
from partytrack.core.lifecycle import DECISION
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

    def waiver(self, *rules: str) -> Waiver | None:
        """The waiver of one of these rules that covers the step.

        It was granted by the day of the step, or up to the decision on admission: a consent comes before that.
        """
        granted_by = max(self.event.on, self.case.first(DECISION) or OPEN)
        covering = (waiver for waiver in self.case.waivers if waiver.holds(self.event.on, granted_by))
        return next((waiver for waiver in covering if waiver.rule in rules), None)

    def finding(
        self, sentence: str, *, on: date | None = None, value: Value | None = None, weight: Weight | None = None,
        about: str | None = None, **values: object,
    ) -> Finding:  # fmt: skip
        """A finding of this rule with the text that it rests on; what is not well known never blocks.

        It is about the step that is judged, unless another is named (``about``). One whose rule was waived, or to which
        another consented (``consent``), stays visible with the paper, and is no more than a note.
        """
        law = value or self.law
        weight = weight or self.rule.weight
        if weight == "block" and law.confidence not in SURE:
            weight = "warn"
        consent = self.find("consent")
        waiver = self.waiver(law.rule, *([consent.rule] if consent else []))
        return Finding(
            sentence, "note" if waiver else weight, about or self.event.step, law.source, on, code=law.rule,
            verified=law.verified, values=values, waived_by=waiver.document if waiver else None,
        )  # fmt: skip
