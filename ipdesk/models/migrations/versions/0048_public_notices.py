"""Lists are published before the decision; objections to them and inquiries at other offices are kept."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse, refuse_changes
from ipdesk.models.migrations.rebuild import rebuild

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_FEN = "amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)"
_OF_OFFICE = ("second_telephone", "postcode")
_ONCE = {"public_notice": "closed_on", "objection": "answered_on", "inquiry": "answered_on"}


_PUBLIC_NOTICE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("letter_id", sa.Integer(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("begins", sa.Date(), nullable=False),
    sa.Column("length", sa.Integer(), nullable=False),
    sa.Column("unit", sa.Text(), nullable=False),
    sa.Column("first_counts", sa.Boolean(), nullable=False),
    sa.Column("last_day", sa.Date(), nullable=False),
    sa.Column("contact", sa.Text(), nullable=False),
    sa.Column("telephone", sa.Text(), nullable=False),
    sa.Column("second_telephone", sa.Text(), nullable=False),
    sa.Column("address", sa.Text(), nullable=False),
    sa.Column("postcode", sa.Text(), nullable=False),
    sa.Column("closes", sa.Integer(), nullable=False),
    sa.Column("answer_days", sa.Integer(), nullable=False),
    sa.Column("published_at", sa.String(length=32), nullable=False),
    sa.Column("published_by", sa.Integer(), nullable=False),
    sa.Column("closed_on", sa.Date(), nullable=True),
    sa.Column("shown", sa.Text(), nullable=False),
    sa.Column("report_id", sa.Integer(), nullable=True),
)

_OBJECTION_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("notice_id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("objector", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("contact", sa.Text(), nullable=False),
    sa.Column("received_at", sa.String(length=32), nullable=False),
    sa.Column("text", sa.Text(), nullable=False),
    sa.Column("papers", sa.Text(), nullable=False),
    sa.Column("state", sa.Text(), nullable=False),
    sa.Column("answer_by", sa.Date(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("answered_on", sa.Date(), nullable=True),
    sa.Column("letter_id", sa.Integer(), nullable=True),
    sa.Column("recorded_at", sa.String(length=32), nullable=False),
    sa.Column("recorded_by", sa.Integer(), nullable=False),
)


_PUBLISHED_LINE_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("notice_id", sa.Integer(), nullable=False),
    sa.Column("position", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("person", sa.Boolean(), nullable=False),
    sa.Column("key", sa.Text(), nullable=False),
    sa.Column("rule", sa.Text(), nullable=False),
    sa.Column("recipient", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("item", sa.Text(), nullable=False),
    sa.Column("amount", sa.BigInteger(), nullable=False),
    sa.Column("score", sa.Text(), nullable=False),
)

_INQUIRY_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("letter_id", sa.Integer(), nullable=False),
    sa.Column("addressee", sa.Text(), nullable=False),
    sa.Column("matter", sa.Text(), nullable=False),
    sa.Column("answer_by", sa.Date(), nullable=False),
    sa.Column("asked_on", sa.Date(), nullable=False),
    sa.Column("asked_by", sa.Integer(), nullable=False),
    sa.Column("answered_on", sa.Date(), nullable=True),
    sa.Column("answer", sa.Text(), nullable=False),
)


def upgrade() -> None:
    """Make the tables with their triggers, and what notices say of the office."""
    for name in _OF_OFFICE:
        op.add_column("office", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    rebuild("office", (", second_telephone", ", \n\tsecond_telephone"))  # behind a check: a line of its own
    _public_notice()
    _published_line()
    _objection()
    _inquiry()
    for table, once in _ONCE.items():
        _stand_once(table, once)
    refuse_changes("published_line", "notice_id = NEW.notice_id AND position = NEW.position")


def _public_notice() -> None:
    op.create_table(
        "public_notice",
        *_PUBLIC_NOTICE_COLUMNS,
        sa.CheckConstraint("length >= 1 AND answer_days >= 1", name=op.f("ck_public_notice_some_days")),
        sa.CheckConstraint("begins <= last_day", name=op.f("ck_public_notice_begins_before_end")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_public_notice_letter_id"),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name="fk_public_notice_published_by"),
        sa.ForeignKeyConstraint(["report_id"], ["letter.id"], name="fk_public_notice_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_public_notice"),
        sqlite_autoincrement=True,
    )


def _published_line() -> None:
    op.create_table(
        "published_line",
        *_PUBLISHED_LINE_COLUMNS,
        sa.PrimaryKeyConstraint("notice_id", "position", name="pk_published_line"),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_published_line_notice_id"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_published_line_application_id"
        ),
        sa.CheckConstraint(_FEN, name=op.f("ck_published_line_amount_exact")),
    )
    op.create_index("ix_published_line_application_id", "published_line", ["application_id"])


def _objection() -> None:
    op.create_table(
        "objection",
        *_OBJECTION_COLUMNS,
        sa.CheckConstraint(
            "(state = 'open') = (answered_on IS NULL)", name=op.f("ck_objection_open_until_answered")
        ),
        sa.CheckConstraint(
            "state = 'open' OR trim(reason) <> ''", name=op.f("ck_objection_answered_with_reason")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_objection_notice_id"),
        sa.ForeignKeyConstraint(["application_id"], ["application.id"], name="fk_objection_application_id"),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_objection_letter_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name="fk_objection_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_objection"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_objection_application_id", "objection", ["application_id"])
    op.create_index("ix_objection_notice_id", "objection", ["notice_id"])


def _inquiry() -> None:
    op.create_table(
        "inquiry",
        *_INQUIRY_COLUMNS,
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_inquiry_letter_id"),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name="fk_inquiry_asked_by"),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
        sqlite_autoincrement=True,
    )


def _stand_once(table: str, once: str) -> None:
    closed = f"WHEN OLD.{once} IS NOT NULL "
    same = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {once} IS NOT NULL AND id = NEW.id) "
    other = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id <> OLD.id AND {once} IS NOT NULL AND id = NEW.id) "
    for name, action, when in (
        ("update", "UPDATE", closed),
        ("delete", "DELETE", closed),
        ("replace", "INSERT", same),
        ("replace_by_update", "UPDATE", other),
    ):
        refuse(table, name, action, when)


def downgrade() -> None:
    """Drop the tables with their triggers."""
    for table in ("inquiry", "objection", "published_line", "public_notice"):
        op.drop_table(table)
    for name in _OF_OFFICE:
        op.drop_column("office", name)
