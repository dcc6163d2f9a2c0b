"""The notes that a report owes its reader, by the contract's codes, each naming the units concerned."""

from collections.abc import Iterator

from partytrack.core.lifecycle import ANNULMENT, CEREMONY, DECISION
from partytrack.core.report import Note, Run
from partytrack.core.texts import Texts
from partytrack.counting.facts import EVENTS, HAPPENED
from partytrack.counting.figures import Count
from partytrack.counting.subject import Question


def notes(run: Run, counted: Count, say: Texts) -> tuple[Note, ...]:
    """Every note that the figures call for, in a fixed order."""
    return (*_quota_notes(counted, say), *_record_notes(counted, say), *_basis_notes(run, counted.facts.question, say))


def _quota_notes(counted: Count, say: Texts) -> Iterator[Note]:
    total, question = counted.total, counted.facts.question
    code = total.node.unit.code
    without = [row.node.unit.code for row in counted.rows if row.quota is None and not _is_own_share(counted, row.own)]
    if total.quota is None:
        without.insert(0, code)
    if without:
        yield _note(say, "quota_not_set", list(dict.fromkeys(without)))
    whole = total.assumed and total.quota is not None
    assumed = [code] if whole else [row.node.unit.code for row in counted.rows if row.assumed]
    if assumed:
        yield _note(say, "quota_assumed", assumed)
    if None not in {total.quota, counted.allocated} and total.quota != counted.allocated:
        yield _note(say, "allocation_differs", [code], quota=total.quota, allocated=counted.allocated)
    if question.period.is_cut(question.as_of):
        first, last = question.period.first, question.window.last
        yield _note(say, "part_year", [code], first=first, last=max(first, last))


def _is_own_share(counted: Count, own: bool) -> bool:
    """An own row beside children carries no quota by nature."""
    return own and not counted.total.node.is_leaf


def _record_notes(counted: Count, say: Texts) -> Iterator[Note]:
    years = counted.facts.question.period.years
    for reason in ("not_recorded", "tally_not_divided"):
        units = [
            figures.node.unit.code
            for figures in (*counted.rows, counted.total)
            if any(gap.reason == reason for gap in counted.ledger.gaps(figures.node, years))
        ]
        if units:
            yield _note(say, reason, list(dict.fromkeys(units)))


def _basis_notes(run: Run, question: Question, say: Texts) -> Iterator[Note]:
    if not question.has_begun:
        return
    other = CEREMONY if question.step == DECISION else DECISION
    binds = question.binds() | {"step": other, "lacking": question.step, "annulment": ANNULMENT}
    found = run(_BASIS_MISSING, binds)
    if found:
        units = list(dict.fromkeys(str(code) for code, _ in found))
        cases = tuple(str(case) for _, case in found)
        yield _note(say, "basis_missing", units, count=len(cases), cases=cases, basis=say.term("bases", question.basis))


def _note(say: Texts, code: str, units: list[str], **values: object) -> Note:
    return Note(code, say(f"notes.{code}", units=units, **values), tuple(units))


# Cases with the other date in the window that lack the date of the basis (F2): named, never substituted.
_BASIS_MISSING = f"""
SELECT u.code, c.code
{EVENTS}
JOIN candidacy c ON c.id = e.candidacy_id
JOIN unit u ON u.id = e.unit_id
WHERE {HAPPENED}
AND NOT EXISTS (SELECT 1 FROM step_event a
                WHERE a.candidacy_id = e.candidacy_id AND a.happened_on <= :as_of
                  AND a.step IN (:lacking, :annulment))
ORDER BY u.code, c.code
"""
