"""What was looked up about an application."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import Check, CheckRecord, CheckResult
from ipdesk.models.tables import CheckEntry, PersonEntry


def checks(session: Session, application_id: int) -> tuple[CheckRecord, ...]:
    """Return the look-ups of an application, the first first."""
    entry = CheckEntry
    found = (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == application_id)
        .order_by(entry.id)
    )
    return tuple(CheckRecord(_check(one), name, one.at) for one, name in session.execute(found))


def _check(entry: CheckEntry) -> Check:
    result = CheckResult(entry.result)
    return Check(entry.subject, entry.name, entry.source, entry.day, result, entry.remark, entry.reason)
