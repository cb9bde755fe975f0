"""Writing down that a mid-term check or an acceptance of a project was held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.funds.projects.contract import Stage
from ipdesk.funds.projects.progress import CheckOutcome, DueKind, ProjectCheck
from ipdesk.models.commands import RecordProjectCheck
from ipdesk.models.records.funds.projects import HeldCheck, Project
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import (
    ChoiceField,
    DateField,
    MoneyField,
    ParagraphField,
    Switch,
    TextField,
    WrappingText,
)

_CHECKED = (Stage.MID_TERM, Stage.ACCEPTANCE)


class CheckDialog(CommandDialog):
    """Asks how a check ended; only what that needs is shown. Former checks stand above."""

    room = 190

    def __init__(self, desk: Desk, project: Project, then: Callable[[Any], None], parent: QWidget) -> None:
        title = _tr("检查验收　{name}").format(name="、".join(project.parties))
        super().__init__(desk, title, _tr("登记"), then, parent, columns=4)
        self._project = project
        self.kept_as = f"check of grant {project.grant}"
        self._make_fields(desk)
        self._lay_out_form()
        for field in (self.stage, self.outcome):
            field.changed.connect(lambda _: self._follow())
        self.corrects.toggled.connect(lambda _: self._take_stage())
        self._take_stage()
        self.outcome.setFocus()

    def _make_fields(self, desk: Desk) -> None:
        stages = [one for one in _CHECKED if self._project.contract.last_day(one) is not None]
        self.stage = ChoiceField([(one.value, one.label) for one in stages])
        self.outcome = ChoiceField([(one.value, one.label) for one in CheckOutcome])
        self.held_on, self.again_by, self.return_by = (DateField(desk.today) for _ in range(3))
        self.paper, self.why = TextField(), TextField()
        self.opinion, self.unspent = ParagraphField(2), MoneyField()
        self.corrects = Switch(_tr("更正上一次登记的检查"))

    def _lay_out_form(self) -> None:
        optional = _tr("选填")
        if self._project.checks:
            self.body.addWidget(WrappingText("\n".join(map(_told, self._project.checks))))
        self.place(self.corrects, 4)
        self.corrects.setVisible(bool(self._project.standing))
        self.add("stage", _tr("检查"), self.stage)
        self.add("outcome", _tr("结论"), self.outcome)
        self.add("held_on", _tr("日期"), self.held_on)
        self.add("again_by", _tr("再次进行的期限"), self.again_by)
        self.add("unspent", _tr("结余资金"), self.unspent, 1, optional)
        self.add("return_by", _tr("退回的期限"), self.return_by, 1, optional)
        self.add("paper", _tr("结论所在的文件"), self.paper, 2, hint=_tr("意见表、纪要的名称或者文号"))
        self.add("opinion", _tr("意见"), self.opinion, 4, optional)
        self.add("why", _tr("更正的理由"), self.why, 4)
        self.need("stage", "outcome", "held_on", "paper", "again_by", "why")

    def _take_stage(self) -> None:
        """Propose the stage that is due, or that of the check which is corrected."""
        due = next((one.stage for one in self._project.dues if one.kind is DueKind.CHECK), None)
        corrected = self._project.standing[-1] if self.corrects.isChecked() else None
        wanted = due if corrected is None else corrected.stage
        if wanted is not None:
            self.stage.set_key(wanted.value)
        self._follow()

    def _follow(self) -> None:
        """Show what the stage and the outcome need."""
        again = self.outcome.key() == CheckOutcome.AGAIN.value
        final = self.stage.key() == Stage.ACCEPTANCE.value and not again
        asked = {
            "again_by": again, "unspent": final, "return_by": final, "why": self.corrects.isChecked(),
        }  # fmt: skip
        self.grid.leave_out(self.fields[name] for name, wanted in asked.items() if not wanted)

    def entered(self) -> RecordProjectCheck | None:
        """Return what is written down, None without its day."""
        day = self.day_of("held_on")
        if day is None:
            return None
        check = ProjectCheck(
            stage=Stage(self.stage.key()),
            outcome=CheckOutcome(self.outcome.key()),
            held_on=day,
            paper=self.paper.text(),
            opinion=self.opinion.text(),
            **self._what_follows(),
        )
        corrects = self._project.standing[-1].id if self.corrects.isChecked() else None
        return RecordProjectCheck(
            grant=self._project.grant, check=check, corrects=corrects, why=self.why.text() if corrects else ""
        )

    def _what_follows(self) -> dict[str, Any]:
        """Return what the fields in sight say of what comes next."""
        shown = {name: not self.fields[name].isHidden() for name in ("again_by", "unspent", "return_by")}
        return {
            "again_by": self.again_by.day() if shown["again_by"] else None,
            "unspent": (self.unspent.fen() or 0) if shown["unspent"] else 0,
            "return_by": self.return_by.day() if shown["return_by"] else None,
        }


def _told(check: HeldCheck) -> str:
    """Return a check in one line."""
    words = _tr("{day}　{stage}：{outcome}（{paper}）").format(
        day=check.held_on, stage=check.stage.label, outcome=check.outcome.label, paper=check.paper
    )
    return words + (_tr("　已更正") if check.corrected else "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundDialogs", text)
