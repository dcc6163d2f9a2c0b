"""The figures of a unit: quota, admitted, shortfall, surplus, zero units; and of the rows under it."""

from collections.abc import Callable
from dataclasses import dataclass

from partytrack.counting.facts import Facts
from partytrack.counting.ledger import Ledger, ledger
from partytrack.counting.tree import Node


@dataclass(frozen=True)
class Figures:
    """The figures of one row; ``None`` is unknown. ``own``: what belongs to the unit asked about itself (F8)."""

    node: Node
    own: bool
    quota: int | None
    admitted: int | None
    zero_units: int
    assumed: bool = False

    def covers(self) -> list[Node]:
        """The nodes whose people and events belong to this row."""
        return [self.node] if self.own else self.node.walk()

    @property
    def shortfall(self) -> int | None:
        """How many are missing to the quota, never below 0."""
        return None if self.quota is None or self.admitted is None else max(self.quota - self.admitted, 0)

    @property
    def surplus(self) -> int | None:
        """How many more than the quota were admitted."""
        return None if self.quota is None or self.admitted is None else max(self.admitted - self.quota, 0)


@dataclass(frozen=True)
class Count:
    """Everything counted for one question: the rows that a report shows, and their total."""

    facts: Facts
    ledger: Ledger
    rows: tuple[Figures, ...]
    total: Figures

    @property
    def allocated(self) -> int | None:
        """The sum of the rows' quotas, over those that have one (F7)."""
        return total_of(self.rows, lambda row: row.quota)

    @property
    def gross_shortfall(self) -> int | None:
        """The sum of the rows' shortfalls, which no surplus elsewhere makes smaller (F8)."""
        return total_of(self.rows, lambda row: row.shortfall)


def total_of(rows: tuple[Figures, ...], value: Callable[[Figures], int | None]) -> int | None:
    """The sum over the rows that have a value; ``None`` when none has."""
    known = [found for row in rows if (found := value(row)) is not None]
    return sum(known) if known else None


def count(facts: Facts) -> Count:
    """Count a question: a row for each child, an own row where something belongs to the unit itself."""
    entered, root, years = ledger(facts), facts.root, facts.question.period.years
    total = figures(entered, root, years)
    if root.is_leaf:
        own = (Figures(root, True, total.quota, total.admitted, total.zero_units, total.assumed),)
        return Count(facts, entered, own, total)
    rows = [figures(entered, child, years) for child in root.children]
    entries = entered.at(root)
    if any(entry.tally or entry.count for entry in entries):
        known = [entry.count for entry in entries if entry.count is not None]
        rows.append(Figures(root, True, None, sum(known) if len(known) == len(entries) else None, 0))
    return Count(facts, entered, tuple(rows), total)


def figures(entered: Ledger, node: Node, years: range) -> Figures:
    """The figures of a node over the years."""
    facts = entered.facts
    return Figures(
        node=node,
        own=False,
        quota=quota(facts, node, years),
        admitted=entered.admitted(node, years),
        zero_units=sum(is_zero_unit(entered, leaf, years) for leaf in node.walk()),
        assumed=_assumed(facts, node, years),
    )


def quota(facts: Facts, node: Node, years: range) -> int | None:
    """The unit's own quota over the years, else the sum of all its children's; never mixed by year (F7).

    Needed are the years for which the unit stands here: a unit younger than the period lacks nothing
    for the years before it, nor a closed one for those after it.
    """
    needed = _needed(facts, node, years)
    own = [plan.amount for year in needed if (plan := facts.plans.get((node.unit.unit_id, year)))]
    if needed and len(own) == len(needed):
        return sum(own)
    parts = [quota(facts, child, years) for child in node.children if _needed(facts, child, years)]
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def _needed(facts: Facts, node: Node, years: range) -> list[int]:
    as_of = facts.question.as_of
    return [year for year in years if any(place.stands_for(year, as_of) for place in node.places)]


def _assumed(facts: Facts, node: Node, years: range) -> bool:
    """Whether a quota in use for the node's own figure is an assumption."""
    plans = [facts.plans.get((node.unit.unit_id, year)) for year in _needed(facts, node, years)]
    if plans and all(plans):
        return any(plan.assumed for plan in plans if plan)
    return any(_assumed(facts, child, years) for child in node.children)


def is_zero_unit(entered: Ledger, node: Node, years: range) -> bool:
    """A cell that stood on every day of the period up to the as-of day, is recorded for it, and admitted nobody (F11)."""
    if not node.is_leaf or not node.is_cell or apart(entered, node, years) is not None:
        return False
    return entered.admitted(node, years) == 0


def apart(entered: Ledger, node: Node, years: range) -> str | None:
    """Why a cell cannot be called a zero unit: younger than the period, closed in it, not recorded for it (F11)."""
    question = entered.facts.question
    if not question.has_begun:
        return "not_begun"
    if node.places[0].unit_from > question.period.first:
        return "younger"
    if node.unit.unit_to <= question.window.last:
        return "closed"
    if entered.gaps(node, years):
        return "not_recorded"
    return None
