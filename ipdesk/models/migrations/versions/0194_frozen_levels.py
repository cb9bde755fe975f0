"""An application keeps who decides it, and until when the office promised its review."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.rebuild import rebuild

revision = "0194"
down_revision = "0192"
branch_labels = None
depends_on = None

_FROZEN = (
    "UPDATE application SET level ="
    " COALESCE((SELECT call.level FROM call WHERE call.id = application.call), 'own')"
    " WHERE accepted_on IS NOT NULL"
)


def upgrade() -> None:
    """Add them; what was accepted goes on by its call, or is decided here, and nothing was promised of it."""
    op.add_column("application", sa.Column("level", sa.Text(), nullable=False, server_default=""))
    op.add_column("application", sa.Column("review_by", sa.Date(), nullable=True))
    op.add_column("office", sa.Column("review_days", sa.Integer(), nullable=False, server_default="20"))
    rebuild("application", (", level TEXT", ",\n\tlevel TEXT"))  # behind a check: a line of its own
    op.execute(_FROZEN)


def downgrade() -> None:
    """Drop them: who decides is that of the call alone."""
    op.drop_column("office", "review_days")
    op.drop_column("application", "review_by")
    op.drop_column("application", "level")
