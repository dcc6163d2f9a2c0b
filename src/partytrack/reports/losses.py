"""Who was lost and why: by stage reached and by source against the reason, with the names and those who said they would return."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from partytrack.core.codes import code_list
from partytrack.core.columns import columns
from partytrack.core.lifecycle import DROPPING, ends
from partytrack.core.report import Cell, Column, Note, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.counting.case_facts import Case
from partytrack.counting.case_notes import basis_notes, lost_notes
from partytrack.counting.case_tables import in_order
from partytrack.counting.cases import Cases, cases
from partytrack.reports import Params, Spec, asked, report_on

MOST_REASONS = 6
"""So many reasons have a column of their own; of more, the rarest are one column together, each by itself for scripts."""
MOST_NAMED = 8
UNKNOWN = "unknown"


def build(run: Run, params: Params, say: Texts) -> Report:
    """List the cases whose end lies in the period; an end that nobody gave a reason for is not recorded, never left out."""
    every = cases(run, asked(run, params))
    lost = every.lost_in(every.question.period)
    laid = _Laid(lost, say)
    return report_on(
        every.question,
        say,
        "losses",
        tables=(
            laid.matrix("stages", "stage", lambda case: case.reached),
            laid.matrix("sources", "source", lambda case: case.source),
            laid.people(),
        ),
        notes=(*_stand(every, say), *lost_notes(run, lost, say)),
        lead=laid.lead(),
    )


def reason_of(case: Case) -> str:
    """Why a case was lost: the reason for which it was dropped, or the step that ended it; moved away is one of both."""
    if case.step == DROPPING:
        return case.reason or UNKNOWN
    return case.step or UNKNOWN


def _stand(every: Cases, say: Texts) -> Iterable[Note]:
    """Admissions that stand by the basis although the case ended in the period before a ceremony: they are not lost."""
    window = every.question.window
    ended = (case for case in every.of("admitted") if case.left_on and window.first <= case.left_on <= window.last)
    return basis_notes(replace(every, found=tuple(ended)), say)


class _Laid:
    """The lost cases laid out as tables."""

    def __init__(self, lost: Cases, say: Texts) -> None:
        self.lost, self.say = lost.found, say
        self.as_of = lost.question.as_of
        counts = Counter(map(reason_of, self.lost))
        known = dict.fromkeys([*code_list("loss_reasons"), *ends(), *sorted(counts)])
        self.reasons = [*(reason for reason in known if counts[reason] and reason != UNKNOWN)]
        self.reasons += [UNKNOWN] if counts[UNKNOWN] else []
        self.further = _rarest(self.reasons, counts)

    def matrix(self, name: str, key: str, part: Callable[[Case], str]) -> Table:
        """How many of each part were lost for which reason."""
        rows: list[Row] = []
        for code in in_order(name, set(map(part, self.lost))):
            counts = self._counts(case for case in self.lost if part(case) == code)
            rows.append({key: code, "name": self.say.term(name, code), **counts})
        parts = columns(self.say, {"name": "stage_reached" if key == "stage" else key}, name="text")
        shown = (Column(key, "text", "", hidden=True), *parts, *self._columns())
        return Table(name, self.say(f"reports.lost_by_{key}"), shown, tuple(rows), self._counts(self.lost))

    def _columns(self) -> tuple[Column, ...]:
        reasons = [
            Column(reason, "count", self._label(reason), hidden=reason in self.further) for reason in self.reasons
        ]
        further = [Column("further", "count", self.say("columns.further_reasons"))] if self.further else []
        return (*reasons, *further, Column("lost", "count", self.say("columns.lost")))

    def _counts(self, some: Iterable[Case]) -> dict[str, Cell]:
        counts = Counter(map(reason_of, some))
        further = {"further": sum(counts[reason] for reason in self.further)} if self.further else {}
        return {**{reason: counts[reason] for reason in self.reasons}, **further, "lost": counts.total()}

    def _label(self, reason: str) -> str:
        """The term of a reason for dropping or of a step that ends a case; a code that no list has any more is itself."""
        if reason == UNKNOWN:
            return self.say("columns.unknown")
        if reason in code_list("loss_reasons"):
            return self.say.term("loss_reasons", reason)
        return self.say.word(Word("steps", reason)) if reason in ends() else reason

    def people(self) -> Table:
        """The people behind the counts, in the order of the days on which they were lost."""
        shown = columns(
            self.say, {"unit": "cell", "stage": "stage_reached", "why": "reason"}, case="text", name="text",
            unit="text", source="text", stage="text", why="text", date="date", return_on="date", returned="flag",
        )  # fmt: skip
        laid = [replace(column, paper=column.key in {"source", "stage"}) for column in shown]
        laid.append(Column("reason", "text", self.say("columns.reason"), hidden=True))
        rows = tuple(map(self._person, sorted(self.lost, key=lambda case: (case.on, case.code))))
        return Table("people", self.say("reports.lost_people"), tuple(laid), rows)

    def _person(self, case: Case) -> Row:
        reason = reason_of(case)
        return {
            "case": case.code,
            "name": case.name,
            "unit": case.unit,
            "source": self.say.term("sources", case.source),
            "stage": self.say.term("stages", case.reached),
            "why": self._label(reason),
            "date": case.on,
            "return_on": case.return_on,
            "returned": bool(case.returned),
            "reason": reason,
        }

    def lead(self) -> tuple[str, ...]:
        """How many were lost, and who said they would return by when, the overdue first."""
        said = sorted(
            ((case.return_on, case) for case in self.lost if case.return_on and not case.returned),
            key=lambda pair: (pair[0], pair[1].code),
        )  # fmt: skip
        unknown = sum(reason_of(case) == UNKNOWN for case in self.lost)
        sentences = [self.say("reports.lead_lost", lost=len(self.lost))]
        sentences += [self.say("reports.lead_without_reason", count=unknown)] if unknown else []
        for key, some in (
            ("lead_return_overdue", [pair for pair in said if pair[0] < self.as_of]),
            ("lead_return_expected", [pair for pair in said if pair[0] >= self.as_of]),
        ):
            sentences += [self.say(f"reports.{key}", count=len(some), people=self._named(some))] if some else []
        return tuple(sentences)

    def _named(self, some: list[tuple[date, Case]]) -> str:
        people = [
            self.say("reports.who_by_when", name=case.name, case=case.code, unit=case.unit, day=day)
            for day, case in some[:MOST_NAMED]
        ]
        more = len(some) - MOST_NAMED
        shown = self.say.value(people)
        return self.say("reports.and_more_people", people=shown, more=more) if more > 0 else shown


def _rarest(reasons: list[str], counts: Counter[str]) -> frozenset[str]:
    """The reasons for which there is no room; one that nobody recorded always has its column."""
    if len(reasons) <= MOST_REASONS:
        return frozenset()
    listed = [reason for reason in reasons if reason != UNKNOWN]
    room = MOST_REASONS - 1 - (UNKNOWN in reasons)
    return frozenset(sorted(listed, key=lambda reason: -counts[reason])[room:])


SPEC = Spec("losses", build, judged=True)
