"""A sum that is lowered says by which rule or decision."""

import sqlalchemy as sa
from alembic import op

revision = "0174"
down_revision = "0173"
branch_labels = None
depends_on = None

_TABLES = ("award_line", "proposal_line")


def upgrade() -> None:
    """Add it: of what was lowered before nothing is known, and papers go on without."""
    for table in _TABLES:
        op.add_column(table, sa.Column("lowered_by", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it: nobody knows then by what sums were lowered."""
    for table in reversed(_TABLES):
        op.drop_column(table, "lowered_by")
