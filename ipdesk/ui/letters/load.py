"""One question that fills the letters page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ipdesk.models import queries
from ipdesk.models.applications.steps import in_order_of_acceptance
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationFilter, ApplicationRow, LetterRow, Office, Sort
from ipdesk.models.records.workflow import Step

MOST_LETTERS = 2000
GRANTED = ApplicationFilter(amount_from=1)
"""Applications with something to notify: nobody is notified of an award of nothing."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """What waits, what went out and fits the search, and the number that comes next (None: typed).

    What waits stands in the order of acceptance: numbers are given from above.
    """

    office: Office | None
    waiting: tuple[ApplicationRow, ...]
    issued: tuple[LetterRow, ...]
    next_number: str | None


def letter_file(session: Session, text: str, year: int) -> LetterFile:
    """Read everything in one transaction; ``year`` is that of the date on the letters to come."""
    confirmed = replace(GRANTED, state=Step.NOTIFY.source)
    ids = queries.application_ids(session, confirmed, Sort.NUMBER, False)
    return LetterFile(
        queries.office(session),
        in_order_of_acceptance(queries.application_rows(session, ids)),
        queries.letters(session, text, MOST_LETTERS),
        queries.next_letter_number(session, year),
    )
