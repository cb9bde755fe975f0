"""The sheets of experts' scores 专家评分表, one for each, with the pledge 回避承诺; and their summary."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.proposal.criteria import MATTERS
from ipdesk.documents.letters.proposal.data import ExpertScore, ExpertSheet, ExpertSummary, Judged, JudgedItem
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.records import ApplicationFilter, DocumentKind, Mark
from ipdesk.models.workflow import EVALUATED
from ipdesk.rules.core.money import grouped_yuan
from ipdesk.rules.core.plain_text import compact

RELATIONS = "{mark}近亲属　{employed}任职或者聘用　{mark}持股或者投资　{mark}合作或者代理　{mark}其他："
EMPLOYED = "任职于申请人单位"
AVOIDS, UNSAID = "☑回避　□不回避", "□回避　□不回避"
"""An expert ticks the box itself, but for one of whom it was noted already."""
VOCABULARY = TemplateVocabulary(
    names=APPLICATION_NAMES,
    lists={
        "items": {
            "title": "评审事项和编号",
            "article": "依据条款",
            "bounds": "金额的上限和下限",
            "average": "平均分",
            "decided": "核定金额",
        },
        "scores": {
            "item": "评审事项的序号",
            "expert": "专家姓名",
            "unit": "专家的工作单位",
            "score": "评分",
            "recused": "回避",
            "relation": "回避的原因，看得出的才有",
        },
        "sheets": {
            "title": "评审事项和编号",
            "article": "依据条款",
            "bounds": "金额的上限和下限",
            "expert": "专家姓名",
            "unit": "专家的工作单位",
            "score": "评分",
            "avoids": "是否回避",
            "relation": "与申请人的关系，由本人勾选；在申请人那里任职的已经勾上",
        },
    },
    conditions={**ADDRESSEES, **MATTERS, "scored": "已经评分"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ExpertSheet:
    items, scores = _judged(source)
    return ExpertSheet(**application_fields(source), number=number, date=date, items=items, scores=scores)


def _build_summary(source: ApplicationSource, date: datetime.date, number: str | None) -> ExpertSummary:
    items, scores = _judged(source)
    return ExpertSummary(**application_fields(source), number=number, date=date, items=items, scores=scores)


def _judged(source: ApplicationSource) -> Judged:
    from ipdesk.documents.letters.proposal.assemble import judged  # only a new one asks the policy

    return judged(source.detail, source.policy)


def content(sheet: ExpertSheet) -> Content:
    """Return what fills the template."""
    lists = {
        "items": [_item(one) for one in sheet.items],
        "scores": [_score(one, sheet) for one in sheet.scores],
        "sheets": [*_sheets(sheet)],
    }
    scored = {"scored"} if sheet.scores else set()
    return Content(application_values(sheet), lists, addressee_conditions(sheet) | scored)


def _item(item: JudgedItem) -> Member:
    most = f"最高{grouped_yuan(item.ceiling)}元" if item.ceiling is not None else ""
    least = f"最低{grouped_yuan(item.floor)}元" if item.floor is not None else ""
    values = {
        "title": phrase(item.title),
        "article": phrase(item.article),
        "bounds": "，".join(filter(None, (most, least))),
        "average": item.average,
        "decided": "" if item.decided is None else grouped_yuan(item.decided),
    }
    return Member(values)


def _score(score: ExpertScore, sheet: ExpertSheet) -> Member:
    values = {
        "item": str(score.item),
        "expert": trimmed(score.name),
        "unit": phrase(score.unit),
        "score": score.score,
        "recused": "回避" if score.recused else "",
        "relation": EMPLOYED if _is_employed(score, sheet) else "",
    }
    return Member(values)


def _avoiding(score: ExpertScore, sheet: ExpertSheet) -> dict[str, str]:
    relation = _relation(employed=_is_employed(score, sheet))
    return {"avoids": AVOIDS if score.recused else UNSAID, "relation": relation}


def _relation(*, employed: bool = False) -> str:
    return RELATIONS.format(mark="□", employed="☑" if employed else "□")


def _is_employed(score: ExpertScore, sheet: ExpertSheet) -> bool:
    """Say whether who stays away works for the applicant: that is known, any other relation is not."""
    return score.recused and compact(score.unit) == compact(sheet.addressee)


def _sheets(sheet: ExpertSheet) -> Iterator[Member]:
    """Yield what each expert's sheet on each item says; a blank one where nobody has scored an item."""
    for place, item in enumerate(sheet.items, start=1):
        about = {name: _item(item).values[name] for name in ("title", "article", "bounds")}
        scored = [one for one in sheet.scores if one.item == place]
        for one in scored:
            given = _score(one, sheet).values
            said = {name: given[name] for name in ("expert", "unit", "score")}
            yield Member({**about, **said, **_avoiding(one, sheet)}, item.matter)
        if not scored:
            blank = {"expert": "", "unit": "", "score": "", "avoids": UNSAID, "relation": _relation()}
            yield Member({**about, **blank}, item.matter)


EXPERT_SCORES = RegisteredDocument(
    kind=DocumentKind("expert_scores", "专家评分表", states=EVALUATED, series=None),
    template="expert_scores.yaml",
    vocabulary=VOCABULARY,
    data=ExpertSheet,
    build=_build,
    content=content,
    wanted=ApplicationFilter(mark=Mark.DECIDES),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
)
"""The sheets of scores: blank for the experts, or with what was recorded for the archive."""

EXPERT_SUMMARY = replace(
    EXPERT_SCORES,
    kind=DocumentKind("expert_summary", "专家评分汇总表", states=EVALUATED, series=None),
    template="expert_summary.yaml",
    data=ExpertSummary,
    build=_build_summary,
)
"""What sums the experts' scores up, item by item."""
