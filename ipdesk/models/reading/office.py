"""The office and the audit log."""

from __future__ import annotations

import datetime
from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import AuditRecord, Office
from ipdesk.models.tables import AuditEntry, OfficeEntry, OwnRemediesEntry, PersonEntry
from ipdesk.models.workflow import SHORTEST, Procedure


def office(session: Session) -> Office | None:
    """Return the office, None before the first start is done."""
    entry = session.scalars(select(OfficeEntry)).first()
    if entry is None:
        return None
    columns = (field.name for field in fields(Office) if field.name != "own_remedies")
    return Office(**{name: getattr(entry, name) for name in columns}, own_remedies=_own_remedies(session))


def _own_remedies(session: Session) -> dict[str, str]:
    entries = session.scalars(select(OwnRemediesEntry).order_by(OwnRemediesEntry.paper))
    return {entry.paper: entry.sentence for entry in entries}


def procedure(session: Session) -> Procedure:
    """Return the course of the office, the shortest one before the first start is done."""
    found = session.scalar(select(OfficeEntry.procedure))
    return found or SHORTEST


_LATELY = 200  # entries; a clock that once stood ahead is forgotten after so many


def last_entry(session: Session) -> datetime.datetime | None:
    """Return the latest moment among the newest audit entries, None before there is one.

    With a clock that was set back the entry written last bears an earlier one.
    """
    lately = select(AuditEntry.at).order_by(AuditEntry.id.desc()).limit(_LATELY)
    return max(session.scalars(lately), default=None)


def audit_entries(session: Session, record: str | None = None, limit: int = 200) -> tuple[AuditRecord, ...]:
    """Return the newest audit entries, at most a number of ``limit``, of one record where one is named.

    A record is named by its kind and id, such as ``application 3``.
    """
    wanted = (
        select(AuditEntry, PersonEntry.name)
        .outerjoin(PersonEntry, PersonEntry.id == AuditEntry.person_id)
        .order_by(AuditEntry.id.desc())
        .limit(limit)
    )
    if record is not None:
        wanted = wanted.where(AuditEntry.record == record)
    return tuple(
        AuditRecord(entry.at, name or "", entry.action, entry.record, tuple(entry.fields.split()))
        for entry, name in session.execute(wanted)
    )
