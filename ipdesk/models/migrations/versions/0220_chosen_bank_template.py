"""An office says which sheet its bank usually takes."""

import sqlalchemy as sa
from alembic import op

revision = "0220"
down_revision = "0219"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it: none in particular was said so far."""
    op.add_column("office", sa.Column("bank_template", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it: the first one is proposed again."""
    op.drop_column("office", "bank_template")
