"""Undo: an act that restores the images before another act; refused when later acts stand on it."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, delete, exists, select, update

from partytrack.core.errors import (
    EntryUnknown,
    NothingToUndo,
    UndoBlockedByLater,
    UndoBlockedByReference,
    UndoImageErased,
    UndoneAlready,
    UndoWithoutChange,
)
from partytrack.core.words import Word
from partytrack.record.act import Act, Desk, GoneRow, act, key_value
from partytrack.record.restored import Place, check_organisation, check_places, check_records, check_room, parts
from partytrack.record.restored_courses import check_courses
from partytrack.record.restored_lives import check_lives
from partytrack.record.restored_merging import rows_of_the_merged
from partytrack.store.paths import MAPS, derive_all
from partytrack.store.standings import DERIVED, forget
from partytrack.store.tables import METADATA, MODELS, Journal, JournalImage, Person

_ORGANISATION = frozenset(("unit", "unit_edge", "successor"))
_DERIVED = frozenset(str(table.__tablename__) for tables in (MAPS, DERIVED) for table in tables)


def undo(desk: Desk, entry: int | None = None, *, rehearse: bool = False) -> Journal:
    """Undo the newest entry that changed a record and is neither an undo nor undone, or the named one; hand back what was undone.

    An undo can itself be undone by its number: that does the act again.
    """
    with act(desk, "undo", str(entry or ""), rehearse=rehearse) as it:
        undone_by = _undone_by(it.session)
        target = _target(it.session, entry, undone_by)
        images = it.session.exec(
            select(JournalImage).where(JournalImage.entry_id == target.id).order_by(col(JournalImage.position).desc())
        ).all()  # fmt: skip
        _check_later(it.session, target, undone_by)
        if any(image.salt is None for image in images):
            raise UndoImageErased(target.id or 0)
        it.undoes = target.id
        _restore(it, target, list(images))
    return target


def _undone_by(session: Session) -> dict[int, int]:
    """Entries that stand undone, with the entry that undid each; an undo that was undone no longer counts."""
    undone: dict[int, int] = {}
    undos = session.exec(select(Journal).where(col(Journal.undoes_id).is_not(None)).order_by(col(Journal.id).desc()))
    for entry in undos:
        if entry.id not in undone and entry.undoes_id is not None and entry.id is not None:
            undone[entry.undoes_id] = entry.id
    return undone


def _target(session: Session, number: int | None, undone_by: dict[int, int]) -> Journal:
    if number is None:
        standing = (
            select(Journal)
            .where(col(Journal.undoes_id).is_(None), col(Journal.id).not_in(list(undone_by)), _changed_something())
            .order_by(col(Journal.id).desc())
        )
        newest = session.exec(standing).first()
        if newest is None:
            raise NothingToUndo
        return newest
    target = session.get(Journal, number)
    if target is None:
        raise EntryUnknown(str(number))
    if number in undone_by:
        raise UndoneAlready(number, undone_by[number])
    if session.exec(select(Journal.id).where(Journal.id == number, _changed_something())).first() is None:
        raise UndoWithoutChange(number, Word("acts", target.act))
    return target


def _changed_something() -> ColumnElement[bool]:
    """Whether an entry changed a record; one that tells that numbers were shown did not."""
    return exists().where(col(JournalImage.entry_id) == Journal.id)


def _check_later(session: Session, target: Journal, undone_by: dict[int, int]) -> None:
    """Refuse when a later act that still stands touched the same rows; a later act and its undo cancel out."""
    here = select(JournalImage.table_name, JournalImage.row_key).where(JournalImage.entry_id == target.id)
    rows = set(session.exec(here)) | rows_of_the_merged(session, target)
    later = session.exec(select(Journal).where(col(Journal.id) > target.id).order_by(col(Journal.id).desc()))
    for entry in later:
        cancels = entry.undoes_id is not None and target.id is not None and entry.undoes_id > target.id
        if entry.id in undone_by or cancels:
            continue
        touched = select(JournalImage.table_name, JournalImage.row_key).where(JournalImage.entry_id == entry.id)
        if rows & set(session.exec(touched)):
            raise UndoBlockedByLater(target.id or 0, entry.id or 0, Word("acts", entry.act))


def _restore(it: Act, target: Journal, images: list[JournalImage]) -> None:
    """Put every row back as it was before: returning rows parents first, vanishing rows children first."""
    depth = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}
    vanishing = [image for image in images if image.before is None]
    returning = [image for image in images if image.before is not None]
    vanishing.sort(key=lambda image: depth[image.table_name], reverse=True)
    returning.sort(key=lambda image: depth[image.table_name])
    gone = {(image.table_name, image.row_key) for image in vanishing}
    places = {(image.table_name, image.row_key) for image in images}
    _check_unreferred(it.session, target, gone, places)
    check_room(it.session, target, {(image.table_name, image.row_key): _former(image) for image in returning}, places)
    reorganised = any(image.table_name in _ORGANISATION for image in images)
    for table in MAPS if reorganised else ():
        units = [int(key) for name, key in gone if name == "unit"]
        it.session.exec(delete(table).where(col(table.unit_id).in_(units)))
    sides = ((image.table_name, side) for image in images for side in (image.before, image.after))
    forget(it.session, ((table, json.loads(side)) for table, side in sides if side is not None))
    _free_numbers(it, images)
    for table, again in groupby((image for image in returning if image.after is None), lambda image: image.table_name):
        _bring_back(it, table, list(again))
    for image in returning:
        if image.after is not None:
            _put_back(it, image)
    _take_away(it, vanishing)
    if reorganised:
        check_places(it.session, target, images)
        derive_all(it.session)
        check_organisation(it.session, target, images)
    check_records(it.session, target, images)
    check_lives(it.session, target, images)
    check_courses(it.session, target, images)


def _check_unreferred(session: Session, target: Journal, gone: set[Place], restored: set[Place]) -> None:
    """Refuse when a row that would vanish is referred to by one that would stay; restored rows no longer do."""
    for table in {table for table, _ in gone}:
        for referrer in _referrers(session, table, sorted(key for name, key in gone if name == table)):
            if referrer not in restored and referrer[0] not in _DERIVED:
                later = _newest_on(session, referrer)
                raise UndoBlockedByReference(target.id or 0, later.id or 0, Word("acts", later.act))


def _newest_on(session: Session, place: Place) -> Journal:
    """The newest entry that touched a row."""
    entries = select(JournalImage.entry_id).where(
        JournalImage.table_name == place[0], JournalImage.row_key == place[1]
    )  # fmt: skip
    return session.exec(select(Journal).where(col(Journal.id).in_(entries)).order_by(col(Journal.id).desc())).all()[0]


def _referrers(session: Session, table: str, keys: Sequence[str]) -> Iterable[Place]:
    """Every row that refers to one of the rows by a foreign key; its own key is its first column."""
    for other in METADATA.tables.values():
        for column in other.columns:
            if any(reference.column.table.name == table for reference in column.foreign_keys):
                for some in parts(keys):
                    for (key,) in session.connection().execute(
                        select_columns(next(iter(other.columns))).where(column.in_([int(key) for key in some]))
                    ):
                        yield other.name, str(key)


def _free_numbers(it: Act, images: Iterable[JournalImage]) -> None:
    """Let no one keep a national number that somebody else gets back: nobody shares one, not even for a moment."""
    for image in images:
        if image.table_name != Person.__tablename__ or image.after is None:
            continue
        before, after = json.loads(image.before or "{}"), json.loads(image.after)
        if after.get("national_id") is None or after["national_id"] == before.get("national_id"):
            continue
        if image.before is None:  # it vanishes, and the journal has it as the act left it
            number = update(Person).where(col(Person.id) == int(image.row_key)).values(national_id=None)
            it.session.connection().execute(number)
        else:
            it.change(it.session.get_one(Person, int(image.row_key)), national_id=None)


def _take_away(it: Act, vanishing: Sequence[JournalImage]) -> None:
    """Take the rows away that the act had made, those of a table at once; as nothing touched them since, they are as it left them."""
    for table, same in groupby(vanishing, lambda image: image.table_name):
        rows = [GoneRow(table, image.row_key, image.after) for image in same if image.after is not None]
        it.session.flush()
        it.remove_rows(MODELS[table], rows)


def _bring_back(it: Act, table: str, images: Sequence[JournalImage]) -> None:
    """Store the rows of a table again that the act had taken away."""
    younger = {name: field.default for name, field in MODELS[table].model_fields.items()}
    names = tuple(column.name for column in METADATA.tables[table].columns)
    rows = [younger | json.loads(image.before or "{}") for image in images]
    it.add_rows(MODELS[table], names, [tuple(row[name] for name in names) for row in rows])


def _put_back(it: Act, image: JournalImage) -> None:
    """Restore one row that the act had changed, as its image shows it before."""
    model = MODELS[image.table_name]
    it.change(it.session.get_one(model, key_value(model, image.row_key)), **_former(image))


def _former(image: JournalImage) -> dict[str, Any]:
    """The column values before the act, as the table holds them: a table model does not read days from their text.

    A column that is younger than the image has what it gives to a row that says nothing of it.
    """
    types = {column.name: column.type.python_type for column in METADATA.tables[image.table_name].columns}
    younger = {name: field.default for name, field in MODELS[image.table_name].model_fields.items()}
    return younger | {
        name: date.fromisoformat(value) if types[name] is date and value is not None else value
        for name, value in json.loads(image.before or "{}").items()
    }
