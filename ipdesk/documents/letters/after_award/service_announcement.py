"""The announcement 送达公告: a paper that nobody could be found to take waits to be fetched.

Source: 民事诉讼法 (2023) art. 95, by analogy: it counts as served 30 days after the announcement went out,
and why and how it came to that is written down in the file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.award.data import AwardLetter
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.data import thawed
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.service import PAPER, SERVED_IN
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.approvals import CLAWBACK_END, TERMINATION
from ipdesk.models.periods.period import SERVED_BY_NOTICE
from ipdesk.models.records import AnnouncementGround, DocumentKind, LetterDocument
from ipdesk.models.records.public_notices import FINDING_NOTICE, OBJECTION_NOTICE, OBJECTION_OUTCOME
from ipdesk.models.records.services import HEARING_NOTICE, WITH_A_PERIOD
from ipdesk.rules.core.money import grouped_yuan

_LICENCES = {
    **dict.fromkeys(("enterprise", "cooperative", "sole_trader"), "营业执照"),
    **dict.fromkeys(("government", "village_committee"), "统一社会信用代码证书"),
    "law_firm": "执业许可证",
}
"""By what units of a kind show who they are; others have a 登记证书."""
_OTHER_LICENCE = "登记证书"
_UNTRACED = "，仍无法查明下落"
_AWARD = "award_notification"
_AWARDED = "决定给予资助（奖励）资金{amount}元"
_CUT, _REFUSED = "核减{cut}元", "另有{count}项不予资助（奖励）"
"""What an award gives less than was asked for: against that the period of an appeal runs."""
_DECIDED = {
    "clawback_decision": "决定追回资助（奖励）资金{amount}元",
    "clawback_notice": "拟追回资助（奖励）资金{amount}元",
    "forfeiture_notice": "资助（奖励）资金{amount}元不再拨付",
}
_PLAIN = {
    "refusal_decision": "决定不予资助（奖励）",
    "not_accepted_notice": "决定不予受理",
    "deemed_withdrawn_notice": "申请视为撤回",
    CLAWBACK_END: "终止拟作出的追回",
    TERMINATION: "申请人撤回申请，终止办理",
}


@dataclass(frozen=True, slots=True)
class ServiceAnnouncementLetter(ApplicationLetter):
    """An announcement of a paper: what it is called, its number and day, what was tried, where it waits.

    ``addressee`` is what the public may know of the name; ``minor`` says that a guardian fetches it,
    ``appealable`` that the paper tells of an appeal, ``gist`` what it decides, "" where that is not told.
    With ``untraced`` nobody knows where the addressee is: what was ``tried`` is how it was looked for.
    ``licence`` is by what a unit shows who it is.
    """

    paper_name: str
    paper_number: str
    paper_date: datetime.date
    tried: str
    collect_at: str
    minor: bool
    appealable: bool = field(default=True, kw_only=True)
    gist: str = field(default="", kw_only=True)
    untraced: bool = field(default=False, kw_only=True)
    licence: str = field(default="营业执照（登记证书）", kw_only=True)


@dataclass(frozen=True, slots=True)
class AnnouncementSource:
    """What an announcement is made from: the application, the letter as it went out, and what was typed."""

    application: ApplicationSource
    letter: LetterDocument
    tried: str
    collect_at: str
    ground: AnnouncementGround = AnnouncementGround.FAILED


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "paper_name": "送达文书名称",
        "paper_number": "送达文书文号",
        "paper_date": "送达文书日期",
        "tried": "此前送达或者查找的经过",
        "gist": "送达文书的主要内容，不写的为空",
        "collect_at": "领取的地方",
        "days": "公告送达的日数",
        "licence": "单位的证照",
    },
    conditions={**ADDRESSEES, "minor": "收件人未满18周岁", "adult": "收件人不是未满18周岁的个人"}
    | {"grown": "收件人是已满18周岁的个人"}
    | {"appealable": "送达的文书有权利告知", "unappealable": "送达的文书没有权利告知"},
)


def _build(source: AnnouncementSource, date: datetime.date, number: str | None) -> ServiceAnnouncementLetter:
    # Only a new one asks the vocabulary; to print one again takes nothing of it.
    from ipdesk.models.parsing.guardians import needs_guardian
    from ipdesk.models.public_notices.assemble import public_name

    fields = application_fields(source.application)
    applicant, letter = source.application.detail.applicant, source.letter
    minor = needs_guardian(applicant, date)
    person = fields["addressee_is_person"]
    fields["addressee"] = public_name(applicant.name, applicant.identity, date, person=person)
    fields["guardian"] = ""  # the public need not know who it is
    return ServiceAnnouncementLetter(
        **fields,
        number=number,
        date=date,
        paper_name=letter.row.title or PAPER,
        paper_number=letter.row.number,
        paper_date=letter.row.date,
        tried=source.tried,
        collect_at=source.collect_at,
        minor=minor,
        appealable=_appealable(letter),
        gist=_gist(letter),
        untraced=source.ground is AnnouncementGround.UNTRACED,
        licence=_LICENCES.get(applicant.kind, _OTHER_LICENCE),
    )


def _gist(letter: LetterDocument) -> str:
    """Return what a letter decides, with its sum; "" for what decides nothing yet."""
    if letter.row.kind == _AWARD:
        return "，".join((_AWARDED.format(amount=grouped_yuan(letter.row.amount)), *_lessened(letter)))
    said = _DECIDED.get(letter.row.kind, "")
    items = letter.data.get("items")
    taken = sum(int(one["amount"]) for one in items) if said and isinstance(items, list) else 0
    return said.format(amount=grouped_yuan(taken)) if taken else _PLAIN.get(letter.row.kind, "")


def _lessened(letter: LetterDocument) -> Iterator[str]:
    """Yield what a letter about an award does not give of what was asked for."""
    try:
        items = thawed(AwardLetter, letter.data).items
    except (LookupError, ValueError):
        return  # of an earlier version: what it says is not known
    if cut := sum(max(item.computed - item.granted, 0) for item in items if item.granted):
        yield _CUT.format(cut=grouped_yuan(cut))
    if refused := sum(not item.granted for item in items):
        yield _REFUSED.format(count=refused)


_DECIDING_NOTHING = (
    *WITH_A_PERIOD,
    HEARING_NOTICE,
    CLAWBACK_END,
    TERMINATION,
    OBJECTION_NOTICE,
    OBJECTION_OUTCOME,
    FINDING_NOTICE,
)
"""Kinds that tell of no appeal."""


def _appealable(letter: LetterDocument) -> bool:
    """Say whether a letter tells of an appeal: an award only where it is less than asked for."""
    if letter.row.kind == _AWARD:
        try:
            return thawed(AwardLetter, letter.data).disputed()
        except (LookupError, ValueError):
            return True  # of an earlier version: what it says is not known
    return letter.row.kind not in _DECIDING_NOTHING


def content(letter: ServiceAnnouncementLetter) -> Content:
    """Return what fills the template."""
    said = {
        "paper_name": phrase(letter.paper_name),
        "paper_number": phrase(letter.paper_number),
        "paper_date": chinese_date(letter.paper_date),
        "tried": sentence(letter.tried) + (_UNTRACED if letter.untraced else ""),
        "gist": sentence(letter.gist),
        "collect_at": phrase(letter.collect_at),
        "days": str(SERVED_BY_NOTICE.length),
        "licence": phrase(letter.licence),
    }
    who = {"minor"} if letter.minor else {"adult", *(("grown",) if letter.addressee_is_person else ())}
    if not letter.addressee_is_authority:
        who.add("appealable" if letter.appealable else "unappealable")
    return Content({**application_values(letter), **said}, conditions=addressee_conditions(letter) | who)


SERVICE_ANNOUNCEMENT = RegisteredDocument(
    kind=DocumentKind("service_announcement", "送达公告", states=SERVED_IN, series="公告"),
    template="service_announcement.yaml",
    vocabulary=VOCABULARY,
    data=ServiceAnnouncementLetter,
    build=_build,
    content=content,
    due=False,
    says_sum=False,
    lists=True,
)
"""The announcement that serves a paper 30 days later; its command writes down what it is about."""
