"""A paper served by public notice has its announcement, and where that was posted is recorded with proof."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0082"
down_revision = "0080"
branch_labels = None
depends_on = None

_ANNOUNCED, _PUBLISHED = "service_announcement", "service_publication"
_PROVEN = "posted <> '' AND proof <> '' AND pages > 0"
_KEYS = {_ANNOUNCED: "letter_id", _PUBLISHED: "service_id"}


_SERVICE_ANNOUNCEMENT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("letter_id", sa.Integer(), nullable=False),
    sa.Column("served_letter_id", sa.Integer(), nullable=False),
    sa.Column("tried", sa.Text(), nullable=False),
    sa.Column("collect_at", sa.Text(), nullable=False),
)

_SERVICE_PUBLICATION_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("service_id", sa.Integer(), nullable=False),
    sa.Column("announcement_id", sa.Integer(), nullable=False),
    sa.Column("posted", sa.Text(), nullable=False),
    sa.Column("proof", sa.Text(), nullable=False),
    sa.Column("pages", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make both tables, whose rows are never changed: of notices recorded before nothing is known."""
    _make_service_announcement()
    _make_service_publication()
    op.create_index("ix_service_announcement_served_letter_id", _ANNOUNCED, ["served_letter_id"])
    op.create_index("ix_service_publication_announcement_id", _PUBLISHED, ["announcement_id"])
    for table, key in _KEYS.items():
        refuse_changes(table, f"{key} = NEW.{key}")


def _make_service_announcement() -> None:
    op.create_table(
        _ANNOUNCED,
        *_SERVICE_ANNOUNCEMENT_COLUMNS,
        sa.CheckConstraint("tried <> ''", name=op.f("ck_service_announcement_says_what_was_tried")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_service_announcement_letter_id"),
        sa.ForeignKeyConstraint(
            ["served_letter_id"], ["letter.id"], name="fk_service_announcement_served_letter_id"
        ),
        sa.PrimaryKeyConstraint("letter_id", name="pk_service_announcement"),
    )


def _make_service_publication() -> None:
    op.create_table(
        _PUBLISHED,
        *_SERVICE_PUBLICATION_COLUMNS,
        sa.CheckConstraint(
            "posted <> '' AND proof <> '' AND pages > 0", name=op.f("ck_service_publication_proven")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["letter_service.id"], name="fk_service_publication_service_id"
        ),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["letter.id"], name="fk_service_publication_announcement_id"
        ),
        sa.PrimaryKeyConstraint("service_id", name="pk_service_publication"),
    )


def downgrade() -> None:
    """Drop them: nobody knows then what was announced, and where."""
    op.drop_table(_PUBLISHED)
    op.drop_table(_ANNOUNCED)
