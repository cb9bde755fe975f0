"""Applicants have a town and an industry, by which statistics tell them apart."""

import sqlalchemy as sa
from alembic import op

revision = "0224"
down_revision = "0223"
branch_labels = None
depends_on = None

_COLUMNS = ("town", "industry")


def upgrade() -> None:
    """Make the columns, empty for those who are registered already."""
    for name in _COLUMNS:
        op.add_column("applicant", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_COLUMNS):
        op.drop_column("applicant", name)
