"""The journey: introducers, waivers, courses, life events of members, and the derived standing of cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the journey needs; every record on file is kept as it was. Standing is derived when it is first asked for."""
    # a column with its reference is one statement on both databases; a later one would have SQLite copy the table
    op.execute("ALTER TABLE step_event ADD COLUMN member_id INTEGER REFERENCES person (id)")
    op.execute("ALTER TABLE step_event ADD COLUMN together_since DATE")
    op.execute("ALTER TABLE step_event ADD COLUMN place VARCHAR(200)")
    _waivers_and_courses()
    _life_events()
    _derived()


def _waivers_and_courses() -> None:
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("rule <> ''", name="ck_waiver_rule_filled"),
        sa.CheckConstraint("document <> ''", name="ck_waiver_document_filled"),
        sa.CheckConstraint("reason <> ''", name="ck_waiver_reason_filled"),
        sa.CheckConstraint("until_on IS NULL OR granted_on <= until_on", name="ck_waiver_until"),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"]),
        sa.ForeignKeyConstraint(["authority_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("candidacy_id", "rule", "granted_on", name="uq_waiver"),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("result_document", sa.String(), nullable=True),
        sa.CheckConstraint("code <> ''", name="ck_course_code_filled"),
        sa.CheckConstraint("name <> ''", name="ck_course_name_filled"),
        sa.CheckConstraint("kind <> ''", name="ck_course_kind_filled"),
        sa.CheckConstraint("from_on <= to_on", name="ck_course_interval"),
        sa.CheckConstraint("result_on IS NULL OR from_on <= result_on", name="ck_course_result"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("retake_mark", sa.String(), nullable=True),
        sa.Column("retake_on", sa.Date(), nullable=True),
        sa.Column("certificate_no", sa.String(), nullable=True),
        sa.Column("certificate_on", sa.Date(), nullable=True),
        sa.CheckConstraint("attendance IS NULL OR attendance BETWEEN 0 AND 100", name="ck_enrolment_attendance"),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"]),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("course_id", "candidacy_id", name="uq_enrolment"),
    )
    op.create_index("ix_enrolment_candidacy_id", "enrolment", ["candidacy_id"])


def _life_events() -> None:
    op.create_table(
        "life_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("to_unit_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("kind <> ''", name="ck_life_event_kind_filled"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.ForeignKeyConstraint(["to_unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_life_event_person", "life_event", ["person_id", "happened_on", "kind"])


def _derived() -> None:
    op.create_table(
        "case_stage",
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name="ck_case_stage_interval"),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("candidacy_id", "from_on"),
    )
    op.create_index("ix_case_stage_unit", "case_stage", ["unit_id", "from_on", "to_on", "step", "candidacy_id"])
    op.create_table(
        "case_due",
        sa.Column("candidacy_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name="ck_case_due_interval"),
        sa.ForeignKeyConstraint(["candidacy_id"], ["candidacy.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"]),
        sa.PrimaryKeyConstraint("candidacy_id", "rule", "from_on"),
    )
    op.create_index(
        "ix_case_due_unit", "case_due", ["unit_id", "due_on", "from_on", "to_on", "rule", "step", "candidacy_id"]
    )
    op.create_table(
        "judged",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_judged_single"),
        sa.PrimaryKeyConstraint("id"),
    )
