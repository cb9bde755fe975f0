"""The simple steps of the workflow: a button for each that can be taken, and the question for a reason."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.core.workflow import Given
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.ui import theme
from ipdesk.ui.applications.list.next_step import NextStep
from ipdesk.ui.widgets import Button, Dialog, TextField
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField


class StepButtons(QWidget):
    """A button for each step that is shown, no room where there is none. ``wanted`` carries its NextStep."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._row.setSpacing(theme.grid(2))

    def show_steps(self, steps: Iterable[NextStep]) -> None:
        """Offer these steps and no others."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(step) for step in steps]
        self.setVisible(bool(self.buttons))

    def _button(self, step: NextStep) -> Button:
        button = Button(step.word, "quiet")
        button.clicked.connect(lambda: self.wanted.emit(step))
        self._row.addWidget(button)
        return button


class ReasonDialog(Dialog):
    """Asks why a step is taken. Once accepted, ``reason`` says something."""

    def __init__(self, step: NextStep, parent: QWidget) -> None:
        super().__init__(step.word, step.word, parent=parent)
        self.input = TextField()
        self._field = DoubtField(self.tr("理由"), self.input)
        self.body.addWidget(self._field)
        self.input.setFocus()

    @property
    def reason(self) -> str:
        """Return what was typed."""
        return self.input.text()

    def accept(self) -> None:
        """Close, unless what was typed is no reason: that is said."""
        fault = step_reason_fault(self.reason)
        if not fault:
            super().accept()
            return
        self._field.show_problem(Problem("reason", fault))
        self.input.setFocus()


def reason_for(step: NextStep, parent: QWidget) -> str | None:
    """Ask for the reason of a simple step where it needs one; return None where the clerk gives up."""
    if step.step is None or step.step.given is not Given.REASON:
        return ""
    sheet = ReasonDialog(step, parent)
    try:
        return sheet.reason if sheet.exec() else None
    finally:
        sheet.deleteLater()
