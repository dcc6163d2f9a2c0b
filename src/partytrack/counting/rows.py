"""How figures stand in a table: the columns that every report of units shares, and the row of a unit."""

from partytrack.core.figures import Rounding, percent
from partytrack.core.report import Cell, CellType, Column, Fraction
from partytrack.core.texts import Texts
from partytrack.counting.figures import Count, Figures
from partytrack.counting.subject import Question
from partytrack.counting.tree import Node


def unit_columns(say: Texts) -> tuple[Column, ...]:
    """Which unit a row is about."""
    return (
        Column("unit", "text", say("columns.unit")),
        Column("name", "text", say("columns.name")),
        Column("own", "flag", say("columns.own"), hidden=True),
    )


def figure_columns(say: Texts, *paper: str) -> tuple[Column, ...]:
    """Quota against admitted, as the contract's row has them; the fraction stands beside the percent (F15).

    The columns named in ``paper`` are left out on the screen.
    """
    kinds: dict[str, CellType] = {
        "quota": "count",
        "admitted": "count",
        "fraction": "fraction",
        "percent": "percent",
        "shortfall": "count",
        "surplus": "count",
        "zero_units": "count",
    }
    shown = (Column(key, kind, say(f"columns.{key}"), paper=key in paper) for key, kind in kinds.items())
    return (*shown, Column("quota_text", "text", say("columns.quota"), hidden=True))


def unit_label(node: Node, question: Question, say: Texts) -> str:
    """A unit's name; a departed one is labelled with its last day (F3)."""
    last = node.departed(question.window)
    return node.unit.name if last is None else say("reports.departed", name=node.unit.name, last=last)


def unit_cells(figures: Figures, counted: Count, say: Texts) -> dict[str, Cell]:
    """The cells that say which unit a row is about; an own row beside children says so."""
    name = unit_label(figures.node, counted.facts.question, say)
    if figures.own and not figures.node.is_leaf:
        name = say("reports.own_share", name=name)
    return {"unit": figures.node.unit.code, "name": name, "own": figures.own}


def figure_cells(figures: Figures, decimals: int, rounding: Rounding) -> dict[str, Cell]:
    """The cells of quota against admitted."""
    quota = figures.quota
    return {
        "quota": quota,
        "quota_text": None if quota is None else str(quota),
        "admitted": figures.admitted,
        "fraction": Fraction(figures.admitted, quota),
        "percent": percent(figures.admitted, quota, decimals, rounding),
        "shortfall": figures.shortfall,
        "surplus": figures.surplus,
        "zero_units": figures.zero_units,
    }


def total_cells(counted: Count, decimals: int, rounding: Rounding) -> dict[str, Cell]:
    """The total, with what was allocated to the rows and their shortfalls summed."""
    return {
        "unit": counted.total.node.unit.code,
        **figure_cells(counted.total, decimals, rounding),
        "allocated": counted.allocated,
        "gross_shortfall": counted.gross_shortfall,
    }
