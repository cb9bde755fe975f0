"""The notice 终止办理通知书: an applicant withdrew its application, and the office closes the file.

It confirms what the applicant itself has done and decides nothing against it, so that it names no remedies:
who did not withdraw, or not so, says that to the office.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
    code_name,
    own_identity,
)
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.counter.correction import CALL_STATES, OVER, REOPENABLE, call_end
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import trimmed
from ipdesk.models.applications.file_papers import TERMINATION
from ipdesk.models.applications.superseded_papers import RECEIPT
from ipdesk.models.records import ApplicationFilter, DocumentKind, Matter
from ipdesk.models.workflow import State, Step

NOT_WITHDRAWN = "这件申请没有登记申请人撤回，不能印发终止办理通知书。"


@dataclass(frozen=True, slots=True)
class TerminationNotice(ApplicationLetter):
    """A notice that a file was closed as its applicant withdrew. The ``identity`` of a person is masked.

    ``asked_on`` is the day of the paper by which it withdrew, None where nobody wrote that down; ``ended_on``
    the day of the step. ``receipt_on`` is the day of the receipt that no longer holds, None where none was
    given, ``call_ends_on`` the last day of the call. It was ``listed`` where a public notice showed it.
    """

    identity: str
    asked_on: datetime.date | None
    ended_on: datetime.date
    receipt_on: datetime.date | None = field(default=None, kw_only=True)
    call_ends_on: datetime.date | None = field(default=None, kw_only=True)
    listed: bool = field(default=False, kw_only=True)

    @property
    def over(self) -> bool:
        """Say whether one can no longer apply by the call."""
        return self.call_ends_on is not None and self.call_ends_on < self.date


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "asked_on": "撤回申请的日期，没有登记来文的为空",
        "ended_on": "终止办理的日期",
        "receipt_on": "受理回执的日期",
        "call_ends_on": "申报截止日期",
    },
    conditions={**ADDRESSEES, **CALL_STATES, "listed": "列入过公示名单"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> TerminationNotice:
    detail = source.detail
    ended = next((one for one in reversed(detail.steps) if one.step is Step.WITHDRAW), None)
    if ended is None:
        raise LetterDataError(NOT_WITHDRAWN)
    asked = [one.details.day for one in detail.incoming if one.details.matter is Matter.WITHDRAWAL]
    receipt = next((one.date for one in detail.letters if one.kind == RECEIPT and not one.is_void), None)
    return TerminationNotice(
        **application_fields(source),
        number=number,
        date=date,
        identity=own_identity(source),
        asked_on=asked[-1] if asked else None,
        ended_on=ended.at.date(),
        receipt_on=receipt,
        call_ends_on=call_end(source),
        listed=any(one.step is Step.PUBLISH for one in detail.steps),
    )


def content(notice: TerminationNotice) -> Content:
    """Return what fills the template."""
    days = {
        "asked_on": notice.asked_on,
        "ended_on": notice.ended_on,
        "receipt_on": notice.receipt_on,
        "call_ends_on": notice.call_ends_on,
    }
    said = {name: chinese_date(day) if day else "" for name, day in days.items()}
    who = {"code": code_name(person=notice.addressee_is_person), "identity": trimmed(notice.identity)}
    conditions = addressee_conditions(notice) | {OVER if notice.over else REOPENABLE}
    conditions |= {"listed"} if notice.listed else set()
    return Content({**application_values(notice), **said, **who}, conditions=conditions)


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
