"""What is on record of every case of some units as of a day, by one statement begun at the units (``scope``).

A case is found by exactly one of three parts: by the event ``e`` that admitted it, by the event that ended it, or, of
an open one, by the stay ``s`` in which its person was last. ``cases`` tells what these mean.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

from partytrack.core.codes import code_list
from partytrack.core.dates import PartialDate, Precision
from partytrack.core.lifecycle import CEREMONY, CONFIRMATION, DECISION, ends, steps
from partytrack.core.report import Run
from partytrack.counting.scope import Scope
from partytrack.counting.subject import Question, as_day

Outcome: TypeAlias = Literal["open", "admitted", "lost"]


class Case(NamedTuple):
    """One case as of a day: its outcome, the unit to which it belongs (by key and code), and how far it came.

    ``on``: the day of the event that admitted or ended it, of an open case the as-of day; ``step``, ``reason`` and
    ``return_on`` are told by that event. ``returned``: the person of a lost case has a later one. ``rank``: the place of
    the furthest stage of any recorded step among ``data/codes/stages.toml``. ``left_by``: the step that ended the
    case, and ``left_on`` its day, also after an admission that stands. ``area``: of the unit. The other days:
    decision, ceremony, decision on full membership.
    """

    outcome: Outcome
    id: int
    code: str
    person_id: int
    name: str
    source: str
    unit_id: int
    unit: str
    step: str | None
    reason: str | None
    returned: bool
    rank: int
    left_by: str | None
    sex: str | None
    born_precision: Precision | None
    area: str | None
    opened_on: date
    on: date
    return_on: date | None
    decided_on: date | None
    held_on: date | None
    confirmed_on: date | None
    left_on: date | None
    born_on: date | None

    @property
    def reached(self) -> str:
        """The furthest stage of any recorded step."""
        return list(code_list("stages"))[self.rank]

    def has_reached(self, stage: str) -> bool:
        """Whether a step of the stage or of a later one is recorded: who came further has passed it."""
        return self.rank >= list(code_list("stages")).index(stage)

    @property
    def born(self) -> PartialDate | None:
        """The birth date as far as it is known."""
        return PartialDate(self.born_on, self.born_precision) if self.born_on and self.born_precision else None


_DAYS = Case._fields.index("opened_on")


def read_cases(run: Run, question: Question) -> list[Case]:
    """Every case that belongs to a unit which ever lay under the unit asked about, as of the question's day."""
    rows = run(_statement(question.scope, _columns), question.binds() | _binds())
    return [_case(row) for row in rows]


def _case(row: tuple[Any, ...]) -> Case:
    days = (None if day is None else as_day(day) for day in row[_DAYS:])
    return Case(*row[:_DAYS], *days)


def read_facts(run: Run, question: Question) -> Mapping[int, dict[str, str]]:
    """By case, the facts of its person on the day of its outcome."""
    found: dict[int, dict[str, str]] = {}
    for case_id, fact, value in run(_statement(question.scope, _fact, _FACTS), question.binds() | _binds()):
        found.setdefault(case_id, {})[fact] = value
    return found


class Stretch(NamedTuple):
    """The days (half-open) on which a case stood at a step, and the day on which it had reached it."""

    step: str
    to_on: date
    since_on: date


def read_stretches(run: Run, question: Question) -> Mapping[int, list[Stretch]]:
    """By open case, where it stood up to the as-of day, one stretch after the other."""
    *_, still_open = _parts(question.scope)
    found: dict[int, list[Stretch]] = {}
    for case_id, _, step, to_on, since_on in run(_stretches(still_open), question.binds() | _binds()):
        found.setdefault(case_id, []).append(Stretch(step, as_day(to_on), as_day(since_on)))
    return found


def _binds() -> dict[str, object]:
    """The steps that the statements ask for by name."""
    return {
        "decision": DECISION,
        "ceremony": CEREMONY,
        "confirmation": CONFIRMATION,
        **{f"end_{place}": step for place, step in enumerate(ends())},
        **{f"step_{place}": step for place, step in enumerate(_ranks())},
    }


def _ranks() -> Mapping[str, int]:
    """The place of each step's stage in the order of the stages."""
    order = list(code_list("stages"))
    return {key: order.index(step.stage) for key, step in steps().items() if step.stage is not None}


@dataclass(frozen=True)
class _Part:
    """One way to find cases: their outcome, where they are looked for, the day it is about, what the event tells."""

    outcome: Outcome
    tables: str
    where: str
    on: str = "e.happened_on"
    told: str = "e.step, e.reason"
    returned: str = "0"
    return_on: str = "e.return_on"


def _parts(scope: Scope) -> tuple[_Part, _Part, _Part]:
    """The admitted, the lost and the open."""
    events = f"{scope.units} CROSS JOIN step_event e CROSS JOIN candidacy c"
    event = (
        f"{scope.inside} AND e.unit_id = v.unit_id AND e.happened_on <= :as_of"
        " AND c.id = e.candidacy_id AND c.opened_on <= :as_of"
    )
    admitted, annulled, ended = _happened("o.step = :step"), _happened("o.step = :annulment"), f"o.step IN ({_ends()})"
    return (
        _Part("admitted", events, f"{event} AND e.step = :step AND NOT {annulled}"),
        _Part(
            "lost",
            events,
            f"{event} AND e.step IN ({_ends()}) AND NOT {_happened(f'{ended} AND {_BEFORE}')}"
            f" AND (NOT {admitted} OR {annulled})",
            returned=_RETURNED,
        ),
        _Part(
            "open",
            f"{scope.units} CROSS JOIN stay s CROSS JOIN candidacy c",
            f"{scope.inside} AND s.unit_id = v.unit_id {_LAST_STAY} AND NOT {admitted} AND NOT {_happened(ended)}",
            on=":as_of",
            told="NULL, NULL",
            return_on="NULL",
        ),
    )


def _ends() -> str:
    return ", ".join(f":end_{place}" for place in range(len(ends())))


_OF_THE_CASE = "FROM step_event o WHERE o.candidacy_id = c.id AND o.happened_on <= :as_of"
_BEFORE = "(o.happened_on < e.happened_on OR (o.happened_on = e.happened_on AND o.id < e.id))"


def _happened(which: str) -> str:
    """Whether anything of the kind had happened to the case by the as-of day."""
    return f"EXISTS (SELECT 1 {_OF_THE_CASE} AND {which})"


OF_A_LATER_CASE = """EXISTS (SELECT 1 FROM candidacy n
                WHERE n.person_id = c.person_id AND n.opened_on > c.opened_on AND n.opened_on <= {stay}.from_on)"""
"""Whether a stay of the person belongs to a case that was opened after the case ``c``."""

LATER_STAY = """((l.from_on < l.to_on) > (s.from_on < s.to_on) OR (l.from_on < l.to_on) = (s.from_on < s.to_on)
                       AND (l.from_on > s.from_on OR (l.from_on = s.from_on AND l.id > s.id)))"""
"""Whether a stay ``l`` comes after the stay ``s``; one without length, which never was, only tells where others tell nothing."""


def _elsewhere(stay: str) -> str:
    """Whether a stay is with a later case: until a case has led to an admission it is where its person is, whatever else was opened."""
    left = f"o.step IN (:decision, :ceremony) AND o.happened_on <= {stay}.from_on"
    return f"({OF_A_LATER_CASE.format(stay=stay)} AND {_happened(left)})"


# Where the person of a case was on the as-of day, or last before it, and not with a later case of theirs.
_LAST_STAY = f"""
AND s.from_on <= :as_of AND c.person_id = s.person_id AND c.opened_on <= s.from_on
AND NOT {_elsewhere("s")}
AND NOT EXISTS (SELECT 1 FROM stay l
                WHERE l.person_id = s.person_id AND l.from_on BETWEEN c.opened_on AND :as_of AND {LATER_STAY}
                  AND NOT {_elsewhere("l")})
"""

_RETURNED = """EXISTS (SELECT 1 FROM candidacy n WHERE n.person_id = c.person_id AND n.opened_on > c.opened_on
        AND n.opened_on >= e.happened_on AND n.opened_on <= :as_of)"""


def _statement(scope: Scope, columns: Callable[[_Part], str], more: str = "") -> str:
    """The three parts one after the other; a unit that lay at several places under the one asked about is read once."""
    return "UNION ALL".join(
        f"""
SELECT DISTINCT {columns(part)}
FROM {part.tables} CROSS JOIN person p CROSS JOIN unit u {more.format(on=part.on)}
WHERE {part.where} AND p.id = c.person_id AND u.id = v.unit_id
"""
        for part in _parts(scope)
    )


def _columns(part: _Part) -> str:
    ranks = " ".join(f"WHEN :step_{place} THEN {rank}" for place, rank in enumerate(_ranks().values()))
    first = f"(SELECT min(o.happened_on) {_OF_THE_CASE} AND o.step %s)"
    return f"""
'{part.outcome}', c.id, c.code, c.person_id, p.name, c.source, v.unit_id, u.code, {part.told}, {part.returned},
(SELECT coalesce(max(CASE o.step {ranks} ELSE 0 END), 0) {_OF_THE_CASE}),
(SELECT o.step {_OF_THE_CASE} AND o.step IN ({_ends()}) ORDER BY o.happened_on, o.id LIMIT 1),
p.sex, p.born_precision, u.area, c.opened_on, {part.on}, {part.return_on},
{first % "= :decision"}, {first % "= :ceremony"}, {first % "= :confirmation"}, {first % f"IN ({_ends()})"}, p.born_on"""


def _fact(_part: _Part) -> str:
    return "c.id, f.fact, f.value"


_FACTS = "JOIN person_fact f ON f.person_id = c.person_id AND f.from_on <= {on} AND f.to_on > {on}"


def _stretches(still_open: _Part) -> str:
    return f"""
SELECT DISTINCT c.id, g.from_on, g.step, g.to_on, g.since_on
FROM {still_open.tables} CROSS JOIN case_stage g
WHERE {still_open.where} AND g.candidacy_id = c.id AND g.from_on <= :as_of
ORDER BY c.id, g.from_on
"""
