"""How people get in."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ipdesk.models.records import AccessSettings, ApprovalOrder, Password
from ipdesk.models.tables import OfficeEntry, PasswordEntry, RecoveryCodeEntry


def access_settings(session: Session) -> AccessSettings:
    """Return how the office signs in; without passwords before there is an office."""
    entry = session.scalars(select(OfficeEntry)).first()
    if entry is None:
        return AccessSettings()
    kept = {field.name: getattr(entry, field.name) for field in fields(AccessSettings)}
    return AccessSettings(**{**kept, "approval_order": ApprovalOrder(entry.approval_order)})


def password(session: Session, person: int) -> Password:
    """Return what is kept of a person's password."""
    entry = session.get(PasswordEntry, person)
    if entry is None:
        return Password()
    return Password(entry.hash, entry.for_once, entry.failures, entry.failed_at)


def open_recovery_codes(session: Session) -> int:
    """Return how many recovery codes have not been used."""
    unused = select(func.count()).where(RecoveryCodeEntry.used_at.is_(None))
    return session.scalars(unused).one()
