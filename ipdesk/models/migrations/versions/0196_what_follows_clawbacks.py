"""A clawback says which part of its rule applies and what follows besides; what ends one, or an award."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0196"
down_revision = "0195"
branch_labels = None
depends_on = None

_TABLE = "clawback_consequence"
_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("clawback_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("body", sa.Text(), nullable=False),
    sa.Column("amount", sa.BigInteger(), nullable=False),
    sa.Column("dropped", sa.Boolean(), nullable=False),
)


def upgrade() -> None:
    """Add them; of what was told and decided before, nothing followed that anybody wrote down."""
    op.add_column("clawback", sa.Column("applied", sa.Text(), nullable=False, server_default=""))
    op.add_column("clawback", sa.Column("dropped_at", sa.String(32), nullable=True))
    op.add_column("award_reversal", sa.Column("minutes_number", sa.Text(), nullable=False, server_default=""))
    op.add_column("award_reversal", sa.Column("minutes_date", sa.Date(), nullable=True))
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.CheckConstraint(
            "basis <> '' AND (amount > 0 OR body <> '')", name=op.f("ck_clawback_consequence_founded")
        ),
        sa.CheckConstraint(
            "amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)",
            name=op.f("ck_clawback_consequence_amount_exact"),
        ),
        sa.ForeignKeyConstraint(["clawback_id"], ["clawback.id"], name="fk_clawback_consequence_clawback_id"),
        sa.PrimaryKeyConstraint("clawback_id", "kind", name="pk_clawback_consequence"),
    )


def downgrade() -> None:
    """Drop them: what was told besides is no more known."""
    op.drop_table(_TABLE)
    op.drop_column("award_reversal", "minutes_date")
    op.drop_column("award_reversal", "minutes_number")
    op.drop_column("clawback", "dropped_at")
    op.drop_column("clawback", "applied")
