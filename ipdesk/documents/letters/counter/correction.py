"""The correction notice 补正通知书: everything that is missing or wrong, told at once, and until when.

Source: 优化营商环境条例 art. 36 (everything at once).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import TypedDict

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.counter.ended import CALL_STATES, OVER, REOPENABLE, call_end
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.citations import short_title
from ipdesk.documents.text.numerals import LAST_ORDINAL, day_text
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.applications.notice_articles import notice_name, with_notice_named
from ipdesk.models.applications.quoted_rules import WITHDRAWN, rules_on
from ipdesk.models.records import ApplicationFilter, Correction, DocumentKind, MissingItem
from ipdesk.models.workflow import State

NOTHING_ASKED = "这件申请没有正在进行的补正，不能印发补正通知书。"
BY_NOTICE = "{notice}对申请材料的要求"
BASED, UNBASED = "based", "unbased"
"""Whether the basis of an item was noted; a template may word both alike."""
TOO_MANY = "需要补正的内容共有 {count:,} 项，一份通知书最多排 {most:,} 项，请合并同类的。"


@dataclass(frozen=True, slots=True)
class CorrectionNotice(ApplicationLetter):
    """A correction notice.

    The period is of working days from the day after receipt; ``last_day`` is the day at whose end it ends,
    None until service is known. ``call_ends_on`` is the last day of the call for applications, None where
    there is none, ``registered_on`` the day on which the counter opened the file, ``round`` which request
    this is, and ``ended_by`` the rule by which a file counts as withdrawn else, "" where none is typed; a
    letter of a former version says nothing of these four.
    """

    items: tuple[MissingItem, ...]
    working_days: int
    last_day: datetime.date | None
    call_ends_on: datetime.date | None = field(default=None, kw_only=True)
    registered_on: datetime.date | None = field(default=None, kw_only=True)
    round: int = field(default=0, kw_only=True)
    ended_by: str = field(default="", kw_only=True)

    @property
    def over(self) -> bool:
        """Say whether the call is surely over when the period ends; before service at the earliest."""
        ends = self.last_day or self.date + datetime.timedelta(days=self.working_days)
        return self.call_ends_on is not None and self.call_ends_on < ends


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "working_days": "补正期限（工作日）",
        "last_day": "补正截止日期",
        "call_ends_on": "申报截止日期",
        "policy_introduced": "政策简称",
        "registered_on": "窗口登记申请的日期",
        "round": "第几次补正",
        "rule": "逾期视为撤回的依据，没有录入的为空",
    },
    lists={"items": {"missing": "缺少或者有误的内容", "cure": "怎样补正", "basis": "依据"}},
    outcomes={"items": (BASED, UNBASED)},
    conditions={**ADDRESSEES, **CALL_STATES},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> CorrectionNotice:
    asked = running_correction(source.detail.corrections)
    if asked is None:
        raise LetterDataError(NOTHING_ASKED)
    return CorrectionNotice(
        **application_fields(source),
        number=number,
        date=date,
        items=tuple(replace(one, basis=_basis(one, source)) for one in asked.items),
        working_days=asked.working_days,
        last_day=asked.last_day,
        **_case(source, asked),
    )


class _Case(TypedDict):
    round: int
    call_ends_on: datetime.date | None
    registered_on: datetime.date | None
    ended_by: str


def _case(source: ApplicationSource, asked: Correction) -> _Case:
    return _Case(
        round=asked.round,
        call_ends_on=call_end(source),
        registered_on=next((one.at.date() for one in source.detail.steps if one.step is None), None),
        ended_by="、".join(cited for cited, _ in rules_on(WITHDRAWN, source.office, source.call)),
    )


def _basis(item: MissingItem, source: ApplicationSource) -> str:
    """Return the rule by which an item is asked for, where nobody noted one what the call asks for."""
    name = notice_name(source.call)
    usual = BY_NOTICE.format(notice=name) if name else ""
    return with_notice_named(item.basis, source.call) if sentence(item.basis) else usual


def content(notice: CorrectionNotice) -> Content:
    """Return what fills the template. Raises LetterDataError where there is more than a letter can say."""
    if len(notice.items) > LAST_ORDINAL:
        raise LetterDataError(TOO_MANY.format(count=len(notice.items), most=LAST_ORDINAL))
    period = {
        "working_days": str(notice.working_days),
        "last_day": day_text(notice.last_day),
        "call_ends_on": day_text(notice.call_ends_on),
        "registered_on": day_text(notice.registered_on),
        "round": str(notice.round or ""),
        "rule": notice.ended_by,
    }
    return Content(
        {**application_values(notice), **period, "policy_introduced": short_title(notice.policy_title)},
        {"items": [_member(item) for item in notice.items]},
        addressee_conditions(notice) | {OVER if notice.over else REOPENABLE},
    )


def _member(item: MissingItem) -> Member:
    texts = {"missing": item.missing, "cure": item.cure, "basis": item.basis}
    said = {name: sentence(text) for name, text in texts.items()}
    return Member(said, BASED if said["basis"] else UNBASED)


CORRECTION = RegisteredDocument(
    kind=DocumentKind("correction_notice", "补正通知书", states=(State.CORRECTION,), series="补"),
    template="correction_notice.yaml",
    vocabulary=VOCABULARY,
    data=CorrectionNotice,
    build=_build,
    content=content,
    matter="申请的补正",
    to_authority="补正告知函",
    wanted=ApplicationFilter(),
    says_sum=False,
)
"""The correction notice 补正通知书, issued while a round of correction runs."""
