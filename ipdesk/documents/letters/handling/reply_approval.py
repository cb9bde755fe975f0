"""The approval 处理事项审批表 of an answer to an objection, made from the notice that the answer tells of."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from ipdesk.documents.letters.data import issuer_of
from ipdesk.documents.letters.handling.told_matters import rule_on_objections
from ipdesk.documents.letters.handling_data import HandlingApproval, recused_from
from ipdesk.documents.letters.notices.data import NoticeSource, ObjectionReply
from ipdesk.documents.letters.notices.found import found_in_full
from ipdesk.documents.letters.notices.reply import OBJECTION_REPLY, found_out, within_quotes
from ipdesk.documents.text.numerals import chinese_date, days_written
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.applications.approvals import REPLY
from ipdesk.models.records import Objector

OBJECTED = "{day}收到对{recipient}申报的{about}的书面异议：“{text}。”核查情况：{found}"
HEARD = "。申请人的意见：{heard}"
ON_LIST = "{title}（{number}）关于提出异议的规定"
UPHELD = (
    "异议成立，退回重新拟定；重新拟定后仍予资助（奖励）的，{anew}重新公示，公示期内仍可以提出异议；"
    "书面答复异议人"
)
ANEW_ON, ANEW_WITHIN, ANEW_WHERE = "自{day}起", "自答复之日起{days}内", "在{where}"
DISMISSED = "异议不成立，仍按公示的内容办理，书面答复异议人"


def handled_objection(
    source: NoticeSource, date: datetime.date, settings: Mapping[str, str]
) -> HandlingApproval:
    """Return the approval of an answer to an objection. Raises LetterDataError.

    ``settings`` are those of the answer's template: what that promises is what is approved.
    """
    told, objection = OBJECTION_REPLY.build(source, date, None), source.objection
    assert objection is not None, "said by the reply"
    facts = OBJECTED.format(
        day=chinese_date(told.received_on),
        recipient=told.recipient,
        about=told.lines or told.item,
        text=within_quotes(sentence(told.text)),
        found=found_out(found_in_full(told.reason, source.notice, objection)),
    )
    if objection.heard:
        facts += HEARD.format(heard=days_written(objection.heard))
    return HandlingApproval(
        issuer=issuer_of(source.office),
        number="",
        date=date,
        addressee=objection.details.name,
        addressee_is_person=objection.details.objector is Objector.PERSON,
        application_number=objection.application_number,
        policy_title=source.notice.details.basis,
        policy_number="",
        programme_year=objection.year,
        approves=REPLY,
        party=objection.details.name,
        party_is_person=objection.details.objector is Objector.PERSON,
        party_code="",
        requested=told.lines or told.item,
        facts=facts,
        recused=recused_from(objection.recusals),
        basis=_basis(source, told),
        decision=UPHELD.format(anew=_anew(told.anew_on, settings)) if told.upheld else DISMISSED,
        total=None,
    )


def _basis(source: NoticeSource, told: ObjectionReply) -> str:
    """Return by which rule objections are dealt with, and the policy where something is proposed anew."""
    listed = ON_LIST.format(title=f"《{told.title}》", number=told.list_number)
    rule = rule_on_objections(source.office, source.notice.call) or listed
    return "；".join((rule, source.notice.details.basis)) if told.upheld else rule


def _anew(day: datetime.date | None, settings: Mapping[str, str]) -> str:
    """Say when and where is published anew, as far as the answer says it."""
    days, where = settings.get("anew_within", ""), settings.get("anew_where", "")
    within = ANEW_WITHIN.format(days=days) if days else ""
    when = ANEW_ON.format(day=chinese_date(day)) if day is not None else within
    return when + (ANEW_WHERE.format(where=where) if where else "")
