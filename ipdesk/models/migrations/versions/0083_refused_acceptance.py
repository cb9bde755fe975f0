"""Who does not accept an application says on which article that rests, and where to go instead."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None

_TABLE, _ADDED = "application_step", ("basis", "elsewhere")


def upgrade() -> None:
    """Add both: no step before said either."""
    for name in _ADDED:
        op.add_column(_TABLE, sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them: nobody knows then what was said."""
    for name in _ADDED:
        op.drop_column(_TABLE, name)
