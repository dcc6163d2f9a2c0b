"""How figures stand in a table: the columns that every report of units shares, and the row of a unit."""

from partytrack.core.amount import Goal
from partytrack.core.figures import Rounding, percent
from partytrack.core.report import Cell, CellType, Column, Fraction, with_text
from partytrack.core.texts import Texts
from partytrack.counting.figures import Count, Figures
from partytrack.counting.lineage import Lineage, unit_label


def unit_columns(say: Texts) -> tuple[Column, ...]:
    """Which unit a row is about."""
    return (
        Column("unit", "text", say("columns.unit")),
        Column("name", "text", say("columns.name")),
        Column("own", "flag", say("columns.own"), hidden=True),
    )


def figure_columns(say: Texts, measure: str, *paper: str) -> tuple[Column, ...]:
    """Quota against what was counted, as the contract's row has them; the fraction stands beside the percent (F15).

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
    labels = {key: heading(key, measure) for key in ("admitted", "fraction")}
    shown = (
        Column(key, kind, say(f"columns.{labels.get(key, key)}"), paper=key in paper) for key, kind in kinds.items()
    )
    return (*shown, Column("quota_text", "text", say("columns.quota"), hidden=True))


def heading(key: str, measure: str) -> str:
    """The heading of a column by what is counted: admitted, sent to the course, confirmed."""
    return key if measure == "admission" else f"{key}_{measure}"


def unit_cells(figures: Figures, counted: Count, known: Lineage, say: Texts) -> dict[str, Cell]:
    """The cells that say which unit a row is about; an own row beside children says so."""
    name = unit_label(figures.node, counted.question, known, say)
    if figures.is_share:
        name = say("reports.own_share", name=name)
    return {"unit": figures.node.unit.code, "name": name, "own": figures.own}


def figure_cells(figures: Figures, decimals: int, rounding: Rounding) -> dict[str, Cell]:
    """The cells of quota against admitted."""
    quota = figures.quota
    return {
        "quota": quota_cell(figures.goal),
        "quota_text": figures.goal.text if figures.goal else None,
        "admitted": figures.admitted,
        "fraction": Fraction(figures.admitted, quota),
        "percent": percent(figures.admitted, quota, decimals, rounding),
        "shortfall": figures.shortfall,
        "surplus": figures.surplus,
        "zero_units": figures.zero_units,
    }


def quota_cell(goal: Goal | None) -> int | None:
    """A quota as a cell: a number, which of a range or "or more" also says so."""
    return None if goal is None else with_text(goal.low, goal.text)


def total_cells(counted: Count, decimals: int, rounding: Rounding) -> dict[str, Cell]:
    """The total, with what was allocated to the rows and their shortfalls summed."""
    return {
        "unit": counted.total.node.unit.code,
        **figure_cells(counted.total, decimals, rounding),
        "allocated": counted.allocated,
        "gross_shortfall": counted.gross_shortfall,
    }
