"""The entry of the award notification in the register of documents."""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.award.content import content
from ipdesk.documents.letters.award.data import AwardLetter
from ipdesk.documents.letters.award.names import VOCABULARY
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.models.records import ApplicationFilter, DocumentKind
from ipdesk.models.workflow import Step


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> AwardLetter:
    # Only a new letter asks policies and awards; to print one again takes none of them.
    from ipdesk.documents.letters.award.assemble import award_letter_for

    return award_letter_for(source, date, number, source.authority)


AWARD = RegisteredDocument(
    kind=DocumentKind(
        "award_notification", "资助（奖励）通知书", step=Step.NOTIFY, shows=frozenset({"account"})
    ),
    template="award_notification.yaml",
    vocabulary=VOCABULARY,
    data=AwardLetter,
    build=_build,
    content=content,
    matter="申请的审定",
    to_authority="资助（奖励）告知函",
    reads_payments=True,
    wanted=ApplicationFilter(amount_from=1),  # nobody is notified of an award of nothing
)
"""The award notification 资助（奖励）通知书, by which an award that was decided is notified."""
