"""A look-up says at which stage of its file it was made, and its pictures what they show."""

import sqlalchemy as sa
from alembic import op

revision = "0163"
down_revision = "0162"
branch_labels = None
depends_on = None

_ADDED = (("application_check", "stage", "review"), ("check_picture", "caption", ""))
"""Columns, with what stands in rows of before: until now only reviews looked anything up."""


def upgrade() -> None:
    """Add both."""
    for table, name, usual in _ADDED:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=usual))


def downgrade() -> None:
    """Drop them: nobody knows then for what something was looked up."""
    for table, name, _ in reversed(_ADDED):
        op.drop_column(table, name)
