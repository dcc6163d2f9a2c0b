"""Where the candidates stand: open cases by stage, unit and source, how long they have stood there, what became of the rest."""

from collections import Counter
from collections.abc import Iterable, Mapping

from partytrack.core.codes import code_list
from partytrack.core.columns import columns, hidden
from partytrack.core.figures import median
from partytrack.core.period import Period
from partytrack.core.report import Cell, Chart, Column, Report, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.case_facts import Case
from partytrack.counting.case_notes import case_notes
from partytrack.counting.case_tables import explain_cases, in_order, share_cells, stage_heading, state_of
from partytrack.counting.cases import Cases, Share, Standing, entered, standings
from partytrack.counting.lineage import lineage
from partytrack.counting.rows import unit_columns
from partytrack.reports import Params, Spec, asked, report_on

_STAGE_OF_BASIS = {"decision": "decision", "ceremony": "probation"}
"""The stage that nobody is to reach without being admitted, by the basis."""


def build(run: Run, params: Params, say: Texts) -> Report:
    """Count the open cases by where they stand; the period is that in which cases were opened, every year without one."""
    found = entered(run, asked(run, params), ever=params.every_year)
    laid = _Laid(found, standings(run, found), say)
    return report_on(
        found.question,
        say,
        "pipeline",
        tables=(
            laid.by_unit(run, params.depth),
            laid.by_source(),
            laid.by_stage(),
            laid.admitted(),
            laid.balance(),
            *((explain_cases(found.found, laid.standing, found.question, say),) if params.explain else ()),
        ),
        notes=case_notes(run, found, say, ever=params.every_year),
        lead=laid.lead(),
        charts=(Chart("stages", say("reports.pipeline_chart"), "name", ("open",)),),
    )


class _Laid:
    """The counts laid out as tables."""

    def __init__(self, found: Cases, standing: Mapping[int, Standing], say: Texts) -> None:
        self.found, self.standing, self.say = found, standing, say
        self.open = found.of("open")
        self.there = {at.stage for at in standing.values()}
        order = list(code_list("stages"))
        before = order[: order.index(_STAGE_OF_BASIS[found.question.basis])]
        self.stages = in_order("stages", {*before, *self.there})

    def by_unit(self, run: Run, depth: str) -> Table:
        """Each unit that stands on the as-of day, and a departed one where cases still stand open."""
        question = self.found.question
        to_the_day = question.over(Period(min(question.period.first, question.as_of), question.as_of))
        known = lineage(run, to_the_day)
        rows = [
            share_cells(share, to_the_day, known, self.say) | self._counts(share.cases)
            for share in self.found.rows(depth)
            if self._is_shown(share)
        ]
        total = {"unit": question.unit.code, **self._counts(self.open)}
        return Table("units", "", (*unit_columns(self.say), *self._columns()), tuple(rows), total)

    def _is_shown(self, share: Share) -> bool:
        stands = not share.is_share and share.node.last_day_here(self.found.question.as_of) is None
        return stands or any(case.outcome == "open" for case in share.cases)

    def by_source(self) -> Table:
        """Each source from which open cases came."""
        rows: list[Row] = []
        for source in in_order("sources", {case.source for case in self.open}):
            counts = self._counts(case for case in self.open if case.source == source)
            rows.append({"source_code": source, "name": self.say.term("sources", source), **counts})
        names = hidden(source_code="text") + columns(self.say, {"name": "source"}, name="text")
        return Table(
            "sources", self.say("reports.by_source"), (*names, *self._columns()), tuple(rows), self._counts(self.open)
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        """A column for each stage; those at which nobody stands serve scripts only."""
        stages = (
            Column(stage, "count", stage_heading(stage, self.say), hidden=stage not in self.there)
            for stage in self.stages
        )
        return (*stages, Column("open", "count", self.say("columns.open_candidates")))

    def _counts(self, some: Iterable[Case]) -> dict[str, Cell]:
        counts = Counter(self.standing[case.id].stage for case in some if case.outcome == "open")
        return {**{stage: counts[stage] for stage in self.stages}, "open": counts.total()}

    def by_stage(self) -> Table:
        """How many stand at each stage, and for how long: the median of the days since they reached it."""
        rows = [
            {
                "stage": stage,
                "name": self.say.term("stages", stage),
                "open": sum(self.standing[case.id].stage == stage for case in self.open),
                "median_days": median(self._days(stage)),
            }
            for stage in self.stages
        ]
        shown = columns(
            self.say, {"name": "stage", "open": "open_candidates"}, name="text", open="count", median_days="count"
        )
        return Table(
            "stages", self.say("reports.by_stage"), hidden(stage="text") + shown, tuple(rows), {"open": len(self.open)}
        )

    def _days(self, stage: str) -> list[int]:
        """For how many days each case at a stage has stood there, as far as that is known."""
        since = (self.standing[case.id] for case in self.open)
        return [
            (self.found.question.as_of - at.since_on).days for at in since if at.stage == stage and at.since_on is not None
        ]  # fmt: skip

    def admitted(self) -> Table:
        """What became of the admitted: still without a ceremony, in probation, full members, left since."""
        admitted = self.found.of("admitted")
        states = ("decided", "probation", "full", "left")[self.found.question.basis == "ceremony" :]
        rows: list[Row] = []
        for state in states:
            some = [case for case in admitted if state_of(case) == state]
            row: dict[str, Cell] = {"state": state, "name": self.say(f"reports.admitted_{state}"), "count": len(some)}
            if state in {"decided", "probation"}:
                row["median_days"] = median([self._since_admission(case, state) for case in some])
            rows.append(row)
        shown = hidden(state="text")
        shown += columns(self.say, {"name": "standing"}, name="text", count="count", median_days="count")
        return Table(
            "admitted", self.say("reports.after_admission"), shown, tuple(rows), {"count": len(admitted)}
        )  # fmt: skip

    def _since_admission(self, case: Case, state: str) -> int:
        since = case.held_on if state == "probation" else case.decided_on
        return (self.found.question.as_of - (since or case.on)).days

    def balance(self) -> Table:
        """Everybody who entered is open, admitted or lost."""
        counts = {key: len(self.found.of(key)) for key in ("open", "admitted", "lost")}
        shown = columns(
            self.say, {"entered": "entered_cases", "open": "open_candidates"}, entered="count", open="count",
            admitted="count", lost="count",
        )  # fmt: skip
        return Table("balance", self.say("reports.balance"), shown, ({"entered": len(self.found.found), **counts},))

    def lead(self) -> tuple[str, ...]:
        """How many are on the way, where most of them stand, who waits for a ceremony, who is in probation."""
        say, at = self.say, Counter(self.standing[case.id].stage for case in self.open)
        states = Counter(state_of(case) for case in self.found.of("admitted"))
        sentences = [say("reports.lead_open", candidates=len(self.open))]
        if at:
            most = max(self.stages, key=lambda stage: at[stage])
            sentences.append(say("reports.lead_most", stage=say.term("stages", most), count=at[most]))
        sentences += [
            say(f"reports.lead_{state}", count=states[state]) for state in ("decided", "probation") if states[state]
        ]
        return tuple(sentences)


SPEC = Spec("pipeline", build, every_year=True, judged=True)
