"""The whole title of the notice 申报通知 that announces a call, by which letters cite it."""

import sqlalchemy as sa
from alembic import op

revision = "0158"
down_revision = "0155"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it: of former calls nobody knows."""
    op.add_column("call", sa.Column("notice_title", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it: letters call the notice by what was typed then."""
    op.drop_column("call", "notice_title")
