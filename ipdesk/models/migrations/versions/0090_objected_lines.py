"""Objections say which lines they attack; those entered before are against the application as a whole."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0090"
down_revision = "0088"
branch_labels = None
depends_on = None

_SCOPE, _LINE = "objection_scope", "objected_line"
_SAME = {_SCOPE: "id = NEW.id", _LINE: "scope_id = NEW.scope_id AND key = NEW.key AND rule = NEW.rule"}


_OBJECTION_SCOPE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("objection_id", sa.Integer(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("recorded_at", sa.String(length=32), nullable=False),
    sa.Column("recorded_by", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make both tables, whose rows are never changed.

    Nothing is written for what there is: an objection without lines is against the whole application.
    """
    _make_objection_scope()
    _make_objected_line()
    for table, same in _SAME.items():
        refuse_changes(table, same)


def _make_objection_scope() -> None:
    op.create_table(
        _SCOPE,
        *_OBJECTION_SCOPE_COLUMNS,
        sa.ForeignKeyConstraint(["objection_id"], ["objection.id"], name="fk_objection_scope_objection_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name="fk_objection_scope_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_objection_scope"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_objection_scope_objection_id", _SCOPE, ["objection_id"])


def _make_objected_line() -> None:
    op.create_table(
        _LINE,
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["scope_id"], ["objection_scope.id"], name="fk_objected_line_scope_id"),
        sa.PrimaryKeyConstraint("scope_id", "key", "rule", name="pk_objected_line"),
    )


def downgrade() -> None:
    """Drop them: nobody knows then which lines were attacked."""
    op.drop_table(_LINE)
    op.drop_table(_SCOPE)
