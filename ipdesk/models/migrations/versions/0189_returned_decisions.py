"""A decision may be taken back alone: what departed from a proposal or a notice goes with it."""

from alembic import op

revision = "0189"
down_revision = "0186"
branch_labels = None
depends_on = None

_NO_DELETE = (
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when}"
    "BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
)
_UNLESS_UNDOING = (
    "WHEN NOT EXISTS (SELECT 1 FROM batch_member"
    " WHERE batch_member.application_id = OLD.application_id AND batch_member.undoing) "
)
_TABLES = ("departure", "unpublished_change")


def upgrade() -> None:
    """Let their rows go while the decision of their application is being taken back."""
    _refuse_deletion(_UNLESS_UNDOING)


def downgrade() -> None:
    """Let none go."""
    _refuse_deletion("")


def _refuse_deletion(when: str) -> None:
    for table in _TABLES:
        op.execute(f"DROP TRIGGER {table}_no_delete")
        op.execute(_NO_DELETE.format(table=table, when=when))
