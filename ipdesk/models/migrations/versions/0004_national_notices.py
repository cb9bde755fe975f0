"""Whether national rules add their notices for the office."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the switch; it is off until the office turns it on."""
    op.add_column("office", sa.Column("guards", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop the switch."""
    op.drop_column("office", "guards")
