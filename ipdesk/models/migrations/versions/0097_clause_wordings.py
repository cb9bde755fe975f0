"""The office may keep what a clause of a policy says itself, to be quoted in what it refuses."""

import sqlalchemy as sa
from alembic import op

revision = "0097"
down_revision = "0096"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; no clause is quoted yet."""
    op.create_table(
        "clause_wording",
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.CheckConstraint("wording <> ''", name=op.f("ck_clause_wording_says_something")),
        sa.PrimaryKeyConstraint("policy", "rule", name="pk_clause_wording"),
    )


def downgrade() -> None:
    """Drop it: papers have the gist of clauses again."""
    op.drop_table("clause_wording")
