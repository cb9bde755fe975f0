"""Submitting what is to be done against somebody 送审 before it is done: its sheet is printed for signing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.issue import Sources
from ipdesk.documents.letters.issuing.submission import submitting
from ipdesk.models import queries
from ipdesk.models.applications.approvals import BAR, HANDLED, returned_handling
from ipdesk.models.commands import SubmitHandling
from ipdesk.models.commands.handlings import Doing
from ipdesk.models.records import ApplicationDetail, ApprovalOrder, Handling, IssuedLetter
from ipdesk.models.records.public_notices import OBJECTION_OUTCOME
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters, OpenLetter
from ipdesk.ui.widgets import Dialog, MessageLine, WrappingText, confirm

OUTCOME = "outcome"
"""What a message is about that leads on to the outcome of an objection."""
TEMPLATES = "letters"  # the folder of the office's own templates, in the data folder


def sources_of(desk: Desk) -> Sources:
    """Return where the sheets and papers of a desk come from."""
    return Sources(desk.store, desk.policies, desk.data_dir / TEMPLATES if desk.data_dir else None)


@dataclass(frozen=True)
class Submission:
    """Something that is submitted of an application, for the paper of a ``kind``; ``former`` once more.

    ``returned`` is what was submitted last and not agreed to.
    """

    desk: Desk
    page: QWidget
    tell: Callable[[str], None]
    application: int
    number: str
    kind: str
    former: Handling | None = None
    returned: Handling | None = None

    @classmethod
    def of(
        cls,
        desk: Desk,
        page: QWidget,
        tell: Callable[[str], None],
        detail: ApplicationDetail,
        kind: str,
        former: Handling | None = None,
    ) -> Submission:
        """Return the submission of a file for the paper of a kind; ``former`` is submitted once more."""
        row = detail.application
        found = returned_handling(detail, kind)
        return cls(desk, page, tell, row.id, row.number, kind, former, None if former else found)

    @property
    def shown(self) -> Handling | None:
        """Return what was submitted before, with which the dialog begins; None for nothing."""
        return self.former or self.returned

    def command(self, doing: Doing | None) -> SubmitHandling:
        """Return the command that submits it."""
        sources, day = sources_of(self.desk), self.desk.today()
        return submitting(sources, self.application, self.kind, doing, day, self.former)

    def done(self, sheet: IssuedLetter) -> None:
        """Say what comes next, and lead to the sheet."""
        said = _tr("{number} 的“{act}”已送审：请打印审批表，签批以后在申请件里登记签批")
        self.tell(said.format(number=self.number, act=HANDLED[self.kind]))
        self.desk.open(OpenLetter(sheet.id))

    def word(self) -> str:
        """Return what the key of its dialog says."""
        return _tr("送审，印审批表") if self.former is None else _tr("重新送审，印审批表")

    def dress(self, dialog: Dialog) -> None:
        """Have the dialog of a step say that it is submitted first."""
        dialog.accept_button.set_text(self.word())
        if said := self.opinion():
            dialog.body.insertWidget(0, WrappingText(said, "strong"))  # before anything is typed
        dialog.add_sentence(self.told())

    def opinion(self) -> str:
        """Say what they wrote who did not agree to it before, "" where nobody did."""
        signed = self.returned.signature if self.returned is not None else None
        if signed is None:
            return ""
        said = _tr("上次送审 {day} 签批不同意，退回修改。{signers}：{opinion}")
        return said.format(day=signed.day.isoformat(), signers=signed.signers, opinion=signed.opinion)

    def told(self) -> str:
        """Say what is done now, and what comes later; a bar has no paper."""
        if self.kind == BAR:
            return _tr("现在只印处理事项审批表；签批以后再登记限制。")
        return _tr("现在只印处理事项审批表，申请件不变；签批以后再办理、印发文书。")

    def stand_for(self, dialog: CommandDialog) -> None:
        """Have the command of a dialog submitted in place of being carried out."""
        self.dress(dialog)
        dialog.hand_on(self._made, self.done)

    def _made(self, doing: Any) -> SubmitHandling:  # noqa: ANN401 (what the dialog of a step makes)
        return self.command(doing)

    def ask(self, doing: Doing | None, said: str) -> None:
        """Submit what needs nothing to be typed, after a question."""
        title = _tr("送审“{act}”？").format(act=HANDLED[self.kind])
        told = "\n".join(filter(None, (said, self.opinion(), self.told())))
        if confirm(self.page, title, told, self.word()):
            self.desk.run_later(self.page, self.command(doing), self.done)


def lead_to_outcome(desk: Desk, message: MessageLine, application: int) -> None:
    """Lead on from the answer to an objection to the paper that tells its applicant, where that is due."""
    detail = desk.read(queries.application_detail, application)
    row = detail.application
    if row.due_paper != OBJECTION_OUTCOME:
        return  # as after an objection that was right: nobody knows yet what changes

    def submit() -> None:
        asking = Submission.of(desk, message.window(), message.say, detail, OBJECTION_OUTCOME)
        asking.ask(None, f"{row.number}　{row.applicant_name}")

    first = row.approval_order is ApprovalOrder.FIRST
    issue = IssueLetters((application,), OBJECTION_OUTCOME)
    said = _tr("异议的处理结果还要书面告知申请人。")
    way = (_tr("送审告知书"), submit) if first else (_tr("印发告知书"), lambda: desk.open(issue))
    message.say(said, way, icon="info", about=OUTCOME)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HandlingSubmission", text)
