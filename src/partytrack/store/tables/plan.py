"""The plan and what was counted before the records: quotas in dated versions, tallies."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from partytrack.store.tables.checks import CODE_LENGTH, filled, holds, one_of

KINDS = ("number", "at_least", "range", "rate", "rate_at_least", "rate_range", "average")


class Quota(SQLModel, table=True):
    """One dated decision on how many a unit shall admit; a change is a new version, never an overwrite.

    ``kind``: number, at_least (``15+``), range (``15-20``), the same three as rates (``3%``, ``3%+``, ``3-4%`` of
    ``base_count`` on ``base_on``), average (a year's mean over the span). A year's quota spans one year; a term's
    names its term. ``segment`` and ``round`` make it a part of a plan, for some people or up to an admission round:
    it stands beside the whole. Rates are exact decimals kept as text.
    """

    __tablename__ = "quota"
    __table_args__ = (
        UniqueConstraint(
            "unit_id",
            "measure",
            "segment",
            "round",
            "first_year",
            "last_year",
            "term",
            "decided_on",
            name="uq_quota_version",
        ),
        one_of("quota", "kind", *KINDS),
        holds("quota", "span", "first_year <= last_year"),
        holds("quota", "low", "low IS NULL OR low >= 0"),
        holds("quota", "range", "(kind = 'range') = (high IS NOT NULL) AND (high IS NULL OR high >= low)"),
        holds(
            "quota", "amount", "(kind LIKE 'rate%') = (rate_low IS NOT NULL) AND (rate_low IS NULL) = (low IS NOT NULL)"
        ),
        holds("quota", "base", "(rate_low IS NULL) = (base_count IS NULL) AND (rate_low IS NULL) = (base_on IS NULL)"),
        holds("quota", "document", "assumed OR COALESCE(document, '') <> ''"),
        Index(
            "ix_quota_unit", "unit_id", "measure", "segment", "round", "first_year", "last_year", "term", "decided_on"
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    measure: str = Field(max_length=CODE_LENGTH)
    segment: str = Field(default="", max_length=CODE_LENGTH)
    round: str = Field(default="", max_length=CODE_LENGTH)
    first_year: int
    last_year: int
    term: str = Field(default="", max_length=CODE_LENGTH)
    kind: str
    low: int | None = None
    high: int | None = None
    rate_low: str | None = None
    rate_high: str | None = None
    base_count: int | None = None
    base_on: date | None = None
    decided_on: date
    document: str | None = None
    assumed: bool = False


class Tally(SQLModel, table=True):
    """A count for a unit and a whole year from before the tool, with its source document."""

    __tablename__ = "tally"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "measure", name="uq_tally"),
        holds("tally", "count", "count >= 0"),
        filled("tally", "document"),
    )
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    year: int
    measure: str = Field(max_length=CODE_LENGTH)
    count: int
    document: str
