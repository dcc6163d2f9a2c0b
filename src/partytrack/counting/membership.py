"""How the number of members came to be another: of a unit and the units under it, from the evening before a period to its end.

Everyone who crosses the border of a row on a day is counted once in it, by the cause of that day, so each row
closes by itself: start + increase − decrease = end, where start and end are counted apart from what lies between.
Who goes from one row to another is out of the one and into the other, and crosses no border of the total.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from partytrack.core.dates import day_before
from partytrack.core.errors import UnitGone, UnitNotYet
from partytrack.core.period import Period
from partytrack.core.report import Run
from partytrack.counting.places import Place, above, shown
from partytrack.counting.subject import Question
from partytrack.counting.tree import Node, lines, tree
from partytrack.counting.turns import Turn, headcounts, turns

INCREASE = ("admitted", "moved_in", "organisation_in", "restored", "entered")
DECREASE = ("died", "expelled", "removed", "withdrawn", "moved_out", "organisation_out", "annulled", "left")
OF_THESE = {"admitted": "readmitted", "removed": "removed_probationers"}
"""What form 1 names beside a criterion as a part of it."""


class Balance:
    """Members at the start and at the end, and how many came and went between, by criterion of form 1."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def __getitem__(self, criterion: str) -> int:
        """The figure of a criterion; ``increase`` and ``decrease`` are the sums of theirs."""
        parts = {"increase": INCREASE, "decrease": DECREASE}.get(criterion, (criterion,))
        return sum(self.counts[part] for part in parts)

    @property
    def is_blank(self) -> bool:
        """Whether nobody was there at any time."""
        return not any(self.counts.values())

    def enter(self, turn: Turn, criterion: str) -> None:
        """Count a turn, and the part of the criterion that the form names."""
        self.counts[criterion] += 1
        if (part := of_these(turn, criterion)) is not None:
            self.counts[part] += 1


@dataclass(frozen=True, eq=False)
class Line:
    """One row: a unit with all under it, or of a committee what belongs to none of these (``own``)."""

    node: Node
    own: bool
    balance: Balance = field(default_factory=Balance)

    @property
    def places(self) -> Iterator[Place]:
        """The stretches of days whose members belong to this row."""
        return (place for node in ([self.node] if self.own else self.node.walk()) for place in node.places)

    @property
    def is_share(self) -> bool:
        """Whether this is what belongs to a unit itself beside its children."""
        return self.own and not self.node.is_leaf


class Crossing(NamedTuple):
    """A turn that crossed the border of a row, by the criterion under which the unit asked about counts it.

    ``None``: both rows lie within the unit.
    """

    turn: Turn
    criterion: str | None


@dataclass(frozen=True)
class Membership:
    """The rows of a question, their total, and who stands behind the figures.

    Of a period that has not begun there is nothing but the members of the as-of day.
    """

    question: Question
    root: Node
    rows: tuple[Line, ...]
    total: Balance
    crossings: tuple[Crossing, ...]

    def behind(self, criterion: str) -> Sequence[Turn]:
        """The turns that the unit asked about counts under a criterion."""
        return [each.turn for each in self.crossings if each.criterion == criterion]

    @property
    def within(self) -> int:
        """How many went from one row to another."""
        return sum(each.criterion is None for each in self.crossings)


def of_these(turn: Turn, criterion: str) -> str | None:
    """The part of a criterion that the form names and that a turn belongs to: who had been a member; who was on probation."""
    belongs = turn.again if criterion == "admitted" else turn.probationary
    return OF_THESE.get(criterion) if belongs else None


def criterion(turn: Turn, *, comes: bool) -> str:
    """Under which criterion a turn is counted where somebody comes or goes."""
    return f"{turn.cause}_{'in' if comes else 'out'}" if turn.cause in {"moved", "organisation"} else turn.cause


def from_the_eve(question: Question) -> Question:
    """The question over one day more: who was a member on the evening before the period is its start."""
    eve = day_before(question.period.first)
    return question.over(Period(eve, question.period.last))


def membership(run: Run, question: Question, depth: str = "children") -> Membership:
    """Count the members of a question and what changed; the number of statements does not depend on that of units."""
    wide = from_the_eve(question)
    root = tree(wide, shown(run, wide, wide.scope, above(run, wide, wide.scope)))
    every = [Line(node, own) for node, own in lines(root, depth)]
    houses = _houses(every)
    total = Balance()
    _stand(every, houses, total, wide, headcounts(run, wide))
    crossings = tuple(_cross(every, houses, total, turns(run, wide)))
    rows = tuple(line for line in every if _is_shown(line, root, question))
    return Membership(question, root, rows, total, crossings)


def before(run: Run, question: Question, depth: str = "children") -> Membership | None:
    """The same days of the year before; ``None`` where the unit did not exist then, or the period has not begun."""
    if not question.has_begun:
        return None
    with suppress(UnitNotYet, UnitGone):
        return membership(run, question.year_before(), depth)
    return None


def not_recorded(found: Membership) -> list[str]:
    """The units whose records begin after the period did, by the codes of the rows: before, the roll alone tells of them."""
    window = found.question.window

    def lacks(line: Line) -> bool:
        nodes = [line.node] if line.own else [node for node in line.node.walk() if node.is_leaf]
        return any(
            max(place.from_on, window.first) < min(place.records_from, place.to_on, window.end)
            for node in nodes
            for place in node.places
        )

    lacking = [line.node.unit.code for line in found.rows if lacks(line)]
    return list(dict.fromkeys((*lacking, found.root.unit.code))) if lacking else []


House = Mapping[int, Sequence[tuple[date, date, int]]]
"""For each unit the days on which its members belong to a row, by the number of the row."""


def _houses(lines: Sequence[Line]) -> House:
    found: dict[int, list[tuple[date, date, int]]] = {}
    for number, line in enumerate(lines):
        for place in line.places:
            found.setdefault(place.life.unit_id, []).append((place.from_on, place.to_on, number))
    return found


def _row_on(houses: House, unit_id: int | None, day: date) -> int | None:
    """The row to which the members of a unit belong on a day; ``None``: the unit asked about does not have them."""
    stretches: Iterable[tuple[date, date, int]] = () if unit_id is None else houses.get(unit_id, ())
    return next((number for from_on, to_on, number in stretches if from_on <= day < to_on), None)


def _stand(
    lines: Sequence[Line], houses: House, total: Balance, wide: Question, counts: Mapping[int, tuple[int, int]]
) -> None:
    """Count the members of each unit at the start and at the end, where it stood on those days."""
    for unit_id, numbers in counts.items():
        for at, day in enumerate((wide.window.first, wide.window.last)):
            row = _row_on(houses, unit_id, day)
            for balance in () if row is None else (lines[row].balance, total):
                balance.counts[("start", "end")[at]] += numbers[at]


def _cross(lines: Sequence[Line], houses: House, total: Balance, found: Iterable[Turn]) -> Iterator[Crossing]:
    """Count each turn in the rows whose border it crosses, and in the total where it crosses that of the unit."""
    for turn in found:
        out = _row_on(houses, turn.before, day_before(turn.on))
        into = _row_on(houses, turn.after, turn.on)
        if out == into:
            continue
        if into is not None:
            lines[into].balance.enter(turn, criterion(turn, comes=True))
        if out is not None:
            lines[out].balance.enter(turn, criterion(turn, comes=False))
        if None not in {out, into}:
            yield Crossing(turn, None)
            continue
        counted = criterion(turn, comes=out is None)
        total.enter(turn, counted)
        yield Crossing(turn, counted)


def _is_shown(line: Line, root: Node, question: Question) -> bool:
    """Every unit of the period has a row; what a committee has itself, and who left on the evening before, where there is any."""
    if not line.balance.is_blank or (line.node is root and root.is_leaf):
        return True
    return not line.own and any(place.to_on > question.window.first for place in line.places)
