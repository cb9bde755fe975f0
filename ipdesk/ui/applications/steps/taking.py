"""Taking a step beside the usual course: what it needs is asked for, then its command runs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import issued_without_step
from ipdesk.models import queries
from ipdesk.models.applications.approvals import APPROVED, ENDING
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.commands import (
    AskCorrection,
    RecordCorrectionService,
    RepeatChecks,
    ReviewApplication,
    SubmitHandling,
    TakeBackAcceptance,
    TakeBackAnswer,
    TakeBackDecision,
    TakeStep,
)
from ipdesk.models.commands.handlings import doing_of
from ipdesk.models.core.changes import Kind
from ipdesk.models.parsing.check_subjects import CheckSubject, Reviewed, subjects_for
from ipdesk.models.records import (
    ApplicationDetail,
    ApprovalOrder,
    Check,
    CheckRecord,
    CheckStage,
    Grounds,
    Handling,
    IncomingDetails,
    Mark,
)
from ipdesk.models.workflow import Given, Step
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui.applicants.bar_dialog import bar_dialog
from ipdesk.ui.applications.after_award.acts import Doing, do
from ipdesk.ui.applications.forwarding.taking import forward, record_answer
from ipdesk.ui.applications.materials.opening import files_button
from ipdesk.ui.applications.pictures.dialog import PicturesDialog
from ipdesk.ui.applications.remarks import bar_remarks
from ipdesk.ui.applications.state_words import step_words
from ipdesk.ui.applications.steps.correction_dialog import correction_dialog
from ipdesk.ui.applications.steps.decline_dialog import DeclineDialog, decline_dialog
from ipdesk.ui.applications.steps.lapse_question import UncorrectedDialog, uncorrected_dialog
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog, reason_dialog
from ipdesk.ui.applications.steps.review_dialog import ReviewDialog
from ipdesk.ui.applications.steps.review_keeping import ReviewKeeping
from ipdesk.ui.applications.steps.service_dialog import ServiceDialog
from ipdesk.ui.applications.steps.step_dialog import take_with
from ipdesk.ui.applications.steps.withdraw_dialog import withdraw_dialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import DecideApplications, IssueLetters
from ipdesk.ui.desk.submission import Submission

Tell = Callable[[str], None]
"""Says in one line on the page what was done."""


def take(desk: Desk, page: QWidget, tell: Tell, wanted: NextStep, step: Step) -> None:
    """Ask for what a step needs, take it for the application wanted, and say so. Raises DeskError."""
    number = desk.read(queries.application_rows, wanted.ids[:1])[0].number
    done = partial(tell, _tr("{number} 已办理“{step}”").format(number=number, step=step.label))
    if step is Step.ASK_CORRECTION:
        _ask_correction(desk, page, done, wanted)
    elif step is Step.REVIEW:
        _review(desk, page, done, wanted.ids[0])
    elif step is Step.TAKE_BACK:
        _take_back(desk, page, done, wanted, TakeBackAcceptance)
    elif step is Step.RETURN_ANSWER:
        _return_answer(desk, page, done, wanted)
    elif step is Step.RETURN_DECISION:
        _take_back(desk, page, done, wanted, TakeBackDecision)
    elif step is Step.FORWARD:
        forward(desk, page, wanted.ids)
    elif step is Step.ANSWER:
        record_answer(desk, page, tell, wanted.ids)
    else:
        submitted = _submission(desk, page, tell, wanted, step)
        _SimpleStep(desk, page, done, wanted, step, submitted, tell).take()


@dataclass(frozen=True)
class _SimpleStep:
    """A step that asks for no more than a reason, to be taken for one application."""

    desk: Desk
    page: QWidget
    done: Callable[[], None]
    wanted: NextStep
    step: Step
    submission: Submission | None = None
    tell: Tell = lambda _: None

    def take(self) -> None:
        desk, page, said = self.desk, self.page, consequence(self.step)
        if self.submission is not None:
            self._submit(self.submission, _tr("签批、办理以后：{said}").format(said=said) if said else "")
        elif self.step is Step.WITHDRAW:
            asked = withdraw_dialog(desk, self.wanted, page, said)
            take_with(desk, page, asked, lambda: self._command(asked.reason, asked.paper), self._taken)
        elif self.step is Step.DECLINE:
            no = decline_dialog(desk, self.wanted, page, said)
            take_with(desk, page, no, lambda: self._command(no.reason, grounds=no.grounds), self._taken)
        elif self.step.given is Given.REASON:
            self._ask_reason(reason_dialog(desk, self.wanted, page, said))
        elif ending := uncorrected_dialog(desk, page, self.wanted.ids[0], said):
            take_with(desk, page, ending, lambda: self._command(grounds=ending.grounds), self._taken)
        else:
            desk.run_later(page, self._command(), self._taken)

    def _submit(self, submission: Submission, said: str) -> None:
        """Ask for what the step needs, and have it submitted."""
        desk, page = self.desk, self.page
        no: DeclineDialog | UncorrectedDialog | None
        if self.step is Step.LAPSE:
            no = uncorrected_dialog(desk, page, self.wanted.ids[0], said)
        else:
            no = decline_dialog(desk, self.wanted, page, said)
        if no is None:  # what is refused is said by the command
            desk.run_later(page, submission.command(self._command()), submission.done)
            return
        if submission.shown is not None:
            no.show_again(doing_of(submission.kind, self.wanted.ids[0], submission.shown.text))
        submission.dress(no)
        made = partial(self._submitting, submission, no)
        take_with(desk, page, no, made, submission.done)

    def _submitting(self, submission: Submission, no: DeclineDialog | UncorrectedDialog) -> SubmitHandling:
        reason = no.reason if isinstance(no, DeclineDialog) else ""
        return submission.command(self._command(reason, grounds=no.grounds))

    def _ask_reason(self, dialog: ReasonDialog) -> None:
        anew = self.step is Step.RETURN_PROPOSAL and _is_reopened(self.desk, self.wanted.ids[0])
        if anew:
            dialog.input.setText(_tr("异议成立，按答复重新提出拟资助"))
        then = self._propose_anew if anew else self._taken
        take_with(self.desk, self.page, dialog, lambda: self._command(dialog.reason), then)

    def _command(self, reason: str = "", paper: IncomingDetails | None = None, **said: Grounds) -> TakeStep:
        return TakeStep(application=self.wanted.ids[0], step=self.step, reason=reason, paper=paper, **said)

    def _taken(self, _: object) -> None:
        self.done()
        [row] = self.desk.read(queries.application_rows, self.wanted.ids[:1])
        kind = approved_paper(self.step) if row.approval_order is ApprovalOrder.FIRST else ""
        if kind:
            detail = self.desk.read(queries.application_detail, row.id)
            asking = Submission.of(self.desk, self.page, self.tell, detail, kind)
            asking.ask(None, f"{row.number}　{row.applicant_name}")
        else:
            lead_to_paper(self.desk, self.wanted.ids, self.step)

    def _propose_anew(self, _: object) -> None:
        self.done()
        self.desk.open(DecideApplications(self.wanted.ids))


def _submission(
    desk: Desk, page: QWidget, tell: Tell, wanted: NextStep, step: Step, former: Handling | None = None
) -> Submission | None:
    """Return how a step is submitted, None where it is taken at once."""
    kind = next((kind for kind, ends in ENDING.items() if ends is step), "")
    row = desk.read(queries.application_rows, wanted.ids[:1])[0]
    if not kind or (former is None and row.approval_order is not ApprovalOrder.FIRST):
        return None
    detail = desk.read(queries.application_detail, row.id)
    return Submission.of(desk, page, tell, detail, kind, former)


def submit_step_again(
    desk: Desk, page: QWidget, tell: Tell, detail: ApplicationDetail, former: Handling
) -> None:
    """Show what was submitted of a step to be changed, and submit it anew. Raises DeskError."""
    step = ENDING[former.kind]
    wanted = NextStep("step", step_words(step).act, (detail.application.id,), step=step)
    again = _submission(desk, page, tell, wanted, step, former)
    _SimpleStep(desk, page, lambda: None, wanted, step, again).take()


def _is_reopened(desk: Desk, application: int) -> bool:
    """Say whether an objection to a file was upheld, so that it is to be proposed anew."""
    return any(Mark.REOPENED in row.marks for row in desk.read(queries.application_rows, (application,)))


def _take_back(
    desk: Desk,
    page: QWidget,
    done: Callable[[], None],
    wanted: NextStep,
    act: type[TakeBackAcceptance | TakeBackDecision],
) -> None:
    """Ask why an acceptance or a decision is taken back, and say what becomes of what was entered."""
    application = wanted.ids[0]
    _, policy = _file(desk, application)
    said = _tr("申请件回到草稿，录入的内容都保留，核算结果作废，重新受理时再算。")
    if act is TakeBackDecision:
        said = _tr("申请件回到审定以前，填写的金额、理由和会议都保留；已经列支的退回任务，不再计入以往资助。")
    dialog = reason_dialog(desk, wanted, page, said)

    def command() -> TakeBackAcceptance | TakeBackDecision:
        return act(application=application, policy=policy, reason=dialog.reason)

    take_with(desk, page, dialog, command, lambda _: done())


def _return_answer(desk: Desk, page: QWidget, done: Callable[[], None], wanted: NextStep) -> None:
    said = _tr("申请件回到已上报，登记的内容都保留，重新登记时改正即可。")
    dialog = reason_dialog(desk, wanted, page, said)

    def command() -> TakeBackAnswer:
        return TakeBackAnswer(application=wanted.ids[0], reason=dialog.reason)

    take_with(desk, page, dialog, command, lambda _: done())


def _review(desk: Desk, page: QWidget, done: Callable[[], None], application: int) -> None:
    """Have everything looked up; what the command refuses is said in the dialog."""
    detail = desk.read(queries.application_detail, application)

    def review(dialog: ReviewDialog, checks: tuple[Check, ...]) -> None:
        command = ReviewApplication(application=application, checks=checks)
        desk.run_later(dialog, command, dialog.done_reviewing, dialog.refuse)

    words = Step.REVIEW.label, _tr("初审通过")
    unmet = desk.read(queries.unmet_conditions, (application,))
    dialog = _review_dialog(desk, page, detail, words, review, _looked_up(desk, detail), unmet)
    ReviewKeeping(desk, dialog, application)
    dialog.accepted.connect(done)
    dialog.ask()


def do_act(
    desk: Desk, page: QWidget, tell: Callable[[str], None], applications: tuple[int, ...], doing: Doing
) -> None:
    """Do what stands beside the states; looking up again has the form of the review. Raises DeskError."""
    if doing is Doing.RECHECK:
        _repeat_checks(desk, page, tell, applications[0])
    else:
        do(desk, page, tell, applications, doing)


def _repeat_checks(desk: Desk, page: QWidget, tell: Callable[[str], None], application: int) -> None:
    """Have everything looked up once more before the money goes."""
    detail = desk.read(queries.application_detail, application)

    def repeat(dialog: ReviewDialog, checks: tuple[Check, ...]) -> None:
        command = RepeatChecks(application=application, checks=checks)
        desk.run_later(dialog, command, dialog.done_reviewing, dialog.refuse)

    words = CheckStage.BEFORE_PAYMENT.label, _tr("登记复查")
    dialog = _review_dialog(desk, page, detail, words, repeat)
    said = _tr("{number} 已登记拨付前复查")
    dialog.accepted.connect(lambda: tell(said.format(number=detail.application.number)))
    dialog.ask()


def _review_dialog(
    desk: Desk,
    page: QWidget,
    detail: ApplicationDetail,
    words: tuple[str, str],
    review: Callable[[ReviewDialog, tuple[Check, ...]], None],
    before: Iterable[Check] = (),
    unmet: Iterable[CheckSubject] = (),
) -> ReviewDialog:
    """Return the form for all that is looked up about a file; ``words`` are its title and its key."""
    row, of = detail.application, Reviewed.of(detail.applicant, desk.today())
    kinds = {one.achievement.kind for one in detail.achievements}
    conditions = desk.read(queries.condition_checks, (row.id,))
    title, key = words
    dialog = ReviewDialog(
        f"{title}　{row.number}　{row.applicant_name}", key, desk.today, review, page, before,
        told=bar_remarks(detail, desk.today()),
        subjects=(*subjects_for(kinds, of), *conditions, *unmet),
    )  # fmt: skip
    dialog.add_left(files_button(desk, detail, dialog))
    return dialog


def _looked_up(desk: Desk, detail: ApplicationDetail) -> list[Check]:
    """Return what was looked up until now, with its pictures."""
    reviewed = (record for record in detail.checks if record.stage is CheckStage.REVIEW)
    newest = {record.check.subject: record for record in reviewed}
    return [
        replace(
            record.check,
            pictures=tuple(desk.read(queries.kept_picture, one.sha256) for one in record.pictures),
        )
        for record in newest.values()
    ]


def _ask_correction(desk: Desk, page: QWidget, done: Callable[[], None], wanted: NextStep) -> None:
    application = wanted.ids[0]
    detail, policy = _file(desk, application)
    dialog = correction_dialog(desk, page, detail, policy)

    def command() -> AskCorrection:
        asked = dialog.asked()
        return AskCorrection(
            application=application, policy=policy, items=asked.items,
            working_days=asked.working_days, served_on=asked.served_on,
        )  # fmt: skip

    def taken(_: object) -> None:
        done()
        lead_to_paper(desk, wanted.ids, Step.ASK_CORRECTION)

    take_with(desk, page, dialog, command, taken)


def lead_to_paper(desk: Desk, applications: tuple[int, ...], step: Step) -> None:
    """Lead on to the paper by which applicants are told of a step that was taken, where there is one."""
    due = next((one for one in issued_without_step(step.target) if one.due), None)
    first = desk.read(queries.access_settings).approval_order is ApprovalOrder.FIRST
    if due is not None and not (first and due.kind.id in APPROVED):  # those are submitted, one by one
        desk.open(IssueLetters(applications, due.kind.id))


def approved_paper(step: Step) -> str:
    """Return the kind of the paper that tells of a step and is approved before it goes out, "" for none."""
    due = next((one for one in issued_without_step(step.target) if one.due), None)
    return due.kind.id if due is not None and due.kind.id in APPROVED else ""


def _file(desk: Desk, application: int) -> tuple[ApplicationDetail, Policy]:
    """Return an application, and the policy in force by which it goes on."""
    detail = desk.read(queries.application_detail, application)
    return detail, desk.policy(detail.application.policy)


def record_service(desk: Desk, page: QWidget, tell: Tell, application: int) -> None:
    """Ask on which day the notice of the running correction was served, and record it. Raises DeskError."""
    asked = running_correction(desk.read(queries.corrections, application))
    if asked is None:
        return
    dialog = ServiceDialog(asked, desk.today(), desk.read(queries.working_days), page)
    days: list[datetime.date] = []

    def command() -> RecordCorrectionService:
        days.append(dialog.day)
        return RecordCorrectionService(application=application, served_on=dialog.day)

    take_with(
        desk, page, dialog, command,
        lambda _: tell(_tr("送达日期 {day} 已经登记").format(day=days[-1].isoformat())),
    )  # fmt: skip


def show_pictures(desk: Desk, page: QWidget, record: CheckRecord) -> None:
    """Show the pictures of a look-up; that they were seen is written down. Raises DeskError."""
    pictures = [desk.read(queries.kept_picture, one.sha256) for one in record.pictures]
    desk.views.saw(Kind.APPLICATION, (record.application,), ("check_pictures",))
    dialog = PicturesDialog(record.check.name, pictures, page, fixed=True)
    dialog.ask()


def ask_bars(desk: Desk, page: QWidget, tell: Tell, application: int, former: Handling | None = None) -> None:
    """Ask for a bar on the applicant, the end of one, or why this application goes on. Raises DeskError.

    Where the office approves first a new bar is submitted; ``former`` is what was submitted of it before.
    """
    applicant = desk.read(queries.application_detail, application).applicant
    dialog = bar_dialog(desk, page, tell, applicant, application, former)
    said = _tr("{name}：限制资助已经办理（{act}）")

    def done() -> None:
        if not dialog.submitted:
            tell(said.format(name=applicant.name, act=dialog.accept_button.text()))

    dialog.accepted.connect(done)
    dialog.open_once()


def consequence(step: Step) -> str:
    """Say what a step brings with it that ends an application, or gives up its proposal."""
    if step is Step.RETURN_PROPOSAL:
        return _tr("申请件回到提出拟资助以前，填写的金额、理由和依据都保留；原来的拟资助意见留存备查。")
    if not step.target.ended:
        return ""
    return _tr("申请件就此办结，占用的证书号等不再提示给其他窗口；录入的内容仍可查看。")


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepTaking", text)
