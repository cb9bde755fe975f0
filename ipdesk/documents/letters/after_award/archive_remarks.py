"""What has to be known of a file beside its papers, for the note that closes it 备考表."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from ipdesk.documents.letters.after_award.filed_papers import PUBLIC_NOTICE, FiledPaper, NameOf
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.text.numerals import chinese_date, day_text
from ipdesk.models.applications.approvals import CLAWBACK_DECISION, FORFEITURE
from ipdesk.models.applications.superseded_papers import RECEIPT, newest_receipt, superseded
from ipdesk.models.records import (
    ApplicationDetail,
    ArchiveRecord,
    AwardLine,
    CheckStage,
    Clawback,
    LetterRow,
    ReversalKind,
    ServiceWay,
    StepRecord,
)
from ipdesk.models.records.archive import Matter
from ipdesk.models.records.reversals import ConsequenceKind
from ipdesk.models.workflow import State, Step
from ipdesk.rules.core.money import grouped_yuan

_ENDED = "，终止办理{receipt}"
_WITHDRAWN, _LAPSED = "申请人{day}撤回申请", "申请人逾期未补正，{day}视为撤回申请"
_NO_LONGER = "，{day}的受理回执失效"
_CORRECTED = "补正后重新受理，{former}的受理回执作废，以{newest}的受理回执为准"
_VOID = "{paper}{day}作废：{reason}"
_UPHELD = "公示期内异议成立（{day}），退回重新拟定"
_ANEW = "，以{numbers}重新公示"
_UNPUBLISHED = "审定与公示不一致，没有重新公示：{changes}"
_IN_PUBLIC = "{paper}{tried}公告送达，{day}视为送达"
_IN_VAIN = "{ways}未成{count}次（见送达情况记录）"
_CHECKED = "初审以后{stages}，另有核查记录"
_TURNED_DOWN = {
    "not_accepted_notice": "{day}决定不予受理，印发{paper}，申请材料在卷",
    "refusal_decision": "{met}审定不予资助，{day}印发{paper}，没有发生拨付",
}
_LESS = (
    ("核减{count}项，共{amount}元", "核减{}项"),
    ("未予资助{count}项（核算{amount}元）", "未予资助{}项"),
)
"""How lines that were lowered are told, and those that were refused: with a computed sum, and without one."""
_WHY = "，理由见{paper}"
_DISMISSED = "公示期内异议不成立（{day}），仍按公示的内容办理"
_BY_LIMIT = frozenset({"count_cap", "amount_cap", "quota"})
_PAID = "资金已于{days}拨付，支付凭证按会计档案另行归档"
_PAID_ABOVE = "{answer}批复资助{amount}元，资金由审定机关拨付，支付凭证不在本卷"
_UNPAID = "审定资助{amount}元，截至归档资金账上没有拨付记录；拨付后的支付凭证按会计档案归档，不入本卷"
_NOT_TAKEN = "审定资助{granted}元，逾期未领，{amount}元不再拨付{letter}"
_BACK = "审定资助{granted}元，决定追回{amount}元{letter}，变更为{left}元"
_DONE = {
    ConsequenceKind.UNPAID: "其余没有支付的{amount}元不再支付",
    ConsequenceKind.CREDIT: "决定将有关情况报送{body}，纳入信用记录",
    ConsequenceKind.TRANSFER: "决定将有关问题移送{body}处理（{letters}）",
}


def remarks(
    source: ApplicationSource,
    record: ArchiveRecord,
    papers: Sequence[FiledPaper],
    name_of: NameOf,
) -> Iterator[str]:
    """Yield what has to be known: the remark, what happened, what was not served, what nobody knows."""
    detail = source.detail
    if record.remark:
        yield record.remark
    yield from _happened(detail, name_of)
    if said := _payment(detail, source.paid):
        yield said
    if record.unserved:
        yield f"卷内有文书没有送达：{record.unserved}"
    transfers = _transfers(detail)
    yield from (_money_back(one, transfers) for one in detail.clawbacks if one.decided_on)
    if lacking := detail.unrecorded:
        named = "、".join(f"{one.title}（{one.sender}，{chinese_date(one.day)}）" for one in lacking)
        yield f"来文没有登记，是否在卷和页数不详：{named}"
    if uncounted := sum(not one.pages for one in papers):
        yield f"有{uncounted}份没有填写页数，页号装订后手填"


def _happened(detail: ApplicationDetail, name_of: NameOf) -> Iterator[str]:
    yield from _voided(detail, name_of)
    yield from _receipts(detail)
    yield from _objections(detail)
    if detail.unpublished is not None:
        yield _UNPUBLISHED.format(changes=detail.unpublished.changes.rstrip("。"))
    yield from _ended(detail)
    yield from _decided(detail, name_of)
    yield from _service(detail, name_of)
    yield from _later_checks(detail)
    if lost := _reversed(detail, ReversalKind.NOT_TAKEN):
        told = {"granted": grouped_yuan(_granted(detail)), "letter": _by(detail, FORFEITURE)}
        yield _NOT_TAKEN.format(amount=grouped_yuan(lost), **told)
    if back := _reversed(detail, ReversalKind.CLAWED_BACK):
        left = _granted(detail) - sum(one.line.amount for one in detail.reversals)
        told = {"granted": grouped_yuan(_granted(detail)), "letter": _by(detail, CLAWBACK_DECISION)}
        yield _BACK.format(amount=grouped_yuan(back), left=grouped_yuan(left), **told)


def _reversed(detail: ApplicationDetail, kind: ReversalKind) -> int:
    """Return how much (fen) of an award does not stay for a reason of a kind."""
    return sum(one.line.amount for one in detail.reversals if one.kind is kind)


def _granted(detail: ApplicationDetail) -> int:
    return sum(line.granted or 0 for line in detail.lines)


def _by(detail: ApplicationDetail, kind: str) -> str:
    """Name the letters of a kind that stand by number and day, in brackets; "" without any."""
    letters = (one for one in reversed(detail.letters) if one.kind == kind and not one.is_void)
    named = [f"{one.number}，{chinese_date(one.date)}" for one in letters]
    return f"（{'；'.join(named)}）" if named else ""


def _payment(detail: ApplicationDetail, paid: Sequence[datetime.date]) -> str:
    """Say whether the award was paid, and where its vouchers are: in no file of ours; "" without an award."""
    granted, lapsed = _granted(detail), _reversed(detail, ReversalKind.NOT_TAKEN)
    known = (one.paid_on for one in detail.clawbacks if one.paid_on is not None)
    if days := sorted({*paid, *known}):
        return _PAID.format(days="、".join(map(chinese_date, days)))
    if granted <= lapsed or not any(one.step is Step.NOTIFY for one in detail.steps):
        return ""
    amount = grouped_yuan(granted - lapsed)
    if (above := detail.upper_answer) is not None:
        return _PAID_ABOVE.format(answer=above.cited, amount=amount)
    return _UNPAID.format(amount=amount)


def _voided(detail: ApplicationDetail, name_of: NameOf) -> Iterator[str]:
    for letter in reversed(detail.letters):
        if letter.voided_at is not None:
            day = chinese_date(letter.voided_at.date())
            reason = letter.void_reason.rstrip("。")
            yield _VOID.format(paper=_named(letter, name_of), day=day, reason=reason)


def _named(letter: LetterRow, name_of: NameOf) -> str:
    return name_of(letter) + (f"（{letter.number}）" if letter.number else "")


def _service(detail: ApplicationDetail, name_of: NameOf) -> Iterator[str]:
    """Yield what was tried in vain to serve papers, and what was served by public notice."""
    public = {one.letter: one for one in detail.services if one.way is ServiceWay.PUBLIC}
    for letter in reversed(detail.letters):
        ways = [one.details.way.label for one in detail.attempts if one.letter == letter.id]
        told = _IN_VAIN.format(ways="、".join(dict.fromkeys(ways)), count=len(ways)) if ways else ""
        if (service := public.get(letter.id)) is not None:
            day, tried = chinese_date(service.served_on), f"{told}，" if told else ""
            yield _IN_PUBLIC.format(paper=_named(letter, name_of), tried=tried, day=day)
        elif told:
            yield _named(letter, name_of) + told


def _later_checks(detail: ApplicationDetail) -> Iterator[str]:
    """Yield that something was looked up after the review, for what, and how often."""
    stages = Counter(one.stage.label for one in detail.checks if one.stage is not CheckStage.REVIEW)
    if stages:
        yield _CHECKED.format(stages="、".join(f"{stage}{count}项" for stage, count in stages.items()))


def _receipts(detail: ApplicationDetail) -> Iterator[str]:
    """Yield which receipt took the place of another after a correction."""
    receipts = {one.id: one for one in detail.letters if one.kind == RECEIPT}
    if not any(one.step is Step.ASK_CORRECTION for one in detail.steps):
        return
    for former, newest in superseded(detail).items():
        if former in receipts and newest is not None:
            days = {"former": chinese_date(receipts[former].date), "newest": chinese_date(newest.date)}
            yield _CORRECTED.format(**days)


def _objections(detail: ApplicationDetail) -> Iterator[str]:
    """Yield what became of objections, and by which notices what was right is shown anew."""
    for step in detail.steps:
        if step.step is Step.DISMISS_OBJECTION:
            yield _DISMISSED.format(day=_day(step))
        elif step.step is Step.UPHOLD_OBJECTION:
            yield _UPHELD.format(day=_day(step)) + _anew(detail, step)


def _anew(detail: ApplicationDetail, upheld: StepRecord) -> str:
    shown = (one for one in reversed(detail.letters) if one.kind == PUBLIC_NOTICE and not one.is_void)
    later = [one.number for one in shown if one.issued_at >= upheld.at]
    return _ANEW.format(numbers="、".join(later)) if later else ""


def _ended(detail: ApplicationDetail) -> Iterator[str]:
    """Yield how a file came to its end before anything was decided."""
    ends = {State.WITHDRAWN: (Step.WITHDRAW, _WITHDRAWN), State.UNCORRECTED: (Step.LAPSE, _LAPSED)}
    if detail.application.state not in ends:
        return
    step, wording = ends[detail.application.state]
    taken = next((one for one in reversed(detail.steps) if one.step is step), None)
    receipt = newest_receipt(detail)
    if taken is not None:
        void = _NO_LONGER.format(day=chinese_date(receipt.date)) if receipt is not None else ""
        yield wording.format(day=_day(taken)) + _ENDED.format(receipt=void)


def _decided(detail: ApplicationDetail, name_of: NameOf) -> Iterator[str]:
    """Yield by which paper nothing was given, and how much less than was computed."""
    for kind, wording in _TURNED_DOWN.items():
        told = next((one for one in detail.letters if one.kind == kind and not one.is_void), None)
        if told is not None:
            met = day_text(detail.minutes_date)
            yield wording.format(paper=_named(told, name_of), day=chinese_date(told.date), met=met)
    if any(line.granted for line in detail.lines):
        yield from _given_less(detail, name_of)


def _given_less(detail: ApplicationDetail, name_of: NameOf) -> Iterator[str]:
    """Yield how many lines of an award were lowered and how many refused; why stands in its letter."""
    told = [
        wording.format(count=len(some), amount=grouped_yuan(less))
        if (less := _less(some))
        else plain.format(len(some))
        for (wording, plain), some in zip(_LESS, _apart(detail.lines), strict=True)
        if some
    ]
    letter = next((one for one in detail.letters if one.kind == AWARD.kind.id and not one.is_void), None)
    why = _WHY.format(paper=_named(letter, name_of)) if letter is not None else ""
    if told:
        yield f"{'上级批复' if detail.upper_answer else '审定'}{'、'.join(told)}{why}"


def _apart(lines: Sequence[AwardLine]) -> tuple[list[AwardLine], list[AwardLine]]:
    """Return the lines that are granted less than was computed, and those that are granted nothing."""
    decided = [one for one in lines if one.granted is not None]
    lowered = [one for one in decided if 0 < (one.granted or 0) < _asked(one)]
    return lowered, [one for one in decided if not one.granted]


def _less(lines: Sequence[AwardLine]) -> int:
    return sum(max(0, _asked(one) - (one.granted or 0)) for one in lines)


def _limits(line: AwardLine) -> list[str]:
    """Return what is said of the limits that cut a line."""
    return [one.formal or one.text for one in line.line.warnings if one.code in _BY_LIMIT]


def _asked(line: AwardLine) -> int:
    """Return the sum (fen) of which less is granted: the clause's own where a limit cut that."""
    from ipdesk.rules.evaluation.amounts.decided import held_to_ceiling  # reads packs, which drawing does not

    return held_to_ceiling(line.line) if _limits(line) else line.line.amount


def _day(step: StepRecord) -> str:
    return chinese_date(step.at.date())


def _transfers(detail: ApplicationDetail) -> str:
    """Name the letters by which something was handed to another organ, or say that none is in the file."""
    letters = (one.details for one in detail.incoming if one.details.matter is Matter.TRANSFER)
    named = [f"{one.title}{one.number}，{chinese_date(one.day)}" for one in letters]
    return "；".join(named) or "截至归档没有登记移送函"


def _money_back(clawback: Clawback, transfers: str) -> str:
    """Return how much of what was clawed back came back, by which slips, what is owed, and what followed.

    ``transfers`` name the letters by which something was handed to another organ.
    """
    sums = (
        f"{chinese_date(one.day)}退回{grouped_yuan(one.amount)}元（银行回单{one.slip}）"
        for one in clawback.returns
    )
    owed = f"尚有{grouped_yuan(clawback.owed)}元没有退回" if clawback.owed else "已全部退回"
    besides = (
        _DONE[one.kind].format(amount=grouped_yuan(one.amount), body=one.body, letters=transfers)
        for one in clawback.standing
    )
    return "；".join(("，".join((f"追回的{grouped_yuan(clawback.decided)}元", *sums, owed)), *besides))
