"""Reading what the summary for a meeting is made from."""

from __future__ import annotations

from collections.abc import Sequence

from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.issue import NO_OFFICE, Sources
from ipdesk.documents.letters.proposal.data import MeetingSource
from ipdesk.models import queries
from ipdesk.models.core.errors import NotFound
from ipdesk.models.core.session import Session
from ipdesk.models.services.decision_file import decision_file
from ipdesk.rules.library.policy_library import PolicyLibrary


def meeting_source(sources: Sources, applications: Sequence[int], call: int = 0) -> MeetingSource:
    """Read what a meeting decides on, in one transaction; ``call`` is 0 for a choice of no call.

    Raises DeskError, NotFound with the setting where the office is missing.
    """
    source = sources.store.read(_everything, tuple(applications), call, sources.policies)
    if source is None:
        raise NotFound(NO_OFFICE, "name")
    return source


def _everything(
    session: Session, applications: Sequence[int], call: int, policies: PolicyLibrary
) -> MeetingSource | None:
    office = queries.office(session)
    if office is None:
        return None
    files = tuple(decision_file(session, one, policies) for one in applications)
    listed = tuple(ApplicationSource(office, file.detail, file.kept) for file in files)
    known = (one for one in queries.calls(session) if one.id == call)
    return MeetingSource(office, next(known, None), listed, files)
