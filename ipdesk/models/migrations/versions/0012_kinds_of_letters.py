"""Letters have a kind, and not every kind bears a number."""

import sqlalchemy as sa
from alembic import op

from ipdesk.models.migrations.rebuild import rebuild

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# The one kind that there was.
_AWARD = "award_notification"
_NUMBERED, _FREE = "\tnumber TEXT NOT NULL", "\tnumber TEXT"
_AS_BEFORE, _SAID = f"kind TEXT DEFAULT '{_AWARD}' NOT NULL", "kind TEXT NOT NULL"


def upgrade() -> None:
    """Add the kind, and let a number be missing; what went out before are award notifications."""
    op.add_column("letter", sa.Column("kind", sa.Text(), nullable=False, server_default=_AWARD))
    rebuild("letter", (_AS_BEFORE, _SAID), (f"{_NUMBERED}, ", f"{_FREE}, "))


def downgrade() -> None:
    """Drop the kind again; a letter without a number has no place then, and is refused."""
    rebuild("letter", (f"{_FREE}, ", f"{_NUMBERED}, "))
    op.drop_column("letter", "kind")
