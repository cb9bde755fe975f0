"""What became of the rest of an award of which a part was not taken."""

import sqlalchemy as sa
from alembic import op

revision = "0207"
down_revision = "0204"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty: of the rest nobody said anything before."""
    op.add_column("award_reversal", sa.Column("rest", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop what was said."""
    op.drop_column("award_reversal", "rest")
