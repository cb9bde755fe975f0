"""Funds, their tasks, grants and payments, and the books: postings and movements that are never changed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0120"
down_revision = "0097"
branch_labels = None
depends_on = None

_KEYS = {
    "fund_payment": ("id = NEW.id",),
    "fund_account": ("id = NEW.id", "fund_id = NEW.fund_id AND key = NEW.key"),
    "fund_posting": (
        "id = NEW.id",
        "fund_id = NEW.fund_id AND number = NEW.number",
        "reverses_id = NEW.reverses_id",
    ),
    "fund_movement": ("posting_id = NEW.posting_id AND place = NEW.place",),
}
"""Tables whose rows stand, with what tells one row from another."""


_FUND_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("short_name", sa.Text(), nullable=False),
    sa.Column("year", sa.Integer(), nullable=False),
    sa.Column("level", sa.Text(), nullable=False),
    sa.Column("holder", sa.Text(), nullable=False),
    sa.Column("goal", sa.Text(), nullable=False),
    sa.Column("plan_submitted_on", sa.Date(), nullable=True),
    sa.Column("in_place_by", sa.Date(), nullable=True),
    sa.Column("deadline", sa.Date(), nullable=False),
    sa.Column("closed_on", sa.Date(), nullable=False),
    sa.Column("rounding", sa.Text(), nullable=False),
    sa.Column("revision", sa.Integer(), nullable=False),
)

_FUND_PAPER_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("fund_id", sa.Integer(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("issuer", sa.Text(), nullable=False),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("day", sa.Date(), nullable=True),
)

_FUND_TASK_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("fund_id", sa.Integer(), nullable=False),
    sa.Column("place", sa.Integer(), nullable=False),
    sa.Column("section", sa.Text(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("method", sa.Text(), nullable=False),
    sa.Column("worded", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("earmarked", sa.Boolean(), nullable=False),
    sa.Column("remark", sa.Text(), nullable=False),
)

_FUND_GRANT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("task_id", sa.Integer(), nullable=False),
    sa.Column("count", sa.Integer(), nullable=True),
    sa.Column("items", sa.Integer(), nullable=True),
    sa.Column("item", sa.Text(), nullable=False),
    sa.Column("unit_amount", sa.BigInteger(), nullable=True),
    sa.Column("purpose", sa.Text(), nullable=False),
    sa.Column("retained", sa.Boolean(), nullable=False),
    sa.Column("remark", sa.Text(), nullable=False),
)

_FUND_PAYMENT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("grant_id", sa.Integer(), nullable=False),
    sa.Column("channel", sa.Text(), nullable=False),
    sa.Column("reissues_id", sa.Integer(), nullable=True),
    sa.Column("remark", sa.Text(), nullable=False),
)

_FUND_ACCOUNT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("fund_id", sa.Integer(), nullable=False),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("place", sa.Text(), nullable=False),
    sa.Column("task_id", sa.Integer(), nullable=True),
    sa.Column("grant_id", sa.Integer(), nullable=True),
    sa.Column("payment_id", sa.Integer(), nullable=True),
)

_FUND_POSTING_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("fund_id", sa.Integer(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("precision", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("reverses_id", sa.Integer(), nullable=True),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)

_FUND_MOVEMENT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("posting_id", sa.Integer(), nullable=False),
    sa.Column("place", sa.Integer(), nullable=False),
    sa.Column("fen", sa.BigInteger(), nullable=False),
    sa.Column("source_id", sa.Integer(), nullable=False),
    sa.Column("target_id", sa.Integer(), nullable=False),
)


def upgrade() -> None:
    """Make all tables; no office has anything in them."""
    _make_records()
    _make_books()
    for table, keys in _KEYS.items():
        refuse_changes(table, *keys)


def _make_records() -> None:
    _make_fund()
    _make_fund_paper()
    _make_fund_task()
    _make_fund_grant()
    _make_grant_party()
    _make_fund_payment()


def _make_fund() -> None:
    op.create_table(
        "fund",
        *_FUND_COLUMNS,
        sa.PrimaryKeyConstraint("id", name="pk_fund"),
        sqlite_autoincrement=True,
    )


def _make_fund_paper() -> None:
    op.create_table(
        "fund_paper",
        *_FUND_PAPER_COLUMNS,
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_paper_fund_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_paper"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fund_paper_fund_id", "fund_paper", ["fund_id"])


def _make_fund_task() -> None:
    op.create_table(
        "fund_task",
        *_FUND_TASK_COLUMNS,
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_task_fund_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_task"),
        sa.UniqueConstraint("fund_id", "section", "number", name="uq_fund_task_fund_id_section_number"),
        sqlite_autoincrement=True,
    )


def _make_fund_grant() -> None:
    op.create_table(
        "fund_grant",
        *_FUND_GRANT_COLUMNS,
        sa.CheckConstraint(
            "unit_amount IS NULL OR (typeof(unit_amount) = 'integer' AND unit_amount >= 0)",
            name=op.f("ck_fund_grant_unit_amount_exact"),
        ),
        sa.ForeignKeyConstraint(["task_id"], ["fund_task.id"], name="fk_fund_grant_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_grant"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fund_grant_task_id", "fund_grant", ["task_id"])


def _make_grant_party() -> None:
    op.create_table(
        "grant_party",
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["grant_id"], ["fund_grant.id"], name="fk_grant_party_grant_id"),
        sa.PrimaryKeyConstraint("grant_id", "place", name="pk_grant_party"),
    )


def _make_fund_payment() -> None:
    op.create_table(
        "fund_payment",
        *_FUND_PAYMENT_COLUMNS,
        sa.ForeignKeyConstraint(["grant_id"], ["fund_grant.id"], name="fk_fund_payment_grant_id"),
        sa.ForeignKeyConstraint(["reissues_id"], ["fund_payment.id"], name="fk_fund_payment_reissues_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_payment"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fund_payment_grant_id", "fund_payment", ["grant_id"])


def _make_books() -> None:
    _make_fund_account()
    _make_fund_posting()
    _make_fund_movement()


def _make_fund_account() -> None:
    op.create_table(
        "fund_account",
        *_FUND_ACCOUNT_COLUMNS,
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_account_fund_id"),
        sa.ForeignKeyConstraint(["grant_id"], ["fund_grant.id"], name="fk_fund_account_grant_id"),
        sa.ForeignKeyConstraint(["payment_id"], ["fund_payment.id"], name="fk_fund_account_payment_id"),
        sa.ForeignKeyConstraint(["task_id"], ["fund_task.id"], name="fk_fund_account_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_account"),
        sa.UniqueConstraint("fund_id", "key", name="uq_fund_account_fund_id_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fund_account_grant_id", "fund_account", ["grant_id"])
    op.create_index("ix_fund_account_task_id", "fund_account", ["task_id"])


def _make_fund_posting() -> None:
    op.create_table(
        "fund_posting",
        *_FUND_POSTING_COLUMNS,
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_fund_posting_fund_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_fund_posting_person_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["fund_posting.id"], name="fk_fund_posting_reverses_id"),
        sa.PrimaryKeyConstraint("id", name="pk_fund_posting"),
        sa.UniqueConstraint("fund_id", "number", name="uq_fund_posting_fund_id_number"),
        sa.UniqueConstraint("reverses_id", name="uq_fund_posting_reverses_id"),
        sqlite_autoincrement=True,
    )


def _make_fund_movement() -> None:
    op.create_table(
        "fund_movement",
        *_FUND_MOVEMENT_COLUMNS,
        sa.CheckConstraint("fen > 0", name=op.f("ck_fund_movement_some")),
        sa.CheckConstraint(
            "fen IS NULL OR (typeof(fen) = 'integer' AND fen >= 0)", name=op.f("ck_fund_movement_fen_exact")
        ),
        sa.CheckConstraint("source_id <> target_id", name=op.f("ck_fund_movement_moves")),
        sa.ForeignKeyConstraint(["posting_id"], ["fund_posting.id"], name="fk_fund_movement_posting_id"),
        sa.ForeignKeyConstraint(["source_id"], ["fund_account.id"], name="fk_fund_movement_source_id"),
        sa.ForeignKeyConstraint(["target_id"], ["fund_account.id"], name="fk_fund_movement_target_id"),
        sa.PrimaryKeyConstraint("posting_id", "place", name="pk_fund_movement"),
    )
    op.create_index("ix_fund_movement_source_id", "fund_movement", ["source_id"])
    op.create_index("ix_fund_movement_target_id", "fund_movement", ["target_id"])


def downgrade() -> None:
    """Drop them: nothing is known of funds then."""
    for table in (
        "fund_movement",
        "fund_posting",
        "fund_account",
        "fund_payment",
        "grant_party",
        "fund_grant",
        "fund_task",
        "fund_paper",
        "fund",
    ):
        op.drop_table(table)
