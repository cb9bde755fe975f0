"""How papers were served is recorded, each record for good; remedies run from then on."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0067"
down_revision = "0064"
branch_labels = None
depends_on = None

_TABLE = "letter_service"
_EXPLAINED = "way NOT IN ('left', 'public') OR reason <> ''"


def upgrade() -> None:
    """Make the table, whose rows are never changed: of what went out before nothing is known."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.CheckConstraint("served_on >= day", name=op.f("ck_letter_service_not_before")),
        sa.CheckConstraint(_EXPLAINED, name=op.f("ck_letter_service_explained")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_letter_service_letter_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_letter_service_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letter_service"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_letter_service_letter_id", _TABLE, ["letter_id"])
    refuse_changes(_TABLE, "id = NEW.id")


def downgrade() -> None:
    """Drop it: nobody knows then how papers were served."""
    op.drop_table(_TABLE)
