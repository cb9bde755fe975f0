"""What proves that a paper was announced in public may have pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0091"
down_revision = "0090"
branch_labels = None
depends_on = None

_TABLE = "publication_picture"


def upgrade() -> None:
    """Make the table, whose rows are never changed; no proof has a picture yet."""
    op.create_table(
        _TABLE,
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service_publication.service_id"], name="fk_publication_picture_service_id"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["picture.sha256"], name="fk_publication_picture_sha256"),
        sa.PrimaryKeyConstraint("service_id", "position", name="pk_publication_picture"),
    )
    same = f"EXISTS (SELECT 1 FROM {_TABLE} WHERE service_id = NEW.service_id AND position = NEW.position)"
    for name, action, when in (
        ("update", "UPDATE", ""),
        ("delete", "DELETE", ""),
        ("replace", "INSERT", f"WHEN {same} "),
    ):
        op.execute(
            f"CREATE TRIGGER {_TABLE}_no_{name} BEFORE {action} ON {_TABLE} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{_TABLE} is never changed'); END"
        )


def downgrade() -> None:
    """Drop them; what proves the publications stays in words."""
    op.drop_table(_TABLE)
