"""The office itself, as it stands in the database."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.models.records import Office
from ipdesk.models.tables import OfficeEntry


def office(session: Session) -> Office | None:
    """Return the office, None before the first start is done."""
    entry = session.scalars(select(OfficeEntry)).first()
    if entry is None:
        return None
    return Office(**{field.name: getattr(entry, field.name) for field in fields(Office)})
