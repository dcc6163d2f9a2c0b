"""What is on record now, as the columns of a layout hold it: what a row of a list is compared with, what a template is filled with.

Each function reads all records, or those that are named, some hundred at a time, by the same few statements.
A column under which nothing is recorded holds ``None``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from partytrack.core.amount import Amount
from partytrack.core.dates import BEGINNING, PartialDate
from partytrack.core.layout import Field, layout
from partytrack.core.lifecycle import MENTORING
from partytrack.core.period import TERM_MARK
from partytrack.core.report import Run
from partytrack.core.span import Span
from partytrack.counting.case_facts import OF_A_LATER_CASE
from partytrack.counting.listed import listed
from partytrack.counting.subject import NAME, as_day, known_day

Value: TypeAlias = "str | int | bool | date | PartialDate | None"
"""What a cell holds; codes, amounts and spans are texts as the command line takes them (``15-20``, ``term:2020-2025``)."""
Values: TypeAlias = Mapping[str, Value]
"""A record by the columns of its layout."""

_AT_ONCE = 500
_BY_KIND = frozenset(("key", "partial_day", "number12", "unit", "span"))
"""Kinds of columns of which a record has one, whatever the layout calls it."""


class QuotaKey(NamedTuple):
    """What makes a version of a quota one: for whom and for what it is, and the day of its decision."""

    unit: str
    span: Span
    measure: str
    segment: str
    round: str
    decided_on: date


class TallyKey(NamedTuple):
    """What a unit has one tally for."""

    unit: str
    year: int
    measure: str


class Happened(NamedTuple):
    """What is on record of a step: its newest event, of the mentor the newest assignment."""

    on: date
    document: str | None = None
    member: str | None = None
    by: str | None = None
    reason: str | None = None
    return_on: date | None = None
    together_since: date | None = None
    votes: str | None = None


def current_members(run: Run, today: date, codes: Iterable[str] | None = None) -> Mapping[str, Values]:
    """Members by their codes, former ones too; ``codes``: those people alone, whether members or not.

    The unit is where they are a member today; the day of entry that of the roll, else of the ceremony.
    """
    found: dict[str, Values] = {}
    for rows in _read(run, _MEMBERS, "p.code", codes, today, _A_MEMBER):
        facts = _facts(run, [row[0] for row in rows], today)
        for person, code, *born, unit, admitted, ceremony, confirmed in rows:
            told = _person(*born) | facts[person] | {
                "key": code, "unit": unit,
                "admitted_on": known_day(admitted or ceremony), "confirmed_on": known_day(confirmed),
            }  # fmt: skip
            found[code] = _values("members", told)
    return found


def current_candidates(run: Run, today: date, codes: Iterable[str] | None = None) -> Mapping[str, Values]:
    """Candidates' cases by their codes, open or not, with the newest event of each step.

    The unit is that of the case today; of a case that is over, its last one.
    """
    found: dict[str, Values] = {}
    for rows in _read(run, _CASES, "c.code", codes, today):
        facts = _facts(run, [row[1] for row in rows], today)
        happened = _happened(run, [row[0] for row in rows])
        for case, person, code, *born, unit, source in rows:
            told = _person(*born) | facts[person] | {"key": code, "unit": unit, "source": source}
            found[code] = _values("candidates", told, happened[case])
    return found


def current_units(run: Run, today: date, codes: Iterable[str] | None = None) -> Mapping[str, Values]:
    """Units by their codes with the name and the unit above that they have today, or had last."""
    found: dict[str, Values] = {}
    for rows in _read(run, _UNITS, "u.code", codes, today):
        for code, name, kind, under, since, records_from, area in rows:
            started = known_day(since)
            told: Values = {
                "key": code, "name": name, "kind": kind, "under": under, "area": area,
                "since": None if started == BEGINNING else started, "records_from": known_day(records_from),
            }  # fmt: skip
            found[code] = _values("units", told)
    return found


def current_quotas(run: Run, today: date, units: Iterable[str] | None = None) -> Mapping[QuotaKey, Values]:
    """Every version of the quotas of all units or of some, in the order of their decisions."""
    found: dict[QuotaKey, Values] = {}
    for rows in _read(run, _QUOTAS, "u.code", units, today):
        for unit, first, last, term, measure, segment, part, *amount, base_on, decided, document, assumed in rows:
            key = QuotaKey(unit, Span(first, last, term), measure, segment, part, as_day(decided))
            told: Values = {
                "unit": unit, "span": written_span(key.span), "amount": written_amount(Amount.from_row(*amount)),
                "measure": measure, "segment": segment or None, "round": part or None, "base_count": amount[-1],
                "base_on": known_day(base_on), "decided_on": key.decided_on, "document": document,
                "assumed": bool(assumed),
            }  # fmt: skip
            found[key] = _values("quotas", told)
    return found


def current_tallies(run: Run, today: date, units: Iterable[str] | None = None) -> Mapping[TallyKey, Values]:
    """The tallies of all units or of some."""
    found: dict[TallyKey, Values] = {}
    for rows in _read(run, _TALLIES, "u.code", units, today):
        for unit, year, measure, count, document in rows:
            told: Values = {"unit": unit, "year": year, "measure": measure, "count": count, "document": document}
            found[TallyKey(unit, year, measure)] = _values("tallies", told)
    return found


def _values(name: str, told: Values, happened: Mapping[str, Happened] = MappingProxyType({})) -> Values:
    """A record by the columns of its layout, from what is told by column or kind of column, and of the steps of a case."""
    return {
        key: _of_step(field, happened.get(field.step)) if field.step
        else told.get(field.kind if field.kind in _BY_KIND and key not in told else key)
        for key, field in layout(name).items()
    }  # fmt: skip


def written_span(span: Span) -> str:
    """What a quota is for, as the command line takes it: ``2021``, ``2021-2025``, ``term:2020-2025``."""
    if span.term:
        return f"{TERM_MARK}{span.term}"
    return str(span.first) if span.is_year else f"{span.first}-{span.last}"


def written_amount(amount: Amount) -> str:
    """An amount as the command line takes it: ``15``, ``15+``, ``15-20``, ``3.5%+``, ``avg:15``."""
    low, high = (amount.low, amount.high) if amount.rate_low is None else (amount.rate_low, amount.rate_high)
    figures = f"{low}" if high is None else f"{low}-{high}"
    more = "+" if amount.kind.endswith("at_least") else ""
    return f"{'avg:' if amount.kind == 'average' else ''}{figures}{'' if amount.rate_low is None else '%'}{more}"


def _read(
    run: Run, statement: str, code: str, codes: Iterable[str] | None, today: date, everything: str = "1 = 1"
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a statement, some hundred at a time where records are named."""
    if codes is None:
        yield run(statement.format(named=everything), {"today": today, "as_of": today})
        return
    for some in _parts(sorted(set(codes))):
        asked, binds = listed(statement.format(named=f"{code} IN (:codes)"), codes=some)
        yield run(asked, binds | {"today": today, "as_of": today})


def _parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _person(name: str, born_on: Any, precision: Any, sex: str | None, number: str | None) -> dict[str, Value]:
    born = PartialDate(as_day(born_on), precision) if born_on else None
    return {"name": name, "partial_day": born, "sex": sex, "number12": number}


def _facts(run: Run, people: Sequence[int], today: date) -> Mapping[int, dict[str, Value]]:
    """What holds of people today, by person and fact."""
    found: dict[int, dict[str, Value]] = defaultdict(dict)
    for some in _parts(people):
        asked, binds = listed(_FACTS, people=some)
        for person, fact, value in run(asked, binds | {"today": today}):
            found[person][fact] = value
    return found


def _happened(run: Run, cases: Sequence[int]) -> Mapping[int, dict[str, Happened]]:
    """The newest event of each step, by case and step; of the mentor the newest assignment."""
    found: dict[int, dict[str, Happened]] = defaultdict(dict)
    for some in _parts(cases):
        asked, binds = listed(_EVENTS, cases=some)
        for case, step, on, document, member, by, reason, return_on, together, *votes in run(asked, binds):
            ballot = None if votes[0] is None else "/".join(map(str, votes))
            found[case][step] = Happened(
                as_day(on), document, member, by, reason, known_day(return_on), known_day(together), ballot
            )  # fmt: skip
        asked, binds = listed(_MENTORS, cases=some)
        for case, on, member in run(asked, binds):
            found[case][MENTORING] = Happened(as_day(on), member=member)
    return found


def _of_step(field: Field, event: Happened | None) -> Value:
    """What a column of a step holds: its day, document, who introduced or helps, who decided, the reason."""
    if event is None:
        return None
    named = {"return_on": event.return_on, "together_since": event.together_since, "votes": event.votes}
    if field.key in named:
        return named[field.key]
    of_kind = {"day": event.on, "member": event.member, "unit": event.by, "code": event.reason}
    return of_kind.get(field.kind, event.document)


_PERSON = "p.name, p.born_on, p.born_precision, p.sex, p.national_id"
_A_MEMBER = "EXISTS (SELECT 1 FROM stay s WHERE s.person_id = p.id AND s.role IN ('probationary', 'full'))"
_MEMBERS = f"""
SELECT p.id, p.code, {_PERSON},
       (SELECT u.code FROM stay s JOIN unit u ON u.id = s.unit_id
        WHERE s.person_id = p.id AND s.role IN ('probationary', 'full') AND s.from_on <= :today AND s.to_on > :today
        ORDER BY s.from_on DESC LIMIT 1),
       p.admitted_on,
       (SELECT max(e.happened_on) FROM candidacy c JOIN step_event e ON e.candidacy_id = c.id
        WHERE c.person_id = p.id AND e.step = 'admission_ceremony'),
       p.confirmed_on
FROM person p WHERE {{named}}
"""
_CASES = f"""
SELECT c.id, c.person_id, c.code, {_PERSON},
       coalesce(
           (SELECT u.code FROM stay s JOIN unit u ON u.id = s.unit_id
            WHERE s.person_id = c.person_id AND s.role IN ('candidate', 'probationary')
              AND s.from_on >= c.opened_on AND s.from_on <= :today AND NOT {OF_A_LATER_CASE.format(stay="s")}
            ORDER BY s.from_on DESC, s.id DESC LIMIT 1),
           (SELECT u.code FROM unit u WHERE u.id = c.unit_id)),
       c.source
FROM candidacy c JOIN person p ON p.id = c.person_id WHERE {{named}}
"""
_FACTS = """
SELECT f.person_id, f.fact, f.value FROM person_fact f
WHERE f.person_id IN (:people) AND f.from_on <= :today AND f.to_on > :today
"""
_EVENTS = """
SELECT e.candidacy_id, e.step, e.happened_on, e.document, m.code, d.code, e.reason, e.return_on, e.together_since,
       e.votes_entitled, e.votes_present, e.votes_for
FROM step_event e LEFT JOIN person m ON m.id = e.member_id LEFT JOIN unit d ON d.id = e.decided_by_id
WHERE e.candidacy_id IN (:cases) ORDER BY e.happened_on, e.id
"""
_MENTORS = """
SELECT m.candidacy_id, m.from_on, p.code FROM mentorship m JOIN person p ON p.id = m.mentor_id
WHERE m.candidacy_id IN (:cases) ORDER BY m.from_on, m.id
"""
_UNITS = f"""
SELECT u.code, {NAME}, u.kind,
       (SELECT p.code FROM unit_edge e JOIN unit p ON p.id = e.parent_id
        WHERE e.unit_id = u.id AND e.from_on < e.to_on ORDER BY e.from_on <= :today DESC, e.from_on DESC LIMIT 1),
       u.from_on, u.records_from, u.area
FROM unit u WHERE {{named}}
"""
_QUOTAS = """
SELECT u.code, q.first_year, q.last_year, q.term, q.measure, q.segment, q.round, q.kind, q.low, q.high, q.rate_low,
       q.rate_high, q.base_count, q.base_on, q.decided_on, q.document, q.assumed
FROM quota q JOIN unit u ON u.id = q.unit_id WHERE {named} ORDER BY q.decided_on, q.id
"""
_TALLIES = """
SELECT u.code, t.year, t.measure, t.count, t.document
FROM tally t JOIN unit u ON u.id = t.unit_id WHERE {named} ORDER BY t.year, t.id
"""
