"""One person on one page: who, where they were as what, what happened to them, their cases, whom they help."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from partytrack.core.columns import hidden
from partytrack.core.dates import first_day, last_day
from partytrack.core.entry import Entry, entry
from partytrack.core.errors import MemberUnknown
from partytrack.core.regulation import regulation
from partytrack.core.report import Row, Run, Table
from partytrack.core.texts import Texts
from partytrack.counting.dossiers import dossiers
from partytrack.counting.subject import as_day, known_day
from partytrack.lists.case_papers import cases_of
from partytrack.lists.numbers import KEY, number_cell, number_column
from partytrack.lists.search import birth
from partytrack.lists.table import columns, table, where_known


def _key(run: Run, code: str) -> int:
    """The key of the person of a code, of one recorded twice that of the record which goes on."""
    found = run("SELECT id, merged_into_id FROM person WHERE code = :code", {"code": code.strip().upper()})
    if not found:
        known = [str(known) for (known,) in run("SELECT code FROM person", {})]
        raise MemberUnknown(code, tuple(get_close_matches(code.strip().upper(), known, n=3)))
    key, into = found[0]
    while into is not None:
        ((key, into),) = run("SELECT id, merged_into_id FROM person WHERE id = :person", {"person": into})
    return int(key)


def person(run: Run, say: Texts, code: str, today: date, *, revealed: bool = False) -> tuple[Table, ...]:
    """The person of a code, as of today; small letters serve as well as capitals; ``revealed``: the number in full."""
    binds = {"person": _key(run, code)}
    found = run(_PERSON, binds | {"today": today})
    introduced = (
        (case, name, as_day(on), known_day(since)) for case, name, on, since in run(_INTRODUCED, binds)
    )  # fmt: skip
    return (
        _head(say, found[0], _dates(run, found[0][0], today), revealed=revealed),
        _stays(say, run(_STAYS, binds)),
        _events(say, run(_EVENTS, binds)),
        cases_of(run, say, found[0][0], today),
        _mentored(say, run(_MENTORED, binds)),
        table(say, "introduced", introduced, case="text", name="text", date="date", together_since="date"),
        table(say, "merged", run(_MERGED, binds), code="text", name="text"),
    )


def _head(say: Texts, found: tuple[Any, ...], dates: Entry, *, revealed: bool) -> Table:
    """Party age counts from the decision (AG-01), entry is the ceremony (AG-02), full membership its end (TL-05).

    Where no case tells them, the days on the roll do.
    """
    _, code, name, born_on, precision, sex, number, unit, role, on_roll, confirmed_on_roll = found
    decided, entered, official = (
        dated.on if dated else None for dated in (dates.party_age_from, dates.entered_on, dates.official_on)
    )
    row: Row = {
        "code": code, "name": name, "born": birth(born_on, precision),
        "sex": sex, "sex_text": say.term("sexes", sex) if sex else None, KEY: number_cell(number, revealed=revealed),
        "unit": unit, "role": role, "role_text": say.term("roles", role) if role else None,
        "party_age_from": decided, "admitted_on": entered or known_day(on_roll),
        "confirmed_on": official or known_day(confirmed_on_roll),
    }  # fmt: skip
    shown = (
        *columns(say, code="text", name="text", born="date", sex_text="text"),
        *where_known([number_column(say, revealed=revealed)], [row], KEY),
        *columns(
            say, unit="text", role_text="text", party_age_from="date", admitted_on="date", confirmed_on="date"
        ),
    )  # fmt: skip
    return Table("member", say("lists.member", name=name, code=code), shown + hidden(sex="text", role="text"), (row,))


def _dates(run: Run, person_id: int, today: date) -> Entry:
    """The dates of the newest membership to which a case had led by today."""
    found = [entry(each.case.until(today), regulation()) for each in dossiers(run, person_id)]
    return next((dates for dates in reversed(found) if dates.entered_on is not None), Entry())


def _stays(say: Texts, found: Sequence[tuple[Any, ...]]) -> Table:
    rows: list[Row] = [
        {
            "unit": unit, "name": name, "role": role, "role_text": say.term("roles", role),
            "from_on": first_day(as_day(start)), "to_on": last_day(as_day(end)),
        }
        for unit, name, role, start, end in found
    ]  # fmt: skip
    shown = columns(say, unit="text", name="text", role_text="text", from_on="date", to_on="date")
    return Table("stays", say("lists.stays"), shown + hidden(role="text"), tuple(rows))


def _events(say: Texts, found: Sequence[tuple[Any, ...]]) -> Table:
    rows: list[Row] = [
        {
            "date": as_day(on), "event": kind, "event_text": say.term("life_events", kind), "unit": unit,
            "place": to or place, "document": document, "reason": reason,
        }
        for kind, on, unit, to, place, document, reason in found
    ]  # fmt: skip
    shown = columns(say, date="date", event_text="text", unit="text", place="text", document="text", reason="text")
    shown = where_known(shown, rows, "place", "document", "reason")
    return Table("life_events", say("lists.life_events"), shown + hidden(event="text"), tuple(rows))


def _mentored(say: Texts, found: Sequence[tuple[Any, ...]]) -> Table:
    rows: list[Row] = [
        {
            "case": case, "name": name, "from_on": as_day(start), "to_on": last_day(as_day(end)),
            "reason": reason, "reason_text": say.term("mentor_ends", reason) if reason else None,
        }
        for case, name, start, end, reason in found
    ]  # fmt: skip
    shown = columns(say, case="text", name="text", from_on="date", to_on="date", reason_text="text")
    shown = where_known(shown, rows, "reason_text")
    return Table("mentored", say("lists.mentored"), shown + hidden(reason="text"), tuple(rows))


_PERSON = """
SELECT p.id, p.code, p.name, p.born_on, p.born_precision, p.sex, p.national_id, u.code, s.role, p.admitted_on,
       p.confirmed_on
FROM person p
LEFT JOIN stay s ON s.person_id = p.id AND s.from_on <= :today AND s.to_on > :today
LEFT JOIN unit u ON u.id = s.unit_id
WHERE p.id = :person
"""
# Whatever was merged into the person, and into what was merged into them.
_MERGED = """
WITH RECURSIVE linked(id) AS (
    SELECT p.id FROM person p WHERE p.merged_into_id = :person
    UNION ALL SELECT p.id FROM linked CROSS JOIN person p WHERE p.merged_into_id = linked.id)
SELECT p.code, p.name FROM linked JOIN person p ON p.id = linked.id ORDER BY p.code
"""
_STAYS = """
SELECT u.code, (SELECT n.name FROM unit_name n WHERE n.unit_id = u.id AND n.from_on <= s.from_on
                ORDER BY n.from_on DESC LIMIT 1), s.role, s.from_on, s.to_on
FROM stay s JOIN unit u ON u.id = s.unit_id
WHERE s.person_id = :person AND s.from_on < s.to_on ORDER BY s.from_on
"""
_EVENTS = """
SELECT l.kind, l.happened_on, u.code, t.code, l.place, l.document, l.reason
FROM life_event l JOIN unit u ON u.id = l.unit_id LEFT JOIN unit t ON t.id = l.to_unit_id
WHERE l.person_id = :person ORDER BY l.happened_on, l.id
"""
_MENTORED = """
SELECT c.code, p.name, m.from_on, m.to_on, m.end_reason
FROM mentorship m JOIN candidacy c ON c.id = m.candidacy_id JOIN person p ON p.id = c.person_id
WHERE m.mentor_id = :person AND m.from_on < m.to_on ORDER BY m.from_on, c.code
"""
_INTRODUCED = """
SELECT c.code, p.name, e.happened_on, e.together_since
FROM step_event e JOIN candidacy c ON c.id = e.candidacy_id JOIN person p ON p.id = c.person_id
WHERE e.member_id = :person ORDER BY e.happened_on, c.code
"""
