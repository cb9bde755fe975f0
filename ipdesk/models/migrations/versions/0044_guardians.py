"""Applicants under 18 have a guardian, who acts for them."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0042"
branch_labels = None
depends_on = None

_COLUMNS = ("guardian", "guardian_relation", "guardian_identity", "guardian_telephone")


def upgrade() -> None:
    """Make the columns, empty for those who are registered already."""
    for name in _COLUMNS:
        op.add_column("applicant", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_COLUMNS):
        op.drop_column("applicant", name)
