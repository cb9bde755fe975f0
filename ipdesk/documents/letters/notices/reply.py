"""The answer to an objection 异议答复: what was objected to, what was found, and whether it holds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.content import OFFICE_NAMES, Content, office_values
from ipdesk.documents.letters.data import issuer_of
from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.notices.data import NoticeSource, ObjectionReply
from ipdesk.documents.letters.notices.public_rows import named_rows, notice_rows
from ipdesk.documents.letters.service import ServiceRecord, service_record
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, counted
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.quoted_rules import cited_on_objections
from ipdesk.models.records import DocumentKind, ObjectionState, Objector, PublishedLine
from ipdesk.models.workflow import State

_LOOKED_UP = re.compile("^经(?:我局|本局)?(?:核查|查)[，,]")
_SEVERAL = re.compile(r"、|等\s*[0-9一二三四五六七八九十百]+\s*(?:人|名|位|户|家|个)")
RULE_LABEL = "处理异议所依据的条款，没有录入的为空"
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
        "item": "异议事项的种类",
        "items": "异议事项的种类，针对整件申请时",
        "lines": "异议的具体事项",
        "rest": "没有异议的其余事项的件数和项数，针对部分事项时",
        "text": "异议内容",
        "reason": "核查情况和理由",
        "anew_on": "重新公示的日期，已经确定时",
        "rule": RULE_LABEL,
    },
    conditions={
        "upheld": "异议成立",
        "upheld_dated": "异议成立，已经确定重新公示的日期",
        "upheld_undated": "异议成立，没有确定重新公示的日期",
        "dismissed": "异议不成立",
    },
)


def _build(source: NoticeSource, date: datetime.date, number: str | None) -> ObjectionReply:
    objection = source.objection
    if objection is None:
        raise LetterDataError(NO_OBJECTION)
    lines = source.notice.attacked(objection)
    application, partly = objection.details.application, bool(objection.details.lines)
    others = [one for one in source.notice.lines if one.application == application and one not in lines]
    return ObjectionReply(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee=objection.details.name,
        addressee_is_person=objection.details.objector is Objector.PERSON,
        title=source.notice.details.title,
        list_number=source.notice.number,
        lines=named(lines),
        rest=counted(len(others), len([*notice_rows(others)])) if partly else "",
        received_on=objection.details.received_at.date(),
        recipient=lines[0].recipient,
        item="、".join(dict.fromkeys(line.item for line in lines)),
        text=objection.details.text,
        upheld=objection.state is ObjectionState.UPHELD,
        reason=objection.reason,
        anew_on=objection.anew_on,
        rule=cited_on_objections(source.office, source.notice.call),
    )


def named(lines: Iterable[PublishedLine]) -> str:
    """Return what lines of a list are called in a sentence."""
    return "、".join(name for name, _ in named_rows(lines))


def within_quotes(text: str) -> str:
    """Return a text as it stands between quotation marks: its own are single ones."""
    return text.replace("“", "‘").replace("”", "’")


def found_out(reason: str) -> str:
    """Return what was found, as it stands under that head: without saying again that it was looked up."""
    return _LOOKED_UP.sub("", sentence(reason))


def content(reply: ObjectionReply) -> Content:
    """Return what fills the template."""
    values = {
        **office_values(reply.issuer),
        "you": _you(reply),
        "addressee": trimmed(reply.addressee),
        "title": phrase(reply.title),
        "list_number": phrase(reply.list_number),
        "received_on": chinese_date(reply.received_on),
        "recipient": phrase(reply.recipient),
        "item": phrase(reply.item),
        "items": "" if reply.lines else phrase(reply.item),
        "lines": phrase(reply.lines),
        "rest": reply.rest,
        "text": within_quotes(sentence(reply.text)),
        "reason": found_out(reply.reason),
        "rule": phrase(reply.rule),
        "anew_on": chinese_date(reply.anew_on) if reply.anew_on else "",
    }
    dated = "upheld_dated" if reply.anew_on else "upheld_undated"
    return Content(values, conditions={"upheld", dated} if reply.upheld else {"dismissed"})


def _you(reply: ObjectionReply) -> str:
    """Return what the answer calls who objects; several who objected together are one addressee."""
    if _SEVERAL.search(reply.addressee):
        return "你们"
    return "你" if reply.addressee_is_person else "你单位"


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
    matter="公示异议",
)
"""The answer that an objector gets."""


def reply_proof(source: NoticeSource, date: datetime.date, title: str, number: str) -> ServiceRecord:
    """Return the proof that an answer was served on who objected; ``title`` and ``number`` are its own.

    Where it is served is left to the hand: an objector gives a name and a telephone. Raises LetterDataError.
    """
    objection, notice = source.objection, source.notice
    if objection is None:
        raise LetterDataError(NO_OBJECTION)
    return ServiceRecord(
        issuer=issuer_of(source.office),
        number="",
        date=date,
        addressee=objection.details.name,
        addressee_is_person=objection.details.objector is Objector.PERSON,
        application_number=objection.application_number,
        policy_title=notice.details.basis,
        policy_number="",
        programme_year=objection.year,
        paper_name=title or OBJECTION_REPLY.kind.name,
        paper_number=number,
        paper_date=date,
        place="",
        matter=OBJECTION_REPLY.matter,
        accepted=True,
    )


REPLY_PROOF = service_record(dict)
"""The same form as of the applicant's papers; it is made by ``reply_proof`` alone, which asks no register."""
