"""Documents from the database to PDF: previews, those going out, those that went out, several in one file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.document import ApplicationSource, KeptPaper, Layout, RegisteredDocument
from ipdesk.documents.letters.refusal import REFUSAL
from ipdesk.documents.letters.service import SERVED_PAPER
from ipdesk.models import queries
from ipdesk.models.commands import IssueDocument
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import NotFound
from ipdesk.models.core.session import Session
from ipdesk.models.records import (
    ApplicationDetail,
    IssuedLetter,
    LetterDocument,
    Office,
    RenderedLetter,
)
from ipdesk.models.records.funds.charges import AwardPayment
from ipdesk.models.services.application_with_policy import explained
from ipdesk.models.services.entered_form import entered_form
from ipdesk.models.store import Store
from ipdesk.rules.library.policy_library import PolicyLibrary, standard_library

if TYPE_CHECKING:
    from ipdesk.documents.letters.issued.reprint import Reprint
    from ipdesk.documents.letters.layout import Letter
    from ipdesk.documents.letters.sheets.blocks import Sheet

T = TypeVar("T")
NO_OFFICE = "还没有填写单位信息，请先到“设置”里填写。"
Progress = Callable[[int], None]
"""Told how many letters are done; what it raises ends the work."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where documents come from. ``templates`` is the folder of the office's own, where there is one."""

    store: Store
    policies: PolicyLibrary
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A document that is asked for: kind, application and date, and the number where it is typed.

    ``approves`` is the kind of the paper that an approval is for, "" for what comes next.
    """

    document: RegisteredDocument[Any]
    application: int
    date: datetime.date
    number: str | None = None
    approves: str = ""


def preview_pdf(sources: Sources, request: Request) -> bytes:
    """Return the document as it would look, marked 样稿 and without a number.

    Raises DeskError, NotFound with the setting where the office is missing, and DocumentError.
    """
    from ipdesk.documents.letters.compose import render

    return render(request.document, _draft(sources, request), templates_dir=sources.templates)


def issue(sources: Sources, request: Request, actor: Actor) -> tuple[IssuedLetter, Changes]:
    """Issue one: number, frozen data and PDF in one transaction. Raises as ``preview_pdf`` does."""
    source = _read(sources, request)
    command = issuing(request.document, source, request.date, request.number, sources.templates)
    outcome = sources.store.run(command, actor)
    return outcome.value, outcome.changes


def issuing(
    document: RegisteredDocument[Any],
    source: ApplicationSource,
    date: datetime.date,
    number: str | None = None,
    templates_dir: Path | None = None,
) -> IssueDocument:
    """Return the command that issues a document; it raises a DocumentError where one cannot be printed."""

    def rendered(drawn: str) -> RenderedLetter:
        from ipdesk.documents.letters.compose import issued_letter  # ReportLab: only when printed

        return issued_letter(document, document.build(source, date, drawn), templates_dir)

    about = ""
    if document.approves is not None:
        about = source.approves or document.approves(source.detail)
    return IssueDocument(
        kind=document.kind,
        application=source.detail.application.id,
        date=date,
        render=rendered,
        number=number,
        about=about,
    )


def notification(session: Session, application: int, date: datetime.date, kind: str = "") -> IssueDocument:
    """Return the command that issues a paper of a kind; "" tells what was decided of the application.

    Everything it tells is read in the session, as for the papers of the desk. Raises DeskError.
    """
    from ipdesk.documents.letters.registry import DOCUMENTS

    refused = queries.application_detail(session, application).application.refused
    told = DOCUMENTS[kind] if kind else REFUSAL if refused else AWARD
    source = source_in(session, Request(told, application, date), standard_library())
    return issuing(told, source, date)


def stored_pdfs(
    sources: Sources, letters: Sequence[int], on_progress: Progress = lambda _: None
) -> tuple[bytes, ...]:
    """Return the PDFs of issued letters as they went out: byte for byte, but for 作废 on void ones.

    Raises DeskError.
    """
    return tuple(document.pdf for document in _documents(sources, letters, on_progress))


def reissued_pdf(sources: Sources, letter: int, day: datetime.date) -> bytes:
    """Return the PDF of an issued letter as it is handed out again on a day 补发. Raises DeskError."""
    from ipdesk.documents.letters.reissued import reissued

    return reissued(sources.store.read(queries.letter, letter), day)


def draft_pdfs(
    sources: Sources, requests: Sequence[Request], on_progress: Progress = lambda _: None
) -> tuple[bytes, ...]:
    """Return drafts, a PDF each; raises as ``preview_pdf`` does."""
    found = []
    for request in requests:
        found.append(preview_pdf(sources, request))
        on_progress(len(found))
    return tuple(found)


def draft_words(sources: Sources, request: Request) -> Letter | Sheet:
    """Return the words of a document to come; raises as ``preview_pdf`` does."""
    from ipdesk.documents.letters.compose import words_of

    return words_of(request.document, _draft(sources, request), sources.templates)


def issued_words(sources: Sources, letter: int) -> Letter | Sheet:
    """Return the words of an issued letter, where today's template has those that went out.

    Raises DeskError and DocumentError.
    """
    from ipdesk.documents.letters.issued.reprint import words_as_issued

    return words_as_issued(sources.store.read(queries.letter, letter), sources.templates)


def issued_together(
    sources: Sources, letters: Sequence[int], both_sides: bool, on_progress: Progress
) -> Reprint:
    """Return issued letters as one PDF; one letter is its stored file. Raises DeskError."""
    from ipdesk.documents.letters.issued.reprint import Reprint, reprint

    if len(letters) == 1:
        return Reprint(stored_pdfs(sources, letters)[0], stored=0)
    documents = _documents(sources, letters, lambda _: None)
    return reprint(documents, on_progress, templates_dir=sources.templates, both_sides=both_sides)


def drafts_together(
    sources: Sources, requests: Sequence[Request], both_sides: bool, on_progress: Progress
) -> Reprint:
    """Return drafts of one kind as one PDF; raises as ``preview_pdf`` does."""
    from ipdesk.documents.letters.compose import render_batch
    from ipdesk.documents.letters.issued.reprint import Reprint

    if len(requests) == 1:
        return Reprint(preview_pdf(sources, requests[0]), stored=0)
    letters = (_draft(sources, request) for request in requests)
    kind, folder = requests[0].document, sources.templates
    pdf = render_batch(kind, letters, on_progress, templates_dir=folder, both_sides=both_sides)
    return Reprint(pdf, stored=0)


def _draft(sources: Sources, request: Request) -> LetterData:
    source = _read(sources, request)
    draft: LetterData = request.document.build(source, request.date, None)
    return draft


def _read(sources: Sources, request: Request) -> ApplicationSource:
    return with_office(
        sources.store, lambda session, office: _everything(session, office, request, sources.policies)
    )


def source_in(session: Session, request: Request, policies: PolicyLibrary) -> ApplicationSource:
    """Return what a document is made from as it stands in a transaction. Raises DeskError."""
    office = queries.office(session)
    if office is None:
        raise NotFound(NO_OFFICE, "name")
    return _everything(session, office, request, policies)


def with_office(store: Store, read: Callable[[Session, Office], T]) -> T:
    """Answer a question in one transaction with the office.

    Raises DeskError, NotFound with the setting where the office is missing.
    """

    def asked(session: Session) -> T:
        office = queries.office(session)
        if office is None:
            raise NotFound(NO_OFFICE, "name")
        return read(session, office)

    return store.read(asked)


def _everything(
    session: Session, office: Office, request: Request, policies: PolicyLibrary
) -> ApplicationSource:
    detail, policy = explained(session, request.application, policies)
    given_back = request.document.reads_letters and not detail.achievements
    wanted = request.document.from_form or given_back
    form = entered_form(session, detail, policy, request.date) if wanted else None
    papers = _papers(session, detail) if request.document.reads_letters else {}
    pictures = _pictures(session, detail) if request.document.reads_pictures else {}
    asked = request.document.quotes or request.document.cites
    quoted = queries.clause_wordings(session, policy.id) if asked else {}
    shown = queries.notices_of(session, request.application) if request.document.reads_notices else ()
    call = queries.call_of(session, detail.application.call)
    read = office, detail, policy, form, request.date, papers, pictures, quoted, shown
    paid = _paid(session, request)
    return replace(
        ApplicationSource(*read, call=call, approves=request.approves),
        paid=tuple(dict.fromkeys(one.day for one in paid)),
        paid_out=sum(one.fen for one in paid),
        channel=queries.award_channel(session, request.application) if paid else "",
        inside=request.document.layout is not Layout.LETTER,
    )


def _paid(session: Session, request: Request) -> tuple[AwardPayment, ...]:
    """Return what the books of funds know to be paid of an award."""
    read = request.document.reads_letters or request.document.reads_payments
    return queries.award_payments(session, request.application) if read else ()


def _pictures(session: Session, detail: ApplicationDetail) -> dict[str, bytes]:
    """Return the pictures of an application's checks, publications and attempts, by their hashes."""
    published = [one.publication.pictures for one in detail.services if one.publication is not None]
    tried = [one.pictures for one in detail.attempts]
    shown = [*(record.pictures for record in detail.checks), *published, *tried]
    kept = {one.sha256 for some in shown for one in some}
    return {sha256: queries.kept_picture(session, sha256) for sha256 in sorted(kept)}


REPORTED_LIST = "list_number"
"""Under what the data of a report on a publication keep the number of the list."""


def _papers(session: Session, detail: ApplicationDetail) -> dict[int, KeptPaper]:
    """Return what the letters of an application are like, by their ids."""
    from ipdesk.documents.pdf.pictures import page_count

    found = (queries.letter(session, row.id) for row in detail.letters)
    return {
        one.row.id: KeptPaper(
            page_count(one.pdf),
            one.row.title,
            str(one.data.get(SERVED_PAPER) or one.data.get(REPORTED_LIST, "")),
        )
        for one in found
    }


def _documents(sources: Sources, letters: Sequence[int], on_progress: Progress) -> Iterator[LetterDocument]:
    from ipdesk.documents.letters.page_mark import as_shown

    for done, number in enumerate(letters, start=1):
        document = sources.store.read(queries.letter, number)
        yield replace(document, pdf=as_shown(document))
        on_progress(done)
