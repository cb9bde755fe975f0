"""An office says from which account it pays."""

import sqlalchemy as sa
from alembic import op

revision = "0200"
down_revision = "0198"
branch_labels = None
depends_on = None

_COLUMNS = ("payer_name", "payer_account", "payer_bank")


def upgrade() -> None:
    """Add its holder, number and bank, empty: sheets for banks ask for them."""
    for name in _COLUMNS:
        op.add_column("office", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_COLUMNS):
        op.drop_column("office", name)
