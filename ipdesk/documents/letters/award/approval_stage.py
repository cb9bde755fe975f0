"""For which stage of its file an approval form is signed, and what was done up to there, and since."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.applications.authority import Authority
from ipdesk.models.records import ApplicationDetail, CheckRecord, Minutes, Reversal, ReversalKind
from ipdesk.models.records.reversals import OwedReturn
from ipdesk.models.workflow import Level, Step
from ipdesk.rules.core.money import grouped_yuan

PROPOSED, PROPOSED_ANEW, DECIDED = "拟资助", "重新拟资助", "审定"
RECOMMENDED, ANSWERED, ANSWERED_ANEW = "推荐上报", "上级批复", "重新登记上级批复"
_FIRST = {
    Step.PROPOSE: PROPOSED,
    Step.UPHOLD_OBJECTION: PROPOSED_ANEW,
    Step.CONFIRM: DECIDED,
    Step.ANSWER: ANSWERED,
}
_AGAIN = _FIRST | {Step.PROPOSE: PROPOSED_ANEW, Step.ANSWER: ANSWERED_ANEW}
_LETTER = "recommendation"
_SINCE = "{day}{done}{amount}元{minutes}"
_DONE = {
    ReversalKind.NOT_TAKEN: "因逾期未领不再拨付",
    ReversalKind.CLAWED_BACK: "决定追回",
    ReversalKind.WITHHELD: "决定不再支付",
}
_OWED = "{day}决定追回{decided}元{letter}，尚有{owed}元没有退回，退回期限至{due}（含当日）止{late}"
_LEFT = "审定金额变更为{left}元"

_DELEGATED = "政策由{issuer}制定，按照{by}的规定由本局审定"
_ENTRUSTED = "政策由{issuer}制定，{principal}以{by}委托本局办理，文书以委托机关的名义印发"
_UNDELEGATED = "政策由{issuer}制定，由本局审定的依据（文件和文号，手写）：　　　　　　　　　　　　　　　　"


def competence(one: Authority) -> str:
    """Say by what the office decides for the level above, else leave room for a hand; "" for its own."""
    if not (one.above or one.principal):
        return ""
    own = _DELEGATED if one.delegation else _UNDELEGATED
    said = _ENTRUSTED if one.principal else own
    return said.format(issuer=one.issuer, by=one.delegation, principal=one.principal)


def stages(detail: ApplicationDetail) -> Iterator[tuple[datetime.datetime, str]]:
    """Yield the stages that a file came to, the first first: when, and what each is called."""
    seen = set[Step]()
    for one in detail.steps:
        if one.step is not None and one.step in _FIRST:
            yield one.at, (_AGAIN if one.step in seen else _FIRST)[one.step]
            seen.add(one.step)


def stage_of(detail: ApplicationDetail) -> str:
    """Return the stage at which a file stands; where nothing is proposed, which its course brings first."""
    if detail.application.procedure.level is Level.UPPER and detail.upper_answer is None:
        return RECOMMENDED
    named = [name for _, name in stages(detail)]
    if detail.proposal is not None or detail.application.state.decided:
        return named[-1] if named else DECIDED
    row = detail.application
    if Step.PROPOSE.target not in row.procedure.states_after(row.state):
        return DECIDED
    return PROPOSED_ANEW if named else PROPOSED


def still_missing(source: ApplicationSource) -> tuple[str, ...]:
    """Return what has not come yet; of a file of which nobody wrote down what came, nothing is known."""
    from ipdesk.documents.letters.counter.received import missing_of, needed_of  # asks the policy

    return missing_of(source, needed_of(source)) if source.detail.received else ()


def unrecorded(source: ApplicationSource) -> dict[str, bool]:
    """Say of what was decided here which of the steps before that nobody wrote down."""
    detail = source.detail
    if not detail.application.state.decided or detail.application.procedure.level is Level.UPPER:
        return {}
    granted = any(line.granted for line in detail.lines)
    return {"unchecked": not looked_up(detail), "unannounced": granted and not source.notices}


def unreviewed(detail: ApplicationDetail) -> bool:
    """Say whether the office reviews a file before anything is proposed of it, and has not yet."""
    return detail.application.may(Step.REVIEW) and not looked_up(detail) and detail.proposal is None


def taken_by(detail: ApplicationDetail, step: Step) -> str:
    """Return who took a step last, "" where nobody did."""
    return next((one.by for one in reversed(detail.steps) if one.step is step), "")


def returned_on(detail: ApplicationDetail) -> datetime.date | None:
    """Return when an objection was upheld since which nothing was proposed, None where none was."""
    last = detail.steps[-1] if detail.steps else None
    return last.at.date() if last is not None and last.step is Step.UPHOLD_OBJECTION else None


def looked_up(detail: ApplicationDetail) -> tuple[CheckRecord, ...]:
    """Return the look-ups that were there to decide by: what was found later, nobody could know then."""
    if not detail.application.state.decided:
        return detail.checks
    deciding = (one.at for one in reversed(detail.steps) if one.step in (Step.CONFIRM, Step.ANSWER))
    if (last := next(deciding, None)) is None:
        return detail.checks
    return tuple(one for one in detail.checks if one.at <= last or one.check.day < last.date())


def owed_by_then(detail: ApplicationDetail, day: datetime.date) -> tuple[str, ...]:
    """Return what its applicant owed of other awards when a file was decided, or owes on a day."""
    deciding = (one.at.date() for one in reversed(detail.steps) if one.step in (Step.CONFIRM, Step.ANSWER))
    last = next(deciding, day) if detail.application.state.decided else day
    return tuple(owed_text(one, last) for one in detail.owed if one.decided_on <= last)


def owed_text(one: OwedReturn, day: datetime.date) -> str:
    """Say what is owed, since when and until when, as of a day, without an end mark."""
    return _OWED.format(
        day=chinese_date(one.decided_on),
        letter=f"（{one.letter}）" if one.letter else "",
        decided=grouped_yuan(one.decided),
        owed=grouped_yuan(one.owed),
        due=chinese_date(one.due_on),
        late="，已经逾期" if one.due_on < day else "",
    )


def changed_since(detail: ApplicationDetail) -> str:
    """Say what of a decided sum was taken back or not taken since, and what is left; "" for nothing."""
    if not detail.application.state.decided or not detail.reversals:
        return ""
    acts = defaultdict[tuple[datetime.date, ReversalKind], list[Reversal]](list)
    for one in detail.reversals:
        acts[one.day, one.kind].append(one)
    granted = sum(line.granted or 0 for line in detail.lines)
    left = granted - sum(one.line.amount for one in detail.reversals)
    return "；".join((*map(_act, acts.values()), _LEFT.format(left=grouped_yuan(left))))


def _act(parts: list[Reversal]) -> str:
    first = parts[0]
    return _SINCE.format(
        day=chinese_date(first.day),
        done=_DONE[first.kind],
        amount=grouped_yuan(sum(one.line.amount for one in parts)),
        minutes=f"（{first.minutes.number}）" if first.minutes.number else "",
    )


def checked_by(detail: ApplicationDetail) -> tuple[str, ...]:
    """Return who made the look-ups that there were to decide by, each once, in their order."""
    return tuple(dict.fromkeys(record.by for record in looked_up(detail)))


def recommendation_of(detail: ApplicationDetail) -> str:
    """Return number and day of the letter by which a file was forwarded, "" before that."""
    sent = (one for one in detail.letters if one.kind == _LETTER and not one.is_void)
    letter = next(sent, None)
    return f"{letter.number}，{chinese_date(letter.date)}" if letter is not None else ""


def alone(detail: ApplicationDetail) -> bool:
    """Say whether who accepted an application decided it, too; names are the office's own, none twice."""
    deciding = (step.by for step in reversed(detail.steps) if step.step is Step.CONFIRM)
    return next(deciding, "") == detail.application.accepted_by != ""


def minutes_of(detail: ApplicationDetail) -> Minutes:
    """Return the minutes of the decision, before it those of the proposal."""
    if detail.proposal is not None and not detail.application.state.decided:
        return detail.proposal.minutes
    return Minutes(detail.minutes_number, detail.minutes_date)


def minutes_before(detail: ApplicationDetail) -> Minutes:
    """Return the minutes of the proposal that a decision followed, empty ones without one."""
    if detail.proposal is not None and detail.application.state.decided:
        return detail.proposal.minutes
    return Minutes("", None)
