"""Every account of an applicant, and why payments go to another one since when."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0225"
down_revision = "0224"
branch_labels = None
depends_on = None

_TEXTS = ("kind", "holder", "bank", "account", "bank_number")
_KNOWN = """
INSERT INTO applicant_account (applicant_id, kind, holder, bank, account, bank_number, used, reason, proof)
SELECT id, CASE kind WHEN 'individual' THEN 'personal' ELSE 'corporate' END,
account_name, bank, account, '', 1, '', '' FROM applicant WHERE account <> '' ORDER BY id
"""


def upgrade() -> None:
    """Make the table with the accounts known so far, of which nobody has written down when they were told."""
    op.add_column(
        "applicant", sa.Column("bank_number", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    op.create_table(
        "applicant_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("used", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("reason", "proof")),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicant.id"], name="fk_applicant_account_applicant_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_applicant_account_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_applicant_account"),
    )
    op.create_index("ix_applicant_account_applicant_id", "applicant_account", ["applicant_id"])
    op.get_bind().exec_driver_sql(_KNOWN)
    refuse_changes("applicant_account", "id = NEW.id")


def downgrade() -> None:
    """Drop it; the account that payments go to stays with the applicant."""
    op.drop_table("applicant_account")
    op.drop_column("applicant", "bank_number")
