"""The question why an application is not accepted, on what that rests, and where to go instead."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import TakeStep
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.records import Grounds
from ipdesk.models.services.entered_form import uncovered_names
from ipdesk.ui.applications.after_award.cited_rules import say_unquoted
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog, files_of
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Field, TextField


class DeclineDialog(ReasonDialog):
    """Asks for the reason, the article that it rests on, and the office that the matter belongs to."""

    lines = 3

    def __init__(self, step: NextStep, files: str, parent: QWidget, consequence: str) -> None:
        super().__init__(step, files, parent, consequence)
        self.basis, self.elsewhere = TextField(), TextField()
        rests = self.tr("如 申报通知第二条；不填的，通知书只引用政策")
        there = self.tr("属于别的机关受理的，写明机关名称")
        self.fields = {
            "basis": Field(self.tr("依据的条款"), self.basis, hint=rests, optional=True),
            "elsewhere": Field(self.tr("应当受理的机关"), self.elsewhere, hint=there, optional=True),
        }
        for field in self.fields.values():
            self.body.addWidget(field)

    def say_uncovered(self, names: tuple[str, ...], policy: str) -> None:
        """Propose as the reason that no clause is about it: no other office pays for it either."""
        said = self.tr("《{policy}》没有适用于{names}的条款")
        self.input.setText(said.format(policy=policy.strip("《》"), names="、".join(names)))
        self.fields["elsewhere"].hide()

    @property
    def grounds(self) -> Grounds:
        """Return what was typed beside the reason."""
        return Grounds(self.basis.text(), self.elsewhere.text())

    def show_again(self, doing: object) -> None:
        """Show what was submitted before."""
        if isinstance(doing, TakeStep):
            self.input.setText(doing.reason)
            self.basis.setText(doing.grounds.basis)
            self.elsewhere.setText(doing.grounds.elsewhere)

    def accept(self) -> None:
        """Give all that was typed, unless the reason is none: that is said."""
        faults = [field.watched_fault() for field in self.fields.values()]
        for field, fault in zip(self.fields.values(), faults, strict=True):
            field.set_error(fault)
        if not any(faults):
            super().accept()
        elif fault := step_reason_fault(self.reason):
            self._tell(fault)

    def refuse(self, error: DeskError) -> None:
        """Say why the step is not taken, at the field that it is about."""
        own = (
            [one for one in error.problems if one.field in self.fields]
            if isinstance(error, InvalidInput)
            else []
        )
        if not own:
            super().refuse(error)
            return
        self.release()
        for one in reversed(own):
            self.fields[one.field].set_error(one.message)
        self.go_to(self.fields[own[0].field].editor)


def decline_dialog(desk: Desk, step: NextStep, parent: QWidget, consequence: str) -> DeclineDialog:
    """Return the question for applications; of one it says which rule its paper could not quote.

    Raises DeskError.
    """
    dialog = DeclineDialog(step, files_of(desk, step), parent, consequence)
    if len(step.ids) == 1:
        detail = desk.read(queries.application_detail, step.ids[0])
        policy = desk.policy(detail.application.policy)
        say_unquoted(desk, detail, policy, dialog.fields["basis"])
        if names := desk.read(uncovered_names, detail, policy, desk.today()):
            dialog.say_uncovered(names, policy.pack.title)
    return dialog
