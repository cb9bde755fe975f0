"""A step that was taken has its name, and rounds of correction are kept."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.rebuild import rebuild

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Until now one step alone led to each state.
_STEP_TO = {"accepted": "ACCEPT", "confirmed": "CONFIRM", "notified": "NOTIFY"}
_AS_BEFORE, _SAID = "step TEXT DEFAULT '' NOT NULL", "step TEXT NOT NULL"


_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("round", sa.Integer(), nullable=False),
    sa.Column("items", sa.Text(), nullable=False),
    sa.Column("asked_on", sa.Date(), nullable=False),
    sa.Column("asked_by", sa.Integer(), nullable=False),
    sa.Column("working_days", sa.Integer(), nullable=False),
    sa.Column("served_on", sa.Date(), nullable=True),
    sa.Column("last_day", sa.Date(), nullable=True),
    sa.Column("closed_on", sa.Date(), nullable=True),
)


def upgrade() -> None:
    """Name the steps taken before by the state they led to, and make the table of corrections."""
    op.add_column("application_step", sa.Column("step", sa.Text(), nullable=False, server_default=""))
    for state, step in _STEP_TO.items():
        op.execute(f"UPDATE application_step SET step = '{step}' WHERE state = '{state}'")
    rebuild("application_step", (_AS_BEFORE, _SAID))
    op.create_table(
        "correction",
        *_COLUMNS,
        sa.CheckConstraint("working_days >= 1", name=op.f("ck_correction_some_days")),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_correction_application_id"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="fk_correction_asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sa.UniqueConstraint("application_id", "round", name="uq_correction_application_id_round"),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("correction")
    op.drop_column("application_step", "step")
