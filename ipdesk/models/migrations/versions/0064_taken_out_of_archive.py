"""A file may be taken out of the archive again and come back under another number, never under its own."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

_TABLE, _BEFORE, _OUT = "archive_record", "archive_record_before", "archive_taken_out"
_COLUMNS = "number, application_id, retention, remark, person_id, at"


def upgrade() -> None:
    """Let the number be the key of a record, and make the table of what was taken out."""
    _make_anew("number")
    op.create_index("ix_archive_record_application_id", _TABLE, ["application_id"])
    refuse_changes(_TABLE, "number = NEW.number")
    op.create_table(
        _OUT,
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_archive_taken_out_says_why")),
        sa.ForeignKeyConstraint(["number"], [f"{_TABLE}.number"], name="fk_archive_taken_out_number"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_archive_taken_out_person_id"),
        sa.PrimaryKeyConstraint("number", name="pk_archive_taken_out"),
    )
    refuse_changes(_OUT, "number = NEW.number")


def downgrade() -> None:
    """Go back to one record of each application, its last; that a file was taken out is forgotten."""
    last = f"SELECT max(rowid) FROM {_TABLE} GROUP BY application_id"
    op.execute("DROP TRIGGER archive_record_no_delete")
    op.execute(f"DELETE FROM {_TABLE} WHERE rowid NOT IN ({last})")
    op.drop_table(_OUT)
    op.drop_index("ix_archive_record_application_id", _TABLE)
    _make_anew("application_id", sa.UniqueConstraint("number", name="uq_archive_record_number"))
    refuse_changes(_TABLE, "application_id = NEW.application_id", "number = NEW.number")


def _make_anew(key: str, *more: sa.UniqueConstraint) -> None:
    """Make the table with another key; its triggers go with the old one."""
    op.rename_table(_TABLE, _BEFORE)
    columns: list[sa.Column[Any]] = [
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
    ]
    op.create_table(
        _TABLE,
        *(columns if key == "number" else reversed(columns)),
        sa.Column("retention", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_archive_record_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_archive_record_person_id"),
        sa.PrimaryKeyConstraint(key, name="pk_archive_record"),
        *more,
    )
    op.execute(f"INSERT INTO {_TABLE} ({_COLUMNS}) SELECT {_COLUMNS} FROM {_BEFORE}")
    op.drop_table(_BEFORE)
