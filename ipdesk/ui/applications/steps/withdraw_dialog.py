"""The question for the reason of a withdrawal, and for the paper by which the applicant withdrew."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError, InvalidInput, Problem
from ipdesk.models.parsing.guardians import who_signs
from ipdesk.models.records import IncomingDetails, Matter
from ipdesk.ui.applications.steps.next_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog, files_of
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.paper_fields import DatedPaperFields
from ipdesk.ui.widgets import Field, FormGrid


class WithdrawDialog(ReasonDialog):
    """Asks why an applicant withdraws, and by which paper: of today and called as usual, unless changed."""

    def __init__(
        self, step: NextStep, files: str, parent: QWidget, consequence: str, paper: DatedPaperFields
    ) -> None:
        super().__init__(step, files, parent, consequence)
        self._paper, grid = paper, FormGrid(2)
        self.fields: dict[str, Field] = {}
        if not paper.sender:
            each = self.tr("每件各登记一份同样的来文，责任者为各自的申请人；页数不同的，归档时更正。")
            self.add_sentence(each)
        for one in paper.fields():
            self.fields[one.name] = Field(one.label, one.editor, hint=one.hint)
            grid.add(self.fields[one.name])
        self.body.addWidget(grid)

    @property
    def paper(self) -> IncomingDetails | None:
        """Return the paper, None where none came."""
        return self._paper.paper()

    def accept(self) -> None:
        """Give reason and paper, unless something cannot be read: that is said."""
        for field in self.fields.values():
            field.set_error("")
        if not self._show(tuple(self._paper.problems())):
            super().accept()

    def refuse(self, error: DeskError) -> None:
        """Say why the step is not taken, at the field that it is about."""
        self.release()
        if not (isinstance(error, InvalidInput) and self._show(error.problems)):
            super().refuse(error)

    def _show(self, problems: tuple[Problem, ...]) -> bool:
        """Mark what is wrong with the paper; say whether anything was."""
        found = [one for one in problems if one.field in self.fields]
        for one in reversed(found):
            self.fields[one.field].set_error(one.message)
            self.fields[one.field].editor.setFocus()
        return bool(found)


def withdraw_dialog(desk: Desk, step: NextStep, parent: QWidget, consequence: str) -> WithdrawDialog:
    """Return the question for applications; of many each has a paper of its own. Raises DeskError."""
    sender = ""
    if len(step.ids) == 1:
        detail = desk.read(queries.application_detail, step.ids[0])
        sender = who_signs(detail.applicant, desk.today())
    paper = DatedPaperFields(Matter.WITHDRAWAL, sender, desk.today)
    return WithdrawDialog(step, files_of(desk, step), parent, consequence, paper)
