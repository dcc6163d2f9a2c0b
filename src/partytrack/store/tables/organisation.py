"""Units, and what of them is dated: existence, names, parents, successors.

Identity is a code that never changes. Intervals are half-open; ``0001-01-01`` is an unknown start,
``9999-12-31`` an open end, so that every question about a day is two plain comparisons.
"""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from partytrack.store.tables.checks import CODE_LENGTH, NAME_LENGTH, filled, holds, interval, one_of


class Setting(SQLModel, table=True):
    """What the store knows of itself: its language, letterhead, whether it is a demo."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True, max_length=CODE_LENGTH)
    value: str


class Unit(SQLModel, table=True):
    """Any node of the organisation (đơn vị): committee, section committee or cell.

    ``records_from``: the day from which its records are complete; unset, the parent's holds, else
    ``entered_on``, the day it was entered. ``end_document`` is the decision that ended the unit. ``area`` says
    where a cell's people live or work (``data/codes/areas.toml``); unset, nobody has said.
    """

    __tablename__ = "unit"
    __table_args__ = (filled("unit", "code"), filled("unit", "kind"), filled("unit", "area"), interval("unit"))
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=CODE_LENGTH, unique=True)
    kind: str = Field(max_length=CODE_LENGTH)
    from_on: date
    to_on: date
    records_from: date | None = None
    entered_on: date
    end_document: str | None = None
    area: str | None = Field(default=None, max_length=CODE_LENGTH)


class UnitName(SQLModel, table=True):
    """The name that a unit bore from day to day; the same name may serve another unit later."""

    __tablename__ = "unit_name"
    __table_args__ = (filled("unit_name", "name"), interval("unit_name"))
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    name: str = Field(max_length=NAME_LENGTH)
    from_on: date
    to_on: date
    document: str | None = None


class UnitTerm(SQLModel, table=True):
    """The days of a unit's term of office (nhiệm kỳ), by the name it is called: ``2020-2025``; units under it share it."""

    __tablename__ = "unit_term"
    __table_args__ = (
        UniqueConstraint("unit_id", "term", name="uq_unit_term"),
        filled("unit_term", "term"),
        interval("unit_term"),
    )
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    term: str = Field(max_length=CODE_LENGTH)
    from_on: date
    to_on: date
    document: str | None = None


class UnitEdge(SQLModel, table=True):
    """The unit that a unit stood directly under, from day to day."""

    __tablename__ = "unit_edge"
    __table_args__ = (interval("unit_edge"), holds("unit_edge", "other", "unit_id <> parent_id"))
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    parent_id: int = Field(foreign_key="unit.id", index=True)
    from_on: date
    to_on: date
    document: str | None = None


class DerivedPath(SQLModel):
    """What both maps hold: a unit's path, and the days on which it was there."""

    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    from_on: date = Field(primary_key=True)
    to_on: date
    path: str


class PathVersion(DerivedPath, table=True):
    """The way from the root to a unit as one text of fixed-width segments; derived from the edges.

    "Everything under X on day D" is a range over ``path``: recursion over dated edges costs 7.8 times
    as much and traps the planner at small committees.
    """

    __tablename__ = "path_version"
    __table_args__ = (
        interval("path_version"),
        Index("ix_path_version_path", "path", "from_on", "to_on", "unit_id"),
    )


class TodayVersion(DerivedPath, table=True):
    """Where a unit's history is shown in the organisation of an as-of day (``--map today``); derived.

    While a unit stands this is its own path; afterwards that of the unit which carries it on, or, where
    nobody does, its place under whoever carries on its last parent. The days are as-of days.
    """

    __tablename__ = "today_version"
    __table_args__ = (
        interval("today_version"),
        Index("ix_today_version_path", "path", "from_on", "to_on", "unit_id"),
    )


class Successor(SQLModel, table=True):
    """Who carried on a unit that was merged or split; the main successor inherits its history."""

    __tablename__ = "successor"
    __table_args__ = (
        one_of("successor", "kind", "merge", "split"),
        holds("successor", "other", "unit_id <> successor_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    successor_id: int = Field(foreign_key="unit.id", index=True)
    from_on: date
    kind: str
    main: bool
    share: str | None = None
    document: str | None = None
