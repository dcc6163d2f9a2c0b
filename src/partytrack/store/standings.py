"""Where each case stands and what is due, kept beside the records: derived from them by the rules, row by row.

The rows of a person are derived anew by every act that touches them; those of everybody when the law, the rules or the
days off have changed since (``Judged``). Nothing here is a record: it can be thrown away and made again.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import Session, SQLModel, col, delete, insert, select

from partytrack.core.dues import dues
from partytrack.core.journey import Judge, stages
from partytrack.counting.dossiers import Dossier, dossiers
from partytrack.store.engine import runner, writing
from partytrack.store.judging import digest, judge
from partytrack.store.tables import Candidacy, CaseDue, CaseStage, Judged

DERIVED: tuple[type[CaseStage] | type[CaseDue], ...] = (CaseStage, CaseDue)
_OF_A_PERSON = frozenset(("candidacy", "stay"))
_OF_A_CASE = frozenset(("step_event", "mentorship", "waiver"))


class Standing(NamedTuple):
    """The rows of one case: its stages and its obligations, cut where the unit changes."""

    stages: list[dict[str, Any]]
    dues: list[dict[str, Any]]


def standing(dossier: Dossier, by: Judge) -> Standing:
    """What is to be kept of a case."""
    case_id, case, where = dossier.case_id, dossier.case, dossier.stays
    stood = [
        {"candidacy_id": case_id, "from_on": start, "to_on": end, "step": step, "since_on": from_on, "unit_id": unit}
        for step, from_on, to_on in stages(case, by)
        for start, end, unit in where.pieces(from_on, to_on, dossier.unit_id)
    ]
    asked = [
        {
            "candidacy_id": case_id, "rule": due.rule, "from_on": start, "to_on": end, "step": due.step,
            "since_on": due.since_on, "due_on": due.due_on, "unit_id": unit,
        }
        for due in dues(case, by)
        for start, end, unit in where.pieces(due.from_on, due.to_on, dossier.unit_id)
    ]  # fmt: skip
    return Standing(stood, asked)


class _Touched(NamedTuple):
    """Whose cases a change touches: the people, and cases that are gone with it."""

    people: set[int]
    gone: set[int]


def _touched(session: Session, changed: Iterable[tuple[str, Mapping[str, Any]]]) -> _Touched:
    rows = list(changed)
    cases = {row["candidacy_id"] for table, row in rows if table in _OF_A_CASE}
    people = {row["person_id"] for table, row in rows if table in _OF_A_PERSON}
    if cases:
        people.update(session.exec(select(Candidacy.person_id).where(col(Candidacy.id).in_(cases))))
    opened = {row["id"] for table, row in rows if table == "candidacy"}
    return _Touched(people, {case_id for case_id in opened if session.get(Candidacy, case_id) is None})


def follow(session: Session, changed: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Derive anew the cases of all whose rows were changed, each named by its table and column values."""
    touched = _touched(session, changed)
    if not touched.people and not touched.gone:
        return
    if not is_judged(session):
        derive_all(session)
        return
    _forget(session, _cases_of(session, touched.people) | touched.gone)
    for person_id in sorted(touched.people):
        _put(session, dossiers(runner(session), person_id))


def forget(session: Session, changed: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Take away what was derived of cases that are about to change, so that nothing refers to rows that vanish."""
    _forget(session, _cases_of(session, _touched(session, changed).people))


def _cases_of(session: Session, people: set[int]) -> set[int]:
    found = session.exec(select(Candidacy.id).where(col(Candidacy.person_id).in_(people)))
    return {case_id for case_id in found if case_id is not None}


def _forget(session: Session, case_ids: set[int]) -> None:
    for table in DERIVED:
        session.exec(delete(table).where(col(table.candidacy_id).in_(case_ids)))


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


def _put(session: Session, found: Iterator[Dossier]) -> None:
    rows = [standing(dossier, judge()) for dossier in found]
    stood = [row for each in rows for row in each.stages]
    asked = [row for each in rows for row in each.dues]
    if stood:
        session.exec(insert(CaseStage), params=stood)
    if asked:
        session.exec(insert(CaseDue), params=asked)


class Derived(NamedTuple):
    """The derived rows of all cases as plain values, to be compared."""

    stages: set[tuple[Any, ...]]
    dues: set[tuple[Any, ...]]


def stored(session: Session) -> Derived:
    """The rows as they are kept."""
    return Derived(
        {_values(row.model_dump(), CaseStage) for row in session.exec(select(CaseStage))},
        {_values(row.model_dump(), CaseDue) for row in session.exec(select(CaseDue))},
    )


def computed(session: Session) -> Derived:
    """The rows as the rules give them now."""
    by = judge()
    rows = [standing(dossier, by) for dossier in dossiers(runner(session))]
    return Derived(
        {_values(row, CaseStage) for each in rows for row in each.stages},
        {_values(row, CaseDue) for each in rows for row in each.dues},
    )


def _values(row: Mapping[str, Any], table: type[SQLModel]) -> tuple[Any, ...]:
    return tuple(row[name] for name in table.model_fields)
