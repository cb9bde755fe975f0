"""Scans of materials: files of the data folder, and what each of them belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0222"
down_revision = "0221"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables: what came before was ticked and not kept."""
    op.create_table(
        "material_file",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_material_file"),
    )
    _make_attached()


def _make_attached() -> None:
    references = {"application_id": "application.id", "sha256": "material_file.sha256"}
    references |= dict.fromkeys(("person_id", "removed_by"), "person.id")
    op.create_table(
        "attached_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("row", "material", "sha256")),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("removed_at", sa.String(32), nullable=True),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_why", sa.Text(), server_default=sa.text("''"), nullable=False),
        *(_refers(name, to) for name, to in references.items()),
        sa.PrimaryKeyConstraint("id", name="pk_attached_file"),
        sqlite_autoincrement=True,
    )
    for name in ("application_id", "sha256"):
        op.create_index(f"ix_attached_file_{name}", "attached_file", [name])


def _refers(name: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [to], name=f"fk_attached_file_{name}")


def downgrade() -> None:
    """Drop both; the files stay in the data folder."""
    op.drop_table("attached_file")
    op.drop_table("material_file")
