"""A bar that is to come with a clawback is told before, with its basis."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0055"
branch_labels = None
depends_on = None

_TABLE = "clawback_bar"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("clawback_id", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("years", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make the table: of those on their way no bar was told."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.CheckConstraint(
            "reason <> '' AND basis <> '' AND years >= 1", name=op.f("ck_clawback_bar_founded")
        ),
        sa.ForeignKeyConstraint(["clawback_id"], ["clawback.id"], name="fk_clawback_bar_clawback_id"),
        sa.PrimaryKeyConstraint("clawback_id", name="pk_clawback_bar"),
    )


def downgrade() -> None:
    """Drop it: decisions go out without the bars that were told."""
    op.drop_table(_TABLE)
