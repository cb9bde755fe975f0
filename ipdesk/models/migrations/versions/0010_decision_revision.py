"""The text of a decision counts its savings, so that two desks do not overwrite each other unseen."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the count; what was typed before counts as saved once."""
    op.add_column("decision_draft", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """Drop the count."""
    op.drop_column("decision_draft", "revision")
