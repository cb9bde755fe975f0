"""Papers against somebody are approved before they go out: handlings, what was signed, the office's order."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0164"
down_revision = "0163"
branch_labels = None
depends_on = None

_HANDLING, _SIGNATURE, _PICTURE = "handling", "handling_signature", "handling_picture"


def upgrade() -> None:
    """Make the tables. An office that is there already goes on as before: the form comes along."""
    op.create_table(_HANDLING, *_columns(), *_constraints(), sqlite_autoincrement=True)
    for name in ("application_id", "state", "sheet_id"):
        op.create_index(f"ix_handling_{name}", _HANDLING, [name])
    _make_signatures()
    _make_pictures()
    refuse_changes(_SIGNATURE, "id = NEW.id")
    refuse_changes(_PICTURE, "signature_id = NEW.signature_id AND position = NEW.position")
    order = sa.Column("approval_order", sa.Text(), nullable=False, server_default="along")
    op.add_column("office", order)


def _columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.String(32), nullable=True),
    )


def _constraints() -> tuple[sa.Constraint, ...]:
    def to(column: str, target: str) -> sa.ForeignKeyConstraint:
        return sa.ForeignKeyConstraint([column], [target], name=f"fk_handling_{column}")

    says_why = "state <> 'dropped' OR ended_why <> ''"
    return (
        sa.CheckConstraint("revision >= 1", name=op.f("ck_handling_counts_from_one")),
        sa.CheckConstraint(says_why, name=op.f("ck_handling_says_why")),
        to("application_id", "application.id"),
        to("sheet_id", "letter.id"),
        to("person_id", "person.id"),
        to("paper_id", "letter.id"),
        to("ended_by", "person.id"),
        sa.PrimaryKeyConstraint("id", name="pk_handling"),
    )


def _make_signatures() -> None:
    texts = ("signers", "pages", "number", "opinion")
    kinds = {"pages": sa.Integer()}
    op.create_table(
        _SIGNATURE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handling_id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, kinds.get(name, sa.Text()), nullable=False) for name in texts),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        *_signature_constraints(),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handling_signature_handling_id", _SIGNATURE, ["handling_id"])


def _signature_constraints() -> tuple[sa.Constraint, ...]:
    def to(column: str, target: str) -> sa.ForeignKeyConstraint:
        return sa.ForeignKeyConstraint([column], [target], name=f"fk_handling_signature_{column}")

    signed = op.f("ck_handling_signature_signed")
    return (
        sa.CheckConstraint("signers <> '' AND pages >= 1", name=signed),
        sa.CheckConstraint("agreed OR opinion <> ''", name=op.f("ck_handling_signature_says_why")),
        to("handling_id", "handling.id"),
        to("sheet_id", "letter.id"),
        to("person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name="pk_handling_signature"),
    )


def _make_pictures() -> None:
    of, shows = "fk_handling_picture_signature_id", "fk_handling_picture_sha256"
    op.create_table(
        _PICTURE,
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["signature_id"], ["handling_signature.id"], name=of),
        sa.ForeignKeyConstraint(["sha256"], ["picture.sha256"], name=shows),
        sa.PrimaryKeyConstraint("signature_id", "position", name="pk_handling_picture"),
    )


def downgrade() -> None:
    """Drop them: nobody knows then what was approved, or waits for it."""
    op.drop_column("office", "approval_order")
    for table in (_PICTURE, _SIGNATURE, _HANDLING):
        op.drop_table(table)
