"""Letters as PDF: previews, letters going out, and several in one file. Knows no window."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ipdesk.documents.assembly import award_letter_for, write_award_letter
from ipdesk.models import queries
from ipdesk.models.changes import Changes
from ipdesk.models.commands import IssueLetter
from ipdesk.models.errors import NotFound
from ipdesk.models.records import ApplicationDetail, IssuedLetter, Office, RenderedLetter
from ipdesk.models.session import Session
from ipdesk.models.store import Store
from ipdesk.rules.library import PolicyLibrary
from ipdesk.rules.policy import Policy
from ipdesk.ui.applications.explained import explained


@dataclass(frozen=True, slots=True)
class Sources:
    """Where letters come from. ``templates`` is the folder of the office's own, where there is one."""

    store: Store
    policies: PolicyLibrary
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A letter that shall go out: the application, the date, and the number where it is typed."""

    application: int
    date: datetime.date
    number: str | None = None


def _everything(
    session: Session, application: int, policies: PolicyLibrary
) -> tuple[Office | None, ApplicationDetail, Policy]:
    return queries.office(session), *explained(session, application, policies)


def _read(sources: Sources, application: int, no_office: str) -> tuple[Office, ApplicationDetail, Policy]:
    office, detail, policy = sources.store.read(_everything, application, sources.policies)
    if office is None:
        raise NotFound(no_office)
    return office, detail, policy


def preview_pdf(sources: Sources, wish: Wish, no_office: str) -> bytes:
    """Return the letter as it would look, marked 样稿 and without a number.

    Raises DeskError (with ``no_office`` as the sentence where the office is missing) and DocumentError.
    """
    from ipdesk.documents.award_notification import render

    office, detail, policy = _read(sources, wish.application, no_office)
    return render(award_letter_for(detail, office, policy, wish.date), templates_dir=sources.templates)


def issue(sources: Sources, wish: Wish, by: int, no_office: str) -> tuple[IssuedLetter, Changes]:
    """Issue one letter: number, frozen data and PDF in one transaction. Raises as ``preview_pdf`` does."""
    office, detail, policy = _read(sources, wish.application, no_office)

    def written(number: str) -> RenderedLetter:
        return write_award_letter(detail, office, policy, wish.date, number, sources.templates)

    command = IssueLetter(
        by=by, application=wish.application, date=wish.date, render=written, number=wish.number
    )
    outcome = sources.store.run(command)
    return outcome.value, outcome.changes


def stored_pdfs(sources: Sources, letters: Sequence[int]) -> tuple[bytes, ...]:
    """Return the PDFs of issued letters, byte for byte as they went out. Raises DeskError."""
    return tuple(sources.store.read(queries.letter, number).pdf for number in letters)


def joined(pdfs: Sequence[bytes], both_sides: bool = False) -> bytes:
    """Return one PDF with all of them; ``both_sides`` lets each begin on a front page. One stays as it is."""
    if len(pdfs) == 1:
        return pdfs[0]
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    try:
        for pdf in pdfs:
            part = pypdfium2.PdfDocument(pdf)
            whole.import_pages(part)
            if both_sides and len(part) % 2:
                whole.new_page(*part.get_page_size(0))
            part.close()
        kept = io.BytesIO()
        whole.save(kept)
        return kept.getvalue()
    finally:
        whole.close()
