"""An office may ask for passwords, lock its windows, and have two people act."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing is asked for until an administrator says so."""
    for name in ("asks_password", "separates_decision"):
        op.add_column("office", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("office", sa.Column("lock_minutes", sa.Integer(), nullable=False, server_default="10"))
    _make_password()
    _make_recovery_code()


def _make_password() -> None:
    op.create_table(
        "password",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.Column("for_once", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.String(32), nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_password_counted_failures")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_password_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_password"),
    )


def _make_recovery_code() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("used_at", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_recovery_code"),
    )


def downgrade() -> None:
    """Ask nobody any more."""
    op.drop_table("recovery_code")
    op.drop_table("password")
    for name in ("lock_minutes", "separates_decision", "asks_password"):
        op.drop_column("office", name)
