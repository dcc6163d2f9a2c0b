"""Where each case stands and what is due, kept beside the records: derived from them by the rules, row by row.

The rows of a person are derived anew by every act that touches them; those of everybody when the law, the rules or the
days off have changed since (``Judged``). Nothing here is a record: it can be thrown away and made again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from sqlmodel import Session, col, delete, insert, select

from partytrack.core.case import Case, Event
from partytrack.core.dues import Due, dues
from partytrack.core.journey import Judge, Stage, spells, stages
from partytrack.counting.dossiers import Dossier, dossiers
from partytrack.store.engine import runner, writing
from partytrack.store.judging import digest, judge
from partytrack.store.tables import Candidacy, CaseDue, CaseStage, Judged

DERIVED: tuple[type[CaseStage] | type[CaseDue], ...] = (CaseStage, CaseDue)
Row: TypeAlias = tuple[int | str, ...]
OWNED = {"candidacy": "person_id", "stay": "person_id"} | dict.fromkeys(
    ("step_event", "mentorship", "waiver"), "candidacy_id"
)
"""The tables that standings are derived from, each with the column that tells whose a row is."""
_AT_ONCE = 10_000
"""For how many cases rows are held until they are written."""


class Standing(NamedTuple):
    """The rows of one case as the tables keep them: its stages and its obligations, cut where the unit changes."""

    stages: list[Row]
    dues: list[Row]


class Said(NamedTuple):
    """The stages and obligations of a case, wherever its person was."""

    stages: tuple[Stage, ...]
    dues: tuple[Due, ...]


def judged(case: Case, by: Judge) -> Said:
    """What the rules say of a case."""
    held = spells(case, by)
    return Said(stages(case, by, held), dues(case, by, held))


def standing(dossier: Dossier, told: Said) -> Standing:
    """What is to be kept of a case, by what the rules say of it."""
    case_id, where, iso = dossier.case_id, dossier.stays, date.isoformat
    stood: list[Row] = [
        (case_id, iso(start), iso(end), step, iso(from_on), unit)
        for step, from_on, to_on in told.stages
        for start, end, unit in where.pieces(from_on, to_on, dossier.unit_id)
    ]
    asked: list[Row] = [
        (case_id, due.rule, iso(start), iso(end), due.step, iso(due.since_on), iso(due.due_on), unit)
        for due in told.dues
        for start, end, unit in where.pieces(due.from_on, due.to_on, dossier.unit_id)
    ]
    return Standing(stood, asked)


class Fresh(NamedTuple):
    """Whose the rows are that were stored many at once in a table of ``OWNED``: keys of people, or of cases."""

    table: str
    owners: set[int]


class _Touched(NamedTuple):
    """Whose cases a change touches: the people, and cases that are gone with it."""

    people: set[int]
    gone: set[int]


def _touched(
    session: Session, changed: Iterable[tuple[str, Mapping[str, Any]]], new: Iterable[Fresh] = ()
) -> _Touched:  # fmt: skip
    rows = list(changed)
    owners: dict[str, set[int]] = {"person_id": set(), "candidacy_id": set()}
    for table, row in rows:
        if table in OWNED:
            owners[OWNED[table]].add(row[OWNED[table]])
    for table, keys in new:
        owners[OWNED[table]] |= keys
    people = owners["person_id"]
    for part in _parts(owners["candidacy_id"]):
        people.update(session.exec(select(Candidacy.person_id).where(col(Candidacy.id).in_(part))))
    opened = {row["id"] for table, row in rows if table == "candidacy"}
    there = {
        key for part in _parts(opened) for key in session.exec(select(Candidacy.id).where(col(Candidacy.id).in_(part)))
    }
    return _Touched(people, opened - there)


def follow(session: Session, changed: Iterable[tuple[str, Mapping[str, Any]]], new: Iterable[Fresh] = ()) -> None:
    """Derive anew the cases of all whose rows were changed, each named by its table and column values, or are ``new``."""
    touched = _touched(session, changed, new)
    if not touched.people and not touched.gone:
        return
    if not is_judged(session):
        derive_all(session)
        return
    cases = _cases_of(session, touched.people)
    _forget(session, cases.keys() | touched.gone)
    for first, last in _runs(set(cases.values())):
        _put(session, dossiers(runner(session), first, last))


def _runs(keys: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Keys as runs of numbers that follow each other, the first and the last of each."""
    for _, run in groupby(enumerate(sorted(keys)), lambda place_and_key: place_and_key[1] - place_and_key[0]):
        numbers = [key for _, key in run]
        yield numbers[0], numbers[-1]


def forget(session: Session, changed: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Take away what was derived of cases that are about to change, so that nothing refers to rows that vanish."""
    _forget(session, _cases_of(session, _touched(session, changed).people).keys())


def _cases_of(session: Session, people: Iterable[int]) -> dict[int, int]:
    """The cases of some people, each with its person; most members have none."""
    found: dict[int, int] = {}
    for part in _parts(people):
        cases = select(Candidacy.id, Candidacy.person_id).where(col(Candidacy.person_id).in_(part))
        found |= {case_id: person_id for case_id, person_id in session.exec(cases) if case_id is not None}
    return found


def _forget(session: Session, case_ids: Iterable[int]) -> None:
    for part in _parts(case_ids):
        for table in DERIVED:
            session.exec(delete(table).where(col(table.candidacy_id).in_(part)))


def _parts(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys by as many as one statement may name (SQLite: 32,766)."""
    waiting = iter(keys)
    while part := list(islice(waiting, _AT_ONCE)):
        yield part


def derive_all(session: Session) -> None:
    """Derive the standing of every case, and remember by what."""
    for table in DERIVED:
        session.exec(delete(table))
    _put(session, dossiers(runner(session)))
    session.merge(Judged(id=1, digest=digest()))


def rejudge(path: Path) -> None:
    """Derive everything anew in the store at ``path``, unless another program has done it meanwhile."""
    with writing(path) as session:
        if not is_judged(session):
            derive_all(session)


def is_judged(session: Session) -> bool:
    """Whether what is kept rests on the law, rules and days off of now."""
    kept = session.get(Judged, 1)
    return kept is not None and kept.digest == digest()


def _put(session: Session, found: Iterable[Dossier]) -> None:
    """Write the rows of cases, some thousands at a time: those of a whole country need not be held at once."""
    say, waiting, connection = _sayer(), iter(found), session.connection()
    while several := [standing(dossier, say(dossier.case)) for dossier in islice(waiting, _AT_ONCE)]:
        for table, rows in zip(DERIVED, zip(*several, strict=True), strict=True):
            if kept := [row for each in rows for row in each]:
                connection.exec_driver_sql(str(insert(table).compile(connection)), kept)


def _sayer() -> Callable[[Case], Said]:
    """What says what the rules say of a case; of candidates who are new on the list it is the same for all of one day."""
    by, of_new = judge(), dict[tuple[date, tuple[Event, ...]], Said]()

    def say(case: Case) -> Said:
        if len(case.events) > 1 or case.mentors or case.waivers or case.certificates:
            return judged(case, by)
        key = (case.opened_on, case.events)
        if key not in of_new:
            of_new[key] = judged(case, by)
        return of_new[key]

    return say


class Derived(NamedTuple):
    """The derived rows of all cases as plain values, to be compared."""

    stages: set[Row]
    dues: set[Row]


def stored(session: Session) -> Derived:
    """The rows as they are kept."""
    run = runner(session)
    return Derived(*(set(run(str(select(table)), {})) for table in DERIVED))


def computed(session: Session) -> Derived:
    """The rows as the rules give them now."""
    by, found = judge(), Derived(set(), set())
    for dossier in dossiers(runner(session)):
        rows = standing(dossier, judged(dossier.case, by))
        found.stages.update(rows.stages)
        found.dues.update(rows.dues)
    return found
