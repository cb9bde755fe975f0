"""What the office knows: tables, queries (read), commands (write), migrations, audit.

Nothing here imports SQLAlchemy or Alembic before a store is opened, so that a window can appear first.
"""
