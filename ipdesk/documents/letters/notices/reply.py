"""The answer to an objection 异议答复: what was objected to, what was found, and whether it holds."""

from __future__ import annotations

import datetime

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import OFFICE_NAMES, Content, office_values
from ipdesk.documents.letters.data import issuer_of
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.notices.data import NoticeSource, ObjectionReply
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import DocumentKind, ObjectionState, Objector
from ipdesk.models.workflow import State

NO_OBJECTION = "没有需要答复的异议。"

VOCABULARY = TemplateVocabulary(
    names={
        **OFFICE_NAMES,
        "you": "称呼",
        "addressee": "异议人",
        "title": "公示标题",
        "list_number": "公示文号",
        "received_on": "收到异议的日期",
        "recipient": "异议对象",
        "item": "异议事项",
        "text": "异议内容",
        "reason": "核查情况和理由",
    },
    conditions={"upheld": "异议成立", "dismissed": "异议不成立"},
)


def _build(source: NoticeSource, date: datetime.date, number: str | None) -> ObjectionReply:
    objection = source.objection
    if objection is None:
        raise LetterDataError(NO_OBJECTION)
    lines = [line for line in source.notice.lines if line.application == objection.details.application]
    return ObjectionReply(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee=objection.details.name,
        addressee_is_person=objection.details.objector is Objector.PERSON,
        title=source.notice.details.title,
        list_number=source.notice.number,
        received_on=objection.details.received_at.date(),
        recipient=lines[0].recipient,
        item="、".join(dict.fromkeys(line.item for line in lines)),
        text=objection.details.text,
        upheld=objection.state is ObjectionState.UPHELD,
        reason=objection.reason,
    )


def content(reply: ObjectionReply) -> Content:
    """Return what fills the template."""
    values = {
        **office_values(reply.issuer),
        "you": "你" if reply.addressee_is_person else "你单位",
        "addressee": trimmed(reply.addressee),
        "title": phrase(reply.title),
        "list_number": phrase(reply.list_number),
        "received_on": chinese_date(reply.received_on),
        "recipient": phrase(reply.recipient),
        "item": phrase(reply.item),
        "text": sentence(reply.text),
        "reason": sentence(reply.reason),
    }
    return Content(values, conditions={"upheld" if reply.upheld else "dismissed"})


OBJECTION_REPLY = RegisteredDocument(
    kind=DocumentKind("objection_reply", "异议答复", states=tuple(State)),
    template="objection_reply.yaml",
    vocabulary=VOCABULARY,
    data=ObjectionReply,
    build=_build,
    content=content,
    due=False,
    says_sum=False,
    lists=True,
)
"""The answer that an objector gets."""
