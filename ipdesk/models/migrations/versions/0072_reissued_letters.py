"""Letters may be handed out again for lost ones, each time written down."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0072"
down_revision = "0068"
branch_labels = None
depends_on = None

_TABLE = "reissued_letter"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("letter_id", sa.Integer(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make the table, whose rows are never changed."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.CheckConstraint("reason <> ''", name=op.f("ck_reissued_letter_says_why")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_reissued_letter_letter_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reissued_letter_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reissued_letter"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reissued_letter_letter_id", _TABLE, ["letter_id"])
    refuse_changes(_TABLE, "id = NEW.id")


def downgrade() -> None:
    """Drop it: what was handed out again is not told any more."""
    op.drop_table(_TABLE)
