"""Applicants are found by any writing of a character, without accents, and by pinyin of their people."""

from alembic import op

from ipdesk.models.migrations.search_columns import fill_search_columns

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Fill the search columns anew."""
    fill_search_columns(op.get_bind())


def downgrade() -> None:
    """Leave them: the former program finds by them as well."""
