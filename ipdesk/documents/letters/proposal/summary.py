"""The summary 拟资助汇总表 for the meeting: of a call, or of what was chosen."""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.content import OFFICE_NAMES, Content, Member, office_values
from ipdesk.documents.letters.data import issuer_of
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.proposal.data import MeetingSource, ProposalSummary, SummaryRow
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import DocumentKind
from ipdesk.models.workflow import DECIDABLE, DECIDED
from ipdesk.rules.core.money import grouped_yuan

OPEN = "待核定"

VOCABULARY = TemplateVocabulary(
    names={
        **OFFICE_NAMES,
        "date": "制表日期",
        "call": "申报批次",
        "notice": "申报通知的文号",
        "budget": "批次预算",
        "rest": "预算余额",
        "programme_year": "申报年度",
        "applications": "申请件数",
        "units": "单位数",
        "persons": "个人数",
        "lines": "事项数",
        "open_lines": "待核定金额的事项数",
        "total": "拟资助金额",
        "total_words": "拟资助金额大写",
    },
    lists={
        "rows": {
            "application": "申请编号",
            "applicant": "申请人",
            "title": "事项和编号",
            "article": "依据条款",
            "computed": "核算金额",
            "proposed": "拟资助金额",
            "reason": "核减或者不予资助的理由",
            "checks": "核查结果",
        }
    },
    conditions={"open": "有待核定金额的事项", "over": "拟资助金额超过批次预算"},
    amounts={"rows": ("sum_computed", "sum_proposed")},
)


def _build(source: MeetingSource, date: datetime.date, number: str | None) -> ProposalSummary:
    from ipdesk.documents.letters.proposal.assemble import summary_rows  # only a new one asks policies

    call = source.call
    return ProposalSummary(
        issuer=issuer_of(source.office),
        number=number,
        date=date,
        addressee="",
        call=call.title if call else "",
        notice=call.notice_number if call else "",
        budget=call.budget if call else None,
        programme_years=tuple(sorted({file.detail.application.year for file in source.files})),
        rows=tuple(row for file in source.files for row in summary_rows(file)),
    )


def content(summary: ProposalSummary) -> Content:
    """Return what fills the template."""
    found = {"open": any(row.open for row in summary.rows), "over": _rest(summary) < 0}
    return Content(
        _values(summary),
        {"rows": [_member(row) for row in summary.rows]},
        {name for name, holds in found.items() if holds},
    )


def _rest(summary: ProposalSummary) -> int:
    return 0 if summary.budget is None else summary.budget - summary.total


def _values(summary: ProposalSummary) -> dict[str, str]:
    persons = len({row.applicant for row in summary.rows if row.is_person})
    units = len({row.applicant for row in summary.rows if not row.is_person})
    rest = _rest(summary)
    return {
        **office_values(summary.issuer),
        "date": chinese_date(summary.date),
        "call": phrase(summary.call),
        "notice": phrase(summary.notice),
        "budget": "" if summary.budget is None else grouped_yuan(summary.budget),
        "rest": "" if summary.budget is None or rest < 0 else grouped_yuan(rest),
        "programme_year": "、".join(map(str, summary.programme_years)),
        "applications": str(summary.applications),
        "units": str(units) if units else "",
        "persons": str(persons) if persons else "",
        "lines": str(len(summary.rows)),
        "open_lines": str(sum(row.open for row in summary.rows) or ""),
        "total": grouped_yuan(summary.total),
        "total_words": in_words(summary.total),
    }


def _member(row: SummaryRow) -> Member:
    values = {
        "application": trimmed(row.application),
        "applicant": trimmed(row.applicant),
        "title": sentence(row.title),
        "article": phrase(row.article),
        "computed": OPEN if row.open else grouped_yuan(row.computed),
        "proposed": OPEN if row.open else grouped_yuan(row.proposed),
        "reason": sentence(row.reason),
        "checks": sentence(row.checks),
    }
    return Member(values, amounts={"sum_computed": row.computed, "sum_proposed": row.proposed})


PROPOSAL_SUMMARY = RegisteredDocument(
    kind=DocumentKind("proposal_summary", "拟资助汇总表", states=(*DECIDABLE, *DECIDED), series=None),
    template="proposal_summary.yaml",
    vocabulary=VOCABULARY,
    data=ProposalSummary,
    build=_build,
    content=content,
    layout=Layout.SHEET,
    due=False,
    lists=True,
)
"""The summary that the meeting has before it."""
