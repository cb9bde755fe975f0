"""What proves that a paper was announced in public may have pictures."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None

_TABLE = "publication_picture"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("service_id", sa.Integer(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("sha256", sa.Text(), nullable=False),
)


def upgrade() -> None:
    """Make the table, whose rows are never changed; no proof has a picture yet."""
    op.create_table(
        _TABLE,
        *_COLUMNS,
        sa.ForeignKeyConstraint(
            ["service_id"], ["service_publication.service_id"], name="fk_publication_picture_service_id"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["picture.sha256"], name="fk_publication_picture_sha256"),
        sa.PrimaryKeyConstraint("service_id", "position", name="pk_publication_picture"),
    )
    refuse_changes(_TABLE, "service_id = NEW.service_id AND position = NEW.position")


def downgrade() -> None:
    """Drop them; what proves the publications stays in words."""
    op.drop_table(_TABLE)
