"""The notice 终止办理通知书: an applicant withdrew its application, and the office closes the file.

It confirms what the applicant itself has done and decides nothing against it, so that it names no remedies:
who did not withdraw, or not so, says that to the office.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import application_fields, own_identity
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.counter.ended import (
    ENDING_CONDITIONS,
    ENDING_NAMES,
    EndingLetter,
    call_end,
    ending_conditions,
    ending_values,
)
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import day_text
from ipdesk.models.applications.approvals import TERMINATION
from ipdesk.models.applications.superseded_papers import newest_receipt
from ipdesk.models.records import ApplicationFilter, DocumentKind, Matter
from ipdesk.models.workflow import State, Step

NOT_WITHDRAWN = "这件申请没有登记申请人撤回，不能印发终止办理通知书。"


@dataclass(frozen=True, slots=True)
class TerminationNotice(EndingLetter):
    """A notice that a file was closed as its applicant withdrew.

    ``asked_on`` is the day of the paper by which it withdrew, None where nobody wrote that down; ``ended_on``
    the day of the step. ``receipt_on`` is the day of the receipt that no longer holds, None where none was
    given. It was ``listed`` where a public notice showed it.
    """

    asked_on: datetime.date | None
    ended_on: datetime.date
    receipt_on: datetime.date | None = field(default=None, kw_only=True)
    listed: bool = field(default=False, kw_only=True)


VOCABULARY = TemplateVocabulary(
    names={
        **ENDING_NAMES,
        "asked_on": "撤回申请的日期，没有登记来文的为空",
        "ended_on": "终止办理的日期",
        "receipt_on": "受理回执的日期",
    },
    conditions={**ENDING_CONDITIONS, "listed": "列入过公示名单"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> TerminationNotice:
    detail = source.detail
    ended = next((one for one in reversed(detail.steps) if one.step is Step.WITHDRAW), None)
    if ended is None:
        raise LetterDataError(NOT_WITHDRAWN)
    asked = [one.details.day for one in detail.incoming if one.details.matter is Matter.WITHDRAWAL]
    receipt = newest_receipt(detail)
    return TerminationNotice(
        **application_fields(source),
        number=number,
        date=date,
        identity=own_identity(source),
        asked_on=asked[-1] if asked else None,
        ended_on=ended.at.date(),
        receipt_on=receipt.date if receipt else None,
        call_ends_on=call_end(source),
        listed=any(one.step is Step.PUBLISH for one in detail.steps),
    )


def content(notice: TerminationNotice) -> Content:
    """Return what fills the template."""
    days = {
        "asked_on": notice.asked_on,
        "ended_on": notice.ended_on,
        "receipt_on": notice.receipt_on,
    }
    said = {name: day_text(day) for name, day in days.items()}
    conditions = ending_conditions(notice) | ({"listed"} if notice.listed else set())
    return Content({**ending_values(notice), **said}, conditions=conditions)


TERMINATION_NOTICE = RegisteredDocument(
    kind=DocumentKind(TERMINATION, "终止办理通知书", states=(State.WITHDRAWN,), series="终"),
    template="termination_notice.yaml",
    vocabulary=VOCABULARY,
    data=TerminationNotice,
    build=_build,
    content=content,
    matter="申请的终止办理",
    to_authority="终止办理告知函",
    wanted=ApplicationFilter(),
    says_sum=False,
)
"""The notice 终止办理通知书, which confirms that an applicant withdrew and closes its file."""
