"""The office, its people and the audit log."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.records import AuditRecord, Office, Person


def office(session: Session) -> Office | None:
    """Return the office, None before the first start is done."""
    raise NotImplementedError


def persons(session: Session) -> tuple[Person, ...]:
    """Return who sits at the desk, in the order they were added."""
    raise NotImplementedError


def audit_entries(session: Session, record: str | None = None, limit: int = 200) -> tuple[AuditRecord, ...]:
    """Return the newest audit entries, of one record (such as ``application 3``) where one is named."""
    raise NotImplementedError
