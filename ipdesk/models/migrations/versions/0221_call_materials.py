"""A call asks for materials beside those of its policy."""

import sqlalchemy as sa
from alembic import op

revision = "0221"
down_revision = "0220"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them: so far no call asked for any."""
    op.add_column("call", sa.Column("materials", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop them: what was ticked of them stays ticked."""
    op.drop_column("call", "materials")
