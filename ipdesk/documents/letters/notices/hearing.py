"""The notice 异议情况告知书: an applicant is told what is objected to its application, and states its view.

Who objects is not told unless it agreed to that, nor how it is reached.
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
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.notices.reply import RULE_LABEL, named
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.quoted_rules import cited_on_objections
from ipdesk.models.records import ApplicationFilter, DocumentKind, Mark
from ipdesk.models.records.public_notices import OBJECTION_NOTICE as KIND
from ipdesk.models.records.public_notices import ObjectionOfFile
from ipdesk.models.workflow import Act

NOT_TOLD = "这件申请没有登记告知异议，请先在“其他办理”里办理告知异议，再印异议情况告知书。"
OBJECTOR = "异议人"


@dataclass(frozen=True, slots=True)
class ObjectionNotice(ApplicationLetter):
    """A notice of an objection. The ``identity`` of a person is masked.

    ``objector`` is "" where it is not told; ``lines`` names what of the list is attacked, ``whole`` says that
    all of the application's is. ``last_day`` ends the working ``days``, None until service is known.
    ``rule`` names the articles on objections, "" where none is typed.
    """

    identity: str
    list_title: str
    list_number: str
    received_on: datetime.date
    objector: str
    lines: str
    gist: str
    days: int
    last_day: datetime.date | None
    whole: bool = field(default=False, kw_only=True)
    rule: str = field(default="", kw_only=True)


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "code": "证照名称",
        "identity": "证照号码",
        "list_title": "公示标题",
        "list_number": "公示文号",
        "received_on": "收到异议的日期",
        "objector": "异议人的姓名或者名称，不告知的写“异议人”",
        "lines": "异议针对的事项",
        "gist": "异议的主要内容",
        "days": "陈述意见的期限（工作日）",
        "last_day": "陈述意见的截止日期",
        "rule": RULE_LABEL,
    },
    conditions={
        **ADDRESSEES,
        "unnamed": "不告知异议人的姓名或者名称",
        "whole": "异议针对公示的全部事项",
        "part": "异议针对部分事项",
    },
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ObjectionNotice:
    told = _told(source.detail.objections)
    if told is None or told.hearing is None:
        raise LetterDataError(NOT_TOLD)
    details = told.objection.details
    return ObjectionNotice(
        **application_fields(source),
        number=number,
        date=date,
        identity=own_identity(source),
        list_title=told.list_title,
        list_number=told.list_number,
        received_on=details.received_at.date(),
        objector=details.name if told.hearing.named else "",
        lines=named(told.lines),
        gist=told.hearing.gist,
        days=told.hearing.days,
        last_day=told.hearing.last_day,
        whole=not details.lines,
        rule=cited_on_objections(source.office, source.call),
    )


def _told(objections: tuple[ObjectionOfFile, ...]) -> ObjectionOfFile | None:
    """Return that of which the applicant was told last."""
    told = [one for one in objections if one.hearing is not None]
    return max(
        told,
        key=lambda one: one.hearing.at if one.hearing else one.objection.details.received_at,
        default=None,
    )


def content(notice: ObjectionNotice) -> Content:
    """Return what fills the template."""
    conditions = addressee_conditions(notice) | {"whole" if notice.whole else "part"}
    conditions |= set() if notice.objector else {"unnamed"}
    return Content({**application_values(notice), **_said(notice)}, conditions=conditions)


def _said(notice: ObjectionNotice) -> dict[str, str]:
    return {
        "code": code_name(person=notice.addressee_is_person),
        "identity": trimmed(notice.identity),
        "list_title": phrase(notice.list_title),
        "list_number": phrase(notice.list_number),
        "received_on": chinese_date(notice.received_on),
        "objector": trimmed(notice.objector) or OBJECTOR,
        "lines": phrase(notice.lines),
        "gist": sentence(notice.gist),
        "days": str(notice.days),
        "rule": phrase(notice.rule),
        "last_day": chinese_date(notice.last_day) if notice.last_day else "",
    }


OBJECTION_NOTICE = RegisteredDocument(
    kind=DocumentKind(KIND, "异议情况告知书", states=Act.TELL_OBJECTION.states, series="异告"),
    template="objection_notice.yaml",
    vocabulary=VOCABULARY,
    data=ObjectionNotice,
    build=_build,
    content=content,
    matter="公示异议情况的告知",
    wanted=ApplicationFilter(mark=Mark.OBJECTION_TOLD),
    says_sum=False,
)
"""The notice 异议情况告知书, issued once an applicant is to be told of an objection."""
