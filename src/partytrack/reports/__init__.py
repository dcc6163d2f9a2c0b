"""One file per report: what it asks, its columns, its ``build``; the commands find them by listing this package."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from partytrack.core.figures import Rounding
from partytrack.core.period import Period
from partytrack.core.report import Chart, Note, Report, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.subject import Question


@dataclass(frozen=True)
class Params:
    """What a reader asks of any report; no unit is the root, no segment is everybody."""

    unit: str | None
    period: Period
    as_of: date
    basis: str = "decision"
    decimals: int = 2
    rounding: Rounding = "half-up"
    explain: bool = False
    map: str = "then"
    depth: str = "children"
    measure: str = "admission"
    segment: str = ""


@dataclass(frozen=True)
class Spec:
    """A report: its name on the command line and how it is built; titles lie in ``data/texts/reports.toml``."""

    name: str
    build: Callable[[Run, Params, Texts], Report]


def names() -> tuple[str, ...]:
    """Every report there is, by its file."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def spec(name: str) -> Spec:
    """The report of a name."""
    found: Spec = import_module(f"{__name__}.{name}").SPEC
    return found


def report_on(
    question: Question,
    say: Texts,
    name: str,
    *,
    tables: tuple[Table, ...],
    notes: tuple[Note, ...],
    lead: tuple[str, ...] = (),
    charts: tuple[Chart, ...] = (),
) -> Report:
    """The report of a name as the answer to a question; its title lies in ``data/texts/reports.toml``."""
    return Report(
        name=name,
        title=say(f"reports.{name}"),
        lang=say.lang,
        unit=question.unit,
        period=question.period,
        as_of=question.as_of,
        basis=question.basis,
        map="then",
        tables=tables,
        notes=notes,
        lead=lead,
        charts=charts,
    )
