"""What must be done by when: the obligations that stand on a day, read as they were derived from each case's events.

Both maps show the organisation of the as-of day, so they agree; a case that a closed cell left open stands where
that cell was, under whoever carries on its parent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from partytrack.core.codes import code_list
from partytrack.core.dates import OPEN
from partytrack.core.errors import UnitGone
from partytrack.core.path import WIDTH, unit_of
from partytrack.core.report import Run
from partytrack.counting.scope import TODAY
from partytrack.counting.subject import NAME, Question, as_day


@dataclass(frozen=True)
class Obligation:
    """One obligation: what a rule asks of a case, since which day the time runs, and by which day it must be done.

    ``root``: the unit above all, whose store it is. ``below``: the place of the case's unit under the unit asked about.
    """

    root: str
    below: str
    case: str
    name: str
    unit: str
    rule: str
    step: str
    since_on: date
    due_on: date

    def days_late(self, on: date) -> int:
        """For how many days it has been overdue; below 0 the days that are left."""
        return (on - self.due_on).days


@dataclass(frozen=True)
class Spot:
    """A unit that stands under the unit asked about on the as-of day, or is it; ``gone_on``: it was closed by then."""

    below: str
    code: str
    name: str
    kind: str
    gone_on: date | None
    ended_by: str | None

    @property
    def is_cell(self) -> bool:
        """Whether candidates are tracked here."""
        return bool(code_list("unit_kinds")[self.kind]["candidates"])


def standing_on(question: Question) -> Question:
    """The question itself; ``UnitGone`` where its unit has ended by the as-of day and nothing can be due in it."""
    if question.map == "then" and question.unit_to <= question.as_of:
        raise UnitGone(question.unit.code, question.as_of, question.unit_to - timedelta(days=1))
    return question


def last_day_within(as_of: date, days: int) -> date:
    """The day so many days ahead, or the last that there is."""
    return as_of + timedelta(days=min(days, (OPEN - as_of).days))


def dues(run: Run, question: Question, until: date) -> list[Obligation]:
    """Everything overdue on the as-of day, however old, and what falls due up to a day; the longest overdue first."""
    found = run(_DUES, question.binds() | {"until": until, "width": WIDTH})
    return [
        Obligation(root, below, case, name, unit, rule, step, as_day(since), as_day(due))
        for root, below, case, name, unit, rule, step, since, due in found
    ]


def spots(run: Run, question: Question) -> Mapping[str, Spot]:
    """Every unit at or under the unit asked about, by its place; those that another carries on are not among them."""
    found: dict[str, Spot] = {}
    for unit_id, below, code, name, kind, end, document in run(_SPOTS, question.binds()):
        if unit_id == (unit_of(below) if below else question.unit_id):
            gone = as_day(end) if as_day(end) <= question.as_of else None
            found[below] = Spot(below, code, name, kind, gone, document)
    return found


def rows_of(places: Mapping[str, Spot], obliged: Iterable[Obligation], depth: str) -> Mapping[str, list[Obligation]]:
    """What is due by the place of its row: each child of the unit asked about, or each cell; a cell shows itself.

    A unit that was closed has a row only where its cases still wait.
    """
    alone, cells = len(places) == 1, depth == "cells"
    rows: dict[str, list[Obligation]] = {
        below: []
        for below, spot in places.items()
        if spot.gone_on is None and (alone or (spot.is_cell if cells else len(below) == WIDTH))
    }
    for due in obliged:
        rows.setdefault(due.below if cells else due.below[:WIDTH], []).append(due)
    return rows


_ROOT = "SELECT r.code FROM path_version a JOIN unit r ON r.id = a.unit_id WHERE a.path = substr(x.path, 1, :width)"
_DUES = f"""
SELECT ({_ROOT} LIMIT 1), {TODAY.below}, c.code, p.name, u.code, d.rule, d.step, d.since_on, d.due_on
FROM {TODAY.units} CROSS JOIN case_due d CROSS JOIN candidacy c CROSS JOIN person p CROSS JOIN unit u
WHERE {TODAY.inside}
  AND d.unit_id = v.unit_id AND d.due_on <= :until AND d.from_on <= :as_of AND d.to_on > :as_of
  AND c.id = d.candidacy_id AND p.id = c.person_id AND u.id = d.unit_id
ORDER BY d.due_on, u.code, p.name_key, c.code, d.rule
"""
_SPOTS = f"""
SELECT v.unit_id, {TODAY.below}, u.code, {NAME}, u.kind, u.to_on, u.end_document
FROM {TODAY.units} CROSS JOIN unit u
WHERE {TODAY.inside} AND u.id = v.unit_id
"""
