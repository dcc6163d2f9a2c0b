"""One file per report: what it asks, its columns, its ``build``; the commands find them by listing this package."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from partytrack.core.figures import Rounding
from partytrack.core.period import Period
from partytrack.core.report import Chart, Note, Reminder, Report, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.subject import Question, ask

PACK = "pack"
"""The report that puts others together; it stands beside the single reports, never among them."""


@dataclass(frozen=True)
class Params:
    """What a reader asks of any report; no unit is the root, no segment is everybody.

    ``every_year``: no period was named, and the report shows every year of which anything is known.
    ``within``: how many days ahead of the as-of day count as soon.
    """

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
    every_year: bool = False
    within: int = 30


@dataclass(frozen=True)
class Spec:
    """A report: its name on the command line and how it is built; titles lie in ``data/texts/reports.toml``.

    ``map`` and ``every_year`` are what it shows where the reader names neither a map nor a period.
    ``judged``: it reads where cases stand and what is due, which must be derived by the law of now.
    """

    name: str
    build: Callable[[Run, Params, Texts], Report]
    map: str = "then"
    every_year: bool = False
    judged: bool = False


def names() -> tuple[str, ...]:
    """Every single report there is, by its file."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if module.name != PACK))


def spec(name: str) -> Spec:
    """The report of a name."""
    found: Spec = import_module(f"{__name__}.{name}").SPEC
    return found


def asked(run: Run, params: Params) -> Question:
    """What a reader asks, with the unit found."""
    return ask(
        run, params.unit, params.period, params.as_of, basis=params.basis, counted=params.measure,
        segment=params.segment, on_map=params.map,
    )  # fmt: skip


def title(name: str, question: Question, say: Texts) -> str:
    """The title of a report, which says what is counted and whom it is about where that is not every admission."""
    text = say(f"reports.{name}")
    if question.measure != "admission":
        text = say("reports.of_measure", title=text, measure=say.term("measures", question.measure))
    return (
        say("reports.of_segment", title=text, segment=say.term("segments", question.segment))
        if question.segment
        else text
    )


def report_on(
    question: Question,
    say: Texts,
    name: str,
    *,
    tables: tuple[Table, ...],
    notes: tuple[Note, ...],
    lead: tuple[str, ...] = (),
    charts: tuple[Chart, ...] = (),
    reminders: tuple[Reminder, ...] | None = None,
    basis: str | None = None,
) -> Report:
    """The report of a name as the answer to a question; its title lies in ``data/texts/reports.toml``.

    ``basis`` is empty where nothing is counted by the day of an event; by default it is that of the question.
    """
    return Report(
        name=name,
        title=title(name, question, say),
        lang=say.lang,
        unit=question.unit,
        period=question.period,
        as_of=question.as_of,
        basis=question.basis if basis is None else basis,
        map=question.map,
        tables=tables,
        notes=notes,
        lead=lead,
        charts=charts,
        reminders=reminders,
    )
