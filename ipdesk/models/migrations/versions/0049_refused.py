"""An application with nothing granted ends as refused; those that were told so before ended as notified.

Their step keeps its day, person and number: what was issued then was the decision 不予资助决定书.
"""

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_REFUSED = "SELECT application_id FROM letter WHERE kind = 'refusal_decision' AND application_id IS NOT NULL"


def upgrade() -> None:
    """Let them be refused, and their last step be the refusal."""
    _change(("notified", "NOTIFY"), ("refused", "REFUSE"))


def downgrade() -> None:
    """Let them be notified again."""
    _change(("refused", "REFUSE"), ("notified", "NOTIFY"))


def _change(before: tuple[str, str], after: tuple[str, str]) -> None:
    (state, step), (new_state, new_step) = before, after
    op.execute(
        f"UPDATE application_step SET state = '{new_state}', step = '{new_step}'"
        f" WHERE step = '{step}' AND application_id IN ({_REFUSED})"
    )
    op.execute(f"UPDATE application SET state = '{new_state}' WHERE state = '{state}' AND id IN ({_REFUSED})")
