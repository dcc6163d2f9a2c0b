"""What is overdue and what falls due soon, for every open case: who must do what by when, on what ground, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partytrack.core.codes import code_list
from partytrack.core.columns import columns, hidden
from partytrack.core.dates import day_before
from partytrack.core.lifecycle import steps
from partytrack.core.period import Period
from partytrack.core.regulation import Value, regulation
from partytrack.core.report import Cell, Column, Note, Reminder, Report, Row, Run, Table, with_text
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.counting.dues import Obligation, Spot, dues, last_day_within, rows_of, spots, standing_on
from partytrack.counting.subject import Question, ask
from partytrack.reports import Params, Spec, report_on


def build(run: Run, params: Params, say: Texts) -> Report:
    """List what was not done in time, the longest overdue first, then what falls due within the days asked for."""
    as_of = params.as_of
    period = Period(as_of, last_day_within(as_of, params.within))
    question = standing_on(ask(run, params.unit, period, as_of, on_map=params.map))
    law = regulation()
    lines = [_Line(due, law.behind(due.rule, due.since_on), as_of, say) for due in dues(run, question, period.last)]
    overdue, soon = ([line for line in lines if line.is_overdue is late] for late in (True, False))
    return report_on(
        question,
        say,
        "due",
        tables=(
            _block("overdue", overdue, say),
            _block("soon", soon, say),
            _by_unit(spots(run, question), [line.due for line in lines], question, params.depth, say),
            *_grounds(lines, say),
        ),
        notes=_notes(lines, say),
        lead=(_lead(overdue, soon, params.within, say),),
        basis="",
        reminders=tuple(line.reminder() for line in lines),
    )


@dataclass(frozen=True)
class _Line:
    """One obligation with the legal text it rests on, as a reader of a day sees it."""

    due: Obligation
    law: Value | None
    as_of: date
    say: Texts

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over."""
        return self.due.due_on < self.as_of

    @property
    def source(self) -> str | None:
        """The article; of a text that was not seen, marked as such."""
        return self.say.article(self.law.source, verified=self.law.verified) if self.law else None

    @property
    def ground(self) -> str:
        """The number of the rule and its article."""
        rule = self.due.rule
        return rule if self.source is None else self.say("reports.due_ground", rule=rule, source=self.source)

    @property
    def about(self) -> str | None:
        """What the rule is about (``data/rules.toml``)."""
        key = None if self.law is None else self.law.key
        rule = next((rule for rule, row in code_list("rules").items() if row["value"] == key), None)
        return None if rule is None else self.say.term("rules", rule)

    @property
    def is_sure(self) -> bool:
        """Whether the wording of the text was seen."""
        return self.law is None or self.law.verified

    @property
    def actor(self) -> str:
        """Who must act, as a key of the glossary."""
        return steps()[self.due.step].actor

    def row(self) -> Row:
        """The obligation as a row; days late are days left below 0, which readers see without the sign."""
        due, late = self.due, self.due.days_late(self.as_of)
        what, who = self._step_text(), self.say.glossary(self.actor)
        return {
            "case": due.case, "name": due.name, "unit": due.unit,
            "what": self.say("reports.due_what", step=what, actor=who),
            "due_on": due.due_on, "days_late": with_text(late, str(abs(late))), "ground": self.ground,
            "step": due.step, "step_text": what, "actor": self.actor, "actor_text": who, "since_on": due.since_on,
            "rule": due.rule, "source": self.say.value(self.law.source) if self.law else None, "verified": self.is_sure,
        }  # fmt: skip

    def reminder(self) -> Reminder:
        """The obligation as a day in the calendar; its key says in which store, for case codes are counted in each."""
        due = self.due
        key = f"{due.root}-{due.case}-{due.rule}-{due.since_on}"
        return Reminder(
            key, due.due_on, due.case, due.name, due.unit, self._step_text(), self.say.glossary(self.actor), self.ground
        )  # fmt: skip

    def _step_text(self) -> str:
        return self.say.word(Word("steps", self.due.step))


def _block(name: str, lines: Sequence[_Line], say: Texts) -> Table:
    """What is overdue, or what falls due soon, one obligation a row."""
    headings = {"unit": "in_unit", "days_late": "days_late" if name == "overdue" else "days_left"}
    shown = columns(
        say, headings, case="text", name="text", unit="text", what="text", due_on="date", days_late="count",
        rule="text",
    )  # fmt: skip
    ground = Column("ground", "text", say("columns.ground"), paper=True)
    more = hidden(
        step="text", step_text="text", actor="text", actor_text="text", since_on="date", source="text", verified="flag"
    )
    rows = tuple(line.row() for line in lines)
    return Table(name, say(f"reports.due_{name}"), (*shown, ground, *more), rows)


def _grounds(lines: Sequence[_Line], say: Texts) -> tuple[Table, ...]:
    """The rules that the list rests on: what each is about, and its article; no table where nothing is due."""
    found = {(line.due.rule, line.source or ""): line for line in lines}
    rows: tuple[Row, ...] = tuple(
        {"rule": rule, "about": found[rule, source].about, "source": source, "verified": found[rule, source].is_sure}
        for rule, source in sorted(found)
    )
    shown = columns(say, {"source": "ground"}, rule="text", about="text", source="text") + hidden(verified="flag")
    return (Table("grounds", say("reports.due_grounds"), shown, rows),) if rows else ()


def _by_unit(
    places: Mapping[str, Spot], found: Sequence[Obligation], question: Question, depth: str, say: Texts
) -> Table:  # fmt: skip
    """How much waits where, the units with most overdue first; what belongs to a committee itself is its own row."""
    rows: list[Row] = [
        {"unit": places[below].code, "name": _label(places[below], say), "own": not below, **_counts(dues, question)}
        for below, dues in rows_of(places, found, depth).items()
    ]
    rows.sort(key=lambda row: (-int(str(row["overdue"])), -int(str(row["soon"])), str(row["unit"])))
    shown = columns(say, unit="text", name="text", overdue="count", soon="count", oldest_due="date")
    total = {"unit": question.unit.code, **_counts(found, question)}
    return Table("units", say("reports.due_units"), shown + hidden(own="flag"), tuple(rows), total)


def _counts(found: Sequence[Obligation], question: Question) -> dict[str, Cell]:
    """How many are overdue, how many fall due, and the oldest day that went by."""
    late = [due.due_on for due in found if due.due_on < question.as_of]
    return {"overdue": len(late), "soon": len(found) - len(late), "oldest_due": min(late, default=None)}


def _label(spot: Spot, say: Texts) -> str:
    """A unit's name; one that was closed while cases of it wait, with its last day and the document."""
    if spot.gone_on is None:
        return spot.name
    act = say("reports.ended_close")
    if spot.ended_by is not None:
        act = say("reports.by_document", act=act, document=spot.ended_by)
    return say("reports.departed", name=spot.name, last=day_before(spot.gone_on), act=act)


def _lead(overdue: Sequence[_Line], soon: Sequence[_Line], days: int, say: Texts) -> str:
    """How much is overdue, since when, and how much falls due."""
    if not overdue:
        return say(f"reports.{'lead_due_none' if soon else 'lead_due_nothing'}", soon=len(soon), days=days)
    oldest = overdue[0].due.due_on
    return say("reports.lead_due", overdue=len(overdue), soon=len(soon), days=days, oldest=oldest)


def _notes(lines: Sequence[_Line], say: Texts) -> tuple[Note, ...]:
    """What rests on a legal text whose wording was not seen, by the numbers of the rules, with the units concerned."""
    unsure = [line.due for line in lines if not line.is_sure]
    if not unsure:
        return ()
    rules = tuple(sorted({due.rule for due in unsure}))
    units = tuple(sorted({due.unit for due in unsure}))
    return (Note("text_unverified", say("notes.text_unverified", rules=rules, units=units, count=len(unsure)), units),)


SPEC = Spec("due", build, judged=True)
