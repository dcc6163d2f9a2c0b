"""Form 2: who was admitted, by sex, ethnicity, occupation, age …; this period against the same days of the year before."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partytrack.core.figures import average, percent
from partytrack.core.report import Cell, Column, Note, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.explain import explain
from partytrack.counting.form import NO_ROW, NOT_RECORDED, Section, sections
from partytrack.counting.lineage import lineage
from partytrack.counting.notes import notes
from partytrack.counting.profile import ADMITTED, APART, ZERO, People, people, people_before
from partytrack.counting.rows import unit_cells, unit_columns
from partytrack.counting.subject import Question
from partytrack.counting.zero import began
from partytrack.reports import Params, Spec, asked, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """Fill in the form: each table of ``data/profile.toml``, and the cells that admitted."""
    question = asked(run, params)
    form = _Form(params, say, question, people(run, question, params.depth), people_before(run, question))
    on_people = [each for each in sections() if each.counts != "units"]
    by_unit = [each for each in sections() if each.counts == "units"]
    return report_on(
        question,
        say,
        "profile",
        tables=(
            *(form.groups(each) if each.counts == "groups" else form.partition(each) for each in on_people),
            form.cells(),
            *(form.units(run, each) for each in by_unit),
            *(explain(run, form.now.counted, say) if params.explain else ()),
        ),
        notes=tuple(_notes(run, form)),
        lead=tuple(_lead(form)),
    )


@dataclass(frozen=True)
class _Form:
    """The people of this period and of the year before, to be set out in tables; of the latter there may be none."""

    params: Params
    say: Texts
    question: Question
    now: People
    before: People | None

    def groups(self, section: Section) -> Table:
        """Groups that overlap: how many belong to each, and of how many nobody knows."""
        rows = []
        for criterion in section.criteria:
            (fits, unknown), (fitted, not_known) = (
                each.group(criterion) if each else (None, None) for each in (self.now, self.before)
            )
            more = {"not_recorded": unknown, "last_not_recorded": not_known}
            rows.append(self._row(criterion.code, criterion.name(self.say.lang), fits, fitted) | more)
        columns = self._columns("this_period", "not_recorded", "last_year", "last_not_recorded")
        return Table(section.code, section.title(self.say.lang), columns, tuple(rows), self._total())

    def partition(self, section: Section) -> Table:
        """Everybody once: in the row that fits, else among those of whom it is not recorded."""
        lang = self.say.lang
        now, before = self.now.partition(section), self.before.partition(section) if self.before else None
        names = {criterion.code: criterion.name(lang) for criterion in section.criteria}
        if any(each and each[NO_ROW] for each in (now, before)):
            names[NO_ROW] = self.say("reports.profile_no_row")
        names[NOT_RECORDED] = self.say("reports.profile_not_recorded")
        ages = self.ages() if section.has_age else {}
        hidden = (Column(key, "count", self.say(f"columns.{key}"), hidden=True) for key in ages)
        return Table(
            section.code,
            section.title(lang),
            (*self._columns("this_period", "last_year"), *hidden),
            self._rows(names, now, before),
            self._total() | ages,
        )

    def cells(self) -> Table:
        """How many cells admitted anybody."""
        now, before = self.now.cells(), self.before.cells() if self.before else None
        names = {code: self.say(f"reports.profile_{code}") for code in (ADMITTED, ZERO, APART)}
        totals = [None if each is None else each.total() for each in (now, before)]
        return Table(
            "cells",
            self.say("reports.profile_cells"),
            self._columns("this_period", "last_year"),
            self._rows(names, now, before),
            self._row("total", None, *totals),
        )

    def units(self, run: Run, section: Section) -> Table:
        """A row for each unit: its total, who they were by a few groups, and how many of them are not wholly recorded."""
        say, counted, known = self.say, self.now.counted, lineage(run, self.question)
        names = {criterion.code: criterion.name(say.lang) for criterion in section.criteria}
        labels = {
            "admitted": say("columns.this_period"), **names, NOT_RECORDED: say("columns.not_all_recorded"),
        }  # fmt: skip
        *rows, (_, total) = self.now.by_row(section)
        return Table(
            section.code,
            section.title(say.lang),
            (*unit_columns(say), *(Column(key, "count", label) for key, label in labels.items())),
            tuple({**unit_cells(figures, counted, known, say), **cells} for figures, cells in rows),
            {"unit": self.question.unit.code, **total},
        )

    def ages(self) -> dict[str, Cell]:
        """The average age of those whose age is known, and how many they are."""
        now, before = self.now.ages, self.before.ages if self.before else []
        decimals, rounding = self.params.decimals, self.params.rounding
        return {
            "average_age": average(now, decimals, rounding),
            "ages_known": len(now),
            "last_average_age": average(before, decimals, rounding),
            "last_ages_known": len(before),
        }

    def _rows(self, names: Mapping[str, str], now: Counter[str] | None, before: Counter[str] | None) -> tuple[Row, ...]:
        return tuple(
            self._row(code, name, *(None if found is None else found[code] for found in (now, before)))
            for code, name in names.items()
        )

    def _row(self, code: str, name: str | None, now: int | None, before: int | None) -> dict[str, Cell]:
        """One line: this period, the year before, and the one in per cent of the other where like meets like."""
        alike = self.now.is_whole and self.before is not None and self.before.is_whole
        share = percent(now, before, self.params.decimals, self.params.rounding) if alike else None
        return {"row": code, "name": name, "this_period": now, "last_year": before, "percent": share}

    def _total(self) -> dict[str, Cell]:
        return self._row("total", None, self.now.total, self.before.total if self.before else None)

    def _columns(self, *counts: str) -> tuple[Column, ...]:
        say, several = self.say, self.question.period.years_long > 1
        labels = {"last_year": "years_before"} if several else {}
        return (
            Column("row", "text", "", hidden=True),
            Column("name", "text", say("columns.criterion")),
            *(Column(key, "count", say(f"columns.{labels.get(key, key)}")) for key in counts),
            Column("percent", "percent", say("columns.percent")),
        )


def _lead(form: _Form) -> Iterator[str]:
    """How many there were, then and now; that groups overlap; the average age."""
    say, before = form.say, form.question.year_before().period
    measure = say.term("measures", form.question.measure)
    yield say("reports.lead_profile", measure=measure, count=form.now.total)
    if form.question.has_begun:
        last = form.before.total if form.before else None
        yield say("reports.lead_profile_before", first=before.first, last=before.last, count=last)
    ages = form.ages()
    if ages["ages_known"]:
        yield say("reports.lead_age", age=ages["average_age"], count=ages["ages_known"])


_NOTES = ("not_recorded", "tally_not_divided", "basis_missing", "moved_units")
"""There is no quota here, so what is said of quotas says nothing."""


def _notes(run: Run, form: _Form) -> Iterator[Note]:
    say, question = form.say, form.question
    unit = (question.unit.code,)
    yield Note("groups_overlap", say("notes.groups_overlap"), unit)
    if not question.has_begun:
        yield Note("part_year", say("notes.not_begun", first=question.period.first), unit)
    elif question.window != question.period:
        before = question.year_before().period
        text = say("notes.part_year_alike", last=question.window.last, earlier=before.first, until=before.last)
        yield Note("part_year", text, unit)
    yield from (note for note in notes(run, form.now.counted, say) if note.code in _NOTES)
    if form.now.tallied:
        yield Note("not_recorded", say("notes.people_of_tallies", count=form.now.tallied), unit)
    if question.has_begun:
        yield from _notes_before(run, form)


def _notes_before(run: Run, form: _Form) -> Iterator[Note]:
    """What must be known of the year before: above all, why nothing is said in per cent of it."""
    say, question = form.say, form.question
    first = began(form.before.counted.ledger.root) if form.before else question.unit_from
    if form.before is None or first > question.year_before().period.first:
        text = say("notes.younger_than_the_year_before", unit=question.unit.code, first=first)
        yield Note("part_year", text, (question.unit.code,))
    for note in notes(run, form.before.counted, say) if form.before else ():
        if note.code in _NOTES:
            yield Note(note.code, say("notes.of_the_year_before", note=note.text), note.units)


SPEC = Spec("profile", build)
