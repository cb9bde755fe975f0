"""One search over applicants, applications and letters."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.records import Hit


def find_anything(session: Session, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Find applicants, then applications by number or by an achievement's number, then letters."""
    raise NotImplementedError
