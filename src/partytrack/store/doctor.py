"""The doctor: is the file sound, do all references lead somewhere, does the chain hold, are derived rows right?"""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session, select

from partytrack.core.vietnamese import fold, name_key
from partytrack.store import standings
from partytrack.store.chain import verify_store
from partytrack.store.connection import connect, store_faults
from partytrack.store.engine import writing
from partytrack.store.paths import computed, stored_stretches, whole_organisation
from partytrack.store.tables import Candidacy, Person


class Complaint(NamedTuple):
    """One fault: the check that found it (a key of ``data/texts/doctor.toml``) and where."""

    check: str
    where: str


def examine(path: Path) -> tuple[Complaint, ...]:
    """Every fault of the store; empty when it is sound."""
    with closing(connect(path, read_only=True)) as connection, store_faults(path):
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        found = [
            Complaint("integrity", text) for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"
        ]
        found += [
            Complaint("reference", f"{row[0]} {row[1]}") for row in connection.execute("PRAGMA foreign_key_check")
        ]
    found += [Complaint(f"chain_{fault.kind}", str(fault.entry)) for fault in verify_store(path)[1]]
    return tuple(found) + (_derived(path) if not found else ())


def _derived(path: Path) -> tuple[Complaint, ...]:
    """Rows that follow from others, computed again and compared."""
    found: list[Complaint] = []
    with writing(path) as session:
        organisation, stored = whole_organisation(session), stored_stretches(session)
        found += [
            Complaint("path", str(unit_id))
            for unit_id in organisation.lives
            if stored.get(unit_id) != computed(organisation, unit_id)
        ]
        for person in session.exec(select(Person)):
            if (person.name_folded, person.name_key) != (fold(person.name), name_key(person.name)):
                found.append(Complaint("name", person.code))
        found += [Complaint("standing", code) for code in _misjudged(session)]
    return tuple(found)


def _misjudged(session: Session) -> list[str]:
    """The codes of cases of which another stage or due day is kept than the rules give."""
    if not standings.is_judged(session):  # derived anew by whoever asks next
        return []
    kept, right = standings.stored(session), standings.computed(session)
    rows = (kept.stages ^ right.stages) | (kept.dues ^ right.dues)
    wrong = {row[0] for row in rows}
    cases = session.exec(select(Candidacy.id, Candidacy.code)).all() if wrong else ()
    return sorted(code for case_id, code in cases if case_id in wrong)
