"""An answer to an objection says what the applicant stated about it, whether that was taken, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0191"
down_revision = "0189"
branch_labels = None
depends_on = None
_NAMES = ("view_gist", "view_outcome", "view_why")


def upgrade() -> None:
    """Add it; of objections answered before nobody wrote it down."""
    for name in _NAMES:
        op.add_column("objection", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it: papers say only that a view was stated."""
    for name in reversed(_NAMES):
        op.drop_column("objection", name)
