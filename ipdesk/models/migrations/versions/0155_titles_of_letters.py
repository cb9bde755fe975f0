"""A letter that went out keeps its title in its row: lists name it as it calls itself."""

import sqlalchemy as sa
from alembic import op

revision = "0155"
down_revision = "0150"
branch_labels = None
depends_on = None

_GUARD = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'letter_no_update'")


def upgrade() -> None:
    """Add it, and take over what the content says where it does; of older letters nobody knows."""
    op.add_column("letter", sa.Column("title", sa.Text(), nullable=False, server_default=""))
    guard = op.get_bind().execute(_GUARD).scalar_one()
    op.execute("DROP TRIGGER letter_no_update")
    op.execute(
        "UPDATE letter SET title = coalesce((SELECT json_extract(data, '$.paper_title') FROM letter_content "
        "WHERE letter_id = letter.id AND json_valid(data)), '')"
    )
    op.execute(guard)


def downgrade() -> None:
    """Drop it: the content still has it."""
    op.drop_column("letter", "title")
