"""Alembic's entry: runs the migrations on the connection that the program hands in."""

from alembic import context

from partytrack.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite cannot alter a table in place
)
with context.begin_transaction():
    context.run_migrations()
