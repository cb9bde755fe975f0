"""The question for the reason of a step."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import DeskError, Problem
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.ui.applications.steps.next_step import NextStep
from ipdesk.ui.applications.steps.step_dialog import StepDialog
from ipdesk.ui.widgets import TextField, WrappingText
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField


class ReasonDialog(StepDialog):
    """Asks why a step is taken. Once accepted, ``reason`` says something."""

    def __init__(self, step: NextStep, parent: QWidget, consequence: str = "") -> None:
        word = step.word.removesuffix("…")
        super().__init__(word, word, parent=parent)
        self.input = TextField()
        self._field = DoubtField(self.tr("理由"), self.input)
        if consequence:
            self.body.addWidget(WrappingText(consequence, "sub"))
        self.body.addWidget(self._field)
        self.input.setFocus()

    @property
    def reason(self) -> str:
        """Return what was typed."""
        return self.input.text()

    def accept(self) -> None:
        """Give the reason, unless what was typed is none: that is said."""
        if fault := step_reason_fault(self.reason):
            self._tell(fault)
        else:
            self.give()

    def refuse(self, error: DeskError) -> None:
        """Say why the step is not taken."""
        super().refuse(error)
        self._tell(error.message)

    def _tell(self, fault: str) -> None:
        self._field.show_problem(Problem("reason", fault))
        self.input.setFocus()


def reason_for(step: NextStep, parent: QWidget, consequence: str = "") -> str | None:
    """Ask for the reason of a step; return None where the clerk gives up."""
    dialog = ReasonDialog(step, parent, consequence)
    try:
        return dialog.reason if dialog.exec() else None
    finally:
        dialog.deleteLater()
