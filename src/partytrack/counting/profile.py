"""Who the counted people were, by the tables of form 2 (``data/profile.toml``): nobody is guessed and nobody lost.

Of whom only a tally tells, nothing is recorded: they stand under "not recorded" everywhere, and so each
partition adds up to the total of the report on quotas (F8, F12).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from partytrack.core.errors import UnitGone, UnitNotYet
from partytrack.core.report import Run
from partytrack.core.segments import full_years
from partytrack.counting.facts import place_on
from partytrack.counting.figures import Count, Figures, count
from partytrack.counting.form import NOT_RECORDED, Criterion, Section
from partytrack.counting.places import Place
from partytrack.counting.segments import Event, events
from partytrack.counting.subject import Question
from partytrack.counting.zero import began, cells, has_admitted, is_zero_cell

ADMITTED, ZERO, APART = "cells_admitted", "cells_zero", "cells_apart"


@dataclass(frozen=True)
class People:
    """The people of one count: the events behind it, and how many are known from tallies only."""

    counted: Count
    happened: tuple[Event, ...]

    @property
    def total(self) -> int | None:
        """How many were counted, as the report on quotas has it; ``None``: not known."""
        return self.counted.total.admitted

    @cached_property
    def is_whole(self) -> bool:
        """Whether the unit stood on every day and all of it is known: only then is it like another period."""
        ledger = self.counted.ledger
        years, window = ledger.question.period.years, ledger.question.window
        return began(ledger.root) <= window.first and not ledger.gaps(ledger.root, years)

    @cached_property
    def tallied(self) -> int:
        """How many of them stand in tallies."""
        return self._tallies.total()

    @cached_property
    def _tallies(self) -> Counter[Place]:
        found: Counter[Place] = Counter()
        for place, entries in self.counted.ledger.entries.items():
            found[place] += sum(entry.admitted or 0 for entry in entries if entry.is_tally)
        return found

    @cached_property
    def ages(self) -> list[int]:
        """The ages in full years on the day, of whom they are known; a partial birth date must leave no doubt."""
        found: list[int] = []
        for event in self.happened if self.total is not None else ():
            born = event.subject.born
            if born is not None and (age := full_years(born.first, event.on)) == full_years(born.last, event.on):
                found.append(age)
        return found

    def group(self, criterion: Criterion) -> tuple[int | None, int | None]:
        """How many a row takes in, and of how many nobody knows; where the total is not known, neither is."""
        if self.total is None:
            return None, None
        answers = [criterion.answer(event) for event in self.happened]
        return answers.count(True), answers.count(None) + self.tallied

    def partition(self, section: Section) -> Counter[str] | None:
        """How many stand in each row of a partition, not recorded, and in no row though all is known."""
        if self.total is None:
            return None
        found = Counter(section.row_of(event) for event in self.happened)
        found[NOT_RECORDED] += self.tallied
        return found

    def cells(self) -> Counter[str] | None:
        """How many cells admitted, how many are zero units (F11), how many can be called neither."""
        if self.total is None:
            return None
        ledger = self.counted.ledger
        return Counter(
            ADMITTED if has_admitted(ledger, cell) else ZERO if is_zero_cell(ledger, cell) else APART
            for cell in cells(ledger)
        )

    def by_row(self, section: Section) -> Iterator[tuple[Figures, dict[str, int | None]]]:
        """Each unit's row, the total last: its figure, how many each column takes in, of how many one cannot tell."""
        here: dict[Place | None, list[Event]] = defaultdict(list)
        for event in self.happened:
            here[place_on(self.counted.ledger.facts.places[event.unit_id], event.on)].append(event)
        for figures in self.counted.rows:
            places = {place for node in figures.covers() for place in node.places}
            events = [event for place in places for event in here[place]]
            yield figures, _cells(section, figures, events, sum(self._tallies[place] for place in places))
        yield self.counted.total, _cells(section, self.counted.total, self.happened, self.tallied)


def _cells(section: Section, figures: Figures, events: Sequence[Event], tallied: int) -> dict[str, int | None]:
    """The figures of a row by column; where it is not known how many there were, nothing is said of who they were."""
    codes = [criterion.code for criterion in section.criteria]
    if figures.admitted is None:
        return dict.fromkeys(("admitted", *codes, NOT_RECORDED))
    answers = [[criterion.answer(event) for criterion in section.criteria] for event in events]
    return {
        "admitted": figures.admitted,
        **{code: sum(told[at] is True for told in answers) for at, code in enumerate(codes)},
        NOT_RECORDED: sum(None in told for told in answers) + tallied,
    }


def people(run: Run, question: Question, depth: str = "children") -> People:
    """The people that a question counts, as the report on quotas counts them (F2, F3)."""
    counted = count(run, question, depth, planned=False)
    ledger = counted.ledger
    return People(
        counted,
        tuple(
            event
            for event in events(run, question, question.scope)
            if ledger.counts(event.unit_id, event.on) and ledger.facts.takes_in(event.event_id)
        ),
    )


def people_before(run: Run, question: Question) -> People | None:
    """The people of the year before; ``None`` where the period has not begun or the unit did not exist then."""
    if not question.has_begun:
        return None
    with suppress(UnitNotYet, UnitGone):
        return people(run, question.year_before())
    return None
