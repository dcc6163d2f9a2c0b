"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table of version 0.1."""
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("previous_digest", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("act <> ''", name="ck_journal_act_filled"),
        sa.CheckConstraint("actor <> ''", name="ck_journal_actor_filled"),
        sa.ForeignKeyConstraint(
            ["undoes_id"],
            ["journal.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_undoes_id"), ["undoes_id"], unique=False)

    op.create_table(
        "journal_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_journal_head_single"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_folded", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_precision", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("born_precision IN ('day', 'month', 'year')", name="ck_person_born_precision"),
        sa.CheckConstraint("code <> ''", name="ck_person_code_filled"),
        sa.CheckConstraint("name <> ''", name="ck_person_name_filled"),
        sa.CheckConstraint("sex IN ('f', 'm')", name="ck_person_sex"),
        sa.CheckConstraint("(born_on IS NULL) = (born_precision IS NULL)", name="ck_person_born"),
        sa.CheckConstraint("admitted_on <= confirmed_on", name="ck_person_confirmed"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("records_from", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("end_document", sa.String(), nullable=True),
        sa.CheckConstraint("code <> ''", name="ck_unit_code_filled"),
        sa.CheckConstraint("kind <> ''", name="ck_unit_kind_filled"),
        sa.CheckConstraint("from_on <= to_on", name="ck_unit_interval"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "candidacy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.CheckConstraint("code <> ''", name="ck_candidacy_code_filled"),
        sa.CheckConstraint("source <> ''", name="ck_candidacy_source_filled"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("candidacy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidacy_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_candidacy_unit", ["unit_id", "opened_on"], unique=False)

    op.create_table(
        "journal_image",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("salt IS NULL OR before IS NOT NULL OR after IS NOT NULL", name="ck_journal_image_content"),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["journal.id"],
        ),
        sa.PrimaryKeyConstraint("entry_id", "position"),
    )
    with op.batch_alter_table("journal_image", schema=None) as batch_op:
        batch_op.create_index("ix_journal_image_row", ["table_name", "row_key", "entry_id"], unique=False)

    op.create_table(
        "path_version",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name="ck_path_version_interval"),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("unit_id", "from_on"),
    )
    with op.batch_alter_table("path_version", schema=None) as batch_op:
        batch_op.create_index("ix_path_version_path", ["path", "from_on", "to_on", "unit_id"], unique=False)

    op.create_table(
        "quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("segment", sa.String(length=40), nullable=False),
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
            "(kind = 'rate') = (rate_low IS NOT NULL) AND (kind = 'rate') <> (low IS NOT NULL)", name="ck_quota_amount"
        ),
        sa.CheckConstraint("assumed OR COALESCE(document, '') <> ''", name="ck_quota_document"),
        sa.CheckConstraint("kind IN ('number', 'at_least', 'range', 'rate', 'average')", name="ck_quota_kind"),
        sa.CheckConstraint("first_year <= last_year", name="ck_quota_span"),
        sa.CheckConstraint("high IS NULL OR (low IS NOT NULL AND high >= low)", name="ck_quota_range"),
        sa.CheckConstraint("low IS NULL OR low >= 0", name="ck_quota_low"),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "unit_id", "measure", "segment", "first_year", "last_year", "term", "decided_on", name="uq_quota_version"
        ),
    )
    with op.batch_alter_table("quota", schema=None) as batch_op:
        batch_op.create_index(
            "ix_quota_unit", ["unit_id", "measure", "segment", "first_year", "decided_on", "low"], unique=False
        )

    op.create_table(
        "stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.CheckConstraint("role IN ('candidate', 'probationary', 'full')", name="ck_stay_role"),
        sa.CheckConstraint("from_on <= to_on", name="ck_stay_interval"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stay_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_stay_unit", ["unit_id", "role", "from_on", "to_on"], unique=False)

    op.create_table(
        "successor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("share", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('merge', 'split')", name="ck_successor_kind"),
        sa.CheckConstraint("unit_id <> successor_id", name="ck_successor_other"),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("successor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_successor_successor_id"), ["successor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_successor_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.CheckConstraint("document <> ''", name="ck_tally_document_filled"),
        sa.CheckConstraint("count >= 0", name="ck_tally_count"),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("unit_id", "year", "measure", name="uq_tally"),
    )
    op.create_table(
        "today_version",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name="ck_today_version_interval"),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("unit_id", "from_on"),
    )
    with op.batch_alter_table("today_version", schema=None) as batch_op:
        batch_op.create_index("ix_today_version_path", ["path", "from_on", "to_on", "unit_id"], unique=False)

    op.create_table(
        "unit_edge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.CheckConstraint("from_on <= to_on", name="ck_unit_edge_interval"),
        sa.CheckConstraint("unit_id <> parent_id", name="ck_unit_edge_other"),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("unit_edge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_edge_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_edge_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "unit_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.CheckConstraint("name <> ''", name="ck_unit_name_name_filled"),
        sa.CheckConstraint("from_on <= to_on", name="ck_unit_name_interval"),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("unit_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_name_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "mentorship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.CheckConstraint("from_on <= to_on", name="ck_mentorship_interval"),
        sa.ForeignKeyConstraint(
            ["candidacy_id"],
            ["candidacy.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("mentorship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentorship_candidacy_id"), ["candidacy_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mentorship_mentor_id"), ["mentor_id"], unique=False)

    op.create_table(
        "step_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("votes_entitled", sa.Integer(), nullable=True),
        sa.Column("votes_present", sa.Integer(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("return_on", sa.Date(), nullable=True),
        sa.CheckConstraint("step <> ''", name="ck_step_event_step_filled"),
        sa.CheckConstraint(
            "(votes_entitled IS NULL) = (votes_for IS NULL) AND (votes_present IS NULL) = (votes_for IS NULL) AND (votes_for IS NULL OR (0 <= votes_for AND votes_for <= votes_present AND votes_present <= votes_entitled))",
            name="ck_step_event_votes",
        ),
        sa.ForeignKeyConstraint(
            ["candidacy_id"],
            ["candidacy.id"],
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("step_event", schema=None) as batch_op:
        batch_op.create_index("ix_step_event_case", ["candidacy_id", "step", "happened_on"], unique=False)
        batch_op.create_index("ix_step_event_step", ["step", "happened_on", "unit_id", "candidacy_id"], unique=False)
        batch_op.create_index("ix_step_event_unit", ["unit_id", "step", "happened_on", "candidacy_id"], unique=False)
