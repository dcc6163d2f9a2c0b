"""Terms of office, facts of people and cells, and quotas of every kind."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEPT = (
    "id, unit_id, measure, segment, first_year, last_year, term, kind, low, high, rate_low, rate_high, base_count,"
    " base_on, decided_on, document, assumed"
)


def upgrade() -> None:
    """Add what the plan and its parts need; every quota on record is kept as it was."""
    # a column with its check is one statement on both databases; a later one would have SQLite copy the table
    op.execute("ALTER TABLE unit ADD COLUMN area VARCHAR(40) CONSTRAINT ck_unit_area_filled CHECK (area <> '')")
    op.create_table(
        "unit_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.CheckConstraint("term <> ''", name="ck_unit_term_term_filled"),
        sa.CheckConstraint("from_on <= to_on", name="ck_unit_term_interval"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit_id", "term", name="uq_unit_term"),
    )
    op.create_table(
        "person_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.CheckConstraint("fact <> ''", name="ck_person_fact_fact_filled"),
        sa.CheckConstraint("value <> ''", name="ck_person_fact_value_filled"),
        sa.CheckConstraint("from_on <= to_on", name="ck_person_fact_interval"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_person_fact", "person_fact", ["person_id", "fact", "from_on", "to_on", "value"])
    # every statement begins at the units asked about; this index only tempted the planner to begin at all steps
    op.drop_index("ix_step_event_step", "step_event")
    _new_quota_table()


def _new_quota_table() -> None:
    """Quotas under wider rules: SQLite cannot change a check in place, so the rows move to a new table."""
    op.drop_index("ix_quota_unit", "quota")
    op.rename_table("quota", "quota_before")
    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("segment", sa.String(length=40), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("rate_low", sa.String(), nullable=True),
        sa.Column("rate_high", sa.String(), nullable=True),
        sa.Column("base_count", sa.Integer(), nullable=True),
        sa.Column("base_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('number', 'at_least', 'range', 'rate', 'rate_at_least', 'rate_range', 'average')",
            name="ck_quota_kind",
        ),
        sa.CheckConstraint("first_year <= last_year", name="ck_quota_span"),
        sa.CheckConstraint("low IS NULL OR low >= 0", name="ck_quota_low"),
        sa.CheckConstraint(
            "(kind = 'range') = (high IS NOT NULL) AND (high IS NULL OR high >= low)", name="ck_quota_range"
        ),
        sa.CheckConstraint(
            "(kind LIKE 'rate%') = (rate_low IS NOT NULL) AND (rate_low IS NULL) = (low IS NOT NULL)",
            name="ck_quota_amount",
        ),
        sa.CheckConstraint(
            "(rate_low IS NULL) = (base_count IS NULL) AND (rate_low IS NULL) = (base_on IS NULL)",
            name="ck_quota_base",
        ),
        sa.CheckConstraint("assumed OR COALESCE(document, '') <> ''", name="ck_quota_document"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "unit_id", "measure", "segment", "round", "first_year", "last_year", "term", "decided_on",
            name="uq_quota_version",
        ),
    )  # fmt: skip
    op.execute(f"INSERT INTO quota (round, {_KEPT}) SELECT '', {_KEPT} FROM quota_before")  # noqa: S608  # our own words
    op.drop_table("quota_before")
    op.create_index(
        "ix_quota_unit",
        "quota",
        ["unit_id", "measure", "segment", "round", "first_year", "last_year", "term", "decided_on"],
    )
