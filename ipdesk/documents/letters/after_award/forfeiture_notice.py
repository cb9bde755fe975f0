"""The notice 逾期未领通知书: an award, or a part of it, was not taken and will not be paid any more."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.items import (
    Reason,
    ReversalLetter,
    is_whole,
    reversal_content,
    reversal_fields,
    reversal_vocabulary,
)
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import ApplicationFilter, DocumentKind, Mark, ReversalKind
from ipdesk.models.workflow import Act

NOTHING_LAPSED = "这件申请没有登记逾期未领，不能印发逾期未领通知书。"


@dataclass(frozen=True, slots=True)
class ForfeitureNotice(ReversalLetter):
    """A notice; ``due_on`` was the last day on which the award could be taken."""

    due_on: datetime.date


VOCABULARY = reversal_vocabulary({"due_on": "领取的截止日期"})


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ForfeitureNotice:
    detail = source.detail
    lapsed = [one for one in detail.reversals if one.kind is ReversalKind.NOT_TAKEN]
    if not lapsed:
        raise LetterDataError(NOTHING_LAPSED)
    last = lapsed[-1]
    alike = [one.line for one in lapsed if (one.day, one.reason) == (last.day, last.reason)]
    why = Reason(last.reason, last.basis)
    return ForfeitureNotice(
        **reversal_fields(source, alike, why, whole=is_whole(detail), own=OwnRemedies.FORFEITURE),
        number=number,
        date=date,
        due_on=last.due_on or last.day,
    )


def content(notice: ForfeitureNotice) -> Content:
    """Return what fills the template."""
    return reversal_content(notice, {"due_on": chinese_date(notice.due_on)})


FORFEITURE_NOTICE = RegisteredDocument(
    kind=DocumentKind("forfeiture_notice", "逾期未领通知书", states=Act.LAPSE_AWARD.states, series="逾"),
    template="forfeiture_notice.yaml",
    vocabulary=VOCABULARY,
    data=ForfeitureNotice,
    build=_build,
    content=content,
    matter="资金逾期未领",
    wanted=ApplicationFilter(mark=Mark.NOT_TAKEN),
    says_sum=False,
)
"""The notice 逾期未领通知书, issued once an award was not taken until its last day."""
