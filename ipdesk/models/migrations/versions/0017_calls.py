"""Calls for applications, and by which one an application comes in."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.rebuild import rebuild

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_CALL = ("call INTEGER DEFAULT 0 NOT NULL", "call INTEGER NOT NULL")
_REASON = ("outside_reason TEXT DEFAULT '' NOT NULL", "outside_reason TEXT NOT NULL")
_FEN = "budget IS NULL OR (typeof(budget) = 'integer' AND budget >= 0)"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("policy", sa.Text(), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("notice_number", sa.Text(), nullable=False),
    sa.Column("begins_at", sa.String(length=32), nullable=False),
    sa.Column("ends_at", sa.String(length=32), nullable=False),
    sa.Column("achieved_from", sa.Date(), nullable=True),
    sa.Column("achieved_to", sa.Date(), nullable=True),
    sa.Column("budget", sa.BigInteger(), nullable=True),
    sa.Column("level", sa.Text(), nullable=False),
    sa.Column("closed_at", sa.String(length=32), nullable=True),
    sa.Column("revision", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make the table, and let what came in before belong to no call."""
    op.create_table(
        "call",
        *_COLUMNS,
        sa.CheckConstraint("begins_at < ends_at", name=op.f("ck_call_begins_before_end")),
        sa.CheckConstraint(_FEN, name=op.f("ck_call_budget_exact")),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_call_policy_year", "call", ["policy", "year"])
    op.add_column("application", sa.Column("call", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("application", sa.Column("outside_reason", sa.Text(), nullable=False, server_default=""))
    rebuild("application", _CALL, _REASON)


def downgrade() -> None:
    """Drop the table and both columns."""
    op.drop_column("application", "outside_reason")
    op.drop_column("application", "call")
    op.drop_index("ix_call_policy_year", "call")
    op.drop_table("call")
