"""Rules as pure functions: facts, day and law in, findings out; no clock, no database.

Which rules are judged at which step, and with what weight, stands in ``data/rules.toml``; the values, their articles
and their confidence come from the legal texts in force on the day of the step. What was not recorded is a note at
most; only a recorded contradiction blocks, so that old records with two dates stay legal.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from partytrack.core.case import Case, Event
from partytrack.core.finding import Finding
from partytrack.core.journey import Judge
from partytrack.core.rules import ballot, introduction, papers, person, readmission, time
from partytrack.core.rules.matter import Matter
from partytrack.core.rules.order import order_of_steps

Judgement = Callable[[Matter], Iterator[Finding]]

KINDS: Mapping[str, Mapping[str, Judgement]] = MappingProxyType(
    {
        "age": {"from": person.age_from, "to": person.age_to, "consent": person.age_consent},
        "schooling": {"": person.schooling},
        "union": {"": person.union},
        "introducers": {
            "": introduction.introducers, "role": introduction.introducer_role, "together": introduction.together,
        },
        "mentor": {"role": introduction.mentor_role},
        "validity": {"": papers.validity, "papers": papers.papers},
        "order": {"": papers.sequence},
        "vote": {
            "": ballot.vote, "delegated": ballot.delegated_vote, "entitled": ballot.entitled,
            "ballots": ballot.ballots,
        },
        "cell_size": {"": ballot.cell_size},
        "limit": {"": time.limit, "extension": time.extension, "consent": time.late_consent},
        "probation": {"over": time.after_probation, "official": time.official_date},
        "readmission": {
            "wait": readmission.wait, "crime": readmission.wait_after_crime, "times": readmission.times,
            "consent": readmission.consent,
        },
    }
)  # fmt: skip
"""The twelve kinds of rule that ``data/rules.toml`` names, with the aspects of each that are judged at a step; the chief one has no name."""


def findings_at(case: Case, event: Event, judge: Judge) -> list[Finding]:
    """What the order of steps and the law say of one step of a case, which holds all other steps as well.

    What the law says of two steps is not said a second time by their usual order.
    """
    by_law: list[Finding] = []
    for rule in judge.book.at.get(event.step, ()):
        value = judge.law.find(rule.value, event.on)
        if value is not None or rule.law_of is not None:
            by_law += KINDS[rule.kind][rule.aspect](Matter(rule, case, event, judge, value))
    said = {(finding.rule, finding.step) for finding in by_law}
    in_order = order_of_steps(case, event, judge.book)
    return [*(finding for finding in in_order if (finding.rule, finding.step) not in said), *by_law]


def findings(case: Case, judge: Judge) -> list[Finding]:
    """What is to be said of every step of a case, in the order of their days."""
    return [finding for event in case.events for finding in findings_at(case, event, judge)]
