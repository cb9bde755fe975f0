"""A request for correction remembers which materials were there already: later ones have their own day."""

import sqlalchemy as sa
from alembic import op

revision = "0096"
down_revision = "0094"
branch_labels = None
depends_on = None

_TABLE, _ADDED = "correction", "had"


def upgrade() -> None:
    """Add it: of former requests nobody knows."""
    op.add_column(_TABLE, sa.Column(_ADDED, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it: all materials then have the day of the first."""
    op.drop_column(_TABLE, _ADDED)
