"""One application with everything in it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.records import ApplicationDetail, ApplicationRow


def application_detail(session: Session, application_id: int) -> ApplicationDetail:
    """Return one application; its lines equal those the rules produced. Raises NotFound."""
    raise NotImplementedError


def application_by_number(session: Session, number: str) -> ApplicationRow | None:
    """Return the application of a number such as ``2026-0012``; where a history entry's ``source`` points."""
    raise NotImplementedError
