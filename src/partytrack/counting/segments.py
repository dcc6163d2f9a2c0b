"""Whom a segment takes in: the facts of each person on the day of the event (F12); what is not recorded is neither yes nor no."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from partytrack.core.dates import PartialDate
from partytrack.core.lifecycle import ANNULMENT
from partytrack.core.report import Run
from partytrack.core.segments import Subject
from partytrack.counting.scope import Scope
from partytrack.counting.subject import Question, as_day


class Event(NamedTuple):
    """One counted event: in which unit, on which day, and what is known of its person on that day."""

    event_id: int
    unit_id: int
    on: date
    subject: Subject


def events(run: Run, question: Question, scope: Scope) -> Iterator[Event]:
    """Every event that counts, with what is on record of its person for that day."""
    binds = question.binds()
    facts: dict[int, dict[str, str]] = defaultdict(dict)
    for event_id, fact, value, _ in run(_facts(scope), binds | {"annulled": ANNULMENT}):
        facts[event_id][fact] = value
    for event_id, unit_id, on, sex, born_on, precision, source, area in run(_people(scope), binds):
        born = PartialDate(as_day(born_on), precision) if born_on else None
        yield Event(event_id, unit_id, as_day(on), Subject(sex, born, facts[event_id], area, source))


_PERSON = "JOIN candidacy c ON c.id = e.candidacy_id JOIN person p ON p.id = c.person_id"


def _people(scope: Scope) -> str:
    return f"""
SELECT DISTINCT e.id, v.unit_id, e.happened_on, p.sex, p.born_on, p.born_precision, c.source, u.area
FROM {scope.events} {_PERSON} JOIN unit u ON u.id = v.unit_id
WHERE {scope.counted}
"""


def _facts(scope: Scope) -> str:
    """What was recorded for the day; then, stronger, whose membership had begun before the case was opened.

    That is a re-admission. An admission that was annulled had made no member.
    """
    return f"""
SELECT DISTINCT e.id, f.fact, f.value, 0 AS strength
FROM {scope.events} {_PERSON}
JOIN person_fact f ON f.person_id = p.id AND f.from_on <= e.happened_on AND f.to_on > e.happened_on
WHERE {scope.counted}
UNION ALL
SELECT DISTINCT e.id, 'former_member', 'yes', 1
FROM {scope.events} {_PERSON}
JOIN stay s ON s.person_id = p.id AND s.role IN ('probationary', 'full') AND s.from_on < s.to_on
  AND s.from_on < c.opened_on
WHERE {scope.counted}
AND NOT EXISTS (SELECT 1 FROM candidacy k JOIN step_event a ON a.candidacy_id = k.id
                WHERE k.person_id = p.id AND a.step = :annulled AND s.from_on BETWEEN k.opened_on AND a.happened_on)
ORDER BY strength
"""
