"""Who is related to an applicant is recorded, and does not act on its applications."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("applicant_id", sa.Integer(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("relation", sa.Text(), nullable=False),
    sa.Column("recorded_at", sa.String(32), nullable=False),
    sa.Column("recorded_by", sa.Integer(), nullable=False),
    sa.Column("ended_at", sa.String(32), nullable=True),
    sa.Column("ended_by", sa.Integer(), nullable=True),
    sa.Column("ended_why", sa.Text(), nullable=False),
)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "recusal",
        *_COLUMNS,
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name="fk_recusal_applicant_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_recusal_person_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name="fk_recusal_recorded_by"),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name="fk_recusal_ended_by"),
        sa.PrimaryKeyConstraint("id", name="pk_recusal"),
    )
    op.create_index("ix_recusal_applicant_id", "recusal", ["applicant_id"])


def downgrade() -> None:
    """Drop the table, with what was recorded in it."""
    op.drop_table("recusal")
