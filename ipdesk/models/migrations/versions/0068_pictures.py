"""A check may have pictures, kept in the database with it."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; no check has a picture yet."""
    _make_picture()
    _make_check_picture()
    refuse_changes("picture", "sha256 = NEW.sha256")
    refuse_changes("check_picture", "check_id = NEW.check_id AND position = NEW.position")


def _make_picture() -> None:
    op.create_table(
        "picture",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_picture"),
    )


def _make_check_picture() -> None:
    op.create_table(
        "check_picture",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["application_check.id"], name="fk_check_picture_check_id"),
        sa.ForeignKeyConstraint(["sha256"], ["picture.sha256"], name="fk_check_picture_sha256"),
        sa.PrimaryKeyConstraint("check_id", "position", name="pk_check_picture"),
    )


def downgrade() -> None:
    """Drop the pictures; the checks stay."""
    op.drop_table("check_picture")
    op.drop_table("picture")
