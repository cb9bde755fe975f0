"""The recording of an answer of the level above may be taken back; what was recorded is kept."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0055"
down_revision = "0051"
branch_labels = None
depends_on = None

_TABLE = "returned_answer"
_NO_DELETE = (
    "CREATE TRIGGER upper_answer_no_delete BEFORE DELETE ON upper_answer {when}"
    "BEGIN SELECT RAISE(ABORT, 'upper_answer is never changed'); END"
)
_UNLESS_UNDOING = (
    "WHEN NOT EXISTS (SELECT 1 FROM batch_member"
    " WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing) "
)


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("body", sa.Text(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("lines", sa.Text(), nullable=False),
    sa.Column("answered_by", sa.Integer(), nullable=False),
    sa.Column("answered_at", sa.String(32), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)


def upgrade() -> None:
    """Make the table, and let an answer go only while its recording is being taken back."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.CheckConstraint("reason <> ''", name=op.f("ck_returned_answer_says_why")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_returned_answer_application_id"
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name="fk_returned_answer_answered_by"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_returned_answer_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_returned_answer"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_returned_answer_application_id", _TABLE, ["application_id"])
    refuse_changes(_TABLE, "id = NEW.id")
    op.execute("DROP TRIGGER upper_answer_no_delete")
    op.execute(_NO_DELETE.format(when=_UNLESS_UNDOING))


def downgrade() -> None:
    """Forget what was taken back; no answer goes any more."""
    op.execute("DROP TRIGGER upper_answer_no_delete")
    op.execute(_NO_DELETE.format(when=""))
    op.drop_table(_TABLE)
