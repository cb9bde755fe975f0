"""A bar says by which form outside the program it was approved, where no file held its sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0195"
down_revision = "0194"
branch_labels = None
depends_on = None
_TEXTS = ("approval_number", "approved_by")


def upgrade() -> None:
    """Add it; of bars from before nobody wrote it down."""
    for name in _TEXTS:
        op.add_column("applicant_bar", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("applicant_bar", sa.Column("approved_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop it: the bars stay."""
    op.drop_column("applicant_bar", "approved_on")
    for name in reversed(_TEXTS):
        op.drop_column("applicant_bar", name)
