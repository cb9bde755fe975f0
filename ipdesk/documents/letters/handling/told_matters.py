"""What an approval says of papers that tell somebody something, and of a bar that is only written down."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.clawback_end import CLAWBACK_END_NOTICE, ClawbackEnd
from ipdesk.documents.letters.after_award.collection_reminder import COLLECTION_REMINDER, CollectionReminder
from ipdesk.documents.letters.after_award.first_term import term_told
from ipdesk.documents.letters.after_award.items import ReversalLetter, ReversedItem
from ipdesk.documents.letters.counter.not_accepted import NotAcceptedNotice
from ipdesk.documents.letters.counter.termination import TERMINATION_NOTICE, TerminationNotice
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.handling_data import of_party
from ipdesk.documents.letters.notices.finding import FINDING_NOTICE, FindingNotice, FoundAfterNotice, meant
from ipdesk.documents.letters.notices.hearing import OBJECTION_NOTICE, OBJECTOR, ObjectionNotice
from ipdesk.documents.letters.notices.outcome import (
    OBJECTION_OUTCOME,
    AnsweredObjection,
    ChangedLine,
    ObjectionOutcome,
    StatedView,
)
from ipdesk.documents.letters.notices.reply import found_out
from ipdesk.documents.letters.quoting import quoted_text
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.applications.approvals import BAR
from ipdesk.models.applications.notice_articles import notice_name
from ipdesk.models.applications.quoted_rules import OBJECTIONS, Quote, cited_in, rests_on_quotes, rules_on
from ipdesk.models.records import CallDetails, Office
from ipdesk.rules.core.money import grouped_yuan

if TYPE_CHECKING:
    from ipdesk.rules.evaluation.policy import Policy

NO_BAR = "申请人没有登记限制资助，不能印处理事项审批表。"
AWARDED = "{day}以{title}（{number}）给予下列资金"
ITEM = "{title}，按《{policy}》{document}{article}给予{granted}元"
POLICY = "《{title}》（{number}）"
UNTAKEN, TO_DO = "至今没有领取，共{total}元", "，尚需办理：{missing}"
REMIND = "书面催领，领取期限至{due}（含当日）止；逾期仍不领取的，听取当事人的意见以后依据上述规定处理"
OBJECTED = (
    "{received}收到{objector}对{lines}的书面异议，主要内容：{gist}。上述事项列入《{title}》{number}公示"
)
ON_LIST = "《{title}》{number}关于提出异议的规定"
HEAR = "处理异议以前，把异议的主要内容书面告知当事人，自送达之日起{days}个工作日内听取意见；{naming}"
NAMED, HIDDEN = "异议人同意告知其姓名（名称）", "不告知异议人的姓名（名称）和联系方式"
ANSWERED = "{received}收到对{lines}的异议，主要内容：{gist}。核查情况：{reason}。{outcome}"
UPHELD, DISMISSED = "异议成立", "异议不成立"
CHANGED = "{line}公示的拟资助金额{before}元，重新拟定为{now}元"
TOLD_BEFORE = "{day}送达《公示异议情况告知书》（{number}），{heard}"
STATED, SILENT = "当事人于{day}书面陈述了意见", "当事人没有陈述意见"
VIEW, WEIGHED = "对{lines}的异议，当事人陈述的主要内容：{gist}", "；经核查{outcome}，理由：{why}"
TELL_OUTCOME = "把上述处理结果书面告知当事人"
FOUND = "{when}，{day}核查{check}（来源：{source}），查到：{remark}。拟作的处理：{intended}"
HEAR_FINDING = "审定以前，把复核的情况和拟作的处理书面告知当事人，自送达之日起{days}个工作日内听取意见"
AGAIN = "；异议成立的事项重新公示"
WITHDREW, SAME_DAY = "当事人{asked}书面要求撤回上述申请，{ended}登记撤回", "当日"
LISTED = "公示名单所列当事人的事项不再提交审定"
WITHDRAWAL = "当事人{day}撤回申请的书面材料"
TERMINATE = "确认撤回，终止办理{receipt}，书面告知当事人"
RECEIPT = "，{day}的受理回执失效"
INTENDED = "{day}以{title}{number}告知当事人，拟撤销{award}（{award_number}）的全部或者一部分，追回资金"
END_CLAWBACK = "自{day}起终止这项追回，原决定不受影响，书面告知当事人"
BARRED = "限制当事人资助（奖励），期间自{since}起至{until}（含当日）止，期间内不予受理、审定和拨付"


class Handled(NamedTuple):
    """What is said of a paper to be approved: why, by which rule, what is to be done, the sum (fen)."""

    facts: str
    basis: str
    decision: str
    total: int | None = None


def awarded(told: ReversalLetter, paid: str = "") -> str:
    """Tell what was awarded, by which clauses: that they allowed to pay it is a fact."""
    said = AWARDED.format(
        day=chinese_date(told.award_date),
        title=titled(told.award_title, "资助（奖励）通知书"),
        number=told.award_number,
    )
    items = (_item(told, one) for one in told.items)
    return f"{said}{paid}：{'；'.join(items)}"


def _item(told: ReversalLetter, one: ReversedItem) -> str:
    return ITEM.format(
        title=sentence(one.title),
        policy=told.policy_title.strip("《》"),
        document=f"（{told.policy_number}）" if told.policy_number else "",
        article=one.article,
        granted=grouped_yuan(one.granted),
    )


def sentences(*texts: str) -> str:
    """Return texts behind each other, with end marks between those that say something."""
    return "。".join(sentence(one) for one in texts if sentence(one))


def paragraphs(*texts: str) -> str:
    """Return texts a line each, those that say something: what is long is read part by part."""
    return "\n".join(sentence(one) for one in texts if sentence(one))


def policy_cited(policy: Policy) -> str:
    """Return a policy as a basis names it."""
    return POLICY.format(title=policy.pack.title, number=policy.pack.document)


def cited(told: ReversalLetter | NotAcceptedNotice, bar_basis: str = "") -> str:
    """Return the rules that a paper rests on, with what they say; those of a bar after them."""
    bar = getattr(told, "bar_quoted", ())
    return "；".join(
        filter(None, (rules_named(told.basis, told.quoted), rules_named(bar_basis, bar) if bar else ""))
    )


def rules_named(basis: str, quotes: Sequence[Quote]) -> str:
    """Return a basis as it is quoted, and as it stands where it says more than that."""
    own = () if rests_on_quotes(basis, (*quotes,)) else (sentence(basis),)
    return "；".join(filter(None, (*own, quoted_text(quotes))))


def _numbered(number: str) -> str:
    return f"（{number}）" if number else ""


def _reminder(source: ApplicationSource, date: datetime.date) -> Handled:
    told: CollectionReminder = COLLECTION_REMINDER.build(source, date, None)
    left = UNTAKEN.format(total=grouped_yuan(told.total))
    if sentence(told.reason) != sentence(told.term.asked):  # told with the term
        left += TO_DO.format(missing=sentence(told.reason))
    decision = REMIND.format(due=chinese_date(told.due_on))
    facts = sentences(awarded(told), term_told(told.term), left)
    asked = rules_named(told.grounds, told.grounds_quoted) if told.grounds else ""
    return Handled(facts, "；".join(filter(None, (asked, cited(told)))), decision, told.total)


def _objection_notice(source: ApplicationSource, date: datetime.date) -> Handled:
    told: ObjectionNotice = OBJECTION_NOTICE.build(source, date, None)
    facts = OBJECTED.format(
        received=chinese_date(told.received_on),
        objector=told.objector,
        lines=told.lines,
        gist=sentence(told.gist),
        title=told.list_title,
        number=_numbered(told.list_number),
    )
    decision = HEAR.format(days=told.days, naming=NAMED if told.objector else HIDDEN)
    return Handled(facts, _on_list(source, told), decision)


def _on_list(source: ApplicationSource, told: ObjectionNotice | ObjectionOutcome) -> str:
    """Return by which rule objections are dealt with; where nobody typed one, what the list says of them."""
    listed = ON_LIST.format(title=told.list_title, number=_numbered(told.list_number))
    return rule_on_objections(source.office, source.call) or listed


def rule_on_objections(office: Office, call: CallDetails | None) -> str:
    """Return what the rules say of objections, as far as they are typed; "" where they are not."""
    return quoted_text(rules_on(OBJECTIONS, office, call))


def _outcome(source: ApplicationSource, date: datetime.date) -> Handled:
    told: ObjectionOutcome = OBJECTION_OUTCOME.build(source, date, None)
    upheld = any(one.upheld for one in told.objections)
    views, answered = map(_view, told.views), map(_answered, told.objections)
    facts = paragraphs(_heard(told), *views, *answered, "；".join(map(_changed, told.changes)))
    clauses = dict.fromkeys(
        f"{policy_cited(source.policy)}{one.article}" for one in told.changes if one.article
    )
    basis = "；".join((_on_list(source, told), *clauses))
    return Handled(facts, basis, TELL_OUTCOME + (AGAIN if upheld else ""))


def _heard(told: ObjectionOutcome) -> str:
    """Say how the applicant was told and heard before, "" where it was not."""
    if not told.told_by or told.told_on is None:
        return ""
    said = STATED.format(day=chinese_date(told.stated_on)) if told.stated_on else SILENT
    return TOLD_BEFORE.format(day=chinese_date(told.told_on), number=told.told_by, heard=said)


def _view(one: StatedView) -> str:
    weighed = WEIGHED.format(outcome=one.outcome, why=sentence(one.why)) if one.outcome else ""
    return VIEW.format(lines=one.lines, gist=sentence(one.gist)) + weighed


def _answered(one: AnsweredObjection) -> str:
    return ANSWERED.format(
        received=chinese_date(one.received_on),
        lines=one.lines,
        gist=sentence(one.gist),
        reason=found_out(of_party(one.reason, OBJECTOR)),
        outcome=UPHELD if one.upheld else DISMISSED,
    )


def _changed(one: ChangedLine) -> str:
    return CHANGED.format(line=one.line, before=grouped_yuan(one.before), now=grouped_yuan(one.now))


def _finding(source: ApplicationSource, date: datetime.date) -> Handled:
    told: FindingNotice = FINDING_NOTICE.build(source, date, None)
    facts = "；".join(map(_found, told.findings))
    cited = (article for one in told.findings for _, _, article in cited_in(one.intended))
    basis = policy_cited(source.policy) + "、".join(dict.fromkeys(cited))
    return Handled(facts, basis, HEAR_FINDING.format(days=told.days))


def _found(one: FoundAfterNotice) -> str:
    return FOUND.format(
        when=one.when,
        day=chinese_date(one.day),
        check=one.check,
        source=one.source,
        remark=sentence(one.remark),
        intended=meant(one.intended),
    )


def _termination(source: ApplicationSource, date: datetime.date) -> Handled:
    told: TerminationNotice = TERMINATION_NOTICE.build(source, date, None)
    asked = f"于{chinese_date(told.asked_on)}" if told.asked_on else ""
    ended = SAME_DAY if told.asked_on == told.ended_on else chinese_date(told.ended_on)
    facts = WITHDREW.format(asked=asked, ended=ended)
    receipt = receipt_ended(told.receipt_on)
    basis = WITHDRAWAL.format(day=chinese_date(told.asked_on) if told.asked_on else "")
    basis = "；".join(filter(None, (basis, notice_name(source.call))))
    return Handled(sentences(facts, LISTED if told.listed else ""), basis, TERMINATE.format(receipt=receipt))


def receipt_ended(day: datetime.date | None) -> str:
    """Say that the receipt of a day no longer holds; "" where none was given."""
    return RECEIPT.format(day=chinese_date(day)) if day is not None else ""


def _clawback_end(source: ApplicationSource, date: datetime.date) -> Handled:
    told: ClawbackEnd = CLAWBACK_END_NOTICE.build(source, date, None)
    facts = INTENDED.format(
        day=chinese_date(told.told_on),
        title=titled(told.told_title, "告知书"),
        number=_numbered(told.told_by),
        award=titled(told.award_title, "资助（奖励）通知书"),
        award_number=told.award_number,
    )
    decision = END_CLAWBACK.format(day=chinese_date(told.ended_on))
    return Handled(sentences(facts, told.reason), policy_cited(source.policy), decision)


def _bar(source: ApplicationSource, _: datetime.date) -> Handled:
    newest = max(source.detail.bars, key=lambda one: one.id, default=None)
    if newest is None:
        raise LetterDataError(NO_BAR)
    decision = BARRED.format(since=chinese_date(newest.since), until=chinese_date(newest.until))
    return Handled(newest.reason, newest.basis, decision)


TOLD: Mapping[str, Callable[[ApplicationSource, datetime.date], Handled]] = {
    COLLECTION_REMINDER.kind.id: _reminder,
    OBJECTION_NOTICE.kind.id: _objection_notice,
    OBJECTION_OUTCOME.kind.id: _outcome,
    FINDING_NOTICE.kind.id: _finding,
    TERMINATION_NOTICE.kind.id: _termination,
    CLAWBACK_END_NOTICE.kind.id: _clawback_end,
    BAR: _bar,
}
"""What is said of each of them, by the kind of its paper."""
