"""Cases as of a day: each is open, admitted or lost, and belongs to one unit, so that every sum closes.

As of day D and by the basis asked for, a case that was opened on or before D is exactly one of

- *admitted*: its decision, or its ceremony, happened on or before D and was not annulled by D (F2). An end after an
  admission that stands (removed in probation, died, moved away) does not undo it;
- *lost*: not admitted, and a step that ends a case happened on or before D: dropped, refused, annulled, died …;
- *open*: neither.

It belongs to one unit: the admitted to the unit of the event which admitted them, as in the report on quotas; the lost
to that of the event which ended them; the open to the unit in which their person was on D, or last before it. Under
``then`` this unit has its place of that day, under ``today`` the one where it is shown on D (F3); what happened in a
unit after its end, or stands open there, has the place of the unit's last day. Hence, for every unit, day and map,
entered = open + admitted + lost.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from partytrack.core.dates import day_before
from partytrack.core.errors import UnitGone
from partytrack.core.lifecycle import steps
from partytrack.core.measures import measure
from partytrack.core.period import Period, whole_years
from partytrack.core.report import Run
from partytrack.counting.case_facts import Case, Outcome, read_cases, read_facts, read_stretches
from partytrack.counting.facts import place_on
from partytrack.counting.places import Above, Place, shown
from partytrack.counting.subject import Question
from partytrack.counting.tree import Node, lines, tree


@dataclass(frozen=True)
class Share:
    """The cases of one row of units; ``own``: those that belong to the unit itself and to none under it (F8)."""

    node: Node
    own: bool
    cases: tuple[Case, ...]

    @property
    def is_share(self) -> bool:
        """Whether this is what belongs to a unit itself beside its children."""
        return self.own and not self.node.is_leaf


@dataclass(frozen=True)
class Cases:
    """The cases of a question as of its day, each with its place.

    ``unknown``: of a segment, those left out because nobody knows whether their person belongs to it (F12).
    """

    question: Question
    root: Node
    found: tuple[Case, ...]
    places: Mapping[int, Place]
    unknown: tuple[Case, ...] = ()

    def of(self, outcome: Outcome) -> tuple[Case, ...]:
        """The cases of one outcome."""
        return tuple(case for case in self.found if case.outcome == outcome)

    def entered_in(self, period: Period) -> "Cases":
        """The cases that were opened in a period, however they went on up to the as-of day."""
        return self._over(period, lambda case: period.first <= case.opened_on <= period.last)

    def lost_in(self, period: Period) -> "Cases":
        """The lost cases whose end lies in a period."""
        return self._over(period, lambda case: case.outcome == "lost" and period.first <= case.on <= period.last)

    def _over(self, period: Period, belongs: Callable[[Case], bool]) -> "Cases":
        found, unknown = (tuple(filter(belongs, some)) for some in (self.found, self.unknown))
        return replace(self, question=self.question.over(period), found=found, unknown=unknown)

    @property
    def years(self) -> Period:
        """The years from the first case to the as-of day."""
        last = self.question.as_of.year
        return whole_years(min((case.opened_on.year for case in self.found), default=last), last)

    def rows(self, depth: str) -> list[Share]:
        """A row for each child or each cell, and own rows for what belongs to a unit itself, where there is anything."""
        rows = [Share(node, own, tuple(self._in(node, own=own))) for node, own in lines(self.root, depth)]
        return [row for row in rows if row.cases or not row.is_share]

    def _in(self, node: Node, *, own: bool) -> Iterable[Case]:
        nodes = [node] if own else node.walk()
        return (case for each in nodes for place in each.places for case in self._by_place.get(place, ()))

    @cached_property
    def _by_place(self) -> Mapping[Place, list[Case]]:
        found: dict[Place, list[Case]] = {}
        for case in self.found:
            found.setdefault(self.places[case.id], []).append(case)
        return found


def cases(run: Run, question: Question) -> Cases:
    """Every case that belongs under the unit as of the question's day, whenever it was opened.

    Two statements, for a segment three. ``UnitGone`` where the unit had ended before the period.
    """
    if question.map == "then" and question.unit_to <= question.window.first:
        raise UnitGone(question.unit.code, question.window.first, day_before(question.unit_to))
    basis = measure("admission").basis(question.basis)
    ever = replace(question, measure="admission", basis=basis, period=Period(date.min, question.as_of))
    seen = shown(run, ever, ever.scope, Above({}, {}))
    stretches: dict[int, list[Place]] = {}
    for each in seen:
        stretches.setdefault(each.life.unit_id, []).extend(each.places)
    found, unknown = _judged(run, ever, read_cases(run, ever))
    places = {
        case.id: place for case in (*found, *unknown) if (place := _place(stretches.get(case.unit_id, ()), case.on))
    }
    here, not_known = (tuple(case for case in some if case.id in places) for some in (found, unknown))
    asked = replace(ever, period=question.period)
    return Cases(asked, tree(ever, seen), here, places, not_known)


def entered(run: Run, question: Question, *, ever: bool) -> Cases:
    """The cases opened in the question's period; ``ever``: all, and the period is that of the years since the first."""
    found = cases(run, question.over(Period(date.min, question.as_of)) if ever else question)
    return found.entered_in(found.years if ever else question.period)


def _place(stretches: Iterable[Place], on: date) -> Place | None:
    """Where the unit stood on a day, or on its last; ``None`` where that was not under the unit asked about."""
    known = list(stretches)
    return place_on(known, min(on, known[0].life.last)) if known else None


def _judged(run: Run, question: Question, found: list[Case]) -> tuple[list[Case], list[Case]]:
    """The cases whose person belongs to the segment asked about, and those of whom nobody knows; without one, all."""
    if not question.segment:
        return found, []
    from partytrack.core.segments import Subject, fits  # noqa: PLC0415  # only a segment needs to know what makes one

    facts = read_facts(run, question)
    answers = [
        (case, fits(question.segment, Subject(case.sex, case.born, facts.get(case.id, {}), case.area, case.source), case.on))
        for case in found
    ]  # fmt: skip
    return [case for case, belongs in answers if belongs], [case for case, belongs in answers if belongs is None]


@dataclass(frozen=True)
class Standing:
    """At which stage (``data/codes/stages.toml``) an open case stands, and since when; ``None``: nobody knows."""

    stage: str
    since_on: date | None


def standings(run: Run, found: Cases) -> Mapping[int, Standing]:
    """Where each open case stands on the as-of day; a stage lasts over all its steps, and over moves between units.

    A case whose stages are not on record stands where its recorded steps lead, nobody knows since when.
    """
    ever = found.question.over(Period(date.min, found.question.as_of))
    stages = {key: step.stage for key, step in steps().items()}
    stretches = read_stretches(run, ever)
    standing: dict[int, Standing] = {}
    for case in found.of("open"):
        stage, since = None, None
        for stretch in stretches.get(case.id, ()):
            if stages.get(stretch.step) != stage:
                stage, since = stages.get(stretch.step), stretch.since_on
        standing[case.id] = Standing(stage or case.reached, since if stage else None)
    return standing
