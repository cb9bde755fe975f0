"""The decision 追回决定书: which award is revoked, wholly or in part, why, and how the money comes back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.clawback_notice import CLAWBACK_NOTICE
from ipdesk.documents.letters.after_award.consequences import (
    FOLLOWED_NAMES,
    Followed,
    act_text,
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
    is_whole,
    reversal_content,
    reversal_fields,
    reversal_vocabulary,
)
from ipdesk.documents.letters.content import REMEDIES, Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import chinese_date, day_text
from ipdesk.documents.typesetting.printed_text import phrase, sentence
from ipdesk.models.applications.quoted_rules import Quote
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import (
    ApplicationDetail,
    ApplicationFilter,
    Bar,
    Clawback,
    DocumentKind,
    IncomingDetails,
    Mark,
    Matter,
    ReversalKind,
)
from ipdesk.models.workflow import Act
from ipdesk.rules.core.money import grouped_yuan

ACCOUNT = "账号"
_CODE = re.compile("（(缴款码)：?([0-9A-Za-z]+)）")
BARRING = "限制资助{years}年"
NOTHING_DECIDED = "这件申请没有已经决定的追回，不能印发追回决定书。"


@dataclass(frozen=True, slots=True)
class ClawbackDecision(ReversalLetter):
    """A decision. ``heard`` and ``waived`` say what became of the hearing, "" where nothing was said.

    ``told_on`` is the day on which the recipient was told before; ``bar_since`` to ``bar_until`` are the days
    of a bar that came with the decision, ``bar_basis`` what it rests on, ``bar_reason`` why. ``paid_on`` is
    the day on which the money was paid out. ``told_by`` is the number of the notice that told, "" for one
    without; ``statement`` is what the recipient's paper is called and ``stated_on`` the day that it bears.
    ``left`` is what remains of the award in fen, None in a decision of before; ``told_title`` is what the
    notice that told calls itself. ``bar_quoted`` are the articles that the bar rests on, with what they say.
    ``applied`` is the part of the rule that fits, "" where it has none; ``follows`` is what follows besides,
    ``without`` what was told besides and does not, ``without_why`` why. ``heard_until`` was the last day on
    which the recipient was heard, None where that is not known. ``told_dated`` is the day that the notice
    bears, None in a decision of before.
    """

    evidence: str
    told_on: datetime.date
    heard: str
    waived: str
    due_on: datetime.date
    pay_to: str
    bar_since: datetime.date | None
    bar_until: datetime.date | None
    bar_basis: str
    bar_reason: str = field(default="", kw_only=True)
    paid_on: datetime.date | None = field(default=None, kw_only=True)
    told_by: str = field(default="", kw_only=True)
    statement: str = field(default="", kw_only=True)
    stated_on: datetime.date | None = field(default=None, kw_only=True)
    left: int | None = field(default=None, kw_only=True)
    told_title: str = field(default="", kw_only=True)
    bar_quoted: tuple[Quote, ...] = field(default=(), kw_only=True)
    applied: str = field(default="", kw_only=True)
    follows: tuple[Followed, ...] = field(default=(), kw_only=True)
    without: tuple[str, ...] = field(default=(), kw_only=True)
    without_why: str = field(default="", kw_only=True)
    told_dated: datetime.date | None = field(default=None, kw_only=True)
    heard_until: datetime.date | None = field(default=None, kw_only=True)


VOCABULARY = reversal_vocabulary(
    {
        "evidence": "证据",
        "told_on": "告知日期",
        "heard": "陈述申辩的情况",
        "waived": "放弃陈述申辩的情况",
        "due_on": "退回的截止日期",
        "pay_to": "退回的账户",
        "bar_since": "限制资助的起始日期",
        "bar_until": "限制资助的截止日期",
        "bar_basis": "限制资助的依据",
        **BAR_NAMES,
        "bar_reason": "限制资助的事由",
        "paid_on": "资金拨付的日期",
        "told_by": "拟追回告知书的文号",
        "told_dated": "拟追回告知书的成文日期，没有印发告知书的为空",
        "told_cited": "拟追回告知书的标题",
        "statement": "陈述申辩材料的题名",
        "stated_on": "陈述申辩材料的日期",
        "granted_total": "追回以前的资助（奖励）金额，全部追回的为空",
        "left_total": "变更以后的资助（奖励）金额，全部追回的为空",
        "applied": "条款中适用的部分，只有一种情形的为空",
        "without": "告知过、决定不再办理的事项，没有的为空",
        "without_why": "不再办理的理由",
        "heard_until": "陈述申辩期限的最后一天，没有登记的为空",
    },
    {
        "account": "退回到账户",
        "payment": "按缴款码等其他方式缴款",
        "barred": "同时限制资助",
        "silent": "没有陈述申辩",
        "heard": "有陈述申辩，或者书面放弃",
    },
    {"follows": FOLLOWED_NAMES},
    needed=REMEDIES,
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ClawbackDecision:
    detail = source.detail
    decided = next((one for one in reversed(detail.clawbacks) if one.decided_on), None)
    if decided is None or decided.due_on is None:
        raise LetterDataError(NOTHING_DECIDED)
    back = [one for one in detail.reversals if one.kind is ReversalKind.CLAWED_BACK]
    own = [one.line for one in back if one.clawback == decided.id]
    bar = _bar(detail, decided)
    why = Reason(decided.facts, decided.basis, source.quotes(decided.basis))
    statement = _statement(detail, decided)
    return ClawbackDecision(
        **reversal_fields(source, own, why, whole=is_whole(detail), own=OwnRemedies.CLAWBACK),
        number=number,
        date=date,
        derivation=decided.derivation,
        evidence=decided.evidence,
        told_on=decided.served_on or decided.proposed_on,
        heard=decided.heard,
        waived=decided.waived,
        due_on=decided.due_on,
        pay_to=decided.pay_to,
        bar_since=bar.since if bar else None,
        bar_until=bar.until if bar else None,
        bar_basis=bar.basis if bar else "",
        bar_reason=bar.reason if bar else "",
        paid_on=decided.paid_on,
        **_told_by(detail, decided),
        statement=statement.title if statement else "",
        stated_on=statement.day if statement else None,
        left=_left(detail),
        bar_quoted=source.quotes(bar.basis) if bar else (),
        applied=decided.applied,
        follows=tuple(followed(source, decided.standing, why.quoted)),
        without=tuple(_without(decided, barred=bar is not None)),
        without_why=decided.without_why,
        heard_until=decided.last_day,
    )


def _without(decided: Clawback, *, barred: bool) -> Iterator[str]:
    """Yield what was told besides and is not done, as far as somebody said why."""
    if not decided.without_why:
        return
    yield from (act_text(one) for one in decided.follows if one.dropped)
    if decided.bar is not None and not barred:
        yield BARRING.format(years=decided.bar.years)


class _Told(TypedDict, total=False):
    told_by: str
    told_title: str
    told_dated: datetime.date


def _told_by(detail: ApplicationDetail, decided: Clawback) -> _Told:
    """Return number, title and day of the notice that told of a clawback before it was decided."""
    told = (one for one in detail.letters if one.kind == CLAWBACK_NOTICE.kind.id and not one.is_void)
    letter = next((one for one in told if one.date >= decided.proposed_on), None)
    if letter is None:
        return {}
    return _Told(told_by=letter.number, told_title=letter.title, told_dated=letter.date)


def _statement(detail: ApplicationDetail, decided: Clawback) -> IncomingDetails | None:
    """Return the paper by which the recipient stated its view, or gave that up."""
    papers = (one.details for one in reversed(detail.incoming) if one.details.matter is Matter.STATEMENT)
    return next((one for one in papers if one.day >= decided.proposed_on), None)


def _left(detail: ApplicationDetail) -> int:
    """Return what remains of an award, in fen."""
    granted = sum(line.granted or 0 for line in detail.lines)
    return granted - sum(one.line.amount for one in detail.reversals)


def _bar(detail: ApplicationDetail, decided: Clawback) -> Bar | None:
    """Return the bar that came with a decision."""
    with_it = (
        bar
        for bar in detail.bars
        if (bar.recorded_on, bar.recorded_by) == (decided.decided_on, decided.decided_by)
    )
    return next((one for one in with_it if not one.lifted_why), None)


def paid_to(text: str) -> str:
    """Return where money is paid back: bank, account and code 缴款码 on lines of their own, each whole."""
    return _CODE.sub(r"；\1：\2", sentence(text)).replace("；", "；\n")


def content(decision: ClawbackDecision) -> Content:
    """Return what fills the template."""
    own = {
        "evidence": sentence(decision.evidence),
        "told_on": chinese_date(decision.told_on),
        "heard": sentence(decision.heard),
        "waived": sentence(decision.waived),
        "due_on": chinese_date(decision.due_on),
        "pay_to": paid_to(decision.pay_to),
        "bar_since": day_text(decision.bar_since),
        "bar_until": day_text(decision.bar_until),
        "bar_basis": phrase(decision.bar_basis),
        "bar_reason": sentence(decision.bar_reason),
        **bar_values(decision, decision.bar_basis, decision.bar_quoted),
        "paid_on": day_text(decision.paid_on),
        "told_by": phrase(decision.told_by),
        "told_dated": day_text(decision.told_dated),
        "told_cited": titled(decision.told_title, "告知书"),
        "statement": phrase(decision.statement),
        "stated_on": day_text(decision.stated_on),
        "applied": sentence(still_to_tell(decision.quoted, decision.applied)),
        "without": "、".join(map(phrase, decision.without)),
        "without_why": sentence(decision.without_why),
        "heard_until": day_text(decision.heard_until),
        **_changed(decision),
    }
    members = followed_members(decision.follows, decision.quoted, decision.policy_title)
    quoted = fitting(decision.quoted, decision.applied)
    return reversal_content(decision, own, _conditions(decision), quoted, follows=members)


def _changed(decision: ClawbackDecision) -> dict[str, str]:
    """Write what the award was and what it is now; nothing where none of it is left."""
    if decision.whole or decision.left is None:
        return {"granted_total": "", "left_total": ""}
    unpaid = sum(one.amount for one in decision.follows)
    return {
        "granted_total": grouped_yuan(decision.left + decision.total + unpaid),
        "left_total": grouped_yuan(decision.left),
    }


def _conditions(decision: ClawbackDecision) -> list[str]:
    hearing = "heard" if decision.heard or decision.waived else "silent"
    payment = "account" if ACCOUNT in decision.pay_to else "payment"
    return [hearing, payment, *(["barred"] if decision.bar_since else [])]


CLAWBACK_DECISION = RegisteredDocument(
    kind=DocumentKind("clawback_decision", "追回决定书", states=Act.CLAW_BACK.states, series="追"),
    template="clawback_decision.yaml",
    vocabulary=VOCABULARY,
    data=ClawbackDecision,
    build=_build,
    content=content,
    matter="资金追回",
    wanted=ApplicationFilter(mark=Mark.CLAWED_BACK),
    says_sum=False,
    cites=True,
)
"""The decision 追回决定书, issued once a clawback is decided."""
