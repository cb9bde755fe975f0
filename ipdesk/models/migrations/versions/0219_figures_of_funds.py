"""Figures of the year that an office states of a fund, and which figure fills an indicator in."""

import sqlalchemy as sa
from alembic import op

revision = "0219"
down_revision = "0218"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them, empty: no indicator was linked to anything."""
    for name in ("figure", "figure_of"):
        op.add_column("fund_indicator", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "fund_fact",
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("part", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)",
            name=op.f("ck_fund_fact_amount_exact"),
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_fact_fund_id"),
        sa.PrimaryKeyConstraint("fund_id", "place", name="pk_fund_fact"),
    )


def downgrade() -> None:
    """Drop them with what was written there."""
    op.drop_table("fund_fact")
    for name in ("figure_of", "figure"):
        op.drop_column("fund_indicator", name)
