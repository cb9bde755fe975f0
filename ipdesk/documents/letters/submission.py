"""The commands by which what is to be done against somebody is submitted, and carried out once approved.

What sheet and paper say is read inside the transaction: of what the command has just done there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.data import frozen
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.issue import Request, Sources, source_in
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.commands import CarryOutHandling, SubmitHandling
from ipdesk.models.commands.handlings import Doing
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.session import Session
from ipdesk.models.records import Handling, RenderedLetter
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library


def submitting(
    sources: Sources,
    application: int,
    approves: str,
    doing: Doing | None,
    date: datetime.date,
    former: Handling | None = None,
) -> SubmitHandling:
    """Return the command that submits something for the paper of a kind; ``former`` is submitted anew."""
    wanted = Request(HANDLING_APPROVAL, application, date, approves=approves)
    return SubmitHandling(
        application=application,
        approves=approves,
        doing=doing,
        sheet=HANDLING_APPROVAL.kind,
        date=date,
        render=lambda session, number: _rendered(session, wanted, sources, number),
        handling=former.id if former else 0,
        revision=former.revision if former else 0,
    )


def carrying_out(
    sources: Sources, handling: Handling, date: datetime.date, number: str | None = None
) -> CarryOutHandling:
    """Return the command that does what was approved, and issues its paper of a date."""
    document = DOCUMENTS[handling.kind]
    paper = Request(document, handling.application, date, number)
    sheet = Request(HANDLING_APPROVAL, handling.application, date, approves=handling.kind)
    return CarryOutHandling(
        handling=handling.id,
        kind=document.kind,
        date=date,
        told=lambda session: _told(session, sheet, sources),
        render=lambda session, drawn: _rendered(session, paper, sources, drawn),
        number=number,
    )


def _rendered(session: Session, wanted: Request, sources: Sources, number: str) -> RenderedLetter:
    from ipdesk.documents.letters.compose import issued_letter  # ReportLab: only when printed

    document: RegisteredDocument[Any] = wanted.document
    with _told_as_ours():
        source = source_in(session, wanted, sources)
        return issued_letter(document, document.build(source, wanted.date, number), sources.templates)


def _told(session: Session, wanted: Request, sources: Sources) -> Mapping[str, object]:
    with _told_as_ours():
        return frozen(wanted.document.build(source_in(session, wanted, sources), wanted.date, None))


@contextmanager
def _told_as_ours() -> Iterator[None]:
    """Have what cannot be printed refused as what cannot be written. Raises DeskError."""
    try:
        yield
    except DocumentError as error:
        raise DeskError(error.message, error.setting) from error


@dataclass(frozen=True, slots=True)
class Submissions:
    """Gives both commands for one desk, to whom nothing of documents is known."""

    sources: Sources

    def submitting(
        self, application: int, approves: str, doing: Doing | None, date: datetime.date
    ) -> SubmitHandling:
        """Return the command that submits something for the paper of a kind."""
        return submitting(self.sources, application, approves, doing, date)

    def carrying_out(self, handling: Handling, date: datetime.date) -> CarryOutHandling:
        """Return the command that does what was approved, and issues its paper of a date."""
        return carrying_out(self.sources, handling, date)


def submissions(store: Store) -> Submissions:
    """Return those of a store by the policies of the program."""
    return Submissions(Sources(store, standard_library()))
