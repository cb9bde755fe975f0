"""What the level above decides is recorded, and may be more than was computed here."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes
from ipdesk.models.migrations.rebuild import rebuild

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_TABLE = "upper_answer"
_NEVER = "CHECK (granted IS NULL OR granted <= amount)"
_WITH_REASON = "CHECK (granted IS NULL OR granted <= amount OR reason <> '')"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("body", sa.Text(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)


def upgrade() -> None:
    """Make the table with the triggers that refuse changes, and let a reason stand for a higher sum."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_upper_answer_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_upper_answer_person_id"),
        sa.PrimaryKeyConstraint("application_id", name="pk_upper_answer"),
    )
    refuse_changes(_TABLE, "application_id = NEW.application_id")
    rebuild("award_line", (_NEVER, _WITH_REASON))


def downgrade() -> None:
    """Drop the table; a line that was granted more than computed has no place then, and is refused."""
    op.drop_table(_TABLE)
    rebuild("award_line", (_WITH_REASON, _NEVER))
