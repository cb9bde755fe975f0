"""The question for the reason of a step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError, Problem
from ipdesk.models.parsing.reasons import step_reason_fault
from ipdesk.models.records import ApplicationRow
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.step_dialog import StepDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ParagraphField, TextField, WrappingText
from ipdesk.ui.widgets.fields.confirmable_field import DoubtField

_NAMED = 6  # files; more would fill the dialog


class ReasonDialog(StepDialog):
    """Asks why a step is taken for the files that it names. Once accepted, ``reason`` says something."""

    lines = 1
    """How high the field is: more where facts are to be told."""

    def __init__(self, step: NextStep, files: str, parent: QWidget, consequence: str = "") -> None:
        word = step.word.removesuffix("…")
        super().__init__(word, word, parent=parent)
        self.input = TextField() if self.lines == 1 else ParagraphField(self.lines)
        self.files = WrappingText(files, "strong")
        self._field = DoubtField(self.tr("理由"), self.input, optional=False)
        self.body.addWidget(self.files)
        if consequence:
            self.add_sentence(consequence)
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


def files_text(rows: Sequence[ApplicationRow], count: int) -> str:
    """Name files by number and applicant, the first of many, and say how many there are."""
    translate = QCoreApplication.translate
    lines = [f"{row.number}　{row.applicant_name}" for row in rows[:_NAMED]]
    if count > len(lines):
        lines.append(translate("ReasonDialog", "等 {count} 件").format(count=count))
    return "\n".join(lines)


def files_of(desk: Desk, step: NextStep) -> str:
    """Name the files that a step is for, the first of many. Raises DeskError."""
    rows = desk.read(queries.application_rows, step.ids[:_NAMED])
    return files_text(rows, len(step.ids))


def reason_dialog(desk: Desk, step: NextStep, parent: QWidget, consequence: str = "") -> ReasonDialog:
    """Return the question for the reason of a step. Raises DeskError."""
    return ReasonDialog(step, files_of(desk, step), parent, consequence)
