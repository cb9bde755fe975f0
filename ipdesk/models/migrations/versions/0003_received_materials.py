"""Materials that were handed in: beside the confirmations in drafts, and with accepted applications."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MARK = "material:"
_Row = dict[str, Any]


def upgrade() -> None:
    """Make the table; in drafts, give materials the field of their own."""
    op.create_table(
        "received_material",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_received_material_application_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "row", "material", name=op.f("pk_received_material")),
    )
    _rewrite_drafts(_apart)


def downgrade() -> None:
    """Drop the table; in drafts, put materials back among the confirmations."""
    _rewrite_drafts(_together)
    op.drop_table("received_material")


def _rewrite_drafts(change: Callable[[_Row], _Row]) -> None:
    connection = op.get_bind()
    found = connection.execute(sa.text("SELECT application_id, content FROM draft")).all()
    update = sa.text("UPDATE draft SET content = :content WHERE application_id = :id")
    for application, content in found:
        rows = [change(row) for row in json.loads(content)]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        if text != content:
            connection.execute(update, {"content": text, "id": application})


def _apart(row: _Row) -> _Row:
    marks = [name for name in row["confirmed"] if name.startswith(_MARK)]
    if not marks:
        return row
    confirmed = [name for name in row["confirmed"] if name not in marks]
    return {**row, "confirmed": confirmed, "received": [name.removeprefix(_MARK) for name in marks]}


def _together(row: _Row) -> _Row:
    rest = dict(row)
    marks = [_MARK + name for name in rest.pop("received", ())]
    return {**rest, "confirmed": sorted([*rest["confirmed"], *marks])}
