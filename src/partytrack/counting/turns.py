"""The turns of membership: the days on which people became members, ceased to be, or were members elsewhere, and why.

Somebody is a member on the days of their stays as a probationary or full member; a stay of no days never was.
The statements find every day on which that changes, the pure part says what it was: so a cause is read off what
is recorded of that day, and nothing is left over that a sum would have to make up for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from partytrack.core.life_events import (
    DIED,
    EXPELLED,
    REMOVED,
    RESTORED,
    TRANSFER,
    TRANSFER_IN,
    TRANSFER_OUT,
    WITHDREW,
)
from partytrack.core.lifecycle import ANNULMENT, CEREMONY, DEATH, MOVE, MOVE_AWAY, REMOVAL
from partytrack.core.report import Run
from partytrack.counting.listed import listed
from partytrack.counting.scope import Scope
from partytrack.counting.subject import Question, as_day

Cause: TypeAlias = Literal[
    "admitted", "restored", "entered", "moved", "organisation",
    "died", "expelled", "removed", "withdrawn", "annulled", "left",
]  # fmt: skip
"""Why membership turned. ``entered`` and ``left``: nothing that is recorded of the day tells why."""


class Told(NamedTuple):
    """What is recorded of a person on the day: the paper, and the organisation outside of this store."""

    document: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """On a day a person's membership began, ended, or went on in another unit, or their unit stood elsewhere in the tree.

    ``before``: the unit, by key, in which they were a member on the day before; ``after``: on the day itself;
    ``None``: in none. ``probationary``: they were one on the day before. ``again``: they had been a member once, and it was not annulled.
    """

    on: date
    person: str
    name: str
    before: int | None
    after: int | None
    codes: tuple[str | None, str | None]
    cause: Cause
    probationary: bool
    again: bool
    told: Told


# What is recorded of the day, life events and steps of the case alike; where there are several, the first counts:
# with a probationer's withdrawal the case ends as if they were removed.
_MOVED: Mapping[str, Cause] = dict.fromkeys((TRANSFER, TRANSFER_IN, TRANSFER_OUT, MOVE, MOVE_AWAY), "moved")
_BEGUN: Mapping[str, Cause] = {CEREMONY: "admitted", RESTORED: "restored", **_MOVED}
_ENDED: Mapping[str, Cause] = {
    DIED: "died", EXPELLED: "expelled", WITHDREW: "withdrawn", REMOVED: "removed",
    DEATH: "died", REMOVAL: "removed", ANNULMENT: "annulled", **_MOVED,
}  # fmt: skip
_STEPS = (CEREMONY, ANNULMENT, REMOVAL, DEATH, MOVE, MOVE_AWAY)

_Events: TypeAlias = Mapping[tuple[int, date], Mapping[str, Told]]


def turns(run: Run, question: Question) -> list[Turn]:
    """Every turn in the units of a question, after the first day of its window and up to the last; by day and name.

    Under ``then`` also those of the people whose unit came to stand elsewhere; on today's map each unit has one place.
    """
    scope, binds = question.scope, question.binds()
    statement, steps = listed(_events(scope), steps=_STEPS)
    events: dict[tuple[int, date], dict[str, Told]] = {}
    for person_id, day, told, document, place in run(statement, binds | steps):
        events.setdefault((person_id, as_day(day)), {})[told] = Told(document, place)
    found = [_turn(events, *row) for row in run(_turns(scope), binds)]
    if question.map == "then":
        for key, unit_id, code, day, role, person, name, sort in run(_carried_along(scope), binds):
            turn = Turn(
                as_day(day), person, name, unit_id, unit_id, (code, code), "organisation", role == "probationary",
                False, Told(),
            )  # fmt: skip
            found.append(((turn.on, sort, key), turn))
    return [turn for _, turn in sorted(found, key=lambda each: each[0])]


def _turn(
    events: _Events, person_id: int, day: str | date, before: int | None, after: int | None, code_before: str | None,
    code_after: str | None, role: str | None, parted: int, ended: int, again: int, person: str, name: str, sort: str,
) -> tuple[tuple[date, str, int], Turn]:  # fmt: skip
    """A turn with what it is sorted by."""
    on = as_day(day)
    cause, told = _cause(events.get((person_id, on), {}), before, after, parted=bool(parted), ended=bool(ended))
    codes = (code_before, code_after)
    turn = Turn(on, person, name, before, after, codes, cause, role == "probationary", bool(again), told)
    return (on, sort, person_id), turn


def _cause(
    events: Mapping[str, Told], before: int | None, after: int | None, *, parted: bool, ended: bool
) -> tuple[Cause, Told]:  # fmt: skip
    """What was decided on the organisation that day, where the one unit became the other; else what an event of the day says.

    Without an event: the people of a unit that ended went with it. Who is in another unit has moved.
    """
    if parted:
        return "organisation", next((events[event] for event in _MOVED if event in events), Told())
    meanings = _BEGUN if before is None else _ENDED if after is None else _MOVED
    for event, cause in meanings.items():
        if event in events:
            return cause, events[event]
    if ended:
        return "organisation", Told()
    return ("entered" if before is None else "left" if after is None else "moved"), Told()


_MEMBER = "{0}.role IN ('probationary', 'full') AND {0}.from_on < {0}.to_on"


# Whether somebody had been a member before a day, here or, as a fact tells, elsewhere; an annulled admission had made none.
_AGAIN = f"""
(EXISTS (SELECT 1 FROM stay r WHERE r.person_id = s.person_id AND r.to_on < {{0}} AND {_MEMBER.format("r")}
         AND NOT EXISTS (SELECT 1 FROM candidacy k CROSS JOIN step_event a
                         WHERE k.person_id = r.person_id AND a.candidacy_id = k.id AND a.step = :annulment
                           AND r.from_on BETWEEN k.opened_on AND a.happened_on))
 OR EXISTS (SELECT 1 FROM person_fact f WHERE f.person_id = s.person_id AND f.fact = 'former_member' AND f.value = 'yes'
            AND f.from_on <= {{0}} AND f.to_on > {{0}}))
"""


def _turns(scope: Scope) -> str:
    """Each stay's first day with the stay before it, and the day after its last with the stay that follows."""
    return f"{_half(scope, 'from_on', 'o', 's')} UNION {_half(scope, 'to_on', 's', 'o')}"


def _half(scope: Scope, edge: str, before: str, after: str) -> str:
    """The turns at one edge of the stays ``s``; ``o`` is the person's stay on the other side of that day, if any.

    Of each, whether that day the unit before was merged or split into the unit after, and whether it ended.
    """
    meets = "to_on" if edge == "from_on" else "from_on"
    return f"""
SELECT s.person_id, s.{edge}, {before}.unit_id, {after}.unit_id, b.code, a.code, {before}.role,
       EXISTS (SELECT 1 FROM successor l WHERE l.unit_id = {before}.unit_id AND l.from_on = s.{edge}
               AND l.successor_id = {after}.unit_id),
       CASE WHEN b.to_on = s.{edge} THEN 1 ELSE 0 END,
       {_AGAIN.format(f"s.{edge}")},
       p.code, p.name, p.name_key
FROM {scope.units} CROSS JOIN stay s CROSS JOIN person p
LEFT JOIN stay o ON o.person_id = s.person_id AND o.{meets} = s.{edge} AND {_MEMBER.format("o")}
LEFT JOIN unit b ON b.id = {before}.unit_id
LEFT JOIN unit a ON a.id = {after}.unit_id
WHERE {scope.inside} AND s.unit_id = v.unit_id AND {_MEMBER.format("s")} AND p.id = s.person_id
  AND s.{edge} > :first AND s.{edge} <= :last AND (o.unit_id IS NULL OR o.unit_id <> s.unit_id)
"""


def _carried_along(scope: Scope) -> str:
    """The members of a unit on the day on which it comes to stand at another place, who were in it the day before."""
    return f"""
SELECT DISTINCT s.person_id, w.unit_id, u.code, w.from_on, s.role, p.code, p.name, p.name_key
FROM {scope.units} CROSS JOIN path_version w CROSS JOIN stay s CROSS JOIN unit u CROSS JOIN person p
WHERE {scope.inside} AND w.unit_id = v.unit_id AND w.from_on > :first AND w.from_on <= :last
  AND s.unit_id = w.unit_id AND {_MEMBER.format("s")} AND s.from_on <= w.from_on AND s.to_on > w.from_on
  AND u.id = w.unit_id AND p.id = s.person_id
  AND EXISTS (SELECT 1 FROM stay b WHERE b.person_id = s.person_id AND b.unit_id = s.unit_id
              AND {_MEMBER.format("b")} AND b.from_on < w.from_on AND b.to_on >= w.from_on)
"""


def _events(scope: Scope) -> str:
    """What is recorded of the people of these units on a day on which a stay of theirs there begins or ends."""
    stays = f"""
{scope.inside} AND s.unit_id = v.unit_id AND {_MEMBER.format("s")}
  AND (s.from_on > :first AND s.from_on <= :last OR s.to_on > :first AND s.to_on <= :last)
"""
    return f"""
SELECT DISTINCT l.person_id, l.happened_on, l.kind, l.document, l.place
FROM {scope.units} CROSS JOIN stay s CROSS JOIN life_event l
WHERE {stays} AND l.person_id = s.person_id AND l.happened_on IN (s.from_on, s.to_on)
UNION
SELECT DISTINCT c.person_id, e.happened_on, e.step, e.document, e.place
FROM {scope.units} CROSS JOIN stay s CROSS JOIN candidacy c CROSS JOIN step_event e
WHERE {stays} AND c.person_id = s.person_id AND e.candidacy_id = c.id AND e.step IN (:steps)
  AND e.happened_on IN (s.from_on, s.to_on)
"""


def headcounts(run: Run, question: Question) -> Mapping[int, tuple[int, int]]:
    """How many members each unit had on the first day of the window and on the last."""
    return {unit_id: (first, last) for unit_id, first, last in run(_counts(question.scope), question.binds())}


def _counts(scope: Scope) -> str:
    def on(day: str) -> str:
        return f"count(DISTINCT CASE WHEN s.from_on <= {day} AND s.to_on > {day} THEN s.person_id END)"

    return f"""
SELECT v.unit_id, {on(":first")}, {on(":last")} FROM {scope.units} CROSS JOIN stay s
WHERE {scope.inside} AND s.unit_id = v.unit_id AND {_MEMBER.format("s")} AND s.from_on <= :last AND s.to_on > :first
GROUP BY v.unit_id
"""
