"""Audit entries are chained by their hashes; those written before are chained as they are found."""

import datetime

import sqlalchemy as sa
from alembic import op

from ipdesk.models.core.audit_chain import BEGINNING, EntryContent, chained
from ipdesk.models.migrations.rebuild import rebuild

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_COLUMNS = ("previous", "hash")
_GUARD = sa.text("SELECT sql FROM sqlite_master WHERE name = 'audit_entry_no_update'")
_ENTRIES = sa.text("SELECT id, at, person_id, action, record, fields FROM audit_entry ORDER BY id")
_LINK = sa.text("UPDATE audit_entry SET previous = :previous, hash = :hash WHERE id = :id")
_ADD = sa.text(
    "INSERT INTO audit_entry (at, person_id, action, record, fields, previous, hash)"
    " VALUES (:at, :person, :action, :record, :fields, :previous, :hash)"
)
_ACTION = "chain"


def upgrade() -> None:
    """Add the columns, chain what stands, and say in an entry how many were chained afterwards."""
    for name in _COLUMNS:
        op.add_column("audit_entry", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    guard = op.get_bind().execute(_GUARD).scalar_one()
    op.execute("DROP TRIGGER audit_entry_no_update")
    _chain()
    rebuild(
        "audit_entry", *((f"{name} TEXT DEFAULT '' NOT NULL", f"{name} TEXT NOT NULL") for name in _COLUMNS)
    )
    op.execute(guard)


def downgrade() -> None:
    """Drop the columns, and the entry about them."""
    guard = sa.text("SELECT sql FROM sqlite_master WHERE name = 'audit_entry_no_delete'")
    written = op.get_bind().execute(guard).scalar_one()
    op.execute("DROP TRIGGER audit_entry_no_delete")
    op.execute(f"DELETE FROM audit_entry WHERE action = '{_ACTION}'")
    op.execute(written)
    for name in _COLUMNS:
        op.drop_column("audit_entry", name)


def _chain() -> None:
    connection = op.get_bind()
    found = connection.execute(_ENTRIES).all()
    links = list(chained(BEGINNING, (EntryContent(*content) for _, *content in found)))
    for (entry, *_), (previous, own) in zip(found, links, strict=True):
        connection.execute(_LINK, {"id": entry, "previous": previous, "hash": own})
    if found:
        _say(len(found), links[-1][1])


def _say(count: int, last: str) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    content = EntryContent(now, None, _ACTION, "office 1", f"entries:{count}")
    [(previous, own)] = chained(last, [content])
    op.get_bind().execute(_ADD, {**content._asdict(), "previous": previous, "hash": own})
