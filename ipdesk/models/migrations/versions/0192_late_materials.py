"""A paper that came in says which of the missing materials it brought."""

import sqlalchemy as sa
from alembic import op

revision = "0192"
down_revision = "0191"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of papers from before nobody said what they brought."""
    op.add_column("incoming_paper", sa.Column("brings", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drop it: what came is ticked all the same."""
    op.drop_column("incoming_paper", "brings")
