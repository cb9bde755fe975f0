"""Which papers against somebody are approved inside before they go out 处理事项审批, and which lack that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ipdesk.models.records import (
    ApplicationDetail,
    ApprovalOrder,
    Handling,
    ReversalKind,
)
from ipdesk.models.records.public_notices import FINDING_NOTICE, OBJECTION_NOTICE, OBJECTION_OUTCOME
from ipdesk.models.records.services import COLLECTION_REMINDER, REPAYMENT_REMINDER
from ipdesk.models.workflow import (
    ENDED_UNACCEPTED,
    ENDED_UNCORRECTED,
    ENDED_WITHDRAWN,
    Act,
    HandlingState,
    Step,
)

APPROVAL = "handling_approval"
"""The id of the kind by which they are approved."""
NOT_ACCEPTED, DEEMED_WITHDRAWN = "not_accepted_notice", "deemed_withdrawn_notice"
CLAWBACK_NOTICE, CLAWBACK_DECISION = "clawback_notice", "clawback_decision"
CLAWBACK_END = "clawback_end_notice"
FORFEITURE, REPLY = "forfeiture_notice", "objection_reply"
TERMINATION, ANNOUNCEMENT = "termination_notice", "service_announcement"
BAR = "applicant_bar"
"""No paper goes out about a bar 限制资助: it is written down alone."""
APPROVED = {
    NOT_ACCEPTED: "不予受理通知书",
    DEEMED_WITHDRAWN: "视为撤回通知书",
    CLAWBACK_NOTICE: "拟追回告知书",
    CLAWBACK_DECISION: "追回决定书",
    CLAWBACK_END: "终止追回通知书",
    FORFEITURE: "逾期未领通知书",
    REPAYMENT_REMINDER: "催告书",
    COLLECTION_REMINDER: "催领通知书",
    OBJECTION_NOTICE: "异议情况告知书",
    REPLY: "异议答复",
    OBJECTION_OUTCOME: "异议处理结果告知书",
    FINDING_NOTICE: "公示复核情况告知书",
    TERMINATION: "终止办理通知书",
    ANNOUNCEMENT: "送达公告",
    BAR: "限制资助",
}
"""What is approved, by the kind of its paper, with what that is called."""
BROUGHT = (REPLY, ANNOUNCEMENT)
"""Those whose command issues the paper itself; where nothing is signed first it brings the sheet, too."""
HANDLED = {
    NOT_ACCEPTED: Step.DECLINE.label,
    DEEMED_WITHDRAWN: Step.LAPSE.label,
    CLAWBACK_NOTICE: Act.PROPOSE_CLAWBACK.label,
    CLAWBACK_DECISION: Act.CLAW_BACK.label,
    CLAWBACK_END: "告知终止追回",
    FORFEITURE: Act.LAPSE_AWARD.label,
    REPAYMENT_REMINDER: "催告退回",
    COLLECTION_REMINDER: Act.REMIND.label,
    OBJECTION_NOTICE: Act.TELL_OBJECTION.label,
    REPLY: "答复异议",
    OBJECTION_OUTCOME: "告知异议处理结果",
    FINDING_NOTICE: "告知公示复核情况",
    TERMINATION: "告知终止办理",
    ANNOUNCEMENT: "公告送达",
    BAR: "限制资助",
}
"""What is done by each of them, in the words of the menu."""
ENDING = {NOT_ACCEPTED: Step.DECLINE, DEEMED_WITHDRAWN: Step.LAPSE}
"""Those that end a file by a step; nothing else is done with it while one of them waits."""
ASKED_LATER = (NOT_ACCEPTED, DEEMED_WITHDRAWN, CLAWBACK_NOTICE, CLAWBACK_DECISION, FORFEITURE)
"""Those that take something away: their approval is made up for, from what is stored, where it lacks."""
UNSIGNED = tuple(one for one in HandlingState if not one.signed)
"""The states in which the sheet of a handling approves nothing."""
LACKING = "{papers}没有处理事项审批表，请在“其他办理”里补印、审批签字"


def approved_next(detail: ApplicationDetail) -> str:
    """Return the kind of the paper that an approval printed now is for, "" for none.

    What went out without one comes first, then what is to go out.
    """
    papers, approvals = _papers(detail), _approvals(detail)
    waiting = (
        kind
        for kind, occasions in _occasions(detail)
        if approvals[kind] < occasions and approvals[kind] <= papers[kind]
    )
    return next(iter((*without_approval(detail), *waiting)), "")


def lacks_approval(detail: ApplicationDetail, kind: str) -> bool:
    """Say whether a further paper of a kind would go out without an approval of its own."""
    return kind in APPROVED and _approvals(detail)[kind] <= _papers(detail)[kind]


def without_approval(detail: ApplicationDetail) -> tuple[str, ...]:
    """Return the kinds of the papers that went out without one, in the usual order."""
    papers, approvals = _papers(detail), _approvals(detail)
    return tuple(kind for kind in ASKED_LATER if papers[kind] > approvals[kind])


def approval_needed(detail: ApplicationDetail) -> str:
    """Say which papers went out without an approval, without an end mark; "" where none has to be made up."""
    unasked = detail.application.approval_order is ApprovalOrder.NONE
    found = () if unasked else without_approval(detail)
    return LACKING.format(papers="、".join(APPROVED[kind] for kind in found)) if found else ""


def running_handling(detail: ApplicationDetail, kind: str = "") -> Handling | None:
    """Return the handling that waits to be signed or carried out; of a kind, where one is named."""
    running = (one for one in detail.handlings if one.state.running)
    return next((one for one in running if kind in ("", one.kind)), None)


def returned_handling(detail: ApplicationDetail, kind: str) -> Handling | None:
    """Return the newest handling of a kind, where they did not agree to it; it may be submitted anew."""
    own = [one for one in detail.handlings if one.kind == kind]
    return own[-1] if own and own[-1].state is HandlingState.REFUSED else None


def _papers(detail: ApplicationDetail) -> Counter[str]:
    return Counter(one.kind for one in detail.letters if one.kind in APPROVED and not one.is_void)


def _approvals(detail: ApplicationDetail) -> Counter[str]:
    unsigned = {one.sheet for one in detail.handlings if one.state in UNSIGNED}
    sheets = (one for one in detail.letters if one.kind == APPROVAL and not one.is_void)
    return Counter(one.about for one in sheets if one.id not in unsigned)


def _occasions(detail: ApplicationDetail) -> Iterator[tuple[str, int]]:
    """Yield the kinds of the papers that what was done leads to, and how often it was done."""
    yield FORFEITURE, len({one.day for one in detail.reversals if one.kind is ReversalKind.NOT_TAKEN})
    yield CLAWBACK_NOTICE, len(detail.clawbacks) if any(one.running for one in detail.clawbacks) else 0
    yield CLAWBACK_DECISION, sum(one.decided_on is not None for one in detail.clawbacks)
    yield NOT_ACCEPTED, detail.application.state is ENDED_UNACCEPTED
    yield DEEMED_WITHDRAWN, detail.application.state is ENDED_UNCORRECTED
    yield TERMINATION, _unconfirmed(detail)


def _unconfirmed(detail: ApplicationDetail) -> bool:
    """Say that a withdrawal is still to be confirmed; of before that was done nothing is asked."""
    withdrawn = detail.application.state is ENDED_WITHDRAWN and detail.archive is None
    return withdrawn and not _papers(detail)[TERMINATION]
