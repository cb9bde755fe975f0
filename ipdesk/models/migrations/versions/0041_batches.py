"""Steps for many applications at once are kept with what these were, so that they can be taken back."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0030"
branch_labels = None
depends_on = None

_NO_DELETE = (
    "CREATE TRIGGER award_line_no_delete BEFORE DELETE ON award_line WHEN OLD.granted IS NOT NULL{unless} "
    "BEGIN SELECT RAISE(ABORT, 'award_line is never changed'); END"
)
_UNDOING = (
    " AND NOT EXISTS (SELECT 1 FROM batch_member"
    " WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing)"
)


_BATCH_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("step", sa.Text(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("undone_at", sa.String(length=32), nullable=True),
    sa.Column("undone_by", sa.Integer(), nullable=True),
)

_BATCH_MEMBER_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("batch_id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("step_id", sa.Integer(), nullable=False),
    sa.Column("before", sa.Text(), nullable=False),
    sa.Column("undoing", sa.Boolean(), server_default=sa.false(), nullable=False),
)


def upgrade() -> None:
    """Make the tables, and let granted lines go only while a batch is being taken back."""
    _make_batch()
    _make_batch_member()
    op.execute("DROP TRIGGER award_line_no_delete")
    op.execute(_NO_DELETE.format(unless=_UNDOING))


def _make_batch() -> None:
    op.create_table(
        "batch",
        *_BATCH_COLUMNS,
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_batch_person_id"),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name="fk_batch_undone_by"),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
        sqlite_autoincrement=True,
    )


def _make_batch_member() -> None:
    op.create_table(
        "batch_member",
        *_BATCH_MEMBER_COLUMNS,
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name="fk_batch_member_batch_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_batch_member_application_id"
        ),
        sa.ForeignKeyConstraint(["step_id"], ["application_step.id"], name="fk_batch_member_step_id"),
        sa.PrimaryKeyConstraint("batch_id", "application_id", name="pk_batch_member"),
    )
    op.create_index("ix_batch_member_application_id", "batch_member", ["application_id"])


def downgrade() -> None:
    """Forget the batches; no granted line goes any more."""
    op.execute("DROP TRIGGER award_line_no_delete")
    op.execute(_NO_DELETE.format(unless=""))
    op.drop_table("batch_member")
    op.drop_table("batch")
