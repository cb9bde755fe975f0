"""Issued letters, and what the procedure knows of their kinds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ipdesk.models.core.actor import Permission
from ipdesk.models.records.reversals import AskedToCollect
from ipdesk.models.workflow import EVALUATED, State, Step


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """What the procedure and the database know of a kind of document; all else is the matter of documents.

    ``id`` stands with every letter in the database. To issue one is to take the ``step``; a kind without a
    step changes no state, and may be issued in any of ``states``, again and again. ``series`` is what its
    numbers have behind the prefix of the office, where another text counts from 1 by itself; None bears none.
    ``shows`` names the personal values of the applicant that stand whole in one: who sees it is written down.
    """

    id: str
    name: str
    step: Step | None = None
    states: tuple[State, ...] = EVALUATED
    series: str | None = ""
    shows: frozenset[str] = frozenset()

    @property
    def issued_in(self) -> tuple[State, ...]:
        """Return the states in which an application may get one."""
        return self.states if self.step is None else self.step.sources

    @property
    def permission(self) -> Permission:
        """Return what whoever issues one must be allowed."""
        return Permission.ISSUE if self.step is None else self.step.permission

    @property
    def after_decision(self) -> bool:
        """Say whether it is only issued once a meeting has decided, so that its date is none before that."""
        return all(state.stands for state in self.issued_in)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """An issued letter as lists show it: the id of its kind, its number, "" where the kind bears none.

    ``amount`` is that of the application when it was issued, in fen. One about many applications has 0 for
    its ``application``, what it is about as its ``applicant_name``, and the sum of theirs. ``void_reason``
    says why it is void, "" where it stands; ``reissued_on`` is the last day on which it was handed out again.
    ``about`` is the kind of the paper that it approves, "" where it is no approval.
    ``title`` is what the paper calls itself, "" for one of a time when no titles were kept.
    """

    id: int
    kind: str
    number: str
    date: datetime.date
    application: int
    application_number: str
    applicant_name: str
    amount: int
    issued_by: str
    issued_at: datetime.datetime
    void_reason: str = ""
    voided_by: str = ""
    voided_at: datetime.datetime | None = None
    reissued_on: datetime.date | None = None
    about: str = ""
    title: str = ""

    @property
    def is_void(self) -> bool:
        """Say whether it no longer holds."""
        return self.voided_at is not None


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """An issued letter as it went out: its frozen data and the very bytes of its PDF."""

    row: LetterRow
    data: Mapping[str, object]
    pdf: bytes


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """What a caller's renderer gives back for a number: data that JSON can carry, the PDF, its title.

    ``asked`` is what the paper asks its recipient to do to be paid, None for most papers.
    """

    data: Mapping[str, object]
    pdf: bytes
    title: str = ""
    asked: AskedToCollect | None = None


class Enclosure(NamedTuple):
    """What goes out with a document, under its number: another kind, which bears none of its own.

    ``about`` is the kind of the paper that it approves, "" where it is no approval.
    """

    kind: DocumentKind
    render: Callable[[str], RenderedLetter]
    about: str = ""


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """Id and full number of a letter that was just issued, as its command answers; "" where it bears none."""

    id: int
    number: str
