"""How cases stand in a table: the row of a unit, the headings of stages, and the people behind the counts."""

from collections.abc import Mapping, Sequence

from partytrack.core.codes import code_list
from partytrack.core.columns import columns, hidden
from partytrack.core.data import read_toml
from partytrack.core.report import Cell, Column, Row, Table
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.counting.case_facts import Case
from partytrack.counting.cases import Share, Standing
from partytrack.counting.lineage import Lineage, unit_label
from partytrack.counting.subject import Question


def share_cells(share: Share, question: Question, known: Lineage, say: Texts) -> dict[str, Cell]:
    """The cells that say which unit a row is about; an own row beside children says so."""
    name = unit_label(share.node, question, known, say)
    if share.is_share:
        name = say("reports.own_share", name=name)
    return {"unit": share.node.unit.code, "name": name, "own": share.own}


def stage_heading(stage: str, say: Texts) -> str:
    """The short heading of a stage's column; a stage that was added without one is headed by its term."""
    key = f"stage_{stage}"
    return say(f"columns.{key}") if key in read_toml("texts/columns") else say.term("stages", stage)


def in_order(listing: str, codes: set[str]) -> list[str]:
    """Codes in the order of their list."""
    return [code for code in code_list(listing) if code in codes]


def state_of(case: Case) -> str:
    """What became of an admitted case: left since, full member, in probation, or decided without a ceremony so far."""
    if case.left_by is not None:
        return "left"
    if case.confirmed_on is not None:
        return "full"
    return "probation" if case.held_on is not None else "decided"


def explain_cases(found: Sequence[Case], standing: Mapping[int, Standing], question: Question, say: Texts) -> Table:
    """The people behind the counts: each case once, the open by their stage, then the admitted and the lost."""
    shown = columns(
        say, {"unit": "cell", "date": "since", "days": "days_waiting"}, case="text", name="text", unit="text",
        source="text", standing="text", date="date", days="count",
    )  # fmt: skip
    opened = Column("opened_on", "date", say("columns.opened_on"), hidden=True)
    order = {"open": 0, "admitted": 1, "lost": 2}
    stages = list(code_list("stages"))

    def place(case: Case) -> tuple[object, ...]:
        at = standing.get(case.id)
        return (order[case.outcome], stages.index(at.stage) if at else 0, at.since_on or case.opened_on if at else case.on, case.code)  # fmt: skip

    rows = tuple(_person(case, standing.get(case.id), question, say) for case in sorted(found, key=place))
    return Table("cases", say("reports.cases"), (*shown, *hidden(outcome="text"), opened), rows)


def _person(case: Case, at: Standing | None, question: Question, say: Texts) -> Row:
    since = case.on if case.outcome != "open" else at.since_on if at else None
    return {
        "case": case.code,
        "name": case.name,
        "unit": case.unit,
        "source": say.term("sources", case.source),
        "standing": _standing(case, at, say),
        "date": since,
        "days": (question.as_of - since).days if since and case.outcome == "open" else None,
        "outcome": case.outcome,
        "opened_on": case.opened_on,
    }


def _standing(case: Case, at: Standing | None, say: Texts) -> str:
    if case.outcome == "open":
        return say.term("stages", at.stage if at else case.reached)
    if case.outcome == "admitted":
        return say(f"reports.admitted_{state_of(case)}")
    return say.word(Word("steps", case.step or ""))
