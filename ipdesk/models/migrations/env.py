"""How Alembic runs here: on a connection it is handed, inside the transaction that is already open on it."""

from alembic import context

from ipdesk.models.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
