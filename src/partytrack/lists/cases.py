"""One candidate's case on one page: who, the path walked, what comes next and by when, what the law says, the person, the mentors."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from partytrack.core.case import Case
from partytrack.core.codes import code_list
from partytrack.core.columns import hidden
from partytrack.core.dates import first_day, last_day
from partytrack.core.errors import CaseUnknown
from partytrack.core.facts import values_of
from partytrack.core.journey import Judge, stages
from partytrack.core.lifecycle import DROPPING
from partytrack.core.report import Cell, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.core.words import Word
from partytrack.counting.dossiers import whole
from partytrack.counting.subject import as_day, known_day
from partytrack.lists.candidates import standing
from partytrack.lists.case_papers import case_courses, case_waivers, cases_of
from partytrack.lists.judged import ahead, membership, said
from partytrack.lists.numbers import KEY, number_cell, number_column
from partytrack.lists.search import birth
from partytrack.lists.table import columns, table, where_known


def case(
    run: Run, say: Texts, code: str, judge: Judge, today: date, *, revealed: bool = False
) -> tuple[Table, ...]:  # fmt: skip
    """The case of a code, judged as of today; small letters serve as well as capitals; ``revealed``: the number in full."""
    found = run(_CASE, {"code": code.strip().upper()})
    if not found:
        known = [str(known) for (known,) in run("SELECT code FROM candidacy", {})]
        raise CaseUnknown(code, tuple(get_close_matches(code.strip().upper(), known, n=3)))
    case_id, person_id, *_ = found[0]
    events = run(_EVENTS, {"case": case_id})
    mentors = (
        (mentor, name, as_day(start), last_day(as_day(end)))
        for mentor, name, start, end in run(_MENTORS, {"case": case_id})
    )
    facts, _ = whole(run, case_id)
    return (
        _head(say, found[0], _standing(facts, judge, today), revealed=revealed),
        _path(say, events),
        ahead(say, facts, judge, today),
        membership(say, facts, judge, today),
        said(say, facts, judge),
        _facts(say, run(_FACTS, {"case": case_id})),
        table(say, "mentors", mentors, code="text", name="text", from_on="date", to_on="date"),
        case_courses(run, say, case_id),
        case_waivers(run, say, case_id),
        cases_of(run, say, person_id, today, "other_cases", beside=case_id),
    )


def _standing(case: Case, judge: Judge, today: date) -> str | None:
    """Where the case stands today: its stage, or the step that ended it."""
    ended = [event.step for event in case.events if judge.book.steps[event.step].ends and event.on <= today]
    stood = [stage.step for stage in stages(case, judge) if stage.from_on <= today < stage.to_on]
    return next(iter(ended or stood), None)


def _head(say: Texts, found: tuple[Any, ...], step: str | None, *, revealed: bool) -> Table:
    _, _, code, person, name, born_on, precision, sex, number, where, source, opened = found
    row: Row = {
        "case": code, "person": person, "name": name, "born": birth(born_on, precision),
        "sex": sex, "sex_text": say.term("sexes", sex) if sex else None, KEY: number_cell(number, revealed=revealed),
        "unit": where, "source": source, "source_text": say.term("sources", source),
        "opened_on": as_day(opened), "step": step, "standing": standing(say, step),
    }  # fmt: skip
    shown = (
        *columns(say, case="text", name="text", born="date", sex_text="text"),
        *where_known([number_column(say, revealed=revealed)], [row], KEY),
        *columns(say, unit="text", source_text="text", opened_on="date", standing="text", person="text"),
    )
    more = hidden(sex="text", source="text", step="text")
    return Table("case", say("lists.case", name=name, code=code), shown + more, (row,))


def _path(say: Texts, events: Sequence[tuple[Any, ...]]) -> Table:
    rows: list[Row] = []
    for step, on, where, by, document, *votes, reason, return_on, member, name, together, place in events:
        rows.append(
            {
                "date": as_day(on), "step": step, "step_text": _step_text(say, step, name or place), "unit": where,
                "by": by, "document": document, "votes": None if votes[0] is None else "/".join(map(str, votes)),
                "reason": reason, "reason_text": _reason(say, step, reason), "return_on": known_day(return_on),
                "member": member, "together_since": known_day(together), "place": place,
            }
        )  # fmt: skip
    shown = columns(say, date="date", step_text="text", document="text", votes="text", reason_text="text")
    more = hidden(
        unit="text", by="text", step="text", reason="text", return_on="date", member="text", together_since="date",
        place="text",
    )  # fmt: skip
    return Table("steps", say("lists.steps"), where_known(shown, rows, "votes", "reason_text") + more, tuple(rows))


def _step_text(say: Texts, step: str, whom: str | None) -> str:
    """The term of a step; who introduced, or where a case moved, stands with it."""
    text = say.word(Word("steps", step))
    return text if whom is None else say("lists.step_with", step=text, whom=whom)


def _facts(say: Texts, found: Sequence[tuple[Any, ...]]) -> Table:
    """Each fact with its values one after another, in the order of ``data/facts.toml``."""
    order = list(code_list("facts"))
    rows: list[Row] = [
        {
            "fact": fact, "fact_text": say.term("facts", fact), "value": value,
            "value_text": say.term(values_of(fact), value),
            "from_on": first_day(as_day(start)), "to_on": last_day(as_day(end)),
        }
        for fact, value, start, end in sorted(found, key=lambda row: (order.index(row[0]), as_day(row[2])))
    ]  # fmt: skip
    shown = columns(say, fact_text="text", value_text="text", from_on="date", to_on="date")
    return Table("facts", say("lists.facts"), shown + hidden(fact="text", value="text"), tuple(rows))


def _reason(say: Texts, step: str, reason: str | None) -> Cell:
    return say.term("loss_reasons", reason) if step == DROPPING and reason else reason


_CASE = """
SELECT c.id, p.id, c.code, p.code, p.name, p.born_on, p.born_precision, p.sex, p.national_id, u.code, c.source,
       c.opened_on
FROM candidacy c JOIN person p ON p.id = c.person_id JOIN unit u ON u.id = c.unit_id
WHERE c.code = :code
"""
_EVENTS = """
SELECT e.step, e.happened_on, u.code, d.code, e.document, e.votes_entitled, e.votes_present, e.votes_for, e.reason,
       e.return_on, m.code, m.name, e.together_since, e.place
FROM step_event e JOIN unit u ON u.id = e.unit_id LEFT JOIN unit d ON d.id = e.decided_by_id
LEFT JOIN person m ON m.id = e.member_id
WHERE e.candidacy_id = :case ORDER BY e.happened_on, e.id
"""
_FACTS = """
SELECT f.fact, f.value, f.from_on, f.to_on FROM candidacy c JOIN person_fact f ON f.person_id = c.person_id
WHERE c.id = :case
"""
_MENTORS = """
SELECT p.code, p.name, m.from_on, m.to_on FROM mentorship m JOIN person p ON p.id = m.mentor_id
WHERE m.candidacy_id = :case ORDER BY m.from_on
"""
