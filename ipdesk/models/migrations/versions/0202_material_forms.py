"""A material that was handed in says in which form it came."""

import sqlalchemy as sa
from alembic import op

revision = "0202"
down_revision = "0201"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty: of what came before nobody said, and its name tells as it did."""
    op.add_column("received_material", sa.Column("form", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop what was said of the form of each."""
    op.drop_column("received_material", "form")
