"""Awards may be clawed back or lapse by entries of their own; files may be put into the archive."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes
from ipdesk.models.migrations.rebuild import rebuild

revision = "0047"
down_revision = "0045"
branch_labels = None
depends_on = None

_TEXTS = ("fonds", "archive_category", "archive_section")


_CLAWBACK_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    *(sa.Column(name, sa.Text(), nullable=False) for name in ("facts", "evidence", "basis")),
    sa.Column("hearing_days", sa.Integer(), nullable=False),
    sa.Column("proposed_at", sa.String(32), nullable=False),
    sa.Column("proposed_by", sa.Integer(), nullable=False),
    sa.Column("served_on", sa.Date(), nullable=True),
    sa.Column("last_day", sa.Date(), nullable=True),
    *(sa.Column(name, sa.Text(), nullable=False) for name in ("heard", "waived")),
    sa.Column("decided_at", sa.String(32), nullable=True),
    sa.Column("decided_by", sa.Integer(), nullable=True),
    sa.Column("due_on", sa.Date(), nullable=True),
    sa.Column("pay_to", sa.Text(), nullable=False),
    sa.Column("returned_on", sa.Date(), nullable=True),
    sa.Column("dropped_why", sa.Text(), nullable=False),
)

_AWARD_REVERSAL_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("line_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("amount", sa.BigInteger(), nullable=False),
    sa.Column("keeps_once", sa.Boolean(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("reason", sa.Text(), nullable=False),
    sa.Column("basis", sa.Text(), nullable=False),
    sa.Column("clawback_id", sa.Integer(), nullable=True),
    sa.Column("due_on", sa.Date(), nullable=True),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)


_ARCHIVE_RECORD_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("retention", sa.Text(), nullable=False),
    sa.Column("remark", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)


def upgrade() -> None:
    """Make the tables and the settings of an office; nothing is reversed or archived yet."""
    _make_clawbacks()
    _make_reversals()
    _make_archive()
    refuse_changes("award_reversal", "id = NEW.id")
    refuse_changes("archive_record", "application_id = NEW.application_id", "number = NEW.number")
    days = sa.Column("hearing_days", sa.Integer(), server_default="5", nullable=False)
    op.add_column("office", days)
    for name in _TEXTS:
        op.add_column("office", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))
    # A column that is added stands behind the checks before it, in their line.
    rebuild("office", (", hearing_days INTEGER", ",\n\thearing_days INTEGER"))


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _exact(table: str) -> sa.CheckConstraint:
    exact = "amount IS NULL OR (typeof(amount) = 'integer' AND amount >= 0)"
    return sa.CheckConstraint(exact, name=op.f(f"ck_{table}_amount_exact"))


def _make_clawbacks() -> None:
    _make_clawback()
    _make_clawback_line()


def _make_clawback() -> None:
    op.create_table(
        "clawback",
        *_CLAWBACK_COLUMNS,
        sa.CheckConstraint("hearing_days >= 1", name=op.f("ck_clawback_some_days")),
        sa.CheckConstraint(
            "decided_at IS NULL OR due_on IS NOT NULL", name=op.f("ck_clawback_decided_until_when")
        ),
        _key("clawback", "application_id", "application.id"),
        _key("clawback", "proposed_by", "person.id"),
        _key("clawback", "decided_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name="pk_clawback"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_clawback_application_id", "clawback", ["application_id"])


def _make_clawback_line() -> None:
    op.create_table(
        "clawback_line",
        sa.Column("clawback_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("keeps_once", sa.Boolean(), nullable=False),
        _exact("clawback_line"),
        _key("clawback_line", "clawback_id", "clawback.id"),
        _key("clawback_line", "line_id", "award_line.id"),
        sa.PrimaryKeyConstraint("clawback_id", "line_id", name="pk_clawback_line"),
    )


def _make_reversals() -> None:
    op.create_table(
        "award_reversal",
        *_AWARD_REVERSAL_COLUMNS,
        sa.CheckConstraint("amount > 0", name=op.f("ck_award_reversal_some_sum")),
        sa.CheckConstraint("reason <> '' AND basis <> ''", name=op.f("ck_award_reversal_founded")),
        _exact("award_reversal"),
        _key("award_reversal", "application_id", "application.id"),
        _key("award_reversal", "line_id", "award_line.id"),
        _key("award_reversal", "clawback_id", "clawback.id"),
        _key("award_reversal", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name="pk_award_reversal"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_award_reversal_application_id", "award_reversal", ["application_id"])
    op.create_index("ix_award_reversal_line_id", "award_reversal", ["line_id"])


def _make_archive() -> None:
    op.create_table(
        "archive_record",
        *_ARCHIVE_RECORD_COLUMNS,
        _key("archive_record", "application_id", "application.id"),
        _key("archive_record", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("application_id", name="pk_archive_record"),
        sa.UniqueConstraint("number", name="uq_archive_record_number"),
    )


def downgrade() -> None:
    """Drop all of it, with what was recorded."""
    for table in ("archive_record", "award_reversal", "clawback_line", "clawback"):
        op.drop_table(table)
    for name in (*reversed(_TEXTS), "hearing_days"):
        op.drop_column("office", name)
