"""Issued letters."""

from __future__ import annotations

from sqlalchemy.orm import Session

from ipdesk.models.records import LetterDocument, LetterRow


def letters(session: Session, text: str = "", limit: int = 500) -> tuple[LetterRow, ...]:
    """Return issued letters, newest first; ``text`` is part of a number or of an applicant's name."""
    raise NotImplementedError


def letter(session: Session, letter_id: int) -> LetterDocument:
    """Return one letter with its frozen data and PDF; raises NotFound."""
    raise NotImplementedError


def next_letter_number(session: Session, year: int) -> str | None:
    """Return the number the series would draw next in a year, for show; None where numbers are typed."""
    raise NotImplementedError
