"""Which optional stages the applications of the office pass."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add their names; the office uses none until it says so."""
    op.add_column("office", sa.Column("procedure", sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("office", "procedure")
