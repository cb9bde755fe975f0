"""What an approval says of each paper: from the very data that the paper itself will be made from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.clawback_decision import CLAWBACK_DECISION, ClawbackDecision
from ipdesk.documents.letters.after_award.clawback_notice import CLAWBACK_NOTICE, ClawbackNotice
from ipdesk.documents.letters.after_award.consequences import Followed, fitting, still_to_tell, together
from ipdesk.documents.letters.after_award.first_term import term_told
from ipdesk.documents.letters.after_award.forfeiture_notice import (
    FORFEITURE_NOTICE,
    UNTOLD,
    ForfeitureNotice,
    rest_named,
)
from ipdesk.documents.letters.after_award.items import ReversalLetter
from ipdesk.documents.letters.after_award.repayment_reminder import (
    REPAYMENT_REMINDER,
    RepaymentReminder,
    returned_on,
)
from ipdesk.documents.letters.application_letter import application_fields
from ipdesk.documents.letters.counter.deemed_withdrawn import DEEMED_WITHDRAWN
from ipdesk.documents.letters.counter.not_accepted import NOT_ACCEPTED
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.handling.requested import requested_items
from ipdesk.documents.letters.handling.told_matters import (
    TOLD,
    Handled,
    awarded,
    cited,
    paragraphs,
    policy_cited,
    receipt_ended,
    rules_named,
    sentences,
)
from ipdesk.documents.letters.handling_data import HandlingApproval, of_party, recused_from
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.documents.typesetting.printed_text import sentence
from ipdesk.models.applications.approvals import APPROVED, BROUGHT, ENDING, approved_next
from ipdesk.models.records import ApplicationDetail, Matter, Minutes, ReversalKind
from ipdesk.rules.core.money import grouped_yuan

NOTHING = "这件申请没有待审批的处理事项，或者处理事项审批表已经印过。"
DIRECTED = "，告知当事人向{office}申请"
NO_ACCEPTANCE = "对上述申请不予受理"
CORRECTION = (
    "{asked}以{title}{number}一次告知需要补正的内容、期限和逾期的后果，于{served}送达，补正期限至{last}（含当日）止。"
    "期限届满，当事人没有补正下列内容，也没有书面说明正当理由：{missing}"
)
TOLD_BEFORE = "{title}{number}关于逾期后果的告知"
WITHDRAWN = "视为撤回上述申请，终止办理{receipt}"
PAID = "，已于{day}拨付"
PROVEN = "以上事实的证据：{evidence}"
COMPUTED = "金额的计算：{derivation}"
HEARD = "陈述申辩的情况：{said}"
SILENT = "当事人在规定的期限内没有提出陈述和申辩"
INTENDED = (
    "拟撤销{title}（{number}）{part}，追回资金；先书面告知当事人，自送达之日起{days}个工作日内听取陈述和申辩"
)
DECIDED = (
    "撤销{title}（{number}）{part}，追回资金，限{due}（含当日）前退回；"
    "逾期不退回的，经催告后申请人民法院强制执行"
)
PART = "中的相应部分"
APPLIED = "适用其中“{applied}”的规定"
WITHOUT = "；告知书所述{acts}的事项不再办理，理由：{why}"
TOLD_ON = "{title}{number}于{served}送达，陈述申辩的期限至{until}（含当日）止"
FOLLOWS = "；{intended}{acts}"
BARRED = "；同时{intended}限制资助{years}，事由：{reason}，依据：{basis}"
REMINDED = "{day}以{title}（{number}）书面催领，于{served}送达，要求于{due}（含当日）前办理领取手续"
UNREMINDED = "领取期限至{due}（含当日）止，没有催领的原因：{why}"
OWING = (
    "{day}以{title}（{number}）决定追回资助（奖励）资金{total}元{served}，退回期限至{due}（含当日）止。"
    "{returned}期限届满，尚有{owed}元没有退回"
)
DEMANDING = "《中华人民共和国行政强制法》第五十三条、第五十四条，参照该法第三十五条、第三十六条"
DEMANDED = (
    "书面催告当事人在催告书规定的期限内退回；逾期仍不退回，又没有在法定期限内对追回决定书申请行政复议"
    "或者提起行政诉讼的，申请人民法院强制执行"
)
LAPSED = "没有领取的资金不再拨付，{title}（{number}）中未支付的{part}不再执行{rest}，书面通知当事人"
LAPSED_PART, LAPSED_ALL, REST = "上述部分", "部分", "；其余{sum}元不受影响：{items}，{told}"


def handled(source: ApplicationSource, date: datetime.date, number: str | None) -> HandlingApproval:
    """Return the approval of what is to be decided next. Raises LetterDataError where nothing is."""
    kind = source.approves or approved_next(source.detail)
    if not kind:
        raise LetterDataError(NOTHING)
    said = _MATTERS[kind](source, date)
    fields = application_fields(source)
    return HandlingApproval(
        **fields,
        number=number,
        date=date,
        approves=kind,
        party=fields["addressee"],
        party_is_person=fields["addressee_is_person"],
        party_code=source.detail.applicant.identity,
        recused=recused_from(source.detail.recusals),
        requested=requested_items(source),
        facts=of_party(said.facts),
        basis=of_party(said.basis),
        decision=of_party(said.decision),
        total=said.total,
        minutes=_minutes(source.detail, date, kind),
    )


def _minutes(detail: ApplicationDetail, date: datetime.date, kind: str) -> str:
    """Name the minutes 会议纪要 that were written down for what is decided now, "" without any.

    What is taken back names its own; what ends a file was decided before the step that ends it. Minutes by
    which something else was decided are not those of what follows from it.
    """
    kept = _TAKEN.get(kind)
    taken = [one.minutes for one in detail.reversals if one.kind is kept and one.minutes.number]
    if taken:
        return meeting_named(taken[-1])
    before = (one.at.date() for one in detail.steps if one.step is None or one.step is not ENDING.get(kind))
    since = max(before, default=date)
    papers = [one.details for one in detail.incoming if one.details.matter is Matter.MINUTES]
    used = {detail.minutes_number, *(one.minutes.number for one in detail.reversals)}
    own = [one for one in papers if since <= one.day <= date and one.number not in used]
    return f"{own[-1].number or own[-1].title}，{chinese_date(own[-1].day)}" if own else ""


def _not_accepted(source: ApplicationSource, date: datetime.date) -> Handled:
    told = NOT_ACCEPTED.build(source, date, None)
    where = DIRECTED.format(office=told.other_office) if told.other_office else ""
    return Handled(told.reason, cited(told) or policy_cited(source.policy), NO_ACCEPTANCE + where)


def _deemed_withdrawn(source: ApplicationSource, date: datetime.date) -> Handled:
    told = DEEMED_WITHDRAWN.build(source, date, None)
    number, title = _numbered(told.asked_by), titled(told.asked_title, "补正通知书")
    facts = CORRECTION.format(
        asked=chinese_date(told.asked_on),
        number=number,
        title=title,
        served=chinese_date(told.served_on),
        last=chinese_date(told.last_day),
        missing="；".join(map(sentence, told.missing)),
    )
    bases = rules_named("、".join(map(sentence, filter(None, (*told.bases, told.ended_by)))), told.quoted)
    basis = "；".join(filter(None, (bases, TOLD_BEFORE.format(title=title, number=number))))
    return Handled(facts, basis, WITHDRAWN.format(receipt=receipt_ended(told.receipt_on)))


def _numbered(number: str) -> str:
    return f"（{number}）" if number else ""


def _clawback_notice(source: ApplicationSource, date: datetime.date) -> Handled:
    told: ClawbackNotice = CLAWBACK_NOTICE.build(source, date, None)
    decision = INTENDED.format(**_award(told), part=_part(told), days=told.hearing_days)
    if (bar := told.bar) is not None:
        decision += BARRED.format(
            intended="拟", years=f"{bar.years}年", reason=sentence(bar.reason), basis=sentence(bar.basis)
        )
    decision += _follows(told.follows, "拟")
    basis = _bases(told, told.bar.basis if told.bar else "")
    facts = paragraphs(*_found(told, told.evidence, told.paid_on))
    return Handled(facts, basis, decision, told.total)


def _award(told: ReversalLetter) -> dict[str, str]:
    """Return title and number of the letter about the award."""
    return {"title": titled(told.award_title, "资助（奖励）通知书"), "number": told.award_number}


def _part(told: ReversalLetter) -> str:
    return "" if told.whole else PART


def _found(told: ReversalLetter, evidence: str, paid_on: datetime.date | None) -> tuple[str, ...]:
    """Tell, each by itself, what was awarded and found, what proves that, and how the sum is computed."""
    proven = PROVEN.format(evidence=sentence(evidence))
    paid = PAID.format(day=chinese_date(paid_on)) if paid_on else ""
    computed = COMPUTED.format(derivation=sentence(told.derivation)) if told.derivation else ""
    return awarded(told, paid), told.reason, proven, computed


def _clawback_decision(source: ApplicationSource, date: datetime.date) -> Handled:
    told: ClawbackDecision = CLAWBACK_DECISION.build(source, date, None)
    decision = DECIDED.format(**_award(told), part=_part(told), due=chinese_date(told.due_on))
    if told.bar_since is not None and told.bar_until is not None:
        years = f"至{chinese_date(told.bar_until)}"
        decision += BARRED.format(
            intended="", years=years, reason=sentence(told.bar_reason), basis=sentence(told.bar_basis)
        )
    decision += _follows(told.follows, "")
    if told.without:
        decision += WITHOUT.format(acts="、".join(told.without), why=sentence(told.without_why))
    said = sentences(told.heard, told.waived)
    heard = HEARD.format(said=said) if said else SILENT
    heard = sentences(_hearing(told), heard)
    facts = paragraphs(*_found(told, told.evidence, told.paid_on), heard)
    return Handled(facts, _bases(told, told.bar_basis), decision, told.total)


def _hearing(told: ClawbackDecision) -> str:
    """Say when its recipient was told, and until when it was heard; "" where that is not known."""
    if told.heard_until is None:
        return ""
    return TOLD_ON.format(
        title=titled(told.told_title, "告知书"),
        number=_numbered(told.told_by),
        served=chinese_date(told.told_on),
        until=chinese_date(told.heard_until),
    )


def _follows(follows: Sequence[Followed], intended: str) -> str:
    """Say what follows besides, behind what is decided."""
    return "".join(FOLLOWS.format(intended=intended, acts=one.act) for one in follows)


def _bases(told: ClawbackNotice | ClawbackDecision, bar_basis: str) -> str:
    """Return the rules of a clawback, the part that applies, and those of what follows besides."""
    rest = sentence(still_to_tell(told.quoted, told.applied))
    applied = APPLIED.format(applied=rest) if rest else ""
    own = replace(told, quoted=fitting(told.quoted, told.applied))
    named = (rules_named(one.basis, one.quoted) for one in together(told.follows))
    return "；".join(filter(None, (cited(own, bar_basis), applied, *named)))


def _forfeiture(source: ApplicationSource, date: datetime.date) -> Handled:
    told: ForfeitureNotice = FORFEITURE_NOTICE.build(source, date, None)
    due = chinese_date(told.due_on)
    if told.reminded_on is not None and told.reminder_served is not None:
        reminded = REMINDED.format(
            day=chinese_date(told.reminded_on),
            number=told.reminded_by,
            title=titled(told.reminder_title, "催领通知书"),
            served=chinese_date(told.reminder_served),
            due=due,
        )
    else:
        lapsed = source.detail.reversals[-1]
        reminded = UNREMINDED.format(due=due, why=sentence(lapsed.unreminded)) if lapsed.unreminded else ""
    heard = HEARD.format(said=sentence(told.heard)) if told.heard else SILENT if told.reminded_by else ""
    facts = paragraphs(awarded(told), sentences(term_told(told.term), reminded, told.reason), heard)
    rest = _rest(told) if told.rest else ""
    part = LAPSED_PART if told.rest else LAPSED_ALL
    return Handled(facts, cited(told), LAPSED.format(**_award(told), part=part, rest=rest), told.total)


def _rest(told: ForfeitureNotice) -> str:
    """Say what of an award goes on, and what became of it."""
    said = sentence(told.rest_told) or UNTOLD
    return REST.format(sum=grouped_yuan(told.rest), items=rest_named(told), told=said)


def _repayment_reminder(source: ApplicationSource, date: datetime.date) -> Handled:
    told: RepaymentReminder = REPAYMENT_REMINDER.build(source, date, None)
    facts = OWING.format(
        day=chinese_date(told.decided_on),
        number=told.decided_by,
        title=titled(told.decided_title, "追回决定书"),
        total=grouped_yuan(told.total),
        served=f"，于{chinese_date(told.served_on)}送达" if told.served_on else "",
        due=chinese_date(told.due_on),
        returned=f"当事人已{back}。" if (back := returned_on(told)) else "",
        owed=grouped_yuan(told.owed),
    )
    return Handled(facts, DEMANDING, DEMANDED, told.owed)


_TAKEN = {
    CLAWBACK_DECISION.kind.id: ReversalKind.CLAWED_BACK,
    FORFEITURE_NOTICE.kind.id: ReversalKind.NOT_TAKEN,
}
"""What is written down with the minutes by which it was decided."""


def meeting_named(minutes: Minutes) -> str:
    """Return the number of minutes with their day."""
    return f"{minutes.number}，{chinese_date(minutes.date)}" if minutes.date else minutes.number


_MATTERS: dict[str, Callable[[ApplicationSource, datetime.date], Handled]] = {
    NOT_ACCEPTED.kind.id: _not_accepted,
    DEEMED_WITHDRAWN.kind.id: _deemed_withdrawn,
    CLAWBACK_NOTICE.kind.id: _clawback_notice,
    CLAWBACK_DECISION.kind.id: _clawback_decision,
    FORFEITURE_NOTICE.kind.id: _forfeiture,
    REPAYMENT_REMINDER.kind.id: _repayment_reminder,
    **TOLD,
}
assert _MATTERS.keys() == APPROVED.keys() - {*BROUGHT}
