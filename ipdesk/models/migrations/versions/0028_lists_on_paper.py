"""A letter may be about many applications: those of a call, or of a batch."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes
from ipdesk.models.migrations.rebuild import rebuild

revision = "0028"
down_revision = "0023"
branch_labels = None
depends_on = None

_TABLE = "letter_application"
_OF_ONE, _OF_ANY = "\tapplication_id INTEGER NOT NULL, ", "\tapplication_id INTEGER, "


def upgrade() -> None:
    """Let the application be missing, and make the table of those that a letter lists."""
    rebuild("letter", (_OF_ONE, _OF_ANY))
    op.add_column("letter", sa.Column("call", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("letter", sa.Column("subject", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        _TABLE,
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_letter_application_letter_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_letter_application_application_id"
        ),
        sa.PrimaryKeyConstraint("letter_id", "position", name="pk_letter_application"),
    )
    op.create_index("ix_letter_application_application_id", _TABLE, ["application_id"])
    refuse_changes(_TABLE, "letter_id = NEW.letter_id AND position = NEW.position")


def downgrade() -> None:
    """Drop both again; a letter about many applications has no place then, and is refused."""
    op.drop_table(_TABLE)
    op.drop_column("letter", "subject")
    op.drop_column("letter", "call")
    rebuild("letter", (_OF_ANY, _OF_ONE))
