"""Issued letters: what lists, search and the preview show of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterRow:
    """An issued letter as lists show it; ``amount`` in fen."""

    id: int
    number: str
    date: datetime.date
    application: int
    application_number: str
    applicant_name: str
    amount: int
    issued_by: str
    issued_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """An issued letter as it went out: its frozen data and the very bytes of its PDF."""

    row: LetterRow
    data: Mapping[str, object]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """What a caller's renderer gives back for a number: data that JSON can carry, and the PDF."""

    data: Mapping[str, object]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """Id and full number of a letter that was just issued, as its command answers."""

    id: int
    number: str
