"""Documents about many applications: those of a call, or of a batch, on one paper."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.document import ApplicationSource, ListSource, RegisteredDocument
from ipdesk.documents.letters.forwarding.data import ForwardedTable, ForwardSource
from ipdesk.documents.letters.forwarding.papers import FORWARDED_TABLE, RECOMMENDATION
from ipdesk.documents.letters.issue import Sources, with_office
from ipdesk.documents.letters.proposal.data import MeetingSource
from ipdesk.models import queries
from ipdesk.models.commands import IssueListDocument
from ipdesk.models.core.session import Session
from ipdesk.models.records import ApplicationDetail, Call, Enclosure, Office, RenderedLetter
from ipdesk.models.services.application_with_policy import explained
from ipdesk.models.services.decision_file import decision_file
from ipdesk.rules.evaluation.policy import Policy


def list_source(sources: Sources, applications: Sequence[int], call: int = 0) -> ListSource:
    """Read what a document about these applications is made from, in one transaction.

    ``call`` is 0 for a batch of no call. Raises DeskError, NotFound with the setting where the office is
    missing.
    """
    ids = tuple(applications)

    def read(session: Session, office: Office) -> ListSource:
        found = (explained(session, one, sources.policies) for one in ids)
        listed = tuple(ApplicationSource(office, detail, policy) for detail, policy in found)
        return ListSource(office, call_of(session, call), listed)

    return with_office(sources.store, read)


def call_of(session: Session, call: int) -> Call | None:
    """Return a call by its id, None where there is no such one."""
    return next((one for one in queries.calls(session) if one.id == call), None)


def issuing_list(
    document: RegisteredDocument[Any],
    source: ListSource,
    date: datetime.date,
    subject: str,
    *,
    number: str | None = None,
    enclosed: Iterable[RegisteredDocument[Any]] = (),
    templates_dir: Path | None = None,
) -> IssueListDocument:
    """Return the command that issues a document about all applications of a source, with its enclosures.

    It raises a DocumentError where one of them cannot be printed. ``subject`` is what lists name it by.
    """
    before = _PagesBefore()
    return IssueListDocument(
        kind=document.kind,
        applications=tuple(one.detail.application.id for one in source.applications),
        call=source.call.id if source.call else 0,
        subject=subject,
        date=date,
        number=number,
        render=_renderer(document, source, date, templates_dir, before),
        enclosures=tuple(
            Enclosure(one.kind, _renderer(one, source, date, templates_dir, before)) for one in enclosed
        ),
    )


@dataclass(slots=True)
class _PagesBefore:
    """How many pages of a letter and its annexes were drawn already: an annex goes on counting."""

    count: int = 0


def _renderer(
    document: RegisteredDocument[Any],
    source: ListSource,
    date: datetime.date,
    templates_dir: Path | None,
    before: _PagesBefore,
) -> Callable[[str], RenderedLetter]:
    def rendered(number: str) -> RenderedLetter:
        from ipdesk.documents.letters.compose import issued_letter  # ReportLab: only when printed
        from ipdesk.documents.pdf.pictures import page_count

        letter: LetterData = document.build(source, date, number)
        if isinstance(letter, ForwardedTable):
            letter = replace(letter, first_page=before.count + 1)
        found = issued_letter(document, letter, templates_dir)
        before.count += page_count(found.pdf)
        return found

    return rendered


def meeting_source(sources: Sources, applications: Sequence[int], call: int = 0) -> MeetingSource:
    """Read what a meeting decides on, in one transaction; ``call`` is 0 for a choice of no call.

    Raises DeskError, NotFound with the setting where the office is missing.
    """
    ids = tuple(applications)

    def read(session: Session, office: Office) -> MeetingSource:
        files = tuple(decision_file(session, one, sources.policies) for one in ids)
        listed = tuple(ApplicationSource(office, file.detail, file.kept) for file in files)
        return MeetingSource(office, call_of(session, call), listed, files)

    return with_office(sources.store, read)


def forwarding(
    details: Iterable[ApplicationDetail],
    office: Office,
    policy: Policy,
    call: Call,
    body: str,
    date: datetime.date,
) -> IssueListDocument:
    """Return the command by which applications of a call go to the body above, in a letter of that date."""
    listed = tuple(ApplicationSource(office, detail, policy, date=date) for detail in details)
    source = ForwardSource(office, call, listed, body=body)
    return issuing_list(RECOMMENDATION, source, date, body, enclosed=[FORWARDED_TABLE])
