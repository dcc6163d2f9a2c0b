"""What an undo parts, or joins again: after two records became one, whatever is done to the one is done to both."""

import json

from sqlmodel import Session, col, select

from partytrack.record.restored import Place
from partytrack.store.tables import METADATA, Journal, JournalImage, Person


def rows_of_the_merged(session: Session, target: Journal) -> set[Place]:
    """Every row that names a person whom the entry merged with another or parted from one; none for any other entry.

    A later act on one of these rows keeps the entry from being undone: nobody could say whose act it was.
    """
    changed = select(JournalImage).where(
        JournalImage.entry_id == target.id, JournalImage.table_name == Person.__tablename__,
        col(JournalImage.before).is_not(None), col(JournalImage.after).is_not(None),
    )  # fmt: skip
    people: set[int] = set()
    for image in session.exec(changed):
        before, after = json.loads(image.before or "{}"), json.loads(image.after or "{}")
        links = {before.get("merged_into_id"), after.get("merged_into_id")}
        if len(links) > 1:
            people |= {int(key) for key in (image.row_key, *links) if key is not None}
    return _naming(session, people) if people else set()


def _naming(session: Session, people: set[int]) -> set[Place]:
    found = {(str(Person.__tablename__), str(person_id)) for person_id in people}
    for table in METADATA.tables.values():
        for column in table.columns:
            if any(reference.column.table.name == Person.__tablename__ for reference in column.foreign_keys):
                rows = session.connection().execute(select(table.c.id).where(column.in_(people)))
                found |= {(table.name, str(key)) for (key,) in rows}
    return found
