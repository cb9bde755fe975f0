"""What the level above answered to applications that were forwarded to it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import UpperAnswer
from ipdesk.models.tables import PersonEntry, UpperAnswerEntry


def upper_answer(session: Session, application_id: int) -> UpperAnswer | None:
    """Return the answer to an application, None where there is none."""
    entry = UpperAnswerEntry
    found = (
        select(entry.body, entry.number, entry.day, PersonEntry.name, entry.at)
        .join(PersonEntry, PersonEntry.id == entry.person_id)
        .where(entry.application_id == application_id)
    )
    row = session.execute(found).first()
    return UpperAnswer(*row) if row is not None else None
