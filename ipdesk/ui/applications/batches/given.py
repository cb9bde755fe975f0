"""What is given along with a step for many applications, asked for once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.parsing.check_subjects import check_problems
from ipdesk.models.records import Batch, Check, CheckResult
from ipdesk.models.workflow import Given, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applications.batches.meeting_dialog import minutes_for
from ipdesk.ui.applications.steps.next_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import reason_for
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.applications.steps.taking import consequence
from ipdesk.ui.desk.desk import Desk


def batch_for(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    """Ask for what the step needs; return None where the clerk gives up."""
    if step is Step.ACCEPT:
        return Batch(step=step, applications=wanted.ids, policies=_policies(desk))
    if step is Step.REVIEW:
        return _review(desk, page, wanted)
    if not step.simple:
        return _decision(desk, page, wanted, step)
    reason = reason_for(desk, wanted, page, consequence(step)) if step.given is Given.REASON else ""
    return None if reason is None else Batch(step=step, applications=wanted.ids, reason=reason)


def _decision(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    words = QCoreApplication.translate("BatchGiven", "成批{step} {count} 件")
    minutes = minutes_for(words.format(step=step.label, count=len(wanted.ids)), desk.today, page)
    if minutes is None:
        return None
    return Batch(step=step, applications=wanted.ids, policies=_policies(desk), minutes=minutes)


def _policies(desk: Desk) -> tuple[Policy, ...]:
    return tuple(desk.policy(policy) for policy in desk.policies.ids())


def _review(desk: Desk, page: QWidget, wanted: NextStep) -> Batch | None:
    """Ask once what was looked up of all of them; what is bad of one is for that one alone."""
    given: list[tuple[Check, ...]] = []

    def take(dialog: ReviewDialog, checks: tuple[Check, ...]) -> None:
        if problems := tuple(check_problems(checks, desk.today())):
            dialog.refuse(InvalidInput(problems))
            return
        given.append(checks)
        dialog.done_reviewing()

    words = QCoreApplication.translate("BatchGiven", "成批初审 {count} 件　结果异常的请逐件初审")
    title, go_on = words.format(count=len(wanted.ids)), QCoreApplication.translate("BatchGiven", "预览")
    fine = (CheckResult.FINE, CheckResult.NOT_APPLICABLE)
    dialog = ReviewDialog(title, go_on, desk.today, take, page, results=fine, pictures=False)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()
    return Batch(step=Step.REVIEW, applications=wanted.ids, checks=given[-1]) if given else None
