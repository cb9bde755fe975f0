"""What experts scored is kept with a decision where nothing was proposed before."""

import sqlalchemy as sa
from alembic import op

revision = "0201"
down_revision = "0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; of decisions from before nobody kept what experts scored."""
    op.create_table(
        "decision_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("score", sa.Text(), nullable=False),
        sa.Column("recused", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(score = '') = recused", name=op.f("ck_decision_score_scored_or_recused")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_decision_score_application_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision_score"),
        sa.UniqueConstraint(
            "application_id",
            "key",
            "rule",
            "position",
            name="uq_decision_score_application_id_key_rule_position",
        ),
    )


def downgrade() -> None:
    """Drop it with what it holds."""
    op.drop_table("decision_score")
