"""How rows came to be and to end: the acts behind a departed unit, and those whom a unit carries on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from partytrack.core.report import Run
from partytrack.core.texts import Texts
from partytrack.counting.places import Life
from partytrack.counting.subject import Question, as_day
from partytrack.counting.tree import Node

MOST_NAMED = 3


class Turn(NamedTuple):
    """What happened to a unit on a day: moved, merged or split; where it then stood or who carried it on; by which document."""

    kind: str
    into: tuple[str, ...]
    document: str | None


@dataclass(frozen=True)
class Lineage:
    """The turns in the life of units, and those from whom they were formed, by unit and day (the first of the new state)."""

    turns: Mapping[tuple[int, date], Turn]
    formed: Mapping[tuple[int, date], Sequence[str]]


def lineage(run: Run, question: Question) -> Lineage:
    """Read what happened to the units of a question by the as-of day."""
    turns: dict[tuple[int, date], Turn] = {}
    formed: dict[tuple[int, date], list[str]] = {}
    for unit_id, since, code, document in run(_moves(question), question.binds()):
        turns[unit_id, as_day(since)] = Turn("move", (code,), document)
    for unit_id, code, successor_id, heir, since, kind, document in run(_links(question), question.binds()):
        key = (unit_id, as_day(since))
        into = turns[key].into if key in turns and turns[key].kind == kind else ()
        turns[key] = Turn(kind, (*into, heir), document)
        formed.setdefault((successor_id, as_day(since)), []).append(code)
    return Lineage(turns, formed)


def unit_label(node: Node, question: Question, known: Lineage, say: Texts) -> str:
    """A unit's name; a departed one with its last day and the act that ended it (F3), a new one with whom it carries on."""
    unit = node.unit
    carried = sorted(life.code for life in node.units if life is not unit and node_has(node, life.unit_id))
    former = known.formed.get((unit.unit_id, unit.from_on), ())
    name = unit.name
    if former and (carried or unit.from_on >= question.window.first):
        name = say("reports.formed", name=name, on=unit.from_on, units=named(former, say))
    elif carried:
        name = say("reports.carries", name=name, units=named(carried, say))
    last = node.last_day_here(question.window.last)
    act = None if last is None else act_of(unit, known, say, last)
    return name if last is None else say("reports.departed", name=name, last=last, act=act)


def node_has(node: Node, unit_id: int) -> bool:
    """Whether a unit that a node carries on stood on any day of the window."""
    return any(place.life.unit_id == unit_id for place in node.places)


def act_of(unit: Life, known: Lineage, say: Texts, last: date | None = None) -> str:
    """The act that ended a unit's life, or its time at a place, and its document."""
    since = unit.to_on if last is None else last + timedelta(days=1)
    turn = known.turns.get((unit.unit_id, since), Turn("close", (), unit.ended_by))
    act = say(f"reports.ended_{turn.kind}", units=named(turn.into, say))
    return act if turn.document is None else say("reports.by_document", act=act, document=turn.document)


def named(codes: Sequence[str], say: Texts, most: int = MOST_NAMED) -> str:
    """The codes of units, of many the first few and how many more."""
    shown = say.value(tuple(codes[:most]))
    more = len(codes) - most
    return shown if more <= 0 else say("reports.and_more", units=shown, more=more)


def _moves(question: Question) -> str:
    scope = question.scope
    return f"""
SELECT DISTINCT m.unit_id, m.from_on, p.code, m.document
FROM {scope.units} CROSS JOIN unit_edge m CROSS JOIN unit p
WHERE {scope.inside} AND m.unit_id = v.unit_id AND m.from_on > :first AND m.from_on <= :end AND p.id = m.parent_id
"""


def _links(question: Question) -> str:
    scope = question.scope

    def linked(by: str) -> str:
        return f"""
SELECT s.unit_id, u.code, s.successor_id, h.code AS heir, s.from_on, s.kind, s.document
FROM {scope.units} CROSS JOIN successor s CROSS JOIN unit u CROSS JOIN unit h
WHERE {scope.inside} AND s.{by} = v.unit_id AND s.from_on <= :as_of AND u.id = s.unit_id AND h.id = s.successor_id
"""

    return f"{linked('unit_id')} UNION {linked('successor_id')} ORDER BY 5, 2, 4"
