"""A decision to claw back says why it does without what its recipient was told of."""

import sqlalchemy as sa
from alembic import op

revision = "0204"
down_revision = "0203"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty: of decisions from before nobody said why."""
    op.add_column("clawback", sa.Column("without_why", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the reasons."""
    op.drop_column("clawback", "without_why")
