"""An office says within how many working days it promises to pay an award."""

import sqlalchemy as sa
from alembic import op

revision = "0215"
down_revision = "0211"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it: nothing was promised so far."""
    op.add_column("office", sa.Column("payment_days", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop it: no promise is kept any more."""
    op.drop_column("office", "payment_days")
