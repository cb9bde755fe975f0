"""The form 处理事项审批表: what is to be done against somebody, why, by which rule, for signatures inside."""

from __future__ import annotations

from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    addressee_conditions,
    application_values,
)
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.handling.matters import handled
from ipdesk.documents.letters.handling.paper_titles import paper_title
from ipdesk.documents.letters.handling_data import KIND, HandlingApproval
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.applications.approvals import APPROVED, REPLY, approved_next
from ipdesk.models.records import ApplicationFilter, Mark
from ipdesk.rules.core.money import grouped_yuan

_STUDIED, _NOT_SAID = "□不需要　☑已经会议研究", "□不需要　□已经会议研究"
VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "date": "填表日期",
        "paper_name": "拟发文书",
        "party": "当事人",
        "party_code": "当事人的证照号码",
        "requested": "申请事项",
        "facts": "事实和理由",
        "basis": "依据",
        "decision": "拟作出的处理",
        "total": "金额",
        "total_words": "金额大写",
        "minutes": "会议纪要",
        "studied": "会议研究的勾选",
        "recused": "登记了回避的人员和登记日期",
    },
    conditions={
        **ADDRESSEES,
        "to_person": "当事人是申请人，是个人",
        "to_unit": "当事人是申请人，是单位",
        "sum": "涉及金额",
        "minor": "申请人未满18周岁",
        "recused": "有人员登记了回避",
        **{kind: f"审批{name}" for kind, name in APPROVED.items()},
    },
)


def content(form: HandlingApproval) -> Content:
    """Return what fills the template."""
    values = {
        **application_values(form),
        "date": chinese_date(form.date),
        "paper_name": paper_title(form.approves, application_values(form)),
        "party": trimmed(form.party),
        "party_code": trimmed(form.party_code),
        "requested": phrase(form.requested),
        "facts": "。\n".join(map(sentence, form.facts.split("\n"))),
        "basis": sentence(form.basis),
        "decision": sentence(form.decision),
        "total": "" if form.total is None else grouped_yuan(form.total),
        "total_words": "" if form.total is None else in_words(form.total),
        "minutes": phrase(form.minutes),
        "studied": _STUDIED if form.minutes else _NOT_SAID,
        "recused": phrase(form.recused),
    }
    return Content(values, conditions={*addressee_conditions(form), *_holds(form)})


def _holds(form: HandlingApproval) -> set[str]:
    found = {"sum": form.total is not None, "minor": bool(form.guardian), "recused": bool(form.recused)}
    party = "to_person" if form.party_is_person else "to_unit"
    found[party] = form.approves != REPLY  # of who objected nobody knows a number
    return {form.approves, *(name for name, holds in found.items() if holds)}


HANDLING_APPROVAL = RegisteredDocument(
    kind=KIND,
    template="handling_approval.yaml",
    vocabulary=VOCABULARY,
    data=HandlingApproval,
    build=handled,
    content=content,
    wanted=ApplicationFilter(mark=Mark.TO_APPROVE),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
    from_form=True,
    cites=True,
    reads_notices=True,
    reads_payments=True,
    approves=approved_next,
)
"""The form 处理事项审批表, printed with each paper that decides against somebody."""
