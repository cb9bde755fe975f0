"""The notice 终止追回通知书: a clawback of which the recipient was told is given up, its award stands."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.clawback_notice import CLAWBACK_NOTICE
from ipdesk.documents.letters.after_award.items import award_letter
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
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.approvals import CLAWBACK_END
from ipdesk.models.records import ApplicationDetail, ApplicationFilter, DocumentKind, LetterRow, Mark
from ipdesk.models.workflow import Act

if TYPE_CHECKING:
    from ipdesk.models.records import Clawback

NOTHING_ENDED = "这件申请没有告知以后又终止的追回，不能印发终止追回通知书。"


@dataclass(frozen=True, slots=True)
class ClawbackEnd(ApplicationLetter):
    """A notice that a clawback was given up on ``ended_on``, and why; ``identity`` of a person is masked.

    ``told_by`` is the number of the notice that told of it on ``told_on``, ``told_title`` its title;
    ``award_number``, ``award_date`` and ``award_title`` are those of the letter about the award.
    """

    identity: str
    award_number: str
    award_date: datetime.date
    award_title: str
    told_by: str
    told_on: datetime.date
    told_title: str
    reason: str
    ended_on: datetime.date


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "award_number": "资助（奖励）通知书的文号",
        "award_date": "资助（奖励）通知书的日期",
        "award_cited": "资助（奖励）通知书的标题",
        "told_by": "拟追回告知书的文号",
        "told_on": "拟追回告知书的日期",
        "told_cited": "拟追回告知书的标题",
        "reason": "终止追回的理由",
        "ended_on": "终止追回的日期",
    },
    conditions=ADDRESSEES,
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ClawbackEnd:
    detail = source.detail
    ended = next((one for one in reversed(detail.clawbacks) if one.dropped_why), None)
    told = _told(detail, ended) if ended is not None else None
    if ended is None or told is None or ended.dropped_at is None:
        raise LetterDataError(NOTHING_ENDED)
    award = award_letter(detail)
    return ClawbackEnd(
        **application_fields(source), number=number, date=date, identity=own_identity(source),
        award_number=award.number, award_date=award.date, award_title=award.title,
        told_by=told.number, told_on=told.date, told_title=told.title,
        reason=ended.dropped_why, ended_on=ended.dropped_at.date(),
    )  # fmt: skip


def _told(detail: ApplicationDetail, ended: Clawback) -> LetterRow | None:
    """Return the notice that told of a clawback, None where none went out."""
    notices = (one for one in detail.letters if one.kind == CLAWBACK_NOTICE.kind.id and not one.is_void)
    return next((one for one in notices if one.issued_at >= ended.proposed_at), None)


def content(notice: ClawbackEnd) -> Content:
    """Return what fills the template."""
    said = {
        "code": code_name(person=notice.addressee_is_person),
        "identity": trimmed(notice.identity),
        **_letters(notice),
        "reason": sentence(notice.reason),
        "ended_on": chinese_date(notice.ended_on),
    }
    return Content({**application_values(notice), **said}, conditions=addressee_conditions(notice))


def _letters(notice: ClawbackEnd) -> dict[str, str]:
    """Cite the letter about the award, and the notice that told of the clawback."""
    return {
        "award_number": phrase(notice.award_number),
        "award_date": chinese_date(notice.award_date),
        "award_cited": titled(notice.award_title, AWARD.kind.name),
        "told_by": phrase(notice.told_by),
        "told_on": chinese_date(notice.told_on),
        "told_cited": titled(notice.told_title, "告知书"),
    }


CLAWBACK_END_NOTICE = RegisteredDocument(
    kind=DocumentKind(CLAWBACK_END, "终止追回通知书", states=Act.CLAW_BACK.states, series="追终"),
    template="clawback_end_notice.yaml",
    vocabulary=VOCABULARY,
    data=ClawbackEnd,
    build=_build,
    content=content,
    matter="资金追回的终止",
    to_authority="终止追回告知函",
    wanted=ApplicationFilter(mark=Mark.CLAWBACK_ENDED),
    says_sum=False,
)
"""The notice 终止追回通知书, issued once a clawback is given up of which the recipient was told."""
