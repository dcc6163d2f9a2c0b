"""The notes that a report owes its reader, by the contract's codes, each naming the units concerned."""

from collections.abc import Iterator, Sequence

from partytrack.core.report import Note, Run
from partytrack.core.texts import Texts
from partytrack.counting.figures import Count, Figures
from partytrack.counting.ledger import Entry, gaps
from partytrack.counting.lineage import named
from partytrack.counting.moved import OTHER, moved
from partytrack.counting.scope import Scope
from partytrack.counting.subject import Question

MOST_MOVED = 8  # more units than these are counted, not named, where people read; scripts have them all


def notes(run: Run, counted: Count, say: Texts) -> tuple[Note, ...]:
    """Every note that the figures call for, in a fixed order."""
    return (
        *_quota_notes(counted, say),
        *_record_notes(counted, say),
        *_basis_notes(run, counted.question, say),
        *_moved_note(run, counted, say),
    )


def _quota_notes(counted: Count, say: Texts) -> Iterator[Note]:
    total, question = counted.total, counted.question
    code = total.node.unit.code
    without = [row.node.unit.code for row in (total, *counted.rows) if row.goal is None and not row.is_share]
    if without:
        yield _note(say, "quota_not_set", list(dict.fromkeys(without)))
    whole = total.assumed and total.goal is not None
    assumed = [code] if whole else [row.node.unit.code for row in counted.rows if row.assumed]
    if assumed:
        yield _note(say, "quota_assumed", assumed)
    if None not in {total.quota, counted.allocated} and total.quota != counted.allocated:
        yield _note(say, "allocation_differs", [code], quota=total.quota, allocated=counted.allocated)
    yield from _long_quotas(counted, say)
    if not question.has_begun:
        yield Note("part_year", say("notes.not_begun", first=question.period.first), (code,))
    elif question.period.is_cut(question.as_of):
        yield _note(say, "part_year", [code], first=question.period.first, last=question.window.last)


def _long_quotas(counted: Count, say: Texts) -> Iterator[Note]:
    """Quotas for several years or a term that touch the period and are not for exactly it: never divided (F6)."""
    shown = {life.unit_id: life.code for row in (counted.total, *counted.rows) for life in row.node.units}
    found = [(shown[long.unit_id], long) for long in counted.plans.other if long.unit_id in shown]
    if found:
        quotas = sorted({f"{code} {long.span}: {long.goal.text}" for code, long in found})
        yield _note(say, "term_quota", sorted({code for code, _ in found}), quotas=quotas)


def _record_notes(counted: Count, say: Texts) -> Iterator[Note]:
    years = counted.question.period.years
    for reason in ("not_recorded", "tally_not_divided"):
        units = [
            figures.node.unit.code
            for figures in (*counted.rows, counted.total)
            if any(gap.reason == reason for gap in _gaps(counted, figures, years))
        ]
        if units:
            yield _note(say, reason, list(dict.fromkeys(units)))
    unknown = sum(counted.ledger.facts.unknown.values())
    if unknown:
        segment = say.term("segments", counted.question.segment)
        text = say("notes.facts_not_recorded", count=unknown, segment=segment)
        yield Note("not_recorded", text, (counted.total.node.unit.code,))


def _gaps(counted: Count, figures: Figures, years: range) -> Sequence[Entry]:
    """What is unknown of a row; of a share that belongs to a unit itself, without those under it."""
    ledger = counted.ledger
    return gaps(ledger.at(figures.node)) if figures.is_share else ledger.gaps(figures.node, years)


def _basis_notes(run: Run, question: Question, say: Texts) -> Iterator[Note]:
    others = [step for step in question.counted.steps.values() if step != question.step]
    if not question.has_begun or not others:
        return
    found = run(_basis_missing(question.scope), question.binds() | {"step": others[0], "lacking": question.step})
    if found:
        units = list(dict.fromkeys(str(code) for code, _ in found))
        cases = tuple(str(case) for _, case in found)
        yield _note(say, "basis_missing", units, count=len(cases), cases=cases, basis=say.term("bases", question.basis))


def _moved_note(run: Run, counted: Count, say: Texts) -> Iterator[Note]:
    """The units by whose admissions the two maps differ, with how many more or fewer this one counts (F3)."""
    crossed = moved(run, counted.ledger)
    if crossed:
        told = named([f"{code} {difference:+d}" for code, difference in crossed], say, MOST_MOVED)
        other = say.term("maps", OTHER[counted.question.map])
        net = f"{sum(difference for _, difference in crossed):+d}"
        yield _note(say, "moved_units", [code for code, _ in crossed], moved=told, net=net, other=other)


def _note(say: Texts, code: str, units: list[str], **values: object) -> Note:
    return Note(code, say(f"notes.{code}", units=units, **values), tuple(units))


def _basis_missing(scope: Scope) -> str:
    """Cases with the other date in the window that lack the date of the basis (F2): named, never substituted."""
    return f"""
SELECT DISTINCT u.code, c.code
FROM {scope.events}
JOIN candidacy c ON c.id = e.candidacy_id
JOIN unit u ON u.id = e.unit_id
WHERE {scope.happened}
AND NOT EXISTS (SELECT 1 FROM step_event a
                WHERE a.candidacy_id = e.candidacy_id AND a.happened_on <= :as_of
                  AND a.step IN (:lacking, :annulment))
ORDER BY u.code, c.code
"""
