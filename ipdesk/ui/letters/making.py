"""Letters as PDF: previews, letters going out, and several in one file. Knows no window."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipdesk.documents.letters.award.assemble import award_letter_for, write_award_letter
from ipdesk.documents.letters.award.data import AwardLetter
from ipdesk.models import queries
from ipdesk.models.commands import IssueLetter
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.changes import Changes
from ipdesk.models.core.errors import NotFound
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationDetail, IssuedLetter, LetterDocument, Office, RenderedLetter
from ipdesk.models.store import Store
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.ui.desk.application_with_policy import explained

if TYPE_CHECKING:
    from ipdesk.documents.letters.reprint import Reprint

Progress = Callable[[int], None]
"""Told how many letters are done; what it raises ends the work."""


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
        raise NotFound(no_office, "name")
    return office, detail, policy


def preview_pdf(sources: Sources, wish: Wish, no_office: str) -> bytes:
    """Return the letter as it would look, marked 样稿 and without a number.

    Raises DeskError (with ``no_office`` as the sentence where the office is missing) and DocumentError.
    """
    from ipdesk.documents.letters.award.compose import render

    return render(_draft(sources, wish, no_office), templates_dir=sources.templates)


def issue(sources: Sources, wish: Wish, actor: Actor, no_office: str) -> tuple[IssuedLetter, Changes]:
    """Issue one letter: number, frozen data and PDF in one transaction. Raises as ``preview_pdf`` does."""
    office, detail, policy = _read(sources, wish.application, no_office)

    def written(number: str) -> RenderedLetter:
        return write_award_letter(detail, office, policy, wish.date, number, sources.templates)

    command = IssueLetter(application=wish.application, date=wish.date, render=written, number=wish.number)
    outcome = sources.store.run(command, actor)
    return outcome.value, outcome.changes


def stored_pdfs(
    sources: Sources, letters: Sequence[int], on_progress: Progress = lambda _: None
) -> tuple[bytes, ...]:
    """Return the PDFs of issued letters, byte for byte as they went out. Raises DeskError."""
    return tuple(document.pdf for document in _documents(sources, letters, on_progress))


def draft_pdfs(
    sources: Sources, wishes: Sequence[Wish], no_office: str, on_progress: Progress = lambda _: None
) -> tuple[bytes, ...]:
    """Return drafts, a PDF each; raises as ``preview_pdf`` does."""
    found = []
    for wish in wishes:
        found.append(preview_pdf(sources, wish, no_office))
        on_progress(len(found))
    return tuple(found)


def issued_together(
    sources: Sources, letters: Sequence[int], both_sides: bool, on_progress: Progress
) -> Reprint:
    """Return issued letters as one PDF; one letter is its stored file. Raises DeskError."""
    from ipdesk.documents.letters.reprint import Reprint, reprint

    if len(letters) == 1:
        return Reprint(stored_pdfs(sources, letters)[0], stored=0)
    documents = _documents(sources, letters, lambda _: None)
    return reprint(documents, on_progress, templates_dir=sources.templates, both_sides=both_sides)


def drafts_together(
    sources: Sources, wishes: Sequence[Wish], no_office: str, both_sides: bool, on_progress: Progress
) -> Reprint:
    """Return drafts as one PDF; raises as ``preview_pdf`` does."""
    from ipdesk.documents.letters.award.compose import render_batch
    from ipdesk.documents.letters.reprint import Reprint

    if len(wishes) == 1:
        return Reprint(preview_pdf(sources, wishes[0], no_office), stored=0)
    letters = (_draft(sources, wish, no_office) for wish in wishes)
    pdf = render_batch(letters, on_progress, templates_dir=sources.templates, both_sides=both_sides)
    return Reprint(pdf, stored=0)


def _draft(sources: Sources, wish: Wish, no_office: str) -> AwardLetter:
    office, detail, policy = _read(sources, wish.application, no_office)
    return award_letter_for(detail, office, policy, wish.date)


def _documents(sources: Sources, letters: Sequence[int], on_progress: Progress) -> Iterator[LetterDocument]:
    for done, number in enumerate(letters, start=1):
        yield sources.store.read(queries.letter, number)
        on_progress(done)
