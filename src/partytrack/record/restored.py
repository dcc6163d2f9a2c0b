"""What an undo brings back must fit what was recorded since: the rules of entry hold for it as well.

Rows that no later act touched can still clash with later ones: a tally with one entered above it, a
step with the same step recorded anew, a unit with one that took its code.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NoReturn, TypeAlias

from sqlalchemy import UniqueConstraint
from sqlmodel import Session, SQLModel, col, func, or_, select

from partytrack.core.dates import OPEN
from partytrack.core.errors import TermUnknown, UndoBlockedByLater
from partytrack.core.lifecycle import ANNULMENT
from partytrack.core.words import Word
from partytrack.record.facts import fact_history
from partytrack.record.lookup import find_unit
from partytrack.record.steps import check_recorded
from partytrack.record.tallies import check_tallies_near, check_tally, check_untallied
from partytrack.record.terms import has_term
from partytrack.store.paths import whole_organisation
from partytrack.store.tables import (
    METADATA,
    MODELS,
    Candidacy,
    Journal,
    JournalImage,
    Mentorship,
    Person,
    PersonFact,
    Quota,
    Stay,
    StepEvent,
    Tally,
    Unit,
    UnitEdge,
    UnitTerm,
)

AT_ONCE = 10_000
Place: TypeAlias = tuple[str, str]
"""A row by its table and key."""


def block(session: Session, target: Journal, place: Place) -> NoReturn:
    """Refuse the undo and name the newest entry that changed the row in the way."""
    touching = select(JournalImage.entry_id).where(
        JournalImage.table_name == place[0], JournalImage.row_key == place[1]
    )  # fmt: skip
    entry = session.exec(select(Journal).where(col(Journal.id).in_(touching)).order_by(col(Journal.id).desc())).first()
    later = entry or target
    raise UndoBlockedByLater(target.id or 0, later.id or 0, Word("acts", later.act))


def check_room(
    session: Session, target: Journal, returning: Mapping[Place, dict[str, Any]], places: set[Place]
) -> None:
    """Refuse when a row that would return refers to one that is gone, or its place is taken by another."""
    for (table, key), row in returning.items():
        for column in METADATA.tables[table].columns:
            for reference in column.foreign_keys:
                parent = (reference.column.table.name, str(row[column.name]))
                known = row[column.name] is None or parent in returning
                if not known and session.get(MODELS[parent[0]], row[column.name]) is None:
                    block(session, target, parent)
        for taken in _same(session, table, row):
            if taken != (table, key) and taken not in places:
                block(session, target, taken)


def _same(session: Session, table: str, row: Mapping[str, Any]) -> Iterator[Place]:
    """The rows that have what must be there once: a unit's code in any letters, the key of a tally or quota."""
    columns = METADATA.tables[table].columns
    if table == Unit.__tablename__:
        unit = find_unit(session, row["code"])
        if unit is not None:
            yield table, str(unit.id)
    for constraint in METADATA.tables[table].constraints:
        if isinstance(constraint, UniqueConstraint):
            same = (columns[column.name] == row[column.name] for column in constraint.columns)
            for found in session.connection().execute(select(columns["id"]).where(*same)):
                yield table, str(found[0])
    for index in METADATA.tables[table].indexes:
        values = [(columns[column.name], row[column.name]) for column in index.columns if index.unique]
        if values and all(value is not None for _, value in values):
            same = (column == value for column, value in values)
            for found in session.connection().execute(select(columns["id"]).where(*same)):
                yield table, str(found[0])


def check_places(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse when a unit would come to stand under itself, or what it holds would outlast it."""
    places = {(image.table_name, image.row_key) for image in images}
    touched = [image for image in images if image.table_name in {Unit.__tablename__, UnitEdge.__tablename__}]
    organisation = whole_organisation(session) if touched else None
    for edge in brought_back(session, touched, UnitEdge):
        parent = session.get_one(Unit, edge.parent_id)
        if edge.from_on < parent.from_on or edge.to_on > parent.to_on:
            block(session, target, ("unit", str(parent.id)))
        if organisation is not None and organisation.stands_within_itself(edge.unit_id):
            above = session.exec(select(UnitEdge.id).where(UnitEdge.unit_id == edge.parent_id)).all()
            block(session, target, ("unit_edge", str(max(key or 0 for key in above))))
    for unit in brought_back(session, touched, Unit):
        below = select(UnitEdge.id).where(
            UnitEdge.parent_id == unit.id, or_(col(UnitEdge.to_on) > unit.to_on, col(UnitEdge.from_on) < unit.from_on)
        )
        stays = select(Stay.id).where(
            Stay.unit_id == unit.id, or_(col(Stay.to_on) > unit.to_on, col(Stay.from_on) < unit.from_on)
        )
        for table, outlasting in (("unit_edge", below), ("stay", stays)):
            for key in session.exec(outlasting):
                if (table, str(key)) not in places:
                    block(session, target, (table, str(key)))


def check_organisation(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse when an organisation that came back would hide a tally, or strand whoever was entered since by what goes away."""
    units = {unit.id or 0 for unit in brought_back(session, images, Unit)}
    units |= {edge.unit_id for edge in brought_back(session, images, UnitEdge)}
    units |= {gone["unit_id"] for gone in taken_away(images, UnitEdge)}
    check_tallies_near(session, units, 0)
    for image in images:
        former = json.loads(image.after) if image.table_name == Unit.__tablename__ and image.after else None
        if former is None or image.before is None or former["to_on"] == json.loads(image.before)["to_on"]:
            continue
        cut = select(Stay).where(Stay.unit_id == former["id"], Stay.to_on == date.fromisoformat(former["to_on"]))
        for stay in session.exec(cut):
            place = ("stay", str(stay.id))
            if newest_entry(session, place) > (target.id or 0) and stay.to_on != OPEN:
                block(session, target, place)


def newest_entry(session: Session, place: Place) -> int:
    """The newest entry that touched a row; 0 where none did."""
    touching = select(func.max(JournalImage.entry_id)).where(
        JournalImage.table_name == place[0], JournalImage.row_key == place[1]
    )  # fmt: skip
    return session.exec(touching).one() or 0


def check_records(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse when what came back clashes with what was recorded since: tallies, terms, steps, mentors, facts."""
    for tally in brought_back(session, images, Tally):
        unit = session.get_one(Unit, tally.unit_id)
        check_tally(session, unit, tally.year, tally.count, measure=tally.measure, own=tally.id)
    _check_terms(session, target, images)
    cases = {event.candidacy_id for event in brought_back(session, images, StepEvent)}
    cases |= {mentorship.candidacy_id for mentorship in brought_back(session, images, Mentorship)}
    cases |= {case.id or 0 for case in brought_back(session, images, Candidacy)}
    cases |= {gone["candidacy_id"] for gone in taken_away(images, StepEvent)}
    _check_where(session, target, images)
    returned = {event.id for event in brought_back(session, images, StepEvent)}
    for case_id in sorted(cases):
        case = session.get(Candidacy, case_id)
        if case is not None:
            _check_case(session, target, case, returned)
    _check_facts(session, target, images)


def _check_where(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse when a step recorded since would stand in another unit than its person was in on that day.

    What stood so before the act stays so: a merged record can have brought its steps along.
    """
    restored = {(image.table_name, image.row_key) for image in images}
    people = {stay["person_id"] for stay in sides(images, Stay)}
    for some in parts(sorted(people - {int(key) for key in keys_gone(images, Person)})):
        events = (
            select(StepEvent.id, Candidacy.id, Stay.id)
            .join(Candidacy, col(Candidacy.id) == StepEvent.candidacy_id)
            .join(Stay, col(Stay.person_id) == Candidacy.person_id)
            .where(
                col(Candidacy.person_id).in_(some),
                Stay.from_on <= StepEvent.happened_on, Stay.to_on > StepEvent.happened_on,
                Stay.unit_id != StepEvent.unit_id,
            )
        )  # fmt: skip
        for keys in session.exec(events).all():
            places = [(table, str(key)) for table, key in zip(("step_event", "candidacy", "stay"), keys, strict=True)]
            others = [place for place in places if place not in restored]
            since = [place for place in others if newest_entry(session, place) > (target.id or 0)]
            if since:
                block(session, target, since[0])


def _check_terms(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse when a quota for a term would stand, or come back, without the term."""
    for quota in brought_back(session, images, Quota):
        if quota.term and not has_term(session, quota.unit_id, quota.term):
            raise TermUnknown(quota.term)
    for gone in taken_away(images, UnitTerm):
        for quota in session.exec(select(Quota).where(Quota.term == gone["term"])):
            if not has_term(session, quota.unit_id, quota.term):
                block(session, target, ("quota", str(quota.id)))


def _check_case(session: Session, target: Journal, case: Candidacy, returned: set[int | None]) -> None:
    events = session.exec(
        select(StepEvent).where(StepEvent.candidacy_id == case.id).order_by(col(StepEvent.happened_on))
    ).all()
    annulled = any(event.step == ANNULMENT for event in events)
    for event in events:
        if event.happened_on < case.opened_on:
            block(session, target, ("step_event", str(event.id)))
        if not annulled:
            check_untallied(session, session.get_one(Unit, event.unit_id), event.step, event.happened_on)
        if event.id in returned:
            check_recorded(session, case, event)
    mentorships = session.exec(
        select(Mentorship).where(Mentorship.candidacy_id == case.id).order_by(col(Mentorship.from_on))
    ).all()
    for former, latter in pairwise(mentorships):
        if former.to_on > latter.from_on:
            block(session, target, ("mentorship", str(max(former.id or 0, latter.id or 0))))


def _check_facts(session: Session, target: Journal, images: list[JournalImage]) -> None:
    """Refuse when the values of a fact would no longer follow each other without gap or overlap, the last one open.

    A record that was merged into another one keeps what both told alike, and that need not be whole.
    """
    touched = {(row["person_id"], row["fact"]) for row in sides(images, PersonFact)}
    gone_people = {int(key) for key in keys_gone(images, Person)}
    for person_id, fact in sorted(each for each in touched if each[0] not in gone_people):
        if session.get_one(Person, person_id).merged_into_id is not None:
            continue
        history = fact_history(session, person_id, fact)
        ends = [*(row.from_on for row in history[1:]), OPEN]
        if history and [row.to_on for row in history] != ends:
            block(session, target, ("person_fact", str(max(row.id or 0 for row in history))))


def sides(images: Iterable[JournalImage], model: type[SQLModel]) -> Iterator[dict[str, Any]]:
    """The rows of one table as they are again, and as they were until the undo: a row may have been another person's."""
    for image in images:
        if image.table_name == model.__tablename__:
            yield from (json.loads(side) for side in (image.before, image.after) if side is not None)


def brought_back(session: Session, images: Iterable[JournalImage], model: type[Any]) -> list[Any]:
    """The rows of one table that the images brought back or changed, as they now are."""
    keys = [
        int(image.row_key) for image in images if image.table_name == model.__tablename__ and image.before is not None
    ]
    return [row for key in keys if (row := session.get(model, key)) is not None]


def keys_gone(images: Iterable[JournalImage], model: type[SQLModel]) -> list[str]:
    """The keys of the rows of one table that the undo took away."""
    return [image.row_key for image in images if image.table_name == model.__tablename__ and image.before is None]


def parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Keys by as many as one statement may name (SQLite: 32,766)."""
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def taken_away(images: Iterable[JournalImage], model: type[SQLModel]) -> list[dict[str, Any]]:
    """The rows of one table that the undo took away, as they were."""
    return [
        json.loads(image.after) for image in images
        if image.table_name == model.__tablename__ and image.before is None and image.after is not None
    ]  # fmt: skip
