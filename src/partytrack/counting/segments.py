"""Whom a segment takes in: the facts of each person on the day of the event (F12); what is not recorded is neither yes nor no."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from partytrack.core.dates import PartialDate
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
    for event_id, fact, value in run(_facts(scope), binds):
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
    return f"""
SELECT DISTINCT e.id, f.fact, f.value
FROM {scope.events} {_PERSON}
JOIN person_fact f ON f.person_id = p.id AND f.from_on <= e.happened_on AND f.to_on > e.happened_on
WHERE {scope.counted}
"""
