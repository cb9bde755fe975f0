"""One text that an applicant is found by, instead of the initials of its name alone."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ipdesk.models.parsing.search_text import search_columns
from ipdesk.models.records import ApplicantDetails

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_READ = sa.text("SELECT id, kind, name, identity, legal_representative, contact, telephone FROM applicant")


def upgrade() -> None:
    """Rename the column and fill it; names stay as they were registered.

    What is derived from a name is made by the program of the day, also here: it has no meaning of its own.
    """
    op.execute("ALTER TABLE applicant RENAME COLUMN initials TO search_text")
    write = sa.text(
        "UPDATE applicant SET pinyin = :pinyin, search_text = :search_text, core = :core WHERE id = :id"
    )
    for row in _rows():
        number = row.pop("id")
        values = search_columns(ApplicantDetails(**row), personal=row["kind"] == "individual")
        op.get_bind().execute(write, {**values, "id": number})


def downgrade() -> None:
    """Go back to the initials, in the usual reading."""
    from pypinyin import lazy_pinyin

    op.execute("ALTER TABLE applicant RENAME COLUMN search_text TO initials")
    write = sa.text("UPDATE applicant SET initials = :initials WHERE id = :id")
    for row in _rows():
        initials = "".join(syllable[:1] for syllable in lazy_pinyin(row["name"])).lower()
        op.get_bind().execute(write, {"initials": initials, "id": row["id"]})


def _rows() -> list[dict[str, Any]]:
    return [dict(row) for row in op.get_bind().execute(_READ).mappings()]
