"""Letters and other documents: a number, frozen data and the paper itself, all or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records import DocumentKind, Enclosure, IssuedLetter, RenderedLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDocument(Command[IssuedLetter]):
    """Issue a document of a kind about an application: take its step, render, and keep data and PDF.

    The number is drawn for the year of ``date``. ``render`` is called inside the transaction with it ("" of a
    kind without); whatever it raises passes through and leaves no trace, not even a used number.
    ``number`` is one typed from the bureau's own register; None draws it from the series of the kind.
    ``about`` is the kind of the paper that it approves, "" where it is no approval. Raises
    InvalidInput for a date before the meeting that decided or after today and for a number that is malformed
    or taken, Conflict for a wrong state.
    """

    kind: DocumentKind
    application: int
    date: datetime.date
    render: Callable[[str], RenderedLetter]
    number: str | None = None
    about: str = ""

    @property
    def permission(self) -> Permission:
        """Return what the kind asks for."""
        return self.kind.permission


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueListDocument(Command[IssuedLetter]):
    """Issue a document about many applications: those of a ``call``, or of a batch (0), in this order.

    The step of its kind is taken with each of them. ``subject`` is what lists name it by, such as to whom it
    goes; ``amount`` (fen) what the paper says of all, None for what stands for them now. Date, number and
    ``render`` are as with IssueDocument; ``enclosures`` are kept beside it, those ``ahead`` before it. Raises
    InvalidInput for no applications, one named twice or of another call, and like IssueDocument; Conflict
    where one of them is in a wrong state. Nothing is done by halves.
    """

    kind: DocumentKind
    applications: tuple[int, ...]
    call: int = 0
    subject: str
    date: datetime.date
    render: Callable[[str], RenderedLetter]
    number: str | None = None
    amount: int | None = None
    enclosures: tuple[Enclosure, ...] = ()
    ahead: tuple[Enclosure, ...] = ()

    @property
    def permission(self) -> Permission:
        """Return what the kind asks for."""
        return self.kind.permission


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidLetter(Command[None]):
    """Declare an issued letter void: its number is never used again, the paper stays in the register.

    ``kind`` is that of the letter. The step that issuing it took is taken back, so that the application
    waits for another letter with a new number; all else stays. Raises NotFound, InvalidInput without a
    reason, and Conflict for a letter that is void, or after which a further step was taken.
    """

    permission = Permission.ISSUE

    letter: int
    kind: DocumentKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReissueLetter(Command[datetime.date]):
    """Hand an issued letter out again 补发, because the party lost its own: the same paper with a mark.

    ``kind`` is that of the letter. Answers the day that the mark bears. Raises NotFound, InvalidInput without
    a reason, and Conflict for a letter that is void.
    """

    permission = Permission.ISSUE

    letter: int
    kind: DocumentKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLetterSeries(Command[None]):
    """Say which number the office's own series draws next in a year; numbers already used are passed over."""

    permission = Permission.ADMINISTER

    year: int
    next_number: int
