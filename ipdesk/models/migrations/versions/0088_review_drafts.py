"""A review that is not finished is kept: what was typed, by whom, and its pictures."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0083"
branch_labels = None
depends_on = None

_TEXT, _PICTURE = "review_draft", "review_draft_picture"


_REVIEW_DRAFT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("content", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("saved_at", sa.String(32), nullable=False),
    sa.Column("revision", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make both tables: nothing was kept before."""
    _make_review_draft()
    _make_review_draft_picture()


def _make_review_draft() -> None:
    op.create_table(
        _TEXT,
        *_REVIEW_DRAFT_COLUMNS,
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_review_draft_application_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_draft_person_id")),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_review_draft")),
    )


def _make_review_draft_picture() -> None:
    op.create_table(
        _PICTURE,
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_review_draft_picture_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "sha256", name=op.f("pk_review_draft_picture")),
    )


def downgrade() -> None:
    """Drop them: what was typed is lost then."""
    op.drop_table(_PICTURE)
    op.drop_table(_TEXT)
