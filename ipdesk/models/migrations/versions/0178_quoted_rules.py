"""An office keeps what the rules say that its papers against somebody rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0178"
down_revision = "0175"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it, empty: nobody has typed them yet, and papers ask for them."""
    op.add_column("office", sa.Column("rules", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it: papers cite rules by number then."""
    op.drop_column("office", "rules")
