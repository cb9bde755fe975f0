"""Who was asked to take its award 催领, and whether that reached it in time."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import CollectionReminder
from ipdesk.models.tables import CollectionReminderEntry, PersonEntry


def collection_reminders(session: Session, application: int) -> tuple[CollectionReminder, ...]:
    """Return the reminders of an application, the first first."""
    entry = CollectionReminderEntry
    found = (
        select(entry, PersonEntry.name)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == application)
        .order_by(entry.id)
    )
    return tuple(
        CollectionReminder(one.id, one.missing, one.due_on, one.basis, name, one.at)
        for one, name in session.execute(found)
    )
