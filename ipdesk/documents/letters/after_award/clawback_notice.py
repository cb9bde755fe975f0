"""The notice 拟追回告知书: what is to be clawed back and why, so that the recipient may be heard first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.consequences import (
    FOLLOWED_NAMES,
    Followed,
    applied_part,
    fitting,
    followed,
    followed_members,
    still_to_tell,
)
from ipdesk.documents.letters.after_award.items import (
    BAR_NAMES,
    Reason,
    ReversalLetter,
    bar_values,
    reversal_content,
    reversal_fields,
    reversal_vocabulary,
)
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.text.numerals import day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.quoted_rules import Quote
from ipdesk.models.records import ApplicationFilter, DocumentKind, IntendedBar, Mark
from ipdesk.models.workflow import Act

NOTHING_PROPOSED = "这件申请没有正在办理的追回，不能印发拟追回告知书。"


@dataclass(frozen=True, slots=True)
class ClawbackNotice(ReversalLetter):
    """A notice; ``last_day`` ends the working days for being heard, None until service is known.

    ``bar`` is what is meant to come with the decision, None for nothing; ``paid_on`` the day of payment.
    ``bar_quoted`` are the articles that the bar rests on, with what they say. ``applied`` is the part of the
    rule that fits, "" where it has none; ``follows`` is what is meant to follow besides.
    """

    evidence: str
    hearing_days: int
    last_day: datetime.date | None
    bar: IntendedBar | None
    paid_on: datetime.date | None = field(default=None, kw_only=True)
    bar_quoted: tuple[Quote, ...] = field(default=(), kw_only=True)
    applied: str = field(default="", kw_only=True)
    follows: tuple[Followed, ...] = field(default=(), kw_only=True)


VOCABULARY = reversal_vocabulary(
    {
        "evidence": "证据",
        "hearing_days": "陈述申辩的期限（工作日）",
        "last_day": "陈述申辩的截止日期",
        "bar_reason": "拟限制资助的事由",
        "bar_basis": "拟限制资助的依据",
        **BAR_NAMES,
        "bar_years": "拟限制资助的年数",
        "paid_on": "资金拨付的日期",
        "applied": "条款中适用的部分，只有一种情形的为空",
    },
    {"barred": "同时拟限制资助"},
    {"follows": FOLLOWED_NAMES},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ClawbackNotice:
    detail = source.detail
    told = next((one for one in detail.clawbacks if one.running), None)
    if told is None:
        raise LetterDataError(NOTHING_PROPOSED)
    granted = sum(line.granted or 0 for line in detail.lines)
    why = Reason(told.facts, told.basis, source.quotes(told.basis))
    return ClawbackNotice(
        **reversal_fields(source, told.lines, why, whole=told.total >= granted),
        number=number,
        date=date,
        derivation=told.derivation,
        evidence=told.evidence,
        hearing_days=told.hearing_days,
        last_day=told.last_day,
        bar=told.bar,
        paid_on=told.paid_on,
        bar_quoted=source.quotes(told.bar.basis) if told.bar else (),
        applied=applied_part(told, why.quoted),
        follows=tuple(followed(source, told.standing, why.quoted)),
    )


def content(notice: ClawbackNotice) -> Content:
    """Return what fills the template."""
    own = {
        "evidence": sentence(notice.evidence),
        "hearing_days": str(notice.hearing_days),
        "last_day": day_text(notice.last_day),
        "bar_reason": sentence(notice.bar.reason) if notice.bar else "",
        "bar_basis": phrase(notice.bar.basis) if notice.bar else "",
        **bar_values(notice, notice.bar.basis if notice.bar else "", notice.bar_quoted),
        "bar_years": str(notice.bar.years) if notice.bar else "",
        "paid_on": day_text(notice.paid_on),
        "applied": sentence(still_to_tell(notice.quoted, notice.applied)),
    }
    members = followed_members(notice.follows, notice.quoted, notice.policy_title)
    barred, quoted = ["barred"] if notice.bar else [], fitting(notice.quoted, notice.applied)
    return reversal_content(notice, own, barred, quoted, follows=members)


CLAWBACK_NOTICE = RegisteredDocument(
    kind=DocumentKind("clawback_notice", "拟追回告知书", states=Act.CLAW_BACK.states, series="追告"),
    template="clawback_notice.yaml",
    vocabulary=VOCABULARY,
    data=ClawbackNotice,
    build=_build,
    content=content,
    matter="资金拟追回",
    wanted=ApplicationFilter(mark=Mark.CLAWBACK),
    says_sum=False,
    cites=True,
)
"""The notice 拟追回告知书, issued once a clawback is proposed and before it is decided."""
