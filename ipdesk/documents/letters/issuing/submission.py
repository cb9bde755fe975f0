"""The commands by which what is to be done against somebody is submitted, and carried out once approved.

What sheet and paper say is read inside the transaction: of what the command has just done there.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ParamSpec

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.letters.data import frozen
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.issue import NO_OFFICE, Request, Sources, source_in
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import queries
from ipdesk.models.applications.approvals import BAR
from ipdesk.models.commands import AnnounceService, AnswerObjection, CarryOutHandling, SubmitHandling
from ipdesk.models.commands.handlings import Doing, Said, SaidReply, said_of
from ipdesk.models.core.errors import DeskError, NotFound
from ipdesk.models.core.session import Session
from ipdesk.models.records import Handling, RenderedLetter
from ipdesk.models.services.application_with_policy import explained
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import standard_library

P = ParamSpec("P")


def submitting(
    sources: Sources,
    application: int,
    approves: str,
    doing: Doing | None,
    date: datetime.date,
    former: Handling | None = None,
) -> SubmitHandling:
    """Return the command that submits something for the paper of a kind; ``former`` is submitted anew."""
    render: Callable[[Session, str], RenderedLetter]
    if isinstance(doing, AnswerObjection | AnnounceService):
        brought = _Brought(doing)
        doing, render = brought.doing, brought.rendered
    else:
        wanted = Request(HANDLING_APPROVAL, application, date, approves=approves)
        render = partial(_rendered, wanted, sources)
    return SubmitHandling(
        application=application,
        approves=approves,
        doing=doing,
        sheet=HANDLING_APPROVAL.kind,
        date=date,
        render=render,
        handling=former.id if former else 0,
        revision=former.revision if former else 0,
    )


def carrying_out(
    sources: Sources, handling: Handling, date: datetime.date, number: str | None = None
) -> CarryOutHandling:
    """Return the command that does what was approved, and issues its paper of a date."""
    if (said := said_of(handling.kind, handling.text)) is not None:
        return _Carried(sources, handling, said, date, number).command()
    sheet = Request(HANDLING_APPROVAL, handling.application, date, approves=handling.kind)
    document = HANDLING_APPROVAL if handling.kind == BAR else DOCUMENTS[handling.kind]
    paper = Request(document, handling.application, date, number)
    return CarryOutHandling(
        handling=handling.id,
        kind=None if handling.kind == BAR else document.kind,
        date=date,
        told=partial(_told, sheet, sources),
        render=partial(_rendered, paper, sources),
        number=number,
    )


class _Brought:
    """A command that makes its sheet itself: what that says is kept once it was run."""

    def __init__(self, doing: AnswerObjection | AnnounceService) -> None:
        self._sheets = list[RenderedLetter]()
        self.doing: AnswerObjection | AnnounceService
        if isinstance(doing, AnswerObjection):
            self.doing = replace(doing, render_approval=self._keeping(doing.render_approval))
        else:
            self.doing = replace(doing, render_approval=self._keeping(doing.render_approval))

    def _keeping(self, made: Callable[P, RenderedLetter]) -> Callable[P, RenderedLetter]:
        def kept(*about: P.args, **named: P.kwargs) -> RenderedLetter:
            with _told_as_ours():
                self._sheets.append(made(*about, **named))
            return self._sheets[-1]

        return kept

    def rendered(self, _: Session, __: str) -> RenderedLetter:
        """Return the sheet as it was made last."""
        return self._sheets[-1]


@dataclass
class _Carried:
    """What was signed of a command that makes its paper and its sheet itself: made anew where it is done."""

    sources: Sources
    handling: Handling
    said: Said
    date: datetime.date
    number: str | None
    brought: _Brought | None = None

    def command(self) -> CarryOutHandling:
        return CarryOutHandling(
            handling=self.handling.id,
            kind=None,
            date=self.date,
            told=lambda session: self.rendered(session, "").data,
            render=self.rendered,
            made=self.made,
        )

    def rendered(self, session: Session, number: str) -> RenderedLetter:
        assert self.brought is not None, "made and done by then"
        return self.brought.rendered(session, number)

    def made(self, session: Session) -> AnswerObjection | AnnounceService:
        """Return the command of what was submitted, with its papers. Raises DeskError."""
        office, said = queries.office(session), self.said
        if office is None:
            raise NotFound(NO_OFFICE, "name")
        papers = NoticePapers(office, self.date, self.sources.templates)
        doing: AnswerObjection | AnnounceService
        if isinstance(said, SaidReply):
            given = said.objection, said.reason, self.number
            doing = papers.answer(
                *given, upheld=said.upheld, unheard=said.unheard, view=said.view, anew_on=said.anew_on
            )
        else:
            detail, policy = explained(session, self.handling.application, self.sources.policies)
            of = detail, policy, queries.letter(session, said.letter)
            doing = papers.announce(*of, said.tried, said.collect_at, self.number, said.ground)
        self.brought = _Brought(doing)
        return self.brought.doing


def _rendered(wanted: Request, sources: Sources, session: Session, number: str) -> RenderedLetter:
    from ipdesk.documents.letters.compose import issued_letter  # ReportLab: only when printed

    document: RegisteredDocument[Any] = wanted.document
    with _told_as_ours():
        source = source_in(session, wanted, sources.policies)
        return issued_letter(document, document.build(source, wanted.date, number), sources.templates)


def _told(wanted: Request, sources: Sources, session: Session) -> Mapping[str, object]:
    with _told_as_ours():
        return frozen(wanted.document.build(source_in(session, wanted, sources.policies), wanted.date, None))


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
