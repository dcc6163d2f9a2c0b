"""The journal: one entry per act, one image per changed record, one chain of digests per store."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from partytrack.store.tables.checks import filled, holds


class Journal(SQLModel, table=True):
    """One act: who, when, what, on which subject; ``digest`` seals it together with its predecessor."""

    __tablename__ = "journal"
    __table_args__ = (filled("journal", "actor"), filled("journal", "act"))
    id: int | None = Field(default=None, primary_key=True)
    at: str
    actor: str
    act: str
    subject: str
    undoes_id: int | None = Field(default=None, foreign_key="journal.id", index=True)
    previous_digest: str
    digest: str


class JournalImage(SQLModel, table=True):
    """A record before and after an act, as JSON; ``salt`` keeps the digest from betraying the content.

    The images can be erased by law while the digest stays, so the chain still verifies.
    """

    __tablename__ = "journal_image"
    __table_args__ = (
        Index("ix_journal_image_row", "table_name", "row_key", "entry_id"),
        holds("journal_image", "content", "salt IS NULL OR before IS NOT NULL OR after IS NOT NULL"),
    )
    entry_id: int = Field(foreign_key="journal.id", primary_key=True)
    position: int = Field(primary_key=True)
    table_name: str
    row_key: str
    before: str | None = None
    after: str | None = None
    salt: str | None = None
    digest: str


class JournalHead(SQLModel, table=True):
    """The newest entry, so that entries cut off the end of the chain are missed; always one row."""

    __tablename__ = "journal_head"
    __table_args__ = (holds("journal_head", "single", "id = 1"),)
    id: int | None = Field(default=None, primary_key=True)
    entry_id: int
    digest: str
