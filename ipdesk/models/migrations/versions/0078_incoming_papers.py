"""Papers that came in are written down, and pages are counted where a file is archived."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0078"
down_revision = "0075"
branch_labels = None
depends_on = None

_PAPERS, _PAGES = "incoming_paper", "archived_pages"


_INCOMING_PAPER_COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("application_id", sa.Integer(), nullable=False),
    sa.Column("matter", sa.Text(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("number", sa.Text(), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("day", sa.Date(), nullable=False),
    sa.Column("pages", sa.Integer(), nullable=False),
    sa.Column("is_copy", sa.Boolean(), nullable=False),
    sa.Column("person_id", sa.Integer(), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("replaces", sa.Integer(), nullable=True),
    sa.Column("correction", sa.Text(), nullable=False),
    sa.Column("struck", sa.Boolean(), nullable=False),
)


def upgrade() -> None:
    """Make both tables, whose rows are never changed: of what came in before nothing is known."""
    _make_incoming_paper()
    _make_archived_pages()
    refuse_changes(_PAPERS, "id = NEW.id", "replaces = NEW.replaces")
    refuse_changes(_PAGES, "number = NEW.number AND item = NEW.item")


def _make_incoming_paper() -> None:
    op.create_table(
        _PAPERS,
        *_INCOMING_PAPER_COLUMNS,
        sa.CheckConstraint("sender <> '' AND title <> ''", name=op.f("ck_incoming_paper_named")),
        sa.CheckConstraint("pages >= 0", name=op.f("ck_incoming_paper_no_fewer")),
        sa.CheckConstraint(
            "replaces IS NULL OR correction <> ''", name=op.f("ck_incoming_paper_corrected_why")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_incoming_paper_application_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_incoming_paper_person_id"),
        sa.ForeignKeyConstraint(["replaces"], [f"{_PAPERS}.id"], name="fk_incoming_paper_replaces"),
        sa.PrimaryKeyConstraint("id", name="pk_incoming_paper"),
        sa.UniqueConstraint("replaces", name="uq_incoming_paper_replaces"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incoming_paper_application_id", _PAPERS, ["application_id"])


def _make_archived_pages() -> None:
    op.create_table(
        _PAGES,
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.CheckConstraint("pages > 0", name=op.f("ck_archived_pages_some")),
        sa.ForeignKeyConstraint(["number"], ["archive_record.number"], name="fk_archived_pages_number"),
        sa.PrimaryKeyConstraint("number", "item", name="pk_archived_pages"),
    )


def downgrade() -> None:
    """Drop them: nobody knows then what came in, and how many pages it has."""
    op.drop_table(_PAGES)
    op.drop_table(_PAPERS)
