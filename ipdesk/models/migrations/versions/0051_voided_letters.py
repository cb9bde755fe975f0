"""Issued letters may be declared void, with a reason; they stay in the register."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_TABLE = "voided_letter"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("letter_id", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make the table, whose rows are never changed."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.CheckConstraint("reason <> ''", name=op.f("ck_voided_letter_says_why")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_voided_letter_letter_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_voided_letter_person_id"),
        sa.PrimaryKeyConstraint("letter_id", name="pk_voided_letter"),
    )
    refuse_changes(_TABLE, "letter_id = NEW.letter_id")


def downgrade() -> None:
    """Drop it: letters declared void are as valid as the others then."""
    op.drop_table(_TABLE)
