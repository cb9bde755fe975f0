"""People have roles, and may go out of service."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Whoever worked here did everything, and goes on so until an administrator says otherwise.
_ROLES = ("clerk", "reviewer", "approver", "cashier", "administrator")


def upgrade() -> None:
    """Give everybody all roles."""
    op.add_column("person", sa.Column("retired_on", sa.Date(), nullable=True))
    op.create_table(
        "person_role",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_role_person_id"),
        sa.PrimaryKeyConstraint("person_id", "role", name="pk_person_role"),
    )
    for role in _ROLES:
        op.execute(f"INSERT INTO person_role (person_id, role) SELECT id, '{role}' FROM person")


def downgrade() -> None:
    """Let everybody do everything."""
    op.drop_table("person_role")
    op.drop_column("person", "retired_on")
