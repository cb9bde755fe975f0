"""What is written down in the audit log alone."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from ipdesk.models.commands import NoteBrokenChain, NoteExport, NoteView
from ipdesk.models.core.audit_chain import CHAIN_BROKEN
from ipdesk.models.core.changes import Kind
from ipdesk.models.tables import AuditEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_OFFICE = 1
_VIEW, _EXPORT = "view", "export"
AGAIN = datetime.timedelta(hours=1)
"""A person who sees the same again within this time leaves no further entry."""


def note_broken_chain(work: Work, command: NoteBrokenChain) -> None:
    """Leave an entry about a break that no entry is about yet."""
    told = f"{command.broken.how.value} entry:{command.broken.id}"
    noted = select(AuditEntry.id).where(AuditEntry.action == CHAIN_BROKEN, AuditEntry.fields == told)
    work.lock("audit")
    if work.session.scalar(noted.limit(1)) is None:
        work.audit_unchanged(CHAIN_BROKEN, Kind.OFFICE, _OFFICE, told.split())


def note_view(work: Work, command: NoteView) -> None:
    """Leave an entry of each record unless the same person saw all of it within ``AGAIN``."""
    entry = AuditEntry
    lately = select(entry.record, entry.fields).where(
        entry.action == _VIEW, entry.person_id == work.actor.person, entry.at > work.now - AGAIN
    )
    seen = {
        record for record, fields in work.session.execute(lately) if command.fields <= set(fields.split())
    }
    for record in command.records:
        if f"{command.kind.value} {record}" not in seen:
            work.audit_unchanged(_VIEW, command.kind, record, command.fields)


def note_export(work: Work, command: NoteExport) -> None:
    """Leave an entry with the name of the list and the number of its rows."""
    work.audit_unchanged(_EXPORT, Kind.OFFICE, _OFFICE, (command.subject, f"rows:{command.rows}"))
