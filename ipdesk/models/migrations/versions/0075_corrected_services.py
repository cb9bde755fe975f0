"""A service recorded again says why the former record is wrong; the archive why a paper was not served."""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0072"
branch_labels = None
depends_on = None

_ADDED = (("letter_service", "correction"), ("archive_record", "unserved"))


def upgrade() -> None:
    """Add both reasons: of what was recorded before nothing is known."""
    for table, name in _ADDED:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them: nobody knows then why."""
    for table, name in _ADDED:
        op.drop_column(table, name)
