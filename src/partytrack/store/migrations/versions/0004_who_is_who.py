"""Who is who: the national number of a person, the record that one recorded twice was merged into, and how to find the same."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what tells people apart; every person on record is kept as they were, without a number."""
    # a column with its check is one statement on both databases; a later one would have SQLite copy the table
    op.execute(
        "ALTER TABLE person ADD COLUMN national_id VARCHAR(12) CONSTRAINT ck_person_national_id"
        " CHECK (length(national_id) = 12 AND trim(national_id, '0123456789') = '')"
    )
    op.execute(
        "ALTER TABLE person ADD COLUMN merged_into_id INTEGER REFERENCES person (id)"
        " CONSTRAINT ck_person_merged CHECK (merged_into_id <> id)"
    )
    # both databases take any number of rows without a number beside each other
    op.create_index("uq_person_national_id", "person", ["national_id"], unique=True)
    op.create_index("ix_person_merged_into_id", "person", ["merged_into_id"])
    op.create_index("ix_person_name_born", "person", ["name_folded", "born_on"])
    op.create_index("ix_person_born", "person", ["born_on"])
