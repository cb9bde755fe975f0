"""A paper served by public notice has its announcement, and where that was posted is recorded with proof."""

import sqlalchemy as sa
from alembic import op

revision = "0082"
down_revision = "0080"
branch_labels = None
depends_on = None

_ANNOUNCED, _PUBLISHED = "service_announcement", "service_publication"
_PROVEN = "posted <> '' AND proof <> '' AND pages > 0"
_KEYS = {_ANNOUNCED: "letter_id", _PUBLISHED: "service_id"}


def upgrade() -> None:
    """Make both tables, whose rows are never changed: of notices recorded before nothing is known."""
    op.create_table(
        _ANNOUNCED,
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("served_letter_id", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("collect_at", sa.Text(), nullable=False),
        sa.CheckConstraint("tried <> ''", name=op.f("ck_service_announcement_says_what_was_tried")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_service_announcement_letter_id"),
        sa.ForeignKeyConstraint(
            ["served_letter_id"], ["letter.id"], name="fk_service_announcement_served_letter_id"
        ),
        sa.PrimaryKeyConstraint("letter_id", name="pk_service_announcement"),
    )
    op.create_table(
        _PUBLISHED,
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("posted", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
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
    op.create_index("ix_service_announcement_served_letter_id", _ANNOUNCED, ["served_letter_id"])
    op.create_index("ix_service_publication_announcement_id", _PUBLISHED, ["announcement_id"])
    for table, key in _KEYS.items():
        _never_changed(table, f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})")


def _never_changed(table: str, same: str) -> None:
    for name, action, when in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        ("replace", "INSERT", f"WHEN {same} "),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
        )


def downgrade() -> None:
    """Drop them: nobody knows then what was announced, and where."""
    op.drop_table(_PUBLISHED)
    op.drop_table(_ANNOUNCED)
