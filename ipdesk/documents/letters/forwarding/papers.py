"""The letter of recommendation 推荐函 and its table 汇总表 in the register of documents."""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.content import ANNEX, OFFICE_NAMES, Content, Member, office_values
from ipdesk.documents.letters.document import Layout, RegisteredDocument
from ipdesk.documents.letters.forwarding.data import (
    ForwardedLine,
    ForwardedList,
    ForwardedTable,
    ForwardSource,
    RecommendationLetter,
)
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import short_title
from ipdesk.documents.text.numerals import chinese_date, in_words
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import DocumentKind
from ipdesk.models.workflow import Step
from ipdesk.rules.core.money import grouped_yuan

NOTICE = "申报通知"
WHOLE = "齐全"
OPEN, REFERRED = "待核定", "另按规定"

_NAMES = {
    "addressee": "报送机关",
    "policy_title": "政策名称",
    "policy_number": "政策文号",
    "policy_short": "政策简称",
    "notice": "申报通知的文号",
    "notice_cited": "申报通知的全称和文号，没有批次的为空",
    "programme_year": "年度",
    "applications": "申请件数",
    "units": "单位数",
    "persons": "个人数",
    "lines": "事项数",
    "open_lines": "待上级核定金额的事项数",
    "referred_lines": "另按其他规定核定金额的事项数",
    "computed": "核算金额",
    "total": "推荐金额",
    "total_words": "推荐金额大写",
    **OFFICE_NAMES,
}
_CONDITIONS = {
    "reviewed": "全部经过初审",
    "open": "有待上级核定金额的事项",
    "referred": "有另按其他规定核定金额的事项",
}

LETTER_VOCABULARY = TemplateVocabulary(
    names={
        **_NAMES,
        "originals": "收到的原件",
        "copies": "收到的复印件",
        "unsaid": "收到而没有注明原件或者复印件的材料",
        "missing": "还没有收到的材料",
        "whole": "齐全，材料没有收齐的为空",
        "owed": "申请人没有退回的追回款，没有的为空",
    },
    conditions={**_CONDITIONS, "received": "每件都登记了收到的材料", "unattached": "没有都登记收到的材料"},
)
TABLE_VOCABULARY = TemplateVocabulary(
    names={
        **_NAMES,
        "letter_number": "推荐函的文号",
        "date": "填报日期",
        ANNEX: "本表是第几个附件，只有一个附件的为空",
    },
    lists={
        "rows": {
            "application": "申请编号",
            "applicant": "申请人",
            "identity": "证照号码",
            "title": "事项和编号",
            "article": "依据条款",
            "computed": "核算金额",
            "amount": "推荐金额",
            "reason": "推荐金额少于核算金额的理由",
            "document": "另行适用的规定",
            "remark": "备注",
        }
    },
    conditions=_CONDITIONS,
    amounts={"rows": ("sum_computed", "sum_amount")},
)


def _notice_cited(listed: ForwardedList) -> str:
    """Return how the notice of the call is named: by its title where that is known, else by its number."""
    title, number = listed.notice_title.strip("《》"), phrase(listed.notice)
    said = f"《{title}》" if title else NOTICE if number else ""
    return f"{said}（{number}）" if said and number else said


def _values(listed: ForwardedList) -> dict[str, str]:
    """Write what both papers may name; what is none of is left out, so that a sentence can leave it out."""
    open_lines = sum(line.open for line in listed.lines)
    counts = {
        "units": listed.applicants(persons=False),
        "persons": listed.applicants(persons=True),
        "open_lines": open_lines,
        "referred_lines": sum(bool(line.document) for line in listed.lines),
    }
    return {
        **office_values(listed.issuer),
        **{name: str(count) if count else "" for name, count in counts.items()},
        "addressee": trimmed(listed.addressee),
        "policy_title": phrase(listed.policy_title).removeprefix("《").removesuffix("》"),
        "policy_number": phrase(listed.policy_number),
        "policy_short": short_title(listed.policy_title),
        "notice": phrase(listed.notice),
        "notice_cited": _notice_cited(listed),
        "programme_year": str(listed.programme_year),
        "applications": str(listed.applications),
        "lines": str(len(listed.lines)),
        "computed": grouped_yuan(listed.computed),
        "total": grouped_yuan(listed.total),
        "total_words": in_words(listed.total),
    }


def _conditions(listed: ForwardedList) -> set[str]:
    found = {
        "reviewed": listed.reviewed,
        "open": any(line.open for line in listed.lines),
        "referred": any(line.document for line in listed.lines),
    }
    return {name for name, holds in found.items() if holds}


def letter_content(letter: RecommendationLetter) -> Content:
    """Return what fills the letter."""
    told = {one: getattr(letter, one) for one in ("originals", "copies", "unsaid", "missing")}
    values = {name: "、".join(map(phrase, found)) for name, found in told.items()}
    values["owed"] = "；".join(map(sentence, letter.owed))
    values["whole"] = WHOLE if letter.known and not letter.missing else ""
    met = _conditions(letter) | {"received" if letter.known else "unattached"}
    return Content({**_values(letter), **values}, {}, met)


def table_content(table: ForwardedTable) -> Content:
    """Return what fills the table."""
    own = {"letter_number": phrase(table.letter_number), "date": chinese_date(table.date), ANNEX: table.annex}
    values = {**_values(table), **own}
    return Content(values, {"rows": [_member(line) for line in table.lines]}, _conditions(table))


def _member(line: ForwardedLine) -> Member:
    computed = line.amount if line.computed is None else line.computed
    values = {
        "application": trimmed(line.application),
        "applicant": trimmed(line.applicant),
        "identity": trimmed(line.identity),
        "title": sentence(line.title),
        "article": phrase(line.article),
        "computed": _sum(line, computed),
        "amount": _sum(line, line.amount),
        "reason": sentence(line.reason),
        "document": phrase(line.document),
        "remark": "",
    }
    return Member(values, amounts={"sum_computed": computed, "sum_amount": line.amount})


def _sum(line: ForwardedLine, fen: int) -> str:
    """Return a sum as the table writes it, or the word for one that the level above says."""
    return REFERRED if line.document else OPEN if line.open else grouped_yuan(fen)


def _build_letter(source: ForwardSource, date: datetime.date, number: str | None) -> RecommendationLetter:
    from ipdesk.documents.letters.forwarding.assemble import recommendation  # only a new one asks policies

    return recommendation(source, date, number)


def _build_table(source: ForwardSource, date: datetime.date, number: str | None) -> ForwardedTable:
    from ipdesk.documents.letters.forwarding.assemble import table  # only a new one asks policies

    return table(source, date, number)


RECOMMENDATION = RegisteredDocument(
    kind=DocumentKind("recommendation", "推荐函", step=Step.FORWARD),
    template="recommendation.yaml",
    vocabulary=LETTER_VOCABULARY,
    data=RecommendationLetter,
    build=_build_letter,
    content=letter_content,
    lists=True,
)
"""The letter 推荐函, by which applications are forwarded to the level above."""

FORWARDED_TABLE = RegisteredDocument(
    kind=DocumentKind("forwarded_table", "推荐汇总表", series=None),
    template="forwarded_table.yaml",
    vocabulary=TABLE_VOCABULARY,
    data=ForwardedTable,
    build=_build_table,
    content=table_content,
    layout=Layout.SHEET,
    due=False,
    lists=True,
)
"""The table 汇总表, which goes with the letter."""
