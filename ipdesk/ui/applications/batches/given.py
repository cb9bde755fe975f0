"""What is given along with a step for many applications, asked for once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.parsing.check_subjects import check_problems, subjects_for
from ipdesk.models.records import Batch, Check, CheckResult
from ipdesk.models.workflow import Given, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applications.batches.correction_days import CorrectionDaysDialog
from ipdesk.ui.applications.batches.meeting_dialog import minutes_for
from ipdesk.ui.applications.steps.decline_dialog import decline_dialog
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog, reason_dialog
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.applications.steps.taking import consequence
from ipdesk.ui.applications.steps.withdraw_dialog import withdraw_dialog
from ipdesk.ui.desk.desk import Desk


def batch_for(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    """Ask for what the step needs; return None where the clerk gives up."""
    if step is Step.ACCEPT:
        return Batch(step=step, applications=wanted.ids, policies=_policies(desk))
    if step is Step.REVIEW:
        return _review(desk, page, wanted)
    if step is Step.ASK_CORRECTION:
        return _correction(desk, page, wanted)
    if not step.simple:
        return _decision(desk, page, wanted, step)
    if step.given is Given.REASON:
        return _reasoned(desk, page, wanted, step)
    return Batch(step=step, applications=wanted.ids)


def _correction(desk: Desk, page: QWidget, wanted: NextStep) -> Batch | None:
    """Ask how long all of them have; what each lacks the program knows, and the preview says."""
    words = QCoreApplication.translate("BatchGiven", "成批通知补正 {count} 件")
    dialog = CorrectionDaysDialog(words.format(count=len(wanted.ids)), page)
    if not dialog.ask():
        return None
    step, days = Step.ASK_CORRECTION, int(dialog.days.number() or 0)
    return Batch(step=step, applications=wanted.ids, policies=_policies(desk), working_days=days)


def _reasoned(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    """Ask for the reason, and for all that the single step asks beside it."""
    said, ids = consequence(step), wanted.ids
    if step is Step.WITHDRAW:
        leaving = withdraw_dialog(desk, wanted, page, said)
        return _given(
            leaving, lambda: Batch(step=step, applications=ids, reason=leaving.reason, paper=leaving.paper)
        )
    if step is Step.DECLINE:
        refusing = decline_dialog(desk, wanted, page, said)
        return _given(
            refusing,
            lambda: Batch(step=step, applications=ids, reason=refusing.reason, grounds=refusing.grounds),
        )
    asked = reason_dialog(desk, wanted, page, said)
    return _given(asked, lambda: Batch(step=step, applications=ids, reason=asked.reason))


def _given(dialog: ReasonDialog, batch: Callable[[], Batch]) -> Batch | None:
    """Show a question; return the batch that it was answered with, None where the clerk gives up."""
    return batch() if dialog.ask() else None


def _decision(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    words = QCoreApplication.translate("BatchGiven", "成批{step} {count} 件")
    least = desk.read(queries.minutes_from)
    must = any(row.amount >= least for row in desk.read(queries.application_rows, wanted.ids))
    title = words.format(step=step.label, count=len(wanted.ids))
    used = desk.read(queries.minutes_used_last, step)
    minutes = minutes_for(title, desk.today, page, must=must, used=used, kept=desk.read(queries.minutes_kept))
    if minutes is None:
        return None
    return Batch(step=step, applications=wanted.ids, policies=_policies(desk), minutes=minutes)


def _policies(desk: Desk) -> tuple[Policy, ...]:
    return tuple(desk.policy(policy) for policy in desk.policies.ids())


def _review(desk: Desk, page: QWidget, wanted: NextStep) -> Batch | None:
    """Ask once what was looked up of all of them; what is bad of one is for that one alone."""
    given: list[tuple[Check, ...]] = []
    minors = desk.read(queries.any_minor, wanted.ids, desk.today())
    conditions = (
        *desk.read(queries.condition_checks, wanted.ids),
        *desk.read(queries.unmet_conditions, wanted.ids),
    )

    unowned = desk.read(queries.without_owners, wanted.ids)
    rows = desk.read(queries.application_rows, wanted.ids)

    def take(dialog: ReviewDialog, checks: tuple[Check, ...]) -> None:
        today = desk.today()
        found = check_problems(checks, today, minor=minors, conditions=conditions, unowned=unowned)
        if problems := tuple(found):
            dialog.refuse(InvalidInput(problems))
            return
        given.append(checks)
        dialog.done_reviewing()

    words = QCoreApplication.translate("BatchGiven", "成批初审 {count} 件　结果异常的请逐件初审")
    title, go_on = words.format(count=len(wanted.ids)), QCoreApplication.translate("BatchGiven", "预览")
    fine = (CheckResult.FINE, CheckResult.NOT_APPLICABLE)
    subjects = (*subjects_for(desk.read(queries.kinds_of, wanted.ids), minors=minors), *conditions)
    told = (_whose(len(unowned)),) if unowned and len({row.applicant_name for row in rows}) > 1 else ()
    dialog = ReviewDialog(
        title, go_on, desk.today, take, page, results=fine, pictures=False, told=told, subjects=subjects
    )
    dialog.ask()
    return Batch(step=Step.REVIEW, applications=wanted.ids, checks=given[-1]) if given else None


def _whose(count: int) -> str:
    """Say how one sentence can tell for several applicants whose rights these are."""
    words = QCoreApplication.translate(
        "BatchGiven",
        "{count} 项成果没有填登记证书上的权利人。查到的都是各自申请人的，在“现在的权利人”的情况说明里写"
        "“权利人即申请人”；有别人的，请把那一件逐件初审。",
    )
    return words.format(count=count)
