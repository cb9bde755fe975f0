"""Achievements that rest on a contract have its name and day, and the numbers of the rights that it is about.

Of those entered before nothing of it is known: it stays empty, and no paper says it of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0218"
down_revision = "0217"
branch_labels = None
depends_on = None

_TEXTS = {"rights": "'[]'", "contract": "''"}


def upgrade() -> None:
    """Make the columns, empty for what was entered before."""
    for name, empty in _TEXTS.items():
        column = sa.Column(name, sa.Text(), server_default=sa.text(empty), nullable=False)
        op.add_column("achievement", column)
    op.add_column("achievement", sa.Column("contract_date", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop them."""
    for name in ("contract_date", *reversed(_TEXTS)):
        op.drop_column("achievement", name)
