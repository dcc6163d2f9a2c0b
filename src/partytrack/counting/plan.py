"""The plan: which quotas are in force, and what the quota of a row is (F5, F6, F7)."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from partytrack.core.amount import Amount, Goal
from partytrack.core.period import Period, whole_years
from partytrack.core.report import Run
from partytrack.core.span import Span
from partytrack.counting.facts import Facts
from partytrack.counting.places import LEVELS
from partytrack.counting.scope import Scope
from partytrack.counting.subject import Question, as_day
from partytrack.counting.tree import Node

Part: TypeAlias = tuple[str, str]
"""A part of a plan by its segment and its admission round; both empty, it is the whole."""


class Decided(NamedTuple):
    """What a decision in force gives: so many people, and whether it is only assumed."""

    goal: Goal
    assumed: bool


class Former(NamedTuple):
    """A unit that another was formed from, and the first year of its life."""

    unit_id: int
    first: int


class Long(NamedTuple):
    """A quota for several years or a term, which is never divided: its unit, what it is for, its goal."""

    unit_id: int
    span: str
    goal: Goal


@dataclass(frozen=True)
class Plans:
    """The quotas in force for a question.

    ``yearly``: by unit and year; ``whole``: those for exactly the period, by unit; ``other``: those for another
    span that touches it. ``formed``: units formed by merger or split within a year, with those they were formed from.
    ``over``: the years in which others stood under a unit.
    """

    question: Question
    yearly: dict[tuple[int, int], Decided]
    whole: dict[int, Decided]
    other: list[Long]
    formed: Mapping[tuple[int, int], frozenset[Former]]
    over: AbstractSet[tuple[int, int]]

    def has_own(self, former: Former, until: int, years: Sequence[int]) -> bool:
        """Whether a quota of its own is what a unit that ended in a year counts with: it has one for all its years."""
        lived = [year for year in years if former.first <= year <= until]
        own = [(former.unit_id, year) in self.yearly or (former.unit_id, year) in self.formed for year in lived]
        return former.unit_id in self.whole or (all(own) and (former.unit_id, until) in self.yearly)


class Quota(NamedTuple):
    """The quota of a row: ``goal`` is ``None`` where one lacks; ``needed``: whether the row needs one at all."""

    goal: Goal | None
    needed: bool
    assumed: bool


def plans(run: Run, facts: Facts) -> Plans:
    """Read the quotas in force for the units of a question, and for those from which these were formed."""
    part = (facts.question.segment, "")
    found = _in_force(run, facts, _WHOLE)
    return found.get(part) or Plans(facts.question, {}, {}, [], _formed(run, facts.question), _over(facts))


def parts(run: Run, facts: Facts) -> dict[Part, Plans]:
    """The quotas that are a part of the whole: for the people of a segment, or up to an admission round; by these."""
    return _in_force(run, facts, _PARTS)


def _over(facts: Facts) -> AbstractSet[tuple[int, int]]:
    """The years in which others stood under a unit."""
    years = facts.question.period.years
    return {
        (unit_id, year)
        for unit_id, stretches in facts.children.items()
        for year in years
        if any(start <= date(year, 12, 31) and end > date(year, 1, 1) for start, end in stretches)
    }


def _in_force(run: Run, facts: Facts, which: str) -> dict[Part, Plans]:
    """The latest version of each quota decided by the as-of day (F5)."""
    question = facts.question
    versions: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in run(_quotas(question.scope, which), question.binds()):
        key = row[:6]
        if key not in versions or versions[key][-1] < row[-1]:
            versions[key] = row
    terms = _terms(run, question) if any(term for *_, term in versions) else {}
    formed, over = _formed(run, question), _over(facts)
    found: dict[Part, Plans] = {}
    newest: dict[tuple[str, str, int], Any] = {}
    for (segment, part, unit_id, first, last, term), row in versions.items():
        plan = found.setdefault((segment, part), Plans(question, {}, {}, [], formed, over))
        decided = _decided(row[6:], Span(first, last, term).years)
        if first == last and not term:
            plan.yearly[unit_id, first] = decided
            continue
        span = terms.get((unit_id, term)) if term else whole_years(first, last)
        if question.period == span:
            here = (segment, part, unit_id)
            if here not in newest or newest[here] < row[-1]:  # a term may be the same days as its years
                plan.whole[unit_id], newest[here] = decided, row[-1]
        elif span is None or _touch(span, question.period):
            plan.other.append(Long(unit_id, f"{first}–{last}", decided.goal))
    return found


def _touch(span: Period, period: Period) -> bool:
    """Whether two spans of days have a day in common."""
    return span.first <= period.last and span.last >= period.first


def _decided(row: tuple[Any, ...], years: int) -> Decided:
    kind, low, high, rate_low, rate_high, base_count, assumed, _ = row
    if kind == "number":
        return Decided(Goal(low, low), bool(assumed))
    amount = Amount.from_row(kind, low, high, rate_low, rate_high, base_count)
    return Decided(amount.goal(years), bool(assumed))


def _terms(run: Run, question: Question) -> dict[tuple[int, str], Period]:
    """The days of each unit's terms: as recorded for the unit, else for the nearest above it on the as-of day."""
    found: dict[tuple[int, str], Period] = {}
    for unit_id, term, first, end in run(_term_days(question), question.binds()):
        found[unit_id, term] = Period(as_day(first), date.fromordinal(as_day(end).toordinal() - 1))
    return found


def _formed(run: Run, question: Question) -> dict[tuple[int, int], frozenset[Former]]:
    """Units that a merger or split formed within a year; one formed on 1 January has that year to itself."""
    found: dict[tuple[int, int], set[Former]] = {}
    for unit_id, former, begun, since in run(_predecessors(question), question.binds()):
        day = as_day(since)
        if (day.month, day.day) != (1, 1):
            found.setdefault((unit_id, day.year), set()).add(Former(former, as_day(begun).year))
    return {key: frozenset(former) for key, former in found.items()}


def quota(plans: Plans, node: Node, years: Sequence[int]) -> Quota:
    """The row's own quota over the years, else the sum of all its children's; never mixed by year (F7)."""
    goal, lacks, assumed = _own(plans, node, years)
    if goal is not None and not lacks:
        return Quota(goal, True, assumed)
    return Quota(None, lacks, False) if node.is_leaf else _of_children(plans, node, years)


def own_quota(plans: Plans, node: Node, years: Sequence[int]) -> Goal | None:
    """What the units of a row were given themselves, not the sum of what their children were."""
    goal, lacks, _ = _own(plans, node, years)
    return None if lacks else goal


def _own(plans: Plans, node: Node, years: Sequence[int]) -> tuple[Goal | None, bool, bool]:
    """What the units of a node were given themselves, whether any lacks a year that it needs, whether it is assumed.

    A unit needs a quota for each year that stands here, but not for the one in which it was formed from others:
    these keep their full-year quota (F4). Nor does one that stood over others which today's map shows elsewhere;
    if it has ended, what it was given is out of the plan, for theirs were parts of it. A quota for exactly the period is
    not divided: where a year of it is left out, nobody knows what the others were given.
    """
    until, lacks = plans.question.window.last, False
    given: list[Decided] = []
    for life in node.units:
        places = [place for place in node.places if place.life is life]
        whole = plans.whole.get(life.unit_id)
        if whole is not None:
            if any(place.stands_on(plans.question.period.last, until) for place in places):
                left_out = len(years) < len(plans.question.period.years)
                given += [] if left_out else [whole]
                lacks = lacks or (left_out and any(life.lived_in(year, until) for year in years))
            continue
        for year in years:
            if any(place.stands_for(year, until) for place in places):
                handed_on = node.is_leaf and (life.unit_id, year) in plans.over
                decided = (
                    None if handed_on and life.to_on <= plans.question.as_of else plans.yearly.get((life.unit_id, year))
                )
                given += [decided] if decided else []
                lacks = lacks or not (decided or handed_on or (life.unit_id, year) in plans.formed)
    return total(decided.goal for decided in given), lacks, any(decided.assumed for decided in given)


def _of_children(plans: Plans, node: Node, years: Sequence[int]) -> Quota:
    """The sum over the children that need a quota; unknown where one of them lacks it.

    The year in which the node was formed is left out where those it was formed from all have a quota for it:
    what its units were given is a part of that. Where only some have one, nobody can tell the parts apart.
    """
    carried = {life.unit_id for life in node.units}
    left: list[int] = []
    for year in years:
        formed = plans.formed.get((node.unit.unit_id, year), frozenset())
        before = [former for former in formed if former.unit_id not in carried]
        with_quota = sum(plans.has_own(former, year, years) for former in before)
        if 0 < with_quota < len(before):
            return Quota(None, True, False)
        if not with_quota:
            left.append(year)
    parts = [part for child in node.children if (part := quota(plans, child, left)).needed or part.goal is not None]
    goals = [part.goal for part in parts]
    goal = None if None in goals else total(goal for goal in goals if goal is not None)
    return Quota(goal, bool(parts), any(part.assumed for part in parts))


def total(goals: Iterable[Goal]) -> Goal | None:
    """The sum of goals; ``None`` of none."""
    found: Goal | None = None
    for goal in goals:
        found = goal if found is None else found + goal
    return found


_WHOLE = "q.segment = :segment AND q.round = ''"
_PARTS = "(q.segment <> '' OR q.round <> '')"


def _quotas(scope: Scope, which: str) -> str:
    columns = """
SELECT q.segment, q.round, q.unit_id, q.first_year, q.last_year, q.term, q.kind, q.low, q.high, q.rate_low, q.rate_high,
       q.base_count, q.assumed, q.decided_on"""
    asked = f"""
AND q.measure = :measure AND {which}
AND q.first_year <= :last_year AND q.last_year >= :first_year AND q.decided_on <= :as_of"""
    return f"""
{columns} FROM {scope.units} CROSS JOIN quota q WHERE {scope.inside} AND q.unit_id = v.unit_id {asked}
UNION
{columns} FROM {scope.units} CROSS JOIN successor s CROSS JOIN quota q
WHERE {scope.inside} AND s.successor_id = v.unit_id AND q.unit_id = s.unit_id {asked}
"""


def _predecessors(question: Question) -> str:
    scope = question.scope
    return f"""
SELECT DISTINCT s.successor_id, s.unit_id, f.from_on, s.from_on
FROM {scope.units} CROSS JOIN successor s CROSS JOIN unit u CROSS JOIN unit f
WHERE {scope.inside} AND s.successor_id = v.unit_id AND s.from_on <= :as_of
  AND u.id = s.successor_id AND u.from_on = s.from_on AND f.id = s.unit_id
"""


def _term_days(question: Question) -> str:
    scope = question.scope
    return f"""
{LEVELS}
SELECT own.unit_id, own.term, t.from_on, t.to_on
FROM (SELECT q.unit_id, q.term FROM {scope.units} CROSS JOIN quota q
      WHERE {scope.inside} AND q.unit_id = v.unit_id AND q.measure = :measure AND q.term <> ''
      UNION
      SELECT q.unit_id, q.term FROM {scope.units} CROSS JOIN successor s CROSS JOIN quota q
      WHERE {scope.inside} AND s.successor_id = v.unit_id AND q.unit_id = s.unit_id
        AND q.measure = :measure AND q.term <> '') own
CROSS JOIN path_version p CROSS JOIN level CROSS JOIN path_version a CROSS JOIN unit_term t
WHERE p.unit_id = own.unit_id
  AND p.from_on = (SELECT max(y.from_on) FROM path_version y WHERE y.unit_id = own.unit_id AND y.from_on <= :as_of)
  AND level.width <= length(p.path)
  AND a.path = substr(p.path, 1, level.width) AND a.from_on <= p.from_on AND a.to_on > p.from_on
  AND t.unit_id = a.unit_id AND t.term = own.term
ORDER BY level.width
"""
