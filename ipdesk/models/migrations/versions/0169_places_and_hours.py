"""Service has a place and an hour, as its pictures; a look-up says why it has none, a sum how it follows."""

import sqlalchemy as sa
from alembic import op

revision = "0169"
down_revision = "0164"
branch_labels = None
depends_on = None

_TEXTS = (
    ("letter_service", "place"),
    ("publication_picture", "place"),
    ("application_check", "unpictured"),
    ("clawback", "derivation"),
)
_HOURS = ("letter_service", "publication_picture")


def upgrade() -> None:
    """Add them: of what was written down before nothing is known, and papers go on without."""
    for table, name in _TEXTS:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for table in _HOURS:
        op.add_column(table, sa.Column("minutes", sa.Integer(), nullable=True))
    op.add_column("publication_picture", sa.Column("taken_on", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop them: nobody knows then where and at which hour something was served, and how sums follow."""
    op.drop_column("publication_picture", "taken_on")
    for table in reversed(_HOURS):
        op.drop_column(table, "minutes")
    for table, name in reversed(_TEXTS):
        op.drop_column(table, name)
