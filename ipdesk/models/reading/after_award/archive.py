"""Which application lies in the archive, and under which number."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import ArchiveRecord, Retention
from ipdesk.models.tables import ArchiveEntry, PersonEntry


def archive_of(session: Session, application_id: int) -> ArchiveRecord | None:
    """Return where an application lies in the archive, None while it does not."""
    found = session.execute(
        select(ArchiveEntry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == ArchiveEntry.person_id)
        .where(ArchiveEntry.application_id == application_id)
    ).first()
    if found is None:
        return None
    entry, name = found
    return ArchiveRecord(entry.number, Retention(entry.retention), entry.at.date(), name, entry.remark)
