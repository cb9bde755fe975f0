"""Why what was decided otherwise than it was published is not published anew is kept by itself."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None

_TABLE = "unpublished_change"


def upgrade() -> None:
    """Make the table, whose rows are never changed: of earlier decisions the time line alone tells."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "trim(changes) <> '' AND trim(reason) <> ''", name=op.f("ck_unpublished_change_with_reason")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_unpublished_change_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_unpublished_change_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unpublished_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_unpublished_change_application_id", _TABLE, ["application_id"])
    refuse_changes(_TABLE, "id = NEW.id")


def downgrade() -> None:
    """Drop it: the time line still tells the reasons."""
    op.drop_table(_TABLE)
