"""The command that forwards applications already read, for whoever has no store of his own."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.forwarding.data import ForwardSource
from ipdesk.documents.letters.forwarding.papers import FORWARDED_TABLE, RECOMMENDATION
from ipdesk.documents.letters.list_documents import issuing_list
from ipdesk.models.commands import IssueListDocument
from ipdesk.models.records import ApplicationDetail, Call, Office
from ipdesk.rules.evaluation.policy import Policy


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
