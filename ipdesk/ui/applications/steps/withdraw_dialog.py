"""The question for the reason of a withdrawal, and for the paper by which the applicant withdrew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.core.errors import DeskError, InvalidInput, Problem
from ipdesk.models.parsing.guardians import who_signs
from ipdesk.models.records import IncomingDetails, Matter
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import ReasonDialog, files_of
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.paper_fields import DatedPaperFields
from ipdesk.ui.widgets import ChoiceField, Field, FormGrid, TextField, WrappingText

_PAPER, _NONE = "paper", "none"


class WithdrawDialog(ReasonDialog):
    """Asks why an applicant withdraws, whether that came on paper, and of a paper what there is to say of it.

    Nothing is written down of a paper that nobody said had come.
    """

    def __init__(
        self, step: NextStep, files: str, parent: QWidget, consequence: str, paper: DatedPaperFields
    ) -> None:
        super().__init__(step, files, parent, consequence)
        self._paper, self._grid, self._number = paper, FormGrid(2), TextField()
        self._each = WrappingText("" if paper.sender else self._of_each(), "sub")
        self._put_fields()
        self.came.changed.connect(lambda _: self._ask_of_paper())
        self._ask_of_paper()

    def _put_fields(self) -> None:
        came = ((_PAPER, self.tr("收到书面撤回申请")), (_NONE, self.tr("没有书面来文，在理由里写明")))
        self.came = ChoiceField(came)
        self.fields: dict[str, Field] = {"came": Field(self.tr("怎样撤回"), self.came, optional=False)}
        self._grid.add(self.fields["came"], 2)
        for one in self._paper.fields():
            hint = "" if one.editor is self._paper.day else one.hint  # a paper that came bears a day
            self.fields[one.name] = Field(one.label, one.editor, hint=hint)
            self._grid.add(self.fields[one.name])
        if self._paper.sender:  # of many each has its own
            numbered = self.tr("单位来文编了号的照填")
            self.fields["number"] = Field(self.tr("来文文号"), self._number, hint=numbered, optional=True)
            self._grid.add(self.fields["number"], 2)
        self.body.addWidget(self._grid)
        self.body.addWidget(self._each)

    def _of_each(self) -> str:
        return self.tr("每件各登记一份同样的来文，责任者为各自的申请人；页数不同的，归档时更正。")

    def _ask_of_paper(self) -> None:
        """Ask of a paper once somebody said that one came: of today, unless another day is typed."""
        came = self.came.key() == _PAPER
        self._grid.leave_out(() if came else (one for name, one in self.fields.items() if name != "came"))
        self._each.setVisible(came and bool(self._each.text()))
        if came and self._paper.day.day() is None:
            self._paper.day.set_day(self._paper.today())
        self.fit_again()

    @property
    def paper(self) -> IncomingDetails | None:
        """Return the paper, None where none came."""
        paper = self._paper.paper() if self.came.key() == _PAPER else None
        return replace(paper, number=self._number.text()) if paper is not None else None

    def accept(self) -> None:
        """Give reason and paper, unless something is missing or cannot be read: that is said."""
        for field in self.fields.values():
            field.set_error("")
        if not self._show(tuple(self._problems())):
            super().accept()

    def _problems(self) -> Iterator[Problem]:
        if not self.came.key():
            yield Problem("came", self.tr("请选择是否收到书面撤回申请。"))
        elif self.came.key() == _PAPER:
            yield from self._paper.problems()
            if self._paper.day.day() is None and not self._paper.day.problem():
                yield Problem("paper_day", self.tr("请填写来文日期。"))

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
    paper = DatedPaperFields(Matter.WITHDRAWAL, sender, desk.today, handed_in=False)
    return WithdrawDialog(step, files_of(desk, step), parent, consequence, paper)
