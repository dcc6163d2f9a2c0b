"""The plan and what was counted before the records: quotas in dated versions, tallies."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from partytrack.store.tables.checks import CODE_LENGTH, filled, holds, one_of


class Quota(SQLModel, table=True):
    """One dated decision on how many a unit shall admit; a change is a new version, never an overwrite.

    ``kind``: number, at_least (``15+``), range (``15-20``), rate (of ``base_count`` on ``base_on``),
    average (a year's mean over the span). A year's quota spans one year; a term's names its term.
    Rates are exact decimals kept as text.
    """

    __tablename__ = "quota"
    __table_args__ = (
        UniqueConstraint(
            "unit_id",
            "measure",
            "segment",
            "first_year",
            "last_year",
            "term",
            "decided_on",
            name="uq_quota_version",
        ),
        one_of("quota", "kind", "number", "at_least", "range", "rate", "average"),
        holds("quota", "span", "first_year <= last_year"),
        holds("quota", "low", "low IS NULL OR low >= 0"),
        holds("quota", "range", "high IS NULL OR (low IS NOT NULL AND high >= low)"),
        holds("quota", "amount", "(kind = 'rate') = (rate_low IS NOT NULL) AND (kind = 'rate') <> (low IS NOT NULL)"),
        holds("quota", "document", "assumed OR COALESCE(document, '') <> ''"),
        Index("ix_quota_unit", "unit_id", "measure", "segment", "first_year", "decided_on", "low"),
    )
    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    measure: str = Field(max_length=CODE_LENGTH)
    segment: str = Field(default="", max_length=CODE_LENGTH)
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
