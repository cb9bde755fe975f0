"""Taking a step beside the usual course: what it needs is asked for, then its command runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import issued_without_step
from ipdesk.models import queries
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.commands import (
    AskCorrection,
    RecordCorrectionService,
    ReviewApplication,
    TakeBackAcceptance,
    TakeBackAnswer,
    TakeStep,
)
from ipdesk.models.records import ApplicationDetail, Check
from ipdesk.models.workflow import Given, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applicants.bar_dialog import BarDialog
from ipdesk.ui.applications.forwarding.taking import forward, record_answer
from ipdesk.ui.applications.steps.correction_dialog import correction_for
from ipdesk.ui.applications.steps.next_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import reason_for
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.applications.steps.service_dialog import ServiceDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters


def take(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> None:
    """Ask for what a step needs, and take it for the application wanted. Raises DeskError."""
    if step is Step.ASK_CORRECTION:
        _ask_correction(desk, page, wanted)
    elif step is Step.REVIEW:
        _review(desk, page, wanted.ids[0])
    elif step is Step.TAKE_BACK:
        _take_back(desk, page, wanted)
    elif step is Step.RETURN_ANSWER:
        _return_answer(desk, page, wanted)
    elif step is Step.FORWARD:
        forward(desk, page, wanted.ids)
    elif step is Step.ANSWER:
        record_answer(desk, page, wanted.ids)
    else:
        _take_simple(desk, page, wanted, step)


def _take_simple(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> None:
    reason = reason_for(wanted, page, consequence(step)) if step.given is Given.REASON else ""
    if reason is None:
        return
    command = TakeStep(application=wanted.ids[0], step=step, reason=reason)
    desk.run_later(page, command, lambda _: lead_to_paper(desk, wanted.ids, step))


def _take_back(desk: Desk, page: QWidget, wanted: NextStep) -> None:
    reason = reason_for(wanted, page, _tr("申请件回到草稿，录入的内容都保留，核算结果作废，重新受理时再算。"))
    if reason is not None:
        application = wanted.ids[0]
        policy = _file(desk, application)[1]
        desk.run_later(page, TakeBackAcceptance(application=application, policy=policy, reason=reason))


def _return_answer(desk: Desk, page: QWidget, wanted: NextStep) -> None:
    reason = reason_for(wanted, page, _tr("申请件回到已上报，登记的内容都保留，重新登记时改正即可。"))
    if reason is not None:
        desk.run_later(page, TakeBackAnswer(application=wanted.ids[0], reason=reason))


def _review(desk: Desk, page: QWidget, application: int) -> None:
    """Have everything looked up; what the command refuses is said in the dialog."""

    def review(dialog: ReviewDialog, checks: tuple[Check, ...]) -> None:
        command = ReviewApplication(application=application, checks=checks)
        desk.run_later(dialog, command, dialog.done_reviewing, dialog.refuse)

    detail = desk.read(queries.application_detail, application)
    title = f"{detail.application.number}　{detail.application.applicant_name}"
    dialog = ReviewDialog(title, _tr("初审通过"), desk.today, review, page, detail.checks)
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def _ask_correction(desk: Desk, page: QWidget, wanted: NextStep) -> None:
    application = wanted.ids[0]
    detail, policy = _file(desk, application)
    asked = correction_for(desk, page, detail, policy)
    if asked is not None:
        command = AskCorrection(
            application=application,
            policy=policy,
            items=asked.items,
            working_days=asked.working_days,
            served_on=asked.served_on,
        )
        desk.run_later(page, command, lambda _: lead_to_paper(desk, wanted.ids, Step.ASK_CORRECTION))


def lead_to_paper(desk: Desk, applications: tuple[int, ...], step: Step) -> None:
    """Lead on to the paper by which applicants are told of a step that was taken, where there is one."""
    due = next((one for one in issued_without_step(step.target) if one.due), None)
    if due is not None:
        desk.open(IssueLetters(applications, due.kind.id))


def _file(desk: Desk, application: int) -> tuple[ApplicationDetail, Policy]:
    """Return an application, and the policy in force by which it goes on."""
    detail = desk.read(queries.application_detail, application)
    return detail, desk.policy(detail.application.policy)


def record_service(desk: Desk, page: QWidget, application: int) -> None:
    """Ask on which day the notice of the running correction was served, and record it. Raises DeskError."""
    asked = running_correction(desk.read(queries.corrections, application))
    if asked is None:
        return
    dialog = ServiceDialog(asked, desk.today(), desk.read(queries.working_days), page)
    if dialog.exec():
        desk.run_later(page, RecordCorrectionService(application=application, served_on=dialog.day))
    dialog.deleteLater()


def ask_bars(desk: Desk, page: QWidget, application: int) -> None:
    """Ask for a bar on the applicant, the end of one, or why this application goes on. Raises DeskError."""
    applicant = desk.read(queries.application_detail, application).applicant
    BarDialog(desk, applicant, application, page).open_once()


def consequence(step: Step) -> str:
    """Say what a step brings with it that ends an application, or gives up its proposal."""
    if step is Step.RETURN_PROPOSAL:
        return _tr("申请件回到提出拟资助以前，填写的金额、理由和依据都保留；原来的拟资助意见留存备查。")
    if not step.target.ended:
        return ""
    return _tr("申请件就此办结，占用的证书号等不再提示给其他窗口；录入的内容仍可查看。")


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepTaking", text)
