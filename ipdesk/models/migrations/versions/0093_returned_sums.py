"""A clawback says when the money was paid, and what came back of it is recorded sum by sum."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None

_CLAWBACK, _RETURN = "clawback", "clawback_return"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("clawback_id", sa.Integer(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("amount", sa.BigInteger(), nullable=False),
    sa.Column("slip", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)


def upgrade() -> None:
    """Add the day and make the table: of what came back before, only the day is known on which all had."""
    op.add_column(_CLAWBACK, sa.Column("paid_on", sa.Date(), nullable=True))
    op.create_table(
        _RETURN,
        *_COLUMNS,
        sa.CheckConstraint("amount > 0 AND slip <> ''", name=op.f("ck_clawback_return_some_sum")),
        sa.CheckConstraint(
            "amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)",
            name=op.f("ck_clawback_return_amount_exact"),
        ),
        sa.ForeignKeyConstraint(["clawback_id"], ["clawback.id"], name="fk_clawback_return_clawback_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_clawback_return_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clawback_return"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_clawback_return_clawback_id", _RETURN, ["clawback_id"])
    refuse_changes(_RETURN, "id = NEW.id")


def downgrade() -> None:
    """Drop both: nobody knows then when it was paid, and what came back in parts."""
    op.drop_table(_RETURN)
    op.drop_column(_CLAWBACK, "paid_on")
