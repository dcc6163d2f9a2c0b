"""The figures of a unit: quota, admitted, shortfall, surplus, zero units; and of the rows under it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from partytrack.core.amount import Goal
from partytrack.core.report import Run
from partytrack.counting.ledger import Ledger, keep
from partytrack.counting.plan import Plans, plans, quota
from partytrack.counting.subject import Question
from partytrack.counting.tree import Node, lines
from partytrack.counting.zero import stands_last, zero_cells


@dataclass(frozen=True)
class Figures:
    """The figures of one row; ``None`` is unknown. ``own``: what belongs to a unit itself and none under it (F8)."""

    node: Node
    own: bool
    goal: Goal | None
    admitted: int | None
    zero_units: int
    assumed: bool = False

    def covers(self) -> Iterable[Node]:
        """The nodes whose people and events belong to this row."""
        return [self.node] if self.own else self.node.walk()

    def units(self) -> set[int]:
        """The units, by key, whose people and events belong to this row."""
        return {life.unit_id for node in self.covers() for life in node.units}

    @property
    def is_share(self) -> bool:
        """Whether this is what belongs to a unit itself beside its children, which no quota was set for."""
        return self.own and not self.node.is_leaf

    @property
    def quota(self) -> int | None:
        """The quota that admissions are compared with: of a range its lower end (F5)."""
        return self.goal.low if self.goal else None

    @property
    def shortfall(self) -> int | None:
        """How many are missing to the quota, never below 0."""
        return None if self.goal is None or self.admitted is None else max(self.goal.low - self.admitted, 0)

    @property
    def surplus(self) -> int | None:
        """How many more than the quota were admitted; of a range, than its upper end."""
        return None if self.goal is None or self.admitted is None else max(self.admitted - self.goal.high, 0)


@dataclass(frozen=True)
class Count:
    """Everything counted for one question: the rows that a report shows, and their total."""

    ledger: Ledger
    plans: Plans
    rows: tuple[Figures, ...]
    total: Figures

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.ledger.question

    @cached_property
    def allocated(self) -> int | None:
        """The sum of the rows' quotas, over those that have one (F7)."""
        return total_of(self.rows, lambda row: row.quota)

    @cached_property
    def gross_shortfall(self) -> int | None:
        """The sum of the rows' shortfalls, which no surplus elsewhere makes smaller (F8)."""
        return total_of(self.rows, lambda row: row.shortfall)


def total_of(rows: Sequence[Figures], value: Callable[[Figures], int | None]) -> int | None:
    """The sum over the rows that have a value; ``None`` when none has."""
    known = [found for row in rows if (found := value(row)) is not None]
    return sum(known) if known else None


def count(run: Run, question: Question, depth: str = "children", *, planned: bool = True) -> Count:
    """Count a question: a row for each child or each cell, and own rows for what belongs to a unit itself.

    Not ``planned``: nothing is compared with a quota, and none is read.
    """
    ledger = keep(run, question)
    plan = plans(run, ledger.facts) if planned else Plans(question, {}, {}, [], {}, frozenset())
    counting = _Counting(ledger, plan, zero_cells(ledger))
    root = ledger.root
    total = counting.figures(root)
    if root.is_leaf:
        return Count(ledger, plan, (replace(total, own=True),), total)
    rows = [
        row
        for node, own in lines(root, depth)
        for row in (counting.own_share(node) if own else [counting.figures(node)])
    ]
    return Count(ledger, plan, tuple(rows), total)


@dataclass(frozen=True)
class _Counting:
    """What the figures of every row are made from."""

    ledger: Ledger
    plans: Plans
    zero: set[int]

    def figures(self, node: Node) -> Figures:
        """The figures of a node over the period."""
        years = self.ledger.question.period.years
        goal, _, assumed = quota(self.plans, node, years)
        zero = sum(cell.unit.unit_id in self.zero for cell in node.walk() if stands_last(self.ledger, cell))
        return Figures(node, False, goal, self.ledger.admitted(node, years), zero, assumed)

    def own_share(self, node: Node) -> list[Figures]:
        """What belongs to a committee itself, where there is anything: its tally, mostly."""
        entries = self.ledger.at(node)
        if not any(entry.is_tally or entry.admitted for entry in entries):
            return []
        known = None if any(entry.reason for entry in entries) else sum(entry.admitted or 0 for entry in entries)
        return [Figures(node, True, None, known, 0)]
