"""A call says whether this office decides by a power of its own, or for a principal who entrusted it."""

import sqlalchemy as sa
from alembic import op

revision = "0211"
down_revision = "0207"
branch_labels = None
depends_on = None

_TEXTS = ("principal", "principal_review")


def upgrade() -> None:
    """Add the columns: of calls from before nobody said, and their papers went out in the office's name."""
    op.add_column("call", sa.Column("entrusted", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in _TEXTS:
        op.add_column("call", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them."""
    for name in (*_TEXTS, "entrusted"):
        op.drop_column("call", name)
