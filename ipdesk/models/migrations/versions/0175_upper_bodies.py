"""A call names the body above that decides it: a receipt tells applicants who that is."""

import sqlalchemy as sa
from alembic import op

revision = "0175"
down_revision = "0174"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; of calls from before nobody said who decides them."""
    op.add_column("call", sa.Column("upper_body", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it: receipts say 上级主管部门 then."""
    op.drop_column("call", "upper_body")
