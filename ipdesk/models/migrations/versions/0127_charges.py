"""Which tasks pay the awards of calls, ceilings of what may be granted, and what was charged."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0127"
down_revision = "0120"
branch_labels = None
depends_on = None

_KEYS = {
    "charged_grant": "grant_id = NEW.grant_id",
    "charged_line": "grant_id = NEW.grant_id AND key = NEW.key AND rule = NEW.rule",
}
"""Tables whose rows stand, with what tells one row from another."""


_CHARGED_LINE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("grant_id", sa.Integer(), nullable=False),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("rule", sa.Text(), nullable=False),
    sa.Column("fen", sa.BigInteger(), nullable=False),
)


def upgrade() -> None:
    """Make all tables; no office has anything in them."""
    _make_charges()
    _make_charged()
    for table, key in _KEYS.items():
        refuse_changes(table, key)


def _make_charges() -> None:
    _make_charged_call()
    _make_call_charge()
    _make_fund_ceiling()


def _make_charged_call() -> None:
    op.create_table(
        "charged_call",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_charged_call_call_id"),
        sa.PrimaryKeyConstraint("call_id", name="pk_charged_call"),
    )


def _make_call_charge() -> None:
    op.create_table(
        "call_charge",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["charged_call.call_id"], name="fk_call_charge_call_id"),
        sa.ForeignKeyConstraint(["task_id"], ["fund_task.id"], name="fk_call_charge_task_id"),
        sa.PrimaryKeyConstraint("call_id", "rule", name="pk_call_charge"),
    )


def _make_fund_ceiling() -> None:
    op.create_table(
        "fund_ceiling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "task_id IS NOT NULL OR policy <> '' OR year IS NOT NULL",
            name=op.f("ck_fund_ceiling_about_something"),
        ),
        sa.CheckConstraint(
            "most IS NULL OR (typeof(most) = 'integer' AND most >= 0)",
            name=op.f("ck_fund_ceiling_most_exact"),
        ),
        sa.ForeignKeyConstraint(["task_id"], ["fund_task.id"], name="fk_fund_ceiling_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_ceiling"),
        sqlite_autoincrement=True,
    )


def _make_charged() -> None:
    _make_charged_grant()
    _make_charged_line()


def _make_charged_grant() -> None:
    op.create_table(
        "charged_grant",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_charged_grant_application_id"
        ),
        sa.ForeignKeyConstraint(["grant_id"], ["fund_grant.id"], name="fk_charged_grant_grant_id"),
        sa.PrimaryKeyConstraint("grant_id", name="pk_charged_grant"),
    )
    op.create_index("ix_charged_grant_application_id", "charged_grant", ["application_id"])


def _make_charged_line() -> None:
    op.create_table(
        "charged_line",
        *_CHARGED_LINE_COLUMNS,
        sa.CheckConstraint("fen > 0", name=op.f("ck_charged_line_some")),
        sa.CheckConstraint(
            "fen IS NULL OR (typeof(fen) = 'integer' AND fen >= 0)", name=op.f("ck_charged_line_fen_exact")
        ),
        sa.ForeignKeyConstraint(["grant_id"], ["charged_grant.grant_id"], name="fk_charged_line_grant_id"),
        sa.PrimaryKeyConstraint("grant_id", "key", "rule", name="pk_charged_line"),
    )


def downgrade() -> None:
    """Drop them: what was granted stays, and nothing says what it pays."""
    for table in ("charged_line", "charged_grant", "fund_ceiling", "call_charge", "charged_call"):
        op.drop_table(table)
