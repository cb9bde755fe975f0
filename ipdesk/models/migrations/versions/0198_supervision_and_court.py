"""An office says by which telephone it is supervised, and which court hears suits against it."""

import sqlalchemy as sa
from alembic import op

revision = "0198"
down_revision = "0197"
branch_labels = None
depends_on = None

_COLUMNS = ("supervision_telephone", "court")


def upgrade() -> None:
    """Add both, empty: public notices name no such telephone, papers no certain court."""
    for name in _COLUMNS:
        op.add_column("office", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop them: papers speak of the court that has jurisdiction again."""
    for name in reversed(_COLUMNS):
        op.drop_column("office", name)
