"""Papers that no longer say what holds: a newer one stands in their place, or has to be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.workflow import Step

APPROVAL, RECEIPT = "approval_form", "acceptance_receipt"
"""The ids of the kinds that are made anew: the form for the decision, the receipt after a correction."""
NEW_FORM = "资金审核审批表是{day}印的，此后{why}，请重新印审批表，原表留卷"
_AGAIN, _DECIDED = "重新拟定过", "已经审定，表上没有审定的金额和会议纪要"
_ANSWERED = "上级已经批复，表上没有批复的文号和金额"


def superseded(detail: ApplicationDetail) -> Mapping[int, LetterRow | None]:
    """Return the papers in whose place another stands, by their ids; None where that is still to be made."""
    found = dict[int, LetterRow | None]()
    for kind in (RECEIPT, APPROVAL):
        standing = [one for one in detail.letters if one.kind == kind and not one.is_void]
        newest = next(iter(standing), None)
        found |= dict.fromkeys((one.id for one in standing[1:]), newest)
        if kind == APPROVAL and newest is not None and _outdated(detail, newest):
            found[newest.id] = None
    return found


def newest_receipt(detail: ApplicationDetail) -> LetterRow | None:
    """Return the receipt that was given last and is not void, None where there is none."""
    return next((one for one in detail.letters if one.kind == RECEIPT and not one.is_void), None)


def new_form_needed(detail: ApplicationDetail) -> str:
    """Say that the approval form has to be printed anew, and why; "" where it holds or there is none."""
    waiting = superseded(detail)
    form = next((one for one in detail.letters if one.id in waiting and waiting[one.id] is None), None)
    if form is None:
        return ""
    return NEW_FORM.format(day=form.issued_at.date().isoformat(), why=_outdated(detail, form))


def _outdated(detail: ApplicationDetail, form: LetterRow) -> str:
    """Say why a form no longer tells what is to be decided, "" where it does."""
    return next(_reasons(detail, form), "")


def _reasons(detail: ApplicationDetail, form: LetterRow) -> Iterator[str]:
    taken = [one for one in detail.steps if one.at > form.issued_at]
    if any(one.step is Step.PROPOSE for one in taken):
        yield _AGAIN
    if any(one.step is Step.CONFIRM for one in taken):
        yield _DECIDED
    if any(one.step is Step.ANSWER for one in taken):
        yield _ANSWERED
