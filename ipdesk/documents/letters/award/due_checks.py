"""What an approval form says of look-ups that nobody made yet, and of what objections brought to light."""

from __future__ import annotations

import datetime

from ipdesk.documents.letters.award.approval_data import ApprovalCheck
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.text.numerals import chinese_date
from ipdesk.models.evaluation.condition_subjects import due_conditions
from ipdesk.models.parsing.check_subjects import Reviewed, subjects_for
from ipdesk.models.records import ApplicationDetail, CheckResult, ObjectionState

_UPHELD = "{day}答复异议成立：{reason}"


def due_checks(source: ApplicationSource, day: datetime.date) -> tuple[ApprovalCheck, ...]:
    """Return the look-ups that are due of a file before its decision, for the hand; none after it."""
    detail = source.detail
    if detail.application.state.decided:
        return ()
    kinds = {one.achievement.kind for one in detail.achievements}
    refs = {one.achievement.id: one.achievement.ref for one in detail.achievements}
    lines = ((one.line, refs.get(one.line.achievement)) for one in detail.lines)
    conditions = due_conditions(source.policy, lines)
    usual = subjects_for(kinds, Reviewed.of(detail.applicant, day))
    return (
        *(ApprovalCheck(one.name, _spared(one.inapplicable), None, "") for one in usual),
        *(ApprovalCheck(one, "", None, "") for one in conditions),
    )


def _spared(why: str) -> str:
    """Return what comes out of a look-up that cannot be made, "" of one that can."""
    return f"{CheckResult.NOT_APPLICABLE.label}：{why}" if why else ""


def upheld(detail: ApplicationDetail) -> tuple[str, ...]:
    """Return what was found on the objections to a file that were upheld, and when they were answered."""
    own = (one.objection for one in detail.objections)
    return tuple(
        _UPHELD.format(day=chinese_date(one.answered_on), reason=one.reason.rstrip("。；"))
        for one in own
        if one.state is ObjectionState.UPHELD and one.answered_on is not None
    )
