"""Batches of payments, what was found and typed back of them; an office may want two people for each."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse, refuse_changes

revision = "0150"
down_revision = "0140"
branch_labels = None
depends_on = None

_ONCE = {"payment_batch": "sent_on", "payment_line": "payment_id"}
"""Tables whose rows stand from when a column holds something."""

_KEYS = {
    "payment_batch": ("id", "number"),
    "payment_line": ("id", "batch_id place", "payment_id", "serial"),
    "payment_event": ("id",),
    "payment_voucher": ("id",),
}
"""Tables whose rows stand, with what tells one row from another."""


_PAYMENT_BATCH: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("fund_id", sa.Integer(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("channel", sa.Text(), nullable=False),
    sa.Column("payees", sa.Text(), nullable=False),
    sa.Column("purpose", sa.Text(), nullable=False),
    sa.Column("recorded", sa.Boolean(), nullable=False),
    sa.Column("revision", sa.Integer(), nullable=False),
    sa.Column("prepared_by", sa.Integer(), nullable=False),
    sa.Column("prepared_at", sa.String(length=32), nullable=False),
    sa.Column("signed_by", sa.Integer(), nullable=True),
    sa.Column("signed_at", sa.String(length=32), nullable=True),
    sa.Column("sent_by", sa.Integer(), nullable=True),
    sa.Column("sent_on", sa.Date(), nullable=True),
    sa.Column("dropped_why", sa.Text(), nullable=False),
)

_PAYMENT_LINE: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("batch_id", sa.Integer(), nullable=False),
    sa.Column("place", sa.Integer(), nullable=False),
    sa.Column("grant_id", sa.Integer(), nullable=False),
    sa.Column("fen", sa.BigInteger(), nullable=False),
    sa.Column("tax", sa.BigInteger(), nullable=True),
    sa.Column("account_name", sa.Text(), nullable=False),
    sa.Column("account", sa.Text(), nullable=False),
    sa.Column("bank_kind", sa.Text(), nullable=False),
    sa.Column("bank", sa.Text(), nullable=False),
    sa.Column("bank_number", sa.Text(), nullable=False),
    sa.Column("purpose", sa.Text(), nullable=False),
    sa.Column("remark", sa.Text(), nullable=False),
    sa.Column("reissues_id", sa.Integer(), nullable=True),
    sa.Column("serial", sa.Text(), nullable=True),
    sa.Column("payment_id", sa.Integer(), nullable=True),
)

_PAYMENT_VOUCHER: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("payment_id", sa.Integer(), nullable=False),
    sa.Column("quota_number", sa.Text(), nullable=False),
    sa.Column("functional_class", sa.Text(), nullable=False),
    sa.Column("government_class", sa.Text(), nullable=False),
    sa.Column("department_class", sa.Text(), nullable=False),
    sa.Column("request_number", sa.Text(), nullable=False),
    sa.Column("voucher_number", sa.Text(), nullable=False),
    sa.Column("paid_on", sa.Date(), nullable=True),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)


_PAYMENT_EVENT_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("payment_id", sa.Integer(), nullable=False),
    sa.Column("posting_id", sa.Integer(), nullable=False),
    sa.Column("release_id", sa.Integer(), nullable=True),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(length=32), nullable=False),
)


def upgrade() -> None:
    """Make the tables; nothing is asked of an office until an administrator says so."""
    op.add_column(
        "office", sa.Column("separates_payment", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _make_batches()
    _make_beside()
    for table, keys in _KEYS.items():
        _stands(table, keys, _ONCE.get(table, ""))


def _make_batches() -> None:
    _make_payment_batch()
    _make_payment_line()


def _make_payment_batch() -> None:
    op.create_table(
        "payment_batch",
        *_PAYMENT_BATCH,
        sa.CheckConstraint(
            "sent_on IS NULL OR signed_by IS NOT NULL", name=op.f("ck_payment_batch_signed_before_sent")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name="fk_payment_batch_fund_id"),
        sa.ForeignKeyConstraint(["prepared_by"], ["person.id"], name="fk_payment_batch_prepared_by"),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name="fk_payment_batch_sent_by"),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name="fk_payment_batch_signed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_batch"),
        sa.UniqueConstraint("number", name="uq_payment_batch_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_payment_batch_fund_id", "payment_batch", ["fund_id"])


def _make_payment_line() -> None:
    op.create_table(
        "payment_line",
        *_PAYMENT_LINE,
        sa.CheckConstraint("fen > 0 AND (tax IS NULL OR tax < fen)", name=op.f("ck_payment_line_some")),
        sa.CheckConstraint(
            "fen IS NULL OR (typeof(fen) = 'integer' AND fen >= 0)",
            name=op.f("ck_payment_line_fen_exact"),
        ),
        sa.CheckConstraint("(payment_id IS NULL) = (serial IS NULL)", name=op.f("ck_payment_line_numbered")),
        sa.CheckConstraint(
            "tax IS NULL OR (typeof(tax) = 'integer' AND tax >= 0)",
            name=op.f("ck_payment_line_tax_exact"),
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], name="fk_payment_line_batch_id"),
        sa.ForeignKeyConstraint(["grant_id"], ["fund_grant.id"], name="fk_payment_line_grant_id"),
        sa.ForeignKeyConstraint(["payment_id"], ["fund_payment.id"], name="fk_payment_line_payment_id"),
        sa.ForeignKeyConstraint(["reissues_id"], ["fund_payment.id"], name="fk_payment_line_reissues_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_line"),
        sa.UniqueConstraint("batch_id", "place", name="uq_payment_line_batch_id_place"),
        sa.UniqueConstraint("serial", name="uq_payment_line_serial"),
        sa.UniqueConstraint("payment_id", name="uq_payment_line_payment_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_payment_line_grant_id", "payment_line", ["grant_id"])


def _make_beside() -> None:
    _make_payment_reason()
    _make_payment_voucher()
    _make_payment_event()


def _make_payment_reason() -> None:
    op.create_table(
        "payment_reason",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("trim(reason) <> ''", name=op.f("ck_payment_reason_says_something")),
        sa.ForeignKeyConstraint(["line_id"], ["payment_line.id"], name="fk_payment_reason_line_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_payment_reason_person_id"),
        sa.PrimaryKeyConstraint("line_id", "code", name="pk_payment_reason"),
    )


def _make_payment_voucher() -> None:
    op.create_table(
        "payment_voucher",
        *_PAYMENT_VOUCHER,
        sa.ForeignKeyConstraint(["payment_id"], ["fund_payment.id"], name="fk_payment_voucher_payment_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_payment_voucher_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_voucher"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_payment_voucher_payment_id", "payment_voucher", ["payment_id"])


def _make_payment_event() -> None:
    op.create_table(
        "payment_event",
        *_PAYMENT_EVENT_COLUMNS,
        sa.ForeignKeyConstraint(["payment_id"], ["fund_payment.id"], name="fk_payment_event_payment_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_payment_event_person_id"),
        sa.ForeignKeyConstraint(["posting_id"], ["fund_posting.id"], name="fk_payment_event_posting_id"),
        sa.ForeignKeyConstraint(["release_id"], ["fund_posting.id"], name="fk_payment_event_release_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_payment_event_payment_id", "payment_event", ["payment_id"])


def _stands(table: str, keys: tuple[str, ...], once: str) -> None:
    """Refuse to change, delete or replace rows; with ``once`` those in which that column holds something."""
    same = [" AND ".join(f"{name} = NEW.{name}" for name in key.split()) for key in keys]
    if not once:
        refuse_changes(table, *same)
        return
    stands = f"{once} IS NOT NULL"
    refuse(table, "update", "UPDATE", f"WHEN OLD.{stands} ")
    refuse(table, "delete", "DELETE", f"WHEN OLD.{stands} ")
    held = [f"{stands} AND {one}" for one in same]
    refuse(table, "replace", "INSERT", _when(table, held))
    refuse(table, "replace_by_update", "UPDATE", _when(table, [f"id <> OLD.id AND {one}" for one in held]))


def _when(table: str, conditions: list[str]) -> str:
    found = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in conditions)
    return f"WHEN {found} "


def downgrade() -> None:
    """Drop them: payments stay, and nothing says in which batch they went out."""
    for table in ("payment_event", "payment_voucher", "payment_reason", "payment_line", "payment_batch"):
        op.drop_table(table)
    op.drop_column("office", "separates_payment")
