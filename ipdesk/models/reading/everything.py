"""One search over applicants, applications and letters."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from ipdesk.models.reading.applicants import search_applicants
from ipdesk.models.reading.applications import application_ids, application_rows
from ipdesk.models.reading.letters import letters
from ipdesk.models.records import STATE_NAMES, ApplicationFilter, Hit, HitKind


def find_anything(session: Session, text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Find applicants, then applications (by applicant or any number in them), then letters.

    Each kind has at most a third of ``limit``, so that many applicants do not hide the one letter.
    """
    if not text.strip():
        return ()
    each = max(1, limit // 3)
    return tuple(
        [
            *_applicants(session, text, each),
            *_applications(session, text, each),
            *_letters(session, text, each),
        ]
    )


def _applicants(session: Session, text: str, limit: int) -> Iterator[Hit]:
    for found in search_applicants(session, text, limit):
        detail = " · ".join(part for part in (found.legal_representative, found.contact) if part)
        yield Hit(HitKind.APPLICANT, found.id, found.name, detail)


def _applications(session: Session, text: str, limit: int) -> Iterator[Hit]:
    ids = application_ids(session, ApplicationFilter(text=text))[:limit]
    for row in application_rows(session, ids):
        detail = f"{row.applicant_name} · {STATE_NAMES[row.state]}"
        yield Hit(HitKind.APPLICATION, row.id, row.number, detail)


def _letters(session: Session, text: str, limit: int) -> Iterator[Hit]:
    for row in letters(session, text, limit):
        yield Hit(HitKind.LETTER, row.id, row.number, row.applicant_name)
