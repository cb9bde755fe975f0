"""The office itself, as it stands in the database."""

from __future__ import annotations

from dataclasses import fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import Office
from ipdesk.models.tables import CallEntry, OfficeEntry, OwnRemediesEntry
from ipdesk.models.workflow import SHORTEST, Level, Procedure


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


def minutes_from(session: Session) -> int:
    """Return from how many fen on a sum needs minutes; 0 before the first start is done."""
    return session.scalar(select(OfficeEntry.minutes_from)) or 0


def procedure(session: Session, call: int = 0) -> Procedure:
    """Return the course of the office for the applications of a call; the shortest before the first start."""
    found = session.scalar(select(OfficeEntry.procedure)) or SHORTEST
    level = session.scalar(select(CallEntry.level).where(CallEntry.id == call)) if call else None
    return replace(found, level=Level(level)) if level else found
