"""Projects that grants pay: contracts with instalments, checks that are held, and who else pays."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0217"
down_revision = "0215"
branch_labels = None
depends_on = None

_EXACT = "{0} IS NULL OR (typeof({0}) = 'integer' AND {0} >= 0)"


def upgrade() -> None:
    """Make all tables; no office has anything in them."""
    _make_contracts()
    _make_checks()
    _make_funding()
    refuse_changes("project_check", "id = NEW.id", "corrects_id = NEW.corrects_id")


def _make_contracts() -> None:
    sums = ("signing_fen", "mid_term_fen", "acceptance_fen")
    op.create_table(
        "project_contract",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("signed_on", "begins_on", "ends_on")),
        sa.Column("mid_term_by", sa.Date(), nullable=True),
        sa.Column("acceptance_by", sa.Date(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in sums),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *(_exact("project_contract", name) for name in sums),
        sa.ForeignKeyConstraint(["grant_id"], ["fund_grant.id"], name="fk_project_contract_grant_id"),
        sa.PrimaryKeyConstraint("grant_id", name="pk_project_contract"),
    )


def _make_checks() -> None:
    op.create_table(
        "project_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("stage", "outcome")),
        sa.Column("held_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("paper", "opinion")),
        sa.Column("again_by", sa.Date(), nullable=True),
        sa.Column("unspent", sa.BigInteger(), nullable=False),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        _exact("project_check", "unspent"),
        sa.ForeignKeyConstraint(["corrects_id"], ["project_check.id"], name="fk_project_check_corrects_id"),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["project_contract.grant_id"], name="fk_project_check_grant_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_project_check"),
        sa.UniqueConstraint("corrects_id", name="uq_project_check_corrects_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_project_check_grant_id", "project_check", ["grant_id"])


def _make_funding() -> None:
    op.create_table(
        "funding_part",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("grant_id", "place")),
        sa.Column("bearer", sa.Text(), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("fen", "in_place")),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("paper", sa.Text(), nullable=False),
        *(_exact("funding_part", name) for name in ("fen", "in_place")),
        sa.ForeignKeyConstraint(["grant_id"], ["fund_grant.id"], name="fk_funding_part_grant_id"),
        sa.PrimaryKeyConstraint("grant_id", "place", name="pk_funding_part"),
    )


def _exact(table: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(_EXACT.format(name), name=op.f(f"ck_{table}_{name}_exact"))


def downgrade() -> None:
    """Drop them."""
    op.drop_table("funding_part")
    op.drop_table("project_check")
    op.drop_table("project_contract")
