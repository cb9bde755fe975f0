"""Achievements have the name of their thing, its owners and the day of filing, as on the certificate.

Of those entered before nothing of it is known: it stays empty, and no paper says it of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns, empty for what was entered before."""
    _add("achievement", "name", "''")
    _add("achievement", "owners", "'[]'")
    op.add_column("achievement", sa.Column("filing_date", sa.Date(), nullable=True))
    _add("draft", "search_text", "''")


def _add(table: str, name: str, default: str) -> None:
    op.add_column(table, sa.Column(name, sa.Text(), server_default=sa.text(default), nullable=False))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("draft", "search_text")
    for name in ("filing_date", "owners", "name"):
        op.drop_column("achievement", name)
