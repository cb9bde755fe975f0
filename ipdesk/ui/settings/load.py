"""One question that fills the settings."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models import queries
from ipdesk.models.core.session import Session
from ipdesk.models.records import Office, Person


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept: the office, the people, and which number the office's own series draws next in a year."""

    office: Office | None
    persons: tuple[Person, ...]
    next_number: int | None
    year: int


def kept(session: Session, year: int) -> Kept:
    """Read everything in one transaction."""
    whole = queries.next_letter_number(session, year)
    number = int(whole.rpartition("〕")[2].removesuffix("号")) if whole else None
    return Kept(queries.office(session), queries.persons(session), number, year)
