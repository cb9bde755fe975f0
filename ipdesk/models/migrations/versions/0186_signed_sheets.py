"""What was signed by hand on approval sheets is written down: opinions, who, on which day, with pictures."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0186"
down_revision = "0178"
branch_labels = None
depends_on = None

_SIGNING, _OPINION, _PICTURE = "sheet_signing", "sheet_opinion", "sheet_picture"


def upgrade() -> None:
    """Make the tables, empty: of sheets from before nobody wrote anything down."""
    op.create_table(
        _SIGNING,
        _number("id"),
        _number("letter_id"),
        sa.Column("reason", sa.Text(), nullable=False),
        _number("person_id"),
        sa.Column("at", sa.String(32), nullable=False),
        _to(_SIGNING, "letter_id", "letter.id"),
        _to(_SIGNING, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet_signing"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sheet_signing_letter_id", _SIGNING, ["letter_id"])
    _make_opinions()
    _make_pictures()
    refuse_changes(_SIGNING, "id = NEW.id")
    refuse_changes(_OPINION, "signing_id = NEW.signing_id AND post = NEW.post")
    refuse_changes(_PICTURE, "signing_id = NEW.signing_id AND position = NEW.position")


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def _make_opinions() -> None:
    op.create_table(
        _OPINION,
        _number("signing_id"),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("post", "signer", "opinion")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("signer <> '' AND opinion <> ''", name=op.f("ck_sheet_opinion_signed")),
        _to(_OPINION, "signing_id", "sheet_signing.id"),
        sa.PrimaryKeyConstraint("signing_id", "post", name="pk_sheet_opinion"),
    )


def _make_pictures() -> None:
    op.create_table(
        _PICTURE,
        _number("signing_id"),
        _number("position"),
        sa.Column("sha256", sa.Text(), nullable=False),
        _to(_PICTURE, "signing_id", "sheet_signing.id"),
        _to(_PICTURE, "sha256", "picture.sha256"),
        sa.PrimaryKeyConstraint("signing_id", "position", name="pk_sheet_picture"),
    )


def downgrade() -> None:
    """Drop them: the sheets alone say then what was signed."""
    for table in (_PICTURE, _OPINION, _SIGNING):
        op.drop_table(table)
