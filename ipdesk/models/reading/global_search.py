"""One search over applicants, applications, letters and the register of achievements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from ipdesk.models.core.errors import InvalidInput, Problem
from ipdesk.models.parsing.names.search_text import search_fault
from ipdesk.models.reading.achievements.lists import register_ids, register_rows
from ipdesk.models.reading.applicants import count_applicants, search_applicants
from ipdesk.models.reading.applications import application_ids, application_rows
from ipdesk.models.reading.letters import count_letters, letters
from ipdesk.models.records import ApplicationFilter, Hit, HitKind, Hits, Mark
from ipdesk.models.records.achievements.lists import RegisterFilter

ARCHIVED = "已归档"


def find_anything(session: Session, text: str, limit: int = 20) -> Hits:
    """Find applicants, then applications (by applicant or any number in them), letters, and the register.

    Of the register that is what no application holds: of the rest the application tells more.

    Each kind has at most a third of ``limit``, so that many applicants do not hide the one letter.
    Raises InvalidInput for a text that is no search.
    """
    if not text.strip():
        return Hits((), 0)
    if fault := search_fault(text):
        raise InvalidInput([Problem("text", fault)])
    each = max(1, limit // 3)
    ids = application_ids(session, ApplicationFilter(text=text))
    things = register_ids(session, RegisterFilter(text=text, applied=False))
    found = (
        *_applicants(session, text, each), *_applications(session, ids[:each]),
        *_letters(session, text, each), *_things(session, things[:each]),
    )  # fmt: skip
    others = count_applicants(session, text) + count_letters(session, text)
    return Hits(found, len(ids) + len(things) + others)


def _applicants(session: Session, text: str, limit: int) -> Iterator[Hit]:
    for found in search_applicants(session, text, limit):
        detail = " · ".join(part for part in (found.legal_representative, found.contact) if part)
        yield Hit(HitKind.APPLICANT, found.id, found.name, detail)


def _applications(session: Session, ids: Sequence[int]) -> Iterator[Hit]:
    for row in application_rows(session, ids):
        stands = ARCHIVED if Mark.ARCHIVED in row.marks else row.state.label
        detail = f"{row.applicant_name} · {stands}"
        yield Hit(HitKind.APPLICATION, row.id, row.number, detail)


def _letters(session: Session, text: str, limit: int) -> Iterator[Hit]:
    for row in letters(session, text, limit):
        title = row.number or row.application_number or row.applicant_name
        yield Hit(HitKind.LETTER, row.id, title, row.applicant_name)


def _things(session: Session, ids: Sequence[int]) -> Iterator[Hit]:
    for row in register_rows(session, ids):
        detail = " · ".join(filter(None, (row.ref, "；".join(row.owners))))
        yield Hit(HitKind.ACHIEVEMENT, row.id, row.name or row.ref, detail)
