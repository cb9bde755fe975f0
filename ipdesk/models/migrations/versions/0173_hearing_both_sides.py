"""What applicants are told of objections against them, and how they were heard before an award lapsed."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0173"
down_revision = "0169"
branch_labels = None
depends_on = None

_TABLE = "objection_hearing"


def upgrade() -> None:
    """Add them: of former objections nobody was told, and of former lapses nobody knows."""
    op.add_column("award_reversal", sa.Column("heard", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.Column("gist", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("trim(gist) <> ''", name=op.f("ck_objection_hearing_with_gist")),
        sa.CheckConstraint("days >= 1", name=op.f("ck_objection_hearing_some_days")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_objection_hearing_application_id"
        ),
        sa.ForeignKeyConstraint(["objection_id"], ["objection.id"], name="fk_objection_hearing_objection_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_objection_hearing_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_objection_hearing"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_objection_hearing_application_id", _TABLE, ["application_id"])
    refuse_changes(_TABLE, "id = NEW.id")


def downgrade() -> None:
    """Drop them."""
    op.drop_table(_TABLE)
    op.drop_column("award_reversal", "heard")
