"""Cases read for judging: what ``core/case.py`` holds, from plain rows; of one person, or of everybody.

Of everybody, some people are read at a time, each kind of row by one statement, so that a whole country's need not be held.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from partytrack.core.case import NO_MEMBER, UNCONFIRMED, Case, Departure, Event, Mentor, Subject, Votes, Waiver
from partytrack.core.dates import PartialDate
from partytrack.core.entry import end_of_probation
from partytrack.core.life_events import departures
from partytrack.core.lifecycle import ANNULMENT, CEREMONY, MENTORING, REMOVAL, steps
from partytrack.core.path import units_on
from partytrack.core.regulation import regulation
from partytrack.core.report import Run
from partytrack.core.rulebook import rulebook
from partytrack.counting.listed import listed
from partytrack.counting.subject import as_day, known_day

Rows: TypeAlias = Sequence[tuple[Any, ...]]


class Stays(NamedTuple):
    """In which unit a person was from which day on, in the order of the days; in none (``None``) while they were gone.

    Whom a closed unit left behind is still there: the unit ended, and the person did not go.
    """

    turns: tuple[tuple[date, int | None], ...]

    def pieces(self, from_on: date, to_on: date, otherwise: int) -> Iterator[tuple[date, date, int]]:
        """The parts of an interval by the unit in which the person was; before the first day on record the first."""
        unit, start = self.turns[0][1] if self.turns else otherwise, from_on
        for day, turned in self.turns:
            if day >= to_on:
                break
            if day > start and turned != unit:
                if unit is not None:
                    yield start, day, unit
                start = day
            unit = turned
        if unit is not None:
            yield start, to_on, unit


class Dossier(NamedTuple):
    """A case with its key, the unit that it is in now, and where its person was when."""

    case_id: int
    unit_id: int
    case: Case
    stays: Stays


def dossiers(run: Run, person_id: int | None = None, last_id: int | None = None) -> Iterator[Dossier]:
    """The cases of a person, of the people from one key to another, or of everybody, person by person."""
    ((least, most),) = run(_PEOPLE, {}) if person_id is None else ((person_id, last_id or person_id),)
    if least is not None:
        for first in range(least, most + 1, _PART):
            yield from _of_people(run, first, min(first + _PART - 1, most))


def _of_people(run: Run, first: int, last: int) -> Iterator[Dossier]:
    """The cases of the people from one key to another."""
    binds = {"first": first, "last": last}
    events, mentors, waivers, stays = (_by_key(run(statement, binds)) for statement in _PARTS)
    rank = {key: step.rank for key, step in steps().items()}
    courses = {rule.more["of"] for rule in rulebook().validity}
    for _, same in groupby(run(_CASES, binds), itemgetter(1)):
        earlier: tuple[date, ...] = ()
        for case_id, person, unit_id, opened in same:
            case = Case(
                as_day(opened),
                _events(events.get(case_id, ()), rank),
                tuple([_mentor(row) for row in mentors.get(case_id, ())]),
                tuple([_waiver(row) for row in waivers.get(case_id, ())]),
                earlier,
            )
            earlier += tuple([event.on for event in case.events if event.step in courses])
            yield Dossier(case_id, unit_id, case, _stays(stays.get(person, ())))


def _stays(rows: Sequence[tuple[Any, ...]]) -> Stays:
    turns: list[tuple[date, int | None]] = []
    for place, (_, start, unit_id, gone) in enumerate(rows):
        turns.append((as_day(start), unit_id))
        if gone is not None and (place + 1 == len(rows) or gone < rows[place + 1][1]):
            turns.append((as_day(gone), None))
    return Stays(tuple(turns))


def _by_key(rows: Rows) -> Mapping[int, list[tuple[Any, ...]]]:
    """Rows by the case or person that each begins with."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _events(rows: Iterable[tuple[Any, ...]], rank: Mapping[str, int]) -> tuple[Event, ...]:
    """The events in the order of their days; those of one day in the order of the journey."""
    ordered = sorted([(on, rank.get(step, 0), step) for _, step, on in rows])
    return tuple([Event(step, as_day(on)) for on, _, step in ordered])


def _mentor(row: tuple[Any, ...]) -> Mentor:
    _, start, end, reason = row
    return Mentor(as_day(start), as_day(end), reason)


def _waiver(row: tuple[Any, ...]) -> Waiver:
    _, rule, on, until, document = row
    return Waiver(rule, as_day(on), known_day(until), document)


_PART = 1_000
"""How many people are read at a time."""
_PEOPLE = "SELECT min(person_id), max(person_id) FROM candidacy"
_CASES = """
SELECT c.id, c.person_id, c.unit_id, c.opened_on FROM candidacy c
WHERE c.person_id BETWEEN :first AND :last ORDER BY c.person_id, c.opened_on, c.id
"""
_PARTS = (
    """
    SELECT e.candidacy_id, e.step, e.happened_on FROM candidacy c CROSS JOIN step_event e
    WHERE c.person_id BETWEEN :first AND :last AND e.candidacy_id = c.id
    """,
    """
    SELECT m.candidacy_id, m.from_on, m.to_on, m.end_reason FROM candidacy c CROSS JOIN mentorship m
    WHERE c.person_id BETWEEN :first AND :last AND m.candidacy_id = c.id ORDER BY m.candidacy_id, m.from_on
    """,
    """
    SELECT w.candidacy_id, w.rule, w.granted_on, w.until_on, w.document FROM candidacy c CROSS JOIN waiver w
    WHERE c.person_id BETWEEN :first AND :last AND w.candidacy_id = c.id ORDER BY w.candidacy_id, w.granted_on, w.id
    """,
    """
    SELECT s.person_id, s.from_on, s.unit_id, CASE WHEN s.to_on < u.to_on THEN s.to_on END
    FROM stay s CROSS JOIN unit u
    WHERE s.person_id IN (SELECT person_id FROM candidacy WHERE person_id BETWEEN :first AND :last)
      AND u.id = s.unit_id AND s.from_on < s.to_on
    ORDER BY s.person_id, s.from_on
    """,
)
"""What is read of the cases beside themselves: events, mentors, waivers, and where their people were."""


def whole(run: Run, case_id: int) -> tuple[Case, tuple[int, ...]]:
    """One case with all that the rules may ask of it, and the keys of its events in their order."""
    binds = {"case": case_id}
    ((person_id, unit_id, born_on, precision),) = run(_WHOLE, binds)
    case = next(each.case for each in dossiers(run, person_id) if each.case_id == case_id)
    rank = {key: step.rank for key, step in steps().items()}
    events = run(_WHOLE_EVENTS, binds | {"mentoring": MENTORING})
    rows = sorted(events, key=lambda row: (as_day(row[2]), rank.get(row[1], 0)))
    subject = _subject(run, person_id, PartialDate(as_day(born_on), precision) if born_on else None, case.opened_on)
    facts = replace(
        case, events=tuple(_whole_event(row[1:]) for row in rows), above=_kinds_above(run, unit_id), subject=subject
    )
    return facts, tuple(row[0] for row in rows)


def _kinds_above(run: Run, unit_id: int) -> frozenset[str]:
    """The kinds of the units under which a unit stands, or stood last."""
    ((path,),) = run(_PATH, {"unit": unit_id})
    return frozenset(kind for above in units_on(path)[:-1] for (kind,) in run(_KIND, {"unit": above}))


def _whole_event(row: Sequence[Any]) -> Event:
    step, on, entitled, present, favour, member, admitted_on, role, role_since, together, members = row
    day = as_day(on)
    return Event(
        step, day, None if entitled is None else Votes(entitled, present, favour), member,
        None if member is None else _role(role, admitted_on or role_since, day),
        known_day(together), members,
    )  # fmt: skip


def _role(role: str | None, entered: Any, on: date) -> str:
    """As what a member stood on a day; the roll often lacks the day of full membership of those whose probation is over."""
    if role != "probationary" or entered is None:
        return role or NO_MEMBER
    over = end_of_probation(as_day(entered), regulation())
    return UNCONFIRMED if over is not None and over.on <= on else role


def _subject(run: Run, person_id: int, born: PartialDate | None, opened_on: date) -> Subject:
    binds = {"person": person_id, "opened": opened_on}
    facts: dict[str, list[tuple[date, str]]] = {}
    for fact, since, value in run(_FACTS, binds):
        facts.setdefault(fact, []).append((as_day(since), value))
    statement, kinds = listed(_DEPARTURES, kinds=departures())
    steps_of = {"ceremony": CEREMONY, "removal": REMOVAL, "annulment": ANNULMENT}
    left = [Departure(kind, as_day(on)) for kind, on in run(statement, binds | kinds | steps_of)]
    again = [as_day(on) for (on,) in run(_ADMISSIONS, binds | steps_of)]
    readmissions = sum(1 for on in again if left and left[0].on <= on)
    return Subject(born, {fact: tuple(values) for fact, values in facts.items()}, tuple(left), readmissions)


_WHOLE = """
SELECT c.person_id, c.unit_id, p.born_on, p.born_precision FROM candidacy c JOIN person p ON p.id = c.person_id
WHERE c.id = :case
"""
_WHOLE_EVENTS = """
SELECT e.id, e.step, e.happened_on, e.votes_entitled, e.votes_present, e.votes_for, m.code, m.admitted_on, s.role, s.from_on,
       e.together_since,
       CASE WHEN e.votes_entitled IS NULL THEN NULL ELSE
       (SELECT count(*) FROM stay f WHERE f.unit_id = e.unit_id AND f.role = 'full' AND f.person_id <> c.person_id
        AND f.from_on <= e.happened_on AND f.to_on > e.happened_on) END
FROM candidacy c JOIN step_event e ON e.candidacy_id = c.id
LEFT JOIN mentorship h ON h.candidacy_id = c.id AND e.step = :mentoring AND h.from_on = e.happened_on AND h.from_on < h.to_on
LEFT JOIN person m ON m.id = coalesce(e.member_id, h.mentor_id)
LEFT JOIN stay s ON s.person_id = m.id AND s.role IN ('probationary', 'full')
                 AND s.from_on <= e.happened_on AND s.to_on > e.happened_on
WHERE c.id = :case ORDER BY e.happened_on, e.id
"""
_FACTS = "SELECT fact, from_on, value FROM person_fact WHERE person_id = :person ORDER BY fact, from_on"
# Who was removed during probation has left the Party too, by whichever of the two it is recorded.
_DEPARTURES = """
SELECT kind, happened_on FROM life_event WHERE person_id = :person AND kind IN (:kinds)
UNION ALL
SELECT e.step, e.happened_on FROM candidacy c JOIN step_event e ON e.candidacy_id = c.id
WHERE c.person_id = :person AND c.opened_on < :opened AND e.step = :removal
ORDER BY 2
"""
_ADMISSIONS = """
SELECT e.happened_on FROM candidacy c JOIN step_event e ON e.candidacy_id = c.id
WHERE c.person_id = :person AND c.opened_on < :opened AND e.step = :ceremony
  AND NOT EXISTS (SELECT 1 FROM step_event a WHERE a.candidacy_id = c.id AND a.step = :annulment)
ORDER BY e.happened_on
"""
_PATH = "SELECT path FROM path_version WHERE unit_id = :unit ORDER BY to_on DESC LIMIT 1"
_KIND = "SELECT kind FROM unit WHERE id = :unit"
