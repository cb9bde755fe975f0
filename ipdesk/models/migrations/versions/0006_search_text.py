"""One text that an applicant is found by, instead of the initials of its name alone."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.search_columns import fill_search_columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rename the column and fill it."""
    op.execute("ALTER TABLE applicant RENAME COLUMN initials TO search_text")
    fill_search_columns(op.get_bind())


def downgrade() -> None:
    """Go back to the initials, in the usual reading."""
    from pypinyin import lazy_pinyin

    op.execute("ALTER TABLE applicant RENAME COLUMN search_text TO initials")
    write = sa.text("UPDATE applicant SET initials = :initials WHERE id = :id")
    for number, name in op.get_bind().execute(sa.text("SELECT id, name FROM applicant")).all():
        initials = "".join(syllable[:1] for syllable in lazy_pinyin(name)).lower()
        op.get_bind().execute(write, {"initials": initials, "id": number})
