"""Attempts to serve a paper that failed are recorded, and what a public notice of it rests on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0162"
down_revision = "0158"
branch_labels = None
depends_on = None

_ATTEMPT, _PICTURE = "service_attempt", "attempt_picture"
_ADDED = (("service_announcement", "ground", "failed"), ("publication_picture", "caption", ""))
"""Columns of the tables that were there, with what stands in rows of before."""


def upgrade() -> None:
    """Make both tables, whose rows are never changed; of notices of before the ground is as they say."""
    op.create_table(_ATTEMPT, *_columns(), *_checks(), *_constraints(), sqlite_autoincrement=True)
    op.create_index("ix_service_attempt_letter_id", _ATTEMPT, ["letter_id"])
    _make_pictures()
    refuse_changes(_ATTEMPT, "id = NEW.id", "replaces = NEW.replaces")
    refuse_changes(_PICTURE, "attempt_id = NEW.attempt_id AND position = NEW.position")
    for table, name, usual in _ADDED:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=usual))


def _columns() -> tuple[sa.Column[Any], ...]:
    texts = ("place", "outcome", "course", "mail", "servers", "witness")
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
    )


def _checks() -> tuple[sa.Constraint, ...]:
    told = "place <> '' AND outcome <> '' AND servers <> ''"
    back, why = "returned_on IS NULL OR returned_on >= day", "replaces IS NULL OR correction <> ''"
    return (
        sa.CheckConstraint(told, name=op.f("ck_service_attempt_told")),
        sa.CheckConstraint(back, name=op.f("ck_service_attempt_back_after")),
        sa.CheckConstraint(why, name=op.f("ck_service_attempt_says_why")),
    )


def _constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_service_attempt_letter_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_service_attempt_person_id"),
        sa.ForeignKeyConstraint(["replaces"], [f"{_ATTEMPT}.id"], name="fk_service_attempt_replaces"),
        sa.PrimaryKeyConstraint("id", name="pk_service_attempt"),
        sa.UniqueConstraint("replaces", name="uq_service_attempt_replaces"),
    )


def _make_pictures() -> None:
    op.create_table(
        _PICTURE,
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], [f"{_ATTEMPT}.id"], name="fk_attempt_picture_attempt_id"),
        sa.ForeignKeyConstraint(["sha256"], ["picture.sha256"], name="fk_attempt_picture_sha256"),
        sa.PrimaryKeyConstraint("attempt_id", "position", name="pk_attempt_picture"),
    )


def downgrade() -> None:
    """Drop them: nobody knows then what was tried, and what pictures of a publication show."""
    for table, name, _ in reversed(_ADDED):
        op.drop_column(table, name)
    op.drop_table(_PICTURE)
    op.drop_table(_ATTEMPT)
