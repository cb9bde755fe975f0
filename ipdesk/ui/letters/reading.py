"""One question that fills the letters page."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models import queries
from ipdesk.models.records import ApplicationFilter, ApplicationRow, LetterRow, Office, Sort, State
from ipdesk.models.session import Session

MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class LetterFile:
    """What waits, what went out and fits the search, and the number that comes next (None: typed)."""

    office: Office | None
    waiting: tuple[ApplicationRow, ...]
    issued: tuple[LetterRow, ...]
    next_number: str | None


def letter_file(session: Session, text: str, year: int) -> LetterFile:
    """Read everything in one transaction; ``year`` is that of the date on the letters to come."""
    confirmed = ApplicationFilter(state=State.CONFIRMED)
    ids = queries.application_ids(session, confirmed, Sort.NUMBER, False)
    return LetterFile(
        queries.office(session),
        queries.application_rows(session, ids),
        queries.letters(session, text, MOST_LETTERS),
        queries.next_letter_number(session, year),
    )
