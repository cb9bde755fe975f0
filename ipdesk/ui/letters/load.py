"""One question that fills the letters page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.registry import awaited
from ipdesk.models import queries
from ipdesk.models.applications.step_checks import in_order_of_acceptance
from ipdesk.models.core.session import Session
from ipdesk.models.parsing.achievement_rows import read_rows
from ipdesk.models.records import ApplicationRow, LetterRow, Office
from ipdesk.rules.pack.vocabulary import standard_vocabulary

MOST_LETTERS = 2000


@dataclass(frozen=True, slots=True)
class WaitingLetters:
    """What waits for one kind of document, in the order of acceptance: numbers are given from above.

    ``next_number`` is the one that comes next, None where it is typed or the kind bears none. ``unready``
    says of which applications the paper cannot be made yet, and why.
    """

    document: RegisteredDocument[Any]
    rows: tuple[ApplicationRow, ...]
    next_number: str | None
    unready: Mapping[int, str] = field(default_factory=dict)

    @property
    def ready(self) -> int:
        """Return how many can be printed."""
        return sum(row.id not in self.unready for row in self.rows)


@dataclass(frozen=True, slots=True)
class LetterFile:
    """What waits, kind by kind, and what went out and fits the search."""

    office: Office | None
    waiting: tuple[WaitingLetters, ...]
    issued: tuple[LetterRow, ...]

    def of_kind(self, kind: str) -> WaitingLetters:
        """Return what waits for a kind; for the first one where nothing waits for that kind."""
        return next((waits for waits in self.waiting if waits.document.kind.id == kind), self.waiting[0])

    def kind_for(self, application: int, wanted: str, shown: str) -> str:
        """Return the kind that an application waits for; "" for none.

        A ``wanted`` kind goes before others, then those that are due, the one that is ``shown`` first.
        """

        def order(waits: WaitingLetters) -> tuple[bool, bool, bool]:
            kind = waits.document.kind.id
            return kind != wanted, not waits.document.due, kind != shown

        found = (w for w in sorted(self.waiting, key=order) if any(row.id == application for row in w.rows))
        return next((waits.document.kind.id for waits in found), "")

    def is_due(self, kind: str) -> bool:
        """Say whether what waits for a kind has to get it; "" is none."""
        return any(waits.document.kind.id == kind and waits.document.due for waits in self.waiting)

    def issued_for(self, application: int, kind: str) -> tuple[int, ...]:
        """Return the letters of an application that went out, of one kind or of all ("")."""
        return tuple(
            row.id
            for row in self.issued
            if row.application == application and kind in ("", row.kind) and not row.is_void
        )


def letter_file(session: Session, text: str, day: datetime.date, kind: str = "") -> LetterFile:
    """Read everything in one transaction; ``day`` is the date on the letters to come.

    Of what went out, ``text`` and ``kind`` narrow what is shown.
    """
    found = _waiting(session, day)
    faults = form_faults(session, (row for one in found if one.document.from_form for row in one.rows), day)
    return LetterFile(
        queries.office(session),
        tuple(replace(one, unready=faults) if one.document.from_form else one for one in found),
        queries.letters(session, text, MOST_LETTERS, kind),
    )


def form_faults(session: Session, rows: Iterable[ApplicationRow], today: datetime.date) -> Mapping[int, str]:
    """Return why no paper can be made of forms that are still being filled in, by application."""
    from ipdesk.documents.letters.form_lines import form_fault  # with what computes lines

    found, words = dict[int, str](), standard_vocabulary()
    for row in {row.id: row for row in rows if row.state.editable}.values():
        draft = queries.draft(session, row.id)
        typed = draft.rows if draft is not None else ()
        if fault := form_fault(typed, read_rows(typed, words, row.year, today)):
            found[row.id] = fault
    return found


def _awaiting(session: Session) -> list[tuple[RegisteredDocument[Any], tuple[int, ...]]]:
    """Return with each kind of document who awaits it."""
    kinds = awaited()
    asked = [(one.kind, one.wanted) for one in kinds if one.wanted is not None]
    return [*zip(kinds, queries.awaiting_each(session, asked), strict=True)]


def _waiting(session: Session, day: datetime.date) -> list[WaitingLetters]:
    """Return what waits for each kind: who waits for several is read once, as is the number of a series."""
    each = _awaiting(session)
    found = queries.application_rows(session, sorted({one for _, ids in each for one in ids}))
    rows = {row.id: row for row in found}
    marks = {document.kind.series for document, _ in each}
    numbers = queries.next_letter_numbers(session, day.year, (mark for mark in marks if mark is not None))
    return [
        WaitingLetters(
            document,
            in_order_of_acceptance(rows[one] for one in ids),
            None if document.kind.series is None else numbers[document.kind.series],
        )
        for document, ids in each
    ]
