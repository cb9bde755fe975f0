"""On which ground money is taken back, who was reminded of an award, and what a letter approves."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0131"
down_revision = "0127"
branch_labels = None
depends_on = None

_ADDED = (("clawback", "ground"), ("award_reversal", "unreminded"), ("letter", "about"), ("call", "articles"))
_REMINDER = "collection_reminder"


def upgrade() -> None:
    """Add them: of former acts nobody knows the ground, and former reminders are papers that came in."""
    for table, column in _ADDED:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        _REMINDER,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("missing <> '' AND basis <> ''", name=op.f("ck_collection_reminder_founded")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_collection_reminder_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_collection_reminder_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_collection_reminder"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_collection_reminder_application_id", _REMINDER, ["application_id"])
    refuse_changes(_REMINDER, "id = NEW.id")


def downgrade() -> None:
    """Drop them."""
    op.drop_table(_REMINDER)
    for table, column in _ADDED:
        op.drop_column(table, column)
