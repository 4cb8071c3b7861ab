"""Run by Alembic: `records.database` hands it the connection."""

from __future__ import annotations

from alembic import context

from probatum.records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
