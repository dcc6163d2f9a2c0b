"""Who helps whom: each mentor's load now and record before, cases that nobody helps, and who is free and fit to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from partytrack.core.codes import code_list
from partytrack.core.columns import columns, hidden
from partytrack.core.data import read_toml
from partytrack.core.period import Period
from partytrack.core.report import Cell, Column, Report, Row, Run, Table
from partytrack.core.segments import full_years
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.counting.dues import standing_on
from partytrack.counting.mentors import (
    GONE,
    Assignment,
    Member,
    OpenCase,
    Record,
    open_cases,
    possible_mentors,
    records,
)
from partytrack.counting.subject import Question, ask
from partytrack.reports import Params, Spec, report_on

MOST_SHOWN = 5  # of each cell on the screen; the other formats have all
NEW = Record()


def build(run: Run, params: Params, say: Texts) -> Report:
    """Tell who mentors whom on the as-of day, and for cells in which somebody is missing, who could be asked."""
    as_of = params.as_of
    question = standing_on(ask(run, params.unit, Period(as_of, as_of), as_of, on_map=params.map))
    cases, done = open_cases(run, question), records(run, question)
    alone = [case for case in cases if case.mentor(as_of) is None]
    is_cell = code_list("unit_kinds")[question.unit.kind]["candidates"]
    members = possible_mentors(run, question, everyone=is_cell)
    load = _load(cases, done, question, say)
    return report_on(
        question,
        say,
        "mentors",
        tables=(load, _without(alone, as_of, say), _free(members, alone, done, as_of, say)),
        notes=(),
        basis="",
        lead=(say("reports.lead_mentors", mentors=len(load.rows), cases=len(cases) - len(alone), without=len(alone)),),
    )


def _load(cases: Sequence[OpenCase], done: Mapping[int, Record], question: Question, say: Texts) -> Table:
    """Each mentor of a case under the unit asked about, the one with most cases first.

    ``load`` is all that they mentor, also elsewhere.
    """
    by_mentor: dict[int, list[tuple[Assignment, str]]] = defaultdict(list)
    for case in cases:
        if (at := case.mentor(question.as_of)) is not None:
            by_mentor[at.mentor_id].append((at, case.case))
    rows = [_mentor_row(helped, done.get(mentor, NEW), say) for mentor, helped in by_mentor.items()]
    rows.sort(key=lambda row: (-int(str(row["open_cases"])), str(row["from_on"]), str(row["code"])))
    shown = columns(
        say, {"unit": "in_unit"}, code="text", name="text", unit="text", open_cases="count", whom="text",
        from_on="date", led="count", lost="count",
    )  # fmt: skip
    total: Row = {"unit": question.unit.code, **_sums(rows, "open_cases", "led", "lost")}
    return Table("load", say("reports.mentors_load"), shown + hidden(load="count"), tuple(rows), total)


def _mentor_row(helped: Sequence[tuple[Assignment, str]], record: Record, say: Texts) -> Row:
    """One mentor with the cases they help here, and since when."""
    at, _ = helped[0]
    return {
        "code": at.code, "name": at.name, "unit": at.unit, "open_cases": len(helped),
        "whom": say.value([case for _, case in helped]), "from_on": min(each.from_on for each, _ in helped),
        "led": record.led, "lost": record.lost, "load": record.load,
    }  # fmt: skip


def _sums(rows: Sequence[Row], *keys: str) -> dict[str, Cell]:
    return {key: sum(int(str(row[key])) for row in rows) for key in keys}


def _without(alone: Sequence[OpenCase], as_of: date, say: Texts) -> Table:
    """Open cases that nobody helps now, the one longest alone first, and why the last mentor does not any more."""
    rows: list[Row] = [
        {
            "case": case.case, "name": case.name, "unit": case.unit, "standing": say.word(Word("steps", case.step)),
            "without_since": case.alone_since(as_of), "why": _why(case, as_of, say),
            "last_mentor": case.assigned.name if case.assigned else None,
            "mentor": case.assigned.code if case.assigned else None, "step": case.step, "reason": case.why_alone(as_of),
        }
        for case in sorted(alone, key=lambda case: (case.alone_since(as_of), case.unit, case.case))
    ]  # fmt: skip
    shown = columns(
        say, {"unit": "in_unit"}, case="text", name="text", unit="text", standing="text", without_since="date",
        why="text",
    )  # fmt: skip
    more = (
        Column("last_mentor", "text", say("columns.last_mentor"), paper=True),
        *hidden(mentor="text", step="text", reason="text"),
    )
    return Table("without", say("reports.mentors_without"), shown + more, tuple(rows))


def _why(case: OpenCase, as_of: date, say: Texts) -> str | None:
    """Why nobody helps: never assigned, the mentor is no full member any more, or the reason on record."""
    reason = case.why_alone(as_of)
    if case.assigned is None:
        return say("reports.mentor_never")
    if reason == GONE:
        return say("reports.mentor_gone")
    return None if reason is None else say.term("mentor_ends", reason)


@dataclass(frozen=True)
class _Weighed:
    """A member who could be asked, with what speaks for and against it: codes, each with its sentence."""

    member: Member
    record: Record
    speaks_for: Mapping[str, str]
    against: Mapping[str, str]

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The fewest reasons against first, then the lightest load, then the most reasons for."""
        return len(self.against), self.record.load, -len(self.speaks_for), -self.record.led


def _free(
    members: Sequence[Member], alone: Sequence[OpenCase], done: Mapping[int, Record], as_of: date, say: Texts
) -> Table:  # fmt: skip
    """The full members of the cells in which somebody is missing, the fittest of each cell first."""
    lacking: dict[str, list[OpenCase]] = defaultdict(list)
    for case in alone:
        lacking[case.unit].append(case)
    rows: list[Row] = []
    brief: list[Row] = []
    for unit, found in groupby(members, key=lambda member: member.unit):
        weighed = [_weigh(member, lacking[unit], done.get(member.person_id, NEW), as_of, say) for member in found]
        cell = [_member_row(each, lacking[unit], say) for each in sorted(weighed, key=lambda each: each.rank)]
        rows += cell
        brief += cell[:MOST_SHOWN]
    shown = columns(
        say, {"unit": "in_unit", "load": "open_cases"}, unit="text", code="text", name="text", load="count",
        speaks_for="text", against="text",
    )  # fmt: skip
    more = hidden(for_codes="text", against_codes="text", cases="text")
    return Table("free", say("reports.mentors_free"), shown + more, tuple(rows), brief=tuple(brief))


def _member_row(each: _Weighed, lacking: Sequence[OpenCase], say: Texts) -> Row:
    return {
        "unit": each.member.unit, "code": each.member.code, "name": each.member.name, "load": each.record.load,
        "speaks_for": "; ".join(each.speaks_for.values()) or None, "against": "; ".join(each.against.values()) or None,
        "for_codes": " ".join(each.speaks_for) or None, "against_codes": " ".join(each.against) or None,
        "cases": say.value([case.case for case in lacking]) if lacking else None,
    }  # fmt: skip


def _weigh(member: Member, lacking: Sequence[OpenCase], record: Record, as_of: date, say: Texts) -> _Weighed:
    """Set what is on record for a member beside what is against."""
    speaks_for = dict(_for(member, lacking, record, say))
    return _Weighed(member, record, speaks_for, dict(_against(member, record, as_of, say)))


def _for(member: Member, lacking: Sequence[OpenCase], record: Record, say: Texts) -> Iterator[tuple[str, str]]:
    """Led others to admission, has the occupation of somebody who is alone, is in their cell."""
    if record.led:
        yield "led", say("reports.for_led", led=record.led)
    alike = [case.case for case in lacking if member.occupation and case.occupation == member.occupation]
    if alike and member.occupation:
        occupation = say.term("occupations", member.occupation)
        yield "same_occupation", say("reports.for_same_occupation", cases=alike, occupation=occupation)
    if lacking:
        yield "same_cell", say("reports.for_same_cell", cases=[case.case for case in lacking])


def _against(member: Member, record: Record, as_of: date, say: Texts) -> Iterator[tuple[str, str]]:
    """Helps others already, is old, or the roll lacks the confirmation (``data/mentoring.toml``)."""
    limits: dict[str, int] = {reason: row["limit"] for reason, row in read_toml("mentoring").items()}
    if record.load >= limits["busy"]:
        yield "busy", say("reports.against_busy", load=record.load)
    if member.born is not None and full_years(member.born.last, as_of) > limits["old"]:
        yield "old", say("reports.against_old", age=limits["old"])
    if member.role != "full":
        yield "unconfirmed", say("reports.against_unconfirmed")


SPEC = Spec("mentors", build, judged=True)
