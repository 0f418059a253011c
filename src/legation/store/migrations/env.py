"""Runs the migrations on the connection that `legation.store.migrate` passes in."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], transaction_per_migration=False
)
context.run_migrations()
