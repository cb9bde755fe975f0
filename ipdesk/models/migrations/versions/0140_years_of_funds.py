"""Indicators of funds, and what an office writes into the report of a fund's year."""

import sqlalchemy as sa
from alembic import op

revision = "0140"
down_revision = "0131"
branch_labels = None
depends_on = None

_TEXTS = (
    "indicator_group", "second", "name", "comparator", "target", "actual", "unit", "actual_unit", "goal",
    "value",
)  # fmt: skip
_MORE_TEXTS = ("band", "share", "points", "other_value", "reason", "remark")


def upgrade() -> None:
    """Make the tables; no office has anything in them."""
    _make_indicators()
    op.create_table(
        "fund_report",
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("printed_score", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_report_fund_id"),
        sa.PrimaryKeyConstraint("fund_id", name="pk_fund_report"),
    )
    op.create_table(
        "fund_report_line",
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_report_line_fund_id"),
        sa.PrimaryKeyConstraint("fund_id", "kind", "place", name="pk_fund_report_line"),
    )


def _make_indicators() -> None:
    texts = [sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS]
    more = [sa.Column(name, sa.Text(), nullable=False) for name in _MORE_TEXTS]
    op.create_table(
        "fund_indicator",
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        *texts,
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sa.Date(), nullable=True),
        *more,
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_indicator_fund_id"),
        sa.PrimaryKeyConstraint("fund_id", "place", name="pk_fund_indicator"),
    )


def downgrade() -> None:
    """Drop them with what was written there."""
    for table in ("fund_report_line", "fund_report", "fund_indicator"):
        op.drop_table(table)
