"""What is looked up about an application at its review is kept for good."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_TABLE = "application_check"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("subject", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("source", sa.Text(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("result", sa.Text(), nullable=False),
    sa.Column("remark", sa.Text(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)


def upgrade() -> None:
    """Make the table, and the triggers that refuse changes of it."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.CheckConstraint(
            "result <> 'bad' OR (remark <> '' AND reason <> '')",
            name=op.f("ck_application_check_bad_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_application_check_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_application_check_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_application_check"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_application_check_application_id", _TABLE, ["application_id"])
    refuse_changes(_TABLE, "id = NEW.id")


def downgrade() -> None:
    """Drop the table with its triggers."""
    op.drop_table(_TABLE)
