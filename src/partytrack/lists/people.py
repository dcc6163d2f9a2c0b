"""Members and candidates, sorted by given name in Vietnamese order; what is known of one case."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from partytrack.core.dates import PartialDate, last_day
from partytrack.core.errors import CaseUnknown
from partytrack.core.lifecycle import DROPPING, ends
from partytrack.core.period import Period
from partytrack.core.report import Cell, Column, Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.core.vietnamese import fold, same_spelling
from partytrack.core.words import Word
from partytrack.counting.subject import ask
from partytrack.counting.tree import as_day
from partytrack.lists.table import columns, table


def members(run: Run, say: Texts, unit: str | None, as_of: date, text: str = "") -> Table:
    """Probationary and full members at or under a unit on a day; ``text`` finds by the start of any word."""
    binds = _below(run, unit, as_of) | _search(text)
    rows: list[Row] = []
    for code, name, born_on, precision, sex, where, role, admitted, ceremony, confirmed in _found(
        run(_MEMBERS, binds), text
    ):
        rows.append(
            {
                "code": code, "name": name, "born": _born(born_on, precision), "sex": sex,
                "unit": where, "role": role, "role_text": say.term("roles", role),
                "admitted_on": as_day(admitted or ceremony) if admitted or ceremony else None,
                "confirmed_on": as_day(confirmed) if confirmed else None,
            }
        )  # fmt: skip
    shown = columns(say, code="text", name="text", born="date", unit="text", admitted_on="date", confirmed_on="date")
    hidden = (Column("sex", "text", say("columns.sex"), hidden=True), Column("role", "text", "", hidden=True))
    role = Column("role_text", "text", say("columns.role"))
    return Table("members", say("lists.members", as_of=as_of), (*shown[:4], role, *shown[4:], *hidden), tuple(rows))


def candidates(run: Run, say: Texts, unit: str | None, as_of: date, text: str = "", *, everyone: bool = False) -> Table:
    """Cases at or under a unit, the open ones unless everyone is asked for, with where each stands."""
    binds = _below(run, unit, as_of) | _search(text)
    closing = ends()
    rows: list[Row] = []
    for code, name, born_on, precision, where, source, opened, step, on in _found(run(_CASES, binds), text):
        standing = step or "source_listed"
        is_open = standing not in closing and not standing.startswith("admission_")
        if not (is_open or everyone):
            continue
        rows.append(
            {
                "case": code, "name": name, "born": _born(born_on, precision), "unit": where,
                "source": source, "opened_on": as_day(opened), "step": standing,
                "standing": say.word(Word("steps", standing)), "date": as_day(on) if on else None, "open": is_open,
            }
        )  # fmt: skip
    shown = columns(say, case="text", name="text", unit="text", standing="text", date="date")
    hidden = tuple(Column(key, "text", "", hidden=True) for key in ("born", "source", "opened_on", "step", "open"))
    return Table("candidates", say("lists.candidates", as_of=as_of), shown + hidden, tuple(rows))


def case(run: Run, say: Texts, code: str) -> tuple[Table, ...]:
    """One case on one page: who, the path walked, the mentors."""
    found = run(_CASE, {"code": code})
    if not found:
        known = [str(known) for (known,) in run("SELECT code FROM candidacy", {})]
        raise CaseUnknown(code, tuple(get_close_matches(code.upper(), known, n=3)))
    case_id, code, name, born_on, precision, sex, where, source, opened, person = found[0]
    binds = {"case": case_id}
    events = run(_EVENTS, binds)
    head: Row = {
        "case": code, "person": person, "name": name, "born": _born(born_on, precision), "sex": sex,
        "unit": where, "source": say.term("sources", source), "opened_on": as_day(opened),
        "standing": say.word(Word("steps", events[-1][0])) if events else None,
    }  # fmt: skip
    shown = columns(
        say, case="text", name="text", born="date", unit="text", source="text", opened_on="date", standing="text"
    )
    return (
        Table("case", say("lists.case", name=name, code=code), shown, (head,)),
        _path(say, events),
        table(
            say, "mentors",
            ((mentor, name, as_day(start), last_day(as_day(end))) for mentor, name, start, end in run(_MENTORS, binds)),
            code="text", name="text", from_on="date", to_on="date",
        ),
    )  # fmt: skip


def _path(say: Texts, events: Sequence[tuple[Any, ...]]) -> Table:
    rows: list[Row] = []
    for step, on, where, document, entitled, present, favour, reason, return_on in events:
        votes = None if entitled is None else f"{entitled}/{present}/{favour}"
        why = say.term("loss_reasons", reason) if step == DROPPING and reason else reason
        rows.append(
            {
                "date": as_day(on), "step": step, "step_text": say.word(Word("steps", step)), "unit": where,
                "document": document, "votes": votes, "reason": why,
                "return_on": as_day(return_on) if return_on else None,
            }
        )  # fmt: skip
    shown = columns(say, date="date", unit="text", document="text", votes="text", reason="text")
    step = Column("step_text", "text", say("columns.step"))
    hidden = tuple(Column(key, "text", "", hidden=True) for key in ("step", "return_on"))
    return Table("steps", say("lists.steps"), (shown[0], step, *shown[1:], *hidden), tuple(rows))


def _below(run: Run, unit: str | None, as_of: date) -> dict[str, object]:
    question = ask(run, unit, Period(as_of, as_of), as_of)
    return {"unit": question.unit_id, "as_of": as_of}


def _search(text: str) -> dict[str, object]:
    """The search form of a text: it finds the start of any word, whatever the marks (``duc`` finds Đức)."""
    return {"text": f"% {fold(text)}%" if text.strip() else "%"}


def _found(rows: Sequence[tuple[Any, ...]], text: str) -> Sequence[tuple[Any, ...]]:
    """The rows in their order, exact spelling first when a text was searched."""
    wanted = same_spelling(text.strip())
    return sorted(rows, key=lambda row: wanted not in same_spelling(str(row[1]))) if wanted else rows


def _born(born_on: Any, precision: Any) -> Cell:
    return PartialDate(as_day(born_on), precision) if born_on else None


_MEMBERS = """
SELECT p.code, p.name, p.born_on, p.born_precision, p.sex, u.code, s.role, p.admitted_on,
       (SELECT max(e.happened_on) FROM candidacy c JOIN step_event e ON e.candidacy_id = c.id
        WHERE c.person_id = p.id AND e.step = 'admission_ceremony' AND e.happened_on <= :as_of),
       p.confirmed_on
FROM path_version x
JOIN path_version v ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :as_of AND v.to_on > :as_of
JOIN stay s ON s.unit_id = v.unit_id AND s.role IN ('probationary', 'full') AND s.from_on <= :as_of AND s.to_on > :as_of
JOIN person p ON p.id = s.person_id
JOIN unit u ON u.id = s.unit_id
WHERE x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of AND ' ' || p.name_folded LIKE :text
ORDER BY p.name_key, p.code
"""
_CASES = """
SELECT c.code, p.name, p.born_on, p.born_precision, u.code, c.source, c.opened_on,
       (SELECT e.step FROM step_event e WHERE e.candidacy_id = c.id AND e.happened_on <= :as_of
        ORDER BY e.happened_on DESC, e.id DESC LIMIT 1),
       (SELECT max(e.happened_on) FROM step_event e WHERE e.candidacy_id = c.id AND e.happened_on <= :as_of)
FROM path_version x
JOIN path_version v ON v.path >= x.path AND v.path < x.path || '~' AND v.from_on <= :as_of AND v.to_on > :as_of
JOIN candidacy c ON c.unit_id = v.unit_id AND c.opened_on <= :as_of
JOIN person p ON p.id = c.person_id
JOIN unit u ON u.id = c.unit_id
WHERE x.unit_id = :unit AND x.from_on <= :as_of AND x.to_on > :as_of AND ' ' || p.name_folded LIKE :text
ORDER BY p.name_key, c.code
"""
_CASE = """
SELECT c.id, c.code, p.name, p.born_on, p.born_precision, p.sex, u.code, c.source, c.opened_on, p.code
FROM candidacy c JOIN person p ON p.id = c.person_id JOIN unit u ON u.id = c.unit_id
WHERE upper(c.code) = upper(:code)
"""
_EVENTS = """
SELECT e.step, e.happened_on, u.code, e.document, e.votes_entitled, e.votes_present, e.votes_for, e.reason, e.return_on
FROM step_event e JOIN unit u ON u.id = e.unit_id WHERE e.candidacy_id = :case ORDER BY e.happened_on, e.id
"""
_MENTORS = """
SELECT p.code, p.name, m.from_on, m.to_on FROM mentorship m JOIN person p ON p.id = m.mentor_id
WHERE m.candidacy_id = :case ORDER BY m.from_on
"""
