"""Normal forms of numbers beside what was typed, and the kinds of the numbers that drafts hold.

The step only makes room. What stands in it is derived from numbers, facts and forms, and forms are data that
change; the store derives it when it is opened, after this step and whenever a form is another by then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; numbers of drafts wait for their kind."""
    op.add_column("achievement", sa.Column("item", sa.Text(), nullable=True))
    for name, empty in (("normal_texts", "'{}'"), ("search_text", "''")):
        op.add_column(
            "achievement", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(empty))
        )
    for index, table in (("ix_achievement_ref", "achievement"), ("ix_award_line_ref", "award_line")):
        op.drop_index(op.f(index), table)
    op.create_index(op.f("ix_achievement_item"), "achievement", ["item"])
    op.create_table(
        "ref_form",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_ref_form")),
    )
    _rebuild_draft_refs("kind", "ref", "item", "search_text", of="application_id, '', ref, ref, ''")


def downgrade() -> None:
    """Drop them again."""
    _rebuild_draft_refs("ref", of="application_id, ref")
    op.drop_table("ref_form")
    op.drop_index(op.f("ix_achievement_item"), "achievement")
    op.create_index(op.f("ix_achievement_ref"), "achievement", ["ref"])
    op.create_index(op.f("ix_award_line_ref"), "award_line", ["ref"])
    for name in ("search_text", "normal_texts", "item"):
        op.drop_column("achievement", name)


def _rebuild_draft_refs(*columns: str, of: str) -> None:
    """Make the table anew with the columns, filled by ``of`` (SQL) the former ones."""
    keys = [name for name in columns if name in ("kind", "ref")]
    found = "item" if "item" in columns else "ref"
    held = op.get_bind().execute(sa.text(f"SELECT DISTINCT {of} FROM draft_ref")).all()
    op.drop_table("draft_ref")
    made = op.create_table(
        "draft_ref",
        sa.Column("application_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in columns),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_draft_ref_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", *keys, name=op.f("pk_draft_ref")),
    )
    op.create_index(op.f(f"ix_draft_ref_{found}"), "draft_ref", [found])
    names = ("application_id", *columns)
    op.bulk_insert(made, [dict(zip(names, row, strict=True)) for row in held])
