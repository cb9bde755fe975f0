"""What must never change is not replaced either; a letter keeps the hash of its PDF."""

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# By what a new row would replace one that stands: every key that REPLACE makes room for.
_KEYS = {
    "audit_entry": ("id = NEW.id",),
    "policy_pack": ("sha256 = NEW.sha256",),
    "letter": ("id = NEW.id", "number = NEW.number"),
    "letter_content": ("letter_id = NEW.letter_id",),
}
_GRANTED_KEYS = ("id = NEW.id", "application_id = NEW.application_id AND position = NEW.position")


def upgrade() -> None:
    """Add the triggers, and the hashes of letters that went out before."""
    for table, keys in _KEYS.items():
        _refuse(table, "replace", "INSERT", keys)
    granted = tuple(f"granted IS NOT NULL AND {key}" for key in _GRANTED_KEYS)
    _refuse("award_line", "replace", "INSERT", granted)
    _refuse("award_line", "replace_by_update", "UPDATE", (f"id <> OLD.id AND {key}" for key in granted))
    _keep_hashes()


def downgrade() -> None:
    """Drop them again."""
    for table in (*_KEYS, "award_line"):
        op.execute(f"DROP TRIGGER {table}_no_replace")
    op.execute("DROP TRIGGER award_line_no_replace_by_update")
    op.drop_column("letter", "sha256")


def _refuse(table: str, name: str, action: str, keys: Iterable[str]) -> None:
    # One look-up a key, so that each goes by its index.
    standing = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)
    op.execute(
        f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} WHEN {standing} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END"
    )


def _keep_hashes() -> None:
    op.add_column("letter", sa.Column("sha256", sa.Text(), nullable=False, server_default=sa.text("''")))
    [guard] = (
        op.get_bind()
        .execute(sa.text("SELECT sql FROM sqlite_master WHERE name = 'letter_no_update'"))
        .scalars()
    )
    op.execute("DROP TRIGGER letter_no_update")
    read = sa.text("SELECT pdf FROM letter_content WHERE letter_id = :id")
    write = sa.text("UPDATE letter SET sha256 = :sha256 WHERE id = :id")
    for letter in op.get_bind().execute(sa.text("SELECT letter_id FROM letter_content")).scalars().all():
        pdf = op.get_bind().execute(read, {"id": letter}).scalar_one()
        op.get_bind().execute(write, {"id": letter, "sha256": hashlib.sha256(pdf).hexdigest()})
    op.execute(guard)
