"""The register of achievements, each thing once; lists that were taken in; former names of applicants."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0223"
down_revision = "0222"
branch_labels = None
depends_on = None

_LIST_TEXTS = ("file", "sha256", "kind", "heads", "columns")
_FIRST_OF_EACH = "SELECT min(id) FROM achievement GROUP BY kind, coalesce(item, 'id ' || id)"
_LONG_AGO = "1970-01-01T00:00:00.000000+00:00"  # nobody knows when it was entered
_THINGS = f"""
INSERT INTO registered_achievement
(id, kind, item, ref, date, facts, search_text, name, owners, filing_date, changed_at)
SELECT id, kind, item, ref, date, facts, search_text, name, owners, filing_date, '{_LONG_AGO}'
FROM achievement WHERE id IN ({_FIRST_OF_EACH})
"""
_ENTRIES = """
INSERT INTO registered_entry (achievement_id, registered_id)
SELECT entry.id, coalesce(thing.id, entry.id) FROM achievement AS entry
LEFT JOIN registered_achievement AS thing ON thing.kind = entry.kind AND thing.item = entry.item
"""
_HOLDERS = """
INSERT INTO achievement_holder (registered_id, applicant_id, place)
SELECT DISTINCT link.registered_id, entry.applicant_id, 0 FROM achievement AS entry
JOIN registered_entry AS link ON link.achievement_id = entry.id
"""


def upgrade() -> None:
    """Make the tables, and register what was entered so far: the first entry of each thing tells of it."""
    _make_lists()
    _make_things()
    _make_links()
    _make_former_names()
    connection = op.get_bind()
    for statement in (_THINGS, _ENTRIES, _HOLDERS):
        connection.exec_driver_sql(statement)


def _make_lists() -> None:
    op.create_table(
        "imported_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("file", "sha256", "kind", "heads", "columns")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("new", "changed")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_imported_list_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_imported_list"),
    )
    refuse_changes("imported_list", "id = NEW.id")


def _columns() -> Iterator[sa.Column[Any]]:
    """Yield what is kept of a thing."""
    yield sa.Column("kind", sa.Text(), nullable=False)
    yield sa.Column("item", sa.Text(), nullable=True)
    yield sa.Column("part", sa.Text(), nullable=False, server_default="")
    yield sa.Column("ref", sa.Text(), nullable=True)
    yield sa.Column("date", sa.Date(), nullable=False)
    yield sa.Column("facts", sa.Text(), nullable=False)
    for name in ("search_text", "name"):
        yield sa.Column(name, sa.Text(), nullable=False, server_default="")
    yield sa.Column("owners", sa.Text(), nullable=False, server_default="[]")


def _make_things() -> None:
    op.create_table(
        "registered_achievement",
        sa.Column("id", sa.Integer(), nullable=False),
        *_columns(),
        sa.Column("owners_today", sa.Text(), nullable=False, server_default=""),
        sa.Column("filing_date", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imported_list.id"], name="fk_registered_achievement_import_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_registered_achievement"),
        sa.UniqueConstraint("kind", "item", "part", name="uq_registered_achievement_kind_item_part"),
        sqlite_autoincrement=True,
    )


def _make_links() -> None:
    thing = ["registered_id"], ["registered_achievement.id"]
    op.create_table(
        "achievement_holder",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("registered_id", "applicant_id", "place")
        ),
        sa.ForeignKeyConstraint(*thing, name="fk_achievement_holder_registered_id"),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name="fk_achievement_holder_applicant_id"
        ),
        sa.PrimaryKeyConstraint("registered_id", "applicant_id", name="pk_achievement_holder"),
    )
    op.create_index("ix_achievement_holder_applicant_id", "achievement_holder", ["applicant_id"])
    op.create_table(
        "registered_entry",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("achievement_id", "registered_id")),
        sa.ForeignKeyConstraint(
            ["achievement_id"], ["achievement.id"], name="fk_registered_entry_achievement_id"
        ),
        sa.ForeignKeyConstraint(*thing, name="fk_registered_entry_registered_id"),
        sa.PrimaryKeyConstraint("achievement_id", name="pk_registered_entry"),
    )
    op.create_index("ix_registered_entry_registered_id", "registered_entry", ["registered_id"])


def _make_former_names() -> None:
    op.create_table(
        "applicant_former_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name="fk_applicant_former_name_applicant_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_applicant_former_name"),
    )
    op.create_index("ix_applicant_former_name_applicant_id", "applicant_former_name", ["applicant_id"])
    refuse_changes("applicant_former_name", "id = NEW.id")


def downgrade() -> None:
    """Drop them."""
    for table in (
        "applicant_former_name", "registered_entry", "achievement_holder", "registered_achievement",
        "imported_list",
    ):  # fmt: skip
        op.drop_table(table)
