"""Papers beside the award notification have a sentence on remedies of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; which body hears an appeal is the office's to say, so that it stays empty."""
    op.create_table(
        "own_remedies",
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("paper", name="pk_own_remedies"),
    )


def downgrade() -> None:
    """Drop what was typed."""
    op.drop_table("own_remedies")
