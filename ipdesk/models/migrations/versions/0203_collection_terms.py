"""What recipients of awards do to be paid and until when, by which channel, and who hears appeals besides."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from ipdesk.models.core import exact_json
from ipdesk.models.migrations.never_changed import refuse_changes

revision = "0203"
down_revision = "0202"
branch_labels = None
depends_on = None

_TERM = "collection_term"
_TEXTS = (
    ("office", "upper_bureau"), ("office", "payment_channel"),
    ("office", "collection_asks"), ("office", "collection_basis"), ("office", "project_duties"),
    ("call", "collection_asks"), ("call", "collection_basis"), ("call", "project_duties"),
    ("collection_reminder", "grounds"),
)  # fmt: skip
_NUMBERED = ("office", "call")
# Letters said so of an account that was not complete, until offices could ask for more.
_ASKED, _DAYS = "将户名、开户银行和账号书面报送我局", 15
_ACCOUNT = ("account_name", "bank_name", "account_number")


def upgrade() -> None:
    """Add them, empty; what letters said of an account that they lack is kept as the term that they gave."""
    for table, column in _TEXTS:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=False, server_default=""))
    for table in _NUMBERED:
        op.add_column(table, sa.Column("collection_days", sa.Integer(), nullable=False, server_default="0"))
    made = op.create_table(
        _TERM,
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.CheckConstraint("asks <> '' AND days > 0", name=op.f("ck_collection_term_some_term")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name="fk_collection_term_letter_id"),
        sa.PrimaryKeyConstraint("letter_id", name="pk_collection_term"),
    )
    given = [{"letter_id": one, "asks": _ASKED, "days": _DAYS, "basis": ""} for one in _asked_before()]
    op.bulk_insert(made, given)
    refuse_changes(_TERM, "letter_id = NEW.letter_id")


def _asked_before() -> Iterator[int]:
    """Yield the letters that asked for an account."""
    told = sa.text(
        "SELECT letter.id, letter_content.data FROM letter JOIN letter_content"
        " ON letter_content.letter_id = letter.id WHERE letter.kind = 'award_notification' ORDER BY letter.id"
    )
    for letter, data in op.get_bind().execute(told):
        said = exact_json.loads(data)
        if not said.get("addressee_is_authority") and not all(said.get(name) for name in _ACCOUNT):
            yield letter


def downgrade() -> None:
    """Drop them: no letter gives a term but for an account."""
    op.drop_table(_TERM)
    for table in _NUMBERED:
        op.drop_column(table, "collection_days")
    for table, column in reversed(_TEXTS):
        op.drop_column(table, column)
