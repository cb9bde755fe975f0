"""A notice that is entered after its first day says where it was shown since, and why so late."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0078"
branch_labels = None
depends_on = None

_TABLE, _ADDED = "public_notice", ("late_shown", "late_why")


def upgrade() -> None:
    """Add both: no notice before was entered late."""
    for name in _ADDED:
        op.add_column(_TABLE, sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them: nobody knows then which were."""
    for name in _ADDED:
        op.drop_column(_TABLE, name)
