"""Reading what the summary for a meeting is made from."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.issue import Sources, with_office
from ipdesk.documents.letters.list_documents import call_of
from ipdesk.documents.letters.proposal.data import MeetingSource
from ipdesk.models.core.session import Session
from ipdesk.models.records import Office
from ipdesk.models.services.decision_file import decision_file


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
