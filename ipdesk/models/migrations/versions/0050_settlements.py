"""Calls are settled over all their claims, and a settlement can be taken back."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


_SETTLEMENT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("call_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("undone_at", sa.String(length=32), nullable=True),
    sa.Column("undone_by", sa.Integer(), nullable=True),
)

_SETTLEMENT_MEMBER_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("settlement_id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("round", sa.Integer(), nullable=False),
    sa.Column("changed", sa.Boolean(), nullable=False),
    sa.Column("settled", sa.Text(), nullable=False),
    sa.Column("before", sa.Text(), nullable=False),
    sa.Column("after", sa.Text(), nullable=False),
)


def upgrade() -> None:
    """Make the tables of settlements and of those who took part."""
    _make_settlement()
    _make_settlement_member()


def _make_settlement() -> None:
    op.create_table(
        "settlement",
        *_SETTLEMENT_COLUMNS,
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name="fk_settlement_call_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_settlement_person_id"),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name="fk_settlement_undone_by"),
        sa.PrimaryKeyConstraint("id", name="pk_settlement"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_settlement_call_id", "settlement", ["call_id"])


def _make_settlement_member() -> None:
    op.create_table(
        "settlement_member",
        *_SETTLEMENT_MEMBER_COLUMNS,
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name="fk_settlement_member_settlement_id"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_settlement_member_application_id"
        ),
        sa.PrimaryKeyConstraint("settlement_id", "application_id", name="pk_settlement_member"),
    )
    op.create_index("ix_settlement_member_application_id", "settlement_member", ["application_id"])


def downgrade() -> None:
    """Forget the settlements; what they wrote into proposals and decisions stays."""
    op.drop_index("ix_settlement_member_application_id", "settlement_member")
    op.drop_table("settlement_member")
    op.drop_index("ix_settlement_call_id", "settlement")
    op.drop_table("settlement")
