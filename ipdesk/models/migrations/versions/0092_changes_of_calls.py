"""Why the budget of a call was changed, and why a closed call was opened again, is kept."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None

_TABLE = "call_change"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("call_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("reopened", sa.Boolean(), nullable=False),
    sa.Column("budget_before", sa.BigInteger(), nullable=True),
    sa.Column("budget_after", sa.BigInteger(), nullable=True),
    sa.Column("reason", sa.Text(), nullable=False),
)


def upgrade() -> None:
    """Make the table, whose rows are never changed: of changes before nobody said why."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        *(
            sa.CheckConstraint(
                f"{name} IS NULL OR (typeof({name}) = 'integer' AND {name} >= 0)",
                name=op.f(f"ck_call_change_{name}_exact"),
            )
            for name in ("budget_before", "budget_after")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_call_change_with_reason")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_change_call_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_change_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_call_change_call_id", _TABLE, ["call_id"])
    refuse_changes(_TABLE, "id = NEW.id")


def downgrade() -> None:
    """Drop it: nobody knows then why."""
    op.drop_table(_TABLE)
